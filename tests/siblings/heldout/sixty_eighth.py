"""The invented sixty-eighth plan: an ordinary paper, headings before each cell or before all, notes without numbers."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    FIVE,
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

OPERATIONS = "To enhance the effectiveness of joint customs operations"
SEIZURES = "To exploit information obtained from seizures for the benefit of investigations"
BUSINESS = "To develop partnership with the private sector along the supply chain"

PLAN = Plan(
    ordinal=68,
    first_day=date(2009, 7, 1),
    last_day=date(2010, 12, 31),
    title_tail="the strategy for customs cooperation and the Hague Programme",
    based_on=("act/strategy-2003", "act/hague-programme"),
    meetings=(date(2009, 2, 5), date(2009, 3, 12)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The strategy for customs cooperation",
            Note(1),
            " provides that the CCWP draws up action plans at regular intervals and keeps their implementation under "
            "review. To that end, the ",
            Earlier(66, date(2006, 7, 1), date(2007, 12, 31), 2),
            " and the ",
            Earlier(67, date(2008, 1, 1), date(2009, 6, 30), 3),
            " set out a total of nineteen actions, sixteen of which were concluded in time.",
        ),
        (
            "In December 2008 the incoming Czech Presidency invited delegations to indicate where further work was "
            "needed. Fourteen replies were received",
            Note(4),
            ". They show a clear preference for subjects of immediate practical use. The ",
            Own(),
            " has been drawn up accordingly.",
        ),
    ),
    notes=(
        Body("OJ C 247, 15.10.2003, p. 1", journal="OJ C 247, 2003-10-15, 1"),
        Body("8617/4/06 REV 4 ENFOCUSTOM 34", document="ST-8617-2006-REV-4"),
        Body("15704/2/07 REV 2 ENFOCUSTOM 119 CRIMORG 187", document="ST-15704-2007-REV-2"),
        Body("5244/09 ENFOCUSTOM 3", document="ST-5244-2009-INIT"),
    ),
    outlook=(
        (
            "Particular attention is paid to the follow-up given to recommendations made by earlier project groups. "
            "Where an action builds on such recommendations, this is mentioned in the box concerned.",
        ),
    ),
    work_areas=("operational cooperation", "use of intelligence", "cooperation with business"),
    objectives=(OPERATIONS, SEIZURES, BUSINESS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "Each project group draws up a mandate, which is subject to the agreement of the CCWP.",
            "The mandate sets out the composition of the group, its working methods and a timetable.",
        ),
        (
            "Progress is reviewed once per Presidency.",
            "An action that has not started by 30 June 2010 is deemed to have been withdrawn unless the CCWP decides "
            "otherwise.",
        ),
    ),
    actions=(
        Action(
            number="68.1",
            title="To prepare a standard set of documents for joint customs operations",
            objectives=(Use(1, OPERATIONS),),
            indicators=(
                Indicator("Compilation of the business plans used since 2004"),
                Indicator("Standard set presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=("Less time is lost in preparation", "Results of different operations become comparable"),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Europol", ("organisation/europol",)),
                Party("World Customs Organisation", ("organisation/wco",)),
            ),
            terms=(
                "Whoever organises a joint customs operation has to start from scratch: nomination forms, messages, "
                "debriefing questionnaires. An evaluation of seven operations (",
                Cite("9172/1/08 REV 1 ENFOCUSTOM 61", "ST-9172-2008-REV-1", ("ENFOCUSTOM 61",)),
                ") found that up to a third of the time available was devoted to such paperwork. Work done under ",
                Ref("Action 66.3", "66.3"),
                " and the guide annexed to ",
                Cite("13108/2/07 REV 2 ENFOCUSTOM 92 UD 88", "ST-13108-2007-REV-2", ("ENFOCUSTOM 92", "UD 88")),
                " should be used as starting points.",
            ),
        ),
        Action(
            number="68.2",
            title="To study concealment methods in refrigerated containers",
            objectives=(
                Use(1, OPERATIONS),
                Use(2, "Exploit information obtained from seizures for the benefit of investigations"),
            ),
            indicators=(
                Indicator("Illustrated handbook for officers at sea ports"),
                Indicator("Report, analysis and recommendation to the CCWP, approval by the CCWP", "approval"),
            ),
            outcomes=(
                "Officers are familiar with the construction of the cooling unit",
                "Perishable cargo is not spoiled by unnecessary controls",
                "Finds are photographed in a uniform manner",
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("MAOC-N", (), unknown=True),
                Party("Europol", ("organisation/europol",)),
            ),
            terms=(
                "Refrigerated containers account for a small fraction of traffic but for almost half of the cocaine "
                "seized in sea ports. The space behind the evaporator can be filled within ten minutes and leaves no "
                "trace on an X-ray image taken from the side. Findings made under ",
                Ref("Actions 64.4", "64.4"),
                " and ",
                Ref("67.2", "67.2"),
                " have not been circulated beyond the services that took part.",
            ),
        ),
        Action(
            number="68.3",
            title="Follow-up of seizures of drug precursors in postal and express traffic",
            objectives=(Use(2, SEIZURES), Use(3, BUSINESS)),
            indicators=(Indicator("Final report with recommendations, to be submitted to the CCWP", "submission"),),
            outcomes=("Consignors are identified in more than one case out of four",),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("INCB", (), unknown=True),
                Party("COM (DG ENTR, DG TAXUD)", ("organisation/com", "organisation/dg-taxud"), unknown=True),
                Party("LEWP", ("organisation/lewp",)),
            ),
            terms=(
                "Regulation (EC) No 111/2005 concerns declared trade in precursors. It does not help an officer who "
                "comes across two kilograms of ephedrine in an envelope, since the consignor is fictitious and the "
                "consignee denies all knowledge. Best practice was first described in ",
                Cite(
                    "7419/06 ENFOCUSTOM 29 CORDROGUE 18 + COR 1",
                    "ST-7419-2006-INIT",
                    ("ENFOCUSTOM 29", "CORDROGUE 18"),
                    (1,),
                ),
                "; the final report of ",
                Ref("Action 5", "5", plan=1),
                " of the first Action Plan had already recommended that envelopes be kept.",
            ),
        ),
        Action(
            number="68.4",
            title="To promote memoranda of understanding with operators of inland waterways",
            objectives=(Use(3, "To develop partnership with the private sector", whole=False),),
            indicators=(
                Indicator("Model memorandum"),
                Indicator("Overview of arrangements approved at national level"),
                Indicator("Final report to the CCWP", "submission"),
            ),
            outcomes=("Skippers know whom to contact", "Lock-keepers report unusual movements"),
            terms=(
                "No arrangements exist with those who operate barges, locks and inland terminals, although the model "
                "memorandum for sea carriers has proved its worth.",
            ),
        ),
        Action(
            number="68.5",
            title="To improve cooperation between mobile units and airport staff",
            objectives=(Use(1, OPERATIONS), Use(3, BUSINESS)),
            indicators=(
                Indicator("Exchange programme for thirty officers"),
                Indicator("Evaluation of the exchanges, endorsement by the CCWP", "approval"),
            ),
            outcomes=("Consignments removed from an airport by road can be followed without interruption",),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("CEPOL", ("organisation/cepol",)),
                Party("IATA", (), unknown=True),
                Party("COM", ("organisation/com",)),
            ),
            terms=(
                "The project group will examine (1) which information airport staff may pass on, (2) by which means it "
                "reaches a mobile unit at night and (3) who is in command when both are present. It takes up the "
                "recommendations of ",
                Ref("Action 67.5", "67.5"),
                " (",
                Cite("6381/1/09 ENFOCUSTOM 17 REV 1", "ST-6381-2009-REV-1", ("ENFOCUSTOM 17",)),
                "), in particular recommendations 4 and 9, and the comments made by the Swedish delegation in ",
                Cite("7766/09 ENFOCUSTOM 32 ADD 1", "ST-7766-2009-ADD-1", ("ENFOCUSTOM 32",)),
                ".",
            ),
        ),
        Action(
            number="68.6",
            title="To evaluate the exchange of seizure data through the Customs Information System",
            objectives=(Use(2, SEIZURES),),
            indicators=(
                Indicator("Statistics on entries and searches in 2008 and 2009"),
                Indicator("Recommendations submitted to the CCWP for adoption", "adoption"),
            ),
            outcomes=("More cases are entered", "Entries are complete and are deleted on time"),
            parties=(
                Party("COM (OLAF)", ("organisation/com", "organisation/olaf")),
                Party("Joint Supervisory Authority", (), unknown=True),
                Party("customs administrations", ("group/customs-authorities",)),
            ),
            terms=(
                "Seven Member States account for nine tenths of all entries. “We search, but we do not feed” was a "
                "frequent answer to the questionnaire (",
                Cite("16021/2/08 REV2 – ENFOCUSTOM 128", "ST-16021-2008-REV-2", ("ENFOCUSTOM 128",)),
                "). The evaluation should be confined to the third pillar part of the system and should take account "
                "of the negotiations on its legal basis (",
                Cite(
                    "5903/3/09 REV 3 ENFOCUSTOM 9 JAI 41 + ADD 1",
                    "ST-5903-2009-REV-3",
                    ("ENFOCUSTOM 9", "JAI 41"),
                    addenda=(1,),
                ),
                ").",
            ),
        ),
    ),
)

_ALL = headings_first(FIVE)
_COLLAPSED = Row((*(f"#{name}" for name in FIVE), "number", *FIVE, f"#{TERMS}", "+", TERMS), collapsed=1)

LAYOUT = Layout(
    rows=(_ALL, each(FIVE), _ALL, some(FIVE, own=3), _COLLAPSED, each(FIVE)),
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Strategic objective",
        INDICATORS: "Performance indicators",
        OUTCOMES: "Foreseen outcome(s)",
        PARTIES: "Other possible parties",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    page_mark=" ",
    footer=("10117/2/09 REV 2 JV/ga {page}", "DG H 3A EN"),
    item_mark="({n})",
    closing=(";", "."),
    party_mark="-",
    list_mark="o",
    list_mark_alone=True,
    objective_mark="-",
    number_form="{number}",
    periods="numeric",
    headings_of_sections="{heading}",
    footnotes="lost",
    prose_width=96,
    box_width=150,
)
