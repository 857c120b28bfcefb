"""The invented fiftieth plan: unmarked items and parties, some headings late, divided words, straight quotes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, some

COLUMNS = (TITLE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES)

NORTH = "To patrol the seasonal sea lanes of the far north"
MISSIONS = "To stop the misuse of diplomatic bags and of tax privileges"
WATER = "To shield drinking water and staple foods from adulterated imports"

PLAN = Plan(
    ordinal=50,
    first_day=date(2070, 7, 1),
    last_day=date(2071, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2069, 12, 4), date(2070, 1, 15)),
    forwarded_to=("COPEN", "organisation/copen"),
    introduction=(
        (
            "Two generations of joint planning permit a few comparisons. Where the first plan listed priorities in "
            "general terms, the ",
            Earlier(48, date(2067, 7, 1), date(2068, 12, 31), 1),
            " and the ",
            Earlier(49, date(2069, 1, 1), date(2070, 6, 30), 2),
            " assigned names and dates to every task.",
        ),
        (
            "The ice now retreats for five months a year, and vessels follow. As the Presidency put it, “the map has "
            "acquired a new coastline”",
            Note(3),
            ". The ",
            Own(),
            " responds to that change. It is rooted in the Resolution of 2009",
            Note(4),
            " and adds two subjects of a more domestic character.",
        ),
    ),
    notes=(
        Body("5410/6/67 REV 6 ENFOCUSTOM 8", document="ST-5410-2067-REV-6"),
        Body("10934/4/68 REV 4 ENFOCUSTOM 97", document="ST-10934-2068-REV-4"),
        Body("14881/69 ENFOCUSTOM 171 COEST 302 (to be issued)", document="ST-14881-2069-INIT"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        (
            "Priority was given to subjects on which at least eleven delegations had expressed an interest. A second "
            "criterion was whether a result could be expected within eighteen months.",
        ),
    ),
    work_areas=("northern waters", "diplomatic privileges", "food and water", "joint operations"),
    objectives=(NORTH, MISSIONS, WATER),
    rules=(
        ("The CCWP steers the implementation of this Action Plan and settles any disagreement.",),
        (
            "Each action is led by a tandem of two Member States.",
            "One of them should have a sea border.",
        ),
        ("Expenditure on travel is reimbursed in accordance with the rules in force.",),
        ("No project group is to be kept alive for want of a decision to close it.",),
    ),
    actions=(
        Action(
            number="50.1",
            title="To embark customs officers on icebreakers which escort merchant convoys",
            objectives=(Use(1, NORTH),),
            indicators=(
                Indicator("Roster of forty trained volunteers"),
                Indicator("Medical requirements for service in polar conditions"),
                Indicator("Operational plan, adopted by the CCWP before the first voyage", "adoption"),
            ),
            outcomes=(
                "Cargo is examined during the voyage",
                "Transfers between ships do not go unobserved",
            ),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("Arctic Council", (), unknown=True),
                Party("COM (DG Home, DG Taxud)", ("organisation/com", "organisation/dg-home", "organisation/dg-taxud")),
            ),
            terms=(
                "A convoy spends nine days beyond the reach of any patrol boat. During that time containers can be "
                "exchanged from deck to deck. Such exchanges were photographed from the air (",
                Cite(
                    "11217/2/69 REV 2 ENFOCUSTOM 109 COEST 188",
                    "ST-11217-2069-REV-2",
                    ("ENFOCUSTOM 109", "COEST 188"),
                ),
                "), but the photographs did not reveal what was exchanged. The officers will keep a diary, seal "
                "containers at random and take part in manoeuvres only as observers. The safety instructions drawn up "
                "under ",
                Ref("Action 37.6", "37.6"),
                " for cutters have to be supplemented.",
            ),
        ),
        Action(
            number="50.2",
            title="To recognise baggage wrongly labelled as diplomatic",
            objectives=(Use(2, "To stop the misuse of diplomatic bags", whole=False),),
            indicators=(
                Indicator("Register of specimen seals and labels"),
                Indicator(
                    "Questions and answers for airport staff, submitted to CATS", "submission", by="organisation/cats"
                ),
            ),
            outcomes=("Protocol departments are consulted within the hour",),
            parties=(
                Party("CATS", ("organisation/cats",)),
                Party("EU bodies", ("group/eu-bodies",)),
            ),
            terms=(
                "“Immunity attaches to the mission, not to the suitcase”, as one delegation observed. The labels in "
                "question are printed at home.",
            ),
        ),
        Action(
            number="50.3",
            title="To verify chemicals delivered to waterworks",
            objectives=(Use(3, WATER), Use(1, NORTH)),
            indicators=(
                Indicator("Overview of suppliers from outside the Union"),
                Indicator("Rapid test for chlorine compounds"),
                Indicator("Rapid test put forward for the approval of the CCWP", "approval"),
            ),
            outcomes=(
                "Contaminated batches never reach the tanks",
                "Waterworks name their suppliers to customs",
                "Fluctuations in quality are explained",
            ),
            parties=(
                Party("World Health Organization", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Waterworks buy chlorine from whoever is cheapest. The scare of 2068, documented in ",
                Cite("15003/68 ENFOCUSTOM 166 COR 3", "ST-15003-2068-COR-3", ("ENFOCUSTOM 166",)),
                ", passed off lightly. As a follow-up to ",
                Ref("Actions 41.2", "41.2"),
                " and ",
                Ref("45.4", "45.4"),
                ", importers of disinfectants will be interviewed.",
            ),
        ),
        Action(
            number="50.4",
            title="Audit of tax-free purchases made in the name of missions",
            objectives=(Use(2, MISSIONS),),
            indicators=(Indicator("Audit of two hundred purchase orders"),),
            outcomes=("Orders correspond to the number of staff", "Resale is made unprofitable"),
            terms=(
                "In one capital, an embassy of four persons ordered spirits for nine hundred. ",
                Ref("Action 6", "6", plan=4),
                " of the fourth Action Plan examined cigarettes only; its report (",
                Cite("8666/2/11 ENFOCUSTOM 41 REV 2", "ST-8666-2011-REV-2", ("ENFOCUSTOM 41",)),
                ") is nevertheless instructive.",
            ),
        ),
        Action(
            number="50.5",
            title="To trial underwater microphones near uninhabited islands",
            objectives=(Use(1, NORTH),),
            indicators=(
                Indicator("Chain of twelve microphones"),
                Indicator("Presentation of the recordings to the LEWP", "submission", by="organisation/lewp"),
            ),
            outcomes=("Engines are identified by their sound", "Landings are noticed at once"),
            parties=(
                Party("LEWP", ("organisation/lewp",)),
                Party("Parties at the external borders", ("group/parties-at-the-external-borders",)),
                Party("NATO", (), unknown=True),
            ),
            terms=(
                "Every propeller has a voice of its own. Recordings made for biologists since 2052 can be reused, "
                "subject to the conditions in document ",
                Cite("7741/1/70 REV 1", "ST-7741-2070-REV-1"),
                ".",
            ),
        ),
        Action(
            number="50.6",
            title="To screen rice, flour and milk powder for mineral fillers",
            objectives=(Use(3, WATER),),
            indicators=(
                Indicator("Screening campaign in seven ports"),
                Indicator(
                    "Results of the campaign, together with recommendations for approval by the CCWP", "approval"
                ),
            ),
            outcomes=("Fillers are detected by weight alone",),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
                Party("customs services", ("group/customs-authorities",)),
            ),
            terms=(
                "Chalk and gypsum are heavier than flour. The proportions found by national laboratories (",
                Cite("9417/67 ENFOCUSTOM 80 AGRI 244", "ST-9417-2067-INIT", ("ENFOCUSTOM 80", "AGRI 244")),
                ") range from two to thirty per cent.",
            ),
        ),
    ),
)

_SOME = some(COLUMNS, own=2, box=(f"#{TERMS}>{TERMS}",))

LAYOUT = Layout(
    rows=(_SOME,),
    columns=COLUMNS,
    labels={
        TITLE: "Title of the proposed action",
        INDICATORS: "Indicators of performance",
        OBJECTIVES: "Strategic objectives",
        OUTCOMES: "Possible results",
        PARTIES: "Other parties concerned",
        TERMS: "Terms of Reference:",
    },
    annex_heading="Annex",
    row_rule="=" * 40,
    row_pages=False,
    page_lines=54,
    page_mark="\f",
    header=("7741/3/70 REV 3 WN/he",),
    footer=("- {page} -",),
    item_mark="",
    closing=(";", "."),
    party_mark="",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="–",
    number_form="Action {number}",
    periods="days",
    numerals=True,
    headings_of_sections="{number}. {upper}",
    footnotes="lost",
    prose_width=82,
    box_width=100,
    straight_quotes=True,
    hyphenated=True,
)
