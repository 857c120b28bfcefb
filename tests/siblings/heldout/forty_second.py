"""The invented forty-second plan: numbers in the titles' lines, collapsed marks, states of play, accents apart."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, INDICATORS, STATUS, OUTCOMES, PARTIES)

SPIRITS = "To discover illicit distilleries and the supply of unlawful stills"
FAIRS = "To extend supervision to trade fairs and seasonal markets"
MEMORY = "To render the findings of past investigations searchable"

PLAN = Plan(
    ordinal=42,
    first_day=date(2055, 7, 1),
    last_day=date(2056, 12, 31),
    status="",
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2055, 1, 20), date(2055, 2, 17)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Bootleg spirits claimed forty-one lives in the course of 2053. Responsibilities are divided between "
            "several authorities, and the ",
            Earlier(40, date(2053, 1, 1), date(2053, 12, 31), 1),
            " did not provide for any measure in this field.",
        ),
        (
            "Nor did the ",
            Earlier(41, date(2054, 1, 1), date(2055, 6, 30)),
            ", despite a proposal tabled by two delegations",
            Note(2),
            ". The ",
            Own(),
            " makes good this omission. It was discussed at Győr and at Málaga.",
        ),
        ("The Stockholm Programme", Note(3), " recommended that use be made of existing knowledge."),
    ),
    notes=(
        Body("11304/5/52 REV 5 ENFOCUSTOM 102", document="ST-11304-2052-REV-5"),
        Body("9733/54 ENFOCUSTOM 81 SAN 266", document="ST-9733-2054-INIT"),
        Body("OJ C 115, 4.5.2010, p. 1", journal="OJ C 115, 2010-05-04, 1"),
    ),
    outlook=(("Actions already under way are marked as such.",),),
    work_areas=("spirits", "fairs and markets", "institutional memory"),
    objectives=(SPIRITS, FAIRS, MEMORY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Meetings are held by video conference wherever possible.",),
        (
            "A project group consists of at least four Member States.",
            "Where fewer come forward, the action lapses.",
        ),
    ),
    actions=(
        Action(
            number="42.1",
            title="To follow deliveries of copper stills and flavouring essences",
            objectives=(Use(1, SPIRITS), Use(2, FAIRS)),
            indicators=(
                Indicator("Register of manufacturers"),
                Indicator("Interim assessment presented to the CCWP", "submission"),
            ),
            status="under way",
            outcomes=("Distilleries are found before they commence production", "Suppliers ask for a licence"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("SpiritsEUROPE", (), unknown=True),
            ),
            terms=(
                "Stills of more than two hundred litres are advertised as ornaments. Their recipients can be "
                "identified from express declarations, as demonstrated in ",
                Cite("7755/1/54 REV 1 ENFOCUSTOM 49 FISC 103", "ST-7755-2054-REV-1", ("ENFOCUSTOM 49", "FISC 103")),
                ".",
            ),
        ),
        Action(
            number="42.2",
            title="To inspect stands at trade fairs for jewellery and watches",
            objectives=(Use(2, FAIRS),),
            indicators=(
                Indicator("Leaflet for exhibitors"),
                Indicator("Joint presence at three fairs"),
                Indicator("Manual for fair inspections, to be approved by the CCWP", "approval"),
            ),
            status="planned",
            outcomes=("Exhibitors present their papers unasked",),
            parties=(
                Party("EUIPO", (), unknown=True),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            terms=(
                "Watches imported for display are sold on the last day. Apart from ",
                Ref("Action 37.1", "37.1"),
                ", which relates to works of art, there is no common approach.",
            ),
        ),
        Action(
            number="42.3",
            title="To index closed case files by means of language models",
            objectives=(Use(3, MEMORY),),
            indicators=(
                Indicator("Prototype holding two thousand files"),
                Indicator("Impact assessment concerning personal data"),
                Indicator("Evaluation presented to and adopted by the CCWP", "adoption"),
            ),
            status="under way",
            outcomes=(
                "Names and routes recur less often unnoticed",
                "Files are anonymised after ten years",
                "New colleagues learn from old cases",
            ),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("eu-LISA", (), unknown=True),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            terms=(
                "Whoever wishes to know whether a method has been encountered before has to ask colleagues. The files "
                "are stored in basements, in many languages and in formats which current programs cannot open. Further "
                "to ",
                Ref("Action 39.6", "39.6"),
                " and to ",
                Ref("Action 41.3", "41.3"),
                " (",
                Cite("10811/2/54 ENFOCUSTOM 93 REV 2", "ST-10811-2054-REV-2", ("ENFOCUSTOM 93",)),
                "), a prototype will be set up with files supplied by five Member States. It must not be connected to "
                "any other system. The safeguards enumerated in ",
                Cite("13290/53 ENFOCUSTOM 126 + COR 2", "ST-13290-2053-INIT", ("ENFOCUSTOM 126",), (2,)),
                " apply in full, including those on the correction of errors.",
            ),
        ),
        Action(
            number="42.4",
            title="Training of market wardens in the recognition of excise stamps",
            objectives=(Use(2, "To extend supervision to trade fairs", whole=False),),
            indicators=(Indicator("Half-day course, offered in nine towns"), Indicator("Sample cards")),
            status="planned",
            outcomes=("Wardens alert customs to suspicious bottles",),
            parties=(Party("Council working groups", ("group/council-working-groups",)),),
        ),
        Action(
            number="42.5",
            title="To interview convicted distillers about their motives",
            objectives=(Use(1, SPIRITS), Use(3, MEMORY)),
            indicators=(Indicator("Summary of the interviews, submission to the CCWP", "submission"),),
            status="postponed",
            outcomes=("Prevention addresses actual motives", "Recruitment is better understood"),
            terms=(
                "Participation is voluntary. The questionnaire employed under ",
                Ref("Action 6", "6", plan=3),
                " of the third Action Plan (",
                Cite("5166/2/55 REV2 – ENFOCUSTOM 5", "ST-5166-2055-REV-2", ("ENFOCUSTOM 5",)),
                ") may be reused.",
            ),
        ),
        Action(
            number="42.6",
            title="To circulate warnings about methanol in tourist resorts",
            objectives=(Use(1, SPIRITS),),
            indicators=(
                Indicator("Warning template"),
                Indicator("Adoption of the template by the CCWP", "adoption"),
            ),
            status="under way",
            outcomes=("Hospitals and customs warn each other within hours",),
            parties=(
                Party("WCO", ("organisation/wco",)),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("Member States", ("group/member-states",)),
            ),
            terms=("Two of the resorts concerned lie outside the Union.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", TERMS)
_REST = ("#indicators", "indicators", "#status", "status", "#outcomes", "outcomes", "#parties", "parties", *_BOX)
_IN_LINE = Row(("#title", "number>title", "#objectives", "+", "objectives", *_REST))
_COLLAPSED = Row(
    (
        *("#title", "#objectives", "number>title", "objectives", "#indicators", "+", "indicators"),
        *("#status", "+", "status", "#outcomes", "outcomes", "#parties", "parties", *_BOX),
    ),
    collapsed=3,
)

LAYOUT = Layout(
    rows=(_IN_LINE, _IN_LINE, _COLLAPSED, _IN_LINE, _IN_LINE, _COLLAPSED),
    columns=COLUMNS,
    labels={
        TITLE: "Title of the action",
        OBJECTIVES: "Strategic objective(s)",
        INDICATORS: "Performance indicator(s)",
        STATUS: "State of play",
        OUTCOMES: "Possible outcome(s)",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of reference",
    },
    annex_heading="Annex",
    page_mark=" ",
    header=("ANNEX EN",),
    footer=("6630/55 BO/ss {page}",),
    item_mark="{n}.",
    closing=(";", "."),
    party_mark="-",
    list_mark="–",
    list_mark_alone=True,
    objective_mark="•",
    number_form="{number}.",
    periods="numeric",
    numerals=True,
    section_pages=False,
    headings_of_sections="{heading}",
    footnotes="lost",
    prose_width=94,
    box_width=132,
    decomposed=True,
    no_break_spaces=True,
)
