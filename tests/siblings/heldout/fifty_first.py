"""The invented fifty-first plan, of two years: objectives beside titles, loose bullets, start dates, soft hyphens."""

from datetime import date

from siblings.content import Action, Cite, Earlier, Indicator, Own, Party, Plan, Ref, Use
from siblings.layout import INDICATORS, OBJECTIVES, OUTCOMES, PARTIES, START, TERMS, TITLE, Layout, Row, each

COLUMNS = (TITLE, OBJECTIVES, START, INDICATORS, OUTCOMES, PARTIES)

FIREARMS = "To curb the assembly of firearms from printed and converted parts"
MACHINERY = "To keep stolen agricultural and construction machinery inside the Union"
FORGERY = "To put an end to the trade in forged banknotes, stamps and vouchers"

PLAN = Plan(
    ordinal=51,
    first_day=date(2072, 1, 1),
    last_day=date(2073, 12, 31),
    status="",
    title_tail="the Council Resolution of 23 October 2009 on a reinforced strategy for customs cooperation and the "
    "Stockholm Programme",
    based_on=("act/council-resolution-2009", "act/stockholm-programme"),
    meetings=(date(2071, 4, 22), date(2071, 5, 20), date(2071, 6, 17)),
    forwarded_to=("CATS", "organisation/cats"),
    introduction=(
        (
            "A rifle barrel can be milled in a garage; a combine harvester can cross three borders overnight. Both "
            "phenomena became apparent while the ",
            Earlier(50, date(2070, 7, 1), date(2071, 12, 31)),
            " was being executed.",
        ),
        (
            "The ",
            Own(),
            " needed three rounds of drafting. It builds upon the ",
            Earlier(49, date(2069, 1, 1), date(2070, 6, 30)),
            " only in so far as methods are concerned.",
        ),
    ),
    notes=(),
    outlook=(
        ("The number of actions was kept low on purpose.",),
        ("Each of them may be extended once, by a maximum of six months.",),
    ),
    work_areas=("weapons", "stolen machinery", "forgery"),
    objectives=(FIREARMS, MACHINERY, FORGERY),
    rules=(
        ("Overall responsibility for this Action Plan rests with the CCWP.",),
        ("Documents of the project groups are classified at the lowest level possible.",),
        (
            "Police forces are invited to every meeting.",
            "They take part on an equal footing.",
            "Their costs are borne by their own administration.",
        ),
    ),
    actions=(
        Action(
            number="51.1",
            title="To detect files and resins intended for the printing of weapons",
            objectives=(Use(1, FIREARMS),),
            start="January 2072",
            indicators=(
                Indicator("Hash list of four hundred construction files"),
                Indicator("Overview of resins suitable for receivers"),
                Indicator("Final report to be approved by the CCWP", "approval"),
            ),
            outcomes=("Printers are impounded together with their files", "Resins are sold to known customers only"),
            parties=(
                Party("Europol", ("organisation/europol",)),
                Party("COM (DG Home)", ("organisation/com", "organisation/dg-home")),
                Party("ENFSI", (), unknown=True),
            ),
            terms=(
                "Neither the file nor the resin is a weapon; put together, they are. Parcels of resin from overseas "
                "have trebled since ",
                Ref("Action 35.1", "35.1"),
                " was completed. The legal analysis in ",
                Cite(
                    "12268/2/70 REV 2 ENFOCUSTOM 130 ENFOPOL 377",
                    "ST-12268-2070-REV-2",
                    ("ENFOCUSTOM 130", "ENFOPOL 377"),
                ),
                " concludes that an importer who possesses both may be prosecuted in nineteen Member States. The "
                "remaining Member States intend to amend their legislation by 2073.",
            ),
        ),
        Action(
            number="51.2",
            title="To examine gas pistols and signal guns which can be converted with household tools",
            objectives=(Use(1, FIREARMS), Use(3, FORGERY)),
            start="March 2072",
            indicators=(
                Indicator("Table of models, to be submitted to the CCWP for adoption", "adoption"),
                Indicator("Training film of eleven minutes"),
            ),
            outcomes=("Convertible models are refused at the border",),
            parties=(
                Party("CEPOL", ("organisation/cepol",)),
                Party("Permanent International Commission for Firearms", (), unknown=True),
            ),
            terms=(
                "The table annexed to ",
                Cite("6909/69 ENFOCUSTOM 42 + ADD 1", "ST-6909-2069-INIT", ("ENFOCUSTOM 42",), addenda=(1,)),
                " lists fifty-eight models, a third of which are no longer produced.",
            ),
        ),
        Action(
            number="51.3",
            title="To stop tractors and excavators at ferry ports",
            objectives=(Use(2, MACHINERY),),
            start="April 2072",
            indicators=(
                Indicator("Night checks in fourteen ferry ports"),
                Indicator("Interim report transmitted to the CCWP", "submission"),
                Indicator("Contact points at manufacturers"),
            ),
            outcomes=(
                "Chassis numbers are compared before boarding",
                "Owners learn of the find within a day",
            ),
            parties=(
                Party("FRONTEX", ("organisation/frontex",)),
                Party("Border guards", ("group/border-guards",)),
                Party("MS", ("group/member-states",)),
            ),
            terms=(
                "Ferry companies carry machinery at a flat rate and ask no questions. Satellite navigation units are "
                "torn out first, engines follow. See also ",
                Ref("Action 12", "12", plan=3),
                " of the third Action Plan and, more recently, ",
                Ref("Action 43.5", "43.5"),
                ".",
            ),
        ),
        Action(
            number="51.4",
            title="Survey of printing works offering holograms",
            objectives=(Use(3, FORGERY),),
            start="June 2072",
            indicators=(Indicator("Survey approved by CATS", "approval", by="organisation/cats"),),
            outcomes=("Orders for holograms are reported", "Forged vouchers become recognisable"),
            parties=(Party("European Central Bank", (), unknown=True), Party("Eurojust", ("organisation/eurojust",))),
        ),
        Action(
            number="51.5",
            title="To track the batteries and control units of stolen wheel loaders",
            objectives=(Use(2, "To keep stolen construction machinery inside the Union", whole=False),),
            start="September 2072",
            indicators=(Indicator("Query tool for serial numbers"), Indicator("Query tool available on mobile phones")),
            outcomes=("Control units lose their resale value",),
            terms=(
                "A wheel loader is worth more in pieces. The numbers of its units are recorded by the manufacturer "
                "alone (",
                Cite("10575/1/71 REV1 – ENFOCUSTOM 99", "ST-10575-2071-REV-1", ("ENFOCUSTOM 99",)),
                ").",
            ),
        ),
        Action(
            number="51.6",
            title="To take forged postage stamps out of circulation",
            objectives=(Use(3, FORGERY),),
            start="January 2073",
            indicators=(Indicator("Ultraviolet comparison of six printing inks"),),
            outcomes=("Postal operators discover forgeries in sorting centres",),
            parties=(
                Party("International organisations", ("group/international-organisations",)),
                Party("PostEurop", (), unknown=True),
            ),
            terms=(
                "Stamps are bought by the sheet from street vendors. ",
                Ref("Actions 49.6", "49.6"),
                " and ",
                Ref("50.4", "50.4"),
                " have led to the same workshops.",
            ),
            open_cells=(INDICATORS, OUTCOMES),
        ),
        Action(
            number="51.7",
            title="To question ammunition declared as brass waste",
            objectives=(Use(1, FIREARMS), Use(2, MACHINERY)),
            start="February 2073",
            indicators=(
                Indicator("Weighing protocol"),
                Indicator("Submission to the CCWP of proposals for a joint operation", "submission"),
            ),
            outcomes=("Live rounds are separated from spent cases", "Scrapyards are no longer a hiding place"),
            parties=(
                Party("WCO", ("organisation/wco",)),
                Party("other Council working groups", ("group/council-working-groups",)),
            ),
            terms=("A live round outweighs an empty case by a factor of two.",),
        ),
    ),
)

