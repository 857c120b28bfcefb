"""The invented twenty-second plan: indicators before objectives, own numbers, ligatures, a footer on every page."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    TERMS,
    TITLE,
    Layout,
    Row,
    each,
    headings_first,
    some,
)

COLUMNS = (TITLE, INDICATORS, OBJECTIVES, OUTCOMES, PARTIES)

DETECT = "To increase the detection of prohibited and restricted goods at the point of entry"
PURSUE = (
    "To pursue the financial flows behind customs offences and to deprive offenders of the proceeds of their activity"
)
ALIGN = "To align operational procedures among the administrations of the Member States"
SUPPLY = "To involve economic operators in securing the supply chain"

PLAN = Plan(
    ordinal=22,
    first_day=date(2032, 7, 1),
    last_day=date(2033, 12, 31),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and the "
    "revised strategy for customs cooperation in the third pillar",
    based_on=("act/council-resolution-2009", "act/revised-strategy-2009"),
    meetings=(date(2032, 1, 15), date(2032, 2, 26)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "In its Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
            Note(1),
            " the Council stressed that effective enforcement depends on multi-annual planning. The strategy is put "
            "into practice by successive Action Plans, each covering a limited period.",
        ),
        (
            "The ",
            Earlier(20, date(2029, 7, 1), date(2030, 12, 31), 2),
            " was evaluated by the Member States in the course of the following year. The ",
            Earlier(21, date(2031, 1, 1), date(2032, 6, 30), 3),
            " is still being implemented, and its final evaluation will be submitted at a later stage.",
        ),
        (
            "The ",
            Own(),
            " was prepared in the light of the threat assessment delivered in autumn and of the replies of the "
            "delegations to a questionnaire",
            Note(4),
            ".",
        ),
    ),
    notes=(
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
        Body("8214/2/29 REV 2 ENFOCUSTOM 58", document="ST-8214-2029-REV-2"),
        Body("13876/1/30 REV 1 ENFOCUSTOM 117 UD 214", document="ST-13876-2030-REV-1"),
        Body("14702/31 ENFOCUSTOM 126", document="ST-14702-2031-INIT"),
    ),
    outlook=(
        (
            "The ",
            Own(),
            " reflects the enforcement priorities endorsed by the Council and pays particular attention to trade in "
            "environmentally harmful goods.",
        ),
    ),
    work_areas=(
        "environmental crime",
        "excise fraud",
        "asset recovery",
        "cooperation with economic operators",
    ),
    objectives=(DETECT, PURSUE, ALIGN, SUPPLY),
    rules=(
        (
            "The CCWP is responsible for the implementation of this Action Plan.",
            "The mandate of each project group is subject to the agreement of the CCWP.",
        ),
        (
            "Member States are invited to express their interest in participating within six weeks.",
            "Participation remains voluntary.",
        ),
        ("A mid-term evaluation will be undertaken nine months after the adoption of the plan.",),
    ),
    actions=(
        Action(
            number="22.1",
            title="To combat the illegal import of fluorinated greenhouse gases and of appliances containing them",
            objectives=(Use(1, DETECT), Use(4, SUPPLY)),
            indicators=(
                Indicator("Compilation of import quotas and of the licensing procedures in force"),
                Indicator("Field guide for the verification of gas cylinders"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Higher interception rate of unlicensed refrigerants",
                "Reliable figures on the volume of the illegal market",
                "Specific risk profiles for air conditioning equipment",
            ),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("World Customs Organisation", ("organisation/wco",)),
            ),
            terms=(
                "The gradual reduction of the quantities placed on the market has led to a considerable price "
                "difference with neighbouring countries. Seizures in 2031 amounted to 212 tonnes, mostly in "
                "disposable cylinders. In accordance with the recommendations of ",
                Ref("Action 20.3", "20.3"),
                " (",
                Cite("9417/3/30 REV 3 ENFOCUSTOM 71 ENV 388", "ST-9417-2030-REV-3", ("ENFOCUSTOM 71", "ENV 388")),
                "), the project group will examine how quota information can be made available at the border posts, "
                "and will propose a methodology for sampling.",
            ),
        ),
        Action(
            number="22.2",
            title="To strengthen the supervision of movements of mineral oils under duty suspension",
            objectives=(Use(1, DETECT), Use(3, ALIGN)),
            indicators=(Indicator("Report, conclusions and recommendations to the CCWP", "submission"),),
            outcomes=(
                "Prompt notification of irregular movements",
                "Reduced losses of excise revenue",
            ),
            parties=(
                Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),
                Party("Fiscalis Committee", (), unknown=True),
            ),
            terms=(
                "Lubricating oils and similar products falling outside the monitored categories are increasingly "
                "diverted for use as motor fuel. The following documents should be taken into consideration: ",
                Cite("6630/1/31 REV 1 ENFOCUSTOM 27 FISC 49", "ST-6630-2031-REV-1", ("ENFOCUSTOM 27", "FISC 49")),
                " regarding road tankers; ",
                Cite("11945/1/29 ENFOCUSTOM 102 REV 1", "ST-11945-2029-REV-1", ("ENFOCUSTOM 102",)),
                " regarding storage depots; ",
                Cite("12360/30 ENFOCUSTOM 108 + ADD 1", "ST-12360-2030-INIT", ("ENFOCUSTOM 108",), addenda=(1,)),
                " regarding laboratory analysis.",
            ),
        ),
        Action(
            number="22.3",
            title="To incorporate financial investigation into customs proceedings from the outset",
            objectives=(Use(2, PURSUE),),
            indicators=(
                Indicator("Comparative table of the powers of customs investigators"),
                Indicator("Recommendations, approval by the CCWP", "approval"),
            ),
            outcomes=("Increased amount of assets frozen and confiscated",),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Europol", ("organisation/europol",)),
                Party("COPEN", ("organisation/copen",)),
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
            ),
            terms=(
                "Financial enquiries usually start once the criminal case has been closed, by which time assets have "
                "been transferred. The final report (",
                Cite(
                    "10288/2/28 REV 2 ENFOCUSTOM 83 COPEN 140 + COR 1",
                    "ST-10288-2028-REV-2",
                    ("ENFOCUSTOM 83", "COPEN 140"),
                    corrigenda=(1,),
                ),
                ") on the ",
                Ref("Action 6", "6", plan=2),
                " of the second Action Plan already pointed to this deficiency. The project group will identify the "
                "administrations in which parallel enquiries are possible and describe the legal requirements.",
            ),
        ),
        Action(
            number="22.4",
            title="Establishment of a contact network for consignments of waste declared as second-hand goods",
            objectives=(
                Use(3, ALIGN),
                Use(4, SUPPLY),
            ),
            indicators=(
                Indicator("List of contact points"),
                Indicator("Evaluation of the network after twelve months submitted to the CCWP", "submission"),
            ),
            outcomes=("Uniform treatment of doubtful consignments", "Shorter storage of detained containers"),
            parties=(Party("other Council working groups", ("group/council-working-groups",)),),
        ),
        Action(
            number="22.5",
            title="To evaluate the memoranda of understanding concluded with carriers and port operators",
            objectives=(Use(4, SUPPLY),),
            indicators=(Indicator("Evaluation report approved by the CCWP", "approval"),),
            outcomes=("Updated model memorandum", "Regular exchange with trade associations"),
            terms=(
                "More than sixty memoranda are in force, some of which date back several decades. ",
                Ref("Actions 19.2", "19.2"),
                " and ",
                Ref("21.4", "21.4"),
                " recommended a periodic review. Particular regard should be given to document ",
                Cite("7055/32 ENFOCUSTOM 31", "ST-7055-2032-INIT", ("ENFOCUSTOM 31",)),
                ", which sets out the experience of three administrations.",
            ),
        ),
    ),
)

_NUMBER_FIRST = Row(
    (
        *("number", "#title", "#indicators", "title", "indicators", "#objectives", "objectives"),
        *("#outcomes", "#parties", "outcomes", "parties", f"#{TERMS}", "+", TERMS),
    ),
    collapsed=3,
)

LAYOUT = Layout(
    rows=(
        headings_first(COLUMNS),
        some(COLUMNS, own=2),
        _NUMBER_FIRST,
        each(COLUMNS),
        some(COLUMNS, own=3),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed Action",
        INDICATORS: "Performance Indicators",
        OBJECTIVES: "Strategic Objectives",
        OUTCOMES: "Possible Outcome(s)",
        PARTIES: "Other concerned parties",
        TERMS: "Terms of Reference",
    },
    footer=("5108/3/32 REV 3 KM/ps {page}", "DG D 3 LIMITE EN"),
    own_numbers=True,
    objective_mark="({n})",
    periods="numeric",
    footnotes="lost",
    box_width=150,
    ligatures=True,
)
