"""A report of changes for people: for each thing its name, the statements removed and those added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.order import natural_key


def change_report(changes: ChangeSet, *, names: Mapping[str, str], prefixes: Prefixes) -> Iterator[str]:
    """The lines of the report: counts, then each thing with its removed (`-`) and added (`+`) statements.

    `names` is IRI → English name, as far as there are any.
    """
    yield (
        f"{changes.since} → {changes.number}: {_counted(len(changes.named.added), 'statement')} added, "
        f"{_counted(len(changes.named.removed), 'statement')} removed; {_counted(len(changes.added), 'thing')} added, "
        f"{_counted(len(changes.changed), 'thing')} changed, {_counted(len(changes.withdrawn), 'thing')} withdrawn\n"
    )
    unnamed = (
        len(changes.change.added) + len(changes.change.removed) - len(changes.named.added) - len(changes.named.removed)
    )
    if unnamed:
        yield f"(and {_counted(unnamed, 'line')} of blank nodes, which only the patch has)\n"
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for sign, quads in (("-", changes.named.removed), ("+", changes.named.added)):
        for quad in quads:
            lines[_subject(quad)].append(f"  {sign} {_statement(quad, prefixes, changes.base)}\n")
    for subject in sorted(lines, key=natural_key):
        name = names.get(subject)
        yield f"\n{_short(subject, changes.base)}{f' ({name})' if name else ''}\n"
        yield from lines[subject]


def english_names(quads: Iterable[Quad]) -> dict[str, str]:
    """What things are called in English, by the first of prefLabel, label and title that they have."""
    found: dict[str, tuple[int, str]] = {}
    for quad in quads:
        value = quad.object
        if quad.predicate in LABELS and isinstance(value, Literal) and value.language in (None, "en"):
            subject, ranked = _subject(quad), (LABELS.index(quad.predicate), value.value)
            found[subject] = min(found.get(subject, ranked), ranked)
    return {iri: name for iri, (_, name) in found.items()}


def _subject(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)


def _statement(quad: Quad, prefixes: Prefixes, base: Base) -> str:
    value = quad.object
    written = prefixes.shorten(value.value) if isinstance(value, NamedNode) else str(value)
    graph = (
        quad.graph_name.value.removeprefix(f"{base.id}graph/") if isinstance(quad.graph_name, NamedNode) else "default"
    )
    return f"{prefixes.shorten(quad.predicate.value)} {written}  [{graph}]"


def _short(iri: str, base: Base) -> str:
    return base.reference(iri).removeprefix(base.iri).removeprefix(PUBLISHED)


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
