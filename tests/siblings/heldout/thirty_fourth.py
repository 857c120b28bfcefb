"""The invented thirty-fourth plan, of one year: outcomes and indicators side by side, no annex heading, form feeds."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TIMETABLE, TITLE, Layout, Row, some

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, INDICATORS, TIMETABLE, PARTIES)

EXPLOSIVES = "To restrict access to explosives precursors and pyrotechnic articles"
FUELS = "To combat fraud affecting biofuels and energy products"
WILDLIFE = "To uphold international commitments on endangered species"
PURSUIT = "To make full use of special forms of cooperation under the Naples II Convention"

PLAN = Plan(
    ordinal=34,
    first_day=date(2044, 1, 1),
    last_day=date(2044, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and the "
    "revised strategy for customs cooperation in the third pillar",
    based_on=("act/council-resolution-2009", "act/revised-strategy-2009"),
    meetings=(date(2043, 10, 21),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Pyrotechnic articles of professional grade are readily obtainable by minors. The final assessment of the ",
            Earlier(33, date(2043, 1, 1), date(2043, 12, 31), 1),
            " classified them as a significant threat to public security.",
        ),
        (
            "The Council Resolution of 23 October 2009",
            Note(2),
            " advocates operational measures of limited duration. The ",
            Own(),
            " complies with that approach: “few actions, carried through to the end”.",
        ),
    ),
    notes=(
        Body("13671/2/42 REV 2 ENFOCUSTOM 124 COSI 230", document="ST-13671-2042-REV-2"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("The number of actions was deliberately reduced.",),
        ("Cooperation with the police has been agreed beforehand in respect of the first two actions.",),
    ),
    work_areas=("fireworks and precursors", "energy products", "wildlife", "special forms of cooperation"),
    objectives=(EXPLOSIVES, FUELS, WILDLIFE, PURSUIT),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It may delegate the supervision of individual actions to a steering committee.",
        ),
        ("Operational data are processed in compliance with national legislation.",),
    ),
    actions=(
        Action(
            number="34.1",
            title="To suppress the online sale of display fireworks to private individuals",
            objectives=(Use(1, EXPLOSIVES),),
            outcomes=(
                "Shipments are withdrawn before the turn of the year",
                "Carriers refuse undeclared dangerous goods",
            ),
            indicators=(
                Indicator("Coordinated inspections in twelve sorting centres"),
                Indicator("Presentation of the results to LEWP", "submission", by="organisation/lewp"),
            ),
            timetable="January 2044 – December 2044",
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("LEWP", ("organisation/lewp",)),
                Party("COM (DG HOME)", ("organisation/com", "organisation/dg-home")),
            ),
            terms=(
                "Display fireworks are dispatched as garden ornaments. According to ",
                Cite(
                    "8832/1/43 REV 1 ENFOCUSTOM 73 ENFOPOL 301", "ST-8832-2043-REV-1", ("ENFOCUSTOM 73", "ENFOPOL 301")
                ),
                " detonations damaged more than six hundred cash dispensers within two years. Inspections will be "
                "timed to coincide with the period of highest demand.",
            ),
        ),
        Action(
            number="34.2",
            title="To question the sustainability certificates of imported biodiesel",
            objectives=(Use(2, FUELS), Use(4, PURSUIT)),
            outcomes=("Certificates are verified at source", "Palm oil is not passed off as used cooking oil"),
            indicators=(
                Indicator("Visits to collectors of used cooking oil"),
                Indicator("Isotope analysis of fifty cargoes"),
                Indicator("Report to be approved by the CCWP", "approval"),
            ),
            timetable="March 2044 – November 2044",
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("EPPO", (), unknown=True),
            ),
            terms=(
                "Quantities of used cooking oil reported by exporting countries surpass what their restaurants can "
                "generate. The suspicion was raised in ",
                Cite("11019/43 ENFOCUSTOM 131 + ADD 1", "ST-11019-2043-INIT", ("ENFOCUSTOM 131",), addenda=(1,)),
                " and confirmed in the course of ",
                Ref("Action 31.5", "31.5"),
                ".",
            ),
        ),
        Action(
            number="34.3",
            title="To obstruct the smuggling of glass eels in passenger luggage",
            objectives=(Use(3, WILDLIFE),),
            outcomes=("Live eels are released into suitable rivers",),
            indicators=(
                Indicator("Campaign at six airports"),
                Indicator("Instructions on storage adopted by the CCWP", "adoption"),
            ),
            timetable="February 2044 – April 2044",
            parties=(
                Party("CITES Secretariat", (), unknown=True),
                Party("customs administrations", ("group/customs-authorities",)),
                Party("Europol", ("organisation/europol",)),
            ),
        ),
        Action(
            number="34.4",
            title="To prepare specimen requests for hot pursuit and cross-border surveillance",
            objectives=(Use(4, PURSUIT),),
            outcomes=("Requests are complete when first submitted", "Contact points respond around the clock"),
            indicators=(
                Indicator("Specimen requests in all official languages"),
                Indicator("Compendium of national conditions"),
            ),
            timetable="May 2044 – December 2044",
            parties=(Party("COPEN", ("organisation/copen",)), Party("Eurojust", ("organisation/eurojust",))),
            terms=(
                "Special forms of cooperation are provided for, yet some of them have never been applied. The "
                "observations made on ",
                Ref("Action 25.3", "25.3"),
                " (",
                Cite("6745/3/42 REV 3 ENFOCUSTOM 31 COPEN 66", "ST-6745-2042-REV-3", ("ENFOCUSTOM 31", "COPEN 66")),
                ") attribute this to uncertainty about formalities. They also call for a shorter procedure in urgent "
                "cases, in particular where a consignment under observation is about to leave the territory.",
            ),
        ),
        Action(
            number="34.5",
            title="Tracing of nitromethane diverted from model shops",
            objectives=(Use(1, "To restrict access to explosives precursors", whole=False),),
            outcomes=("Suspicious transactions are reported across frontiers",),
            indicators=(
                Indicator("Guidance for retailers"),
                Indicator("Submission of a brief study to the CCWP", "submission"),
            ),
            timetable="July 2044 – December 2044",
            parties=(Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),),
            terms=("Model fuel contains up to thirty per cent of nitromethane and is sold without any formality.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_BESIDE = Row(
    (
        *("#title", "number", "title", "#objectives", "objectives", "#outcomes", "#indicators"),
        *("outcomes~indicators", "#timetable", "timetable", "#parties", "parties", *_BOX),
    ),
    tangle="apart",
    tangled_number=False,
)
_LATE = some(COLUMNS, own=4)

LAYOUT = Layout(
    rows=(_BESIDE, _BESIDE, _LATE, _BESIDE, _LATE),
    columns=COLUMNS,
    labels={
        TITLE: "ACTION",
        OBJECTIVES: "STRATEGIC OBJECTIVES",
        OUTCOMES: "EXPECTED OUTCOMES",
        INDICATORS: "PERFORMANCE INDICATORS",
        TIMETABLE: "TIMETABLE",
        PARTIES: "OTHER PARTIES",
        TERMS: "TERMS OF REFERENCE",
    },
    annex_heading="",
    end_rule=False,
    page_mark="\f",
    header=("13990/2/43 REV 2 IV/dd {page}",),
    footer=("ANNEX LIMITE EN",),
    item_mark="{n})",
    closing=("", ""),
    party_mark="•",
    list_mark="–",
    own_numbers=True,
    objective_mark="{n})",
    number_form="Action {number}",
    periods="months",
    section_pages=False,
    headings_of_sections="{number}. {upper}",
    footnotes="column",
    newline="\r\n",
    prose_width=90,
    box_width=120,
    straight_quotes=True,
    ligatures=True,
)
