"""A plan in StratML: what the schema wants in its order, all of the plan that has a place there, and nothing else."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, RDF, RDFS, SKOS, XSD
from ccwp_kg.publish.dumps.stratml import stratml
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.silences import WORDS
from support.commands import Run

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"

# ISO 17469-1, schema version 1.1: element → its children in their order, each with how often it may come (least, most).
ONE, MAYBE, ANY, SOME = (1, 1), (0, 1), (0, 999), (1, 999)
SCHEMA: dict[str, dict[str, tuple[int, int]]] = {
    "StrategicPlan": {
        "Name": ONE, "Description": MAYBE, "OtherInformation": MAYBE, "StrategicPlanCore": ONE,
        "AdministrativeInformation": MAYBE,
    },
    "StrategicPlanCore": {"Organization": ANY, "Vision": MAYBE, "Mission": MAYBE, "Value": ANY, "Goal": SOME},
    "Organization": {
        "Name": MAYBE, "Acronym": MAYBE, "Identifier": MAYBE, "Description": MAYBE, "Stakeholder": ANY,
    },
    "Goal": {
        "Name": ONE, "Description": ONE, "Identifier": MAYBE, "SequenceIndicator": MAYBE, "Stakeholder": ANY,
        "OtherInformation": MAYBE, "Objective": ANY,
    },
    "Objective": {
        "Name": MAYBE, "Description": MAYBE, "Identifier": MAYBE, "SequenceIndicator": MAYBE, "Stakeholder": ANY,
        "OtherInformation": MAYBE,
    },
    "Stakeholder": {"Name": ONE, "Description": MAYBE},
    "AdministrativeInformation": {
        "StartDate": MAYBE, "EndDate": MAYBE, "PublicationDate": MAYBE, "Source": MAYBE, "Submitter": MAYBE,
    },
}  # fmt: skip
TEXT = {"Name", "Description", "OtherInformation", "Acronym", "SequenceIndicator"}
TYPED = {
    "Identifier": r"[A-Za-z_][A-Za-z0-9._-]*",  # xsd:ID, an NCName (in ASCII)
    "StartDate": r"\d{4}-\d\d-\d\d",
    "EndDate": r"\d{4}-\d\d-\d\d",
    "Source": r"https://\S+",
}
ATTRIBUTES = {"Stakeholder": {"StakeholderTypeType": {"Person", "Organization", "Generic_Group"}}}


def local(element: Element) -> str:
    namespace, _, name = element.tag.removeprefix("{").partition("}")
    assert NAMESPACE == namespace
    return name


def check(element: Element) -> None:
    """An element and all within it against the table."""
    name = local(element)
    for attribute, value in element.attrib.items():
        assert value in ATTRIBUTES[name][attribute]
    if name not in SCHEMA:
        assert name in TEXT or re.fullmatch(TYPED[name], element.text or ""), name
        assert [] == list(element)
        return
    assert "" == (element.text or "").strip()
    children = [local(child) for child in element]
    order = list(SCHEMA[name])
    assert sorted(children, key=order.index) == children, name
    counts = Counter(children)
    for child, (least, most) in SCHEMA[name].items():
        assert least <= counts[child] <= most, (name, child)
    for child in element:
        check(child)


def validated(document: str) -> Element:
    root = ElementTree.fromstring(document)
    assert "StrategicPlan" == local(root)
    check(root)
    identifiers = [each.text for each in root.iter(f"{{{NAMESPACE}}}Identifier")]
    assert len(identifiers) == len(set(identifiers))  # xsd:ID
    return root


def texts(element: Element, path: str) -> list[str | None]:
    steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
    return [each.text for each in element.findall(steps)]


@pytest.fixture(scope="module")
def plan(published: Path) -> Element:
    assert ["plan-5.xml"] == [path.name for path in (published / "stratml").iterdir()]
    return validated((published / "stratml" / "plan-5.xml").read_text(encoding="utf-8"))


Facts = dict[tuple[NamedNode, NamedNode], set[NamedNode | Literal]]


@pytest.fixture(scope="module")
def facts(dataset: NamedGraphs) -> Facts:
    """The merged graph: subject and predicate → objects."""
    found: defaultdict[tuple[NamedNode, NamedNode], set[NamedNode | Literal]] = defaultdict(set)
    for triple in dataset.merged():
        found[triple.subject, triple.predicate].add(triple.object)
    return dict(found)


def test_the_head_and_the_foot(plan: Element) -> None:
    """The plan's name, whose it is, when it holds; no vision, mission, value, publication date or submitter."""
    assert ["Fifth Action Plan"] == texts(plan, "Name")
    assert "Draft Fifth Action Plan (1.7.2011–31.12.2012)" in texts(plan, "Description")[0]
    core = plan.find(f"{{{NAMESPACE}}}StrategicPlanCore")
    assert ["Organization", *["Goal"] * 10] == [local(child) for child in core]
    assert ["CCWP"] == texts(core, "Organization/Acronym")
    administrative = plan.find(f"{{{NAMESPACE}}}AdministrativeInformation")
    assert {
        "StartDate": "2011-07-01", "EndDate": "2012-12-31", "Source": "https://w3id.org/ccwp/id/plan/5",
    } == {local(child): child.text for child in administrative}  # fmt: skip


