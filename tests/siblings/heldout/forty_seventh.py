"""The invented forty-seventh plan: parties under collapsed marks, words divided, unmarked pages, no closing marks."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TIMETABLE, TITLE, Layout, Row

COLUMNS = (TITLE, INDICATORS, TIMETABLE, OUTCOMES, OBJECTIVES, PARTIES)

DOPING = "To disrupt the supply of doping substances to gyms and training camps"
EVENTS = "To prepare customs services for championships, games and festivals"
SOURCES = "To protect informants and witnesses who cooperate with customs"
STAMPS = "To eliminate forged customs stamps and seals from circulation"

PLAN = Plan(
    ordinal=47,
    first_day=date(2064, 1, 1),
    last_day=date(2066, 6, 30),
    status="",
    title_tail="the Council Resolution of 23 October 2009",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2062, 12, 12), date(2063, 2, 7)),
    forwarded_to=("COPEN", "organisation/copen"),
    introduction=(
        (
            "Four major championships take place on the territory of the Union between 2064 and 2066. Each of them "
            "attracts counterfeit tickets, prohibited stimulants and large sums of cash.",
        ),
        (
            "It was against that backdrop that the drafting group",
            Note(1),
            " examined the ",
            Earlier(46, date(2062, 1, 1), date(2063, 12, 31), 2),
            " and found it silent on the matter. The ",
            Own(),
            " runs for thirty months in order to cover all four events.",
        ),
        (
            "In the second place, informants need better protection. A judgment delivered at Kraków",
            Note(3),
            " has made some of them known by name.",
        ),
    ),
    notes=(
        Body("Mandate: 14290/62 ENFOCUSTOM 140", document="ST-14290-2062-INIT"),
        Body("12480/3/61 REV 3 ENFOCUSTOM 113 COSI 171", document="ST-12480-2061-REV-3"),
        Body("Not published"),
    ),
    outlook=(
        (
            "No fewer than nineteen Member States took part in the preliminary talks. Sports federations were heard "
            "but had no say in the selection.",
        ),
    ),
    work_areas=("doping", "major events", "human sources", "stamps and seals"),
    objectives=(DOPING, EVENTS, SOURCES, STAMPS),
    rules=(
        ("The CCWP answers for the implementation of this Action Plan.",),
        ("Identities of human sources are never written down in group documents.",),
        (
            "A report is deemed accepted unless a delegation objects within thirty days.",
            "Objections state their grounds.",
            "They are discussed at the next meeting.",
        ),
    ),
    actions=(
        Action(
            number="47.1",
            title="To profile shipments of growth hormones and anabolic powders",
            indicators=(
                Indicator("Catalogue of pill presses"),
                Indicator("Profiles exchanged by eighteen customs services"),
                Indicator("Assessment addressed to the CCWP", "submission"),
            ),
            timetable="January 2064 – March 2065",
            outcomes=("Underground laboratories are located", "Raw powder is intercepted before it is pressed"),
            objectives=(Use(1, DOPING),),
            parties=(
                Party("World Anti-Doping Agency", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "The powder arrives as animal feed, the labels by a different route. Substances banned in sport may be "
                "sold lawfully in one Member State and be subject to prescription in the next, which is why ",
                Cite("6917/1/62 REV 1 ENFOCUSTOM 39 SPORT 14", "ST-6917-2062-REV-1", ("ENFOCUSTOM 39", "SPORT 14")),
                " suggested starting from the equipment. The group will consider (1) presses, (2) printed foil and "
                "(3) glass ampoules.",
            ),
        ),
        Action(
            number="47.2",
            title="Advance planning for the customs treatment of sports equipment",
            indicators=(
                Indicator("Checklist for organisers"),
                Indicator("Guidelines to be adopted by the CCWP", "adoption"),
            ),
            timetable="three months before each event",
            outcomes=("Teams are not kept waiting at the frontier",),
            objectives=(Use(2, EVENTS), Use(4, STAMPS)),
            parties=(
                Party("UEFA", (), unknown=True),
                Party("International Olympic Committee", (), unknown=True),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Rifles, horses, bicycles and boats cross the frontier within a few days of one another. Experience "
                "was gained under ",
                Ref("Actions 29.5", "29.5"),
                " and ",
                Ref("37.1", "37.1"),
                "; the forms devised at the time are reproduced in ",
                Cite("10555/62 ENFOCUSTOM 94 + ADD 4", "ST-10555-2062-INIT", ("ENFOCUSTOM 94",), addenda=(4,)),
                ".",
            ),
        ),
        Action(
            number="47.3",
            title="To set common standards for the handling of informants",
            indicators=(
                Indicator("Inventory of national rules"),
                Indicator("Standards, for approval by the CCWP", "approval"),
            ),
            timetable="24 months",
            outcomes=(
                "Sources trust officers of other administrations",
                "Payments follow transparent rules",
                "Prosecutors know what they may disclose",
            ),
            objectives=(Use(3, SOURCES),),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("European Anti-Fraud Office", ("organisation/olaf",)),
            ),
            terms=(
                "Who may be paid, and by whom? Practice ranges from a signed contract to a handshake. The sensitive "
                "part of the replies is kept in ",
                Cite("9042/2/60 REV2 – ENFOCUSTOM 68", "ST-9042-2060-REV-2", ("ENFOCUSTOM 68",)),
                ", access to which is restricted. ",
                Ref("Action [28.4]", "28.4"),
                " proposed a register but met with resistance.",
            ),
        ),
        Action(
            number="47.4",
            title="To withdraw lost and stolen customs stamps from use",
            indicators=(Indicator("List of serial numbers, adopted by the CCWP", "adoption"),),
            timetable="by 30.9.2064",
            outcomes=("A stamp reported as lost is worthless the same day",),
            objectives=(Use(4, STAMPS),),
            terms=("Nobody knows how many stamps are missing; an estimate of four hundred was made in 2060.",),
        ),
        Action(
            number="47.5",
            title="To relocate witnesses across frontiers at short notice",
            indicators=(
                Indicator("Agreement in principle among eight Member States"),
                Indicator("Cost estimate"),
                Indicator("Paper submitted to COPEN", "submission", by="organisation/copen"),
            ),
            outcomes=("Witnesses testify without fear",),
            objectives=(Use(3, "To protect informants and witnesses", whole=False), Use(2, EVENTS)),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("LEWP", ("organisation/lewp",)),
                Party("European Network on Victims' Rights", (), unknown=True),
            ),
            terms=(
                "Customs has no programme of its own and depends on the goodwill of the police. Contrary to what was "
                "foreseen in ",
                Ref("Action 6.3", "6.3", plan=6),
                " of the sixth Action Plan, no agreement was ever signed. See also ",
                Cite("13377/2/59 ENFOCUSTOM 121 REV 2", "ST-13377-2059-REV-2", ("ENFOCUSTOM 121",)),
                " and ",
                Cite(
                    "8254/3/62 REV 3 COPEN 97 ENFOCUSTOM 60 + COR 1 + ADD 2",
                    "ST-8254-2062-REV-3",
                    ("COPEN 97", "ENFOCUSTOM 60"),
                    (1,),
                    (2,),
                ),
                ".",
            ),
        ),
        Action(
            number="47.6",
            title="Mobile counters for declarations of cash outside stadiums",
            indicators=(Indicator("Counters at five stadiums"), Indicator("Number of declarations received")),
            timetable="summer 2064",
            outcomes=("Spectators declare cash of their own free will", "Ticket touts keep away"),
            objectives=(Use(2, EVENTS),),
            parties=(
                Party("law enforcement bodies", ("group/law-enforcement-authorities",)),
                Party("Football Supporters Europe", (), unknown=True),
            ),
        ),
        Action(
            number="47.7",
            title="To examine seals under ultraviolet light",
            indicators=(
                Indicator("Lamps for thirty offices"),
                Indicator("Field notes, delivered to the CCWP", "submission"),
            ),
            timetable="October 2065 – May 2066",
            outcomes=("Forged seals are recognised at a glance",),
            objectives=(Use(4, STAMPS), Use(1, DOPING)),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("EU bodies", ("group/eu-bodies",)),
                Party("ETSI", (), unknown=True),
            ),
            terms=(
                "Genuine plastic glows blue, recycled plastic does not (",
                Cite("5809/63 ENFOCUSTOM 15", "ST-5809-2063-INIT", ("ENFOCUSTOM 15",)),
                ", forthcoming).",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_MIDDLE = ("#indicators", "indicators", "#timetable", "timetable")
_PAIRED = Row(
    (
        "#title",
        "number>title",
        *_MIDDLE,
        "#outcomes",
        "#objectives",
        "outcomes",
        "objectives",
        "#parties",
        "parties",
        *_BOX,
    )
)
_COLLAPSED = Row(
    (
        *("#title", "number>title", *_MIDDLE, "#outcomes", "outcomes", "#objectives", "objectives"),
        *("#parties", "parties", *_BOX),
    ),
    collapsed=4,
)

LAYOUT = Layout(
    rows=(_PAIRED, _COLLAPSED, _PAIRED, _PAIRED, _PAIRED, _COLLAPSED, _PAIRED),
    columns=COLUMNS,
    labels={
        TITLE: "Description of the action",
        INDICATORS: "Outputs",
        TIMETABLE: "Duration",
        OUTCOMES: "Added value",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Other actors",
        TERMS: "Rationale:",
    },
    annex_heading="ANNEX",
    row_rule="~" * 38,
    row_pages=False,
    page_lines=51,
    page_mark="",
    header=("3140/1/63 REV 1 {page}",),
    footer=("ANNEX EN",),
    item_mark="{a})",
    loose_items=True,
    closing=("", ""),
    party_mark="·",
    list_mark="▪",
    list_mark_alone=False,
    objective_mark="•",
    number_form="Action {number}:",
    periods="numeric",
    section_pages=False,
    headings_of_sections="{number}. {upper}",
    footnotes="bodies",
    prose_width=82,
    box_width=104,
    hyphenated=True,
)
