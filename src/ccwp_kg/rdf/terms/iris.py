"""How things are named: one function per kind of thing, from numbers and stable slugs to its published IRI.

The patterns are published and do not change between releases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from pyoxigraph import NamedNode

from ccwp_kg.namespaces import ID, PUBLISHED


def thing(reference: str) -> NamedNode:
    """The IRI of a reference relative to `…/id/`, such as `organisation/olaf`.

    >>> thing("plan/5").value
    'https://w3id.org/ccwp/id/plan/5'
    """
    return NamedNode(ID + reference)


def reference(iri: NamedNode) -> str:
    """The inverse of `thing`: what stands after `…/id/`.

    >>> reference(thing("act/naples-ii"))
    'act/naples-ii'
    """
    if not iri.value.startswith(ID):
        raise ValueError(f"{iri.value} is not an IRI under {ID}")
    return iri.value.removeprefix(ID)


def absolute_iri(text: str) -> NamedNode | None:
    """The IRI that a text is; None where it is none (RFC 3987 §2.2).

    >>> absolute_iri("urn:x:a"), absolute_iri("a b")
    (<NamedNode value=urn:x:a>, None)
    """
    try:
        return NamedNode(text)
    except ValueError:
        return None


def part(whole: NamedNode, *steps: str | int) -> NamedNode:
    """A part of a thing: `part(action, "indicator", 1)` is `…/indicator/1`."""
    return NamedNode("/".join([whole.value, *map(str, steps)]))


def is_within(thing: object, wholes: Iterable[NamedNode]) -> bool:
    """Whether a thing is one of some others, or by its IRI a part of one.

    >>> is_within(action(5, "5.1"), [plan(5)]), is_within(plan(5), [plan(5)]), is_within(plan(51), [plan(5)])
    (True, True, False)
    """
    return isinstance(thing, NamedNode) and any(f"{thing.value}/".startswith(f"{whole.value}/") for whole in wholes)


def plan(name: int | str) -> NamedNode:
    """An action plan by its ordinal, or by the name that was given to one without an ordinal."""
    return thing(f"plan/{name}")


def ordinal_of(plan_iri: NamedNode) -> int | None:
    """The ordinal in the IRI of a counted plan; None for a plan that has a name.

    >>> ordinal_of(plan(5)), ordinal_of(plan("fds-2021"))
    (5, None)
    """
    name = plan_iri.value.rpartition("/")[2]
    return int(name) if name.isdecimal() else None


def action(plan_name: int | str, step: str) -> NamedNode:
    """An action by its plan and its number, or `n3` if it has none; numbers collide across plans.

    >>> reference(action(5, "5.1")), reference(action("fds-2021", "n3"))
    ('plan/5/action/5.1', 'plan/fds-2021/action/n3')
    """
    return thing(f"plan/{plan_name}/action/{step}")


def document_key(
    number: int,
    year: int,
    *,
    revision: int | None = None,
    addendum: int | None = None,
    addendum_revision: int | None = None,
    corrigendum: int | None = None,
) -> str:
    """A Council document's key in the public register; an original carries INIT, a mark follows what it marks.

    >>> document_key(8284, 2008, revision=1)
    'ST-8284-2008-REV-1'
    >>> document_key(6285, 2006)
    'ST-6285-2006-INIT'
    >>> document_key(15653, 2010, revision=1, corrigendum=1)
    'ST-15653-2010-REV-1-COR-1'
    >>> document_key(8500, 2014, addendum=1, addendum_revision=1)
    'ST-8500-2014-ADD-1-REV-1'
    """
    marks = [("REV", revision), ("ADD", addendum), ("REV", addendum_revision), ("COR", corrigendum)]
    versions = "".join(f"-{mark}-{value}" for mark, value in marks if value is not None)
    return f"ST-{number}-{year}{versions or '-INIT'}"


def document(key: str) -> NamedNode:
    """A Council document by its register key."""
    return thing(f"document/{key}")


def document_family(number: int, year: int) -> NamedNode:
    """All versions of one Council document number of one year."""
    return thing(f"document/ST-{number}-{year}")


def journal(series: str, number: int, year: int, page: int) -> NamedNode:
    """A place in the Official Journal.

    >>> reference(journal("C", 115, 2010, 1))
    'document/OJ-C-115-2010-P-1'
    """
    return thing(f"document/OJ-{series}-{number}-{year}-P-{page}")


def subject_code(series: str, serial: int, year: int) -> NamedNode:
    """A subject code; serial numbers start anew each year, so the year is in the IRI."""
    return thing(f"subject-code/{series}-{serial}-{year}")


def slug(name: str) -> str:
    """A name as the last step of an IRI: small letters, figures and hyphens.

    >>> slug("Fight against fraud & theft")
    'fight-against-fraud-theft'
    """
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def meeting(told_in: NamedNode, date: str) -> NamedNode:
    """A meeting by the document that tells of it and its date, `2011-02-18`: on one day more than one body may meet."""
    return thing(f"meeting/{reference(told_in).removeprefix('document/')}-{date}")


def source(name: str) -> NamedNode:
    """A document as received."""
    return thing(f"source/{name}")


def statement(document: NamedNode, subject: NamedNode, predicate: NamedNode, number: int) -> NamedNode:
    """What a document says of a thing, by the thing, the property and a number among those of the same property.

    >>> reference(statement(document("x"), plan(5), NamedNode("https://w3id.org/ccwp/ontology#validUntil"), 1))
    'document/x/statement/plan-5/valid-until/1'
    """
    name = re.split("[/#]", predicate.value)[-1]
    kebab = re.sub(r"(?<!^)([A-Z])", r"-\1", name).lower().replace("_", "-")
    return part(document, "statement", reference(subject).replace("/", "-"), kebab, number)


def span(source_name: str, start: int, end: int) -> NamedNode:
    """A stretch of a source, with a fragment in the form of RFC 5147 (`char=` counts from 0, end exclusive)."""
    return thing(f"source/{source_name}#char={start},{end}")


def selectors(source_name: str, start: int, end: int) -> tuple[NamedNode, NamedNode]:
    """What selects a stretch of a source: its position, and its words."""
    return (
        thing(f"source/{source_name}#position-{start}-{end}"),
        thing(f"source/{source_name}#quote-{start}-{end}"),
    )


def stretch_of(span: NamedNode) -> tuple[int, int] | None:
    """Where the span begins and ends by its IRI; None where that has no such fragment.

    >>> stretch_of(span("fifth-action-plan", 6976, 7050))
    (6976, 7050)
    """
    start, comma, end = span.value.partition("#char=")[2].partition(",")
    digits = comma and start.isascii() and start.isdigit() and end.isascii() and end.isdigit()
    return (int(start), int(end)) if digits else None


def graph(name: str) -> NamedNode:
    """A named graph: `graph("inferred")`, `graph("curated/acts")`."""
    return thing(f"graph/{name}")


def release(number: str) -> NamedNode:
    """A release of the dataset by its number: `dataset/0.1.0`."""
    return thing(f"dataset/{number}")


def ontology() -> NamedNode:
    """The ontology as a whole."""
    return NamedNode(f"{PUBLISHED}ontology")


def shapes() -> NamedNode:
    """The shapes as a whole."""
    return NamedNode(f"{PUBLISHED}shapes")
