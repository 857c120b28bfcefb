"""The invented twenty-fifth plan: cells beside one another in the same lines, letters as marks, straight quotes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, some

AVIATION = "To enhance the security of aviation cargo and passenger traffic"
ANTICIPATE = "To anticipate new criminal methods by means of strategic analysis"
EVIDENCE = "To facilitate the gathering and the mutual recognition of evidence"

PLAN = Plan(
    ordinal=25,
    first_day=date(2037, 1, 1),
    last_day=date(2038, 6, 30),
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2036, 4, 17), date(2036, 6, 11)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The revised strategy for customs cooperation in the third pillar",
            Note(1),
            " entrusts the CCWP with planning and coordinating the activities required for its execution. The ",
            Earlier(23, date(2034, 1, 1), date(2034, 12, 31), 2),
            " and the ",
            Earlier(24, date(2035, 1, 1), date(2036, 12, 31), 3),
            " have been executed to a large extent.",
        ),
        (
            "Following a proposal of the Presidency, the ",
            Own(),
            " reverts to a duration of eighteen months. Recommendations which remained unaddressed are listed under "
            "the relevant actions.",
        ),
    ),
    notes=(
        Body("15198/09 ENFOCUSTOM 118 ENFOPOL 272", document="ST-15198-2009-INIT"),
        Body("11840/2/33 REV 2 ENFOCUSTOM 101", document="ST-11840-2033-REV-2"),
        Body("9204/1/34 REV 1 ENFOCUSTOM 74", document="ST-9204-2034-REV-1"),
    ),
    outlook=(
        (
            "The selection of actions was guided by the evaluation of earlier plans and by the resources which the "
            "administrations can realistically commit.",
        ),
    ),
    work_areas=("aviation", "strategic analysis", "judicial follow-up", "mutual recognition"),
    objectives=(AVIATION, ANTICIPATE, EVIDENCE),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It examines the progress achieved at every second meeting.",
        ),
        ("Reports are drawn up in accordance with the common template.",),
    ),
    actions=(
        Action(
            number="25.1",
            title="To assess vulnerabilities in the handling of transfer baggage at major hubs",
            objectives=(Use(1, AVIATION), Use(2, ANTICIPATE)),
            indicators=(
                Indicator("Vulnerability assessment covering eight airports"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Closer supervision of restricted areas", "Agreed minimum standards for staff screening"),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Insiders employed by ground handling companies exchange baggage tags so that consignments of "
                "cocaine bypass inspection. The project group will draw on the recommendations of ",
                Ref("Action 24.1", "24.1"),
                " (",
                Cite("8827/35 ENFOCUSTOM 69 AVIATION 112", "ST-8827-2035-INIT", ("ENFOCUSTOM 69", "AVIATION 112")),
                ") and visit a limited number of hubs, subject to the consent of the operators.",
            ),
        ),
        Action(
            number="25.2",
            title="To advise prosecutors on the value of customs databases",
            objectives=(
                Use(
                    None,
                    "Determining under which conditions extracts from customs databases are admitted as evidence "
                    "before foreign courts and who certifies them",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Explanatory note, approval by the CCWP", "approval"),),
            outcomes=("Extracts are accepted without further formality",),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COPEN", ("organisation/copen",)),
            ),
            terms=(
                "The final report of ",
                Ref("Action 22.3", "22.3"),
                " (",
                Cite("13044/1/33 REV 1 ENFOCUSTOM 111", "ST-13044-2033-REV-1", ("ENFOCUSTOM 111",)),
                ") underlined the ‘necessity of determining under which conditions extracts from customs databases are "
                "admitted as evidence before foreign courts and who certifies them’. So far this has been left to "
                "bilateral arrangements.",
            ),
        ),
        Action(
            number="25.3",
            title="To prepare an outlook on synthetic opioids",
            objectives=(
                Use(
                    None,
                    "Bringing forward a joint outlook on trafficking in synthetic opioids, including the routes, the "
                    "organisations involved and the prices paid",
                    whole=False,
                ),
            ),
            indicators=(
                Indicator("Outlook submitted to the CCWP", "submission"),
                Indicator("Presentation of the findings"),
            ),
            outcomes=("Resources are allocated according to the threat",),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("UNODC", (), unknown=True),
            ),
            terms=(
                "Consumption of synthetic opioids has remained limited in most Member States, but precursor seizures "
                "point to a change. Reference is made to ",
                Cite("10031/36 ENFOCUSTOM 88 COR 2", "ST-10031-2036-COR-2", ("ENFOCUSTOM 88",)),
                ".",
            ),
        ),
        Action(
            number="25.4",
            title="To examine options for joint teams",
            objectives=(
                Use(
                    None,
                    "Clarifying the competence of customs to initiate joint teams, the funding available for them and "
                    "the protection of their members when they operate abroad under national law",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Report and conclusions to the CCWP", "submission"),),
            outcomes=("Increased number of joint teams",),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=(
                "The report on the ",
                Ref("Action 20.7", "20.7", plan=20),
                " of the twentieth Action Plan (",
                Cite("14390/2/30 REV 2 ENFOCUSTOM 122", "ST-14390-2030-REV-2", ("ENFOCUSTOM 122",)),
                ") called for ‘clarifying the competence of customs to initiate joint teams, the funding available for "
                "them and the protection of their members when they operate abroad under national law’. Few "
                "administrations have concrete experience in this respect.",
            ),
        ),
        Action(
            number="25.5",
            title="To consolidate advance passenger data received from charter operators",
            objectives=(Use(1, AVIATION), Use(3, EVIDENCE)),
            indicators=(
                Indicator("Inventory of national provisions"),
                Indicator("Recommendations to the CCWP", "submission"),
            ),
            outcomes=("Complete passenger data on charter flights",),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("parties at the external borders", ("group/parties-at-the-external-borders",)),
            ),
        ),
        Action(
            number="25.6",
            title="To review fees charged for expertise",
            objectives=(
                Use(
                    None,
                    "Limiting the cost of expert opinions requested by courts of several Member States in one case",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Survey of fees"),),
            outcomes=("Transparent fees",),
            parties=(Party("Eurojust", ("organisation/eurojust",)),),
            terms=("Fees differ by a factor of nine, without any apparent justification.",),
            open_cells=(TITLE, OBJECTIVES),
        ),
        Action(
            number="25.7",
            title="To reconsider the retention of commercial documents for investigative purposes",
            objectives=(Use(3, EVIDENCE),),
            indicators=(
                Indicator(
                    "Comparison of the periods for which customs authorities and carriers retain declarations and "
                    "supporting documents"
                ),
            ),
            outcomes=("Retention periods reflect the duration of criminal investigations",),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
            ),
            terms=(
                "In several proceedings the documents had been destroyed before they could be requested. The final "
                "report of ",
                Ref("Action 21.5", "21.5"),
                " (",
                Cite("10960/3/32 REV 3 ENFOCUSTOM 97 COPEN 155", "ST-10960-2032-REV-3", ("ENFOCUSTOM 97", "COPEN 155")),
                ") concluded that a ‘comparison of the periods for which customs authorities and carriers retain "
                "declarations and supporting documents should precede any legislative proposal’.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_BESIDE = (
    *("#title", "#objectives", "title~objectives", "#indicators", "indicators", "#outcomes", "outcomes"),
    *("#parties", "parties", *_BOX),
)

LAYOUT = Layout(
    rows=(
        Row(_BESIDE, tangle="shared"),
        Row(_BESIDE, tangle="shared"),
        Row(_BESIDE, tangle="apart"),
        Row(
            (
                *("#title", "#objectives", "#indicators", "title~objectives", "+", f"#{TERMS}"),
                *("indicators", "#outcomes", "#parties", "outcomes", "parties", TERMS),
            ),
            tangle="turns",
        ),
        some(FIVE, own=4),
        Row(_BESIDE, tangle="shared"),
        Row(
            (
                *("#title", "number", "title", "#objectives", "objectives", "#indicators", "#outcomes"),
                *("indicators~outcomes", "#parties", "parties", *_BOX),
            ),
            tangle="shared",
            tangled_number=False,
        ),
    ),
    labels={
        TITLE: "Proposed action(s)",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Concerned parties",
        TERMS: "Terms of reference:",
    },
    header=("LIMITE", "9911/36 TH/jl {page}"),
    item_mark="({a})",
    closing=(";", ";"),
    party_mark="–",
    list_mark="•",
    objective_mark="-",
    periods="months",
    headings_of_sections="{number}. {upper}",
    footnotes="column",
    straight_quotes=True,
)