def value(facts: Facts, subject: NamedNode, predicate: NamedNode) -> str:
    [text] = {o.value for o in facts[subject, predicate] if isinstance(o, Literal) and o.language in (None, "en")}
    return text


def things(facts: Facts, subject: NamedNode, predicate: NamedNode) -> set[NamedNode | Literal]:
    return facts.get((subject, predicate), set())


def goals(plan: Element) -> dict[str, Element]:
    """Goal by its sequence indicator, in their order."""
    found = plan.findall(f"{{{NAMESPACE}}}StrategicPlanCore/{{{NAMESPACE}}}Goal")
    assert 10 == len(found)
    return {texts(goal, "SequenceIndicator")[0]: goal for goal in found}


def test_the_goals_are_the_actions(plan: Element, facts: Facts) -> None:
    assert [f"5.{number}" for number in range(1, 11)] == list(goals(plan))
    for number, goal in goals(plan).items():
        action = iris.action(5, number)
        [terms] = things(facts, action, CCWP.hasTermsOfReference)
        assert [value(facts, action, DCTERMS.term("title"))] == texts(goal, "Name")
        assert [value(facts, terms, CCWP.text)] == texts(goal, "Description")
        assert [f"plan_5_action_{number}"] == texts(goal, "Identifier")


def test_each_outcome_is_an_objective_of_its_action(plan: Element, facts: Facts) -> None:
    for number, goal in goals(plan).items():
        outcomes = things(facts, iris.action(5, number), CCWP.hasOutcome)
        assert outcomes
        by_position = {value(facts, each, CCWP.position): value(facts, each, CCWP.text) for each in outcomes}
        assert by_position == dict(
            zip(texts(goal, "Objective/SequenceIndicator"), texts(goal, "Objective/Description"), strict=True)
        )


def test_each_party_is_a_stakeholder_with_its_role_and_the_words_that_name_it(plan: Element, facts: Facts) -> None:
    for number, goal in goals(plan).items():
        expected = [
            (value(facts, party, SKOS.prefLabel), f"Concerned: {value(facts, entry, CCWP.printedForm)}")
            for entry in things(facts, iris.action(5, number), CCWP.hasPartyInvolvement)
            for party in things(facts, entry, CCWP.involvedParty)
        ]
        stakeholders = zip(texts(goal, "Stakeholder/Name"), texts(goal, "Stakeholder/Description"), strict=True)
        assert Counter(expected) == Counter(stakeholders), number
    assert [] == texts(goals(plan)["5.5"], "Stakeholder/Name")
    kinds = {texts(s, "Name")[0]: s.get("StakeholderTypeType") for s in plan.iter(f"{{{NAMESPACE}}}Stakeholder")}
    assert ("Organization", "Generic_Group") == (kinds["Europol"], kinds["EU JHA agencies"])


def test_objectives_and_indicators_are_told_as_printed(plan: Element, facts: Facts) -> None:
    """Each once, in its list, in its order, behind its printed number."""
    for number, goal in goals(plan).items():
        action = iris.action(5, number)
        lists = []
        for heading, relation, words in (
            ("Strategic objectives", CCWP.hasObjectiveAssignment, CCWP.wording),
            ("Performance indicators", CCWP.hasIndicator, CCWP.text),
        ):
            entries = sorted(things(facts, action, relation), key=lambda each: int(value(facts, each, CCWP.position)))
            numbers = {e: f"({n.value}) " for e in entries for n in things(facts, e, CCWP.printedNumber)}
            lines = [numbers.get(entry, "") + value(facts, entry, words) for entry in entries]
            lists.append("\n".join([heading, *lines]))
        (told,) = texts(goal, "OtherInformation")
        assert told is not None
        printed, _, silent = told.partition("\n\nNothing is known of\n")
        assert "\n\n".join(lists) == printed, number
        assert "lead: not stated" in silent.splitlines()


HEADINGS = {"Strategic objectives", "Performance indicators", "Work areas"}


def test_nothing_is_invented(plan: Element, facts: Facts) -> None:
    """Every text is a literal of the data; identifiers and the source are its IRIs."""
    known = {o.value for objects in facts.values() for o in objects if isinstance(o, Literal)}
    subjects = {subject.value for subject, _ in facts}
    assert len(list(plan.iter())) > 100
    for element in plan.iter():
        text, name = (element.text or "").strip(), local(element)
        if name == "Identifier":
            assert f"{iris.ID}{text.replace('_', '/')}" in subjects
        elif name == "Source":
            assert text in subjects
        elif name == "OtherInformation":
            printed, _, silent = text.partition("\n\nNothing is known of\n")
            assert {line.partition(": ")[2] for line in silent.splitlines()} <= set(WORDS.values())
            lines = {re.sub(r"^\(\d+\) ", "", line) for line in printed.splitlines() if line}
            assert lines - HEADINGS <= known
        elif text:
            assert {text} <= known or {*text.split(": ", 1)} <= known, text  # a role, and the words


