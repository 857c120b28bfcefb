"""The invented sixty-ninth plan: headings once in one line, leads and deadlines, objectives by their own numbers."""

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

COLUMNS = (TITLE, LEAD, OBJECTIVES, INDICATORS, OUTCOMES, TIMETABLE, PARTIES)

EAST = "To strengthen controls along the eastern land border"
EXCISE = "To combat fraud in excise goods at every stage of production and distribution"
JUSTICE = "To intensify cooperation with police and judicial authorities"
SKILLS = "To raise the level of training of officers engaged in enforcement"

PLAN = Plan(
    ordinal=69,
    first_day=date(2012, 1, 1),
    last_day=date(2013, 6, 30),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and "
    "the Stockholm Programme",
    based_on=("act/council-resolution-2009", "act/stockholm-programme"),
    meetings=(date(2011, 9, 14), date(2011, 10, 18)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "By its Resolution on a reinforced strategy for customs cooperation",
            Note(1),
            " the Council confirmed that customs authorities are partners on an equal footing with the other "
            "services responsible for internal security. The internal security strategy of 2010",
            Note(2),
            " reached the same conclusion.",
        ),
        (
            "The ",
            Earlier(67, date(2009, 1, 1), date(2010, 6, 30), 3),
            " and the ",
            Earlier(68, date(2010, 7, 1), date(2011, 12, 31)),
            " were shaped by the entry into force of the Treaty of Lisbon. The final reports on the latter are "
            "expected in the first half of 2012.",
        ),
        (
            "The ",
            Own(),
            " was prepared by experts from Poland, Denmark and Cyprus. It benefited from a seminar held in Białystok "
            "and from contributions by the Commission",
            Note(4),
            ".",
        ),
    ),
    notes=(
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
        Body("Doc. 7120/10 CO EUR-PREP 8 JAI 182", document="ST-7120-2010-INIT"),
        Body("10204/3/08 REV 3 ENFOCUSTOM 58", document="ST-10204-2008-REV-3"),
        Body("COM(2011) 324 final"),
    ),
    outlook=(
        ("Each action is coordinated by one or two delegations.",),
        ("Deadlines have been agreed with them; they may be extended by the CCWP in duly justified cases.",),
    ),
    work_areas=("land borders", "excise fraud", "law enforcement cooperation", "training"),
    objectives=(EAST, EXCISE, JUSTICE, SKILLS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Delegations wishing to take part in an action inform the coordinator within six weeks.",
            "The Commission, Europol and Eurojust are invited to all meetings.",
        ),
        ("Final reports do not exceed twenty pages, annexes excluded.",),
        ("The present document does not affect the allocation of competences under national law.",),
    ),
    actions=(
        Action(
            number="69.1",
            title="To compare control methods for passenger cars at border crossing points",
            lead="Poland",
            objectives=(Use(1, EAST), Use(4, SKILLS)),
            indicators=(
                Indicator("Visits to six crossing points"),
                Indicator("Catalogue of hiding places by make and model"),
                Indicator("Report and recommendations, approval by the CCWP", "approval"),
            ),
            outcomes=(
                "Vehicles are selected according to common criteria",
                "Queues are shortened for other travellers",
            ),
            timetable="by the end of October 2012",
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("EUBAM", (), unknown=True),
            ),
            terms=(
                "Cigarettes are carried in petrol tanks, sills, spare wheels and, increasingly, in double roofs. What "
                "is known at one crossing point is often discovered anew at the next. The visits scheduled under ",
                Ref("Action 68.2", "68.2"),
                " could not take place for budgetary reasons (",
                Cite("12934/1/11 REV 1 ENFOCUSTOM 83 FRONT 94", "ST-12934-2011-REV-1", ("ENFOCUSTOM 83", "FRONT 94")),
                ") and should now be carried out.",
            ),
        ),
        Action(
            number="69.2",
            title="To reveal the illicit manufacture of cigarettes inside the Union",
            lead="Ireland and Spain",
            objectives=(Use(2, EXCISE), Use(3, JUSTICE)),
            indicators=(
                Indicator("Survey of factories closed down since 2007"),
                Indicator(
                    "Checklist for the dismantling of machinery, presented to and adopted by the CCWP", "adoption"
                ),
            ),
            outcomes=("Machinery does not return to the market",),
            timetable="fifteen months from the approval of the mandate",
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (OLAF, DG TAXUD)", ("organisation/com", "organisation/olaf", "organisation/dg-taxud")),
                Party("SECI Center", (), unknown=True),
            ),
            terms=(
                "Twenty-two factories were discovered in 2010 alone. Tobacco, filters, paper and glue were supplied by "
                "companies which claimed to know nothing. As stated in ",
                Cite(
                    "8339/2/11 REV 2 ENFOCUSTOM 41 CRIMORG 52 + COR 1",
                    "ST-8339-2011-REV-2",
                    ("ENFOCUSTOM 41", "CRIMORG 52"),
                    (1,),
                ),
                ", machines seized in one Member State have been found in another two years later. The project group "
                "should take account of the work on raw tobacco performed under ",
                Ref("Actions 65.1", "65.1"),
                " and ",
                Ref("67.6", "67.6"),
                ".",
            ),
        ),
        Action(
            number="69.3",
            title="Practical guide to the involvement of customs in joint investigation teams",
            lead="Netherlands",
            objectives=(Use(3, JUSTICE),),
            indicators=(Indicator("Practical guide, to be approved by COPEN", "approval", by="organisation/copen"),),
            outcomes=(
                "Customs expertise is available from the first day of an investigation",
                "Teams are set up more quickly",
            ),
            timetable="June 2013",
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Europol", ("organisation/europol",)),
                Party("CEPOL", ("organisation/cepol",)),
            ),
            terms=(
                "In eleven Member States customs may not be a member of a team in their own right. The guide will set "
                "out ways of associating them none the less. It will draw on the manual contained in ",
                Cite("15790/11 COPEN 298 ENFOPOL 363", "ST-15790-2011-INIT", ("COPEN 298", "ENFOPOL 363")),
                " and on ",
                Ref("Action 4", "4", plan=2),
                " of the second Action Plan.",
            ),
        ),
        Action(
            number="69.4",
            title="To monitor movements of denatured alcohol under the excise movement and control system",
            lead="Czech Republic",
            objectives=(Use(2, "To combat fraud in excise goods", whole=False),),
            indicators=(
                Indicator("Laboratory comparison of denaturing agents"),
                Indicator("Interim report to the CCWP", "submission"),
            ),
            outcomes=("Recovery of spirit from screen wash and biocides is noticed earlier",),
            timetable="by 31 December 2012",
            parties=(Party("Commission (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),),
            terms=(
                "Completely denatured alcohol moves without an electronic document as soon as it is packed for retail "
                "sale.",
            ),
        ),
        Action(
            number="69.5",
            title="To develop a curriculum on the questioning of drivers",
            lead="Germany and Latvia",
            objectives=(Use(4, SKILLS),),
            indicators=(
                Indicator("Curriculum and two pilot courses at Rīga"),
                Indicator("Evaluation of the courses, tabled at the CCWP", "submission"),
            ),
            outcomes=("Inconsistent statements are recognised", "Courses are repeated by national academies"),
            timetable="spring 2013",
            parties=(
                Party("European Police College", ("organisation/cepol",)),
                Party("Geneva Centre for Security Policy", (), unknown=True),
            ),
            terms=(
                "An officer rarely has more than ninety seconds to form an impression. Methods used in aviation "
                "security cannot be transferred to a lane full of lorries; still, some of their elements deserve to "
                "be tried. The recommendations in ",
                Cite("9066/2/10 ENFOCUSTOM 41 REV 2", "ST-9066-2010-REV-2", ("ENFOCUSTOM 41",)),
                " on joint training apply.",
            ),
        ),
        Action(
            number="69.6",
            title="To examine the use of rail wagons for smuggling across the broad gauge border",
            lead="Lithuania",
            objectives=(Use(1, EAST), Use(3, JUSTICE)),
            indicators=(
                Indicator("Risk profiles for six types of wagon"),
                Indicator("Final report, presented to the CCWP and approved by it", "approval"),
            ),
            outcomes=(
                "Wagons are examined before bogies are changed",
                "Railway undertakings report irregularities to a single contact point",
            ),
            timetable="second half of 2012",
            parties=(
                Party("European Railway Agency", (), unknown=True),
                Party("Border guards", ("group/border-guards",)),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "Iron ore, fertiliser and timber arrive in wagons which are never fully unloaded in the sight of an "
                "officer. Seizures made in 2010 and 2011 are listed in ",
                Cite(
                    "14471/11 ENFOCUSTOM 99 + ADD 1 + ADD 2", "ST-14471-2011-INIT", ("ENFOCUSTOM 99",), addenda=(1, 2)
                ),
                ". ",
                Ref("Action [68.7]", "68.7"),
                " was to deal with the matter but did not find a coordinator.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, number=("number", "+"), box=(f"#{TERMS}>{TERMS}",)),),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        LEAD: "Coordinator(s)",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Expected effects",
        TIMETABLE: "Time frame",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference:",
    },
    headings="once",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="_" * 42,
    row_pages=False,
    page_lines=48,
    page_mark="\f",
    header=("14866/1/11 REV 1 AL/kb {page}", "DG H 2B EN"),
    item_mark="{n})",
    closing=(";", "."),
    party_mark="–",
    list_mark="–",
    list_mark_alone=False,
    own_numbers=True,
    objective_mark="{n})",
    number_form="{number}",
    periods="months",
    numerals=True,
    headings_of_sections="{number}. {upper}",
    footnotes="bodies",
    prose_width=90,
    box_width=112,
    decomposed=True,
)
