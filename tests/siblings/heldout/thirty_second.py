"""The invented thirty-second plan, of one year: figures, starts beside titles, letters, soft hyphens, a note column."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, START, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES)

TOBACCO = "To dismantle the supply of unlicensed tobacco factories within the Union"
SEAS = "To enhance maritime situational awareness along coasts and in territorial waters"
JUSTICE = "To facilitate the transmission of evidence between customs and judicial authorities"

PLAN = Plan(
    ordinal=32,
    first_day=date(2042, 1, 1),
    last_day=date(2042, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2041, 9, 24), date(2041, 10, 15)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The production of cigarettes has moved from distant countries to industrial estates in the Union. The ",
            Earlier(30, date(2038, 7, 1), date(2039, 12, 31), 1),
            " and the ",
            Earlier(31, date(2040, 1, 1), date(2041, 12, 31), 2),
            " were drawn up before the extent of this relocation became apparent.",
        ),
        (
            "In accordance with the Council Resolution of 23 October 2009",
            Note(3),
            ", the ",
            Own(),
            " is confined to twelve months, which permits a rapid adjustment to the forthcoming threat assessment.",
        ),
    ),
    notes=(
        Body("7318/2/38 REV 2 ENFOCUSTOM 44", document="ST-7318-2038-REV-2"),
        Body("14105/3/39 REV 3 ENFOCUSTOM 128 JAI 966", document="ST-14105-2039-REV-3"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("The selection was guided by the findings of the most recent joint customs operations.",),
        ("The participation of associated countries remains possible in all actions.",),
    ),
    work_areas=("tobacco and raw materials", "maritime controls", "evidence"),
    objectives=(TOBACCO, SEAS, JUSTICE),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Project groups convene by videoconference whenever possible.",
            "Travel costs are borne by the participating administrations.",
        ),
        ("An overall assessment will be carried out in the last quarter of 2042.",),
    ),
    actions=(
        Action(
            number="32.1",
            title="To map supplies of acetate tow and cigarette paper to unknown consignees",
            start="January 2042",
            objectives=(Use(1, TOBACCO),),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            indicators=(
                Indicator("Overview of producers and distributors of acetate tow"),
                Indicator("Final report to be submitted to the CCWP", "submission"),
            ),
            outcomes=(
                "Unlicensed factories are located through their suppliers",
                "Producers notify irregular orders of their own accord",
            ),
            terms=(
                "A factory can hide its machines but not its consumption of filters. In document ",
                Cite("10662/1/40 REV 1 ENFOCUSTOM 93 FISC 128", "ST-10662-2040-REV-1", ("ENFOCUSTOM 93", "FISC 128")),
                " it was estimated that one third of the acetate tow sold in the Union cannot be attributed to any "
                "registered manufacturer. The project group will reconstruct the channels of distribution.",
            ),
        ),
        Action(
            number="32.2",
            title="To detect parasitic attachments to the hulls of merchant vessels",
            start="15 February 2042",
            objectives=(Use(2, SEAS), Use(3, JUSTICE)),
            parties=(Party("FRONTEX", ("organisation/frontex",)), Party("EFCA", (), unknown=True)),
            indicators=(
                Indicator("Trials of remotely operated underwater vehicles in four roadsteads"),
                Indicator("Operating procedure for divers"),
                Indicator("Adoption of recommendations by the CCWP", "adoption"),
            ),
            outcomes=("Hulls are examined without delaying the departure of the vessel",),
            terms=(
                "Cylinders filled with cocaine are bolted to sea chests and rudder trunks. The proposals which emerged "
                "from ",
                Ref("Action 30.4", "30.4"),
                " and the corrigendum ",
                Cite("8471/40 ENFOCUSTOM 68 COR 1", "ST-8471-2040-COR-1", ("ENFOCUSTOM 68",)),
                " should be put into practice.",
            ),
        ),
        Action(
            number="32.3",
            title="To accelerate the certification of laboratory results for use in foreign courts",
            start="March 2042",
            objectives=(Use(3, JUSTICE),),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            indicators=(Indicator("Model certificate approved by COPEN", "approval", by="organisation/copen"),),
            outcomes=(
                "Results are recognised without a second analysis",
                "Shorter periods of detention for goods and vehicles",
                "Costs of translation are avoided",
            ),
        ),
        Action(
            number="32.4",
            title="Joint surveillance of high-speed craft in the western Mediterranean",
            start="April 2042",
            objectives=(Use(2, "To enhance maritime situational awareness", whole=False), Use(1, TOBACCO)),
            parties=(
                Party("MAOC (N)", (), unknown=True),
                Party("border guards", ("group/border-guards",)),
                Party("Europol", ("organisation/europol",)),
            ),
            indicators=(
                Indicator("Sightings recorded in a common log"),
                Indicator("Evaluation of the operational phase, approval by the CCWP", "approval"),
            ),
            outcomes=("Landings are anticipated rather than reconstructed",),
            terms=(
                "Semi-rigid boats with four engines exceed the speed of every patrol vessel. Building on ",
                Ref("Actions 28.3", "28.3"),
                " and ",
                Ref("31.1", "31.1"),
                " as well as on ",
                Cite(
                    "13208/2/39 REV 2 ENFOCUSTOM 119 + COR 1",
                    "ST-13208-2039-REV-2",
                    ("ENFOCUSTOM 119",),
                    corrigenda=(1,),
                ),
                " and ",
                Cite("5740/41 ENFOCUSTOM 13 FRONT 28", "ST-5740-2041-INIT", ("ENFOCUSTOM 13", "FRONT 28")),
                ", the project group will concentrate on refuelling at sea, which is indispensable for long crossings.",
            ),
        ),
        Action(
            number="32.5",
            title="To settle questions of competence in the boarding of pleasure yachts",
            start="1 June 2042",
            objectives=(Use(2, SEAS),),
            parties=(Party("LEWP", ("organisation/lewp",)), Party("COM", ("organisation/com",))),
            indicators=(
                Indicator("Comparative table of powers"),
                Indicator("Flow chart for commanders"),
            ),
            outcomes=("Boardings are no longer contested for lack of competence", "Legal certainty for crews"),
            terms=("In nine Member States boarding is reserved for authorities other than customs.",),
        ),
        Action(
            number="32.6",
            title="To keep waterpipe tobacco under observation",
            start="September 2042",
            objectives=(Use(1, TOBACCO),),
            parties=(Party("WCO", ("organisation/wco",)), Party("MS", ("group/member-states",))),
            indicators=(Indicator("Conclusions on taxation and storage presented to the CCWP", "submission"),),
            outcomes=("Consumption can be estimated", "Lounges are inspected according to uniform criteria"),
            terms=(
                "Molasses and tobacco are imported separately and blended in cellars. ",
                Ref("Action 7", "7", plan=4),
                " of the 4th Action Plan did not extend to this product, although ",
                Cite("9083/41 ENFOCUSTOM 74", "ST-9083-2041-INIT", ("ENFOCUSTOM 74",)),
                " had drawn attention to it.",
            ),
        ),
    ),
)

_EACH = each(COLUMNS, box=(f"#{TERMS}", TERMS))
_BESIDE = Row(
    (
        *("#title", "#start", "title~start", "#objectives", "objectives", "#parties", "parties"),
        *("#indicators", "indicators", "#outcomes", "outcomes", f"#{TERMS}", TERMS),
    ),
    tangle="apart",
)

LAYOUT = Layout(
    rows=(_BESIDE, _EACH, _EACH, _BESIDE, _BESIDE, _EACH),
    columns=COLUMNS,
    labels={
        TITLE: "Title of action",
        START: "Start date",
        OBJECTIVES: "Objective(s)",
        PARTIES: "Parties concerned",
        INDICATORS: "Indicator(s)",
        OUTCOMES: "Outcome(s)",
        TERMS: "Terms of reference",
    },
    annex_heading="Annex",
    row_rule="_" * 36,
    row_pages=False,
    page_lines=42,
    page_mark="\f",
    header=("12884/1/41 REV 1 EK/tt", "LIMITE EN"),
    footer=("{page}",),
    item_mark="({a})",
    closing=(",", "."),
    party_mark="–",
    list_mark="▪",
    objective_mark="{n})",
    number_form="{number}.",
    ordinals="figures",
    periods="days",
    headings_of_sections="{number}. {heading}",
    footnotes="column",
    prose_width=84,
    box_width=112,
    soft_hyphens=True,
)
