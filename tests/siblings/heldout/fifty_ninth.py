"""The invented fifty-ninth plan: headings in one line on all pages, a driver and a deadline for each action."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (TITLE, OBJECTIVES, LEAD, INDICATORS, TIMETABLE, OUTCOMES, PARTIES)

FIREARMS = "To step up the fight against trafficking in firearms and their essential components"
MONEY = "To detect undeclared cash and the laundering of money through trade"
PARCELS = "To reinforce the supervision of postal and express consignments"
SERVICES = "To improve the interplay between customs, police and border guards"

PLAN = Plan(
    ordinal=59,
    first_day=date(2017, 1, 1),
    last_day=date(2018, 6, 30),
    title_tail="the Naples II Convention",
    based_on=("act/naples-ii",),
    meetings=(date(2016, 9, 8), date(2016, 9, 9), date(2016, 10, 13)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "The attacks of 2015 and 2016 have drawn attention to the supply of weapons and to the means by which "
            "terrorist groups finance themselves. Customs are responsible for the supervision of goods and of cash "
            "at the external borders; their knowledge is nevertheless not called upon in every Member State.",
        ),
        (
            "Against this background the ",
            Own(),
            " continues the work begun under the ",
            Earlier(57, date(2013, 1, 1), date(2014, 12, 31)),
            " and the ",
            Earlier(58, date(2015, 1, 1), date(2016, 12, 31), 1),
            ". It is consistent with the renewed European Union Internal Security Strategy",
            Note(2),
            " and with the EU Strategy and Action Plan for customs risk management.",
        ),
        (
            "The Convention on mutual assistance and cooperation between customs administrations",
            Note(3),
            " applies to all actions.",
        ),
    ),
    notes=(
        Body("12871/4/14 REV 4 ENFOCUSTOM 98", document="ST-12871-2014-REV-4"),
        Body("9798/15 JAI 442 COSI 67", document="ST-9798-2015-INIT"),
        Body("OJ C 24, 23.1.1998, p. 2", journal="OJ C 24, 1998-01-23, 2"),
    ),
    outlook=(("Each action is entrusted to a driver, who convenes the group and reports on its progress.",),),
    work_areas=("firearms", "cash and financial crime", "parcels", "multi-agency cooperation"),
    objectives=(FIREARMS, MONEY, PARCELS, SERVICES),
    rules=(
        ("The implementation of this Action Plan is the responsibility of the CCWP.",),
        (
            "Drivers submit a progress report, not exceeding two pages, in the middle of each semester.",
            "Where a deadline cannot be met, the driver proposes a new one and gives the reasons.",
        ),
        ("Costs may be borne by the Internal Security Fund under the conditions of Regulation (EU) No 513/2014.",),
    ),
    actions=(
        Action(
            number="59.1",
            title="To exchange ballistic and tracing data on firearms seized by customs",
            objectives=(Use(1, FIREARMS), Use(4, SERVICES)),
            lead="France",
            indicators=(
                Indicator("Survey of storage and tracing procedures"),
                Indicator("Minimum data set for seizures"),
                Indicator("Minimum data set approved by the CCWP", "approval"),
            ),
            timetable="30 September 2017",
            outcomes=(
                "All weapons seized are traced as a matter of routine",
                "Links between seizures become apparent",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("European Firearms Experts", (), unknown=True),
                Party("COM (DG HOME)", ("organisation/com", "organisation/dg-home")),
            ),
            terms=(
                "When a firearm is discovered by customs, it is handed over to the police, and the customs service "
                "concerned seldom learns where it came from. The situation is described in ",
                Cite(
                    "10139/1/16 REV 1 ENFOCUSTOM 88 ENFOPOL 174",
                    "ST-10139-2016-REV-1",
                    ("ENFOCUSTOM 88", "ENFOPOL 174"),
                ),
                ". The group will (1) collect the procedures in force, (2) agree upon the data to be recorded and (3) "
                "determine to whom these are to be sent. Deactivated weapons within the meaning of Regulation (EU) "
                "2015/2403 are included.",
            ),
        ),
        Action(
            number="59.2",
            title="To analyse declarations of cash lodged repeatedly by the same travellers",
            objectives=(Use(2, MONEY),),
            lead="Germany and Italy",
            indicators=(
                Indicator("Typology of couriers"),
                Indicator("Strategic analysis of three years of declarations, report to the CCWP", "submission"),
            ),
            timetable="31 March 2018",
            outcomes=(
                "Financial intelligence units receive information which they can use",
                "Declarations are no longer regarded as a mere formality",
            ),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("EU FIUs’ Platform", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Under Regulation (EC) No 1889/2005, travellers carrying EUR 10 000 or more have to lodge a "
                "declaration. Some of them do so several times per month, always correctly and always for a third "
                "party. ",
                Ref("Action 57.4", "57.4"),
                " (",
                Cite(
                    "15410/2/14 REV 2 ENFOCUSTOM 122 EF 299 + COR 1",
                    "ST-15410-2014-REV-2",
                    ("ENFOCUSTOM 122", "EF 299"),
                    (1,),
                ),
                ") dealt with penalties, ",
                Ref("Action 58.2", "58.2"),
                " with detection dogs.",
            ),
        ),
        Action(
            number="59.3",
            title="To gather experience with invoices showing excessive or insufficient values",
            objectives=(Use(2, "To detect undeclared cash", whole=False), Use(4, SERVICES)),
            lead="United Kingdom",
            indicators=(
                Indicator("Case studies from at least nine Member States"),
                Indicator("Indicators for risk analysis, submitted to the CCWP for adoption", "adoption"),
            ),
            timetable="30 June 2018",
            outcomes=("Customs and tax inspectors examine such invoices together",),
            parties=(
                Party("Eurofisc", (), unknown=True),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
            ),
            terms=(
                "Value may be transferred abroad without a bank by paying too much for goods of little worth. The "
                "phenomenon is known from reports of the Financial Action Task Force, but has rarely been examined "
                "from the point of view of customs (",
                Cite("6622/16 ENFOCUSTOM 31", "ST-6622-2016-INIT", ("ENFOCUSTOM 31",)),
                ").",
            ),
        ),
        Action(
            number="59.4",
            title="To assess the electronic advance data supplied by postal operators in third countries",
            objectives=(Use(3, PARCELS),),
            lead="Netherlands",
            indicators=(
                Indicator("Measurement of completeness and accuracy during eight weeks"),
                Indicator("Recommendations to postal operators"),
                Indicator("Final report presented to the CCWP", "submission"),
            ),
            timetable="31 December 2017",
            outcomes=(
                "Parcels can be selected before they arrive",
                "Operators are aware of what is expected of them",
            ),
            parties=(
                Party("International Post Corporation", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "The description of the contents most frequently used is “gift”, followed by “sample” and by an empty "
                "field. Whereas ",
                Ref("Action 58.6", "58.6"),
                " (",
                Cite("8845/16 ADD 1 ENFOCUSTOM 66", "ST-8845-2016-ADD-1", ("ENFOCUSTOM 66",)),
                ") started from the parcels, the present action starts from the data. Privacy issues are addressed in ",
                Cite("11003/3/15 ENFOCUSTOM 80 REV 3", "ST-11003-2015-REV-3", ("ENFOCUSTOM 80",)),
                " and will not be discussed again.",
            ),
        ),
        Action(
            number="59.5",
            title="Involvement of customs in hotspots and in joint patrols at the external border",
            objectives=(Use(4, SERVICES),),
            lead="Greece",
            indicators=(
                Indicator("Inventory of tasks which customs may take over"),
                Indicator("Inventory submitted to COPEN", "submission", by="organisation/copen"),
            ),
            timetable="30 June 2017",
            outcomes=("Goods accompanying migrants and vessels used by smugglers are examined",),
            parties=(
                Party("European Border and Coast Guard Agency", ("organisation/frontex",)),
                Party("EASO", (), unknown=True),
                Party("law enforcement bodies", ("group/law-enforcement-authorities",)),
            ),
        ),
        Action(
            number="59.6",
            title="To prepare customs services for the use of passenger name records",
            objectives=(Use(4, SERVICES), Use(1, FIREARMS), Use(2, MONEY)),
            lead="Belgium",
            indicators=(
                Indicator("Model of cooperation with passenger information units"),
                Indicator("Training module"),
                Indicator("Endorsement of the model by the CCWP", "approval"),
            ),
            timetable="25 May 2018",
            outcomes=(
                "Customs are represented in the units from the outset",
                "Requests are answered within one working day",
            ),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COM (DG HOME)", ("organisation/com", "organisation/dg-home")),
            ),
            terms=(
                "Directive (EU) 2016/681 has to be transposed by 25 May 2018. Customs offences are covered only in so "
                "far as they appear in the list annexed to it. In the light of ",
                Ref("Actions 57.1", "57.1"),
                " and ",
                Ref("58.5", "58.5"),
                ", which were devoted to crews and baggage respectively, the question of purpose limitation will be "
                "examined with particular care; see also ",
                Cite("7331/2/16 REV2 – ENFOCUSTOM 45", "ST-7331-2016-REV-2", ("ENFOCUSTOM 45",)),
                ".",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS),),
    columns=COLUMNS,
    labels={
        TITLE: "Activity",
        OBJECTIVES: "Strategic goal(s)",
        LEAD: "Driver",
        INDICATORS: "Deliverable(s)",
        TIMETABLE: "Deadline",
        OUTCOMES: "Expected benefit(s)",
        PARTIES: "Associated partners",
        TERMS: "Scope and purpose",
    },
    headings="pages",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="",
    row_pages=False,
    page_lines=44,
    page_mark="\f",
    header=("12004/2/16 REV 2 FR/mj {page}",),
    footer=("DGD 1C EN",),
    item_mark="{a})",
    closing=(";", "."),
    party_mark="–",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="{number}",
    ordinals="figures",
    periods="months",
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=90,
    box_width=112,
    no_break_spaces=True,
)
