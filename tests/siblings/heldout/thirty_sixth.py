"""The invented thirty-sixth plan, its period unsaid: paired headings, collapsed marks, loose items."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, STATUS, INDICATORS, OUTCOMES, OBJECTIVES, PARTIES)

AIR = "To counter threats posed by unmanned aircraft and other novel means of transport"
LAND = "To reinforce controls of coaches, lorries and trains at inland locations"
KNOWLEDGE = "To preserve expert knowledge beyond the careers of individual officers"

PLAN = Plan(
    ordinal=36,
    first_day=date(2047, 1, 1),
    last_day=date(2048, 6, 30),
    period_in_title=False,
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2045, 11, 27), date(2045, 12, 12)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Unmanned aircraft capable of lifting forty kilograms are on sale to the general public. Neither the ",
            Earlier(34, date(2044, 1, 1), date(2044, 12, 31), 1),
            " nor the ",
            Earlier(35, date(2045, 1, 1), date(2046, 12, 31), 2),
            " took account of this evolution.",
        ),
        (
            "The principles laid down by the Council",
            Note(3),
            " are still valid. The ",
            Own(),
            " seeks to apply them to means of transport which were unknown at the time. As stressed at the "
            "seminar in Cádiz, it also seeks to retain what "
            "experienced officers know.",
        ),
    ),
    notes=(
        Body("13990/5/43 REV 5 ENFOCUSTOM 27 JAI 118", document="ST-13990-2043-REV-5"),
        Body("14420/1/44 REV 1 ENFOCUSTOM 138", document="ST-14420-2044-REV-1"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(("The state of preparation of each action was ascertained at the time of drafting.",),),
    work_areas=("unmanned aircraft", "road and rail", "knowledge management"),
    objectives=(AIR, LAND, KNOWLEDGE),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Deliverables are drafted in English; a summary is made available in the other languages.",),
        (
            "Member States nominate a coordinator before the end of the first month.",
            "The coordinators meet at least twice.",
        ),
    ),
    actions=(
        Action(
            number="36.1",
            title="To trace unmanned aircraft used for deliveries across rivers and green borders",
            status="in preparation",
            indicators=(
                Indicator("Register of flights observed by ground sensors"),
                Indicator("Adoption of a common response scheme by the CCWP", "adoption"),
            ),
            outcomes=("Operators are identified from flight logs", "Take-off sites are secured without delay"),
            objectives=(Use(1, AIR),),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("EASA", (), unknown=True),
                Party("Border guards", ("group/border-guards",)),
            ),
            terms=(
                "Parcels are dropped at night and collected within minutes. The memorandum ",
                Cite(
                    "9405/1/45 REV 1 ENFOCUSTOM 79 AVIATION 141",
                    "ST-9405-2045-REV-1",
                    ("ENFOCUSTOM 79", "AVIATION 141"),
                ),
                " recommends that debris be preserved as evidence.",
            ),
        ),
        Action(
            number="36.2",
            title="To control long-distance coaches at places of rest",
            status="ongoing",
            indicators=(
                Indicator("Three joint nights per quarter"),
                Indicator("Catalogue of hiding places"),
                Indicator("Final report presented to the CCWP", "submission"),
            ),
            outcomes=("Luggage can be attributed to its owner",),
            objectives=(Use(2, LAND), Use(3, KNOWLEDGE)),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("Euro Contrôle Route", (), unknown=True),
            ),
            terms=(
                "Holdalls without labels are left behind when a control is announced. Passengers and drivers deny "
                "any knowledge of them. In keeping with the conclusions of ",
                Ref("Action 29.4", "29.4"),
                " and with document ",
                Cite("12806/44 ENFOCUSTOM 118 COR 1", "ST-12806-2044-COR-1", ("ENFOCUSTOM 118",)),
                ", companies will be encouraged to issue numbered tags. Where they fail to do so, controls are to be "
                "intensified; the frequency will be determined by each Member State in the light of local conditions.",
            ),
        ),
        Action(
            number="36.3",
            title="To record the knowledge of retiring specialists",
            status="not started",
            indicators=(Indicator("Methodology for debriefings, approval by the CCWP", "approval"),),
            outcomes=("Successors are trained in time", "Archives are consulted more frequently"),
            objectives=(Use(3, KNOWLEDGE),),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("EU bodies", ("group/eu-bodies",)),
            ),
        ),
        Action(
            number="36.4",
            title="To inspect tarpaulin lorries by means of passive millimetre waves",
            status="suspended",
            indicators=(Indicator("Demonstration at two motorway junctions"), Indicator("Cost-benefit analysis")),
            outcomes=("Loads are inspected without unloading", "Drivers are not exposed to radiation"),
            objectives=(Use(2, "To reinforce controls of coaches, lorries", whole=False),),
            parties=(
                Party("COM (DG TAXUD, DG Home)", ("organisation/com", "organisation/dg-taxud", "organisation/dg-home")),
                Party("Joint Research Centre", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "The technique has been mastered by two manufacturers. “Feasible, but not yet affordable” was the "
                "verdict in ",
                Cite(
                    "7087/2/45 REV 2 ENFOCUSTOM 41 + COR 1 + ADD 1",
                    "ST-7087-2045-REV-2",
                    ("ENFOCUSTOM 41",),
                    corrigenda=(1,),
                    addenda=(1,),
                ),
                ". Prices have fallen since ",
                Ref("Action 34.2", "34.2"),
                " was concluded.",
            ),
        ),
        Action(
            number="36.5",
            title="Assessment of autonomous vessels and vehicles from a customs perspective",
            status="in preparation",
            indicators=(
                Indicator("Workshop with developers"),
                Indicator("Foresight study to be submitted to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Requirements are voiced before standards are fixed",),
            objectives=(Use(1, AIR), Use(2, LAND)),
            parties=(Party("EMSA", (), unknown=True), Party("COM", ("organisation/com",))),
            terms=(
                "Without a crew there is nobody to be questioned. Reference is made to the ",
                Ref("Action 30.6", "30.6", plan=30),
                " of the thirtieth Action Plan and to the note ",
                Cite("10319/2/45 REV2 – ENFOCUSTOM 88", "ST-10319-2045-REV-2", ("ENFOCUSTOM 88",)),
                ".",
            ),
        ),
        Action(
            number="36.6",
            title="To review marks on railway wagons",
            status="completed in part",
            indicators=(
                Indicator("Collection of marks made by smugglers"),
                Indicator("Collection submitted to the CCWP", "submission"),
            ),
            outcomes=("Marked wagons are set aside",),
            objectives=(Use(2, LAND),),
            parties=(
                Party("law enforcement authorities", ("group/law-enforcement-authorities",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=(
                "Chalk signs tell accomplices which wagon to open. ",
                Ref("Action [35.4]", "35.4"),
                " found ninety.",
            ),
        ),
        Action(
            number="36.7",
            title="To conduct an exercise on simultaneous alerts",
            status="not started",
            indicators=(
                Indicator("Scenario involving eight Member States"),
                Indicator("Lessons identified, presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Alerts are acknowledged within one hour", "Gaps in substitution become visible"),
            objectives=(Use(3, KNOWLEDGE), Use(1, AIR)),
            parties=(Party("EU JHA agencies", ("group/eu-jha-agencies",)), Party("MS", ("group/member-states",))),
            terms=(
                "The last exercise of this kind took place in 2037 and is described in ",
                Cite("15077/37 ENFOCUSTOM 141", "ST-15077-2037-INIT", ("ENFOCUSTOM 141",)),
                ". Most of the participants have moved to other positions.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}>{TERMS}",)
_EACH = each(COLUMNS, box=_BOX)
_PAIRS = Row(
    (
        *("number", "#title", "#status", "title", "status", "#indicators", "+", "indicators"),
        *("#outcomes", "+", "outcomes", "#objectives", "+", "objectives", "#parties", "parties", *_BOX),
    ),
    collapsed=2,
)

LAYOUT = Layout(
    rows=(_PAIRS, _EACH, _EACH, _PAIRS, _EACH, _PAIRS, _EACH),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        STATUS: "State of play",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Other parties concerned",
        TERMS: "Terms of reference:",
    },
    annex_heading="ANNEX",
    end_rule=False,
    page_mark="\f",
    page_lines=40,
    footer=("14833/45 GV/lo {page}", "DG D 3 LIMITE EN"),
    item_mark="{n})",
    loose_items=True,
    closing=(";", ";"),
    party_mark="-",
    list_mark="•",
    objective_mark="({n})",
    own_numbers=True,
    number_form="Action {last}",
    headings_of_sections="{upper}",
    footnotes="bodies",
    prose_width=86,
    box_width=106,
    straight_quotes=True,
    decomposed=True,
    soft_hyphens=True,
)
