"""The invented eighth plan, of two years: no pages, other column order, lead and start, accents in pieces, CRLF."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, each

COLUMNS = (TITLE, LEAD, INDICATORS, OUTCOMES, OBJECTIVES, PARTIES, START)

SEE = "To see threats earlier by bringing together what each customs authority knows"
ACT = "To act together at sea, in the air and on land"
TEACH = "To teach and to learn from each other"

PLAN = Plan(
    ordinal=8,
    first_day=date(2016, 1, 1),
    last_day=date(2017, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2015, 6, 2), date(2015, 9, 8), date(2015, 10, 6)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Experience with the ",
            Earlier(7, date(2014, 7, 1), date(2015, 12, 31)),
            " showed that eighteen months are short for work that needs twenty-eight opinions. The ",
            Own(),
            " therefore lasts two years.",
        ),
        ("It was drawn up after a survey among the ports of Malmö, Gdańsk, Évora and A Coruña.",),
    ),
    notes=(),
    outlook=(("Fewer actions than before were chosen, so that each of them finds a leader.",),),
    work_areas=("air and sea surveillance", "exchange of officers"),
    objectives=(SEE, ACT, TEACH),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("The Member State named as lead sets up the project group.", "It reports once a year."),
    ),
    actions=(
        Action(
            number="8.1",
            title="To compare the controls of private aircraft at small airfields",
            lead="Sweden",
            start="January 2016",
            objectives=(Use(1, SEE), Use(2, ACT)),
            indicators=(
                Indicator("List of airfields without customs presence"),
                Indicator("Report presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Known gaps in the control of airfields", "Joint controls at ten airfields"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("border guards", ("group/border-guards",)),
                Party("Eurocontrol", (), unknown=True),
            ),
            terms=(
                "A light aircraft crosses two frontiers in an hour. Airfields near Malmö and Gdańsk were visited in "
                "2014 and the visits were described in ",
                Cite("13100/14 ENFOCUSTOM 97", "ST-13100-2014-INIT", ("ENFOCUSTOM 97",)),
                ". The project group will repeat them elsewhere, as recommended by ",
                Ref("Action 6.1", "6.1"),
                " (",
                Cite("9021/3/13 REV 3 ENFOCUSTOM 66 JAI 301", "ST-9021-2013-REV-3", ("ENFOCUSTOM 66", "JAI 301")),
                ").",
            ),
        ),
        Action(
            number="8.2",
            title="To exchange officers between ports",
            lead="Spain and Poland",
            start="1 March 2016",
            objectives=(Use(3, TEACH),),
            indicators=(Indicator("Report on the exchange, submitted to the CCWP", "submission"),),
            outcomes=("Twenty officers have worked abroad", "Handbook for hosts"),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("CEPOL", ("organisation/cepol",)),
            ),
            terms=(
                "Officers of A Coruña and Gdynia will work in each other’s port for two weeks. What they find "
                "better abroad they will write down, and what they find better at home as well.",
            ),
        ),
        Action(
            number="8.3",
            title="To study how counterfeit spare parts reach the market",
            lead="France",
            start="September 2016",
            objectives=(Use(1, "To see threats earlier", whole=False), Use(3, TEACH)),
            indicators=(
                Indicator("Analysis of a hundred seizures"),
                Indicator("Recommendations to the CCWP", "submission"),
            ),
            outcomes=("Garages and dealers are warned",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "Brake pads of unknown make were found from Évora to Tromsø. According to the document ",
                Cite("5544/15 ENFOCUSTOM 9 COR 1", "ST-5544-2015-COR-1", ("ENFOCUSTOM 9",)),
                " most of them arrive as samples of no value.",
            ),
        ),
        Action(
            number="8.4",
            title="To lend detection equipment to each other",
            lead="Estonia",
            start="January 2017",
            objectives=(Use(2, ACT),),
            indicators=(Indicator("Register of equipment, approval by the CCWP", "approval"),),
            outcomes=("Scanners stand idle less often", "Common rules on who pays for damage"),
            parties=(Party("COM", ("organisation/com",)),),
            terms=(
                "A scanner that one Member State needs for a month stands idle in another. The group lists what can "
                "be lent, for how long and on what terms (results of ",
                Ref("Action 5.1", "5.1"),
                ").",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(each(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed actions",
        LEAD: "Lead Member State",
        INDICATORS: "Performance Indicators",
        OUTCOMES: "Possible outcomes",
        OBJECTIVES: "Strategic Objectives",
        PARTIES: "Other Parties Concerned",
        START: "Start date",
        TERMS: "Terms of reference",
    },
    annex_heading="",
    row_rule="-" * 40,
    row_pages=False,
    page_mark="",
    item_mark="{a})",
    closing=(",", "."),
    party_mark="•",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="–",
    number_form="{number}.",
    periods="years",
    headings_of_sections="{upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=72,
    box_width=72,
    no_break_spaces=True,
    decomposed=True,
)
