"""The invented thirty-seventh plan, of eighteen months: all headings behind the number in some rows, plain quotes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, PARTIES, INDICATORS, START)

ADMISSION = "To ensure that goods admitted temporarily leave the Union again"
HEALTH = "To shield patients from falsified and diverted health products"
COASTS = "To broaden the knowledge of maritime traffic along remote coasts"

PLAN = Plan(
    ordinal=37,
    first_day=date(2048, 7, 1),
    last_day=date(2049, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2048, 1, 16), date(2048, 2, 20), date(2048, 2, 21)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Relief from duty presupposes that the goods concerned are re-exported in good time. An enquiry made under "
            "the ",
            Earlier(35, date(2045, 1, 1), date(2046, 12, 31), 1),
            " revealed that one carnet in nine is never discharged.",
        ),
        (
            "The drafting group took note of the evaluation of the ",
            Earlier(36, date(2047, 1, 1), date(2048, 6, 30), 2),
            ". It retained three subjects for the ",
            Own(),
            ", on each of which the delegations of Malmö and Évora had submitted discussion papers.",
        ),
        (
            "Assistance between the administrations continues to be governed by the Convention",
            Note(3),
            ", the provisions of which are sufficient for all the measures envisaged.",
        ),
    ),
    notes=(
        Body("14833/2/45 REV 2 ENFOCUSTOM 141", document="ST-14833-2045-REV-2"),
        Body("6604/48 ENFOCUSTOM 29 JAI 87", document="ST-6604-2048-INIT"),
        Body("OJ C 24, 23.1.1998, p. 1", journal="OJ C 24, 1998-01-23, 1"),
    ),
    outlook=(("Preference was given to measures that can be completed within eighteen months.",),),
    work_areas=("temporary admission", "health products", "remote coasts"),
    objectives=(ADMISSION, HEALTH, COASTS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Every project group elects a chair and a rapporteur at its first meeting.",),
        (
            "Progress is reviewed each half-year.",
            "An action which has not begun by then may be withdrawn by the CCWP.",
        ),
    ),
    actions=(
        Action(
            number="37.1",
            title="To account for works of art admitted temporarily for exhibition or auction",
            objectives=(Use(1, ADMISSION),),
            outcomes=(
                "Paintings which remain in the Union are taxed",
                "Auction houses know their obligations",
                "Time limits are extended for good reason only",
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("International Council of Museums", (), unknown=True),
            ),
            indicators=(
                Indicator("Census of undischarged carnets"),
                Indicator("Approval of a common reminder procedure by the CCWP", "approval"),
            ),
            start="September 2048",
            terms=(
                "Sculptures and paintings are admitted for six months and turn up in private residences years later. "
                "Following ",
                Ref("Action 27.6", "27.6"),
                ", a number of administrations introduced reminders. The study ",
                Cite(
                    "8817/1/47 REV 1 ENFOCUSTOM 71 CULT 58",
                    "ST-8817-2047-REV-1",
                    ("ENFOCUSTOM 71", "CULT 58"),
                ),
                " shows that these are effective where the guarantor receives a copy.",
            ),
        ),
        Action(
            number="37.2",
            title="To sample botulinum toxin dispatched as skin care",
            objectives=(Use(2, HEALTH), Use(3, COASTS)),
            outcomes=("Clinics cease to buy from unlicensed sources",),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("European Medicines Agency", (), unknown=True),
                Party("customs administrations", ("group/customs-authorities",)),
            ),
            indicators=(Indicator("Results of the sampling presented to the CCWP", "submission"),),
            start="October 2048",
            terms=("A vial smaller than a thumb is sufficient for twenty treatments.",),
        ),
        Action(
            number="37.3",
            title="To combine radar and satellite observations of vessels without transponder",
            objectives=(Use(3, COASTS),),
            outcomes=("Meetings at sea are noticed within the hour", "Patrols are directed to where they are needed"),
            parties=(
                Party("Frontex", ("organisation/frontex",)),
                Party("EMSA", (), unknown=True),
                Party("COM (DG HOME, OLAF)", ("organisation/com", "organisation/dg-home", "organisation/olaf")),
            ),
            indicators=(
                Indicator("Trial off two coasts"),
                Indicator("Technical annex describing the interface"),
                Indicator("Proposals to be approved by the CCWP", "approval"),
            ),
            start="January 2049",
            terms=(
                "Speedboats and trawlers switch off their transponders before they approach the shore. Radar stations "
                "lose sight of them behind islands, while satellites pass only every ninety minutes. In conjunction "
                "with ",
                Ref("Actions 29.3", "29.3"),
                ", ",
                Ref("31.2", "31.2"),
                " and ",
                Ref("36.4", "36.4"),
                ", the project group will determine how both sources may be merged without disclosing the position of "
                "the stations. Account should be taken of ",
                Cite("10555/3/46 ENFOCUSTOM 92 REV 3", "ST-10555-2046-REV-3", ("ENFOCUSTOM 92",)),
                " and ",
                Cite("11730/45 ENFOCUSTOM 104 + ADD 2", "ST-11730-2045-INIT", ("ENFOCUSTOM 104",), addenda=(2,)),
                ".",
            ),
        ),
        Action(
            number="37.4",
            title="Discharge of carnets following the destruction of the goods",
            objectives=(Use(1, "To ensure that goods admitted temporarily leave the Union", whole=False),),
            outcomes=("Destruction is witnessed and recorded",),
            indicators=(
                Indicator("Specimen of a record of destruction"),
                Indicator("Guidance adopted by the CCWP", "adoption"),
            ),
            start="February 2049",
            terms=(
                "Some offices accept a photograph as proof, others insist on being present (",
                Cite("7340/2/48 REV2 – ENFOCUSTOM 45", "ST-7340-2048-REV-2", ("ENFOCUSTOM 45",)),
                "). ",
                Ref("Action 2.5", "2.5", plan=3),
                " of the third Action Plan left the matter undecided.",
            ),
        ),
        Action(
            number="37.5",
            title="To pool findings on vaccines and insulin which were refused entry",
            objectives=(Use(2, HEALTH),),
            outcomes=("A consignment refused in one port is not presented in another", "Cold chains are verified"),
            parties=(
                Party("WCO", ("organisation/wco",)),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Quarterly bulletin"),
                Indicator("Evaluation of six bulletins, report to LEWP", "submission", by="organisation/lewp"),
            ),
            start="April 2049",
        ),
        Action(
            number="37.6",
            title="To embark customs officers on coastguard cutters",
            objectives=(Use(3, COASTS), Use(1, ADMISSION)),
            outcomes=("Powers of both services can be exercised on the spot",),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("Border guards", ("group/border-guards",)),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Forty days at sea"),
                Indicator("Logbook of boardings"),
                Indicator("Final report, to be presented to the CCWP", "submission"),
            ),
            start="May 2049",
            terms=(
                "In seven Member States the coastguard may stop a vessel but not open its cargo. ",
                Ref("Action [34.1]", "34.1"),
                " described the legal position; document ",
                Cite("9026/48 ENFOCUSTOM 73 FRONT 112", "ST-9026-2048-INIT", ("ENFOCUSTOM 73", "FRONT 112")),
                " offers a “model order”.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", TERMS)
_EACH = each(COLUMNS, box=_BOX)
_BEHIND_THE_NUMBER = Row(("number", *(f"#{name}" for name in COLUMNS), *COLUMNS, *_BOX))

LAYOUT = Layout(
    rows=(_EACH, _EACH, _BEHIND_THE_NUMBER, _EACH, _BEHIND_THE_NUMBER, _EACH),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objective(s)",
        OUTCOMES: "Expected outcome(s)",
        PARTIES: "Other parties concerned",
        INDICATORS: "Performance indicator(s)",
        START: "Start date",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    row_pages=True,
    page_mark="\f",
    header=("7318/1/48 REV 1 NB/km {page}", "JAI.1 LIMITE EN"),
    item_mark="{a})",
    closing=(";", "."),
    party_mark="–",
    list_mark="-",
    list_mark_alone=False,
    objective_mark="–",
    number_form="Action {number}",
    periods="days",
    numerals=True,
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=92,
    box_width=126,
    no_break_spaces=True,
    straight_quotes=True,
)
