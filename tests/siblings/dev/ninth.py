"""The invented ninth plan, of one year: headings on every page, rows broken by pages, no marks, ligatures."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    FIVE,
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    STATUS,
    TERMS,
    TIMETABLE,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (*FIVE, STATUS, TIMETABLE)

FIGHT = "To fight cross-border fraud by the systematic use of information"
TRUST = "To strengthen the confidence between customs authorities and other law enforcement authorities"

PLAN = Plan(
    ordinal=9,
    first_day=date(2018, 1, 1),
    last_day=date(2018, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2017, 10, 17),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The results of the ",
            Earlier(8, date(2016, 1, 1), date(2017, 12, 31), 1),
            " are satisfactory, but some of its actions could not be finished. The ",
            Own(),
            " finishes them and fills the year until the new strategy is in force.",
        ),
        (
            "The information that customs hold is of use only where it flows. The Naples II Convention",
            Note(2),
            " offers the frame, the customs authorities have to fill it.",
        ),
    ),
    notes=(
        Body("14655/15 ENFOCUSTOM 112", document="ST-14655-2015-INIT"),
        Body("OJ C 24, 23.1.1998, p. 1", journal="OJ C 24, 1998-01-23, 1"),
    ),
    outlook=(("Work that was begun is finished before other work is begun.",),),
    work_areas=("fight against fraud", "flow of information", "forensic laboratories"),
    objectives=(FIGHT, TRUST),
    rules=(("All actions end with the plan.", "Unfinished work is handed over to the next plan."),),
    actions=(
        Action(
            number="9.1",
            title="To finish the classification of falsified medicines",
            objectives=(Use(1, FIGHT),),
            indicators=(
                Indicator("Classification of five hundred falsified medicines"),
                Indicator("Final report presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Officers identify falsified medicines at first sight",
                "Different laboratories reach the same findings",
            ),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("WCO", ("organisation/wco",)),
            ),
            status="ongoing",
            timetable="January 2018 – March 2018",
            terms=(
                "The classification was begun under the eighth Action Plan. Officers in the field need a file with "
                "pictures and fingerprints of the substances. According to the recommendations of ",
                Ref("Action 7.1", "7.1"),
                " (",
                Cite("9122/2/15 REV 2 ENFOCUSTOM 55", "ST-9122-2015-REV-2", ("ENFOCUSTOM 55",)),
                "), the file should be offered in all official languages. The laboratories of the Member States will "
                "confirm the findings.",
            ),
        ),
        Action(
            number="9.2",
            title="To define the fields of a common notification of seizures",
            objectives=(Use(1, FIGHT), Use(2, TRUST)),
            indicators=(Indicator("Specification of the fields, approval by the CCWP", "approval"),),
            outcomes=("Notifications can be compared", "Statistics are more reliable"),
            parties=(Party("Europol", ("organisation/europol",)), Party("Eurojust", ("organisation/eurojust",))),
            status="not started",
            timetable="April 2018 – December 2018",
        ),
        Action(
            number="9.3",
            title="To train officials in the identification of synthetic substances",
            objectives=(Use(2, TRUST),),
            indicators=(
                Indicator("Certificate for fifty officials"),
                Indicator("Evaluation of the course"),
                Indicator("Report to the CCWP", "submission"),
            ),
            outcomes=("Confident officials",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("COM (DG TAXUD, DG Home)", ("organisation/com", "organisation/dg-taxud", "organisation/dg-home")),
            ),
            status="ongoing",
            timetable="February 2018 – June 2018",
            terms=(
                "New substances appear faster than they can be prohibited. A first course was difficult to fill, the "
                "second was oversubscribed. The final report (",
                Cite("10456/16 ENFOCUSTOM 79 COSI 102", "ST-10456-2016-INIT", ("ENFOCUSTOM 79", "COSI 102")),
                ") on the ",
                Ref("Action 8.2", "8.2"),
                " asked for a sufficient number of places. The effectiveness of the course will be examined after six "
                "months.",
            ),
        ),
        Action(
            number="9.4",
            title="To clarify the use of official files in court",
            objectives=(Use(2, TRUST),),
            indicators=(Indicator("Overview of the rules of evidence"),),
            outcomes=("Fewer cases fail for formal reasons",),
            parties=(Party("Eurojust", ("organisation/eurojust",)), Party("COPEN", ("organisation/copen",))),
            status="delayed",
            timetable="June 2018 – December 2018",
            terms=(
                "Files that one authority sends to another are not always admitted as evidence. The difference between "
                "the rules was first described in ",
                Cite("7001/1/16 REV 1 COPEN 98 ENFOCUSTOM 41", "ST-7001-2016-REV-1", ("COPEN 98", "ENFOCUSTOM 41")),
                ".",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS),),
    columns=COLUMNS,
    labels={
        TITLE: "Actions",
        OBJECTIVES: "Objectives",
        INDICATORS: "Indicators",
        OUTCOMES: "Outcomes",
        PARTIES: "Parties",
        STATUS: "Status",
        TIMETABLE: "Timetable",
        TERMS: "Terms of reference",
    },
    headings="pages",
    row_pages=False,
    page_lines=34,
    page_mark="",
    footer=("- {page} -",),
    item_mark="",
    party_mark="",
    objective_mark="-",
    number_form="{last}",
    periods="months",
    numerals=True,
    headings_of_sections="{number}. {heading}",
    footnotes="bodies",
    prose_width=64,
    box_width=90,
    hyphenated=True,
    soft_hyphens=True,
    ligatures=True,
)
