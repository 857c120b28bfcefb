"""An action plan in Strategy Markup Language (StratML Part 1, ISO 17469-1), for those who compare plans of many bodies.

What the standard asks for, and what of the plan stands there:

    StrategicPlan             the plan, its name and title; its strategic objectives and work areas as other information
    Organization              the body the plan is addressed to
    Vision, Mission, Value    left out: the plan states none
    Goal                      an action: its title, its terms of reference, whom it concerns
    Objective                 a possible outcome of the action
    AdministrativeInformation the period, and the plan's IRI as the source

The goals are the actions and not the strategic objectives, because an action pursues several of those or none, and an
objective of StratML belongs to one goal. Performance indicators have no element in Part 1, so they are other
information of their goal, with the strategic objectives as the action prints them. An identifier is an `xsd:ID` there,
which no IRI can be; it is the reference of the thing with `_` for `/`. What is not stated is left out where the schema
lets it be, and empty where it does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pyoxigraph import Literal, NamedNode, Triple

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import STRATML
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, SKOS, XSD
from ccwp_kg.publish.dumps.files import Content, PublishedFile, write_text
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.order import term_key

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2, Char
_TITLE = DCTERMS.term("title")


def write_stratml(folder: Path, content: Content, progress: Callable[[str], None]) -> Iterator[PublishedFile]:
    """Write `stratml/plan-5.xml` and its like: one file for each plan whose actions are known."""
    facts = _Facts(content.merged)
    for plan in facts.plans():
        file = PublishedFile(
            name=file_name(plan), form=STRATML, title=f"{facts.name(plan)} in StratML", conforms_to=(NAMESPACE,)
        )
        progress(f"writing {file.name}")
        (folder / file.name).parent.mkdir(exist_ok=True)
        write_text(folder / file.name, _document(facts, plan))
        yield file


def file_name(plan: NamedNode) -> str:
    """Where a release holds the file of a plan.

    >>> file_name(iris.plan(5))
    'stratml/plan-5.xml'
    """
    return f"stratml/{iris.reference(plan).replace('/', '-')}.{STRATML.suffix}"


def stratml(triples: Iterable[Triple], plan: NamedNode) -> str:
    """A plan as a StratML document.

    Raises UnknownFormat where StratML cannot hold it: a thing that is no plan, or one whose actions are not known, or
    a character that XML does not have.
    """
    facts = _Facts(triples)
    if plan not in facts.plans():
        known = ", ".join(iris.reference(each) for each in facts.plans())
        raise UnknownFormat(f"StratML holds plans with their actions, and {plan.value} is none; there are {known}")
    return _document(facts, plan)


class _Facts:
    """What is said of each thing."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._of: defaultdict[tuple[object, NamedNode], list[NamedNode | Literal]] = defaultdict(list)
        for triple in triples:
            if isinstance(triple.object, NamedNode | Literal):
                self._of[triple.subject, triple.predicate].append(triple.object)
        self._plans = [s for (s, p), _ in self._of.items() if p == CCWP.hasAction and isinstance(s, NamedNode)]

    def plans(self) -> list[NamedNode]:
        """The plans whose actions are known."""
        return sorted(self._plans, key=term_key)

    def things(self, subject: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The things a property leads to, as people count them."""
        found = self._of.get((subject, predicate), [])
        return sorted((o for o in found if isinstance(o, NamedNode)), key=term_key)

    def text(self, subject: NamedNode, predicate: NamedNode, datatype: NamedNode | None = None) -> str | None:
        """The first value of a property that is in English or in no language; None where none is stated."""
        found = [o for o in self._of.get((subject, predicate), []) if isinstance(o, Literal)]
        fitting = [o for o in found if o.language in (None, "en") and datatype in (None, o.datatype)]
        return min(fitting, key=term_key).value if fitting else None

    def name(self, thing: NamedNode) -> str:
        """What a thing is called; its reference where it has no name."""
        names = (self.text(thing, predicate) for predicate in (SKOS.prefLabel, RDFS.label, _TITLE))
        return next((name for name in names if name), iris.reference(thing))

    def entries(self, whole: NamedNode, relation: NamedNode, words: NamedNode) -> list[str]:
        """What the entries of a list say, each behind the number that is printed before it."""
        found = []
        for entry in self.things(whole, relation):
            number, text = self.text(entry, CCWP.printedNumber), self.text(entry, words) or ""
            found.append(f"({number}) {text}" if number else text)
        return found


def _document(facts: _Facts, plan: NamedNode) -> str:
    # The order of elements is that of the schema (ISO 17469-1:2015, version 1.1 of StrategicPlan.xsd).
    root = Element("StrategicPlan", xmlns=NAMESPACE)
    _add(root, "Name", facts.name(plan))
    _add(root, "Description", facts.text(plan, _TITLE))
    subjects = {
        "Strategic objectives": [facts.name(each) for each in facts.things(plan, CCWP.hasStrategicObjective)],
        "Work areas": [facts.name(each) for each in facts.things(plan, CCWP.hasWorkArea)],
    }
    _add(root, "OtherInformation", _lists(subjects))
    core = SubElement(root, "StrategicPlanCore")
    for body in facts.things(plan, CCWP.addressedTo):
        organization = SubElement(core, "Organization")
        _add(organization, "Name", facts.name(body))
        _add(organization, "Acronym", facts.text(body, CCWP.acronym))
        _add(organization, "Identifier", _identifier(body))
    for action in facts.things(plan, CCWP.hasAction):
        _goal(facts, SubElement(core, "Goal"), action)
    administrative = SubElement(root, "AdministrativeInformation")
    _add(administrative, "StartDate", facts.text(plan, CCWP.validFrom, XSD.date))
    _add(administrative, "EndDate", facts.text(plan, CCWP.validUntil, XSD.date))
    _add(administrative, "Source", plan.value)
    indent(root)
    text = tostring(root, encoding="unicode").replace("\r", "&#13;")  # XML 1.0 §2.11: else read as a line feed
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _goal(facts: _Facts, goal: Element, action: NamedNode) -> None:
    terms = facts.things(action, CCWP.hasTermsOfReference)
    _add(goal, "Name", facts.text(action, _TITLE) or "")
    _add(goal, "Description", next(filter(None, (facts.text(each, CCWP.text) for each in terms)), ""))
    _add(goal, "Identifier", _identifier(action))
    _add(goal, "SequenceIndicator", facts.text(action, CCWP.actionNumber))
    for entry in facts.things(action, CCWP.hasPartyInvolvement):
        printed = facts.text(entry, CCWP.printedForm)
        for party in facts.things(entry, CCWP.involvedParty):
            _stakeholder(goal, facts.name(party), printed, kind=_kind(facts, party))
        if not facts.things(entry, CCWP.involvedParty):
            _stakeholder(goal, printed or "", None, kind=None)
    printed_lists = {
        "Strategic objectives": facts.entries(action, CCWP.hasObjectiveAssignment, CCWP.wording),
        "Performance indicators": facts.entries(action, CCWP.hasIndicator, CCWP.text),
    }
    _add(goal, "OtherInformation", _lists(printed_lists))
    for outcome in facts.things(action, CCWP.hasOutcome):
        objective = SubElement(goal, "Objective")
        _add(objective, "Description", facts.text(outcome, CCWP.text))
        _add(objective, "Identifier", _identifier(outcome))
        _add(objective, "SequenceIndicator", facts.text(outcome, CCWP.position))


def _stakeholder(goal: Element, name: str, printed: str | None, *, kind: str | None) -> None:
    """A concerned party by its name, with the words that name it in the plan."""
    stakeholder = SubElement(goal, "Stakeholder", {} if kind is None else {"StakeholderTypeType": kind})
    _add(stakeholder, "Name", name)
    _add(stakeholder, "Description", printed)


def _kind(facts: _Facts, party: NamedNode) -> str | None:
    classes = facts.things(party, RDF.type)
    if CCWP.PartyGroup in classes:
        return "Generic_Group"
    return "Organization" if CCWP.Organisation in classes else None


def _identifier(thing: NamedNode) -> str:
    return iris.reference(thing).replace("/", "_")


def _lists(lists: dict[str, list[str]]) -> str | None:
    """Lists under their headings, a line for each entry; None where all are empty."""
    return "\n\n".join("\n".join([heading, *lines]) for heading, lines in lists.items() if lines) or None


def _add(parent: Element, name: str, text: str | None) -> None:
    """An element with a text, or none where there is nothing to say."""
    if text is None:
        return
    odd = _NOT_IN_XML.search(text)
    if odd is not None:
        raise UnknownFormat(
            f"StratML is XML, which has no character U+{ord(odd[0]):04X}; a {name} holds it: choose another format"
        )
    SubElement(parent, name).text = text