_BOX = (f"#{TERMS}", TERMS)
_REST = ("#indicators", "indicators", "#outcomes", "outcomes", "#parties", "parties", *_BOX)
_BESIDE = ("#title", "#objectives", "title~objectives", "#start", "+", "start", *_REST)
_EACH = each(COLUMNS, box=_BOX)
_OPEN = Row(
    (
        *("#title", "number", "title", "#objectives", "objectives", "#start", "start", "#indicators", "#outcomes"),
        *("indicators~outcomes", "#parties", "parties", *_BOX),
    ),
    tangle="shared",
    tangled_number=False,
)

LAYOUT = Layout(
    rows=(
        Row(_BESIDE, tangle="apart"),
        _EACH,
        Row(_BESIDE, tangle="apart"),
        Row(_BESIDE, tangle="shared"),
        _EACH,
        _OPEN,
        Row(_BESIDE, tangle="apart"),
    ),
    columns=COLUMNS,
    labels={
        TITLE: "PROPOSED ACTION",
        OBJECTIVES: "STRATEGIC OBJECTIVES",
        START: "STARTING DATE",
        INDICATORS: "PERFORMANCE INDICATORS",
        OUTCOMES: "EXPECTED RESULTS",
        PARTIES: "PARTIES CONCERNED",
        TERMS: "TERMS OF REFERENCE",
    },
    annex_heading="ANNEX I",
    page_mark="",
    header=("10575/4/71 REV 4 LB/dn",),
    footer=("{page}",),
    item_mark="•",
    loose_items=True,
    closing=(";", "."),
    party_mark="–",
    list_mark="*",
    list_mark_alone=False,
    objective_mark="➢",
    number_form="{number}.",
    periods="years",
    section_pages=False,
    headings_of_sections="{heading}",
    footnotes="none",
    end_rule=False,
    prose_width=96,
    box_width=118,
    soft_hyphens=True,
)
