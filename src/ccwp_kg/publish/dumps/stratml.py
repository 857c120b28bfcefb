"""An action plan in Strategy Markup Language (StratML Part 1, ISO 17469-1), for those who compare plans of many bodies.

What the standard asks for, and what of the plan stands there:

    StrategicPlan             the plan, its name and title; its strategic objectives and work areas as other information
    Organization              the body the plan is addressed to
    Vision, Mission, Value    left out: the plan states none
    Goal                      an action: its title, its terms of reference, whom it concerns
    Stakeholder               a party of the action: its role and the words that name it are its description
    Objective                 a possible outcome of the action
    AdministrativeInformation the period, and the plan's IRI as the source

The goals are the actions and not the strategic objectives, because an action pursues several of them or none, and an
objective of StratML belongs to one goal. A role has an element of its own in Part 2 alone. Performance indicators have
none in Part 1, so they are other information of their goal, with the strategic objectives as the action prints them and
its further columns. A sequence indicator is a number, else a position. An identifier is an `xsd:ID` there, which no IRI
can be; it is the reference of the thing with `_` for `/`. What is not known is left out where the schema lets it be,
and empty where it does not; which silence that is stands in the other information of the goal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from pyoxigraph import NamedNode, Triple

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import STRATML
from ccwp_kg.namespaces import CCWP, DCTERMS, M8G, XSD
from ccwp_kg.publish.dumps.files import PublishedFile, write_text
from ccwp_kg.publish.dumps.silences import silences
from ccwp_kg.rdf.index import TripleIndex
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.labels import LABELS

NAMESPACE = "urn:ISO:std:iso:17469:tech:xsd:stratml_core"
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0 §2.2, Char
_TITLE = DCTERMS.term("title")
_STAKEHOLDERS = {CCWP.PartyGroup: "Generic_Group", CCWP.Organisation: "Organization"}


def write_stratml(
    folder: Path, index: TripleIndex, base: Base, progress: Callable[[str], None]
) -> Iterator[PublishedFile]:
    """Write `stratml/plan-5.xml` and its like: one file for each plan whose actions are known."""
    for plan in _plans(index):
        file = PublishedFile(
            name=file_name(base.reference(plan.value)),
            form=STRATML,
            title=f"{_name(index, plan, base)} in StratML",
            conforms_to=(NAMESPACE,),
        )
        progress(f"writing {file.name}")
        write_text(folder / file.name, _document(index, plan, base))
        yield file


def file_name(reference: str) -> str:
    """Where a release holds the file of a plan, by the plan's reference.

    >>> file_name("plan/5")
    'stratml/plan-5.xml'
    """
    return f"stratml/{reference.replace('/', '-')}.{STRATML.suffix}"


def stratml(triples: Iterable[Triple], plan: NamedNode, base: Base = PUBLISHED_BASE) -> str:
    """A plan as a StratML document; `base` is that of the triples.

    Raises UnknownFormat where StratML cannot hold it: a thing that is no plan, or one whose actions are not known, or
    a character that XML does not have.
    """
    index = TripleIndex.of_triples(triples)
    if plan not in _plans(index):
        known = ", ".join(base.reference(each.value) for each in _plans(index))
        raise UnknownFormat(f"StratML holds plans with their actions, and {plan.value} is none; there are {known}")
    return _document(index, plan, base)


def _plans(index: TripleIndex) -> tuple[NamedNode, ...]:
    """The plans whose actions are known."""
    return index.having(CCWP.hasAction)


def _name(index: TripleIndex, thing: NamedNode, base: Base) -> str:
    """What a thing is called; its reference where it has no name."""
    return next(filter(None, (index.english(thing, predicate) for predicate in LABELS)), base.reference(thing.value))


def _entries(index: TripleIndex, whole: NamedNode, relation: NamedNode, words: NamedNode) -> list[str]:
    """What the entries of a list say, each behind the number that is printed before it."""
    found = []
    for entry in index.things(whole, relation):
        number, text = index.english(entry, CCWP.printedNumber), index.english(entry, words) or ""
        found.append(f"({number}) {text}" if number else text)
    return found


def _document(index: TripleIndex, plan: NamedNode, base: Base) -> str:
    # The order of elements is that of the schema (ISO 17469-1:2015, version 1.1 of StrategicPlan.xsd).
    root = Element("StrategicPlan", xmlns=NAMESPACE)
    document = index.thing(plan, CCWP.readFrom) or plan
    _add(root, "Name", _name(index, plan, base))
    _add(root, "Description", index.english(document, _TITLE))
    subjects = {
        "Strategic objectives": [_name(index, each, base) for each in index.things(plan, CCWP.hasStrategicObjective)],
        "Work areas": [_name(index, each, base) for each in index.things(plan, CCWP.hasWorkArea)],
    }
    _add(root, "OtherInformation", _lists(subjects))
    core = SubElement(root, "StrategicPlanCore")
    for body in index.things(document, CCWP.addressedTo):
        organization = SubElement(core, "Organization")
        _add(organization, "Name", _name(index, body, base))
        _add(organization, "Acronym", index.english(body, CCWP.acronym))
        _add(organization, "Identifier", _identifier(body, base))
    for action in index.in_order(index.things(plan, CCWP.hasAction), CCWP.position):
        _goal(index, SubElement(core, "Goal"), action, base)
    administrative = SubElement(root, "AdministrativeInformation")
    _add(administrative, "StartDate", index.english(plan, CCWP.validFrom, XSD.date))
    _add(administrative, "EndDate", index.english(plan, CCWP.validUntil, XSD.date))
    _add(administrative, "Source", plan.value)
    indent(root)
    text = tostring(root, encoding="unicode").replace("\r", "&#13;")  # XML 1.0 §2.11: else read as a line feed
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _goal(index: TripleIndex, goal: Element, action: NamedNode, base: Base) -> None:
    terms = index.things(action, CCWP.hasTermsOfReference)
    _add(goal, "Name", index.english(action, _TITLE) or "")
    _add(goal, "Description", next(filter(None, (index.english(each, CCWP.text) for each in terms)), ""))
    _add(goal, "Identifier", _identifier(action, base))
    number = index.english(action, CCWP.actionNumber) or index.english(action, CCWP.position)
    _add(goal, "SequenceIndicator", number)
    for entry in index.things(action, CCWP.hasPartyInvolvement):
        printed = index.english(entry, CCWP.printedForm)
        roles = [_name(index, role, base) for role in index.things(entry, M8G.role)]
        parties = index.things(entry, CCWP.involvedParty)
        for party in parties:
            kinds = [kind for cls, kind in _STAKEHOLDERS.items() if index.is_a(party, cls)]
            stakeholder = SubElement(goal, "Stakeholder", {"StakeholderTypeType": kinds[0]} if kinds else {})
            _add(stakeholder, "Name", _name(index, party, base))
            _add(stakeholder, "Description", ": ".join([*roles, *filter(None, [printed])]) or None)
        if not parties:
            stakeholder = SubElement(goal, "Stakeholder")
            _add(stakeholder, "Name", printed or "")
            _add(stakeholder, "Description", ": ".join(roles) or None)
    printed_lists = {
        "Strategic objectives": _entries(index, action, CCWP.hasObjectiveAssignment, CCWP.wording),
        "Performance indicators": _entries(index, action, CCWP.hasIndicator, CCWP.text),
    }
    for entry in index.things(action, DCTERMS.hasPart):
        if index.is_a(entry, CCWP.OtherEntry):
            heading = index.english(entry, CCWP.columnHeading) or ""
            beside = [
                f"{index.english(each, CCWP.columnHeading)}: {index.english(each, CCWP.text)}"
                for each in index.things(entry, DCTERMS.hasPart)
            ]
            printed_lists.setdefault(heading, []).append("; ".join([index.english(entry, CCWP.text) or "", *beside]))
    printed_lists["Nothing is known of"] = [f"{field}: {words}" for field, words in silences(index, action)]
    _add(goal, "OtherInformation", _lists(printed_lists))
    for outcome in index.things(action, CCWP.hasOutcome):
        objective = SubElement(goal, "Objective")
        _add(objective, "Description", index.english(outcome, CCWP.text))
        _add(objective, "Identifier", _identifier(outcome, base))
        _add(objective, "SequenceIndicator", index.english(outcome, CCWP.position))


def _identifier(thing: NamedNode, base: Base) -> str:
    return base.reference(thing.value).replace("/", "_")


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
