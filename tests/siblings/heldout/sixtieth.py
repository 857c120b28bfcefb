"""The invented sixtieth plan, its title without a status: many short actions, the same bullets everywhere."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, START, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES)

THREATS = "To identify emerging threats in good time and to inform other services of them"
TOOLS = "To put modern technology at the disposal of officers in the field"
PEOPLE = "To invest in the people on whom customs law enforcement depends"

PLAN = Plan(
    ordinal=60,
    first_day=date(2018, 1, 1),
    last_day=date(2019, 12, 31),
    status="",
    title_tail="the revised strategy for customs cooperation",
    based_on=("act/revised-strategy-2009",),
    meetings=(date(2017, 11, 14),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(59, date(2016, 7, 1), date(2017, 12, 31)),
            " consisted of five actions with a high degree of ambition. Two of them were affected by staff "
            "shortages, which is why delegations asked for a larger number of smaller actions.",
        ),
        (
            "The ",
            Own(),
            " meets that request. Every action can be brought to a close within six months of its start by a group of "
            "no more than five experts. First results will be available before the Romanian Presidency ends.",
        ),
    ),
    notes=(),
    outlook=(("The actions are listed in the order in which they will start.",),),
    work_areas=("threats", "technology", "staff"),
    objectives=(THREATS, TOOLS, PEOPLE),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("Experts take part at the expense of their administrations.",),
        (
            "Files are exchanged through the secure workspace only.",
            "E-mail may be used to fix dates.",
        ),
    ),
    actions=(
        Action(
            number="60.1",
            title="To share number plate readings along transit corridors",
            start="January 2018",
            objectives=(Use(2, TOOLS),),
            outcomes=("Vehicles of interest are found on the same day", "False hits are reduced by half"),
            indicators=(
                Indicator("Technical description of the systems in use"),
                Indicator("Report to the CCWP", "submission"),
            ),
            parties=(Party("Europol", ("organisation/europol",)), Party("TISPOL", (), unknown=True)),
            terms=(
                "Cameras belong to road operators, municipalities or the police. Fifteen customs services have no "
                "access to them (",
                Cite("11208/17 ENFOCUSTOM 162 TRANS 310", "ST-11208-2017-INIT", ("ENFOCUSTOM 162", "TRANS 310")),
                ").",
            ),
        ),
        Action(
            number="60.2",
            title="To spot foreign terrorist fighters returning by coach or ferry",
            start="February 2018",
            objectives=(Use(1, THREATS), Use(3, PEOPLE)),
            outcomes=("Officers notice suspicious behaviour and know whom to call",),
            indicators=(Indicator("Pocket card with common indicators, for approval by the CCWP", "approval"),),
            parties=(
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("Frontex", ("organisation/frontex",)),
                Party("Radicalisation Awareness Network", (), unknown=True),
            ),
            terms=(
                "Customs are often the only service present at minor ports. The card issued under ",
                Ref("Action 58.1", "58.1"),
                " is restricted to air traffic and has to be rewritten.",
            ),
        ),
        Action(
            number="60.3",
            title="To assess the influx of fentanyl analogues in express traffic",
            start="April 2018",
            objectives=(Use(1, THREATS),),
            outcomes=(
                "Depots adopt safe working practices",
                "Reliable figures are available",
            ),
            indicators=(
                Indicator("Situation report for 2017"),
                Indicator("Sampling during four weeks in six depots"),
                Indicator("Findings forwarded to the CCWP", "submission"),
            ),
            parties=(
                Party("EMCDDA", (), unknown=True),
                Party("European Express Association", (), unknown=True),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            terms=(
                "A quantity that fits under a stamp can kill. According to ",
                Cite(
                    "9456/1/17 REV 1 CORDROGUE 69 ENFOCUSTOM 140",
                    "ST-9456-2017-REV-1",
                    ("CORDROGUE 69", "ENFOCUSTOM 140"),
                ),
                ", most parcels come from a handful of senders. Neither ",
                Ref("Action 57.3", "57.3"),
                " nor ",
                Ref("Action 59.2", "59.2"),
                " had anticipated this development.",
            ),
        ),
        Action(
            number="60.4",
            title="To develop open-source research in small customs services",
            start="May 2018",
            objectives=(Use(2, TOOLS), Use(3, PEOPLE)),
            outcomes=("Every service has at least two trained researchers",),
            indicators=(
                Indicator("List of freely available tools"),
                Indicator("Course of five days, held twice"),
            ),
            parties=(Party("CEPOL", ("organisation/cepol",)),),
        ),
        Action(
            number="60.5",
            title="Common data set for reporting seizures of tobacco",
            start="September 2018",
            objectives=(Use(1, "To identify emerging threats in good time", whole=False),),
            outcomes=("Figures of different Member States can be added up",),
            indicators=(
                Indicator("Draft data set"),
                Indicator("Trial in three Member States"),
                Indicator("Data set presented to and adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("WCO", ("organisation/wco",)),
            ),
            terms=(
                "Some services count sticks, others packets, others kilograms. Heated products do not appear at all. "
                "A first draft is attached to ",
                Cite("13120/2/16 ENFOCUSTOM 171 REV 2", "ST-13120-2016-REV-2", ("ENFOCUSTOM 171",)),
                "; the objections raised to it are recorded in ",
                Cite("5021/17 ENFOCUSTOM 2 + COR 1 + COR 2", "ST-5021-2017-INIT", ("ENFOCUSTOM 2",), (1, 2)),
                ".",
            ),
        ),
        Action(
            number="60.6",
            title="To trace the owners of raw tobacco moved without supervision",
            start="January 2019",
            objectives=(Use(1, THREATS), Use(2, TOOLS)),
            outcomes=("Dealers keep records of their own free will", "Loads are matched with harvests"),
            indicators=(
                Indicator("Interviews with first processors"),
                Indicator(
                    "Options paper tabled at the Customs Union Group",
                    "submission",
                    by="organisation/customs-union-group",
                ),
            ),
            parties=(
                Party("COM (DG AGRI, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            terms=(
                "Directive 2011/64/EU does not apply to leaf tobacco, which therefore travels without any document. "
                "“Nobody’s tobacco” was the title given to a note by the Polish delegation, to be found in ",
                Cite("14663/15 ENFOCUSTOM 133", "ST-14663-2015-INIT", ("ENFOCUSTOM 133",)),
                ".",
            ),
        ),
        Action(
            number="60.7",
            title="To compare recruitment and career paths in customs investigation",
            start="March 2019",
            objectives=(Use(3, PEOPLE),),
            outcomes=("Administrations are better able to retain analysts and investigators",),
            indicators=(Indicator("Comparative study, submission to the CCWP", "submission"),),
            parties=(Party("customs administrations", ("group/customs-authorities",)),),
            terms=("The average investigator is fifty-one years old.",),
        ),
        Action(
            number="60.8",
            title="To examine the joint posting of liaison officers",
            start="after the summer of 2019",
            objectives=(Use(3, PEOPLE), Use(1, THREATS)),
            outcomes=("One officer serves several Member States", "Gaps in coverage are closed"),
            indicators=(
                Indicator("Map of postings"),
                Indicator("Model arrangement approved by CATS", "approval", by="organisation/cats"),
            ),
            parties=(
                Party("Europol and Frontex", ("organisation/europol", "organisation/frontex")),
                Party("LEWP", ("organisation/lewp",)),
            ),
            terms=(
                "Customs liaison officers serve in nineteen third countries, eleven of which host four or more. "
                "Council Decision 2003/170/JHA allows them to act on behalf of other Member States, and ",
                Ref("Action 3.7", "3.7", plan=3),
                " of the third Action Plan encouraged them to do so.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number>title", *COLUMNS[1:], f"#{TERMS}", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Subject",
        START: "Start of work",
        OBJECTIVES: "Strategic objective(s) served",
        OUTCOMES: "Desired outcomes",
        INDICATORS: "Performance indicators",
        PARTIES: "Other participants",
        TERMS: "Explanatory remarks",
    },
    headings="once",
    annex_heading="ANNEX",
    row_rule="_" * 30,
    row_pages=False,
    page_lines=47,
    page_mark="",
    header=("14301/1/17 REV 1",),
    footer=("JV/sl {page}", "DGD 1C EN"),
    item_mark="•",
    closing=(";", "."),
    party_mark="•",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="–",
    number_form="{number}",
    periods="years",
    numerals=True,
    section_pages=False,
    headings_of_sections="{upper}",
    footnotes="none",
    end_rule=False,
    newline="\r\n",
    prose_width=84,
    box_width=100,
    ligatures=True,
    hyphenated=True,
)
