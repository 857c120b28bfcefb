"""The invented sixty-seventh plan: states of play, indicators beside outcomes in some rows, bullets, numbered notes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, STATUS, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

BORDER = "To protect the eastern external border against smuggling by unconventional means"
SUBSTANCES = "To restrict the supply of synthetic drugs and of substances misused as intoxicants"
SANCTIONS = "To ensure the effective enforcement of restrictive measures"
DATA = "To make better use of customs data for law enforcement purposes"

PLAN = Plan(
    ordinal=67,
    first_day=date(2026, 1, 1),
    last_day=date(2027, 6, 30),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2025, 9, 4), date(2025, 9, 30)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Hybrid threats, online trade and an unprecedented supply of synthetic drugs confront the customs "
            "authorities of the Member States with tasks which none of them is able to perform alone. The internal "
            "security strategy",
            Note(1),
            " presented in April 2025 acknowledges this.",
        ),
        (
            "The ",
            Own(),
            " continues the work begun under the ",
            Earlier(66, date(2024, 7, 1), date(2025, 12, 31), 2),
            " and pays heed to the remarks made by delegations in writing",
            Note(3),
            " and at both meetings of the drafting group.",
        ),
    ),
    notes=(
        Body("7750/25 JAI 404 COSI 58", document="ST-7750-2025-INIT"),
        Body("8833/4/24 REV 4 ENFOCUSTOM 71", document="ST-8833-2024-REV-4"),
        Body("Compiled by the Danish Presidency and circulated on 18 August 2025"),
    ),
    outlook=(
        ("The state of play is that of 1 October 2025.",),
        ("Actions whose preparation is already under way were given priority.",),
    ),
    work_areas=("border security", "synthetic drugs", "restrictive measures", "data"),
    objectives=(BORDER, SUBSTANCES, SANCTIONS, DATA),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Interim results are presented at least once per Presidency.",
            "Delegations not taking part in an action may comment on them.",
        ),
        ("Priority is given to deliverables which can be used by officers in the field.",),
    ),
    actions=(
        Action(
            number="67.1",
            title="To counter the smuggling of cigarettes by balloon",
            status="in preparation",
            objectives=(Use(1, BORDER),),
            indicators=(
                Indicator("Record of launches and landings"),
                Indicator("Joint patrols in two border regions"),
                Indicator("Report to be approved by the CCWP", "approval"),
            ),
            outcomes=(
                "Flights are detected before they reach controlled airspace",
                "Collectors are apprehended",
            ),
            parties=(
                Party("Frontex", ("organisation/frontex",)),
                Party("EUROCONTROL", (), unknown=True),
                Party("border guards", ("group/border-guards",)),
            ),
            terms=(
                "Several hundred balloons carrying cigarettes crossed the border in 2024, and airports had to be "
                "closed on a number of occasions. The balloons are cheap, silent and hard to see on radar. The "
                "project group will bring together customs, border guards and air traffic control, as suggested in ",
                Cite("6044/1/25 REV 1 ENFOCUSTOM 19 FRONT 42", "ST-6044-2025-REV-1", ("ENFOCUSTOM 19", "FRONT 42")),
                ".",
            ),
        ),
        Action(
            number="67.2",
            title="To regulate the supply chain of nitrous oxide cylinders",
            status="ongoing",
            objectives=(Use(2, SUBSTANCES), Use(4, DATA)),
            indicators=(
                Indicator("Survey of imports by consignee"),
                Indicator("Conclusions of the survey, submitted to the CCWP", "submission"),
            ),
            outcomes=("Large cylinders are no longer sold to minors", "Retailers can be identified"),
            parties=(
                Party("EUDA", (), unknown=True),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "Nitrous oxide is used in the catering trade. Its misuse causes lasting damage to the nervous system "
                "and the number of patients admitted to hospital is rising. Legislation differs widely, see the "
                "table attached to ",
                Ref("Action 66.3", "66.3"),
                " (",
                Cite("11502/2/24 REV2 – ENFOCUSTOM 104", "ST-11502-2024-REV-2", ("ENFOCUSTOM 104",)),
                ").",
            ),
        ),
        Action(
            number="67.3",
            title="To prevent the evasion of restrictive measures by means of luxury vehicles",
            status="agreed in principle",
            objectives=(Use(3, SANCTIONS), Use(1, BORDER)),
            indicators=(
                Indicator("List of consignees outside the Union"),
                Indicator("Red flags for export declarations"),
                Indicator("Adoption of the red flags by the CCWP", "adoption"),
            ),
            outcomes=(
                "Vehicles bound for third countries are held until the buyer is known",
                "Dealers exercise due diligence",
            ),
            parties=(
                Party("COM (DG FISMA)", ("organisation/com",), unknown=True),
                Party("Europol", ("organisation/europol",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            terms=(
                "Exports of motor vehicles to certain neighbouring countries have increased tenfold since 2021 without "
                "any corresponding growth in registrations. ",
                Ref("Actions 65.2", "65.2"),
                " and ",
                Ref("66.1", "66.1"),
                " dealt with machine tools and semiconductors; the method developed there (",
                Cite("9981/25 ENFOCUSTOM 77 RELEX 690", "ST-9981-2025-INIT", ("ENFOCUSTOM 77", "RELEX 690")),
                ") can be transferred to vehicles.",
            ),
        ),
        Action(
            number="67.4",
            title="To exchange reference spectra of nitazenes",
            status="ongoing",
            objectives=(Use(2, "To restrict the supply of synthetic drugs", whole=False),),
            indicators=(Indicator("Library of spectra"),),
            outcomes=("New substances are identified within a day",),
            parties=(Party("CLEN", (), unknown=True), Party("EU bodies", ("group/eu-bodies",))),
            terms=("Handheld devices recognise only what has been stored in their library.",),
        ),
        Action(
            number="67.5",
            title="To define the needs of investigators in respect of the EU Customs Data Hub",
            status="not yet begun",
            objectives=(Use(4, DATA), Use(3, SANCTIONS)),
            indicators=(
                Indicator("Catalogue of use cases"),
                Indicator("Opinion on access rights"),
                Indicator(
                    "Presentation of the catalogue to the Customs Union Group",
                    "submission",
                    by="organisation/customs-union-group",
                ),
            ),
            outcomes=("Law enforcement requirements are met from the outset", "Interfaces are tested in good time"),
            parties=(
                Party("EU Customs Authority", (), unknown=True),
                Party("European Commission", ("organisation/com",)),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            terms=(
                "The reform of the customs union provides for a single environment in which declarations, licences "
                "and control results are kept. Law enforcement came late to the design of earlier systems, as noted "
                "in ",
                Ref("action 60.8", "60.8"),
                " and, with regret, in ",
                Cite("14277/24 ENFOCUSTOM 131 COR 2", "ST-14277-2024-COR-2", ("ENFOCUSTOM 131",)),
                ". This should not happen again.",
            ),
        ),
        Action(
            number="67.6",
            title="To draw up a contingency plan for jammed positioning signals",
            status="in preparation",
            objectives=(Use(1, BORDER),),
            indicators=(
                Indicator("Measurements on board patrol vessels"),
                Indicator("Contingency plan, for adoption by the CCWP", "adoption"),
            ),
            outcomes=("Patrols continue without satellite navigation",),
            parties=(
                Party("parties at the external borders", ("group/parties-at-the-external-borders",)),
                Party("EUSPA", (), unknown=True),
            ),
        ),
    ),
)

_HEAD = ("#title", "#status", "number>title", "status", "#objectives", "objectives")
_TAIL = ("#parties", "parties", f"#{TERMS}>{TERMS}")
_BESIDE = Row((*_HEAD, "#indicators", "#outcomes", "indicators~outcomes", *_TAIL), tangle="apart", tangled_number=False)
_BELOW = Row((*_HEAD, "#indicators", "indicators", "#outcomes", "outcomes", *_TAIL))

LAYOUT = Layout(
    rows=(_BESIDE, _BELOW, _BESIDE, _BELOW, _BESIDE, _BELOW),
    columns=COLUMNS,
    labels={
        TITLE: "PROPOSED ACTION",
        STATUS: "STATE OF PLAY",
        OBJECTIVES: "STRATEGIC OBJECTIVE(S)",
        INDICATORS: "PERFORMANCE INDICATOR(S)",
        OUTCOMES: "POSSIBLE OUTCOME(S)",
        PARTIES: "OTHER PARTIES CONCERNED",
        TERMS: "TERMS OF REFERENCE:",
    },
    annex_heading="ANNEX",
    page_mark=" ",
    header=("12790/25 {page}",),
    item_mark="•",
    closing=("", ""),
    party_mark="•",
    list_mark="•",
    list_mark_alone=True,
    objective_mark="{n})",
    number_form="{number}",
    periods="numeric",
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    end_rule=False,
    prose_width=90,
    box_width=116,
    straight_quotes=True,
)
