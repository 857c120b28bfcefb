"""The invented forty-fifth plan: headings once, one below the other; joined letters, soft hyphens, no notes."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (TITLE, TIMETABLE, OBJECTIVES, PARTIES, OUTCOMES, INDICATORS)

RIVERS = "To bring barges and inland ports within the reach of customs controls"
LEVIES = "To prevent the evasion of agricultural duties and tariff quotas"
GAMES = "To confiscate gambling devices and lottery tickets of unlawful origin"

PLAN = Plan(
    ordinal=45,
    first_day=date(2060, 1, 1),
    last_day=date(2061, 12, 31),
    title_tail="the Stockholm Programme",
    based_on=("act/stockholm-programme",),
    meetings=(date(2059, 3, 18), date(2059, 5, 6), date(2059, 6, 3)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Eleven thousand barges ply the waterways between Constanța and Antwerp. In the official statistics of "
            "customs offices they hardly figure, for neither the ",
            Earlier(43, date(2057, 1, 1), date(2058, 6, 30)),
            " nor any plan before it dealt with inland navigation.",
        ),
        (
            "Upon the expiry of the ",
            Earlier(44, date(2058, 7, 1), date(2059, 12, 31)),
            " the working party turns to the rivers, to the fields beside them and, finally, to the gaming halls. "
            "Field offices in Szeged and Köln influenced the draft of the ",
            Own(),
            " by their first-hand findings.",
        ),
    ),
    notes=(),
    outlook=(
        (
            "Officials from the field will be offered a seat in each group. It is their difficulties, not those of "
            "headquarters, which the ",
            Own(),
            " sets out to remove.",
        ),
    ),
    work_areas=("inland waterways", "agricultural levies", "gambling"),
    objectives=(RIVERS, LEVIES, GAMES),
    rules=(
        ("Implementation of this Action Plan is a matter for the CCWP.",),
        ("Groups meet where the work is done, be it on a quay or in a warehouse.",),
        (
            "A final product of any action should fit on ten pages.",
            "Photographs and figures do not count towards that limit.",
        ),
        ("Insufficient participation is notified to the Presidency, which looks for a substitute.",),
    ),
    actions=(
        Action(
            number="45.1",
            title="To notify the arrival of barges at unattended berths",
            timetable="until September 2060",
            objectives=(Use(1, RIVERS),),
            parties=(
                Party("Danube Commission", (), unknown=True),
                Party("Customs authorities", ("group/customs-authorities",)),
                Party("COM (DG TAXUD, DG MOVE)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
            ),
            outcomes=("Officers reach the berth before the hatch is lifted", "Skippers file one notification only"),
            indicators=(
                Indicator("Chart of three hundred unattended berths"),
                Indicator("Notification form approved by the CCWP", "approval"),
            ),
            terms=(
                "A barge may moor wherever there is a bollard. According to ",
                Cite("6440/1/58 REV 1 ENFOCUSTOM 31 TRANS 77", "ST-6440-2058-REV-1", ("ENFOCUSTOM 31", "TRANS 77")),
                ", two berths out of three have never been visited by customs. The chart will first be drawn up for "
                "the Danube, the Rhine and the Elbe; other rivers follow if sufficient means are left.",
            ),
        ),
        Action(
            number="45.2",
            title="Specific controls of double hulls and ballast tanks on river vessels",
            timetable="nine months",
            objectives=(Use(1, RIVERS), Use(3, GAMES)),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("Central Commission for the Navigation of the Rhine", (), unknown=True),
            ),
            outcomes=("Hidden compartments are found without a dry dock",),
            indicators=(
                Indicator("Four days of joint controls"),
                Indicator("Endoscopes tested on twelve hulls"),
                Indicator("Recommendations, to be tabled at the CCWP", "submission"),
            ),
            terms=(
                "Between the outer and the inner hull there is room for a lorry load of cigarettes. The endoscopes "
                "procured under ",
                Ref("action 38.5", "38.5"),
                " are too short; longer ones were described in ",
                Cite("9904/2/57 ENFOCUSTOM 79 REV 2", "ST-9904-2057-REV-2", ("ENFOCUSTOM 79",)),
                ".",
            ),
        ),
        Action(
            number="45.3",
            title="To follow sugar, garlic and mushrooms from the quota to the shelf",
            timetable="February 2060 – May 2061",
            objectives=(Use(2, LEVIES),),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Commission (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("FAO", (), unknown=True),
            ),
            outcomes=(
                "Quotas are exhausted by genuine imports",
                "Licences held by letter-box firms are withdrawn",
                "Differences between declared and sold quantities are explained",
            ),
            indicators=(
                Indicator("Isotope profiles of garlic from five origins"),
                Indicator("Report and conclusions, submitted to the CCWP for adoption", "adoption"),
            ),
            terms=(
                "Five per cent of the importers hold four fifths of the licences. As early as ",
                Cite("14006/1/07 REV 1 ENFOCUSTOM 103 AGRI 341", "ST-14006-2007-REV-1", ("ENFOCUSTOM 103", "AGRI 341")),
                " it was suspected that most of them have the same owner. The findings of ",
                Ref("Actions 33.2", "33.2"),
                ", ",
                Ref("33.5", "33.5"),
                " and ",
                Ref("40.3", "40.3"),
                " (",
                Cite("12118/55 ENFOCUSTOM 112 + COR 3", "ST-12118-2055-INIT", ("ENFOCUSTOM 112",), (3,)),
                ") will be taken further.",
            ),
        ),
        Action(
            number="45.4",
            title="Simplified identification of rigged slot machines",
            timetable="June 2060",
            objectives=(Use(3, "To confiscate gambling devices", whole=False),),
            parties=(Party("Gaming Regulators European Forum", (), unknown=True),),
            outcomes=("Officers need no specialist to recognise a rigged machine",),
            indicators=(Indicator("Flip book with fifty photographs"), Indicator("Half-day course in ten offices")),
        ),
        Action(
            number="45.5",
            title="To classify blends of honey and syrup",
            timetable="18 months",
            objectives=(Use(2, LEVIES),),
            outcomes=("Uniform classification in every office", "Beekeepers suffer no unfair competition"),
            indicators=(
                Indicator("Classification guide"),
                Indicator(
                    "Adoption of the guide by the Customs Union Group",
                    "adoption",
                    by="organisation/customs-union-group",
                ),
            ),
            terms=(
                "Syrup made from rice cannot be told from honey by taste. “Sufficient affinity” is the only criterion "
                "offered by ",
                Cite("7329/59 ENFOCUSTOM 48", "ST-7329-2059-INIT", ("ENFOCUSTOM 48",)),
                ", and it has not been defined.",
            ),
        ),
        Action(
            number="45.6",
            title="To trace the proceeds of lottery tickets sold on ferries",
            timetable="from the first quarter of 2061",
            objectives=(Use(3, GAMES), Use(1, RIVERS)),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("OLAF", ("organisation/olaf",)),
                Party("other international organisations", ("group/international-organisations",)),
            ),
            outcomes=("Profits are frozen before the ferry returns",),
            indicators=(
                Indicator("Flow chart of payments"),
                Indicator("Study of three cases"),
                Indicator("Final paper to the CCWP", "submission"),
            ),
            terms=(
                "Tickets of a lottery that does not exist are sold at sea, where nobody feels responsible. ",
                Ref("Action 7", "7", plan=2),
                " of the second Action Plan was confined to airports. Its report is no longer available, but excerpts "
                "are reproduced in ",
                Cite("11721/3/58 REV3 – ENFOCUSTOM 96", "ST-11721-2058-REV-3", ("ENFOCUSTOM 96",)),
                ".",
            ),
        ),
        Action(
            number="45.7",
            title="To confirm by telephone what river pilots have observed",
            timetable="throughout the plan",
            objectives=(Use(1, RIVERS),),
            parties=(Party("border guards", ("group/border-guards",)), Party("MS", ("group/member-states",))),
            outcomes=("Observations are followed up within one day", "Pilots receive an answer"),
            indicators=(
                Indicator("Common telephone number"),
                Indicator("Yearly overview presented to CATS", "submission", by="organisation/cats"),
            ),
            terms=("Pilots see a great deal and are rarely asked.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}>{TERMS}",)),),
    columns=COLUMNS,
    labels={
        TITLE: "ACTIVITY",
        TIMETABLE: "TIME FRAME",
        OBJECTIVES: "STRATEGIC OBJECTIVE",
        PARTIES: "PARTICIPANTS",
        OUTCOMES: "EXPECTED IMPACT",
        INDICATORS: "INDICATORS OF PERFORMANCE",
        TERMS: "REMIT:",
    },
    headings="once",
    annex_heading="ANNEX II",
    row_rule="#" * 24,
    row_pages=False,
    page_lines=49,
    page_mark="",
    header=("7001/2/59 REV 2 IB/vo", "LIMITE EN"),
    footer=("ANNEX II {page}",),
    item_mark="–",
    closing=(",", "."),
    party_mark="*",
    list_mark="o",
    objective_mark="{n})",
    number_form="{last}.",
    periods="years",
    headings_of_sections="{number}) {upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=80,
    box_width=94,
    straight_quotes=True,
    soft_hyphens=True,
    ligatures=True,
)
