"""The invented thirtieth plan: title and objectives side by side, own numbers, divided words, ligatures, notes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TIMETABLE, TITLE, Layout, Row, some

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES, TIMETABLE)

ORIGIN = "To verify preferential origin wherever there are grounds for suspicion"
DUTIES = "To prevent the evasion of anti-dumping and countervailing duties"
ANIMALS = "To enforce veterinary and phytosanitary requirements at the frontier"
METHOD = "To disseminate proven investigative methods"

PLAN = Plan(
    ordinal=30,
    first_day=date(2038, 7, 1),
    last_day=date(2039, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2038, 4, 13), date(2038, 4, 14)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Trade defence measures lose their effect if the goods concerned are rerouted through countries to which "
            "the measures do not apply. This was one of the principal conclusions drawn from the ",
            Earlier(29, date(2037, 1, 1), date(2038, 6, 30), 1),
            ".",
        ),
        (
            "The Council Resolution of 23 October 2009",
            Note(2),
            " calls for proportionate and well-coordinated measures. The ",
            Own(),
            " meets that requirement by combining desk research with field activities. It also responds to the "
            "observations of the Court of Auditors, which were discussed in June",
            Note(3),
            ".",
        ),
    ),
    notes=(
        Body("13982/4/36 REV 4 ENFOCUSTOM 119 JAI 871", document="ST-13982-2036-REV-4"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
        Body("9650/37 ENFOCUSTOM 81 UD 122", document="ST-9650-2037-INIT"),
    ),
    outlook=(
        ("Actions should produce tangible results within eighteen months.",),
        ("Wherever appropriate, existing structures are used in preference to new ones.",),
    ),
    work_areas=("preferential origin", "trade defence", "pets and plants", "investigative methods"),
    objectives=(ORIGIN, DUTIES, ANIMALS, METHOD),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Each action is led by one Member State.",
            "Where no Member State volunteers, the action is deemed to be withdrawn.",
        ),
        ("The Presidency monitors compliance with the timetable.",),
        ("Results are disclosed to third parties only with the prior consent of the CCWP.",),
    ),
    actions=(
        Action(
            number="30.1",
            title="To expose the transhipment of steel fasteners through assembly plants of convenience",
            objectives=(Use(2, DUTIES), Use(1, ORIGIN)),
            outcomes=(
                "Recovery of evaded duties",
                "Early warning as soon as production capacity and exports diverge",
            ),
            indicators=(
                Indicator("Satellite imagery of fourteen plants"),
                Indicator("Ranking of suspicious exporters"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("EPPO", (), unknown=True),
            ),
            timetable="July 2038 – March 2039",
            terms=(
                "Plants have been set up which export many times their capacity. Certificates are issued by chambers "
                "of commerce without any inspection of the premises. Having regard to ",
                Ref("Action 29.5", "29.5"),
                " (",
                Cite("8119/2/38 REV 2 ENFOCUSTOM 59 COMER 47", "ST-8119-2038-REV-2", ("ENFOCUSTOM 59", "COMER 47")),
                "), particular attention will be paid to plants whose shareholders reside in the country subject to "
                "the measures.",
            ),
        ),
        Action(
            number="30.2",
            title="To curb the trade in puppies accompanied by forged passports",
            objectives=(Use(3, ANIMALS),),
            outcomes=("Litters are traced to the breeder", "Kennels used for quarantine are identified beforehand"),
            indicators=(
                Indicator("Specimens of genuine passports"),
                Indicator("Two weekends of simultaneous road checks"),
                Indicator("Evaluation presented to the CCWP", "submission"),
            ),
            parties=(
                Party("Border guards", ("group/border-guards",)),
                Party("Europol", ("organisation/europol",)),
                Party("veterinary services", (), unknown=True),
            ),
            timetable="September 2038 – February 2039",
            terms=(
                "Puppies are transported in vans over distances of more than two thousand kilometres, without water "
                "and below the minimum age. Offenders face moderate fines. ",
                Cite("7533/37 ENFOCUSTOM 52 AGRI 201", "ST-7533-2037-INIT", ("ENFOCUSTOM 52", "AGRI 201")),
                " describes the prevailing itineraries.",
            ),
        ),
        Action(
            number="30.3",
            title="To disclose false declarations of solar modules",
            objectives=(Use(2, DUTIES), Use(4, METHOD)),
            outcomes=("Serial numbers are checked systematically",),
            indicators=(
                Indicator("Key to serial numbers of the leading manufacturers"),
                Indicator("Study submitted to the CCWP", "submission"),
            ),
            parties=(Party("COM", ("organisation/com",)), Party("WCO", ("organisation/wco",))),
            timetable="January 2039 – June 2039",
            terms=(
                "Serial numbers indicate the place of production, but mean nothing to officers who lack the key. The "
                "undertaking goes back to ",
                Ref("Action 3.4", "3.4", plan=5),
                " of the fifth Action Plan and to document ",
                Cite(
                    "10876/1/36 REV 1 ENFOCUSTOM 94 + COR 1 + ADD 1",
                    "ST-10876-2036-REV-1",
                    ("ENFOCUSTOM 94",),
                    corrigenda=(1,),
                    addenda=(1,),
                ),
                ".",
            ),
        ),
        Action(
            number="30.4",
            title="To compile a manual on interviewing crew members",
            objectives=(Use(4, METHOD),),
            outcomes=(
                "Interviews yield intelligence which can be exploited across frontiers",
                "Respect for procedural guarantees",
            ),
            indicators=(
                Indicator("Manual containing eighteen model interviews"),
                Indicator("Manual approved by COPEN", "approval", by="organisation/copen"),
            ),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COPEN", ("organisation/copen",)),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Frontex", ("organisation/frontex",)),
            ),
            timetable="October 2038 – May 2039",
        ),
        Action(
            number="30.5",
            title="To intercept invasive plants ordered from nurseries abroad",
            objectives=(Use(3, ANIMALS), Use(1, "To verify preferential origin", whole=False)),
            outcomes=("Nurseries cease to deliver to the Union", "Buyers are informed of ecological damage"),
            indicators=(
                Indicator("Illustrated key to forty species"),
                Indicator("Recommendations, adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("EFSA", (), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            timetable="March 2039 – September 2039",
            terms=(
                "Seeds and bulbs arrive in padded envelopes described as decoration. The number of envelopes exceeds "
                "the capacity of every plant health service. Screening by scent was examined in the framework of ",
                Ref("Action 28.4", "28.4"),
                "; its outcome (",
                Cite("12390/2/37 REV2 – ENFOCUSTOM 107", "ST-12390-2037-REV-2", ("ENFOCUSTOM 107",)),
                ") was inconclusive, and ",
                Ref("Action 29.2", "29.2"),
                " did not pursue the idea.",
            ),
        ),
        Action(
            number="30.6",
            title="Publication of rulings on origin annulled by national courts",
            objectives=(Use(1, ORIGIN),),
            outcomes=("Errors are not repeated",),
            indicators=(Indicator("Digest of judgments"), Indicator("Digest, report to the CCWP", "submission")),
            parties=(Party("Customs Union Group", ("organisation/customs-union-group",)),),
            timetable="June 2039 – December 2039",
            terms=("Judgments seldom become known outside the Member State concerned.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_REST = (
    *("#outcomes", "outcomes", "#indicators", "indicators", "#parties", "parties"),
    *("#timetable", "+", "timetable", *_BOX),
)
_APART = Row(("#title", "#objectives", "title~objectives", *_REST), tangle="apart")
_SHARED = Row(("#title", "#objectives", "title~objectives", *_REST), tangle="shared")
_ONE_BELOW = some(COLUMNS, own=4)

LAYOUT = Layout(
    rows=(_APART, _SHARED, _ONE_BELOW, _APART, _ONE_BELOW, _APART),
    columns=COLUMNS,
    labels={
        TITLE: "ACTION",
        OBJECTIVES: "OBJECTIVE(S)",
        OUTCOMES: "POSSIBLE OUTCOME(S)",
        INDICATORS: "PERFORMANCE INDICATOR(S)",
        PARTIES: "CONCERNED PARTIES",
        TIMETABLE: "TIMETABLE",
        TERMS: "TERMS OF REFERENCE:",
    },
    annex_heading="Annex",
    row_rule="- " * 20 + "-",
    row_pages=False,
    page_lines=54,
    page_mark=" ",
    header=("LIMITE",),
    footer=("7318/38 GC/ml {page}", "JAI.1 EN"),
    item_mark="({n})",
    closing=("", ""),
    party_mark="•",
    list_mark="▪",
    own_numbers=True,
    objective_mark="({n})",
    periods="months",
    headings_of_sections="{number}. {upper}",
    footnotes="bodies",
    prose_width=88,
    box_width=124,
    hyphenated=True,
    ligatures=True,
)
