"""The invented thirty-third plan, of one year: headings once, accents apart, divided words, lost note numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    STATUS,
    TERMS,
    TITLE,
    Layout,
    Row,
)

COLUMNS = (TITLE, LEAD, PARTIES, INDICATORS, OBJECTIVES, OUTCOMES, STATUS)

PARCELS = "To protect legitimate commerce against the abuse of low-value consignments"
FOOD = "To guarantee the authenticity of foodstuffs imported from third countries"
VEHICLES = "To impede the trade in stolen vehicles and their components"
QUALITY = "To improve the quality of risk profiles through systematic feedback"

PLAN = Plan(
    ordinal=33,
    first_day=date(2043, 1, 1),
    last_day=date(2043, 12, 31),
    status="",
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2042, 9, 3), date(2042, 9, 4), date(2042, 10, 22)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Every day more than thirty million parcels are delivered to households in the Union. The ",
            Earlier(32, date(2042, 1, 1), date(2042, 12, 31), 1),
            " left them aside, since the reform of the customs code was still being negotiated.",
        ),
        (
            "At the request of several delegations, the results of the workshop held in Coruña and Székesfehérvár",
            Note(2),
            " have been incorporated. The ",
            Own(),
            " therefore attaches as much weight to food as to vehicles.",
        ),
        ("The opinions of the economic operators were gathered by means of a questionnaire.",),
    ),
    notes=(
        Body("12884/4/41 REV 4 ENFOCUSTOM 117", document="ST-12884-2041-REV-4"),
        Body("9744/42 ENFOCUSTOM 82 UD 159", document="ST-9744-2042-INIT"),
    ),
    outlook=(("Two actions continue work begun under previous plans; the remaining ones are new.",),),
    work_areas=("postal and express traffic", "food fraud", "vehicle crime", "risk profiles"),
    objectives=(PARCELS, FOOD, VEHICLES, QUALITY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("The leading Member State draws up a mandate within six weeks.",),
        (
            "The Presidency reports orally at every second meeting.",
            "Delays exceeding one quarter are explained in writing.",
        ),
    ),
    actions=(
        Action(
            number="33.1",
            title="To uncover the artificial splitting of consignments addressed to collection points",
            lead="Netherlands",
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Universal Postal Union", (), unknown=True),
            ),
            indicators=(
                Indicator("Algorithm recognising recurrent recipients"),
                Indicator("Experience report submitted to the CCWP", "submission"),
            ),
            objectives=(Use(1, PARCELS), Use(4, QUALITY)),
            outcomes=("Split consignments are assessed as a whole", "Fewer parcels are opened in vain"),
            status="not started",
            terms=(
                "Traders divide deliveries among hundreds of fictitious recipients who share one collection point. The "
                "method was described for the first time in ",
                Cite("7209/2/42 ENFOCUSTOM 46 REV 2", "ST-7209-2042-REV-2", ("ENFOCUSTOM 46",)),
                ".",
            ),
        ),
        Action(
            number="33.2",
            title="To verify the botanical and geographical origin of honey",
            lead="Hungary and Spain",
            parties=(
                Party("COM", ("organisation/com",)),
                Party("EFSA", (), unknown=True),
                Party("customs services", ("group/customs-authorities",)),
            ),
            indicators=(
                Indicator("Two hundred samples drawn simultaneously"),
                Indicator("Reference collection of pollen"),
                Indicator("Recommendations to be adopted by the CCWP", "adoption"),
            ),
            objectives=(Use(2, FOOD),),
            outcomes=("Adulterated honey is refused entry", "Beekeepers regain confidence"),
            status="ongoing",
            terms=(
                "Syrup made of rice or sugar beet escapes the usual tests. Further to ",
                Ref("Action 28.6", "28.6"),
                " (",
                Cite(
                    "11458/1/41 REV 1 ENFOCUSTOM 104 AGRI 377 + ADD 2",
                    "ST-11458-2041-REV-1",
                    ("ENFOCUSTOM 104", "AGRI 377"),
                    addenda=(2,),
                ),
                "), consideration should be given to nuclear magnetic resonance, which five laboratories have at their "
                "disposal. Samples will be exchanged among them in order to ascertain whether results are comparable.",
            ),
        ),
        Action(
            number="33.3",
            title="To halt the export of stolen vehicles in sealed containers",
            lead="Belgium",
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("Interpol", (), unknown=True),
                Party("law enforcement bodies", ("group/law-enforcement-authorities",)),
            ),
            indicators=(
                Indicator("Common action week in ten ports"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            objectives=(Use(3, VEHICLES),),
            outcomes=("Vehicles are recovered before departure",),
            status="delayed",
            terms=(
                "The interval between theft and loading seldom exceeds two days. Manifests mention household effects. "
                "Neither ",
                Ref("Action 27.2", "27.2"),
                " nor ",
                Ref("Action [30.1]", "30.1"),
                " covered exports.",
            ),
        ),
        Action(
            number="33.4",
            title="Rating of risk profiles by the officers who apply them",
            lead="Finland",
            parties=(Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),),
            indicators=(Indicator("Form for feedback, approval by the CCWP", "approval"),),
            objectives=(Use(4, "To improve the quality of risk profiles", whole=False),),
            outcomes=("Profiles without hits are discarded after ninety days",),
            status="not started",
        ),
        Action(
            number="33.5",
            title="To distinguish remanufactured airbags from dangerous imitations",
            lead="Czechia",
            parties=(
                Party("EUIPO", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
            ),
            indicators=(
                Indicator("Illustrated leaflet"),
                Indicator("Round table with manufacturers"),
                Indicator("Crash tests"),
            ),
            objectives=(Use(3, VEHICLES), Use(1, PARCELS)),
            outcomes=("Imitations are recognised by weight and connector", "Workshops refrain from ordering them"),
            status="suspended",
            terms=(
                "Imitations contain propellants which fail to ignite or burst the casing. The analysis ",
                Cite("6390/43 ENFOCUSTOM 26", "ST-6390-2043-INIT", ("ENFOCUSTOM 26",)),
                " relates fourteen accidents, and ",
                Cite("12771/2/40 REV2 – ENFOCUSTOM 115", "ST-12771-2040-REV-2", ("ENFOCUSTOM 115",)),
                " sets out the legal position.",
            ),
        ),
        Action(
            number="33.6",
            title="To examine the labelling of olive oil transported in flexitanks",
            lead="Greece, Italy and Portugal",
            parties=(
                Party("Member States", ("group/member-states",)),
                Party("International organisations", ("group/international-organisations",)),
            ),
            indicators=(
                Indicator("Checks on sixty flexitanks"),
                Indicator("Results of the checks, report to the CCWP", "submission"),
            ),
            objectives=(Use(2, FOOD),),
            outcomes=("Blended oils are declared as such",),
            status="not started",
            terms=(
                "Labels are affixed only after release. The arrangement agreed upon in ",
                Ref("Action 6.2", "6.2", plan=6),
                " of the sixth Action Plan for wine might serve as a precedent.",
            ),
        ),
    ),
)

_ROW = Row(("number>title", *COLUMNS[1:], f"#{TERMS}>{TERMS}"))

LAYOUT = Layout(
    rows=(_ROW,),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        LEAD: "Lead",
        PARTIES: "Other concerned parties",
        INDICATORS: "Performance indicators",
        OBJECTIVES: "Strategic objectives",
        OUTCOMES: "Possible outcomes",
        STATUS: "Status",
        TERMS: "Terms of reference:",
    },
    headings="once",
    headings_in_line=True,
    row_rule="-" * 52,
    row_pages=False,
    page_lines=44,
    page_mark=" ",
    footer=("13671/42 AR/hc {page}", "JAI.1 LIMITE EN"),
    item_mark="{n}.",
    closing=(";", "."),
    party_mark="-",
    list_mark="o",
    list_mark_alone=False,
    objective_mark="–",
    number_form="{number}",
    periods="months",
    numerals=True,
    headings_of_sections="{upper}",
    footnotes="lost",
    prose_width=82,
    box_width=100,
    hyphenated=True,
    decomposed=True,
)
