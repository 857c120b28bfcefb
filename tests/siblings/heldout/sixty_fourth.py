"""The invented sixty-fourth plan: headings once, ordinals in figures, objectives under their own numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, LEAD, INDICATORS, OUTCOMES, PARTIES)

REVENUE = "To safeguard the financial interests of the Union and of its Member States"
DRUGS = "To disrupt the supply of illicit drugs by sea and by air"
FAKES = "To protect consumers and businesses against infringements of intellectual property rights"
TOOLS = "To promote the use of existing instruments of mutual assistance and to remove obstacles to their use"

PLAN = Plan(
    ordinal=64,
    first_day=date(2012, 1, 1),
    last_day=date(2013, 6, 30),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2011, 9, 15),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "At its meeting on 9 and 10 June 2011 the Council adopted conclusions on the fight against cross-border "
            "crime in the customs field",
            Note(1),
            ". They stress that resources are scarce and that duplication of effort has to be avoided.",
        ),
        (
            "The evaluation of the ",
            Earlier(63, date(2010, 7, 1), date(2011, 12, 31), 2),
            " showed that reports had on average been submitted seven months late. The same had been observed with "
            "regard to the ",
            Earlier(62, date(2009, 1, 1), date(2010, 6, 30), 3),
            ". The Polish Presidency therefore suggested a smaller number of actions, each with a Member State in "
            "charge.",
        ),
        ("The priorities set for the period from 2011 to 2013", Note(4), " have been taken into account."),
    ),
    notes=(
        Body("OJ C 180, 21.6.2011, p. 4", journal="OJ C 180, 2011-06-21, 4"),
        Body("9912/1/10 REV 1 ENFOCUSTOM 47", document="ST-9912-2010-REV-1"),
        Body("17210/2/08 REV 2 ENFOCUSTOM 142 JAI 718", document="ST-17210-2008-REV-2"),
        Body("Doc. 11050/11 JAI 396 COSI 46", document="ST-11050-2011-INIT"),
    ),
    outlook=(
        (
            "The ",
            Own(),
            " is based on proposals submitted by delegations in reply to document 10870/11 ENFOCUSTOM 61.",
        ),
        ("It does not prejudge the outcome of the discussions on the next financial framework.",),
    ),
    work_areas=("fiscal fraud", "illicit drugs", "intellectual property", "mutual assistance"),
    objectives=(REVENUE, DRUGS, FAKES, TOOLS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan and monitors its progress.",),
        (
            "The Member State leading an action reports orally to each meeting of the CCWP.",
            "Written contributions are welcome but not obligatory.",
        ),
        ("Final reports should not exceed fifteen pages.",),
        (
            "Six months before the expiry of the Action Plan, the Presidency in office takes stock of the results.",
            "On that occasion, delegations may put forward ideas for a successor.",
        ),
    ),
    actions=(
        Action(
            number="64.1",
            title="To examine the abuse of customs procedure 42 for the evasion of value added tax",
            objectives=(Use(1, REVENUE), Use(4, TOOLS)),
            lead="Belgium",
            indicators=(
                Indicator("Analysis of forty cases of missing traders"),
                Indicator("Description of national verification procedures"),
                Indicator("Report and recommendations to be approved by the CCWP", "approval"),
            ),
            outcomes=(
                "Customs and tax administrations have access to the same data",
                "Losses of revenue are reduced",
            ),
            parties=(
                Party("Eurofisc", (), unknown=True),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Goods released under procedure 42 are exempt from tax if they are subsequently supplied to another "
                "Member State. The exemption lends itself to abuse, as the Court of Auditors has pointed out in a "
                "special report. The project group will build on ",
                Cite("14002/1/10 REV 1 ENFOCUSTOM 96 FISC 121", "ST-14002-2010-REV-1", ("ENFOCUSTOM 96", "FISC 121")),
                " and will liaise with the group set up under ",
                Ref("Action 63.5", "63.5"),
                ".",
            ),
        ),
        Action(
            number="64.2",
            title="To share experience in the detection of cocaine dissolved in liquids or absorbed by textiles",
            objectives=(Use(2, DRUGS),),
            lead="Spain and Portugal",
            indicators=(
                Indicator("Catalogue of methods of impregnation"),
                Indicator("Workshop for customs chemists"),
                Indicator("Catalogue presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Field tests are carried out in a uniform manner",),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("EMCDDA", (), unknown=True),
            ),
            terms=(
                "In the course of 2010, laboratories identified cocaine in wine, shampoo, fertiliser and blankets. "
                "Reference samples should be made available to dog handlers as well (",
                Cite("7713/11 ENFOCUSTOM 31 CORDROGUE 22", "ST-7713-2011-INIT", ("ENFOCUSTOM 31", "CORDROGUE 22")),
                ").",
            ),
        ),
        Action(
            number="64.3",
            title="To develop a common response to small consignments of counterfeit goods sent by post",
            objectives=(Use(3, FAKES), Use(1, REVENUE)),
            lead="Italy",
            indicators=(
                Indicator("Statistics covering at least twelve months"),
                Indicator("Exchange of views with right holders"),
                Indicator("Interim report to the CCWP", "submission"),
                Indicator("Final report, endorsement by the CCWP", "approval"),
            ),
            outcomes=(
                "The simplified destruction procedure is applied throughout the Union",
                "Consumers are aware of the consequences of buying counterfeit goods online",
                "Postal operators participate in risk analysis",
            ),
            parties=(
                Party("European Observatory on Counterfeiting and Piracy", (), unknown=True),
                Party("World Customs Organisation (WCO)", ("organisation/wco",)),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
            ),
            terms=(
                "Postal traffic accounts for sixty-two per cent of all detentions, but for less than two per cent of "
                "the articles detained. Costs for storage and destruction often exceed the value of the goods. "
                "Particular attention will be paid to medicines. See, in this context, the results of ",
                Ref("Actions 61.1", "61.1"),
                " and ",
                Ref("62.7", "62.7"),
                " as well as the working paper ",
                Cite(
                    "12219/11 ENFOCUSTOM 80 PI 99 + ADD 1",
                    "ST-12219-2011-INIT",
                    ("ENFOCUSTOM 80", "PI 99"),
                    addenda=(1,),
                ),
                ".",
            ),
        ),
        Action(
            number="64.4",
            title="To update the compendium of contact points for controlled deliveries",
            objectives=(Use(4, "To promote the use of existing instruments of mutual assistance", whole=False),),
            lead="Hungary",
            indicators=(Indicator("Compendium, approval by the CCWP", "approval"),),
            outcomes=("Competent services can be reached round the clock",),
            parties=(Party("MS", ("group/member-states",)),),
        ),
        Action(
            number="64.5",
            title="To study the feasibility of a permanent coordination unit for joint customs operations",
            objectives=(Use(4, TOOLS), Use(2, DRUGS)),
            lead="France",
            indicators=(
                Indicator("Estimate of costs and staff"),
                Indicator("Feasibility study forwarded to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=(
                "Operations are prepared more quickly and at lower cost",
                "Know-how is retained from one operation to the next",
            ),
            parties=(
                Party("European Anti-Fraud Office (OLAF)", ("organisation/olaf",)),
                Party("Law Enforcement Working Party", ("organisation/lewp",)),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "At present each operation is coordinated from premises which have to be found, equipped and "
                "vacated. The idea of a permanent unit was first mooted in ",
                Ref("Action 4.3", "4.3", plan=4),
                " of the 4th Action Plan. It met with reservations on grounds of cost (",
                Cite("16101/2/09 REV2 – ENFOCUSTOM 127", "ST-16101-2009-REV-2", ("ENFOCUSTOM 127",)),
                "), which the infrastructure now offered by OLAF might help to overcome.",
            ),
        ),
        Action(
            number="64.6",
            title="To improve controls of roll-on/roll-off traffic in the Baltic and the North Sea",
            objectives=(Use(2, DRUGS), Use(1, REVENUE)),
            lead="Denmark",
            indicators=(
                Indicator("Two joint control weeks"),
                Indicator("Evaluation of the control weeks, submission to the CCWP", "submission"),
            ),
            outcomes=("Vehicles are selected before the vessel berths", "Working methods become more uniform"),
            parties=(
                Party("Baltic Sea Task Force", (), unknown=True),
                Party("law enforcement authorities", ("group/law-enforcement-authorities",)),
            ),
            terms=("Ferries between two Member States are not subject to customs supervision as a matter of course.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number", "+", *COLUMNS, f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        OBJECTIVES: "Strategic objective(s)",
        LEAD: "Lead Member State",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Expected outcomes",
        PARTIES: "Other parties involved",
        TERMS: "Terms of Reference",
    },
    headings="once",
    annex_heading="ANNEX I",
    row_rule="_" * 50,
    row_pages=False,
    page_lines=52,
    page_mark="\f",
    header=("14250/11 LIMITE",),
    footer=("PB/ln {page}", "DG H 2B EN"),
    item_mark="{n}.",
    closing=(";", "."),
    party_mark="–",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="{n}.",
    own_numbers=True,
    number_form="Action {number}",
    ordinals="figures",
    periods="months",
    numerals=True,
    section_pages=False,
    headings_of_sections="{number}. {upper}",
    footnotes="bodies",
    prose_width=90,
    box_width=112,
)
