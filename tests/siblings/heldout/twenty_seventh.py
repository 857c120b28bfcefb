"""The invented twenty-seventh plan, of two years unsaid in its title: figures, no annex heading, form feeds."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES)

SANCTIONS = "To ensure the uniform enforcement of restrictive measures and export restrictions"
TECHNOLOGY = "To evaluate emerging technology jointly before it is procured"
PARTNERSHIP = "To extend partnership with neighbouring administrations"

PLAN = Plan(
    ordinal=27,
    first_day=date(2039, 7, 1),
    last_day=date(2041, 6, 30),
    period_in_title=False,
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2038, 12, 13), date(2039, 1, 24)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "The ",
            Earlier(25, date(2037, 1, 1), date(2038, 6, 30), 1),
            " and the ",
            Earlier(26, date(2038, 7, 1), date(2039, 6, 30), 2),
            " devoted limited attention to exports. The enforcement of restrictive measures has since become a major "
            "responsibility of customs.",
        ),
        (
            "Representatives of the administrations met at Pécs and Mérida in order to define the scope of the ",
            Own(),
            ". The Naples II Convention",
            Note(3),
            " remains the principal instrument of mutual assistance.",
        ),
    ),
    notes=(
        Body("9911/5/36 REV 5 ENFOCUSTOM 86 JAI 640", document="ST-9911-2036-REV-5"),
        Body("10477/2/38 REV 2 ENFOCUSTOM 93", document="ST-10477-2038-REV-2"),
        Body("OJ C 24, 23.1.1998, p. 1", journal="OJ C 24, 1998-01-23, 1"),
    ),
    outlook=(("Actions requiring legislative amendments were deliberately excluded.",),),
    work_areas=("export controls", "emerging technology", "neighbouring countries"),
    objectives=(SANCTIONS, TECHNOLOGY, PARTNERSHIP),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("All actions should commence by the end of the first year.",),
        ("The CCWP will assess before the expiry of the plan whether individual actions should be prolonged.",),
    ),
    actions=(
        Action(
            number="27.1",
            title="To counter the circumvention of export restrictions through intermediate destinations",
            objectives=(Use(1, SANCTIONS), Use(3, PARTNERSHIP)),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("Eurojust", ("organisation/eurojust",)),
                Party("Europol", ("organisation/europol",)),
                Party("MONEYVAL", (), unknown=True),
            ),
            indicators=(
                Indicator("Typology of circumvention based on concluded proceedings"),
                Indicator("List of sensitive tariff headings, reviewed every quarter"),
                Indicator("Report and recommendations presented to and adopted by the CCWP", "adoption"),
            ),
            outcomes=(
                "Exporters are alerted to conspicuous orders",
                "Targeted verification of end-use statements",
            ),
            terms=(
                "Machine tools and semiconductors are declared for destinations where no corresponding industry "
                "exists. The project group will compare trade statistics of both sides and identify the intermediaries "
                "concerned. It will be guided by the recommendations of ",
                Ref("Action 26.2", "26.2"),
                " (",
                Cite("6125/2/39 REV 2 ENFOCUSTOM 24 RELEX 91", "ST-6125-2039-REV-2", ("ENFOCUSTOM 24", "RELEX 91")),
                ") and by the analysis contained in document ",
                Cite("14876/1/37 REV 1 ENFOCUSTOM 137 + COR 2", "ST-14876-2037-REV-1", ("ENFOCUSTOM 137",), (2,)),
                ".",
            ),
        ),
        Action(
            number="27.2",
            title="To test portable spectrometers under operational conditions",
            objectives=(Use(2, TECHNOLOGY),),
            parties=(
                Party("COM", ("organisation/com",)),
                Party("CEPOL", ("organisation/cepol",)),
            ),
            indicators=(
                Indicator("Test protocol"),
                Indicator("Comparative evaluation of six devices, report to the CCWP", "submission"),
            ),
            outcomes=("Procurement decisions rest upon independent results", "Specifications are shared"),
            terms=(
                "Manufacturers’ claims regarding sensitivity cannot be reproduced in practice. Laboratories at "
                "Liège and Košice will provide reference samples. The approach follows ",
                Ref("Action 4.5", "4.5", plan=4),
                " of the fourth Action Plan (",
                Cite("13002/3/11 ENFOCUSTOM 96 REV 3", "ST-13002-2011-REV-3", ("ENFOCUSTOM 96",)),
                "), which concerned mobile scanners.",
            ),
        ),
        Action(
            number="27.3",
            title="To organise observation visits with neighbouring administrations",
            objectives=(Use(3, PARTNERSHIP), Use(2, "To evaluate emerging technology jointly", whole=False)),
            parties=(
                Party("World Customs Organization", ("organisation/wco",)),
                Party("Frontex", ("organisation/frontex",)),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
            ),
            indicators=(Indicator("Programme of twelve visits, approval by the CCWP", "approval"),),
            outcomes=("Lasting contacts between border posts on both sides",),
            terms=(
                "Border posts facing each other often lack any direct line of communication. Visits of three days, "
                "with interpretation, are considered adequate.",
            ),
        ),
        Action(
            number="27.4",
            title="Harmonisation of administrative penalties for incorrect export declarations",
            objectives=(Use(1, SANCTIONS),),
            indicators=(
                Indicator("Overview of penalties"),
                Indicator("Non-binding guidelines approved by the CCWP", "approval"),
            ),
            outcomes=("Dissuasive penalties", "Prevention of detours via more lenient customs offices"),
            terms=(
                "Penalties for identical infringements range from a caution to imprisonment. “Penalties in the field "
                "of export control” (",
                Cite("8440/3/38 REV 3 ENFOCUSTOM 67 DROIPEN 52", "ST-8440-2038-REV-3", ("ENFOCUSTOM 67", "DROIPEN 52")),
                ") gives an account of the situation in nineteen Member States. According to ",
                Ref("Action 24.4", "24.4"),
                ", the remaining ones should be added.",
            ),
        ),
        Action(
            number="27.5",
            title="To appraise automated text analysis of cargo descriptions",
            objectives=(Use(2, TECHNOLOGY),),
            parties=(Party("Customs Union Group", ("organisation/customs-union-group",)),),
            indicators=(Indicator("Feasibility study presented to the CCWP", "submission"),),
            outcomes=("Vague descriptions are flagged automatically", "Fewer manual queries"),
        ),
        Action(
            number="27.6",
            title="To draw lessons from the implementation of bilateral agreements on mutual administrative assistance",
            objectives=(Use(1, SANCTIONS), Use(2, TECHNOLOGY), Use(3, PARTNERSHIP)),
            parties=(
                Party("COM (DG TAXUD, OLAF)", ("organisation/com", "organisation/dg-taxud", "organisation/olaf")),
                Party("Council working groups", ("group/council-working-groups",)),
            ),
            indicators=(
                Indicator("Questionnaire on the frequency and the quality of assistance"),
                Indicator("Synopsis of the agreements in force"),
                Indicator("Case studies relating to four neighbouring countries"),
                Indicator("Report and recommendations to the CCWP", "submission"),
            ),
            outcomes=(
                "Shorter response times",
                "Identification of provisions which require renegotiation",
                "Increased use of spontaneous assistance",
            ),
            terms=(
                "Agreements on mutual administrative assistance have been concluded with more than eighty countries, "
                "yet their practical significance varies considerably. While some partners respond within a week, "
                "others have not replied to a single request since 2036. The underlying reasons are seldom of a legal "
                "nature: contact details are obsolete, translations are missing, or the requesting authority fails to "
                "explain the urgency of the matter. The project group will (1) distribute a questionnaire, (2) "
                "evaluate the replies and (3) select four countries for an in-depth examination. The results of ",
                Ref("Action 22.4", "22.4"),
                " (",
                Cite("8063/33 ENFOCUSTOM 52", "ST-8063-2033-INIT", ("ENFOCUSTOM 52",)),
                ") and ",
                Ref("23.3", "23.3"),
                " (",
                Cite(
                    "9559/1/34 REV 1 ENFOCUSTOM 77 UD 158 + COR 1",
                    "ST-9559-2034-REV-1",
                    ("ENFOCUSTOM 77", "UD 158"),
                    (1,),
                ),
                ") could be utilised, together with the conclusions contained in document ",
                Cite("12944/2/38 REV2 – ENFOCUSTOM 118", "ST-12944-2038-REV-2", ("ENFOCUSTOM 118",)),
                ". Delegations emphasised that the examination must not delay pending requests. Consideration should "
                "equally be given to the question whether simplified channels are appropriate in cases of minor "
                "importance.",
            ),
        ),
        Action(
            number="27.7",
            title="To define criteria for the destruction of confiscated vaping products",
            objectives=(Use(1, "To ensure the uniform enforcement of restrictive measures", whole=False),),
            parties=(Party("COM", ("organisation/com",)), Party("MS", ("group/member-states",))),
            indicators=(Indicator("Criteria approved by the CCWP", "approval"),),
            outcomes=("Environmentally sound disposal of batteries",),
            terms=("Disposal is governed by environmental legislation, which is not applied uniformly.",),
        ),
    ),
)

_EACH = each(COLUMNS)
_COLLAPSED = Row(
    (
        *("number", "#title", "title", "#objectives", "+", "objectives", "#parties", "parties"),
        *("#indicators", "#outcomes", "indicators", "outcomes", f"#{TERMS}", TERMS),
    ),
    collapsed=2,
)

LAYOUT = Layout(
    rows=(_EACH, _EACH, _COLLAPSED, _EACH, _EACH),
    columns=COLUMNS,
    labels={
        TITLE: "Proposed action",
        OBJECTIVES: "Objectives",
        PARTIES: "Other concerned parties",
        INDICATORS: "Indicators",
        OUTCOMES: "Expected outcomes",
        TERMS: "Terms of reference",
    },
    annex_heading="",
    page_mark="\f",
    header=("7702/1/39 REV 1 {page}",),
    footer=("JAI.1 EN",),
    item_mark="{n}.",
    closing=(",", "."),
    list_mark="o",
    number_form="{number}.",
    ordinals="figures",
    footnotes="bodies",
    prose_width=94,
    box_width=130,
    newline="\r\n",
    decomposed=True,
)
