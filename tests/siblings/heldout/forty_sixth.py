"""The invented forty-sixth plan, its period unsaid: outcomes and parties side by side, own numbers, accents apart."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, STATUS, INDICATORS, OUTCOMES, PARTIES)

WEIGHTS = "To detect false weights and measures at bulk terminals and weighbridges"
RELIEFS = "To forestall the abuse of reliefs granted for removals, inheritances and gifts"
COSMETICS = "To ban hazardous cosmetics and tattoo inks from the internal market"
NIGHTS = "To sustain mobile teams that work at night"

PLAN = Plan(
    ordinal=46,
    first_day=date(2062, 1, 1),
    last_day=date(2063, 12, 31),
    period_in_title=False,
    title_tail="the strategy for customs cooperation and the Naples II Convention",
    based_on=("act/strategy-2003", "act/naples-ii"),
    meetings=(date(2061, 9, 14), date(2061, 9, 15)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "A weighbridge that is wrong by half a per cent costs more than a stolen container. That, in short, was "
            "the lesson of the exercise held at Lübeck",
            Note(1),
            ".",
        ),
        (
            "Of the seven actions in the ",
            Earlier(45, date(2060, 1, 1), date(2061, 12, 31), 2),
            " five were brought to an end. The other two are not resumed, since the CCWP came to the view",
            Note(3),
            " that rivers are best left to those who live beside them.",
        ),
        (
            "Weights, reliefs, cosmetics and nights: the ",
            Own(),
            " has four subjects. They were put forward by the administrations of Málaga, Liège and Tromsø, in that "
            "order.",
        ),
    ),
    notes=(
        Body("10238/61 ENFOCUSTOM 88 MAR 140", document="ST-10238-2061-INIT"),
        Body("7001/5/59 REV 5 ENFOCUSTOM 44", document="ST-7001-2059-REV-5"),
        Body("11967/1/61 REV 1 ENFOCUSTOM 117 JAI 803", document="ST-11967-2061-REV-1"),
    ),
    outlook=(
        ("For each action the stage reached in autumn 2061 is shown.",),
        ("Where nothing is shown, nothing had been done.",),
    ),
    work_areas=("weights and measures", "reliefs from duty", "cosmetics and inks", "working conditions"),
    objectives=(WEIGHTS, RELIEFS, COSMETICS, NIGHTS),
    rules=(
        ("The implementation of this Action Plan rests with the CCWP.",),
        (
            "Each group appoints a rapporteur who does not come from the Member State in the chair.",
            "The rapporteur signs every report.",
        ),
        ("Measurements are published together with their margin of error.",),
    ),
    actions=(
        Action(
            number="46.1",
            title="To check weighbridges by means of reference lorries",
            objectives=(Use(1, WEIGHTS),),
            status="launched",
            indicators=(
                Indicator("Two reference lorries of known mass"),
                Indicator("Round trip through fourteen ports"),
                Indicator("Comparative tables, presentation to the CCWP", "submission"),
            ),
            outcomes=("Deviations are corrected on the spot", "Operators calibrate their equipment more often"),
            parties=(
                Party("WELMEC", (), unknown=True),
                Party("COM", ("organisation/com",)),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Grain, ore and scrap are taxed by the tonne. In 2059 two officers at Gijón noticed that a train lost "
                "weight whenever a certain clerk was on duty; their note (",
                Cite("5411/60 ENFOCUSTOM 7 ECOFIN 38", "ST-5411-2060-INIT", ("ENFOCUSTOM 7", "ECOFIN 38")),
                ") went unanswered for a year.",
            ),
        ),
        Action(
            number="46.2",
            title="To look into draught surveys of vessels laden with scrap",
            objectives=(Use(1, "To detect false weights and measures at bulk terminals", whole=False), Use(4, NIGHTS)),
            status="on hold",
            indicators=(Indicator("Handbook for surveyors, to be approved by the CCWP", "approval"),),
            outcomes=("Surveys are repeated by a second person", "Tonnage is no longer negotiated"),
            parties=(
                Party("International Association of Classification Societies", (), unknown=True),
                Party("World Customs Organisation", ("organisation/wco",)),
            ),
            terms=(
                "The draught of a vessel is read off with the naked eye, often in swell and from a rubber boat. "
                "“Within reason” is the tolerance named in ",
                Cite("9330/3/59 REV 3 ENFOCUSTOM 70 + ADD 1", "ST-9330-2059-REV-3", ("ENFOCUSTOM 70",), addenda=(1,)),
                ". Points 2.1 and 2.3 of that document call for a second reading, as had ",
                Ref("Action 30.2", "30.2"),
                " before.",
            ),
        ),
        Action(
            number="46.3",
            title="Comparison of removal lists with what is unloaded",
            objectives=(Use(2, RELIEFS),),
            status="first results available",
            indicators=(
                Indicator("Sample of five hundred removals"),
                Indicator("Model declaration adopted by the Customs Cooperation Working Party", "adoption"),
            ),
            outcomes=("Genuine families pass without delay",),
            parties=(
                Party("customs administrations", ("group/customs-authorities",)),
                Party("FIDI Global Alliance", (), unknown=True),
                Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "Nobody moves house with sixty identical refrigerators. Regard is to be had to the questionnaire "
                "used for ",
                Ref("Action 3.2", "3.2", plan=3),
                " of the 3rd Action Plan and to ",
                Cite("8675/2/61 REV2 – ENFOCUSTOM 63", "ST-8675-2061-REV-2", ("ENFOCUSTOM 63",)),
                ", which is confined to diplomats.",
            ),
        ),
        Action(
            number="46.4",
            title="To analyse skin lighteners and inks bought at street markets",
            objectives=(Use(3, COSMETICS), Use(2, RELIEFS)),
            indicators=(
                Indicator("Purchase of two hundred samples"),
                Indicator("Mercury and azo dyes determined by three laboratories"),
                Indicator("Warning list; approval of the list by the CCWP", "approval"),
            ),
            outcomes=(
                "Consumers learn which brands contain mercury",
                "Importers withdraw products of their own accord",
            ),
            parties=(
                Party("ECHA", (), unknown=True),
                Party("other Council working groups", ("group/council-working-groups",)),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Jars sent as gifts pass free of duty and unexamined. The list compiled under ",
                Ref("Actions 37.3", "37.3"),
                " and ",
                Ref("42.4", "42.4"),
                " is out of date (see ",
                Cite("11888/1/60 REV 1 SAN 402 ENFOCUSTOM 104", "ST-11888-2060-REV-1", ("SAN 402", "ENFOCUSTOM 104")),
                " and ",
                Cite("4977/61 ENFOCUSTOM 2 COR 1", "ST-4977-2061-COR-1", ("ENFOCUSTOM 2",)),
                ").",
            ),
        ),
        Action(
            number="46.5",
            title="To measure fatigue among crews on night duty",
            objectives=(Use(4, NIGHTS),),
            status="ethical approval pending",
            indicators=(Indicator("Diary kept by ninety volunteers"), Indicator("Medical advice on shift patterns")),
            outcomes=("Accidents on the way home become rarer",),
            parties=(Party("EU-OSHA", (), unknown=True),),
        ),
        Action(
            number="46.6",
            title="To agree on proof of inheritance for works of art and jewellery",
            objectives=(Use(2, "Forestall the abuse of reliefs granted for removals, inheritances and gifts"),),
            status="half completed",
            indicators=(
                Indicator("Overview of succession certificates"),
                Indicator("Conclusions forwarded to COPEN", "submission", by="organisation/copen"),
            ),
            outcomes=("Heirs know in advance which papers are asked for", "Fictitious relatives are found out"),
            terms=(
                "In one case the same uncle died in four Member States. Notaries could confirm a certificate within "
                "minutes if customs were entitled to ask them; whether they are is contested (",
                Cite("13544/2/60 ENFOCUSTOM 128 REV 2", "ST-13544-2060-REV-2", ("ENFOCUSTOM 128",)),
                ").",
            ),
        ),
        Action(
            number="46.7",
            title="To lend thermal cameras to mobile teams",
            objectives=(Use(None, "Support for the other actions"),),
            status="new",
            indicators=(Indicator("Loan agreement"), Indicator("Statement of account to the CCWP", "submission")),
            outcomes=("Smaller teams are equipped for the night",),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("European Police College", ("organisation/cepol",)),
            ),
            terms=("Twelve cameras lie in a cupboard at Évora.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", TERMS)
_FIRST = ("#title", "number", "title", "#objectives", "objectives", "#status", "+", "status")
_BESIDE = Row(
    (*_FIRST, "#indicators", "indicators", "#outcomes", "#parties", "outcomes~parties", *_BOX),
    tangle="apart",
    tangled_number=False,
)
_APART = Row((*_FIRST, "#indicators", "indicators", "#outcomes", "outcomes", "#parties", "parties", *_BOX))

LAYOUT = Layout(
    rows=(_BESIDE, _BESIDE, _BESIDE, _BESIDE, _APART, _APART, _BESIDE),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed measure",
        OBJECTIVES: "Strategic objectives addressed",
        STATUS: "Stage reached",
        INDICATORS: "Performance measures",
        OUTCOMES: "Possible benefits",
        PARTIES: "Bodies concerned",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX – LIST OF ACTIONS",
    end_rule=False,
    page_mark="\f",
    header=("LIMITE", "ANNEX DG D 3"),
    footer=("12480/61 ET/hm page {page}",),
    item_mark="{n}.",
    closing=(";", ";"),
    party_mark="•",
    list_mark="·",
    list_mark_alone=False,
    objective_mark="{n}.",
    own_numbers=True,
    number_form="{number})",
    ordinals="figures",
    headings_of_sections="{upper}",
    footnotes="column",
    prose_width=98,
    box_width=116,
    widths={TITLE: 40, OBJECTIVES: 44, STATUS: 24, INDICATORS: 42, OUTCOMES: 34, PARTIES: 26},
    decomposed=True,
)
