"""The invented fifteenth plan: no annex heading, parties in the second column, no marks, a heading lost."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, PARTIES, START, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, PARTIES, INDICATORS, OBJECTIVES, LEAD, START)

CLEAN = "To keep the market clean of goods that harm those who buy them"
CLOCK = "To act before the goods have left the port"

PLAN = Plan(
    ordinal=15,
    first_day=date(2027, 1, 1),
    last_day=date(2028, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2026, 9, 8), date(2026, 9, 9)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Consumers trust what they find on the shelf. The ",
            Earlier(14, date(2026, 1, 1), date(2026, 12, 31)),
            " was a plan for offices, the ",
            Own(),
            " is one for the consumers.",
        ),
        ("It has been discussed with the national administrations responsible for market surveillance.",),
    ),
    notes=(),
    outlook=(("Dangerous products are withdrawn from the market every day, but seldom stopped at the frontier.",),),
    work_areas=("product safety", "postal traffic", "food"),
    objectives=(CLEAN, CLOCK),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It reports to the Council once a year.",
        ),
    ),
    actions=(
        Action(
            number="15.1",
            title="To recognise dangerous chargers and batteries in postal traffic",
            objectives=(Use(1, CLEAN), Use(2, CLOCK)),
            indicators=(
                Indicator("Photographs and descriptions of dangerous products"),
                Indicator("Recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("EMSA", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            lead="Netherlands",
            start="1 February 2027",
            terms=(
                "Batteries of unknown origin have set mailbags and aircraft on fire. The project group will assemble "
                "photographs and descriptions of dangerous products. The final report (",
                Cite("6611/26 ENFOCUSTOM 29", "ST-6611-2026-INIT", ("ENFOCUSTOM 29",)),
                ") on the ",
                Ref("Action 14.3", "14.3"),
                " contains the categories.",
            ),
        ),
        Action(
            number="15.2",
            title="To strengthen the surveillance of food supplements",
            objectives=(Use(1, CLEAN),),
            indicators=(Indicator("Results of three weeks of joint surveillance, report to the CCWP", "submission"),),
            outcomes=(),
            parties=(
                Party("WCO", ("organisation/wco",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            lead="Ireland",
            start="September 2027",
            terms=(
                "Supplements contain substances that are prohibited everywhere. Consumers do not suspect it, customs "
                "administrations do.",
            ),
        ),
        Action(
            number="15.3",
            title="To investigate who orders protected timber",
            objectives=(Use(2, "To act before the goods have left", whole=False),),
            indicators=(
                Indicator("Investigation in four Member States"),
                Indicator("Conclusions, approval by the CCWP", "approval"),
            ),
            outcomes=(),
            parties=(Party("Eurojust", ("organisation/eurojust",)), Party("Europol", ("organisation/europol",))),
            lead="Portugal",
            start="January 2028",
            terms=(
                "Protected timber arrives under the description of common timber. According to the recommendations of "
                "the ",
                Ref("Action 12.1", "12.1"),
                " (",
                Cite("9934/3/23 REV 3 ENFOCUSTOM 102 + ADD 2", "ST-9934-2023-REV-3", ("ENFOCUSTOM 102",), addenda=(2,)),
                ") the certificates should be examined by specialists.",
            ),
        ),
    ),
)

_EACH = each(COLUMNS, box=(f"#{TERMS}", TERMS))

LAYOUT = Layout(
    rows=(
        _EACH,
        Row(tuple(part for part in _EACH.parts if part != f"#{INDICATORS}")),
        Row(("number", *_EACH.parts[:1], *_EACH.parts[2:])),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "ACTION",
        PARTIES: "PARTNERS",
        INDICATORS: "PERFORMANCE INDICATORS",
        OBJECTIVES: "OBJECTIVES",
        LEAD: "LEAD MEMBER STATE",
        START: "START DATE",
        TERMS: "TERMS OF REFERENCE",
    },
    annex_heading="",
    header=("EN LIMITE",),
    row_pages=True,
    page_mark="\f",
    item_mark="",
    party_mark="",
    list_mark="·",
    objective_mark="•",
    number_form="{number}.",
    periods="days",
    headings_of_sections="{number}. {upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=68,
    box_width=84,
    hyphenated=True,
    soft_hyphens=True,
)