PLAN = iris.plan(9)
ACTION = iris.action(9, "9.1")
BARE = {
    Triple(PLAN, RDFS.label, Literal("Ninth <Plan> & Co", language="en")),
    Triple(PLAN, CCWP.validFrom, Literal("2003-12", datatype=XSD.gYearMonth)),
    Triple(PLAN, CCWP.hasAction, ACTION),
}


def test_what_is_not_stated_is_left_out_or_empty() -> None:
    """A goal must have a name and a description; a month is no day to start on."""
    document = stratml(BARE, PLAN)
    assert document == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<StrategicPlan xmlns="{NAMESPACE}">\n'
        "  <Name>Ninth &lt;Plan&gt; &amp; Co</Name>\n"
        "  <StrategicPlanCore>\n"
        "    <Goal>\n"
        "      <Name />\n"
        "      <Description />\n"
        "      <Identifier>plan_9_action_9.1</Identifier>\n"
        "      <OtherInformation>Nothing is known of\n"
        "indicators: not held\nlead: not held\nobjectives: not held\noutcomes: not held\nparties: not held\n"
        "start: not held\nstatus: not held\ntimetable: not held\ntitle: not held\n"
        "work-area: not held</OtherInformation>\n"
        "    </Goal>\n"
        "  </StrategicPlanCore>\n"
        "  <AdministrativeInformation>\n"
        f"    <Source>{PLAN.value}</Source>\n"
        "  </AdministrativeInformation>\n"
        "</StrategicPlan>\n"
    )
    validated(document)


LEAD = iris.thing("concept/lead")


@pytest.mark.parametrize(
    ("parties", "role", "told"),
    [
        ((), (), [("XYZ\r(abc)", None)]),
        ((), (LEAD,), [("XYZ\r(abc)", "Lead")]),
        (("PL", "DE"), (LEAD,), [("DE", "Lead: XYZ\r(abc)"), ("PL", "Lead: XYZ\r(abc)")]),
    ],
)
def test_a_stakeholder_has_a_role(
    parties: tuple[str, ...], role: tuple[NamedNode, ...], told: list[tuple[str, str | None]]
) -> None:
    """It says who leads; what nobody knows keeps its words as its name."""
    entry = iris.part(ACTION, "lead", 1)
    said = {Triple(ACTION, CCWP.hasPartyInvolvement, entry), Triple(entry, CCWP.printedForm, Literal("XYZ\r(abc)"))}
    said |= {Triple(entry, M8G.role, each) for each in role}
    said |= {Triple(LEAD, SKOS.prefLabel, Literal("Lead", language="en"))}
    for name in parties:
        body = iris.thing(f"country/{name}")
        said |= {Triple(entry, CCWP.involvedParty, body), Triple(body, RDFS.label, Literal(name, language="en"))}
    stakeholders = validated(stratml(BARE | said, PLAN)).iter(f"{{{NAMESPACE}}}Stakeholder")
    described = [(texts(each, "Name")[0], (*texts(each, "Description"), None)[0]) for each in stakeholders]
    assert told == described


@pytest.mark.parametrize(
    ("expected", "triples", "plan"),
    [
        ("is none; there are plan/9", BARE, ACTION),
        ("is none; there are plan/9", BARE, iris.plan(4)),
        ("no character U+000B", {*BARE, Triple(ACTION, DCTERMS.term("title"), Literal("a\x0bb", language="en"))}, PLAN),
        ("no character U+FFFE", {*BARE, Triple(ACTION, CCWP.actionNumber, Literal("\ufffe"))}, PLAN),
    ],
)
def test_what_it_cannot_hold_is_refused(expected: str, triples: set[Triple], plan: NamedNode) -> None:
    with pytest.raises(UnknownFormat, match=re.escape(expected)):
        stratml({*triples, Triple(iris.plan(4), RDF.type, CCWP.ActionPlan)}, plan)


def test_a_work_area_that_is_assigned_is_no_silence() -> None:
    """Of the plan's other work areas nothing follows for the action."""
    area = iris.thing("work-area/intelligence")
    assert "work-area: not held" in stratml(BARE | {Triple(PLAN, CCWP.hasWorkArea, area)}, PLAN)
    assert "work-area" not in stratml(BARE | {Triple(ACTION, CCWP.workArea, area)}, PLAN)


def test_the_command_writes_the_same(run: Run, published: Path) -> None:
    done = run("export", "--format", "stratml", "--entity", "plan/5")
    assert (published / "stratml" / "plan-5.xml").read_text(encoding="utf-8") == done.stdout
