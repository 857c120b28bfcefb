"""A document about one thing: it begins with the thing, and ends with the names of others."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ccwp_kg.formats import JSONLD, TRIG, TURTLE, Format
from ccwp_kg.namespaces import CCWP, RDF
from ccwp_kg.rdf.syntax.framing import framed
from ccwp_kg.rdf.syntax.prefixes import LOCAL_NAME, Prefixes
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base
from ccwp_kg.rdf.terms.order import Subject, natural_key

_HAS_SPAN = CCWP.hasSpan
# The part of PN_PREFIX (Turtle §6.5) that a reader takes in at a glance.
_PREFIX = re.compile(r"[A-Za-z][A-Za-z0-9-]*\Z")


def write_document(
    thing: NamedNode,
    statements: Sequence[Triple] | Sequence[Quad],
    form: Format,
    *,
    prefixes: Prefixes,
    context: Mapping[str, Any],
    base: Base = PUBLISHED_BASE,
) -> bytes:
    """Sorted statements as a document about a thing: in JSON-LD a tree with the thing at its top; in Turtle and TriG
    the thing first, see `subject_order`, and prefixes for levels of IRIs, see `level_prefixes`.
    `base` is that of the statements.

    Raises UnknownFormat where the format cannot hold the statements.
    """
    if form is JSONLD:
        return framed(statements, thing, context).encode()
    if form not in (TURTLE, TRIG):
        return write_bytes(statements, form, prefixes=prefixes)
    order = subject_order(thing, statements, base)
    if all(map(_is_plain, statements)):
        triples = [statement for statement in statements if isinstance(statement, Triple)]
        return turtle(triples, level_prefixes(thing, triples, prefixes, base), order=order).encode()
    in_order: list[Any] = sorted(statements, key=lambda each: (order(each.subject), each.predicate != RDF.type))
    return write_bytes(in_order, form, prefixes=prefixes)


def _is_plain(statement: Triple | Quad) -> bool:
    """Whether it is a triple of RDF 1.1 without blank nodes, which `turtle` can always write."""
    value = statement.object
    is_plain_value = isinstance(value, NamedNode) or (isinstance(value, Literal) and value.direction is None)
    return isinstance(statement, Triple) and isinstance(statement.subject, NamedNode) and is_plain_value


def subject_order(
    thing: NamedNode, statements: Iterable[Triple] | Iterable[Quad], base: Base = PUBLISHED_BASE
) -> Callable[[Subject], tuple[int, bool, str]]:
    """A sort key for subjects: the thing, its parts and spans, what links to it, what is linked to, everything else; of
    those alike in this, our own things first."""
    below = (f"{thing.value}/", f"{thing.value}#")
    spans, linking, linked = set(), set(), set()
    for statement in statements:
        if statement.object == thing:
            linking.add(statement.subject)
        if statement.object != statement.subject:
            linked.add(statement.object)
        if statement.predicate == _HAS_SPAN and statement.subject == thing:
            spans.add(statement.object)

    def key(subject: Subject) -> tuple[int, bool, str]:
        if not isinstance(subject, NamedNode):
            return 5, False, str(subject)
        is_part = subject.value.startswith(below) or subject in spans
        ranks = (subject == thing, is_part, subject in linking, subject in linked, True)
        return ranks.index(True), not subject.value.startswith(base.id), natural_key(subject.value)

    return key


def level_prefixes(
    thing: NamedNode, triples: Iterable[Triple], prefixes: Prefixes, base: Base = PUBLISHED_BASE
) -> Prefixes:
    """The registry, and prefixes for levels of our IRIs that it has none for: `action:` for `…/id/plan/5/action/`.

    A level is named after its last step, and has a prefix where it is used more than once. Where two levels end alike
    the one above or below the thing has the name; else neither has.
    """
    uses: Counter[str] = Counter()
    for triple in triples:
        for term in (triple.subject, triple.object):
            if isinstance(term, NamedNode) and term.value.startswith(base.id) and prefixes.split(term.value) is None:
                end = term.value.rfind("/") + 1
                if LOCAL_NAME.match(term.value, end):
                    uses[term.value[:end]] += 1
    by_name: defaultdict[str, list[str]] = defaultdict(list)
    for level, count in uses.items():
        name = level.split("/")[-2]
        if count > 1 and _PREFIX.match(name) and name not in prefixes.table:
            by_name[name].append(level)
    own = f"{thing.value}/"
    chosen = {}
    for name, levels in by_name.items():
        near = [level for level in levels if own.startswith(level) or level.startswith(own)]
        if len(near) == 1 or len(levels) == 1:
            chosen[name] = (near or levels)[0]
    return Prefixes({**prefixes.table, **chosen})
