"""The invented forty-eighth plan: own numbers, headings each or first, CRLF and ligatures, notes in bodies."""

from dataclasses import replace
from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, each, headings_first

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES)

TURBINES = "To uncover falsified documents accompanying aircraft and turbine components"
SAND = "To hinder the clandestine removal and shipment of sand, soil and peat"
SCENT = "To develop the use of detector dogs and artificial noses"

PLAN = Plan(
    ordinal=48,
    first_day=date(2067, 7, 1),
    last_day=date(2068, 12, 31),
    title_tail="the Council Resolution of 2 October 2003 on a strategy for customs cooperation",
    based_on=("act/council-resolution-2003",),
    meetings=(date(2067, 1, 11), date(2067, 1, 12), date(2067, 3, 2)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Whole riverbeds have vanished to feed the construction industry. Both the ",
            Earlier(46, date(2064, 7, 1), date(2065, 12, 31), 1),
            " and the ",
            Earlier(47, date(2066, 1, 1), date(2067, 6, 30), 2),
            " have been carried out, the latter with a delay of five weeks; neither covered offences of this nature.",
        ),
        (
            "The Council, in its first Resolution on the subject",
            Note(3),
            ", expected customs to follow the evolution of crime with an open mind. The ",
            Own(),
            " therefore turns to sectors which have so far been left to technical inspectorates, and it offers "
            "efficient officers of the canine units a platform of their own.",
        ),
    ),
    notes=(
        Body("7719/3/64 REV 3 ENFOCUSTOM 50 JAI 288", document="ST-7719-2064-REV-3"),
        Body("14208/65 ENFOCUSTOM 155", document="ST-14208-2065-INIT"),
        Body("OJ C 247, 15.10.2003, p. 1", journal="OJ C 247, 2003-10-15, 1"),
        Body("5410/67 ENFOCUSTOM 8 AVIATION 14 (to be issued)", document="ST-5410-2067-INIT"),
    ),
    outlook=(
        (
            "Seventeen suggestions were received; the reasons for which ten of them were set aside are summarised in "
            "a separate note",
            Note(4),
            ".",
        ),
    ),
    work_areas=("aviation safety", "natural raw materials", "canine units", "laboratory support"),
    objectives=(TURBINES, SAND, SCENT),
    rules=(
        ("Responsibility for the implementation of this Action Plan lies with the CCWP.",),
        (
            "Project groups are open to all Member States.",
            "Observers from third countries may be admitted if no delegation objects.",
        ),
        ("A project group which has not met for nine months is deemed to be dissolved.",),
    ),
    actions=(
        Action(
            number="48.1",
            title="To match release certificates of aircraft components with the records of manufacturers",
            objectives=(Use(1, TURBINES),),
            outcomes=(
                "Unserviceable components are withdrawn before installation",
                "Manufacturers reply to enquiries around the clock",
            ),
            indicators=(
                Indicator("Pilot connection with four manufacturers"),
                Indicator("Statistics on certificates rejected in the pilot phase"),
                Indicator("Final report submitted to the CCWP for approval", "approval"),
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("European Union Aviation Safety Agency", (), unknown=True),
            ),
            terms=(
                "A certificate can be copied within minutes, a turbine disc cannot. Brokers purchase time-expired "
                "components by weight and return them to the market with papers bearing genuine stamps. Following the "
                "incident described in ",
                Cite(
                    "6023/1/67 REV 1 ENFOCUSTOM 19 AVIATION 33",
                    "ST-6023-2067-REV-1",
                    ("ENFOCUSTOM 19", "AVIATION 33"),
                ),
                ", the project group will try to verify serial numbers at the moment of import. The method tested "
                "under ",
                Ref("Action 45.2", "45.2"),
                " for locomotives could be transposed with little effort.",
            ),
        ),
        Action(
            number="48.2",
            title="To identify the rivers and beaches from which sand is removed by night",
            objectives=(Use(2, SAND), Use(3, SCENT)),
            outcomes=("Barges are stopped at the first lock",),
            indicators=(
                Indicator("Sediment atlas of nineteen rivers"),
                Indicator("Adoption of sampling instructions by the CCWP", "adoption"),
            ),
            parties=(
                Party("Danube Commission", (), unknown=True),
                Party("Law enforcement authorities", ("group/law-enforcement-authorities",)),
            ),
            terms=(
                "Grains of sand carry the signature of their river. Neither ",
                Ref("Action 39.2", "39.2"),
                " nor the note ",
                Cite("11450/61 ENFOCUSTOM 122 ENV 640", "ST-11450-2061-INIT", ("ENFOCUSTOM 122", "ENV 640")),
                " went beyond the coast.",
            ),
        ),
        Action(
            number="48.3",
            title="Exchange of odour samples among canine units",
            objectives=(Use(3, SCENT),),
            outcomes=(
                "Dogs recognise new substances within a month",
                "Samples cross borders without formalities",
                "Puppies are selected by shared criteria",
            ),
            indicators=(Indicator("Sample bank approved by the CCWP", "approval"),),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("FRONTEX", ("organisation/frontex",)),
                Party("MS", ("group/member-states",)),
            ),
        ),
        Action(
            number="48.4",
            title="To determine the age and provenance of peat and topsoil declared as horticultural compost",
            objectives=(Use(2, "To hinder the clandestine removal and shipment of peat", whole=False),),
            outcomes=("Declarations of compost can be refuted", "Bogs under protection are left untouched"),
            indicators=(
                Indicator("Isotope measurements in two laboratories"),
                Indicator("Seminar for classification officers"),
                Indicator("Presentation of the measurements to the CCWP", "submission"),
            ),
            parties=(Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),),
            terms=(
                "Compost is barely one year old; peat took millennia to form. As early as 2058 (",
                Cite("9981/2/58 REV2 – ENFOCUSTOM 87", "ST-9981-2058-REV-2", ("ENFOCUSTOM 87",)),
                ") it was suggested that carbon dating be used, yet the cost was prohibitive at the time.",
            ),
        ),
        Action(
            number="48.5",
            title="To trace turbine blades sold as scrap",
            objectives=(Use(1, TURBINES), Use(2, SAND)),
            outcomes=("Scrap dealers notify blades which are intact",),
            indicators=(
                Indicator("Visits to thirty scrapyards"),
                Indicator(
                    "Conclusions from the visits, to be laid before COPEN", "submission", by="organisation/copen"
                ),
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COPEN", ("organisation/copen",)),
            ),
            terms=(
                "Blades are ground down, repainted and offered to small airlines. In pursuance of ",
                Ref("Actions 44.1", "44.1"),
                ", ",
                Ref("44.3", "44.3"),
                " and ",
                Ref("46.5", "46.5"),
                ", which dealt with scrap in general, judicial authorities will be asked how long such items ought to "
                "be kept as exhibits (see ",
                Cite(
                    "13077/66 ENFOCUSTOM 140 COPEN 291 + COR 1",
                    "ST-13077-2066-INIT",
                    ("ENFOCUSTOM 140", "COPEN 291"),
                    (1,),
                ),
                ").",
            ),
        ),
        Action(
            number="48.6",
            title="To compare artificial noses with trained dogs under field conditions",
            objectives=(Use(3, SCENT),),
            outcomes=("Purchases are based on evidence", "Handlers know the limits of the equipment"),
            indicators=(
                Indicator("Field trials in heat, frost and rain"),
                Indicator("Comparison of purchase and running costs"),
                Indicator("Recommendations submitted to the CCWP with a view to their adoption", "adoption"),
            ),
            terms=(
                "Manufacturers promise much. The first comparison was carried out under ",
                Ref("Action 3", "3", plan=2),
                " of the second Action Plan, long before the present generation of sensors. The yardstick set out in ",
                Cite("8345/3/65 ENFOCUSTOM 64 REV 3", "ST-8345-2065-REV-3", ("ENFOCUSTOM 64",)),
                " will be applied.",
            ),
        ),
        Action(
            number="48.7",
            title="To warn workshops against bolts and bearings of inferior alloy",
            objectives=(Use(1, TURBINES),),
            outcomes=("Workshops test bolts prior to fitting",),
            indicators=(
                Indicator("Warning notice in all official languages"),
                Indicator("Telephone line for workshops"),
            ),
            parties=(
                Party("customs administrations", ("group/customs-authorities",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=("Inferior bolts fail at a fraction of the nominal load.",),
        ),
    ),
)

_EACH = each(COLUMNS)
_FIRST = headings_first(COLUMNS)
_COLLAPSED = replace(_FIRST, collapsed=2)

LAYOUT = Layout(
    rows=(_EACH, _EACH, _EACH, _FIRST, _EACH, _EACH, _COLLAPSED),
    columns=COLUMNS,
    labels={
        TITLE: "Action proposed",
        OBJECTIVES: "Strategic objective(s)",
        OUTCOMES: "Anticipated outcome(s)",
        INDICATORS: "Performance indicator(s)",
        PARTIES: "Other parties involved",
        TERMS: "Terms of reference",
    },
    page_mark="\f",
    header=("5410/2/67 REV 2 MT/rg {page}",),
    footer=("ANNEX DG D 2B LIMITE EN",),
    item_mark="({n})",
    own_numbers=True,
    objective_mark="({n})",
    party_mark="-",
    list_mark="–",
    list_mark_alone=False,
    number_form="{number}",
    periods="numeric",
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=92,
    box_width=128,
    newline="\r\n",
    ligatures=True,
)
