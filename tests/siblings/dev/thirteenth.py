"""The invented thirteenth plan: objectives before titles, and neighbours of every kind in the same lines."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, some

COLUMNS = (OBJECTIVES, TITLE, INDICATORS, OUTCOMES, PARTIES)

ROOTS = "To attack the money that smuggling earns"
HANDS = "To lend each other hands, dogs and machines where they are needed most"
RULES = "To make rules that are the same on both sides of a frontier"

PLAN = Plan(
    ordinal=13,
    first_day=date(2024, 1, 1),
    last_day=date(2025, 6, 30),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2023, 10, 3), date(2023, 11, 7)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(12, date(2022, 1, 1), date(2023, 12, 31), 1),
            " closed many gaps on the water. Smugglers turned to the air, and the ",
            Own(),
            " follows them.",
        ),
    ),
    notes=(Body("11834/4/21 REV 4 ENFOCUSTOM 99 JAI 888", document="ST-11834-2021-REV-4"),),
    outlook=(("The number of actions was kept small.",),),
    work_areas=("air freight", "money", "mutual help"),
    objectives=(ROOTS, HANDS, RULES),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It meets once per Presidency to follow the work.",
        ),
    ),
    actions=(
        Action(
            number="13.1",
            title="To follow payments from the buyer of smuggled goods to those who ship them by air",
            objectives=(Use(1, ROOTS), Use(3, RULES)),
            indicators=(Indicator("Chart of payments"), Indicator("Report to the CCWP", "submission")),
            outcomes=("Accounts are frozen in time",),
            parties=(Party("Europol", ("organisation/europol",)), Party("Eurojust", ("organisation/eurojust",))),
            terms=("Goods can be replaced, money is missed.",),
        ),
        Action(
            number="13.2",
            title="To prepare officers for air freight",
            objectives=(Use(2, HANDS),),
            indicators=(Indicator("Course of five days for a hundred officers with an examination at the end of it"),),
            outcomes=("Officers who know airway bills and the ways in which they are forged",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "The final report of ",
                Ref("Action 9.3", "9.3"),
                " (",
                Cite("7322/1/19 REV 1 ENFOCUSTOM 48", "ST-7322-2019-REV-1", ("ENFOCUSTOM 48",)),
                ") concluded that ‘a course of five days for a hundred officers with an examination at the end of it "
                "is worth more than any handbook’.",
            ),
        ),
        Action(
            number="13.3",
            title="To list what can be lent",
            objectives=(Use(2, HANDS),),
            indicators=(Indicator("List of dogs, machines and experts that can be lent"),),
            outcomes=("Help arrives within a day where it is asked for",),
            parties=(Party("FRONTEX", ("organisation/frontex",)),),
            terms=("Help is offered more often than it is asked for.",),
            open_cells=(INDICATORS, OUTCOMES),
        ),
        Action(
            number="13.4",
            title="To keep the wording of alerts alike",
            objectives=(Use(3, RULES),),
            indicators=(Indicator("Common wording of alerts"),),
            outcomes=("Alerts need no translation",),
            parties=(Party("LEWP", ("organisation/lewp",)),),
            terms=("An alert that has to be translated comes too late.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_TWO_AND_TWO = Row(
    (
        *("#objectives", "#title", "number", "objectives", "title", "#indicators", "#outcomes"),
        *("indicators~outcomes", "#parties", "parties", *_BOX),
    ),
    tangle="shared",
    tangled_number=False,
)

LAYOUT = Layout(
    rows=(
        Row(
            (
                "#objectives",
                "#title",
                "objectives~title",
                "#indicators",
                "indicators",
                "#outcomes",
                "outcomes",
                "#parties",
                "parties",
                *_BOX,
            ),
            tangle="shared",
        ),
        _TWO_AND_TWO,
        _TWO_AND_TWO,
        some(COLUMNS, own=2),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Objective(s)",
        INDICATORS: "Indicator",
        OUTCOMES: "Expected result(s)",
        PARTIES: "Parties concerned",
        TERMS: "Terms of reference",
    },
    header=("14211/23 xy/ZZ {page}",),
    item_mark="{n}.",
    closing=(";", ";"),
    list_mark="▪",
    ordinals="figures",
    footnotes="column",
    straight_quotes=True,
)
