"""The invented twenty-sixth plan, of one year: headings once, dashes and loose items, words divided, CRLF."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import (
    INDICATORS,
    LEAD,
    OBJECTIVES,
    OUTCOMES,
    PARTIES,
    START,
    TERMS,
    TITLE,
    Layout,
    no_headings,
)

COLUMNS = (TITLE, OBJECTIVES, OUTCOMES, INDICATORS, PARTIES, LEAD, START)

RESILIENCE = "To preserve the resilience of customs services against corruption and infiltration"
TRANSIT = "To safeguard transit and temporary storage procedures against abuse"
PUBLIC = "To raise public awareness of the dangers of counterfeit products"

PLAN = Plan(
    ordinal=26,
    first_day=date(2038, 7, 1),
    last_day=date(2039, 6, 30),
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
    based_on=("act/council-resolution-2009",),
    meetings=(date(2038, 2, 9), date(2038, 3, 10)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Organised groups seek to penetrate ports and warehouses through intimidation and bribery. This "
            "development was not sufficiently addressed by the ",
            Earlier(25, date(2037, 1, 1), date(2038, 6, 30), 1),
            ", as the delegations observed during the evaluation.",
        ),
        (
            "In conformity with the Resolution of 23 October 2009 on a reinforced strategy for customs cooperation",
            Note(2),
            " the ",
            Own(),
            " combines preventive and repressive measures.",
        ),
    ),
    notes=(
        Body("9911/1/36 REV 1 ENFOCUSTOM 86", document="ST-9911-2036-REV-1"),
        Body("OJ C 260, 30.10.2009, p. 1", journal="OJ C 260, 2009-10-30, 1"),
    ),
    outlook=(
        ("Preference was given to proposals supported by a majority of delegations.",),
        ("The sequence of the actions does not imply any order of priority.",),
    ),
    work_areas=("integrity", "transit", "counterfeiting", "smuggling by rail"),
    objectives=(RESILIENCE, TRANSIT, PUBLIC),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        (
            "The timeframe of an action may be extended once upon a reasoned request.",
            "Such requests are addressed to the Presidency.",
        ),
    ),
    actions=(
        Action(
            number="26.1",
            title="To prevent the infiltration of terminals by criminal organisations",
            objectives=(Use(1, RESILIENCE), Use(2, TRANSIT)),
            outcomes=(
                "Enhanced awareness among employees and contractors",
                "Anonymous reporting facilities in all principal terminals",
                "Reduced misappropriation of release codes",
            ),
            indicators=(
                Indicator("Collection of preventive measures introduced since 2035"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (OLAF, DG Home)", ("organisation/com", "organisation/olaf", "organisation/dg-home")),
                Party("EU law enforcement agencies", ("group/eu-law-enforcement-agencies",)),
            ),
            lead="Germany and the Netherlands",
            start="September 2038",
            terms=(
                "Release codes for containers are traded for considerable amounts, and employees who refuse to "
                "collaborate are threatened. In line with the recommendations of ",
                Ref("Action 25.1", "25.1"),
                " (",
                Cite("12652/3/37 REV 3 ENFOCUSTOM 115 JAI 803", "ST-12652-2037-REV-3", ("ENFOCUSTOM 115", "JAI 803")),
                "), the project group will compile preventive measures, distinguishing between those directed at "
                "individuals and those directed at information systems.",
            ),
        ),
        Action(
            number="26.2",
            title="To investigate fictitious discharges of transit movements",
            objectives=(Use(2, TRANSIT),),
            outcomes=("Fraudulent discharges are discovered within three working days",),
            indicators=(
                Indicator("Analysis of four hundred unresolved enquiries"),
                Indicator("Conclusions, approval by the CCWP", "approval"),
            ),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            lead="Slovenia",
            start="1 October 2038",
            terms=(
                "Stolen credentials are used to confirm the arrival of consignments which were never presented. The "
                "phenomenon was documented in ",
                Cite("5903/38 ENFOCUSTOM 19 UD 36", "ST-5903-2038-INIT", ("ENFOCUSTOM 19", "UD 36")),
                " and, with regard to cigarettes and alcohol, in ",
                Cite(
                    "7318/1/36 REV 1 ENFOCUSTOM 44 + COR 1 + ADD 2",
                    "ST-7318-2036-REV-1",
                    ("ENFOCUSTOM 44",),
                    corrigenda=(1,),
                    addenda=(2,),
                ),
                ".",
            ),
        ),
        Action(
            number="26.3",
            title="To coordinate an information campaign concerning counterfeit cosmetics and toys",
            objectives=(Use(3, PUBLIC),),
            outcomes=("Consumers recognise typical warning signs", "Sustained decline in orders"),
            indicators=(Indicator("Campaign material in eleven languages"), Indicator("Media monitoring")),
            parties=(
                Party("EUIPO", (), unknown=True),
                Party("WCO", ("organisation/wco",)),
            ),
            lead="Greece",
            start="November 2038",
        ),
        Action(
            number="26.4",
            title="To introduce random inspections of block trains originating outside the Union",
            objectives=(Use(1, RESILIENCE), Use(2, TRANSIT)),
            outcomes=("Permanent presence at marshalling yards", "Deterrent effect on repeat offenders"),
            indicators=(Indicator("Evaluation of one hundred inspections, report to the CCWP", "submission"),),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("border guards", ("group/border-guards",)),
                Party("COM", ("organisation/com",)),
            ),
            lead="Lithuania",
            start="January 2039",
            terms=(
                "Block trains carry up to ninety containers under a single consignment note. Selection according to "
                "documents alone has proved unsatisfactory. The results of ",
                Ref("Actions 21.6", "21.6"),
                ", ",
                Ref("24.2", "24.2"),
                " and ",
                Ref("25.5", "25.5"),
                " as well as document ",
                Cite("11207/37 ENFOCUSTOM 103", "ST-11207-2037-INIT", ("ENFOCUSTOM 103",)),
                " constitute the starting point.",
            ),
        ),
        Action(
            number="26.5",
            title="To develop rotation schemes for exposed positions",
            objectives=(Use(1, RESILIENCE),),
            outcomes=("Officials remain no longer than five years in an exposed position",),
            indicators=(
                Indicator("Inventory of exposed positions"),
                Indicator("Model scheme submitted to the CCWP", "submission"),
            ),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("customs administrations", ("group/customs-authorities",)),
            ),
            lead="Ireland",
            start="March 2039",
            terms=(
                "Rotation is prescribed by law in seven Member States. ",
                Ref("Action [23.2]", "23.2"),
                " recommended a voluntary scheme for the remaining ones, taking account of collective agreements.",
            ),
        ),
        Action(
            number="26.6",
            title="To supplement the register of authorised warehouse keepers whose licence was withdrawn",
            objectives=(Use(2, "To safeguard transit and temporary storage procedures", whole=False), Use(3, PUBLIC)),
            outcomes=("Withdrawn licences become known to all administrations",),
            indicators=(
                Indicator("Functional description of the register"),
                Indicator("Opinion on data protection"),
                Indicator("Recommendations presented to the CCWP", "submission"),
            ),
            parties=(Party("COM (DG Taxud)", ("organisation/com", "organisation/dg-taxud")),),
            lead="Denmark",
            start="15 April 2039",
            terms=(
                "Applicants whose licence was withdrawn in one Member State have obtained a new one in another. The "
                "final report (",
                Cite("6277/2/37 REV 2 ENFOCUSTOM 33 UD 61", "ST-6277-2037-REV-2", ("ENFOCUSTOM 33", "UD 61")),
                ") on the ",
                Ref("Action 5", "5", plan=3),
                " of the third Action Plan was confined to importers and should be supplemented.",
            ),
        ),
    ),
)

LAYOUT = Layout(
    rows=(no_headings(COLUMNS, box=(f"#{TERMS}>{TERMS}",)),),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        OBJECTIVES: "Strategic objective",
        OUTCOMES: "Possible outcomes",
        INDICATORS: "Performance indicator",
        PARTIES: "Partners",
        LEAD: "Lead",
        START: "Start date",
        TERMS: "Terms of reference:",
    },
    headings="once",
    row_rule="=" * 44,
    row_pages=False,
    page_lines=48,
    page_mark="",
    footer=("10477/38 PB/av - {page} -",),
    item_mark="-",
    loose_items=True,
    party_mark="-",
    list_mark="•",
    objective_mark="•",
    number_form="Action {number}",
    periods="days",
    footnotes="bodies",
    newline="\r\n",
    prose_width=82,
    box_width=104,
    hyphenated=True,
)
