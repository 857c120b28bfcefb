"""The invented twenty-ninth plan: headings on every page, letters, lost numbers, soft hyphens, sections run on."""

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
    no_headings,
)

COLUMNS = (TITLE, START, OBJECTIVES, INDICATORS, PARTIES, OUTCOMES, STATUS)

MARITIME = "To suppress the concealment of narcotics in maritime containers"
HAZARD = "To protect officers and citizens against radioactive and toxic cargo"
CONTINUITY = "To maintain customs supervision in times of crisis"

PLAN = Plan(
    ordinal=29,
    first_day=date(2037, 1, 1),
    last_day=date(2038, 6, 30),
    title_tail="the revised strategy for customs cooperation in the third pillar",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2036, 10, 21),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The events of the preceding winter demonstrated that customs offices may be cut off from their "
            "information systems for days. The ",
            Earlier(28, date(2035, 7, 1), date(2036, 12, 31), 1),
            " contained no provisions for such a contingency.",
        ),
        (
            "Against this background the ",
            Own(),
            " supplements the threat assessment of the Presidency",
            Note(2),
            ". Delegations also took into consideration the Convention on mutual assistance and cooperation between "
            "customs administrations",
            Note(3),
            ".",
        ),
    ),
    notes=(
        Body("6731/1/35 REV 1 ENFOCUSTOM 38", document="ST-6731-2035-REV-1"),
        Body("13590/36 ENFOCUSTOM 116 COSI 209", document="ST-13590-2036-INIT"),
        Body("OJ C 24, 23.1.1998, p. 1", journal="OJ C 24, 1998-01-23, 1"),
    ),
    outlook=(
        (
            "Three of the actions continue activities which the ",
            Own(),
            " takes over from its predecessor at the request of the delegations concerned.",
        ),
    ),
    work_areas=("maritime containers", "dangerous cargo", "preparedness"),
    objectives=(MARITIME, HAZARD, CONTINUITY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Project groups convene as often as necessary.",
            "Video conferences are preferred to physical meetings.",
            "Interpretation is not provided.",
        ),
        ("An overview of the state of play is circulated every three months.",),
    ),
    actions=(
        Action(
            number="29.1",
            title="To analyse the use of reefer units for the concealment of cocaine",
            start="January 2037",
            objectives=(Use(1, MARITIME), Use(2, "To protect officers and citizens", whole=False)),
            indicators=(
                Indicator("Technical drawings of the cavities of six common models"),
                Indicator("Safety instructions for opening insulated panels"),
                Indicator("Report, presented to and adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG Home, OLAF)", ("organisation/com", "organisation/dg-home", "organisation/olaf")),
                Party("MAOC (N)", (), unknown=True),
            ),
            outcomes=("Shorter examination of perishable cargo", "Concealments are located without damage"),
            status="ongoing",
            terms=(
                "Cavities behind the evaporator offer space for up to eighty kilograms. Opening them without technical "
                "knowledge destroys the insulation and exposes officers to refrigerant. The drawings collected under ",
                Ref("Action 28.2", "28.2"),
                " (",
                Cite(
                    "7246/1/36 REV 1 ENFOCUSTOM 45 CORDROGUE 30",
                    "ST-7246-2036-REV-1",
                    ("ENFOCUSTOM 45", "CORDROGUE 30"),
                ),
                ") cover the models of one manufacturer only.",
            ),
        ),
        Action(
            number="29.2",
            title="To calibrate portal monitors for scrap metal",
            start="15 March 2037",
            objectives=(Use(2, HAZARD),),
            indicators=(
                Indicator("Calibration campaign at nine seaports"),
                Indicator("Interim findings submitted to the CCWP", "submission"),
            ),
            parties=(Party("IAEA", (), unknown=True), Party("COM", ("organisation/com",))),
            outcomes=("Fewer false alarms",),
            status="not started",
            terms=(
                "Natural radiation of ceramics and fertilisers triggers the majority of alarms. According to ",
                Cite("10418/2/35 ENFOCUSTOM 83 REV 2", "ST-10418-2035-REV-2", ("ENFOCUSTOM 83",)),
                " thresholds differ by a factor of five between neighbouring ports.",
            ),
        ),
        Action(
            number="29.3",
            title="To lay down minimum arrangements for the failure of electronic declaration systems",
            start="September 2037",
            objectives=(Use(3, CONTINUITY),),
            indicators=(
                Indicator("Simulation exercise lasting forty-eight hours"),
                Indicator("Guidelines approved by the CCWP", "approval"),
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("ENISA", (), unknown=True),
                Party("Customs administrations", ("group/customs-authorities",)),
            ),
            outcomes=(
                "Essential goods are released without interruption",
                "Paper declarations are captured within one week of recovery",
                "Offenders cannot take advantage of outages",
            ),
            status="ongoing",
            terms=(
                "Fallback procedures exist on paper, yet few offices have ever rehearsed them. ",
                Ref("Actions 26.1", "26.1"),
                ", ",
                Ref("27.3", "27.3"),
                " and ",
                Ref("28.5", "28.5"),
                " were confined to individual systems. Moreover, document ",
                Cite("5127/36 ENFOCUSTOM 4 + COR 1", "ST-5127-2036-INIT", ("ENFOCUSTOM 4",), corrigenda=(1,)),
                " revealed that contact points are not available at night.",
            ),
        ),
        Action(
            number="29.4",
            title="To train container inspection teams in the handling of fumigated cargo",
            start="2 November 2037",
            objectives=(Use(2, HAZARD), Use(1, MARITIME)),
            indicators=(Indicator("Two courses of five days each"), Indicator("Course evaluation")),
            parties=(Party("CEPOL", ("organisation/cepol",)), Party("EU bodies", ("group/eu-bodies",))),
            outcomes=("No accidents during inspections",),
            status="suspended",
        ),
        Action(
            number="29.5",
            title="Comparison of seal numbers recorded by terminals with those declared by carriers",
            start="January 2038",
            objectives=(Use(1, MARITIME), Use(3, CONTINUITY)),
            indicators=(
                Indicator("Automated matching in two pilot ports"),
                Indicator("Final report presented to the LEWP", "submission", by="organisation/lewp"),
                Indicator("Recommendations adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("LEWP", ("organisation/lewp",)),
                Party("Frontex", ("organisation/frontex",)),
            ),
            outcomes=("Manipulated containers are detected at discharge", "Evidence on the place of manipulation"),
            status="not started",
            terms=(
                "Seals are replaced by replicas bearing an identical number, or by seals whose number nobody compares. "
                "Carriers already exchange the necessary data for commercial purposes. The legal analysis in ",
                Cite("14671/3/35 REV3 – ENFOCUSTOM 129", "ST-14671-2035-REV-3", ("ENFOCUSTOM 129",)),
                " confirms that access may be granted upon request; the final report of ",
                Ref("Action 2", "2", plan=4),
                " of the fourth Action Plan arrived at the same result.",
            ),
        ),
        Action(
            number="29.6",
            title="To review emergency contact lists",
            start="April 2038",
            objectives=(Use(3, CONTINUITY),),
            indicators=(Indicator("Updated lists presented to CATS", "submission", by="organisation/cats"),),
            parties=(Party("Council working groups", ("group/council-working-groups",)),),
            outcomes=("Contact points respond within thirty minutes",),
            status="not started",
            terms=("One in seven telephone numbers was found to be invalid.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed actions",
        START: "Start",
        OBJECTIVES: "Strategic objectives",
        INDICATORS: "Performance indicators",
        PARTIES: "Parties concerned",
        OUTCOMES: "Possible outcomes",
        STATUS: "State of play",
        TERMS: "Terms of reference",
    },
    headings="pages",
    row_pages=False,
    page_lines=46,
    page_mark="\f",
    footer=("13982/1/36 REV 1 LV/fi {page}",),
    item_mark="{a})",
    closing=(";", "."),
    party_mark="•",
    list_mark="•",
    objective_mark="{n}.",
    number_form="{number}.",
    periods="days",
    numerals=True,
    section_pages=False,
    headings_of_sections="{upper}",
    footnotes="lost",
    end_rule=False,
    newline="\r\n",
    prose_width=86,
    box_width=108,
    straight_quotes=True,
    soft_hyphens=True,
)
