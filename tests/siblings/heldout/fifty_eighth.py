"""The invented fifty-eighth plan, close to the fifth in print: an act the data do not know, long lists of documents."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, each, some

INTELLIGENCE = "To make better use of the intelligence available to customs administrations"
OPERATIONS = "To intensify operational cooperation at sea, in the air and on land and to evaluate its results"
METHODS = "To promote common training and a common understanding of working methods"

PLAN = Plan(
    ordinal=58,
    first_day=date(2014, 1, 1),
    last_day=date(2015, 12, 31),
    title_tail="the Council Resolution of 13 December 2011 on the future of customs law enforcement cooperation",
    based_on=(),
    meetings=(date(2013, 9, 26), date(2013, 10, 17)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "In its Resolution of 13 December 2011",
            Note(1),
            " the Council called upon the customs authorities to define their place in the area of freedom, security "
            "and justice. The CCWP was instructed to translate that call into practical measures, to set priorities "
            "among them and to report on the progress made.",
        ),
        (
            "Since 2010, two plans have been carried out: the ",
            Earlier(56, date(2010, 7, 1), date(2011, 12, 31), 2),
            " and the ",
            Earlier(57, date(2012, 1, 1), date(2013, 12, 31), 3),
            ". Twenty of the twenty-three actions provided for in them have been completed.",
        ),
        (
            "The evaluation carried out under the Irish Presidency",
            Note(4),
            " suggested reducing the number of actions, limiting the size of project groups and allowing more time "
            "for operational measures. The ",
            Own(),
            " follows these suggestions.",
        ),
    ),
    notes=(
        Body("OJ C 5, 7.1.2012, p. 1", journal="OJ C 5, 2012-01-07, 1"),
        Body("9981/3/10 REV 3 ENFOCUSTOM 44 COSI 31", document="ST-9981-2010-REV-3"),
        Body("16116/2/11 REV 2 ENFOCUSTOM 139", document="ST-16116-2011-REV-2"),
        Body("8763/1/13 REV 1 ENFOCUSTOM 73 JAI 326", document="ST-8763-2013-REV-1"),
    ),
    outlook=(
        (
            "The ",
            Own(),
            " for customs law enforcement cooperation contributes to the EU policy cycle for organised and serious "
            "international crime and takes account of the priorities set by the Council for the years 2014 to 2017.",
        ),
    ),
    work_areas=("risk analysis and intelligence", "joint customs operations", "investigation"),
    objectives=(INTELLIGENCE, OPERATIONS, METHODS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Each project group receives a mandate, in which its tasks, its members and its date of completion are "
            "specified.",
            "The mandate is limited to twelve months and may be prolonged once.",
        ),
        (
            "Reports of project groups (i.e. the final reports and, where necessary, interim ones) are working "
            "documents.",
            "They do not prejudge the position of any delegation.",
        ),
        ("The CCWP will take stock of the implementation in the second half of 2014.",),
    ),
    actions=(
        Action(
            number="58.1",
            title="To assess the threat posed by illicit cigarette factories operating within the Union",
            objectives=(Use(1, INTELLIGENCE), Use(2, OPERATIONS)),
            indicators=(
                Indicator("Questionnaire on factories dismantled since 2010"),
                Indicator("Study of the supply of machinery, filters and packaging"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "More complete picture of the production chain",
                "Early detection of deliveries destined for clandestine premises",
            ),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("Interpol", (), unknown=True),
            ),
            terms=(
                "As controls at the external borders become more effective, part of the illegal production of "
                "cigarettes has been moved into the Union. Premises of this kind are usually discovered by chance, "
                "and the findings made there are rarely shared. The project group will compile (1) the "
                "characteristics of the premises, (2) the origin of the equipment and (3) the routes by which "
                "tobacco reaches them. Use will be made of the recommendations contained in the final report on ",
                Ref("Action 56.3", "56.3"),
                " (",
                Cite(
                    "14127/2/11 REV 2 ENFOCUSTOM 117 CRIMORG 162",
                    "ST-14127-2011-REV-2",
                    ("ENFOCUSTOM 117", "CRIMORG 162"),
                ),
                ") and, as regards information exchanged under Regulation (EC) No 515/97, of the guidance set out in ",
                Cite("7256/13 ENFOCUSTOM 41", "ST-7256-2013-INIT", ("ENFOCUSTOM 41",)),
                ".",
            ),
        ),
        Action(
            number="58.2",
            title="To review the planning, conduct and evaluation of joint customs operations",
            objectives=(Use(2, OPERATIONS), Use(3, METHODS)),
            indicators=(
                Indicator("Comparison of ten operations carried out between 2009 and 2013"),
                Indicator("Updated guide for coordinators, approval by the CCWP", "approval"),
            ),
            outcomes=(
                "Shorter preparatory phase",
                "Evaluation criteria which allow for comparison",
            ),
            parties=(
                Party("COM (OLAF, DG TAXUD)", ("organisation/com", "organisation/olaf", "organisation/dg-taxud")),
                Party("Europol", ("organisation/europol",)),
                Party("FRONTEX", ("organisation/frontex",)),
            ),
            terms=(
                "The guide in force dates from 2006 and does not mention the Permanent Operational Coordination Unit "
                "at OLAF. Several documents could serve as a basis: ",
                Cite("10602/1/12 REV 1 ENFOCUSTOM 57", "ST-10602-2012-REV-1", ("ENFOCUSTOM 57",)),
                " on the division of tasks; ",
                Cite("17285/11 ENFOCUSTOM 153 + ADD 1", "ST-17285-2011-INIT", ("ENFOCUSTOM 153",), addenda=(1,)),
                " on communication with the media; ",
                Cite("5333/3/13 ENFOCUSTOM 6 REV 3", "ST-5333-2013-REV-3", ("ENFOCUSTOM 6",)),
                " on costs; ",
                Cite("13401/10 ENFOCUSTOM 79 ENFOPOL 245", "ST-13401-2010-INIT", ("ENFOCUSTOM 79", "ENFOPOL 245")),
                " on the participation of police services. In addition, the results of ",
                Ref("Actions 56.1", "56.1"),
                ", ",
                Ref("56.6", "56.6"),
                " and ",
                Ref("57.5", "57.5"),
                " should be taken into consideration.",
            ),
        ),
        Action(
            number="58.3",
            title="To promote the participation of customs in joint investigation teams",
            objectives=(
                Use(2, "To intensify operational cooperation at sea, in the air and on land", whole=False),
                Use(3, METHODS),
            ),
            indicators=(
                Indicator("Survey of national legislation on the powers of customs investigators"),
                Indicator("Practical guidance, to be endorsed by the CCWP", "approval"),
            ),
            outcomes=(
                "Obstacles to participation identified",
                "Increased number of teams in which customs are represented",
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Europol", ("organisation/europol",)),
                Party("COPEN", ("organisation/copen",)),
                Party("CEPOL", ("organisation/cepol",)),
            ),
            terms=(
                "Article 24 of the Naples II Convention provides for joint special investigation teams, while "
                "Framework Decision 2002/465/JHA is applied to most of the teams that are in fact established. "
                "According to ",
                Cite(
                    "15790/1/12 REV 1 ENFOCUSTOM 133 COPEN 238 + COR 1",
                    "ST-15790-2012-REV-1",
                    ("ENFOCUSTOM 133", "COPEN 238"),
                    (1,),
                ),
                ", customs took part in no more than nine teams. ",
                Ref("Action 4.4", "4.4", plan=4),
                " of the fourth Action Plan already recommended that model agreements be adapted.",
            ),
        ),
        Action(
            number="58.4",
            title="To examine the use of the Schengen Information System by customs",
            objectives=(Use(1, INTELLIGENCE),),
            indicators=(
                Indicator("Overview of access rights in all Member States"),
                Indicator("Report to the CCWP", "submission"),
            ),
            outcomes=("Greater number of alerts entered and found by customs",),
            parties=(
                Party("eu-LISA", (), unknown=True),
                Party("LEWP", ("organisation/lewp",)),
            ),
            terms=(
                "The second generation of the system went live on 9 April 2013. Alerts for discreet or specific checks "
                "pursuant to Article 36 of Decision 2007/533/JHA are of particular interest to customs. Following on "
                "from ",
                Ref("Action [57.2]", "57.2"),
                " of the CCWP Action Plan - “To clarify the rules on access to databases” (",
                Cite("11945/2/13 REV2 – ENFOCUSTOM 104", "ST-11945-2013-REV-2", ("ENFOCUSTOM 104",)),
                ") - it should be ascertained how often they are queried.",
            ),
        ),
        Action(
            number="58.5",
            title="To identify measures against the laundering of rebated fuel and the misuse of base oils",
            objectives=(Use(1, INTELLIGENCE), Use(2, OPERATIONS)),
            indicators=(
                Indicator("Inventory of marking substances and of methods for their removal"),
                Indicator("Joint controls on main transport routes"),
                Indicator("Report, presented to the CCWP and approved by it", "approval"),
            ),
            outcomes=("Recommendations on controls of tankers", "Exchange of samples between laboratories"),
            terms=(
                "The loss of revenue is considerable. The Customs Union Group has dealt with fiscal aspects, which "
                "will not be reopened.",
            ),
        ),
        Action(
            number="58.6",
            title="Follow-up to the recommendations of project groups which have completed their work",
            objectives=(Use(3, METHODS),),
            indicators=(
                Indicator("Table of recommendations and of their state of implementation"),
                Indicator("Yearly presentation of the table to the CCWP", "submission"),
            ),
            outcomes=("Recommendations are implemented or formally abandoned",),
            parties=(Party("COM", ("organisation/com",)), Party("Member States", ("group/member-states",))),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_EACH = each(FIVE, box=_BOX)
_THREE = some(FIVE, own=3, box=_BOX)
_LATE = Row(
    (
        *("#title", "number", "title", "#objectives", "+", "objectives", "#indicators", "#outcomes", "#parties"),
        *("indicators", "outcomes", "parties", *_BOX),
    ),
    collapsed=2,
)

LAYOUT = Layout(
    rows=(_EACH, _THREE, _LATE, _EACH, _EACH, _THREE),
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicator",
        OUTCOMES: "Possible outcomes",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference",
    },
    page_mark=" ",
    item_mark="({n})",
    closing=(";", "."),
    party_mark="-",
    list_mark="-",
    list_mark_alone=True,
    objective_mark="•",
    number_form="{number}",
    periods="numeric",
    headings_of_sections="{heading}",
    footnotes="lost",
    prose_width=100,
    box_width=158,
)
