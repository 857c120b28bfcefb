"""The invented seventy-first plan: indicators beside outcomes in some rows, leads and progress, columns of numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, LEAD, OBJECTIVES, OUTCOMES, PARTIES, STATUS, TERMS, TITLE, Layout, Row

COLUMNS = (TITLE, OBJECTIVES, LEAD, INDICATORS, OUTCOMES, PARTIES, STATUS)

CARGO = "To make the movement of goods by air and sea more secure"
NATURE = "To protect wildlife, forests and the environment against criminal trade"
PEERS = "To deepen cooperation among enforcement officers and with third countries"

PLAN = Plan(
    ordinal=71,
    first_day=date(2018, 7, 1),
    last_day=date(2019, 12, 31),
    title_tail="the revised strategy for customs cooperation in the third pillar and the Naples II Convention",
    based_on=("act/revised-strategy-2009", "act/naples-ii"),
    meetings=(date(2018, 1, 30), date(2018, 3, 1), date(2018, 4, 17)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The Council adopted conclusions on setting the EU’s priorities for the fight against organised and "
            "serious international crime in May 2017. Environmental crime, which had not been among them before, now "
            "ranks with drugs, excise fraud and firearms",
            Note(1),
            ".",
        ),
        (
            "The ",
            Earlier(69, date(2015, 7, 1), date(2016, 12, 31), 2),
            " contained only one action relating to the environment. The ",
            Earlier(70, date(2017, 1, 1), date(2018, 6, 30), 3),
            " contained none. The ",
            Own(),
            " strikes a different balance.",
        ),
        (
            "Officers stationed at Roissy, Liège and Leipzig described their daily work to the drafting group. Third "
            "countries were consulted through the network of attachés",
            Note(4),
            "; the replies were collected by the Bulgarian Presidency.",
        ),
    ),
    notes=(
        Body("9450/17 COSI 107 JAI 440", document="ST-9450-2017-INIT"),
        Body("6904/2/15 REV 2 ENFOCUSTOM 23", document="ST-6904-2015-REV-2"),
        Body("12788/1/16 REV 1 ENFOCUSTOM 151 UD 190", document="ST-12788-2016-REV-1"),
        Body("Oral report, not available in writing"),
    ),
    outlook=(
        (
            "Some of the work was begun informally under the previous plan. The last column shows how far it had come "
            "on 1 May 2018.",
        ),
    ),
    work_areas=("cargo security", "environmental crime", "relations with practitioners and third countries"),
    objectives=(CARGO, NATURE, PEERS),
    rules=(
        ("Responsibility for the implementation of this Action Plan lies with the CCWP.",),
        (
            "The leading Member State convenes the first meeting before 15 October 2018.",
            "It sees to it that minutes are drawn up and circulated within ten working days.",
        ),
        (
            "Contributions from third countries are welcome.",
            "They are marked as such in the final report.",
        ),
        ("A mid-term review takes place in March 2019.",),
    ),
    actions=(
        Action(
            number="71.1",
            title="To detect pangolin scales, ivory and rosewood in sea freight",
            objectives=(Use(2, NATURE), Use(1, CARGO)),
            lead="Belgium",
            indicators=(
                Indicator("Risk indicators for nine ports of departure"),
                Indicator("Sampling kit for use on the quay"),
                Indicator("Report on the use of the kit, presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Species are determined before the ship leaves",
                "Traders know that wood is being sampled",
            ),
            parties=(
                Party("CITES Secretariat", (), unknown=True),
                Party("COM (DG ENV, OLAF)", ("organisation/com", "organisation/olaf"), unknown=True),
                Party("WCO", ("organisation/wco",)),
            ),
            status="mandate drafted",
            terms=(
                "Scales are declared as cashew nuts or plastic waste, ivory is dyed and cut to the size of chocolate "
                "bars. Two thirds of the relevant containers are transhipped and never declared for import. The "
                "risk indicators set out in ",
                Cite("10573/2/17 REV 2 ENFOCUSTOM 148 ENV 612", "ST-10573-2017-REV-2", ("ENFOCUSTOM 148", "ENV 612")),
                " relate to air passengers and cannot simply be transposed. Account will be taken of ",
                Ref("Action 69.3", "69.3"),
                ".",
            ),
        ),
        Action(
            number="71.2",
            title="To improve the quality of advance cargo information for air mail",
            objectives=(Use(1, CARGO),),
            lead="France and Luxembourg",
            indicators=(
                Indicator("Measurement of data quality on four routes"),
                Indicator("Recommendations addressed to postal operators, approval by the CCWP", "approval"),
            ),
            outcomes=("Descriptions such as “gift” disappear", "Refusals to load are justified"),
            parties=(
                Party("COM (DG MOVE, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("Universal Postal Union", (), unknown=True),
                Party("customs services", ("group/customs-authorities",)),
            ),
            status="measurement under way since February 2018",
            terms=(
                "Electronic data will be mandatory for postal items containing goods. Nobody knows at present how good "
                "the data are. In one test, carried out pursuant to ",
                Ref("Action 70.2", "70.2"),
                " (",
                Cite("7203/18 ENFOCUSTOM 51 ADD 1", "ST-7203-2018-ADD-1", ("ENFOCUSTOM 51",)),
                "), every fifth record lacked the name of the sender.",
            ),
        ),
        Action(
            number="71.3",
            title="Curbing the export of end-of-life vehicles and electronic waste",
            objectives=(Use(2, "To protect the environment against criminal trade", whole=False), Use(3, PEERS)),
            lead="Germany",
            indicators=(
                Indicator("Joint control days at eight ports"),
                Indicator("Guidance on distinguishing waste from second-hand goods"),
                Indicator("Evaluation of the control days, report to the CCWP", "submission"),
            ),
            outcomes=(
                "Vehicles without a certificate of roadworthiness are not loaded",
                "Returned consignments are taken back by those who sent them",
                "Contacts in West Africa are known by name",
            ),
            parties=(
                Party("IMPEL", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            status="not yet begun",
            terms=(
                "A refrigerator which does not work is waste; one which might work is a matter for discussion. Harbour "
                "police, environmental inspectors and customs apply three different tests (",
                Cite(
                    "13641/16 ENFOCUSTOM 167 ENV 670 + COR 1", "ST-13641-2016-INIT", ("ENFOCUSTOM 167", "ENV 670"), (1,)
                ),
                "). The guidance must be short enough to be of use on the quay.",
            ),
        ),
        Action(
            number="71.4",
            title="To assess the risks arising from free zones outside the Union",
            objectives=(Use(1, CARGO), Use(3, PEERS)),
            lead="Italy",
            indicators=(
                Indicator("Country fiches"),
                Indicator("Restricted assessment submitted to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Goods relabelled in a free zone are selected for control",),
            parties=(
                Party("EUIPO", (), unknown=True),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Council working groups", ("group/council-working-groups",)),
            ),
            status="fiches in preparation",
            terms=(
                "There are more than 3 500 free zones in 130 countries. Cigarettes manufactured in some of them are "
                "sold nowhere but on the illegal market of the Union. The assessment updates ",
                Cite("11270/3/12 REV3 – ENFOCUSTOM 68", "ST-11270-2012-REV-3", ("ENFOCUSTOM 68",)),
                " and the final report of ",
                Ref("Action 3.4", "3.4", plan=3),
                " of the third Action Plan.",
            ),
        ),
        Action(
            number="71.5",
            title="To renew the handbook on hot pursuit and controlled deliveries across borders",
            objectives=(Use(3, PEERS),),
            lead="Slovenia",
            indicators=(
                Indicator("Questionnaire to the coordinating units"),
                Indicator("Revised handbook, for approval by COPEN", "approval", by="organisation/copen"),
            ),
            outcomes=("Telephone numbers are correct", "Declarations made under the Convention are up to date"),
            parties=(
                Party("COPEN", ("organisation/copen",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            status="questionnaire sent out",
            terms=(
                "The chapters on Articles 20 and 22 of the Convention date from 2010. Since then one Member State has "
                "joined, several have reorganised their services, and most of the forms have changed. ",
                Ref("Action [70.6]", "70.6"),
                " produced a list of obsolete passages (",
                Cite("15108/1/17 ENFOCUSTOM 277 REV 1", "ST-15108-2017-REV-1", ("ENFOCUSTOM 277",)),
                ").",
            ),
        ),
        Action(
            number="71.6",
            title="To organise a tabletop exercise on a device discovered in air cargo",
            objectives=(Use(1, CARGO),),
            lead="Austria",
            indicators=(Indicator("Exercise held at one airport and followed from three others"),),
            outcomes=("Responsibilities are settled beforehand",),
            status="date fixed",
            terms=("Crews, handlers and customs have never rehearsed together what is to be done in the first hour.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_FIRST = ("#title", "number>title", "#objectives", "+", "objectives", "#lead", "+", "lead")
_LAST = ("#parties", "+", "parties", "#status", "+", "status", *_BOX)
_BELOW = Row((*_FIRST, "#indicators", "+", "indicators", "#outcomes", "+", "outcomes", *_LAST))
_LONELY = Row(
    (
        *(*_FIRST, "#indicators", "+", "indicators", "#outcomes", "+", "outcomes"),
        *("#parties", "#status", "+", "status", *_BOX),
    )
)
_BESIDE = Row(
    (*_FIRST, "#indicators", "#outcomes", "indicators~outcomes", *_LAST), tangle="apart", tangled_number=False
)

LAYOUT = Layout(
    rows=(_BESIDE, _BELOW, _BESIDE, _BELOW, _BELOW, _LONELY),
    columns=COLUMNS,
    labels={
        TITLE: "Action (title)",
        OBJECTIVES: "Strategic objective(s)",
        LEAD: "Leading Member State(s)",
        INDICATORS: "Indicators",
        OUTCOMES: "Possible outcomes",
        PARTIES: "Other stakeholders",
        STATUS: "State of progress",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    end_rule=False,
    page_mark="\f",
    header=("8455/1/18 REV 1 GB/ec {page}", "JAI.1 LIMITE EN"),
    item_mark="{a})",
    closing=(";", "."),
    party_mark="•",
    list_mark="–",
    list_mark_alone=True,
    objective_mark="{n}.",
    number_form="{number}.",
    periods="days",
    headings_of_sections="{number}. {heading}",
    footnotes="column",
    prose_width=94,
    box_width=126,
    no_break_spaces=True,
)
