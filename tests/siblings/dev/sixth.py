"""The invented sixth plan, printed as the fifth was: a box under each row, headings before, between or behind cells."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, Layout, Row, each, headings_first, some

FORMS = "To consider new forms of cooperation and new investigative techniques"
STEPS = (
    "To take practical steps towards implementing these new forms of cooperation and to continue to further develop "
    "existing forms of cooperation"
)
PROCESS = "To improve and make more flexible the existing cooperation process"

PLAN = Plan(
    ordinal=6,
    first_day=date(2013, 1, 1),
    last_day=date(2014, 6, 30),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2012, 9, 18), date(2012, 10, 4)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The customs authorities guard the first line of the single market. The ",
            Earlier(4, date(2010, 1, 1), date(2011, 6, 30), 1),
            " and the ",
            Earlier(5, date(2011, 7, 1), date(2012, 12, 31), 2),
            " have been approved and implemented.",
        ),
        (
            "The work is done under the revised strategy for customs cooperation in the third pillar",
            Note(3),
            " and takes the changes of the law into account. The ",
            Own(),
            " goes on where its forerunners stopped.",
        ),
    ),
    notes=(
        Body("16445/09 ENFOCUSTOM 130", document="ST-16445-2009-INIT"),
        Body("11302/2/11 REV 2 ENFOCUSTOM 61", document="ST-11302-2011-REV-2"),
        Body("15198/09 ENFOCUSTOM 118 ENFOPOL 272", document="ST-15198-2009-INIT"),
    ),
    outlook=(
        (
            "The ",
            Own(),
            " takes up the priorities of the Council in the fight against customs-related crime and the findings of "
            "the project groups.",
        ),
    ),
    work_areas=("controls at small harbours", "risk analysis", "training"),
    objectives=(FORMS, STEPS, PROCESS),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "All actions should start within its validity.",
        ),
        ("Member States proposing actions are encouraged to lead them.",),
    ),
    actions=(
        Action(
            number="6.1",
            title="To compare controls of pleasure boats in small harbours",
            objectives=(Use(1, FORMS), Use(2, STEPS), Use(3, PROCESS)),
            indicators=(
                Indicator("Survey of the harbours without regular customs presence"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Better knowledge of the routes of pleasure boats", "Agreed list of risk indicators"),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("FRONTEX", ("organisation/frontex",)),
            ),
            terms=(
                "Pleasure boats are seldom inspected and many harbours are not manned. According to the "
                "recommendations of ",
                Ref("Action 4.2", "4.2"),
                " (",
                Cite("9120/1/11 REV 1 ENFOCUSTOM 44", "ST-9120-2011-REV-1", ("ENFOCUSTOM 44",)),
                "), the controls should rest on a common risk analysis. The project group will collect the practice of "
                "the Member States and draft a list of indicators.",
            ),
        ),
        Action(
            number="6.2",
            title="To examine how courier parcels with medicines are selected for inspection",
            objectives=(Use(1, FORMS), Use(3, PROCESS)),
            indicators=(Indicator("Report, analysis and recommendation to the CCWP", "submission"),),
            outcomes=("Overview of the methods of selection", "Fewer needless inspections"),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("WCO", ("organisation/wco",)),
                Party("Interpol", (), unknown=True),
            ),
            terms=(
                "The number of parcels grows every year, that of officers does not. The project group will compare "
                "the methods by which parcels are chosen (the recommendations of the following documents could be used "
                "as starting points: ",
                Cite("7120/2/10 REV 2 JAI 190 ENFOCUSTOM 21", "ST-7120-2010-REV-2", ("JAI 190", "ENFOCUSTOM 21")),
                " considering postal traffic; ",
                Cite("5711/11 ENFOCUSTOM 3", "ST-5711-2011-INIT", ("ENFOCUSTOM 3",)),
                " considering express carriers).",
            ),
        ),
        Action(
            number="6.3",
            title="To review the joint training of dog handlers",
            objectives=(Use(2, "To continue to further develop existing forms of cooperation", whole=False),),
            indicators=(
                Indicator("Curriculum for a joint course"),
                Indicator("Final report to the CCWP", "submission"),
            ),
            outcomes=("Handlers trained by the same rules",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "Dogs find what machines overlook. The final report (",
                Cite(
                    "8801/3/09 REV 3 ENFOCUSTOM 52 + COR 1", "ST-8801-2009-REV-3", ("ENFOCUSTOM 52",), corrigenda=(1,)
                ),
                ") on the ",
                Ref("Action 5", "5", plan=2),
                " of the second Action Plan asked for a joint course, which should last two weeks.",
            ),
        ),
        Action(
            number="6.4",
            title="To find out which registers of vehicles customs may consult",
            objectives=(Use(3, PROCESS),),
            indicators=(Indicator("Table of registers and conditions, approval by the CCWP", "approval"),),
            outcomes=("Faster answers to requests under the Naples II Convention",),
            terms=(
                "Requests about vehicles take weeks. ",
                Ref("Action [3.4]", "3.4"),
                " named the registers but not the conditions under which they may be consulted. The table will be "
                "renewed every two years.",
            ),
        ),
        Action(
            number="6.5",
            title="To recommend rules for the storage of seized cigarettes",
            objectives=(
                Use(
                    None,
                    "Comparing the national rules on storage and destruction of seized cigarettes and the costs they "
                    "cause in the courts",
                    whole=False,
                ),
            ),
            indicators=(Indicator("Report and analysis presented to the CCWP", "submission"),),
            outcomes=("Lower costs of storage",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "The final report of ",
                Ref("Action 5.6", "5.6"),
                " (",
                Cite("11684/12 ENFOCUSTOM 63", "ST-11684-2012-INIT", ("ENFOCUSTOM 63",)),
                ") drew attention to the ‘need for comparing the national rules on storage and destruction of seized "
                "cigarettes and the costs they cause in the courts’. Some Member States keep the goods for years.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(
        some(FIVE, own=1),
        each(FIVE),
        some(FIVE, own=2),
        headings_first(FIVE),
        Row(
            (
                *("#title", "#objectives", "#indicators", "title~objectives", "+", "#terms-of-reference"),
                *("indicators", "#outcomes", "#parties", "outcomes", "parties", "terms-of-reference"),
            ),
            tangle="turns",
        ),
    ),
)
