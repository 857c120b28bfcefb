"""The invented sixty-first plan: objectives beside indicators in some rows, leads, notes with a column of numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, LEAD, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

PORTS = "To protect ports and airports against infiltration by criminal networks"
HEALTH = "To prevent the entry of goods which endanger public health"
ANALYSIS = "To bring together data, analysts and investigators"

PLAN = Plan(
    ordinal=61,
    first_day=date(2021, 7, 1),
    last_day=date(2022, 12, 31),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation and the Treaty of Lisbon",
    based_on=("act/council-resolution-2009", "act/treaty-of-lisbon"),
    meetings=(date(2021, 2, 3), date(2021, 3, 10), date(2021, 4, 21)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The pandemic disrupted the implementation of the ",
            Earlier(60, date(2020, 1, 1), date(2021, 6, 30), 1),
            ". Meetings in person were cancelled, controls were suspended and officers were reassigned to the "
            "clearance of protective equipment. By written procedure",
            Note(2),
            ", the CCWP decided to discontinue three of the ten actions and to carry over a fourth.",
        ),
        (
            "At the same time, criminal networks adapted quickly. Masks without certification, falsified test kits "
            "and bogus offers of vaccines appeared on the market within weeks, while record quantities of cocaine "
            "were seized in the ports of the North Sea.",
        ),
        (
            "The lessons drawn from that period",
            Note(3),
            " have found their way into the ",
            Own(),
            ". It is the first to be prepared entirely by videoconference.",
        ),
    ),
    notes=(
        Body("13945/2/19 REV 2 ENFOCUSTOM 193", document="ST-13945-2019-REV-2"),
        Body("See the note from the General Secretariat of 12 June 2020"),
        Body("5874/1/21 REV 1 ENFOCUSTOM 17 JAI 92 (to be issued)", document="ST-5874-2021-REV-1"),
    ),
    outlook=(
        (
            "The priorities of the next EMPACT cycle, which are due to be set while the ",
            Own(),
            " is in force, may make it necessary to amend it.",
        ),
    ),
    work_areas=("critical infrastructure", "public health", "data analysis"),
    objectives=(PORTS, HEALTH, ANALYSIS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Meetings take place by videoconference, unless the subject requires the presence of the participants.",),
        (
            "The lead drafts the mandate within two months.",
            "The mandate names at least one deputy, so that work may proceed if the lead is unavailable.",
        ),
    ),
    actions=(
        Action(
            number="61.1",
            title="To study the theft of container release codes",
            lead="Netherlands",
            objectives=(Use(1, PORTS), Use(3, ANALYSIS)),
            indicators=(
                Indicator("Description of release procedures at seven ports"),
                Indicator("Analysis of at least thirty cases"),
                Indicator("Report and analysis submitted to the CCWP", "submission"),
            ),
            outcomes=("Codes are transmitted by secure means", "Thefts leave traces which can be followed"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("European Sea Ports Organisation", (), unknown=True),
                Party("COM (DG MOVE, OLAF)", ("organisation/com", "organisation/olaf"), unknown=True),
            ),
            terms=(
                "Whoever knows the code may collect the container. Codes are bought from employees, intercepted "
                "or simply guessed. The starting point is ",
                Cite("9377/2/20 REV 2 ENFOCUSTOM 96 COSI 131", "ST-9377-2020-REV-2", ("ENFOCUSTOM 96", "COSI 131")),
                ", in which several alternatives are outlined. Terminals, shipping companies and forwarding agents "
                "should be heard separately (",
                Cite("6011/21 ENFOCUSTOM 21 ADD 1", "ST-6011-2021-ADD-1", ("ENFOCUSTOM 21",)),
                ").",
            ),
        ),
        Action(
            number="61.2",
            title="To take stock of vetting and rotation of staff with access to scanners",
            lead="Belgium and France",
            objectives=(Use(1, PORTS),),
            indicators=(
                Indicator("Inventory of measures"),
                Indicator("Good practices to be adopted by the CCWP", "adoption"),
            ),
            outcomes=("Approaches by criminals are reported",),
            parties=(
                Party("Customs services", ("group/customs-authorities",)),
                Party("GRECO", (), unknown=True),
            ),
            terms=(
                "A scanner is of no use if the person who operates it looks away. Following a recommendation made "
                "under ",
                Ref("Action 60.2", "60.2"),
                ", which could not be put into practice because of the pandemic, the measures taken by twelve "
                "administrations are to be collected and, where possible, evaluated.",
            ),
        ),
        Action(
            number="61.3",
            title="To detect falsified vaccines, test kits and certificates in parcels and freight",
            lead="Italy",
            objectives=(Use(2, HEALTH), Use(3, "To bring together data", whole=False)),
            indicators=(
                Indicator("Weekly digest of seizures for the duration of the pandemic"),
                Indicator("Risk profile for each group of products"),
                Indicator("Final digest, report to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=(
                "Profiles are revised as soon as criminals change their methods",
                "Health authorities are alerted on the day of the seizure",
            ),
            parties=(
                Party("EMA", (), unknown=True),
                Party("COM (DG SANTE, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("Europol", ("organisation/europol",)),
                Party("World Customs Organization", ("organisation/wco",)),
            ),
            terms=(
                "More than four hundred million doses were offered to governments by persons who did not possess a "
                "single one. No genuine vaccine has been found outside the official supply chain. The project group "
                "takes up the results of ",
                Ref("Actions 58.3", "58.3"),
                " and ",
                Ref("59.4", "59.4"),
                " on falsified medicines as well as the guidance in ",
                Cite(
                    "8122/20 ENFOCUSTOM 79 SAN 148 + ADD 1 + ADD 2",
                    "ST-8122-2020-INIT",
                    ("ENFOCUSTOM 79", "SAN 148"),
                    addenda=(1, 2),
                ),
                " and ",
                Cite("8122/20 ENFOCUSTOM 79 SAN 148 COR 1", "ST-8122-2020-COR-1", ("ENFOCUSTOM 79", "SAN 148")),
                ".",
            ),
        ),
        Action(
            number="61.4",
            title="Disposal of unsafe protective equipment and chemicals under seizure",
            lead="Spain",
            objectives=(Use(2, HEALTH),),
            indicators=(Indicator("Handbook on disposal, approved by the CCWP", "approval"),),
            outcomes=("Warehouses are emptied before the end of 2022",),
            parties=(Party("Member States", ("group/member-states",)),),
        ),
        Action(
            number="61.5",
            title="To define the customs contribution to the analysis of encrypted communications",
            lead="France",
            objectives=(Use(3, ANALYSIS), Use(1, PORTS)),
            indicators=(
                Indicator("Catalogue of questions relevant to customs"),
                Indicator("Two workshops for analysts"),
                Indicator("Guidance for investigators, to be approved by COPEN", "approval", by="organisation/copen"),
            ),
            outcomes=(
                "References to goods and places are understood correctly",
                "Evidence is passed on in a form accepted by courts",
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Europol", ("organisation/europol",)),
                Party("COPEN", ("organisation/copen",)),
            ),
            terms=(
                "The dismantling of two providers in 2020 and 2021 yielded hundreds of millions of messages, many of "
                "which concern the movement of goods. Police analysts cannot be expected to recognise a transit number "
                "or the name of a berth. The legal opinion contained in ",
                Cite("10290/1/20 REV 1 JAI 655 ENFOCUSTOM 107", "ST-10290-2020-REV-1", ("JAI 655", "ENFOCUSTOM 107")),
                " is complemented by ",
                Ref("Action 9", "9", plan=4),
                " of the fourth Action Plan, on the admissibility of intercepted faxes.",
            ),
        ),
        Action(
            number="61.6",
            title="To prepare for the second release of the Import Control System",
            lead="Germany",
            objectives=(Use(3, ANALYSIS),),
            indicators=(
                Indicator("Needs of investigators as regards the data"),
                Indicator("Presentation of these needs to the CCWP", "submission"),
            ),
            outcomes=("Investigators are granted access from the first day",),
            parties=(
                Party("Commission (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("other Council working groups", ("group/council-working-groups",)),
            ),
            terms=(
                "From 1 March 2023 all carriers by air must lodge complete data. ",
                Cite("12450/3/19 REV3 – ENFOCUSTOM 166", "ST-12450-2019-REV-3", ("ENFOCUSTOM 166",)),
                " deplores that law enforcement was not consulted on the first release.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_FIRST = ("#title", "number", "title", "#lead", "lead")
_BESIDE = Row(
    (
        *_FIRST,
        *("#objectives", "#indicators", "objectives~indicators", "#outcomes", "outcomes", "#parties", "parties", *_BOX),
    ),
    tangle="apart",
    tangled_number=False,
)
_BELOW = Row(
    (
        *_FIRST,
        *("#objectives", "objectives", "#indicators", "indicators", "#outcomes", "outcomes", "#parties", "parties"),
        *_BOX,
    )
)

LAYOUT = Layout(
    rows=(_BESIDE, _BELOW, _BESIDE, _BELOW, _BESIDE, _BELOW),
    columns=COLUMNS,
    labels={
        TITLE: "PROPOSED ACTION",
        LEAD: "ACTION LEAD",
        OBJECTIVES: "STRATEGIC OBJECTIVE(S)",
        INDICATORS: "PERFORMANCE INDICATOR(S)",
        OUTCOMES: "EXPECTED RESULT(S)",
        PARTIES: "OTHER PARTIES TO BE CONSULTED",
        TERMS: "TERMS OF REFERENCE",
    },
    annex_heading="ANNEX",
    page_mark="\f",
    header=("7480/1/21 REV 1 BM/dp {page}", "JAI.1 EN"),
    item_mark="({a})",
    closing=(";", "."),
    party_mark="–",
    list_mark="•",
    list_mark_alone=True,
    objective_mark="({n})",
    number_form="{number}.",
    periods="days",
    headings_of_sections="{number}. {upper}",
    footnotes="column",
    prose_width=92,
    box_width=120,
    straight_quotes=True,
)
