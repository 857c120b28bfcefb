"""The invented tenth plan: no parties; title and objectives in the same lines, with and without a clue."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Own, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, OBJECTIVES, INDICATORS, OUTCOMES)

BASIS = "To base controls on a shared view of the risks"
TOOLS = "To develop tools that every customs authority can afford"
LINKS = "To keep in touch with those who know the trade"

PLAN = Plan(
    ordinal=10,
    first_day=date(2019, 1, 1),
    last_day=date(2020, 6, 30),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2018, 9, 4), date(2018, 10, 9)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(8, date(2016, 1, 1), date(2017, 12, 31), 1),
            " and the ",
            Earlier(9, date(2018, 1, 1), date(2018, 12, 31), 2),
            " have been implemented.",
        ),
        ("What they left open is taken up again by the ", Own(), "."),
    ),
    notes=(
        Body("14655/15 ENFOCUSTOM 112", document="ST-14655-2015-INIT"),
        Body("15002/1/17 REV 1 ENFOCUSTOM 131", document="ST-15002-2017-REV-1"),
    ),
    outlook=(("The plan is short because it is to be carried out.",),),
    work_areas=("risk analysis", "equipment"),
    objectives=(BASIS, TOOLS, LINKS),
    rules=(("The CCWP is responsible for the implementation of this Action Plan.",),),
    actions=(
        Action(
            number="10.1",
            title="To gather what is known of the theft of cargo on motorways and of the goods that are stolen",
            objectives=(Use(1, BASIS), Use(3, LINKS)),
            indicators=(Indicator("Report to the CCWP", "submission"),),
            outcomes=("Map of the places where cargo is stolen",),
            terms=("Stolen cargo seldom passes customs, but its thieves often do.",),
        ),
        Action(
            number="10.2",
            title="To look for better ways to seal containers",
            objectives=(
                Use(
                    None,
                    "Testing seals that report their own opening by radio and comparing what they cost with the loss "
                    "that they prevent",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Result of the tests"), Indicator("Report presented to the CCWP", "submission")),
            outcomes=("Seals that can be trusted", "Fewer containers opened twice"),
            terms=(
                "The final report of ",
                Ref("Action 9.2", "9.2"),
                " (",
                Cite("6100/18 ENFOCUSTOM 17", "ST-6100-2018-INIT", ("ENFOCUSTOM 17",)),
                ") recommended that ‘testing seals that report their own opening by radio and comparing what they cost "
                "with the loss that they prevent should be the next step’.",
            ),
        ),
        Action(
            number="10.3",
            title="To find common ground with makers of machines on the pictures they produce",
            objectives=(
                Use(
                    None,
                    "Having one format for pictures of cargo and a clear rule on how long they are kept",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Draft of a format, approval by the CCWP", "approval"),),
            outcomes=("Pictures can be exchanged",),
            terms=("Every maker has a format of its own, and none of them can read the other’s.",),
            open_cells=(TITLE, OBJECTIVES),
        ),
        Action(
            number="10.4",
            title="To rent scanners to neighbours in need",
            objectives=(Use(None, "Making equipment work for more than one owner at fair rates", whole=False),),
            indicators=(Indicator("Model contract"),),
            outcomes=("Equipment that is in use every day",),
            terms=("The idea goes back to the eighth Action Plan.",),
        ),
        Action(
            number="10.5",
            title="To hear the traders once a year",
            objectives=(Use(3, LINKS),),
            indicators=(Indicator("Minutes of the hearing"),),
            outcomes=("Traders who warn customs in time",),
            terms=("A hearing was held in 2017 and nobody wished to miss the next one.",),
        ),
        Action(
            number="10.6",
            title="To stop the sale of used seals",
            objectives=(
                Use(
                    None,
                    "Asking carriers to destroy every seal after its use, telling them why it matters and showing them "
                    "how it can be done at no cost of their own",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Letter to the carriers"),),
            outcomes=("No used seals on the market",),
            terms=("Used seals can be bought by the kilogram.",),
            open_cells=(TITLE, OBJECTIVES),
        ),
    ),
)

_SHARED = ("#title", "#objectives", "title~objectives", "#indicators", "indicators", "#outcomes", "outcomes")
_BOX = (f"#{TERMS}", "+", TERMS)

LAYOUT = Layout(
    rows=(
        Row((*_SHARED, *_BOX), tangle="shared"),
        Row((*_SHARED, *_BOX), tangle="shared"),
        Row((*_SHARED, *_BOX), tangle="shared"),
        Row((*_SHARED, *_BOX), tangle="apart"),
        each(COLUMNS),
        Row((*_SHARED, *_BOX), tangle="turns"),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        OBJECTIVES: "Strategic objective",
        INDICATORS: "Performance indicator",
        OUTCOMES: "Expected outcome",
        TERMS: "Terms of reference",
    },
    header=("12077/18 LIMITE",),
    item_mark="({a})",
    list_mark="o",
    objective_mark="-",
    end_rule=False,
    footnotes="bodies",
)
