"""The invented sixty-third plan: an ordinary paper close to the fifth, rows in two orders, footnote numbers lost."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import FIVE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, each, headings_first

METHODS = "To examine new methods of detection and investigation and to make them available to all customs services"
EXCHANGE = "To speed up the exchange of information and intelligence between customs authorities"
AGENCIES = "To intensify cooperation with police, border and health authorities"

PLAN = Plan(
    ordinal=63,
    first_day=date(2009, 7, 1),
    last_day=date(2010, 12, 31),
    title_tail="the Council Resolution of 2 October 2003 on a strategy for customs cooperation",
    based_on=("act/council-resolution-2003",),
    meetings=(date(2009, 2, 26), date(2009, 4, 7)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "In its Resolution of 2 October 2003 on a strategy for customs cooperation",
            Note(1),
            " the Council called for a common approach to the fight against cross-border crime. Pursuant to the "
            "strategy itself",
            Note(2),
            ", the CCWP is to translate that approach into practice by means of successive plans.",
        ),
        (
            "The ",
            Earlier(61, date(2006, 7, 1), date(2007, 12, 31), 3),
            " and the ",
            Earlier(62, date(2008, 1, 1), date(2009, 6, 30), 4),
            " have been completed, with the exception of one project group whose report is still under discussion.",
        ),
        (
            "When preparing the ",
            Own(),
            ", the drafting group had before it eleven proposals from eight delegations as well as the organised "
            "crime threat assessment",
            Note(5),
            " for 2009. Six of those proposals have been retained.",
        ),
    ),
    notes=(
        Body("OJ C 247, 15.10.2003, p. 1", journal="OJ C 247, 2003-10-15, 1"),
        Body("11167/5/03 REV 5 ENFOCUSTOM 29 ENFOPOL 84", document="ST-11167-2003-REV-5"),
        Body("10466/2/06 REV 2 ENFOCUSTOM 50", document="ST-10466-2006-REV-2"),
        Body("15904/1/07 REV 1 ENFOCUSTOM 119", document="ST-15904-2007-REV-1"),
        Body("8301/09 CRIMORG 54 ENFOPOL 79 (to be issued)", document="ST-8301-2009-INIT"),
    ),
    outlook=(
        (
            "The ",
            Own(),
            " concentrates on the areas in which, according to the replies to a questionnaire, joint action by the "
            "customs authorities promises the greatest benefit.",
        ),
    ),
    work_areas=("passenger traffic", "trade in prohibited goods", "mutual assistance", "protection of consumers"),
    objectives=(METHODS, EXCHANGE, AGENCIES),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "A project group is set up for each action on the basis of a mandate agreed by the CCWP.",
            "The mandate determines the composition of the group and the date of its final report.",
        ),
        (
            "Where an action cannot be started within the first nine months, the CCWP decides whether to maintain it.",
            "This does not affect the right of any delegation to propose further initiatives.",
        ),
    ),
    actions=(
        Action(
            number="63.1",
            title="To harmonise the treatment of couriers who conceal drugs inside the body",
            objectives=(Use(1, METHODS), Use(3, AGENCIES)),
            indicators=(
                Indicator("Comparison of national provisions on medical examinations"),
                Indicator("Set of minimum standards concerning safety and human dignity"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Fewer medical emergencies in custody",
                "Suspicion is founded on profiles which have been validated",
                "Closer contacts with hospitals in the vicinity of airports",
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("EMCDDA", (), unknown=True),
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
            ),
            terms=(
                "The number of so-called swallowers arriving from West Africa and the Caribbean has grown steadily "
                "since 2006. Some Member States rely on X-rays, others on urine tests or on mere observation, and a "
                "number of courier deaths have been reported. The project group will take as its point of departure "
                "the findings of ",
                Ref("Action 61.2", "61.2"),
                " (",
                Cite(
                    "12744/3/07 REV 3 ENFOCUSTOM 88 CORDROGUE 51",
                    "ST-12744-2007-REV-3",
                    ("ENFOCUSTOM 88", "CORDROGUE 51"),
                ),
                ") and will invite forensic physicians to its meetings.",
            ),
        ),
        Action(
            number="63.2",
            title="To assess controls of general aviation at aerodromes where customs are not permanently present",
            objectives=(Use(1, METHODS), Use(2, EXCHANGE), Use(3, AGENCIES)),
            indicators=(
                Indicator("List of aerodromes open to international traffic"),
                Indicator("Report, analysis and recommendations to the CCWP", "submission"),
            ),
            outcomes=(
                "Flight plans are made available to customs in advance",
                "Unannounced controls become feasible at short notice",
            ),
            parties=(
                Party("Border guards", ("group/border-guards",)),
                Party("Eurocontrol", (), unknown=True),
                Party("FRONTEX", ("organisation/frontex",)),
            ),
            terms=(
                "More than two thousand aerodromes in the Union are used by private aircraft, yet fewer than one in "
                "ten is staffed. Reference is made to the conclusions of the seminar held in Faro (",
                Cite("6612/09 ENFOCUSTOM 17 + COR 1", "ST-6612-2009-INIT", ("ENFOCUSTOM 17",), corrigenda=(1,)),
                ") and to ",
                Ref("Action 7", "7", plan=2),
                " of the second Action Plan.",
            ),
        ),
        Action(
            number="63.3",
            title="To combat the importation of bushmeat in the luggage of travellers",
            objectives=(Use(3, "To intensify cooperation with health authorities", whole=False),),
            indicators=(Indicator("Information leaflet and training module, approval by the CCWP", "approval"),),
            outcomes=("Officers are familiar with the risks for animal and public health",),
            parties=(
                Party("COM (DG SANCO)", ("organisation/com",), unknown=True),
                Party("CITES Management Authorities", (), unknown=True),
            ),
            terms=(
                "An exercise carried out at two airports revealed that five tonnes of meat of wild animals arrive "
                "each week. In most cases the meat is destroyed without the species having been determined.",
            ),
        ),
        Action(
            number="63.4",
            title="To increase the number of entries in the customs files identification database (FIDE)",
            objectives=(Use(2, EXCHANGE),),
            indicators=(
                Indicator("Statistics for each Member State"),
                Indicator("Survey of legal and technical obstacles"),
                Indicator("Survey to be submitted to the CCWP", "submission"),
                Indicator("Approval by the CCWP of guidelines for the keeping of the database", "approval"),
            ),
            outcomes=("Investigations into the same persons are no longer conducted in isolation",),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Joint Supervisory Authority", (), unknown=True),
            ),
            terms=(
                "The database went live in September 2008. So far nine Member States have recorded data in it; the "
                "reasons given by the others are set out in ",
                Cite("5510/1/09 REV1 – ENFOCUSTOM 6", "ST-5510-2009-REV-1", ("ENFOCUSTOM 6",)),
                " and, as regards data protection, in ",
                Cite("7098/09 ENFOCUSTOM 24 COR 1", "ST-7098-2009-COR-1", ("ENFOCUSTOM 24",)),
                ". In accordance with the recommendations of ",
                Ref("Actions 60.1", "60.1"),
                ", ",
                Ref("61.4", "61.4"),
                " and ",
                Ref("62.6", "62.6"),
                ", the group is to find out (a) who feeds the database, (b) who consults it and (c) what is gained "
                "by doing so.",
            ),
        ),
        Action(
            number="63.5",
            title="Development of risk indicators for counterfeit and unauthorised plant protection products",
            objectives=(Use(1, METHODS), Use(2, EXCHANGE)),
            indicators=(Indicator("Set of risk indicators"), Indicator("Joint operation of limited duration")),
            outcomes=("Improved selection of consignments", "Reliable estimate of the scale of the problem"),
            terms=(
                "Producers put the share of illegal products at up to seven per cent of the market. This figure has "
                "been called into question.",
            ),
        ),
        Action(
            number="63.6",
            title="To review the legal status of khat and the consequences for customs cooperation",
            objectives=(Use(2, EXCHANGE), Use(3, AGENCIES)),
            indicators=(Indicator("Overview, report to the CCWP", "submission"),),
            outcomes=(
                "Transit consignments are dealt with consistently",
                "A decision can be taken on the usefulness of a joint operation",
            ),
            parties=(Party("Europol", ("organisation/europol",)), Party("WCO", ("organisation/wco",))),
            terms=(
                "Khat is prohibited in fifteen Member States and freely sold in others. The leaves lose their "
                "effect within days, which explains the preference for air freight and fast vehicles. The note "
                "from the Danish and Swedish delegations (",
                Cite("16023/2/08 ENFOCUSTOM 124 REV 2", "ST-16023-2008-REV-2", ("ENFOCUSTOM 124",)),
                ") contains details. Since ",
                Ref("Action [62.3]", "62.3"),
                " did not cover stimulants of plant origin, no overlap is to be expected.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_EACH, _FIRST = each(FIVE, box=_BOX), headings_first(FIVE, box=_BOX)

LAYOUT = Layout(
    rows=(_FIRST, _EACH, _EACH, _FIRST, _EACH, _FIRST),
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    page_mark=" ",
    footer=("8640/09 MD/ic {page}", "DG H 3B EN"),
    item_mark="({n})",
    closing=(";", "."),
    party_mark="-",
    list_mark="-",
    objective_mark="•",
    number_form="{number}",
    periods="numeric",
    footnotes="lost",
    prose_width=98,
    box_width=150,
    hyphenated=True,
)
