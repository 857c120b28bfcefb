"""The invented fifty-second plan, its period unsaid: headings once, states of play, numbers before the titles."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, STATUS, START, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES)

CAPSULES = "To place spaceports and returning capsules under customs supervision"
SPICES = "To restore honest trade in tea, coffee and spices"
CARRIERS = "To secure the records of carriers before they are overwritten"

PLAN = Plan(
    ordinal=52,
    first_day=date(2074, 1, 1),
    last_day=date(2075, 6, 30),
    period_in_title=False,
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2073, 10, 9), date(2073, 10, 10)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Three capsules a week now descend on the territory of the Union, and each of them counts as an arrival "
            "from outside. The strategy",
            Note(1),
            " was written when this would have been regarded as fantasy.",
        ),
        (
            "Saffron stretched with safflower, tea dyed with copper salts: abuses which had been thought extinct are "
            "reported from Kraków to A Coruña. Apart from a passage in the ",
            Earlier(50, date(2070, 7, 1), date(2071, 12, 31), 2),
            ", no plan has ever mentioned them.",
        ),
        (
            "The ",
            Own(),
            " succeeds the ",
            Earlier(51, date(2072, 1, 1), date(2073, 12, 31), 3),
            " without interruption.",
        ),
    ),
    notes=(
        Body("15315/2/03 REV 2 ENFOCUSTOM 41", document="ST-15315-2003-REV-2"),
        Body("7741/6/70 REV 6 ENFOCUSTOM 55 AGRI 61", document="ST-7741-2070-REV-6"),
        Body("10575/5/71 REV 5 ENFOCUSTOM 99", document="ST-10575-2071-REV-5"),
        Body("Non-paper of the Maltese delegation"),
    ),
    outlook=(
        (
            "The choice of subjects follows a proposal from the outgoing Presidency",
            Note(4),
            ", from which two items were deleted.",
        ),
    ),
    work_areas=("space traffic", "food fraud", "preservation of evidence", "laboratories"),
    objectives=(CAPSULES, SPICES, CARRIERS),
    rules=(
        ("It is for the CCWP to ensure that this Action Plan is implemented.",),
        ("Deadlines may be extended where a laboratory is overburdened.",),
        (
            "Every project group appoints a rapporteur.",
            "The rapporteur keeps in touch with the General Secretariat of the Council.",
        ),
    ),
    actions=(
        Action(
            number="52.1",
            title="To oversee the recovery of cargo capsules on land and at sea",
            status="preparatory phase",
            start="February 2074",
            objectives=(Use(1, CAPSULES),),
            outcomes=("No capsule is opened without customs", "Samples from orbit are declared correctly"),
            indicators=(
                Indicator("Procedure for landings at sea"),
                Indicator("Exercise with a dummy capsule"),
                Indicator("Procedure adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("European Space Agency", (), unknown=True),
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
            ),
            terms=(
                "A capsule may drift for 40 hours before it is recovered, and whoever arrives first can open it with "
                "an ordinary wrench. The working document ",
                Cite("9230/1/73 REV 1 ENFOCUSTOM 77 ESPACE 46", "ST-9230-2073-REV-1", ("ENFOCUSTOM 77", "ESPACE 46")),
                " enumerates what was missing after 12 landings. On the model of ",
                Ref("Action 50.1", "50.1"),
                ", officers will accompany the recovery vessels; on land, local customs offices will be notified.",
            ),
        ),
        Action(
            number="52.2",
            title="To test saffron, vanilla and cardamom for substitutes",
            status="under way",
            start="January 2074",
            objectives=(Use(2, SPICES), Use(3, CARRIERS)),
            outcomes=("Substitutes are named on the label",),
            indicators=(
                Indicator("Ring test involving 9 laboratories"),
                Indicator("Analysis of the ring test, to be presented to the CCWP", "submission"),
            ),
            parties=(
                Party("European Spice Association", (), unknown=True),
                Party("customs administrations", ("group/customs-authorities",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=(
                "One gram of genuine saffron costs more than one gram of silver. Under ",
                Ref("Action 33.2", "33.2", plan=33),
                " of the thirty-third Action Plan, honey was subjected to similar tests.",
            ),
        ),
        Action(
            number="52.3",
            title="To request that carriers preserve tracking data",
            status="agreed in principle",
            start="May 2074",
            objectives=(Use(3, CARRIERS),),
            outcomes=(
                "Data survive until the judge has decided",
                "Requests are worded in the same manner everywhere",
                "Carriers bear no additional cost",
            ),
            indicators=(
                Indicator("Standard request for preservation"),
                Indicator("Opinion of COPEN on the standard request"),
                Indicator("CCWP approval of the standard request", "approval"),
            ),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("International Air Transport Association", (), unknown=True),
            ),
            terms=(
                "Positions of containers are overwritten after 30 days. Letters rogatory take four times as long, cf. ",
                Cite("13613/71 ENFOCUSTOM 148 COPEN 260", "ST-13613-2071-INIT", ("ENFOCUSTOM 148", "COPEN 260")),
                " and ",
                Cite("5006/2/72 ENFOCUSTOM 2 REV 2", "ST-5006-2072-REV-2", ("ENFOCUSTOM 2",)),
                ".",
            ),
        ),
        Action(
            number="52.4",
            title="Comparison of instant coffee with its declared origin",
            status="not yet begun",
            start="October 2074",
            objectives=(Use(2, "To restore honest trade in coffee", whole=False),),
            outcomes=("Origin can be shown by trace elements",),
            indicators=(Indicator("Comparison of 60 samples"),),
            parties=(
                Party("International Coffee Organization", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
        ),
        Action(
            number="52.5",
            title="To clarify which formalities apply to space tourists",
            status="under way",
            start="November 2073",
            objectives=(Use(1, CAPSULES),),
            outcomes=("Passengers know what they may bring back", "Launch sites provide a customs channel"),
            indicators=(
                Indicator("Leaflet for passengers"),
                Indicator("Draft conclusions for submission to the Council", "submission", by="organisation/council"),
            ),
            parties=(Party("border guards", ("group/border-guards",)), Party("Commission", ("organisation/com",))),
            terms=(
                "Pebbles from the Moon are being auctioned. Contrary to what was assumed in ",
                Ref("action 47.1", "47.1"),
                ", the allowances for travellers do not distinguish between modes of transport (",
                Cite("6650/72 ENFOCUSTOM 31 COR 1", "ST-6650-2072-COR-1", ("ENFOCUSTOM 31",)),
                ").",
            ),
        ),
        Action(
            number="52.6",
            title="To reconstruct routes from refuelling cards and toll receipts",
            status="suspended",
            start="March 2075",
            objectives=(Use(3, CARRIERS), Use(2, SPICES)),
            outcomes=("Detours come to light",),
            indicators=(
                Indicator("Reconstruction of 25 journeys"),
                Indicator("Submission of the reconstruction to the CCWP", "submission"),
            ),
            parties=(Party("law enforcement bodies", ("group/law-enforcement-authorities",)),),
            terms=("Receipts are often the only trace that is left.",),
        ),
    ),
)

_ROW = Row(("number>title", *COLUMNS[1:], f"#{TERMS}", "+", TERMS))

LAYOUT = Layout(
    rows=(_ROW,),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed actions",
        STATUS: "State of play",
        START: "Start",
        OBJECTIVES: "Objectives concerned",
        OUTCOMES: "Expected benefits",
        INDICATORS: "Key performance indicators",
        PARTIES: "Parties to be involved",
        TERMS: "Terms of reference",
    },
    headings="once",
    annex_heading="Annex",
    row_rule="-" * 50,
    row_pages=False,
    page_lines=48,
    page_mark="\f",
    header=("LIMITE EN",),
    footer=("10575/6/71 REV 6 {page}", "DG H 2C"),
    item_mark="{n}/",
    closing=(",", "."),
    party_mark="-",
    list_mark="-",
    objective_mark="{n}/",
    number_form="Action {last}:",
    numerals=True,
    section_pages=False,
    headings_of_sections="{number}) {upper}",
    footnotes="bodies",
    prose_width=84,
    box_width=100,
    decomposed=True,
    no_break_spaces=True,
)
