"""The invented seventieth plan, 70th in print: headings on every page, years, no notes, soft hyphens, CRLF."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES, START)

FIREARMS = "To contain the illegal circulation of firearms, their parts and ammunition"
PHARMA = "To curb the traffic in falsified medicinal products and doping substances"
DATA = "To ensure that information held by customs reaches those who need it"

PLAN = Plan(
    ordinal=70,
    first_day=date(2015, 1, 1),
    last_day=date(2016, 12, 31),
    title_tail="the Council Conclusions on the contribution of the customs authorities to the implementation of the "
    "Stockholm Programme in the fight against serious and organised cross-border crime",
    based_on=("act/council-conclusions-2011",),
    meetings=(date(2014, 9, 22), date(2014, 9, 23), date(2014, 10, 27)),
    forwarded_to=("LEWP", "organisation/lewp"),
    introduction=(
        (
            "Customs law enforcement cooperation has been organised in successive plans since 2004. The ",
            Earlier(69, date(2013, 7, 1), date(2014, 12, 31)),
            " is about to expire; seven of its eight actions have produced a final report.",
        ),
        (
            "In July 2014 the Italian Presidency circulated a questionnaire on the added value of the project groups. "
            "Respondents appreciated the exchange of views among practitioners, but regretted that few recommendations "
            "were ever put into effect. For that reason each action of the ",
            Own(),
            " ends with a product that can be used without further decisions at national level.",
        ),
        (
            "Delegations also expressed the wish that the CCWP cooperate more closely with the bodies steering the "
            "EU policy cycle for organised and serious international crime.",
        ),
    ),
    notes=(),
    outlook=(
        (
            "Actions are shown in the order of their starting dates. Parties are shown before indicators, since it is "
            "for them to comment on the indicators first.",
        ),
    ),
    work_areas=("firearms", "medicinal products", "exchange of information"),
    objectives=(FIREARMS, PHARMA, DATA),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "It reports to LEWP at the end of each year.",
        ),
        ("Project groups work in English and meet no more than four times.",),
        (
            "Member States that do not take part in an action are consulted before its product is finalised.",
            "Silence for four weeks is taken as consent.",
        ),
    ),
    actions=(
        Action(
            number="70.1",
            title="To identify convertible alarm weapons in parcels",
            objectives=(Use(1, FIREARMS),),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("European Firearms Experts", (), unknown=True),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
            ),
            indicators=(
                Indicator("Identification chart for screening staff"),
                Indicator("Trial at five postal hubs"),
                Indicator("Report on the trial submitted to the CCWP", "submission"),
            ),
            outcomes=("Screening staff recognise the twelve models most often converted",),
            start="January 2015",
            terms=(
                "Alarm weapons may be bought freely in some Member States and are converted with simple tools in "
                "others. They travel in parcels declared as toys or spare parts. Images collected in the course of ",
                Ref("Action 69.1", "69.1"),
                " have been made available (",
                Cite(
                    "11364/1/14 REV 1 ENFOCUSTOM 84 ENFOPOL 201",
                    "ST-11364-2014-REV-1",
                    ("ENFOCUSTOM 84", "ENFOPOL 201"),
                ),
                ").",
            ),
        ),
        Action(
            number="70.2",
            title="To set up a forum of specialists on controls of mail order pharmacies",
            objectives=(Use(2, PHARMA), Use(3, DATA)),
            parties=(
                Party("EMA", (), unknown=True),
                Party("World Customs Organization", ("organisation/wco",)),
                Party("COM (DG SANCO, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("Interpol", (), unknown=True),
            ),
            indicators=(
                Indicator("List of specialists"),
                Indicator("Rules of procedure of the forum, adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Questions from the counter are answered within the hour",
                "Shipments intercepted in one country are sought in the others",
            ),
            start="March 2015",
            terms=(
                "Operation PANGEA has demonstrated every year that few of the officers concerned can tell a genuine "
                "blister pack from a false one. “Ask a colleague” is the method in general use. The forum will be "
                "modelled on the one described in ",
                Cite("14102/2/13 ENFOCUSTOM 166 REV 2", "ST-14102-2013-REV-2", ("ENFOCUSTOM 166",)),
                "; suggestions as to its hosting appear in ",
                Cite("9815/14 SAN 204 ENFOCUSTOM 60 + COR 2", "ST-9815-2014-INIT", ("SAN 204", "ENFOCUSTOM 60"), (2,)),
                ".",
            ),
        ),
        Action(
            number="70.3",
            title="Comparison of national rules on access to passenger name records by customs",
            objectives=(Use(3, DATA),),
            parties=(
                Party("Law Enforcement Working Party", ("organisation/lewp",)),
                Party("EDPS", (), unknown=True),
            ),
            indicators=(
                Indicator(
                    "Comparative table, to be presented to the Law Enforcement Working Party",
                    "submission",
                    by="organisation/lewp",
                ),
            ),
            outcomes=("The needs of customs are known to those who negotiate", "Practice becomes more uniform"),
            start="April 2015",
            terms=(
                "Sixteen Member States are building or planning a passenger information unit; in nine of them customs "
                "officers will be seconded to it. Neither ",
                Ref("Action 66.4", "66.4"),
                " nor ",
                Ref("Action 68.1", "68.1"),
                " went beyond air traffic, and this action will not do so either.",
            ),
        ),
        Action(
            number="70.4",
            title="To raise awareness of anabolic steroids and their raw materials",
            objectives=(Use(2, "To curb the traffic in falsified medicinal products", whole=False),),
            parties=(
                Party("World Anti-Doping Agency", (), unknown=True),
                Party("Customs authorities", ("group/customs-authorities",)),
            ),
            indicators=(
                Indicator("Presentation for use in training, with speaking notes"),
                Indicator("Set of forty specimens"),
            ),
            outcomes=("Raw materials from Asia are no longer released as food supplements",),
            start="September 2015",
            terms=(
                "The powders arrive by the barrel and leave a garage by the thousand phials. They are not controlled "
                "substances everywhere.",
            ),
        ),
        Action(
            number="70.5",
            title="To trace deactivated firearms imported for collectors and theatres",
            objectives=(Use(1, FIREARMS), Use(3, DATA)),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Analysis of permits issued between 2010 and 2014"),
                Indicator("Tracing form"),
                Indicator("Approval of the tracing form by the CCWP", "approval"),
            ),
            outcomes=(
                "Weapons which have been reactivated lead back to a permit",
                "Permits are checked against the goods presented",
            ),
            start="October 2015",
            terms=(
                "Investigations conducted in 2013 and 2014 revealed that several assault rifles found in the "
                "possession of robbers had once been sold as deactivated. On the import of such weapons only ",
                Ref("Action 3", "3", plan=4),
                " of the 4th Action Plan contains any indication. See further ",
                Cite("6477/3/12 REV3 – ENFOCUSTOM 14", "ST-6477-2012-REV-3", ("ENFOCUSTOM 14",)),
                " and ",
                Cite("8010/14 ENFOCUSTOM 46 COR 1", "ST-8010-2014-COR-1", ("ENFOCUSTOM 46",)),
                ".",
            ),
        ),
        Action(
            number="70.6",
            title="To assess the customs chapter of threat assessments drawn up since 2012",
            objectives=(Use(3, DATA), Use(1, FIREARMS), Use(2, PHARMA)),
            parties=(
                Party("EU JHA agencies", ("group/eu-jha-agencies",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            indicators=(
                Indicator("Stocktaking of sources"),
                Indicator("Conclusions and proposals, approved by CATS", "approval", by="organisation/cats"),
            ),
            outcomes=("Customs contributions are delivered in time and in a usable form",),
            start="not before 1 January 2016",
            terms=(
                "Contributions by customs to the serious and organised crime threat assessment have been few, late or "
                "both. The assessment follows on from ",
                Ref("Actions 67.2", "67.2"),
                ", ",
                Ref("68.5", "68.5"),
                " and ",
                Ref("69.6", "69.6"),
                ".",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(Row(("number>title", *COLUMNS[1:], f"#{TERMS}", "+", TERMS)),),
    columns=COLUMNS,
    labels={
        TITLE: "Action planned",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Parties to be associated",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Results sought",
        START: "Launch",
        TERMS: "Background",
    },
    headings="pages",
    annex_heading="ANNEX",
    row_rule="-" * 36,
    row_pages=False,
    page_lines=44,
    page_mark="",
    header=("13930/2/14 REV 2",),
    footer=("CM/rw {page}", "DGD 1C EN"),
    item_mark="–",
    closing=(";", "."),
    party_mark="–",
    list_mark="•",
    list_mark_alone=False,
    objective_mark="–",
    number_form="{number}.",
    ordinals="figures",
    periods="years",
    section_pages=False,
    headings_of_sections="{upper}",
    footnotes="none",
    newline="\r\n",
    prose_width=88,
    box_width=104,
    widths={TITLE: 38, OBJECTIVES: 40, PARTIES: 30, INDICATORS: 36, OUTCOMES: 34, START: 18},
    soft_hyphens=True,
)
