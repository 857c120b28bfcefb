"""The invented forty-fourth plan: leads and dates of launch, all headings before all cells, marks with strokes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    TERMS,
    TITLE,
    Layout,
    headings_first,
    some,
)

COLUMNS = (TITLE, LEAD, START, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

PRINTED = "To respond to weapon parts and spare parts made by additive manufacturing"
BATTERIES = "To intercept spent batteries and damaged cells before they reach third countries"
VOICES = "To protect customs offices against impersonation and counterfeit instructions"

PLAN = Plan(
    ordinal=44,
    first_day=date(2058, 7, 1),
    last_day=date(2059, 12, 31),
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2057, 12, 4), date(2058, 1, 15)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "Printers that melt steel powder now fit into a garage. What leaves them bears neither a number nor a "
            "maker’s mark, and nobody has to carry it across a frontier any more: the drawing travels instead.",
        ),
        (
            "The ",
            Earlier(43, date(2057, 1, 1), date(2058, 6, 30), 1),
            " is drawing to a close. A stocktaking exercise",
            Note(2),
            " found that two of its seven actions had overrun. The ",
            Own(),
            " therefore contains fewer promises and earlier dates.",
        ),
        ("Regard was also had to the reinforced strategy", Note(3), "."),
    ),
    notes=(
        Body("13455/4/56 REV 4 ENFOCUSTOM 131", document="ST-13455-2056-REV-4"),
        Body("14820/57 ENFOCUSTOM 149 COSI 206", document="ST-14820-2057-INIT"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("The ", Own(), " is the first to state when each piece of work is to be launched."),
        ("A date earlier than July 2058 refers to preliminary work.",),
    ),
    work_areas=("additive manufacturing", "batteries and cells", "impersonation"),
    objectives=(PRINTED, BATTERIES, VOICES),
    rules=(
        (
            "It falls to the CCWP to have this Action Plan implemented.",
            "The chair may ask for an oral account at any time.",
        ),
        ("An action that has not been launched ninety days after its date is put back on the agenda.",),
        (
            "Delegations in the lead bear the cost of the first meeting.",
            "Later meetings are paid for in turn.",
            "Catering is not an eligible expense.",
        ),
    ),
    actions=(
        Action(
            number="44.1",
            title="To identify frames and receivers of firearms among printed machine parts",
            lead="Belgium",
            start="September 2058",
            objectives=(Use(1, PRINTED),),
            indicators=(
                Indicator("Atlas of scanned silhouettes"),
                Indicator("Training set of four thousand X-ray images"),
                Indicator("Adoption of the atlas by the CCWP", "adoption"),
            ),
            outcomes=("Operators are alerted by the scanner itself", "Fewer parcels are opened to no avail"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("Fraunhofer Society", (), unknown=True),
            ),
            terms=(
                "On a screen, a receiver made of nylon looks like the hinge of a cupboard. Forty-two seizures were "
                "analysed in ",
                Cite(
                    "8846/2/57 REV 2 ENFOCUSTOM 72 ENFOPOL 190", "ST-8846-2057-REV-2", ("ENFOCUSTOM 72", "ENFOPOL 190")
                ),
                ", not one of which had been detected by the image alone. The silhouettes are to be measured under "
                "equal conditions (distance, voltage and angle) in at least five laboratories; where results diverge, "
                "the measurement is repeated.",
            ),
        ),
        Action(
            number="44.2",
            title="To monitor sales of metal powder and blank cartridges",
            lead="Czechia and Slovakia",
            start="1 October 2058",
            objectives=(Use(1, PRINTED), Use(3, VOICES)),
            indicators=(
                Indicator("Voluntary code for eight suppliers"),
                Indicator("Mid-term review, report to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Unusual orders are mentioned to the authorities",),
            parties=(
                Party("law enforcement authorities", ("group/law-enforcement-authorities",)),
                Party("European Powder Metallurgy Association", (), unknown=True),
            ),
            terms=(
                "Suppliers know their customers well and wonder about some of them. In line with ",
                Ref("Action 34.1", "34.1"),
                " (",
                Cite("5016/1/46 REV 1", "ST-5016-2046-REV-1"),
                "), which dealt with another commodity, they will be told whom to call.",
            ),
        ),
        Action(
            number="44.3",
            title="Opening of containers said to hold second-hand battery packs",
            lead="Netherlands",
            start="second quarter of 2058",
            objectives=(Use(2, "To intercept spent batteries and damaged cells", whole=False),),
            indicators=(
                Indicator("Six weeks of operation in three ports"),
                Indicator("Safety card for officers, approved by the CCWP", "approval"),
            ),
            outcomes=(
                "Fires on board are prevented",
                "Exporters bear the cost of disposal",
                "Figures on illegal exports are available for the first time",
            ),
            parties=(
                Party("COM (DG ENV, OLAF)", ("organisation/com", "organisation/olaf"), unknown=True),
                Party("IMPEL", (), unknown=True),
                Party("Customs administrations", ("group/customs-authorities",)),
            ),
            terms=(
                "What is declared as used goes up in flames as waste. On three occasions a vessel had to be towed back "
                "to port. ",
                Ref("Action [41.6]", "41.6"),
                " left the question of liability open, as did the opinion contained in ",
                Cite("10992/57 ENFOCUSTOM 98 ADD 1", "ST-10992-2057-ADD-1", ("ENFOCUSTOM 98",)),
                ".",
            ),
        ),
        Action(
            number="44.4",
            title="To verify by call-back any instruction to release goods",
            lead="Ireland",
            start="immediately",
            objectives=(Use(3, VOICES),),
            indicators=(Indicator("Procedure laid down in writing; endorsement by the CCWP", "approval"),),
            outcomes=("Nobody releases goods on the strength of a voice",),
            terms=(
                "In March 2057 an office handed over two containers because the director had telephoned. The director "
                "had been asleep. The voice had been put together from a recorded speech lasting less than a minute.",
            ),
        ),
        Action(
            number="44.5",
            title="To rehearse a response to forged circulars from headquarters",
            lead="Denmark",
            objectives=(Use(3, VOICES),),
            indicators=(
                Indicator("Unannounced test in twenty offices"),
                Indicator("Anonymised results, transmitted to the CCWP", "submission"),
            ),
            outcomes=("Forgeries are reported rather than obeyed", "Headquarters adopt a uniform letterhead"),
            parties=(
                Party("ENISA", (), unknown=True),
                Party("CEPOL", ("organisation/cepol",)),
            ),
        ),
        Action(
            number="44.6",
            title="To make drawings of prohibited objects recognisable in transit",
            lead="Presidency",
            start="January 2059",
            objectives=(Use(1, PRINTED), Use(2, BATTERIES)),
            indicators=(
                Indicator("Opinion on fundamental rights"),
                Indicator("Survey of national laws"),
                Indicator("Options paper, presentation to COPEN", "submission", by="organisation/copen"),
            ),
            outcomes=("The Council can decide whether legislation is called for",),
            parties=(
                Party("Working Party on Cooperation in Criminal Matters", ("organisation/copen",)),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("EDPS", (), unknown=True),
            ),
            terms=(
                "A drawing weighs nothing and is not goods. Whether customs may look for it at all is doubtful, as was "
                "pointed out in connection with ",
                Ref("Actions 31.2", "31.2"),
                " and ",
                Ref("35.6", "35.6"),
                " as well as in ",
                Cite("9077/2/57 REV2 – ENFOCUSTOM 64", "ST-9077-2057-REV-2", ("ENFOCUSTOM 64",)),
                " and ",
                Cite(
                    "6203/3/57 REV 3 DATAPROTECT 11 ENFOCUSTOM 29 + ADD 2",
                    "ST-6203-2057-REV-3",
                    ("DATAPROTECT 11", "ENFOCUSTOM 29"),
                    addenda=(2,),
                ),
                ".",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}>{TERMS}",)
_ALL = headings_first(COLUMNS, box=_BOX)
_SOME = some(COLUMNS, own=5, box=_BOX)

LAYOUT = Layout(
    rows=(_ALL, _ALL, _SOME, _ALL, _SOME, _ALL),
    columns=COLUMNS,
    labels={
        TITLE: "Subject of the action",
        LEAD: "Action leader",
        START: "Launch",
        OBJECTIVES: "Objectives pursued",
        INDICATORS: "Key performance indicators",
        OUTCOMES: "Anticipated results",
        PARTIES: "Other bodies involved",
        TERMS: "Mandate:",
    },
    annex_heading="Annex I",
    page_mark=" ",
    footer=("5230/58 RvdM/lk {page}", "DG D 3 EN"),
    item_mark="{n}/",
    closing=(";", "."),
    party_mark="–",
    list_mark="*",
    objective_mark="{n}/",
    own_numbers=True,
    number_form="No {number}",
    ordinals="figures",
    periods="months",
    numerals=True,
    headings_of_sections="{number}. {heading}",
    footnotes="lost",
    prose_width=92,
    box_width=128,
    widths={TITLE: 36, LEAD: 20, START: 20, OBJECTIVES: 38, INDICATORS: 36, OUTCOMES: 30, PARTIES: 24},
    no_break_spaces=True,
)
