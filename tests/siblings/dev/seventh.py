"""The invented seventh plan, printed as one running table: headings once, pages by length, headers and footers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, no_headings

KNOW = "To share knowledge of new threats and of the methods that answer them"
JOIN = "To carry out joint actions and to measure what they achieve"
REACH = "To deepen the work with police, border guards and the private sector"

PLAN = Plan(
    ordinal=7,
    first_day=date(2014, 7, 1),
    last_day=date(2015, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2014, 2, 11), date(2014, 2, 12)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Smugglers change their routes faster than plans are written. The ",
            Earlier(6, date(2013, 1, 1), date(2014, 6, 30), 1),
            " therefore left room for new tasks, and so does this one.",
        ),
        (
            "In its Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
            Note(2),
            " the Council asked for plans that can be measured. The drafting group has described each action of the ",
            Own(),
            " so that its success can be told from its failure.",
        ),
    ),
    notes=(
        Body("17284/12 ENFOCUSTOM 143", document="ST-17284-2012-INIT"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(("The actions were chosen by what they cost and by what they promise.",),),
    work_areas=("postal traffic", "cash controls", "use of data"),
    objectives=(KNOW, JOIN, REACH),
    rules=(
        (
            "The CCWP follows the implementation of the plan.",
            "Each project group reports once per Presidency.",
            "A group that has ended its work is dissolved.",
        ),
    ),
    actions=(
        Action(
            number="7.1",
            title="To describe how cash is hidden in freight and in vehicles",
            objectives=(Use(1, KNOW), Use(3, REACH)),
            indicators=(
                Indicator("Catalogue of hiding places with pictures"),
                Indicator("Report presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Officers know where to look",
                "More seizures of undeclared cash",
                "Fewer vehicles taken apart in vain",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (OLAF, DG Home)", ("organisation/com", "organisation/olaf", "organisation/dg-home")),
                Party("border guards", ("group/border-guards",)),
            ),
            terms=(
                "Cash is the pay of every illicit trade and it travels in the cars of couriers, in containers and in "
                "parcels. The project group will collect pictures and descriptions from the Member States. It will use "
                "the results of ",
                Ref("Action 5.1", "5.1"),
                " (",
                Cite("10771/13 ENFOCUSTOM 88 + ADD 1", "ST-10771-2013-INIT", ("ENFOCUSTOM 88",), addenda=(1,)),
                ") and of ",
                Ref("Action 6.1", "6.1"),
                " (",
                Cite("12001/1/13 REV 1 ENFOCUSTOM 101", "ST-12001-2013-REV-1", ("ENFOCUSTOM 101",)),
                ").",
            ),
        ),
        Action(
            number="7.2",
            title="To try a shared list of risky senders of parcels",
            objectives=(Use(2, JOIN),),
            indicators=(Indicator("Results of the trial, report to the CCWP", "submission"),),
            outcomes=("Risky parcels are recognised before they are delivered",),
            parties=(Party("WCO", ("organisation/wco",)), Party("LEWP", ("organisation/lewp",))),
            terms=(
                "Every Member State keeps a list of its own. Six of them will share theirs for six months and count "
                "the hits. The document ",
                Cite("6033/2/12 REV2 – ENFOCUSTOM 14", "ST-6033-2012-REV-2", ("ENFOCUSTOM 14",)),
                " could serve as starting point.",
            ),
        ),
        Action(
            number="7.3",
            title="To agree with carriers on early data about freight",
            objectives=(Use(1, KNOW), Use(2, JOIN), Use(3, REACH)),
            indicators=(
                Indicator("Model of an agreement"),
                Indicator("Recommendations to the CCWP, approval by the CCWP", "approval"),
            ),
            outcomes=("Data arrive before the goods",),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Europol", ("organisation/europol",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Carriers know what they carry long before it is declared. Some tell it to customs of their own "
                "will. The group will ask what they need in return and write down what both sides may expect.",
            ),
        ),
        Action(
            number="7.4",
            title="To count what joint customs operations cost and bring",
            objectives=(Use(2, JOIN),),
            indicators=(
                Indicator("Method of counting"),
                Indicator("Table of ten operations"),
                Indicator("Report to the CCWP", "submission"),
            ),
            outcomes=("Operations that are worth their cost",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Nobody knows what a joint operation costs. The final report of ",
                Ref("Action 4.3", "4.3", plan=4),
                " of the fourth Action Plan (",
                Cite("9010/2/11 REV 2 ENFOCUSTOM 40 CRIMORG 7", "ST-9010-2011-REV-2", ("ENFOCUSTOM 40", "CRIMORG 7")),
                ") proposed to count hours, seizures and follow-up cases.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(FIVE, box=(f"#{TERMS}", TERMS)),),
    labels={
        TITLE: "Action",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Expected results",
        PARTIES: "Partners",
        TERMS: "Terms of Reference:",
    },
    headings="once",
    headings_in_line=True,
    row_pages=False,
    page_lines=40,
    page_mark="\f",
    header=("8112/14 AB/cd {page}", "ANNEX DG H 2B LIMITE EN"),
    footer=("DG D 2B {page}",),
    item_mark="{n}.",
    loose_items=True,
    party_mark="–",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="Action {number}",
    ordinals="figures",
    periods="days",
    footnotes="bodies",
    prose_width=88,
    box_width=120,
    straight_quotes=True,
    hyphenated=True,
)
