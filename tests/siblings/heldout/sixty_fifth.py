"""The invented sixty-fifth plan: headings on every page, letters for items, timetables, a column of note numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TIMETABLE, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, INDICATORS, OUTCOMES, TIMETABLE, PARTIES)

SECURITY = "To enhance the contribution of customs to the internal security of the Union"
ONLINE = "To respond to the growth of illicit trade on the open internet and on hidden networks"
SERVICES = "To foster cooperation between customs, police and judicial authorities"

PLAN = Plan(
    ordinal=65,
    first_day=date(2015, 7, 1),
    last_day=date(2016, 12, 31),
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2015, 1, 28), date(2015, 3, 18), date(2015, 3, 19)),
    forwarded_to=("COPEN", "organisation/copen"),
    introduction=(
        (
            "The attacks of January 2015 have altered the political context in which customs authorities operate. In "
            "a joint statement",
            Note(1),
            " ministers called for systematic use of all available databases and for a more effective fight against "
            "trafficking in firearms.",
        ),
        (
            "The ",
            Earlier(63, date(2012, 7, 1), date(2013, 12, 31)),
            " and the ",
            Earlier(64, date(2014, 1, 1), date(2015, 6, 30), 2),
            " had been drawn up under different circumstances. Nonetheless, a number of their recommendations remain "
            "relevant and have been incorporated into the ",
            Own(),
            ".",
        ),
        (
            "Account has also been taken of the EU strategy for customs risk management",
            Note(3),
            " and of the conclusions reached by the directors-general at their meeting in Riga.",
        ),
    ),
    notes=(
        Body("5855/15 JAI 57 ENFOPOL 21", document="ST-5855-2015-INIT"),
        Body("17433/1/13 REV 1 ENFOCUSTOM 198", document="ST-17433-2013-REV-1"),
        Body("12644/14 UD 208 ENFOCUSTOM 95", document="ST-12644-2014-INIT"),
    ),
    outlook=(
        (
            "Compared with its predecessor, the ",
            Own(),
            " attaches greater weight to security than to revenue.",
        ),
        ("The timetable is indicative and counts from the day on which the mandate is approved.",),
    ),
    work_areas=("internal security", "illicit trade online", "inter-agency cooperation"),
    objectives=(SECURITY, ONLINE, SERVICES),
    rules=(
        ("The implementation of this Action Plan is the responsibility of the CCWP.",),
        ("Project groups consist of experts from at least four Member States.",),
        (
            "Reports are discussed by the CCWP before they are transmitted to other bodies.",
            "They do not necessarily reflect the position of each Member State.",
        ),
    ),
    actions=(
        Action(
            number="65.1",
            title="To improve the detection of firearms and their components in parcel traffic",
            objectives=(Use(1, SECURITY), Use(2, ONLINE)),
            indicators=(
                Indicator("Analysis of seizures reported by the Member States since 2012"),
                Indicator("Manual on the recognition of components"),
                Indicator("Manual to be presented to the CCWP for approval", "approval"),
            ),
            outcomes=(
                "Express carriers report suspicious consignments",
                "Seized weapons are traced as a matter of routine",
            ),
            timetable="12 months",
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("European Firearms Experts", (), unknown=True),
                Party("COM (DG Home, DG TAXUD)", ("organisation/com", "organisation/dg-home", "organisation/dg-taxud")),
            ),
            terms=(
                "Deactivated weapons can be bought without formality in several Member States and restored to working "
                "order elsewhere. The project group will examine how parcels may be selected without delaying "
                "legitimate trade. It will have regard to ",
                Cite(
                    "15911/2/13 REV 2 ENFOCUSTOM 172 ENFOPOL 361",
                    "ST-15911-2013-REV-2",
                    ("ENFOCUSTOM 172", "ENFOPOL 361"),
                ),
                " and to the outcome of ",
                Ref("Action 63.2", "63.2"),
                ".",
            ),
        ),
        Action(
            number="65.2",
            title="To monitor sales of drugs and forged documents on hidden marketplaces",
            objectives=(Use(2, ONLINE),),
            indicators=(
                Indicator("Overview of units, tools and legal powers"),
                Indicator("Joint monitoring exercise lasting five days"),
                Indicator("Report on the exercise, presented to LEWP", "submission", by="organisation/lewp"),
            ),
            outcomes=("Vendors are linked with consignments found at sorting centres",),
            timetable="15 months",
            parties=(
                Party("EC3", (), unknown=True),
                Party("LEWP", ("organisation/lewp",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "When one marketplace is closed down, its customers move on to the next within days. According to "
                "the recommendations of ",
                Ref("Action 64.4", "64.4"),
                " (",
                Cite("6240/1/15 REV1 – ENFOCUSTOM 14", "ST-6240-2015-REV-1", ("ENFOCUSTOM 14",)),
                "), customs should therefore concentrate on vendors and on the post.",
            ),
        ),
        Action(
            number="65.3",
            title="To strengthen the role of customs in police and customs cooperation centres",
            objectives=(Use(3, SERVICES), Use(1, SECURITY)),
            indicators=(
                Indicator("Visits to six centres"),
                Indicator("Inventory of best practice"),
                Indicator("Recommendations submitted to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Customs officers are present in all centres",
                "Requests are answered within the time limits",
                "Statistics on customs matters are kept separately",
            ),
            timetable="9 months",
            parties=(
                Party("law enforcement bodies", ("group/law-enforcement-authorities",)),
                Party("Schengen Evaluation Working Party", (), unknown=True),
            ),
            terms=(
                "Of the forty-two centres in operation, nineteen have no customs officer on their staff. The "
                "question was touched upon in ",
                Ref("Actions 62.5", "62.5"),
                " and ",
                Ref("63.6", "63.6"),
                ", and the guidelines in ",
                Cite("13815/3/08 ENFOCUSTOM 103 REV 3", "ST-13815-2008-REV-3", ("ENFOCUSTOM 103",)),
                " should be brought up to date. Contributions from Slovenia and Luxembourg have been announced.",
            ),
        ),
        Action(
            number="65.4",
            title="Threat assessment concerning fenethylline tablets",
            objectives=(Use(1, SECURITY),),
            indicators=(Indicator("Threat assessment submitted to the CCWP", "submission"),),
            outcomes=("Consignments in transit to the Arabian Peninsula are identified",),
            timetable="6 months",
            parties=(
                Party("EMCDDA", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "Eleven million tablets were seized in a single container. Whether the proceeds serve to finance "
                "terrorism has not been established.",
            ),
        ),
        Action(
            number="65.5",
            title="To facilitate the use of evidence obtained by customs in proceedings under the European "
            "Investigation Order",
            objectives=(Use(3, "To foster cooperation between customs and judicial authorities", whole=False),),
            indicators=(
                Indicator("Questionnaire on the status of customs authorities"),
                Indicator("Guide for practitioners, approval by COPEN", "approval", by="organisation/copen"),
            ),
            outcomes=(
                "Customs authorities know when to apply the Naples II Convention and when to apply the Directive",
                "Evidence is less frequently declared inadmissible",
            ),
            timetable="18 months",
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("European Judicial Network", (), unknown=True),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Directive 2014/41/EU has to be transposed by 22 May 2017. In some Member States customs conduct "
                "criminal investigations in their own right, in others they act on behalf of the prosecutor. The "
                "note ",
                Cite(
                    "8790/14 COPEN 129 ENFOCUSTOM 60 + COR 1 + COR 2",
                    "ST-8790-2014-INIT",
                    ("COPEN 129", "ENFOCUSTOM 60"),
                    corrigenda=(1, 2),
                ),
                " describes the various systems. ",
                Ref("Action 10", "10", plan=3),
                " of the third Action Plan dealt with a similar question.",
            ),
        ),
        Action(
            number="65.6",
            title="To exchange information on hoverboards and chargers which do not comply with safety rules",
            objectives=(Use(2, ONLINE), Use(3, SERVICES)),
            indicators=(
                Indicator("List of models found to be dangerous"),
                Indicator("Contact points in market surveillance authorities"),
            ),
            outcomes=("Dangerous products are stopped at the point of entry",),
            timetable="12 months",
            parties=(
                Party("customs administrations", ("group/customs-authorities",)),
                Party("PROSAFE", (), unknown=True),
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number>title", *COLUMNS[1:], f"#{TERMS}", "+", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Title of the action",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Expected results",
        TIMETABLE: "Time frame",
        PARTIES: "Other stakeholders",
        TERMS: "Terms of reference:",
    },
    headings="pages",
    annex_heading="ANNEX",
    row_pages=True,
    page_lines=44,
    page_mark="\f",
    header=("Council of the European Union",),
    footer=("7355/15 AN/mvk {page}", "DG D 1C EN"),
    item_mark="({a})",
    closing=(",", "."),
    party_mark="•",
    list_mark="•",
    list_mark_alone=True,
    objective_mark="–",
    number_form="{number}",
    periods="days",
    section_pages=True,
    headings_of_sections="{number}. {heading}",
    footnotes="column",
    end_rule=False,
    prose_width=94,
    box_width=120,
    no_break_spaces=True,
)
