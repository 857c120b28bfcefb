"""The invented fortieth plan, its period unsaid: leads paired with titles, no notes, unmarked pages, soft hyphens."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, LEAD, INDICATORS, OBJECTIVES, PARTIES, OUTCOMES)

SURPLUS = "To stem the diversion of military surplus and civil explosives"
TERMINALS = "To adapt controls to highly automated terminals"
JUDGMENT = "To shorten the interval between seizure and judgment"

PLAN = Plan(
    ordinal=40,
    first_day=date(2053, 1, 1),
    last_day=date(2053, 12, 31),
    period_in_title=False,
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2052, 6, 11), date(2052, 9, 24)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Terminals without staff have been opened in five ports since the ",
            Earlier(39, date(2051, 1, 1), date(2052, 12, 31)),
            " was approved. Neither the places of examination nor the routes of access correspond to those which "
            "officers were accustomed to.",
        ),
        (
            "The ",
            Own(),
            " marks the first occasion on which explosives of civil origin are dealt with. Experts from Gdańsk and "
            "Besançon contributed to its preparation.",
        ),
    ),
    notes=(),
    outlook=(("All actions are intended to be concluded within the calendar year.",),),
    work_areas=("surplus and explosives", "automated terminals", "judicial follow-up", "exchange of evidence"),
    objectives=(SURPLUS, TERMINALS, JUDGMENT),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "The Member State in the lead keeps a record of decisions.",
            "The record is open to inspection by any delegation.",
        ),
        ("Amendments to an action require the consent of the CCWP.",),
        ("Costs lie where they fall.",),
    ),
    actions=(
        Action(
            number="40.1",
            title="To trace detonators stolen from quarries and tunnel sites",
            lead="Portugal",
            indicators=(
                Indicator("Compendium of batch codes"),
                Indicator("Reconstruction of eleven thefts"),
                Indicator("Report and proposals submitted to the CCWP", "submission"),
            ),
            objectives=(Use(1, SURPLUS),),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("EU JHA agencies", ("group/eu-jha-agencies",)),
                Party("Federation of European Explosives Manufacturers", (), unknown=True),
            ),
            outcomes=("Thefts are announced to ports within six hours", "Batch codes can be read by handheld devices"),
            terms=(
                "Detonators fit into a trouser pocket and carry a code which is seldom recorded. The recommendations "
                "made in ",
                Cite(
                    "8205/2/51 REV 2 ENFOCUSTOM 62 ENFOPOL 144", "ST-8205-2051-REV-2", ("ENFOCUSTOM 62", "ENFOPOL 144")
                ),
                " remain to be put into effect.",
            ),
        ),
        Action(
            number="40.2",
            title="To reserve examination areas within automated terminals",
            lead="Netherlands and Denmark",
            indicators=(
                Indicator("Layout plans of eight terminals"),
                Indicator("Minimum requirements, to be adopted by the CCWP", "adoption"),
            ),
            objectives=(Use(2, TERMINALS), Use(3, JUDGMENT)),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("European Sea Ports Organisation", (), unknown=True),
            ),
            outcomes=("Containers can be opened without halting the cranes",),
            terms=(
                "Vehicles without drivers do not stop for an officer. Safety rules prohibit access on foot, so that "
                "a container must be conveyed to the gate, where its arrival is visible to everyone. Unlike ",
                Ref("Action 34.3", "34.3"),
                ", which was confined to seals, the project group will consider (1) where an area should be situated, "
                "(2) who may enter it and (3) how its cameras are to be protected. Documents ",
                Cite("10924/52 ENFOCUSTOM 97 TRANS 318", "ST-10924-2052-INIT", ("ENFOCUSTOM 97", "TRANS 318")),
                " and ",
                Cite("12377/1/51 REV 1", "ST-12377-2051-REV-1"),
                " contain drawings.",
            ),
        ),
        Action(
            number="40.3",
            title="To reduce delays in the forwarding of laboratory reports to prosecutors",
            lead="Slovakia",
            indicators=(
                Indicator("Average duration in twelve Member States"),
                Indicator("Presentation of the findings to COPEN", "submission", by="organisation/copen"),
            ),
            objectives=(Use(3, JUDGMENT),),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COPEN", ("organisation/copen",)),
                Party("EPPO", (), unknown=True),
            ),
            outcomes=("Charges are brought before custody expires", "Reports follow one pattern"),
            terms=(
                "On average, seventy-three days elapse (",
                Cite("9441/49 ENFOCUSTOM 78 + ADD 3", "ST-9441-2049-INIT", ("ENFOCUSTOM 78",), addenda=(3,)),
                "). Neither ",
                Ref("Action 23.1", "23.1"),
                " nor ",
                Ref("Action 4", "4", plan=3),
                " of the third Action Plan brought about any lasting change.",
            ),
        ),
        Action(
            number="40.4",
            title="Inventory of decommissioned armoured vehicles held by collectors",
            lead="Hungary",
            indicators=(Indicator("Inventory approved by the CCWP", "approval"),),
            objectives=(Use(1, "To stem the diversion of military surplus", whole=False),),
            outcomes=("Exports can be matched with known vehicles",),
            terms=("Collectors sell abroad without applying for a licence.",),
        ),
        Action(
            number="40.5",
            title="To examine recordings of remote crane operators",
            lead="Netherlands and Denmark",
            indicators=(Indicator("Legal opinion"), Indicator("Instructions for the safeguarding of recordings")),
            objectives=(Use(2, TERMINALS),),
            parties=(Party("customs services", ("group/customs-authorities",)),),
            outcomes=("Recordings are kept for ninety days", "Interference is detected"),
        ),
        Action(
            number="40.6",
            title="To distribute model statements for witnesses from the customs services",
            lead="Malta",
            indicators=(
                Indicator("Model statements in six languages"),
                Indicator("Rehearsal before judges"),
                Indicator("The model statements are approved by the CCWP", "approval"),
            ),
            objectives=(Use(3, JUDGMENT), Use(1, SURPLUS)),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("MS", ("group/member-states",)),
            ),
            outcomes=("Witnesses need to be heard only once",),
            terms=(
                "Cases have collapsed since an officer could not recall who had broken the seal, see ",
                Ref("Actions 36.2", "36.2"),
                " and ",
                Ref("37.4", "37.4"),
                " as well as ",
                Cite("14019/2/50 REV2 – ENFOCUSTOM 133", "ST-14019-2050-REV-2", ("ENFOCUSTOM 133",)),
                ".",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}>{TERMS}",)
_EACH = each(COLUMNS, box=_BOX)
_PAIRED = Row(
    (
        *("#title", "#lead", "number>title", "lead", "#indicators", "indicators", "#objectives", "objectives"),
        *("#parties", "#outcomes", "parties", "outcomes", *_BOX),
    ),
)

LAYOUT = Layout(
    rows=(_PAIRED, _EACH, _PAIRED, _EACH, _EACH, _PAIRED),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        LEAD: "Lead",
        INDICATORS: "Performance indicators",
        OBJECTIVES: "Strategic objectives",
        PARTIES: "Partners",
        OUTCOMES: "Expected results",
        TERMS: "Terms of Reference:",
    },
    annex_heading="ANNEX",
    row_rule="=" * 36,
    row_pages=False,
    page_lines=50,
    page_mark="",
    header=("11304/1/52 REV 1 RK/ew",),
    footer=("{page}",),
    item_mark="-",
    closing=(";", "."),
    party_mark="•",
    list_mark="-",
    objective_mark="{n}.",
    number_form="{number}",
    headings_of_sections="{number}. {heading}",
    footnotes="none",
    prose_width=86,
    box_width=98,
    soft_hyphens=True,
)
