"""The invented thirty-eighth plan, of one year: headings once, each in its line, own numbers, a column of notes."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (TITLE, LEAD, OBJECTIVES, INDICATORS, OUTCOMES, PARTIES)

REPAYMENT = "To forestall the repayment of duties on goods that never arrived"
STONES = "To verify the lawful provenance of minerals and precious stones"
SAFETY = "To safeguard the health and safety of officers on duty"

PLAN = Plan(
    ordinal=38,
    first_day=date(2050, 1, 1),
    last_day=date(2050, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2049, 9, 15), date(2049, 10, 6)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The volume of goods returned by consumers has quadrupled in ten years, and so have the claims for "
            "repayment. These developments could not be foreseen when the ",
            Earlier(37, date(2048, 7, 1), date(2049, 12, 31), 1),
            " was drawn up.",
        ),
        (
            "The ",
            Own(),
            " is shorter than its predecessors. It is founded on the Resolution",
            Note(2),
            " and on the exchange of views at Łódź.",
        ),
    ),
    notes=(
        Body("7318/3/48 REV 3 ENFOCUSTOM 44 UD 90", document="ST-7318-2048-REV-3"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("Measures of an exclusively fiscal nature remain within the competence of the tax administrations.",),
        ("Three Member States volunteered to lead two actions each.",),
    ),
    work_areas=("repayment of duties", "minerals", "officer safety"),
    objectives=(REPAYMENT, STONES, SAFETY),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Leading Member States submit a timetable within one month.", "They may be replaced at their own request."),
        ("Results are circulated among all delegations without delay.",),
    ),
    actions=(
        Action(
            number="38.1",
            title="To screen applications for repayment in respect of rejected consignments",
            lead="Germany",
            objectives=(Use(1, REPAYMENT),),
            indicators=(
                Indicator("Set of risk criteria"),
                Indicator("Review of five hundred closed files"),
                Indicator("Recommendations for adoption by the CCWP", "adoption"),
            ),
            outcomes=("Unfounded claims are dismissed at the outset", "Honest traders are reimbursed sooner"),
            parties=(
                Party("COM (OLAF, DG Taxud)", ("organisation/com", "organisation/olaf", "organisation/dg-taxud")),
                Party("European Court of Auditors", (), unknown=True),
            ),
            terms=(
                "Identical photographs of damaged goods have been submitted in support of dozens of claims. The "
                "project group will ascertain which particulars lend themselves to automatic comparison, having "
                "regard to ",
                Cite(
                    "12218/2/48 REV 2 ENFOCUSTOM 119 FISC 204 + COR 1",
                    "ST-12218-2048-REV-2",
                    ("ENFOCUSTOM 119", "FISC 204"),
                    (1,),
                ),
                ".",
            ),
        ),
        Action(
            number="38.2",
            title="To determine the provenance of rough diamonds and coloured stones",
            lead="Belgium and Czechia",
            objectives=(Use(2, STONES), Use(3, SAFETY)),
            indicators=(
                Indicator("Catalogue of inclusions compiled by gemmologists"),
                Indicator("Catalogue to be approved by the CCWP", "approval"),
            ),
            outcomes=("Certificates are no longer accepted at face value",),
            parties=(
                Party("Kimberley Process Secretariat", (), unknown=True),
                Party("World Customs Organization", ("organisation/wco",)),
                Party("other international organisations", ("group/international-organisations",)),
            ),
            terms=(
                "Certificates accompany the parcel, not the stone. As observed in ",
                Ref("Action 28.3", "28.3"),
                " (",
                Cite("6158/47 ENFOCUSTOM 21 COR 1", "ST-6158-2047-COR-1", ("ENFOCUSTOM 21",)),
                "), stones of different mines are mixed shortly before export.",
            ),
        ),
        Action(
            number="38.3",
            title="Protection against accidental exposure to potent narcotics",
            lead="Germany",
            objectives=(Use(3, SAFETY),),
            indicators=(
                Indicator("Minimum list of protective equipment, approval by the CCWP", "approval"),
                Indicator("Demonstration video"),
            ),
            outcomes=("Accidents are prevented", "Antidotes are at hand in every examination room"),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("Law enforcement authorities", ("group/law-enforcement-authorities",)),
            ),
            terms=(
                "Two milligrams may be lethal. ",
                Ref("Action 21.3", "21.3"),
                " and ",
                Ref("Action 3", "3", plan=2),
                " of the second Action Plan merely advised caution.",
            ),
        ),
        Action(
            number="38.4",
            title="To reconcile returned online purchases with the initial declarations",
            lead="Lithuania",
            objectives=(Use(1, REPAYMENT), Use(2, STONES)),
            indicators=(Indicator("Pilot with two platforms, report to the CCWP", "submission"),),
            outcomes=("Each return is matched with one entry", "Carriers transmit the reference of the first parcel"),
            parties=(
                Party("Universal Postal Union", (), unknown=True),
                Party("Customs Union Group", ("organisation/customs-union-group",)),
            ),
        ),
        Action(
            number="38.5",
            title="To take stock of cobalt and tantalum declared as residues",
            lead="Finland, Latvia and Romania",
            objectives=(Use(2, "To verify the lawful provenance of minerals", whole=False),),
            indicators=(
                Indicator("Survey of refineries"),
                Indicator("Assays of thirty samples"),
                Indicator("Submission of an overall assessment to the CCWP", "submission"),
            ),
            outcomes=("Ores cannot be passed off as residues",),
            parties=(
                Party("Joint Research Centre", (), unknown=True),
                Party("EU bodies", ("group/eu-bodies",)),
            ),
            terms=(
                "Residues are exempt from the duty of due diligence. Shipments have grown by a factor of six, as "
                "explained in document ",
                Cite("13366/1/49 REV 1 ENFOCUSTOM 127", "ST-13366-2049-REV-1", ("ENFOCUSTOM 127",)),
                " and, for the period before, in ",
                Cite("4910/45 ENFOCUSTOM 3 ENV 17", "ST-4910-2045-INIT", ("ENFOCUSTOM 3", "ENV 17")),
                ". Contrary to ",
                Ref("Action 30.2", "30.2"),
                ", brokers are to be included. The laboratories will agree beforehand upon the mass fraction above "
                "which a residue is to be regarded as an ore, for otherwise their findings could be challenged.",
            ),
        ),
        Action(
            number="38.6",
            title="To support officers who are subjected to threats",
            lead="Lithuania",
            objectives=(Use(3, SAFETY),),
            indicators=(
                Indicator("Network of confidential advisers"),
                Indicator("Code of practice presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Threats are reported", "Families receive assistance"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("MS", ("group/member-states",)),
            ),
            terms=("Intimidation begins with a photograph of an officer’s home.",),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS),),
    columns=COLUMNS,
    labels={
        TITLE: "PROPOSED ACTIONS",
        LEAD: "LEADING MEMBER STATE",
        OBJECTIVES: "STRATEGIC OBJECTIVES",
        INDICATORS: "PERFORMANCE INDICATORS",
        OUTCOMES: "POSSIBLE OUTCOMES",
        PARTIES: "CONCERNED PARTIES",
        TERMS: "TERMS OF REFERENCE:",
    },
    headings="once",
    row_rule="_" * 40,
    row_pages=False,
    page_lines=47,
    page_mark=" ",
    header=("LIMITE EN",),
    footer=("12640/49 JS/pt {page}", "DG D 3"),
    item_mark="({n})",
    closing=(";", "."),
    party_mark="•",
    list_mark="▪",
    own_numbers=True,
    objective_mark="({n})",
    number_form="{number}.",
    periods="numeric",
    section_pages=False,
    headings_of_sections="{number}. {upper}",
    footnotes="column",
    prose_width=84,
    box_width=102,
    newline="\r\n",
    decomposed=True,
)
