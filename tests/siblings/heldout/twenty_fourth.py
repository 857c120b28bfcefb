"""The invented twenty-fourth plan, of two years: no pages and no footnotes, parties second, open items."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, PARTIES, OBJECTIVES, INDICATORS, OUTCOMES, STATUS)

FIREARMS = "To reduce the availability of illicit firearms and explosives within the Union"
INTEROPERABLE = "To promote interoperable systems for the registration of seizures"
LIAISON = "To make full use of liaison officers posted in third countries"

PLAN = Plan(
    ordinal=24,
    first_day=date(2035, 1, 1),
    last_day=date(2036, 12, 31),
    status="",
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2034, 5, 30), date(2034, 7, 4)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The Treaty of Lisbon provides the basis on which customs authorities contribute to the area of freedom, "
            "security and justice. The ",
            Earlier(22, date(2032, 7, 1), date(2033, 12, 31)),
            " and the ",
            Earlier(23, date(2034, 1, 1), date(2034, 12, 31)),
            " have shown the added value of working in small groups with a clear mandate.",
        ),
        (
            "In response to the request of several delegations, the ",
            Own(),
            " covers two years. It concentrates on firearms, precursors and the infrastructure needed for the "
            "recording of seizures.",
        ),
    ),
    notes=(),
    outlook=(("Account has been taken of the strategic analysis produced every four years.",),),
    work_areas=("firearms trafficking", "drug precursors", "recording of seizures"),
    objectives=(FIREARMS, INTEROPERABLE, LIAISON),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Project groups consist of at least three Member States.",
            "The Commission and the agencies may be invited as observers.",
            "Minority positions are recorded in an annex to the report.",
        ),
    ),
    actions=(
        Action(
            number="24.1",
            title="To trace convertible alarm weapons and essential components sent by express courier",
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG HOME)", ("organisation/com", "organisation/dg-home")),
                Party("LEWP", ("organisation/lewp",)),
            ),
            objectives=(Use(1, FIREARMS), Use(2, INTEROPERABLE)),
            indicators=(
                Indicator("Overview of the models encountered since 2030"),
                Indicator("Two operational phases of five days"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Comprehensive intelligence picture of suppliers and purchasers",
                "Dedicated selection criteria for express hubs",
            ),
            status="not started",
            terms=(
                "Alarm weapons which are freely sold in some jurisdictions are converted to fire live ammunition. "
                "Barrels and slides are dispatched separately, in order to escape attention. On the basis of the "
                "recommendations of ",
                Ref("Action 21.1", "21.1"),
                " (",
                Cite("7490/2/32 REV 2 ENFOCUSTOM 38 CRIMORG 55", "ST-7490-2032-REV-2", ("ENFOCUSTOM 38", "CRIMORG 55")),
                ") and ",
                Ref("22.3", "22.3"),
                " (",
                Cite("12118/33 ENFOCUSTOM 104", "ST-12118-2033-INIT", ("ENFOCUSTOM 104",)),
                "), the project group will develop criteria which can be applied in the sorting centres of couriers.",
            ),
        ),
        Action(
            number="24.2",
            title="To monitor non-scheduled chemicals suitable for the manufacture of amphetamines",
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("EMCDDA", (), unknown=True),
                Party("other international organisations", ("group/international-organisations",)),
            ),
            objectives=(Use(3, LIAISON),),
            indicators=(
                Indicator("Watch list of substances, updated twice a year"),
                Indicator("Interim report to the CCWP", "submission"),
            ),
            outcomes=("Early interruption of the supply of illegal laboratories",),
            status="ongoing",
            terms=(
                "Producers replace each scheduled substance by another one within a few months. The watch list "
                "established under ",
                Ref("Action 23.4", "23.4"),
                " is no longer sufficient. Particular use will be made of ",
                Cite("9936/3/34 REV3 – ENFOCUSTOM 80", "ST-9936-2034-REV-3", ("ENFOCUSTOM 80",)),
                " and of the notifications received from liaison officers.",
            ),
        ),
        Action(
            number="24.3",
            title="Improvement of the statistical classification of seized goods",
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("WCO", ("organisation/wco",)),
            ),
            objectives=(Use(2, INTEROPERABLE),),
            indicators=(
                Indicator("Classification and explanatory notes"),
                Indicator("Classification approved by the CCWP", "approval"),
            ),
            outcomes=(
                "Consistent annual statistics",
                "Reduced reporting burden",
                "Trend analysis over ten years",
            ),
            status="ongoing",
        ),
        Action(
            number="24.4",
            title="To issue guidance on controlled deliveries involving several jurisdictions",
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COPEN", ("organisation/copen",)),
                Party("Europol", ("organisation/europol",)),
            ),
            objectives=(Use(1, "To reduce the availability of illicit firearms", whole=False), Use(3, LIAISON)),
            indicators=(Indicator("Guidance for practitioners, approval by the CCWP", "approval"),),
            outcomes=("Decisions are obtained within the time allowed by the logistics",),
            status="suspended",
            terms=(
                "Authorisation procedures diverge considerably, and a delivery crossing four frontiers may require "
                "seven decisions. The final report of ",
                Ref("Action 2.9", "2.9", plan=2),
                " of the second Action Plan (",
                Cite("5871/1/08 REV 1 ENFOCUSTOM 14 COPEN 22", "ST-5871-2008-REV-1", ("ENFOCUSTOM 14", "COPEN 22")),
                ") contains an inventory which needs to be updated. The document ",
                Cite("6418/1/34 REV 1", "ST-6418-2034-REV-1"),
                " describes the most recent amendments of national law.",
            ),
        ),
        Action(
            number="24.5",
            title="To revise the handbook for officers posted abroad",
            objectives=(Use(3, LIAISON),),
            indicators=(Indicator("Revised handbook"), Indicator("Annual meeting of the officers")),
            outcomes=("Requests are channelled through a single contact point",),
            status="completed in part",
            terms=("The handbook dates from 2024 and does not mention electronic evidence.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(
        Row(
            (
                *("#title", "number>title", "#parties", "parties", "#objectives", "objectives"),
                *("#indicators", "indicators", "#outcomes", "outcomes", "#status", "status", f"#{TERMS}>{TERMS}"),
            ),
        ),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "ACTION",
        PARTIES: "OTHER PARTIES CONCERNED",
        OBJECTIVES: "STRATEGIC OBJECTIVE(S)",
        INDICATORS: "PERFORMANCE INDICATOR(S)",
        OUTCOMES: "EXPECTED OUTCOME(S)",
        STATUS: "STATUS",
        TERMS: "TERMS OF REFERENCE:",
    },
    annex_heading="Annex",
    end_rule=False,
    row_rule="—" * 30,
    row_pages=False,
    page_mark="",
    item_mark="{n})",
    closing=("", ""),
    party_mark="•",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="{n}.",
    number_form="{number}",
    periods="years",
    numerals=True,
    section_pages=False,
    headings_of_sections="{upper}",
    footnotes="none",
    prose_width=84,
    box_width=84,
    no_break_spaces=True,
)
