"""The invented sixteenth plan: rows of many kinds as in the fifth, own numbers, no period in its title."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, some

NORTH = "To guard the northern routes as well as the southern ones"
COLD = "To find goods that are carried in the cold chain"
WORD = "To speak with one voice to third countries"

PLAN = Plan(
    ordinal=16,
    first_day=date(2029, 1, 1),
    last_day=date(2030, 6, 30),
    period_in_title=False,
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2028, 2, 8), date(2028, 3, 7), date(2028, 4, 4)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Ice melts and new routes open. The ",
            Earlier(14, date(2026, 1, 1), date(2026, 12, 31), 1),
            " and the ",
            Earlier(15, date(2027, 1, 1), date(2028, 12, 31), 2),
            " did not foresee how fast.",
        ),
        (
            "The revised strategy for customs cooperation in the third pillar",
            Note(3),
            " speaks of all external borders. The ",
            Own(),
            " takes it at its word.",
        ),
    ),
    notes=(
        Body("15900/25 ENFOCUSTOM 171", document="ST-15900-2025-INIT"),
        Body("14001/2/26 REV 2 ENFOCUSTOM 140", document="ST-14001-2026-REV-2"),
        Body("15198/09 ENFOCUSTOM 118 ENFOPOL 272", document="ST-15198-2009-INIT"),
    ),
    outlook=(("The coast guards of the north were heard before the plan was written.",),),
    work_areas=("northern routes", "cold chain"),
    objectives=(NORTH, COLD, WORD),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("All actions should start within the first year.", "Delays are reported once per Presidency."),
    ),
    actions=(
        Action(
            number="16.1",
            title="To map the landing places of the north",
            objectives=(Use(1, NORTH), Use(3, WORD)),
            indicators=(
                Indicator("Map of landing places"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("No landing place is unknown", "Patrols where they are needed"),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("FRONTEX", ("organisation/frontex",)),
                Party("border guards", ("group/border-guards",)),
            ),
            terms=(
                "The coast of the north has more landing places than officers. Following the recommendations of ",
                Ref("Action 11.1", "11.1"),
                " (",
                Cite("9002/2/21 REV 2 ENFOCUSTOM 61 FRONT 120", "ST-9002-2021-REV-2", ("ENFOCUSTOM 61", "FRONT 120")),
                ") and of the document ",
                Cite("7100/27 ENFOCUSTOM 30", "ST-7100-2027-INIT", ("ENFOCUSTOM 30",)),
                ", the group will sail along it twice.",
            ),
        ),
        Action(
            number="16.2",
            title="To open frozen goods without spoiling them",
            objectives=(Use(2, COLD),),
            indicators=(Indicator("Instructions tried in three ports, approval by the CCWP", "approval"),),
            outcomes=("Frozen goods are controlled like others",),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("WCO", ("organisation/wco",)),
            ),
        ),
        Action(
            number="16.3",
            title="To word a common message to ports of third countries",
            objectives=(
                Use(
                    None,
                    "Writing down what is asked of ports of third countries and what they are offered in return for "
                    "timely and truthful answers",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Draft message, report to the CCWP", "submission"),),
            outcomes=("Fewer unanswered requests",),
            parties=(Party("Eurojust", ("organisation/eurojust",)), Party("COM", ("organisation/com",))),
            terms=(
                "The final report of ",
                Ref("Action 1.7", "1.7", plan=1),
                " of the first Action Plan (",
                Cite("6101/05 ENFOCUSTOM 15 UD 20", "ST-6101-2005-INIT", ("ENFOCUSTOM 15", "UD 20")),
                ") recommended that ‘writing down what is asked of ports of third countries and what they are offered "
                "in return for timely and truthful answers should come first’. It has not come yet.",
            ),
        ),
        Action(
            number="16.4",
            title="To ask the fishing fleet",
            objectives=(
                Use(
                    None,
                    "Learning from skippers which vessels change their names at sea, what they carry and where they "
                    "unload it at night",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Interviews with forty skippers"),),
            outcomes=("Vessels that change their names are known",),
            parties=(Party("FRONTEX", ("organisation/frontex",)),),
            terms=("Nobody knows the sea better than those who live on it.",),
            open_cells=(TITLE, OBJECTIVES),
        ),
        Action(
            number="16.5",
            title="To compare what is paid for seized fish",
            objectives=(Use(2, COLD),),
            indicators=(Indicator("Comparison of prices"),),
            outcomes=(),
            parties=(Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),),
            terms=("Fish cannot be stored until the court has spoken (results of ", Ref("Action 6.5", "6.5"), ")."),
            open_cells=(INDICATORS,),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_TANGLED = Row(
    (
        *("#title", "#objectives", "title~objectives", "#indicators", "indicators", "#outcomes", "outcomes"),
        *("#parties", "parties", *_BOX),
    ),
    tangle="turns",
)

LAYOUT = Layout(
    rows=(
        Row(
            (
                *("number", "#title", "#objectives", "title", "objectives", "#indicators", "+", "indicators"),
                *("#outcomes", "#parties", "outcomes", "parties", *_BOX),
            ),
            collapsed=1,
        ),
        some(FIVE, own=3),
        _TANGLED,
        _TANGLED,
        Row(("#title", "number", "title", *(f"#{name}" for name in FIVE[1:]), *FIVE[1:], *_BOX)),
    ),
    labels={
        TITLE: "Proposed actions",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Possible outcomes",
        PARTIES: "Other parties concerned",
        TERMS: "Terms of reference:",
    },
    header=("6001/28 {page}", "ANNEX LIMITE"),
    party_mark="•",
    list_mark="–",
    own_numbers=True,
    objective_mark="({n})",
    footnotes="bodies",
    box_width=140,
    no_break_spaces=True,
)
