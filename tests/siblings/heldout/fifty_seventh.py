"""The invented fifty-seventh plan, its period unsaid: some cells beside others, items apart, the plan's own numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, LEAD, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

TYRES = "To curb the export of worn tyres and waste oil under false descriptions"
LANGUAGES = "To remove language barriers between investigators of different Member States"
COFFEE = "To protect excise revenue from roasted coffee, shisha and electronic liquids"
LESSONS = "To draw lessons from failed and abandoned investigations"

PLAN = Plan(
    ordinal=57,
    first_day=date(2086, 7, 1),
    last_day=date(2087, 12, 31),
    period_in_title=False,
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2085, 12, 4), date(2086, 1, 15)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "It is customary to begin by recalling what has been achieved. Under the ",
            Earlier(55, date(2081, 1, 1), date(2082, 6, 30), 1),
            " and the ",
            Earlier(56, date(2083, 1, 1), date(2085, 12, 31)),
            ", nineteen project groups were set up and seventeen of them delivered a report.",
        ),
        (
            "It is less customary to ask why the other two did not. At a seminar in Évora",
            Note(2),
            " investigators from Łódź, Nîmes and Jönköping agreed that misunderstandings, in the literal sense of the "
            "word, had been the principal cause. The ",
            Own(),
            " gives these experiences a place of their own.",
        ),
    ),
    notes=(
        Body("9514/2/80 REV 2 ENFOCUSTOM 84", document="ST-9514-2080-REV-2"),
        Body("Outcome of proceedings: 13846/85 ENFOCUSTOM 134 JAI 902", document="ST-13846-2085-INIT"),
    ),
    outlook=(("Two actions involve third countries and will not start until the latter have been consulted.",),),
    work_areas=("waste crime", "linguistic support", "excise", "evaluation"),
    objectives=(TYRES, LANGUAGES, COFFEE, LESSONS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Nobody is to be blamed for a mistake which is reported voluntarily.",),
        (
            "Drafts are sent to all delegations three weeks before the meeting.",
            "Comments reach the lead one week before it.",
        ),
    ),
    actions=(
        Action(
            number="57.1",
            title="To set apart reusable tyres from waste at ports of departure",
            lead="Belgium",
            objectives=(Use(1, TYRES),),
            indicators=(
                Indicator("Gauge for tread depth"),
                Indicator("Checks on 300 containers"),
                Indicator("Findings submitted to the CCWP", "submission"),
            ),
            outcomes=(
                "Waste is stopped before it is loaded",
                "Exporters can no longer plead ignorance",
            ),
            parties=(
                Party("IMPEL", (), unknown=True),
                Party("COM (DG ENV)", ("organisation/com",), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "A worn tyre becomes waste once its owner intends to discard it; customs cannot read minds. The "
                "gauge developed under ",
                Ref("Action 43.7", "43.7"),
                " is meant to replace intention by millimetres. Legal aspects were discussed in ",
                Cite("7488/3/85 REV 3 ENFOCUSTOM 58 ENV 261", "ST-7488-2085-REV-3", ("ENFOCUSTOM 58", "ENV 261")),
                ".",
            ),
        ),
        Action(
            number="57.2",
            title="To compile a phrasebook for joint surveillance",
            lead="Luxembourg",
            objectives=(Use(2, LANGUAGES),),
            indicators=(
                Indicator("Phrasebook of 600 entries"),
                Indicator("Audio version"),
            ),
            outcomes=("Instructions given over the radio are understood at once",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("Translation Centre for the Bodies of the European Union", (), unknown=True),
            ),
            terms=(
                "During one operation, the word for “stop” was taken to mean “stay”. On the basis of ",
                Ref("Action 5", "5", plan=3),
                " of the third Action Plan, which led to a glossary of legal terms (",
                Cite("11077/09 ENFOCUSTOM 79 + ADD 2", "ST-11077-2009-INIT", ("ENFOCUSTOM 79",), addenda=(2,)),
                "), everyday language will be covered for the first time.",
            ),
        ),
        Action(
            number="57.3",
            title="To compare test purchases of roasted coffee across frontiers",
            lead="Denmark and Germany",
            objectives=(Use(3, COFFEE), Use(1, TYRES)),
            indicators=(
                Indicator("Purchases from fifty websites"),
                Indicator("Estimate of revenue lost"),
                Indicator("Estimate and conclusions, approval by the CCWP", "approval"),
            ),
            outcomes=(
                "Retailers register of their own accord",
                "Parcels are selected by sender",
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Coffee is subject to excise duty in six Member States, and in twenty-one it is not. Where duty is "
                "owed by the purchaser, it is paid by nobody. Compliance letters, as tried in ",
                Cite("14915/1/85 REV 1 ENFOCUSTOM 146 + COR 1", "ST-14915-2085-REV-1", ("ENFOCUSTOM 146",), (1,)),
                ", brought in more than they cost.",
            ),
        ),
        Action(
            number="57.4",
            title="Guidelines on the taxation of shisha seized in cafés",
            lead="Austria",
            objectives=(Use(3, "To protect excise revenue from roasted coffee, shisha", whole=False),),
            indicators=(Indicator("Guidelines, adopted by the CCWP", "adoption"),),
            outcomes=("Assessments withstand an appeal",),
            parties=(Party("customs administrations", ("group/customs-authorities",)),),
        ),
        Action(
            number="57.5",
            title="To hold confidential debriefings after investigations without result",
            lead="Sweden",
            objectives=(Use(4, LESSONS), Use(2, LANGUAGES)),
            indicators=(
                Indicator("Twelve debriefings"),
                Indicator("Digest without names, report to the CCWP", "submission"),
            ),
            outcomes=(
                "The same mistake is not made twice",
                "Cases are closed with a clear conscience",
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("European Anti-Fraud Office", ("organisation/olaf",)),
                Party("EPPO", (), unknown=True),
            ),
            terms=(
                "Failures are filed, successes are published. The approach is borrowed from aviation and was put "
                "forward in ",
                Cite("12533/2/84 REV2 – ENFOCUSTOM 117", "ST-12533-2084-REV-2", ("ENFOCUSTOM 117",)),
                "; it supplements ",
                Ref("Actions 42.3", "42.3"),
                " and ",
                Ref("54.2", "54.2"),
                ", which look at closed files from a different angle.",
            ),
        ),
        Action(
            number="57.6",
            title="To trial simultaneous interpretation by machine in interviews",
            lead="Finland",
            objectives=(Use(2, LANGUAGES),),
            indicators=(
                Indicator("Forty interviews in nine languages"),
                Indicator("Opinion of defence lawyers"),
                Indicator("Assessment to be presented to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Interviews take place on the day of arrest", "The record is accepted by both sides"),
            parties=(
                Party("International organisations", ("group/international-organisations",)),
                Party("COPEN", ("organisation/copen",)),
            ),
            terms=(
                "Interpreters for rare languages are booked weeks in advance. The trial is voluntary and does not "
                "replace them; ",
                Cite("5190/86 ENFOCUSTOM 6 COR 2", "ST-5190-2086-COR-2", ("ENFOCUSTOM 6",)),
                " lists the situations in which a human being must be present.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_FIRST = ("#title", "number", "title", "#lead", "+", "lead", "#objectives", "objectives")
_APART = Row(
    (*_FIRST, "#indicators", "#outcomes", "indicators~outcomes", "#parties", "parties", *_BOX),
    tangle="apart",
    tangled_number=False,
)
_PLAIN = Row((*_FIRST, "#indicators", "indicators", "#outcomes", "outcomes", "#parties", "parties", *_BOX))

LAYOUT = Layout(
    rows=(_APART, _PLAIN, _APART, _PLAIN, _APART, _PLAIN),
    columns=COLUMNS,
    labels={
        TITLE: "Title of the proposed action",
        LEAD: "Project leader",
        OBJECTIVES: "Strategic Objective(s)",
        INDICATORS: "Performance Indicator(s)",
        OUTCOMES: "Potential Outcome(s)",
        PARTIES: "Other Parties Involved",
        TERMS: "Terms of Reference:",
    },
    annex_heading="",
    row_rule="= " * 18 + "=",
    row_pages=False,
    page_mark="",
    page_lines=48,
    header=("5733/2/86 REV 2 LR/po {page}",),
    footer=("DG D 3 EN",),
    item_mark="({n})",
    loose_items=True,
    closing=("", ""),
    party_mark="–",
    list_mark="▪",
    list_mark_alone=True,
    objective_mark="({n})",
    own_numbers=True,
    number_form="{number}",
    headings_of_sections="{number} {heading}",
    footnotes="bodies",
    prose_width=90,
    box_width=116,
    decomposed=True,
)
