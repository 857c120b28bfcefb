"""The invented fifty-fifth plan: headings before all cells, the start of each action, notes without their numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    TERMS,
    TITLE,
    Layout,
    Row,
    each,
    headings_first,
)

COLUMNS = (TITLE, START, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES)

DELICACIES = "To dry up the illegal supply of caviar, sea cucumbers and other luxury foods"
ORIGIN = "To verify the true origin of photovoltaic modules and bicycles"
WAREHOUSES = "To reorganise the surveillance of temporary storage and to prevent removals without permission"

PLAN = Plan(
    ordinal=55,
    first_day=date(2081, 1, 1),
    last_day=date(2082, 6, 30),
    status="",
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2080, 6, 3), date(2080, 6, 27)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Work on this text began under less than favourable auspices. Of the six actions provided for by the ",
            Earlier(53, date(2078, 1, 1), date(2079, 6, 30)),
            " and the seven provided for by the ",
            Earlier(54, date(2079, 7, 1), date(2080, 12, 31), 1),
            ", no more than nine had been concluded at the time of drafting.",
        ),
        (
            "For this reason, the ",
            Own(),
            " contains fewer actions than its predecessor. All of them rest upon a written commitment",
            Note(2),
            ", and none will be prolonged.",
        ),
        (
            "The legal basis for the transmission of evidence",
            Note(3),
            " has remained the same since the turn of the century.",
        ),
    ),
    notes=(
        Body("10440/3/78 REV 3 ENFOCUSTOM 102 ENFOPOL 317", document="ST-10440-2078-REV-3"),
        Body("Letters of 4 and 19 April 2080, not reproduced"),
        Body("OJ C 24, 23.1.1998, p. 2", journal="OJ C 24, 1998-01-23, 2"),
    ),
    outlook=(
        ("The Commission has announced that it will contribute to the funding of two actions.",),
        ("The moment at which work begins is agreed between the participants and set out in the annex.",),
    ),
    work_areas=("luxury foods", "rules of origin", "temporary storage"),
    objectives=(DELICACIES, ORIGIN, WAREHOUSES),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Evidence gathered in one action may be used in another, provided that its owner agrees.",),
        (
            "The chair of a project group reports orally at every other meeting.",
            "In urgent cases, a written note is sufficient.",
        ),
    ),
    actions=(
        Action(
            number="55.1",
            title="To follow sturgeon roe from the farm to the delicatessen counter",
            start="January 2081",
            objectives=(Use(1, DELICACIES),),
            outcomes=(
                "Wild roe sold as farmed is recognised by its isotopes",
                "Re-used tins are withdrawn",
            ),
            indicators=(
                Indicator("Reference samples from thirty farms"),
                Indicator("Joint inspection of auction houses"),
                Indicator("Summary report tabled at the CCWP", "submission"),
            ),
            parties=(
                Party("CITES Secretariat", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=(
                "A tin of fifty grams fetches as much as a bicycle. Labels can be bought by the roll, and the code "
                "which is printed on them reveals no more than the name of an exporter. The project group will "
                "establish whether isotope ratios, on which ",
                Cite("8231/2/80 REV 2 ENFOCUSTOM 68 PECHE 190", "ST-8231-2080-REV-2", ("ENFOCUSTOM 68", "PECHE 190")),
                " places great hopes, yield evidence that courts accept.",
            ),
        ),
        Action(
            number="55.2",
            title="To identify front companies importing photovoltaic modules",
            start="immediately after approval",
            objectives=(Use(2, ORIGIN), Use(3, WAREHOUSES)),
            outcomes=("Duties evaded by means of transhipment are recovered",),
            indicators=(
                Indicator("Chart of ownership for the forty largest importers"),
                Indicator("Recommendations, to be approved by the CCWP", "approval"),
            ),
            parties=(
                Party("European Anti-Fraud Office", ("organisation/olaf",)),
                Party("Commission (DG TRADE)", ("organisation/com",), unknown=True),
            ),
            terms=(
                "Companies are founded, import for six weeks and vanish. Modules change nationality twice on the "
                "journey. According to the final report on ",
                Ref("Action 51.4", "51.4"),
                " (",
                Cite("12989/1/73 REV 1 ENFOCUSTOM 122 + COR 3", "ST-12989-2073-REV-1", ("ENFOCUSTOM 122",), (3,)),
                "), certificates of origin are requested in one case out of a hundred; the group should suggest how "
                "this proportion can be raised.",
            ),
        ),
        Action(
            number="55.3",
            title="To take stock of removals from temporary storage without permission",
            start="May 2081",
            objectives=(Use(3, WAREHOUSES),),
            outcomes=(
                "Operators report a removal before customs discovers it",
                "Guarantees are set at an adequate level",
                "Warehouses with a poor record lose their authorisation",
            ),
            indicators=(
                Indicator("Statistics for the years 2076 to 2080"),
                Indicator("Unannounced visits to 120 warehouses"),
                Indicator("Presentation of the statistics to the CCWP", "submission"),
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
                Party("CLECAT", (), unknown=True),
            ),
            terms=(
                "Goods disappear between the quay and the declaration. Whether negligence or intent is the cause "
                "differs from port to port. Reference is made to ",
                Cite("9177/79 ENFOCUSTOM 75 UD 118", "ST-9177-2079-INIT", ("ENFOCUSTOM 75", "UD 118")),
                " and to the findings of ",
                Ref("Action 3", "3", plan=4),
                " of the fourth Action Plan, which deserve to be read once more.",
            ),
        ),
        Action(
            number="55.4",
            title="Joint customs operation targeting dried sea cucumbers and fish maws",
            start="second half of 2081",
            objectives=(Use(1, "To dry up the illegal supply of caviar, sea cucumbers", whole=False),),
            outcomes=("Poaching in the Mediterranean becomes unprofitable",),
            indicators=(
                Indicator("Operational plan"),
                Indicator("Evaluation of the operation, adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("EFCA", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
                Party("Parties at the external borders", ("group/parties-at-the-external-borders",)),
            ),
            terms=(
                "Dried specimens resemble stones and are declared as handicraft. The operation takes up the "
                "suggestions made in ",
                Cite("13500/2/79 ENFOCUSTOM 131 REV 2", "ST-13500-2079-REV-2", ("ENFOCUSTOM 131",)),
                ".",
            ),
        ),
        Action(
            number="55.5",
            title="To assess the use of electronic noses in bonded warehouses",
            start="October 2081",
            objectives=(Use(3, WAREHOUSES), Use(1, DELICACIES)),
            outcomes=(
                "Perishable contraband is noticed through closed doors",
                "Dogs are spared unnecessary deployments",
            ),
            indicators=(
                Indicator("Loan of twelve instruments"),
                Indicator("Test protocol"),
                Indicator("Report and assessment to the CCWP", "submission"),
            ),
            parties=(
                Party("Joint Research Centre", (), unknown=True),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            terms=(
                "“Promising, provided that the air is still” was the conclusion of the laboratory in ",
                Cite("7062/78 ENFOCUSTOM 46", "ST-7062-2078-INIT", ("ENFOCUSTOM 46",)),
                ". ",
                Ref("Action 54.5", "54.5"),
                " follows a similar approach as regards solid samples.",
            ),
        ),
        Action(
            number="55.6",
            title="To review the classification of electrically assisted bicycles and their parts",
            start="March 2082",
            objectives=(Use(2, ORIGIN),),
            outcomes=("Divergent rulings are aligned",),
            indicators=(Indicator("Opinion of classification experts, submission to the CCWP", "submission"),),
            parties=(
                Party("Council working groups", ("group/council-working-groups",)),
                Party("European Bicycle Manufacturers Association", (), unknown=True),
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", TERMS)
_ALL = headings_first(COLUMNS, box=_BOX)
_EACH = each(COLUMNS, box=_BOX)
_THREE_THREE = Row(
    (
        *("#title", "#start", "#objectives", "number", "title", "start", "objectives"),
        *("#outcomes", "#indicators", "#parties", "outcomes", "indicators", "parties", *_BOX),
    )
)

LAYOUT = Layout(
    rows=(_ALL, _THREE_THREE, _ALL, _THREE_THREE, _EACH, _ALL),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        START: "Starting date",
        OBJECTIVES: "Related strategic objective(s)",
        OUTCOMES: "Intended outcomes",
        INDICATORS: "Performance indicator(s)",
        PARTIES: "Interested parties",
        TERMS: "Terms of Reference",
    },
    annex_heading="ANNEX 1",
    end_rule=False,
    page_mark=" ",
    footer=("11306/80 IP/rv {page}", "JAI.1 EN"),
    item_mark="{n})",
    closing=(",", "."),
    party_mark="•",
    list_mark="—",
    list_mark_alone=True,
    objective_mark="({n})",
    number_form="Action {number}",
    periods="days",
    numerals=True,
    headings_of_sections="{upper}",
    footnotes="lost",
    prose_width=92,
    box_width=124,
    hyphenated=True,
)
