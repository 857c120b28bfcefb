"""The invented sixty-sixth plan, of two calendar years: all headings first, no notes, dashes, ligatures."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, headings_first

COLUMNS = (TITLE, START, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

WITHDRAWAL = "To be prepared for changes at the external border of the customs union"
PLANET = "To enforce rules which protect the environment and endangered species"
MONEY = "To deprive criminal organisations of their financial resources"
INNOVATION = "To apply innovative technologies in customs law enforcement and to evaluate their effects"

PLAN = Plan(
    ordinal=66,
    first_day=date(2019, 1, 1),
    last_day=date(2020, 12, 31),
    title_tail="the revised strategy for customs cooperation and the Naples II Convention",
    based_on=("act/revised-strategy-2009", "act/naples-ii"),
    meetings=(date(2018, 9, 12), date(2018, 10, 24)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "The United Kingdom has notified its intention to withdraw from the Union. Irrespective of the outcome of "
            "the negotiations, flows of goods across the Channel and in the Irish Sea will call for additional "
            "controls.",
        ),
        (
            "The ",
            Own(),
            " replaces the ",
            Earlier(65, date(2017, 1, 1), date(2018, 12, 31)),
            ", under which nine final reports were produced. Two sets of recommendations have yet to be put into "
            "practice: those on scientific support (10117/2/18 REV 2 ENFOCUSTOM 128) and those on the follow-up of "
            "seizures.",
        ),
        (
            "For the first time, the environment features among the objectives. This reflects the importance which "
            "the policy cycle for 2018 to 2021 attaches to environmental crime.",
        ),
    ),
    notes=(),
    outlook=(("Actions may be launched at any time during the two years covered by the plan.",),),
    work_areas=("preparedness", "environmental crime", "financial investigation", "innovation"),
    objectives=(WITHDRAWAL, PLANET, MONEY, INNOVATION),
    rules=(
        ("It is the task of the CCWP to implement this Action Plan and to keep it under review.",),
        (
            "Action leaders and participants are designated by the CCWP.",
            "Europol, Frontex and OLAF may be associated with any action.",
        ),
        ("Operational data are handled in accordance with the rules applicable to the channel used.",),
        ("A final evaluation is to be carried out in the second half of 2020.",),
    ),
    actions=(
        Action(
            number="66.1",
            title="To identify fraud risks arising from a new land and sea border with the United Kingdom",
            start="January 2019",
            objectives=(Use(1, WITHDRAWAL), Use(3, MONEY)),
            indicators=(
                Indicator("Confidential risk assessment"),
                Indicator("Table-top exercise"),
                Indicator("Assessment presented to the CCWP", "submission"),
            ),
            outcomes=(
                "Resources are allocated where they are needed most",
                "Mutual assistance continues without interruption",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party(
                    "Commission (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")
                ),
                Party("Task Force 50", (), unknown=True),
            ),
            terms=(
                "Differences in excise duties and tariffs create incentives for smuggling in both directions. "
                "Experience gathered at the border with Switzerland and Norway is described in ",
                Cite("9304/18 ENFOCUSTOM 105 UD 122", "ST-9304-2018-INIT", ("ENFOCUSTOM 105", "UD 122")),
                ". The project group will confine itself to law enforcement; questions of procedure are dealt with "
                "elsewhere.",
            ),
        ),
        Action(
            number="66.2",
            title="To stop unlawful exports of plastic waste",
            start="March 2019",
            objectives=(Use(2, PLANET),),
            indicators=(
                Indicator("Joint customs operation in cooperation with environmental inspectors"),
                Indicator("Final report to be adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Misdeclared containers are returned at the expense of the exporter",
                "Brokers are prosecuted",
                "Information from the countries of destination is used systematically",
            ),
            parties=(
                Party("IMPEL", (), unknown=True),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("World Customs Organization", ("organisation/wco",)),
            ),
            terms=(
                "Since China closed its market at the beginning of 2018, waste has been diverted to South-East Asia "
                "and, increasingly, to other Member States. Household plastics are mixed with paper and declared as "
                "raw material. On the basis of ",
                Ref("Action 64.1", "64.1"),
                " and of ",
                Cite("7750/1/17 REV1 – ENFOCUSTOM 94", "ST-7750-2017-REV-1", ("ENFOCUSTOM 94",)),
                ", profiles will be developed for twenty ports.",
            ),
        ),
        Action(
            number="66.3",
            title="To trace shipments of rosewood and other protected timber",
            start="May 2019",
            objectives=(Use(2, "To enforce rules which protect endangered species", whole=False),),
            indicators=(Indicator("Identification guide, approved by the CCWP", "approval"),),
            outcomes=("Certificates are verified with the issuing authority",),
            parties=(Party("CITES Secretariat", (), unknown=True), Party("INTERPOL", (), unknown=True)),
            terms=(
                "Logs are cut into boards in countries of transit, after which their origin can hardly be proved. "
                "The guide should fit into a pocket and supersede the one drawn up under ",
                Ref("Action 4", "4", plan=2),
                " of the second Action Plan (",
                Cite("14918/1/07 ENFOCUSTOM 116 REV 1", "ST-14918-2007-REV-1", ("ENFOCUSTOM 116",)),
                ").",
            ),
        ),
        Action(
            number="66.4",
            title="To study the use of prepaid cards, gold and virtual currencies by couriers",
            start="second half of 2019",
            objectives=(Use(3, MONEY), Use(4, INNOVATION)),
            indicators=(
                Indicator("Typology based on at least sixty cases"),
                Indicator("Training seminar"),
                Indicator("Proposals for additional training modules"),
            ),
            outcomes=(
                "Officers recognise carriers of value other than banknotes",
                "Cases are handed over to financial intelligence units without delay",
            ),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("EU FIU Platform", (), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Regulation (EU) 2018/1672 extends the definition of cash, but will not apply until June 2021. In the "
                "meantime the findings of ",
                Ref("Actions 62.2", "62.2"),
                ", ",
                Ref("63.3", "63.3"),
                " and ",
                Ref("65.5", "65.5"),
                " should be brought together. A first outline can be found in ",
                Cite(
                    "12880/18 ENFOCUSTOM 177 EF 241 + ADD 1",
                    "ST-12880-2018-INIT",
                    ("ENFOCUSTOM 177", "EF 241"),
                    addenda=(1,),
                ),
                ".",
            ),
        ),
        Action(
            number="66.5",
            title="To compare the performance of automated threat recognition in X-ray images",
            start="January 2020",
            objectives=(Use(4, INNOVATION),),
            indicators=(
                Indicator("Trial at three ports and one airport"),
                Indicator("Trial report, to be endorsed by the CCWP", "approval"),
                Indicator("Presentation of the trial report to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Investment is based on evidence", "Image analysts are relieved of routine work"),
            parties=(
                Party("Joint Research Centre", (), unknown=True),
                Party("customs services", ("group/customs-authorities",)),
            ),
            terms=(
                "Software is said to find cigarettes in nine images out of ten. No figures exist for drugs or "
                "weapons. Contrary to ",
                Ref("Action 5.1", "5.1", plan=5),
                " of the fifth Action Plan, which considered equipment alone, staff and training will be covered as "
                "well.",
            ),
        ),
        Action(
            number="66.6",
            title="To train dogs in the detection of banknotes and mobile telephones",
            start="February 2020",
            objectives=(Use(3, MONEY), Use(4, INNOVATION)),
            indicators=(Indicator("Exchange of trainers"), Indicator("Outline of a common curriculum")),
            outcomes=("A larger number of teams is available for joint operations",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(headings_first(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed Action",
        START: "Starting Date",
        OBJECTIVES: "Strategic Objectives",
        INDICATORS: "Performance Indicators",
        OUTCOMES: "Anticipated Outcomes",
        PARTIES: "Other Parties Concerned",
        TERMS: "Terms of Reference",
    },
    annex_heading="ANNEX",
    row_rule="-" * 46,
    row_pages=False,
    page_lines=56,
    page_mark="",
    header=("LIMITE",),
    footer=("12951/18 CA/vp {page}", "JAI.1 EN"),
    item_mark="–",
    closing=(";", "."),
    party_mark="–",
    list_mark="—",
    list_mark_alone=False,
    objective_mark="({n})",
    number_form="{number}.",
    periods="years",
    numerals=True,
    section_pages=False,
    headings_of_sections="{upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=92,
    box_width=108,
    ligatures=True,
    soft_hyphens=True,
)
