"""The invented forty-first plan: headings on every page, loose lettered items, timetables, divided words."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (TITLE, OUTCOMES, OBJECTIVES, PARTIES, INDICATORS, TIMETABLE)

MARINE = "To oppose the plundering of marine resources"
LEVIES = "To halt the evasion of carbon levies at the external frontier"
LANGUAGES = "To overcome linguistic obstacles in operational work"

PLAN = Plan(
    ordinal=41,
    first_day=date(2054, 1, 1),
    last_day=date(2055, 6, 30),
    title_tail="the Council Resolution on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2053, 5, 27), date(2053, 5, 28), date(2053, 7, 9)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "Sea cucumbers, corals and swim bladders fetch prices which rival those of narcotics. While the ",
            Earlier(39, date(2051, 1, 1), date(2052, 12, 31), 1),
            " and the ",
            Earlier(40, date(2053, 1, 1), date(2053, 12, 31), 2),
            " focused on other commodities, the number of seizures has doubled.",
        ),
        (
            "Delegations meeting at Aarhus and São Brás considered that the ",
            Own(),
            " should also tackle misunderstandings between interpreters and officers.",
        ),
    ),
    notes=(
        Body("14102/3/50 REV 3 ENFOCUSTOM 139", document="ST-14102-2050-REV-3"),
        Body("11304/4/52 REV 4 ENFOCUSTOM 101 JAI 560", document="ST-11304-2052-REV-4"),
        Body("Minutes of the drafting group"),
    ),
    outlook=(
        (
            "A preliminary selection of subjects was made in spring",
            Note(3),
            " and confirmed after consultation of the delegations.",
        ),
    ),
    work_areas=("marine resources", "carbon levies", "languages"),
    objectives=(MARINE, LEVIES, LANGUAGES),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("The working language of each project group is chosen by its members.",),
        ("Interim results are not disclosed to third parties.", "Final results may be published in summary form."),
    ),
    actions=(
        Action(
            number="41.1",
            title="To recognise dried sea cucumbers and swim bladders",
            outcomes=("Species are determined on the spot", "Specimens are preserved for the proceedings"),
            objectives=(Use(1, MARINE),),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("CITES Secretariat", (), unknown=True),
            ),
            indicators=(
                Indicator("Genetic test kit"),
                Indicator("Atlas of dried specimens, approved by the CCWP", "approval"),
            ),
            timetable="February 2054 – November 2054",
            terms=(
                "In dried condition, protected and unprotected species resemble each other. Fishmongers consulted by "
                "the project group under ",
                Ref("Action 32.1", "32.1"),
                " were mistaken in every third case.",
            ),
        ),
        Action(
            number="41.2",
            title="To verify emissions declared for imported cement and fertilisers",
            outcomes=("Understated emissions are corrected before release",),
            objectives=(Use(2, LEVIES), Use(3, LANGUAGES)),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("EU bodies", ("group/eu-bodies",)),
                Party("European Environment Agency", (), unknown=True),
            ),
            indicators=(
                Indicator("Visits to nine kilns"),
                Indicator("Benchmarks for four categories of goods"),
                Indicator("Conclusions to be adopted by the CCWP", "adoption"),
            ),
            timetable="March 2054 – March 2055",
            terms=(
                "Declarants rely on verifiers who have never visited the installation. As documents ",
                Cite("6871/1/53 REV 1 ENFOCUSTOM 33 CLIMA 92", "ST-6871-2053-REV-1", ("ENFOCUSTOM 33", "CLIMA 92")),
                " and ",
                Cite("12145/50 ENFOCUSTOM 110 COR 1", "ST-12145-2050-COR-1", ("ENFOCUSTOM 110",)),
                " make clear, satellite measurements of heat allow a kiln’s output to be estimated. The project group "
                "will assess whether such estimates may be invoked in an administrative decision and, if so, what "
                "margin of error is acceptable.",
            ),
        ),
        Action(
            number="41.3",
            title="Compilation of phrases used by smugglers in telephone conversations",
            outcomes=("Interpreters render slang accurately", "Transcripts need no correction", "Shorter trials"),
            objectives=(Use(3, LANGUAGES),),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("Law Enforcement Working Party", ("organisation/lewp",)),
            ),
            indicators=(Indicator("Compilation presented to the LEWP", "submission", by="organisation/lewp"),),
            timetable="April 2054 – December 2054",
            terms=(
                "The same word denotes a kilogram in one port and a lorry in another. ",
                Ref("Action [38.6]", "38.6"),
                " and ",
                Ref("Action 9.5", "9.5", plan=9),
                " of the ninth Action Plan yielded some three hundred expressions (",
                Cite("8530/3/51 REV 3 ENFOCUSTOM 65", "ST-8530-2051-REV-3", ("ENFOCUSTOM 65",)),
                ").",
            ),
        ),
        Action(
            number="41.4",
            title="To detect swordfish and tuna landed under a false flag",
            outcomes=("Catch certificates agree with the logbook",),
            objectives=(Use(1, MARINE), Use(2, LEVIES)),
            parties=(
                Party("EFCA", (), unknown=True),
                Party("Frontex", ("organisation/frontex",)),
                Party("Parties at the external borders", ("group/parties-at-the-external-borders",)),
            ),
            indicators=(
                Indicator("Simultaneous inspections in thirteen harbours"),
                Indicator("Outcome of the inspections, report to the CCWP", "submission"),
            ),
            timetable="June 2054 – October 2054",
        ),
        Action(
            number="41.5",
            title="To scrutinise refunds granted upon re-export of steel",
            outcomes=("Steel is not credited twice", "Scrap is told apart from semi-finished products"),
            objectives=(Use(2, "To halt the evasion of carbon levies", whole=False),),
            parties=(Party("Commission", ("organisation/com",)),),
            indicators=(
                Indicator("Sample of eighty refunds"),
                Indicator("Model calculation"),
                Indicator("Submission of recommendations to the CCWP", "submission"),
            ),
            timetable="September 2054 – April 2055",
            terms=(
                "Coils leave by sea and return by road within a fortnight. Unlike ",
                Ref("Actions 38.1", "38.1"),
                " and ",
                Ref("38.4", "38.4"),
                ", the present action is confined to levies; see ",
                Cite("10266/53 ENFOCUSTOM 88 ECOFIN 471", "ST-10266-2053-INIT", ("ENFOCUSTOM 88", "ECOFIN 471")),
                ".",
            ),
        ),
        Action(
            number="41.6",
            title="To test instant translation by telephone during vehicle checks",
            outcomes=("Drivers understand their rights",),
            objectives=(Use(3, LANGUAGES),),
            parties=(
                Party("border guards", ("group/border-guards",)),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Trial at four crossing points"),
                Indicator("Assessment of the trial, approval by the CCWP", "approval"),
            ),
            timetable="January 2055 – May 2055",
            terms=("Devices must operate without a network connection.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        OUTCOMES: "Expected outcomes",
        OBJECTIVES: "Strategic objectives",
        PARTIES: "Parties concerned",
        INDICATORS: "Performance indicators",
        TIMETABLE: "Timetable",
        TERMS: "Terms of reference:",
    },
    headings="pages",
    headings_in_line=True,
    annex_heading="ANNEX",
    row_rule="-" * 44,
    row_pages=False,
    page_lines=48,
    page_mark="\f",
    header=("9120/2/53 REV 2 UL/ta {page}",),
    footer=("ANNEX JAI.1 LIMITE EN",),
    item_mark="({a})",
    loose_items=True,
    closing=(",", "."),
    party_mark="–",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="–",
    number_form="Action {last}",
    periods="months",
    headings_of_sections="{number}. {upper}",
    footnotes="bodies",
    prose_width=88,
    box_width=104,
    end_rule=False,
    hyphenated=True,
)
