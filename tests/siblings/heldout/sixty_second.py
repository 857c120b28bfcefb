"""The invented sixty-second plan, its period unsaid: headings before all cells or before some, dashes, stages."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    STATUS,
    TERMS,
    TITLE,
    Layout,
    Row,
    headings_first,
)

COLUMNS = (TITLE, START, STATUS, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES)

SANCTIONS = "To enforce restrictive measures uniformly at all points of exit"
COMMERCE = "To keep pace with electronic commerce and with the changes in consumer behaviour"
SEA = "To raise awareness of what happens at sea"

PLAN = Plan(
    ordinal=62,
    first_day=date(2025, 1, 1),
    last_day=date(2027, 6, 30),
    period_in_title=False,
    title_tail="the Council Resolution of 2 October 2003 on a strategy for customs cooperation",
    based_on=("act/council-resolution-2003",),
    meetings=(date(2024, 11, 28), date(2025, 1, 16)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Since February 2022 the Union has adopted a long series of restrictive measures. Their enforcement at the "
            "frontier falls to customs, and at some crossing points it absorbs up to half of the staff on duty.",
        ),
        (
            "Consequently, little time was left for the ",
            Earlier(60, date(2022, 1, 1), date(2023, 6, 30)),
            " and for the ",
            Earlier(61, date(2023, 7, 1), date(2024, 12, 31), 1),
            ". In a letter to the Presidency",
            Note(2),
            " eight delegations requested that the next plan reflect the situation as it is. The ",
            Own(),
            ", to which experts from Jõhvi, Świecko and Algeciras contributed, seeks to do so.",
        ),
        (
            "The reform of the Customs Union proposed by the Commission in May 2023",
            Note(3),
            " is still under discussion. Its outcome is not anticipated.",
        ),
    ),
    notes=(
        Body("11620/3/23 REV 3 ENFOCUSTOM 87 COSI 140", document="ST-11620-2023-REV-3"),
        Body("Letter of 9 September 2024, circulated by e-mail"),
        Body("Doc. 9596/23 UD 109", document="ST-9596-2023-INIT"),
    ),
    outlook=(
        (
            "The enforcement of restrictive measures has priority. The stage reached is indicated for each action, as "
            "work on some of them began before this document was drawn up.",
        ),
    ),
    work_areas=("restrictive measures", "electronic commerce", "maritime surveillance"),
    objectives=(SANCTIONS, COMMERCE, SEA),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Documents bearing a classification are handled outside the project groups.",),
        (
            "Any two delegations may ask for an action to be reviewed.",
            "The request is dealt with at the following meeting.",
        ),
    ),
    actions=(
        Action(
            number="62.1",
            title="To agree on the treatment of vehicles and parts held back at the border with Russia and Belarus",
            start="January 2025",
            status="two meetings held",
            objectives=(Use(1, SANCTIONS),),
            parties=(
                Party("COM (DG FISMA, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("Frontex", ("organisation/frontex",)),
                Party("RELEX", (), unknown=True),
            ),
            indicators=(
                Indicator("Overview of practice at eleven crossing points"),
                Indicator("Common instructions, adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Travellers receive the same answer at every crossing point",
                "Refusals are recorded and shared",
            ),
            terms=(
                "Annexes to Regulation (EU) No 833/2014 are amended several times a year, and the tariff codes in them "
                "do not always correspond to those printed on packages. A car refused in the morning crosses in the "
                "afternoon, thirty kilometres to the south. The group will build upon ",
                Cite("7765/2/24 REV 2 ENFOCUSTOM 38 RELEX 401", "ST-7765-2024-REV-2", ("ENFOCUSTOM 38", "RELEX 401")),
                " and on the experience gathered under ",
                Ref("Action 61.3", "61.3"),
                " with dual-use goods.",
            ),
        ),
        Action(
            number="62.2",
            title="To uncover diversion through companies founded after February 2022",
            start="spring 2025",
            status="awaiting the nomination of experts",
            objectives=(Use(1, SANCTIONS), Use(2, COMMERCE)),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("AMLA", (), unknown=True),
            ),
            indicators=(
                Indicator("List of warning signs"),
                Indicator("Case book, to be submitted to COPEN", "submission", by="organisation/copen"),
            ),
            outcomes=("Exporters examine new customers more closely",),
            terms=(
                "Exports of washing machines to certain countries have multiplied. Directive (EU) 2024/1226 makes the "
                "violation of restrictive measures a criminal offence throughout the Union. Reference is made to ",
                Ref("Actions 60.5", "60.5"),
                " and ",
                Ref("61.1", "61.1"),
                " as well as to ",
                Cite(
                    "13004/24 ENFOCUSTOM 121 COPEN 390 + COR 1",
                    "ST-13004-2024-INIT",
                    ("ENFOCUSTOM 121", "COPEN 390"),
                    (1,),
                ),
                ".",
            ),
        ),
        Action(
            number="62.3",
            title="To examine the abuse of identification numbers in the import one-stop shop",
            start="1 June 2025",
            status="mandate approved",
            objectives=(Use(2, "To keep pace with electronic commerce", whole=False),),
            parties=(
                Party("COM (OLAF, DG TAXUD)", ("organisation/com", "organisation/olaf", "organisation/dg-taxud")),
                Party("EPPO", (), unknown=True),
            ),
            indicators=(
                Indicator("Test purchases from twenty platforms"),
                Indicator("Estimate of the tax foregone"),
                Indicator("Conclusions presented to the CCWP", "submission"),
            ),
            outcomes=(
                "Numbers which were stolen are blocked within a day",
                "Platforms verify the sellers they host",
            ),
            terms=(
                "A valid number can be found on any parcel, copied and used a thousand times. Authorities notice it "
                "when the return of the rightful holder does not match the declarations, that is to say months later (",
                Cite("5590/25 ADD 2 ENFOCUSTOM 9 FISC 14", "ST-5590-2025-ADD-2", ("ENFOCUSTOM 9", "FISC 14")),
                ").",
            ),
        ),
        Action(
            number="62.4",
            title="Reference collection of disposable electronic cigarettes and nicotine pouches",
            start="September 2025",
            status="not yet begun",
            objectives=(Use(None, "Laboratory support for the benefit of all services concerned"),),
            parties=(
                Party("CLEN", (), unknown=True),
                Party("WHO", (), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(Indicator("Collection of two hundred specimens"),),
            outcomes=("Laboratories identify unauthorised products without delay",),
        ),
        Action(
            number="62.5",
            title="To recognise tracking beacons which smugglers place in consignments",
            start="October 2025",
            status="first trials completed",
            objectives=(Use(2, COMMERCE), Use(3, SEA)),
            parties=(
                Party("Joint Research Centre", (), unknown=True),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            indicators=(
                Indicator("Illustrated guide"),
                Indicator("Approval of the guide by LEWP", "approval", by="organisation/lewp"),
            ),
            outcomes=(
                "Controlled deliveries are no longer given away by the beacon",
                "Data held in the beacon serve as evidence",
            ),
            terms=(
                "A beacon the size of a coin tells its owner that a container has been opened. When this idea was put "
                "forward in ",
                Cite("10733/3/22 ENFOCUSTOM 84 REV 3", "ST-10733-2022-REV-3", ("ENFOCUSTOM 84",)),
                ", few believed it. ",
                Ref("Action 7.2", "7.2", plan=7),
                " of the Seventh Action Plan recommended that shielding bags be carried in every vehicle.",
            ),
        ),
        Action(
            number="62.6",
            title="To document transfers of cargo between vessels of the shadow fleet",
            start="first quarter of 2026",
            status="on hold until vessels are available",
            objectives=(Use(3, SEA), Use(1, SANCTIONS)),
            parties=(
                Party("EMSA", (), unknown=True),
                Party("EFCA", (), unknown=True),
                Party("Parties at the external borders", ("group/parties-at-the-external-borders",)),
            ),
            indicators=(
                Indicator("Log of observations made from aircraft and satellites"),
                Indicator("Log and evaluation, to be laid before the CCWP", "submission"),
            ),
            outcomes=("False certificates of origin for crude oil are refuted",),
            terms=(
                "Tankers switch off their transponders, meet in the lee of an island and leave with another draught. "
                "In ",
                Cite("16220/1/23 REV1 – ENFOCUSTOM 144", "ST-16220-2023-REV-1", ("ENFOCUSTOM 144",)),
                " five areas are singled out.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}>{TERMS}",)
_ALL = headings_first(COLUMNS, box=_BOX)
_SOME = Row(
    (
        *("#title", "#start", "#status", "number", "title", "start", "status", "#objectives", "+", "objectives"),
        *("#parties", "+", "parties", "#indicators", "#outcomes", "indicators", "outcomes", *_BOX),
    )
)

LAYOUT = Layout(
    rows=(_ALL, _ALL, _SOME, _ALL, _SOME, _ALL),
    columns=COLUMNS,
    labels={
        TITLE: "Action title",
        START: "Begins",
        STATUS: "Stage",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Other services and bodies",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        TERMS: "Terms of reference:",
    },
    annex_heading="ANNEX",
    row_rule="* * *",
    row_pages=False,
    page_lines=50,
    page_mark="",
    header=("5102/1/25 REV 1",),
    footer=("KL/nv {page}", "JAI.1 LIMITE EN"),
    item_mark="-",
    loose_items=True,
    closing=(";", "."),
    party_mark="-",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="{n})",
    number_form="{number}",
    headings_of_sections="{heading}",
    footnotes="bodies",
    prose_width=88,
    box_width=108,
    decomposed=True,
    no_break_spaces=True,
)
