"""The invented fifty-sixth plan: one line of headings above all rows, no notes, joined letters, three whole years."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, no_headings

COLUMNS = (TITLE, STATUS, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES)

PRINTED = "To respond to firearms and ammunition made on three-dimensional printers"
ISOTOPES = "To safeguard consignments of radioactive sources and industrial gases"
IMAGES = "To pool scanner images and to refine their automatic interpretation"
ISLANDS = "To strengthen the customs presence on islands and in the outermost regions"

PLAN = Plan(
    ordinal=56,
    first_day=date(2083, 1, 1),
    last_day=date(2085, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2082, 3, 19),),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "A firearm printed at home has no serial number, no manufacturer and no export licence. Confiscations at "
            "the external frontier have nevertheless risen fourfold since the adoption of the ",
            Earlier(54, date(2079, 7, 1), date(2080, 12, 31)),
            ", for the metal components still have to be sent by post.",
        ),
        (
            "It was not possible to insert this topic in the ",
            Earlier(55, date(2081, 1, 1), date(2082, 6, 30)),
            " at short notice. The ",
            Own(),
            " therefore gives it first place. It also reflects the wishes of the outermost regions, whose offices are "
            "staffed by as few as two officials.",
        ),
    ),
    notes=(),
    outlook=(
        (
            "Owing to the longer period of validity, some of the actions have already been launched while others have "
            "yet to find volunteers. The annex distinguishes between them.",
        ),
    ),
    work_areas=("firearms", "radioactive sources", "scanner images", "islands and outermost regions"),
    objectives=(PRINTED, ISOTOPES, IMAGES, ISLANDS),
    rules=(
        ("The CCWP bears responsibility for the implementation of this Action Plan.",),
        (
            "Halfway through, the CCWP may discontinue an action for lack of participants.",
            "The resources set free are offered to the remaining groups.",
        ),
        ("Files of seized weapons are exchanged by secure channels only.",),
    ),
    actions=(
        Action(
            number="56.1",
            title="To intercept barrels, bolts and firing pins sent as machine parts",
            status="launched",
            indicators=(
                Indicator("Photographic guide to metal components"),
                Indicator("Ten weeks of reinforced checks at mail centres"),
                Indicator("Results presented to the CCWP", "submission"),
            ),
            objectives=(Use(1, PRINTED),),
            outcomes=(
                "Components are recognised on the conveyor",
                "Buyers are visited before the weapon is assembled",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG Home, DG TAXUD)", ("organisation/com", "organisation/dg-home", "organisation/dg-taxud")),
                Party("Universal Postal Union", (), unknown=True),
            ),
            terms=(
                "The plastic frame is made in an afternoon; the barrel takes a lathe. Profiles established under ",
                Ref("Action 52.4", "52.4"),
                " (document ",
                Cite(
                    "5916/2/82 REV 2 ENFOCUSTOM 21 ENFOPOL 209", "ST-5916-2082-REV-2", ("ENFOCUSTOM 21", "ENFOPOL 209")
                ),
                ") will be refined with the help of manufacturers of genuine components.",
            ),
        ),
        Action(
            number="56.2",
            title="Voluntary arrangements with suppliers of files and filaments",
            status="no lead yet",
            indicators=(Indicator("Code of conduct, adoption by the CCWP", "adoption"),),
            objectives=(Use(1, PRINTED), Use(3, "To pool scanner images", whole=False)),
            outcomes=("Suspicious orders are notified",),
            parties=(
                Party("European Internet Forum", (), unknown=True),
                Party("LEWP", ("organisation/lewp",)),
            ),
            terms=(
                "Nothing obliges a website to withhold the drawing of a trigger. Where goodwill has been lacking, "
                "publicity has helped: see ",
                Cite("5621/80 ENFOCUSTOM 12 + COR 1 + COR 2", "ST-5621-2080-INIT", ("ENFOCUSTOM 12",), (1, 2)),
                ".",
            ),
        ),
        Action(
            number="56.3",
            title="To locate orphan sources in consignments of steel turnings",
            status="launched",
            indicators=(
                Indicator("Alarm thresholds for portals"),
                Indicator("Telephone chain, tested twice a year"),
                Indicator("Guidance note approved by the CCWP", "approval"),
            ),
            objectives=(Use(2, ISOTOPES),),
            outcomes=(
                "Drivers and officers are not exposed unnecessarily",
                "A source is in safe hands within a day",
                "Foundries are spared costly accidents",
            ),
            parties=(
                Party("International Atomic Energy Agency", (), unknown=True),
                Party("COM", ("organisation/com",)),
                Party("Border guards", ("group/border-guards",)),
            ),
            terms=(
                "Portals react to bananas, tiles and patients alike. Thresholds vary from one Member State to the "
                "next, with the consequence that the same lorry is waved through here and evacuated there. The paper ",
                Cite("14418/1/81 REV 1 ENFOCUSTOM 139 ATO 66", "ST-14418-2081-REV-1", ("ENFOCUSTOM 139", "ATO 66")),
                " compares nineteen sets of instructions. It was compiled under ",
                Ref("Action 50.1", "50.1"),
                ", following the example of ",
                Ref("Action 7.6", "7.6", plan=7),
                " of the seventh Action Plan.",
            ),
        ),
        Action(
            number="56.4",
            title="To check cylinders of helium and neon for concealed compartments",
            status="start postponed to 2084",
            indicators=(
                Indicator("Comparison of tare weights"),
                Indicator("Working paper, report to COPEN", "submission", by="organisation/copen"),
            ),
            objectives=(Use(2, ISOTOPES), Use(4, ISLANDS)),
            outcomes=("Cylinders need not be drilled",),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("European Industrial Gases Association", (), unknown=True),
            ),
        ),
        Action(
            number="56.5",
            title="To create a common collection of annotated scanner images",
            status="launched",
            indicators=(
                Indicator("Two million images from eleven administrations"),
                Indicator("Rate of false alarms, measured every quarter"),
                Indicator("Technical report to be submitted to the CCWP", "submission"),
            ),
            objectives=(Use(3, IMAGES),),
            outcomes=(
                "Software trained in one port works in another",
                "Small administrations benefit from the large ones",
            ),
            parties=(
                Party("eu-LISA", (), unknown=True),
                Party("Customs services", ("group/customs-authorities",)),
            ),
            terms=(
                "An image of a container of coffee means little unless somebody has written down that it was coffee. "
                "Annotation is tedious and has so far been left to trainees. The group will draw upon ",
                Ref("Actions 49.2", "49.2"),
                " and ",
                Ref("53.6", "53.6"),
                " and upon the format suggested in ",
                Cite("11730/3/79 REV3 – ENFOCUSTOM 106", "ST-11730-2079-REV-3", ("ENFOCUSTOM 106",)),
                ", which manufacturers are prepared to support.",
            ),
        ),
        Action(
            number="56.6",
            title="To rotate specialists among offices in the outermost regions",
            status="no lead yet",
            indicators=(
                Indicator("Sixteen secondments of eight weeks"),
                Indicator("Questionnaire for hosts and guests"),
            ),
            objectives=(Use(4, ISLANDS), Use(3, IMAGES)),
            outcomes=("Expertise reaches places which it seldom reached before",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COM (DG REGIO)", ("organisation/com",), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Distance is an ally of fraud. A request for a sniffer dog takes longer to answer than the ferry needs "
                "to unload (",
                Cite("6239/2/81 ENFOCUSTOM 29 REV 2", "ST-6239-2081-REV-2", ("ENFOCUSTOM 29",)),
                ").",
            ),
        ),
        Action(
            number="56.7",
            title="To monitor inter-island ferries and sailing schools",
            status="completed except for the report",
            indicators=(Indicator("Report on three summers, submitted to the CCWP", "submission"),),
            objectives=(Use(4, ISLANDS),),
            outcomes=("Patterns of travel are known", "Local police and customs act in concert"),
            parties=(
                Party("law enforcement bodies", ("group/law-enforcement-authorities",)),
                Party("FRONTEX", ("organisation/frontex",)),
            ),
            terms=(
                "Charter boats change crews on Saturdays, controls take place on Tuesdays. ",
                Ref("Action [46.2]", "46.2"),
                " proposed to reverse the order.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed initiative",
        STATUS: "Progress",
        INDICATORS: "Output indicators",
        OBJECTIVES: "Strategic objectives",
        OUTCOMES: "Possible results",
        PARTIES: "Cooperation partners",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    headings="once",
    headings_in_line=True,
    row_rule="-" * 48,
    row_pages=False,
    page_lines=46,
    page_mark="\f",
    header=("7702/3/82 REV 3",),
    footer=("LIMITE EN {page}",),
    item_mark="–",
    closing=(";", "."),
    party_mark="•",
    list_mark="*",
    list_mark_alone=False,
    objective_mark="{n})",
    number_form="{last}.",
    periods="years",
    numerals=True,
    section_pages=False,
    headings_of_sections="{number}. {upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=84,
    box_width=102,
    soft_hyphens=True,
    ligatures=True,
)
