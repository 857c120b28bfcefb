"""The invented thirty-ninth plan, of two years: objectives beside parties in two rows, figures, ligatures."""

from datetime import date

from siblings.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, TERMS, TITLE, Layout, Row, some

COLUMNS = (TITLE, OBJECTIVES, PARTIES, INDICATORS, OUTCOMES)

ENERGY = "To prevent fraud affecting imports of hydrogen and electricity"
LABOUR = "To keep out goods produced by forced labour"
RECORDS = "To harness declaration data for the benefit of investigations"

PLAN = Plan(
    ordinal=39,
    first_day=date(2051, 1, 1),
    last_day=date(2052, 12, 31),
    title_tail="the strategy for customs cooperation",
    based_on=("act/strategy-2003",),
    meetings=(date(2050, 10, 5),),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "Hydrogen is imported by pipeline, by ship and, bound in ammonia, by rail. Its tariff treatment depends on "
            "the way in which it was produced, a circumstance that escaped the ",
            Earlier(38, date(2050, 1, 1), date(2050, 12, 31), 1),
            ".",
        ),
        (
            "The annual report for 2049",
            Note(2),
            " called for closer cooperation with labour inspectorates. The ",
            Own(),
            " responds to that call.",
        ),
    ),
    notes=(
        Body("12640/2/49 REV 2 ENFOCUSTOM 121", document="ST-12640-2049-REV-2"),
        Body("7094/1/50 REV 1 ENFOCUSTOM 38 JAI 155", document="ST-7094-2050-REV-1"),
    ),
    outlook=(("The actions complement those under way in other working parties.",),),
    work_areas=("energy products", "forced labour", "declaration data"),
    objectives=(ENERGY, LABOUR, RECORDS),
    rules=(
        ("The CCWP is responsible for the implementation of this Action Plan.",),
        ("No more than two actions are to be led by the same Member State.",),
        ("The chairs of the project groups meet once a year.", "The Presidency convenes the meeting."),
    ),
    actions=(
        Action(
            number="39.1",
            title="To validate the metering of hydrogen at points of entry",
            objectives=(Use(1, ENERGY), Use(3, RECORDS)),
            parties=(
                Party("COM (DG TAXUD)", ("organisation/com", "organisation/dg-taxud")),
                Party("ENTSOG", (), unknown=True),
                Party("Member States", ("group/member-states",)),
            ),
            indicators=(
                Indicator("Comparison of meter readings with declarations over twelve months"),
                Indicator("Final conclusions to the CCWP", "submission"),
            ),
            outcomes=("Quantities are beyond dispute", "Losses during transport are plausible"),
            terms=(
                "Meters belong to the operator, who also draws up the declaration. In the absence of supervision, "
                "differences of three per cent have gone unnoticed (",
                Cite("9672/1/50 REV 1 ENFOCUSTOM 80 ENER 212", "ST-9672-2050-REV-1", ("ENFOCUSTOM 80", "ENER 212")),
                ").",
            ),
        ),
        Action(
            number="39.2",
            title="To read cotton and tomato paste for signs of coerced harvesting",
            objectives=(Use(2, LABOUR),),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("International Labour Organization", (), unknown=True),
            ),
            indicators=(
                Indicator("Database of isotopic profiles"),
                Indicator("Decision tree for customs offices, approved by the CCWP", "approval"),
            ),
            outcomes=("Importers are able to demonstrate where the harvest took place",),
            terms=(
                "Origin is disguised by spinning in a third country. Drawing upon ",
                Ref("Action 33.2", "33.2"),
                ", the laboratories will extend their collections to fibres and pulp.",
            ),
        ),
        Action(
            number="39.3",
            title="To establish rules for the consultation of declarations by investigators",
            objectives=(Use(3, RECORDS),),
            parties=(
                Party("Eurojust", ("organisation/eurojust",)),
                Party("COM (DG HOME)", ("organisation/com", "organisation/dg-home")),
                Party("EDPS", (), unknown=True),
            ),
            indicators=(
                Indicator("Survey of national legislation"),
                Indicator("Opinion of the data protection officers"),
                Indicator("Adoption by the CCWP of common rules", "adoption"),
            ),
            outcomes=("Queries are logged and justified", "Answers within a day", "Evidence withstands challenge"),
            terms=(
                "In some Member States an investigator may consult any declaration at any time; in others a judge "
                "must authorise each query. The results obtained under ",
                Ref("Action [35.3]", "35.3"),
                " and ",
                Ref("Action 20.2", "20.2", plan=20),
                " of the twentieth Action Plan reveal that the difference is one of practice rather than of law. "
                "Documents ",
                Cite(
                    "11816/49 ENFOCUSTOM 108 DATAPROTECT 77", "ST-11816-2049-INIT", ("ENFOCUSTOM 108", "DATAPROTECT 77")
                ),
                " and ",
                Cite("13058/3/48 ENFOCUSTOM 125 REV 3", "ST-13058-2048-REV-3", ("ENFOCUSTOM 125",)),
                " are to serve as a basis. The rules will distinguish between (1) declarations less than three years "
                "old and (2) older ones.",
            ),
        ),
        Action(
            number="39.4",
            title="Examination of guarantees of origin attached to imported electricity",
            objectives=(Use(1, "To prevent fraud affecting imports of hydrogen", whole=False),),
            parties=(Party("European Commission", ("organisation/com",)),),
            indicators=(Indicator("Checklist for desk officers"), Indicator("Seminar in Tromsø")),
            outcomes=("A guarantee is cancelled once it has been used",),
        ),
        Action(
            number="39.5",
            title="To survey prison products offered on wholesale platforms",
            objectives=(Use(2, LABOUR), Use(3, RECORDS), Use(1, ENERGY)),
            parties=(
                Party("COM (DG Taxud, DG Home)", ("organisation/com", "organisation/dg-taxud", "organisation/dg-home")),
                Party("International organisations", ("group/international-organisations",)),
                Party("Eurojust", ("organisation/eurojust",)),
            ),
            indicators=(
                Indicator("Glossary of trade names"),
                Indicator("Survey submitted to CATS", "submission", by="organisation/cats"),
            ),
            outcomes=("Platforms withdraw offers", "Authorities learn of new producers"),
            terms=(
                "Products of penal colonies are sold under changing brands. ",
                Cite("5477/51 ENFOCUSTOM 8 COR 2", "ST-5477-2051-COR-2", ("ENFOCUSTOM 8",)),
                " lists those known in January.",
            ),
        ),
        Action(
            number="39.6",
            title="To retain declarations lodged by insolvent companies",
            objectives=(Use(3, RECORDS),),
            indicators=(Indicator("Handbook for liquidators, for approval by the CCWP", "approval"),),
            outcomes=("Files survive the dissolution of the company",),
            terms=(
                "Liquidators discard what creditors do not ask for. With the exception of ",
                Ref("Action 26.5", "26.5"),
                ", no action has dealt with this.",
            ),
        ),
    ),
)

