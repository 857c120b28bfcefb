"""The invented twenty-eighth plan: the lead beside the title, ligatures and kept spaces, a column of notes, figures."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, LEAD, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES)

ZONES = "To bring free zones and bonded premises under effective supervision"
VALUE = "To uncover undervaluation and incorrect classification of imported goods"
SCIENCE = "To make better use of scientific expertise in customs proceedings"
OUTREACH = "To deepen relations with authorities responsible for taxation and market surveillance"

PLAN = Plan(
    ordinal=28,
    first_day=date(2035, 7, 1),
    last_day=date(2036, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2035, 3, 6), date(2035, 3, 7), date(2035, 4, 18)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Losses of own resources through undervaluation are borne by all taxpayers of the Union. The Council has "
            "repeatedly invited the Member States to address the causes in a coordinated manner",
            Note(1),
            ".",
        ),
        (
            "The ",
            Earlier(26, date(2032, 7, 1), date(2033, 12, 31), 2),
            " concentrated on smuggling across land frontiers, whereas the ",
            Earlier(27, date(2034, 1, 1), date(2035, 6, 30), 3),
            " dealt with air cargo. Neither of them covered free zones.",
        ),
        (
            "The priorities of the ",
            Own(),
            " follow from the Treaty of Lisbon",
            Note(4),
            " and from the contributions received from twenty-two delegations.",
        ),
    ),
    notes=(
        Body("5480/2/34 REV 2 ENFOCUSTOM 8 FIN 71", document="ST-5480-2034-REV-2"),
        Body("8765/1/32 REV 1 ENFOCUSTOM 64", document="ST-8765-2032-REV-1"),
        Body("14233/33 ENFOCUSTOM 120", document="ST-14233-2033-INIT"),
        Body("OJ C 306, 17.12.2007, p. 1", journal="OJ C 306, 2007-12-17, 1"),
    ),
    outlook=(
        ("Every proposal was assessed against its feasibility, its cost and its added value for the Union.",),
        ("Proposals which had been rejected are listed in a separate note of the General Secretariat.",),
    ),
    work_areas=("free zones", "undervaluation", "customs laboratories", "textiles and footwear"),
    objectives=(ZONES, VALUE, SCIENCE, OUTREACH),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It may set up project groups for that purpose.",
        ),
        ("Project leaders report orally at every second meeting.", "Written reports are required upon completion."),
        ("Expenditure is borne by the participating administrations unless otherwise agreed.",),
    ),
    actions=(
        Action(
            number="28.1",
            title="To scrutinise the licensing of operators established in free zones",
            lead="Latvia",
            objectives=(Use(1, ZONES), Use(4, OUTREACH)),
            outcomes=(
                "Operators of doubtful standing are excluded at an early stage",
                "Comparable licensing requirements throughout the Union",
                "Periodic verification of stock records",
            ),
            indicators=(
                Indicator("Catalogue of licensing requirements in force in twenty free zones"),
                Indicator("Checklist for on-the-spot verification"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("FATF", (), unknown=True),
            ),
            terms=(
                "Free zones attract legitimate investment, but also traders who repackage infringing articles or "
                "disguise their provenance. Records are frequently kept by the operators themselves and examined only "
                "in exceptional circumstances. The project group will start from the findings of ",
                Ref("Action 27.1", "27.1"),
                " (",
                Cite("9314/2/35 REV 2 ENFOCUSTOM 72 UD 140", "ST-9314-2035-REV-2", ("ENFOCUSTOM 72", "UD 140")),
                ") and visit four free zones of different size.",
            ),
        ),
        Action(
            number="28.2",
            title="To establish reference prices for garments and footwear of Asian origin",
            lead="Italy and Portugal",
            objectives=(Use(2, VALUE),),
            outcomes=("Implausible declarations are challenged before release",),
            indicators=(
                Indicator("Price statistics for thirty tariff headings, updated monthly"),
                Indicator("Study presented to the CCWP", "submission"),
            ),
            parties=(Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),),
            terms=(
                "Declared prices of less than the cost of the raw material are by no means unusual. The methodology "
                "described in ",
                Cite("11872/34 ENFOCUSTOM 101", "ST-11872-2034-INIT", ("ENFOCUSTOM 101",)),
                " was regarded as sound by most delegations; its statistical foundations were supplemented in ",
                Cite(
                    "12015/1/34 REV 1 ENFOCUSTOM 104 FISC 133 + ADD 1",
                    "ST-12015-2034-REV-1",
                    ("ENFOCUSTOM 104", "FISC 133"),
                    addenda=(1,),
                ),
                ".",
            ),
        ),
        Action(
            number="28.3",
            title="To link customs laboratories by means of a shared catalogue of analytical methods",
            lead="Belgium",
            objectives=(Use(3, SCIENCE),),
            outcomes=("Samples are referred to the most suitable laboratory", "Avoidance of redundant investment"),
            indicators=(
                Indicator("Electronic catalogue comprising at least ninety methods"),
                Indicator("Proficiency test with eleven participants"),
                Indicator("Catalogue approved by the CCWP", "approval"),
            ),
            parties=(
                Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),
                Party("customs services", ("group/customs-authorities",)),
                Party("Law enforcement authorities", ("group/law-enforcement-authorities",)),
                Party("WCO", ("organisation/wco",)),
            ),
        ),
        Action(
            number="28.4",
            title="Clarification of the responsibilities of customs and tax authorities in respect of call-off stock",
            lead="Austria",
            objectives=(
                Use(4, "To deepen relations with authorities responsible for taxation", whole=False),
                Use(2, VALUE),
            ),
            outcomes=("Neither authority relies upon checks which the other one does not perform",),
            indicators=(Indicator("Conclusions adopted by the CCWP", "adoption"),),
            parties=(Party("MS", ("group/member-states",)), Party("Eurofisc", (), unknown=True)),
            terms=(
                "Goods placed in call-off stock escape attention because each authority assumes that the other one is "
                "competent. ",
                Ref("Actions 25.2", "25.2"),
                " and ",
                Ref("26.4", "26.4"),
                " touched upon the matter without exhausting it.",
            ),
        ),
        Action(
            number="28.5",
            title="To refine the sampling of bulk agricultural commodities",
            lead="Romania",
            objectives=(Use(3, SCIENCE), Use(2, "To uncover undervaluation", whole=False)),
            outcomes=("Test results withstand judicial review", "Fewer disputes with importers"),
            indicators=(
                Indicator("Instructional film"),
                Indicator("Sampling protocol, approval by the CCWP", "approval"),
            ),
            parties=(Party("CEPOL", ("organisation/cepol",)), Party("COM", ("organisation/com",))),
            terms=(
                "Grain, sugar and fertilisers are seldom homogeneous. Results derived from a single sample were set "
                "aside by courts in three Member States (",
                Cite("6902/33 ENFOCUSTOM 41 COR 1", "ST-6902-2033-COR-1", ("ENFOCUSTOM 41",)),
                "). A protocol was tentatively outlined under ",
                Ref("Action [24.3]", "24.3"),
                ", but never applied.",
            ),
        ),
        Action(
            number="28.6",
            title="To monitor the dismantling of bonded warehouses whose authorisation expired",
            lead="Bulgaria",
            objectives=(Use(1, ZONES),),
            outcomes=("Residual stock is accounted for",),
            indicators=(Indicator("Quarterly statement of expired authorisations"),),
            parties=(Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),),
            terms=("Residual stock has disappeared on several occasions between expiry and clearance.",),
        ),
    ),
)

_EACH = each(COLUMNS, box=(f"#{TERMS}>{TERMS}",))
_TWO_HEADINGS = Row(
    (
        *("number", "#title", "#lead", "title", "lead", "#objectives", "+", "objectives", "#outcomes", "outcomes"),
        *("#indicators", "indicators", "#parties", "parties", f"#{TERMS}>{TERMS}"),
    ),
    collapsed=2,
)

LAYOUT = Layout(
    rows=(_EACH, _EACH, _TWO_HEADINGS),
    columns=COLUMNS,
    labels={
        TITLE: "Title of the action",
        LEAD: "Lead Member State",
        OBJECTIVES: "Strategic objective(s)",
        OUTCOMES: "Expected outcome(s)",
        INDICATORS: "Performance indicator(s)",
        PARTIES: "Other parties concerned",
        TERMS: "Terms of reference:",
    },
    header=("5511/3/35 REV 3 MN/os {page}", "ANNEX LIMITE EN"),
    item_mark="({n})",
    loose_items=True,
    closing=(",", "."),
    party_mark="–",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="Action {number}",
    ordinals="figures",
    periods="numeric",
    headings_of_sections="{number}. {heading}",
    footnotes="column",
    prose_width=90,
    box_width=118,
    ligatures=True,
    no_break_spaces=True,
)