_BOX = (f"#{TERMS}", "+", TERMS)
_SOME = some(COLUMNS, own=3, box=_BOX)
_BESIDE = Row(
    (
        *("#title", "number", "title", "#objectives", "#parties", "objectives~parties"),
        *("#indicators", "indicators", "#outcomes", "outcomes", *_BOX),
    ),
    tangle="apart",
    tangled_number=False,
)

LAYOUT = Layout(
    rows=(_SOME, _BESIDE, _SOME, _SOME, _BESIDE, _SOME),
    columns=COLUMNS,
    labels={
        TITLE: "Action",
        OBJECTIVES: "Strategic objective(s)",
        PARTIES: "Concerned parties",
        INDICATORS: "Performance indicator(s)",
        OUTCOMES: "Possible outcome(s)",
        TERMS: "Terms of reference",
    },
    annex_heading="ANNEX",
    row_pages=True,
    page_mark="\f",
    footer=("14102/50 PD/gw {page}", "ANNEX JAI.1 EN"),
    item_mark="({n})",
    closing=(",", "."),
    party_mark="-",
    list_mark="–",
    list_mark_alone=False,
    objective_mark="-",
    ordinals="figures",
    periods="months",
    headings_of_sections="{upper}",
    footnotes="lost",
    prose_width=96,
    box_width=138,
    ligatures=True,
)
