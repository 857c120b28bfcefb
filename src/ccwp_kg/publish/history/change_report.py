"""A report of changes for people: for each thing its name, the statements removed and those added."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ccwp_kg.languages import counted
from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.labels import LABELS
from ccwp_kg.rdf.terms.order import natural_key


def change_report(changes: ChangeSet, *, names: Mapping[str, str], prefixes: Prefixes) -> Iterator[str]:
    """The lines of the report: counts, then each thing with its removed (`-`) and added (`+`) statements.

    `names` is IRI → English name, as far as there are any.
    """
    yield (
        f"{changes.since} → {changes.number}: {counted(len(changes.named.added), 'statement')} added, "
        f"{counted(len(changes.named.removed), 'statement')} removed; {counted(len(changes.added), 'thing')} added, "
        f"{counted(len(changes.changed), 'thing')} changed, {counted(len(changes.withdrawn), 'thing')} withdrawn\n"
    )
    every, named = changes.change, changes.named
    unnamed = len(every.added) + len(every.removed) - len(named.added) - len(named.removed)
    if unnamed:
        yield f"(and {counted(unnamed, 'line')} of blank nodes, which only the patch has)\n"
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for sign, quads in (("-", named.removed), ("+", named.added)):
        for quad in quads:
            value, graph = quad.object, quad.graph_name
            written = prefixes.shorten(value.value) if isinstance(value, NamedNode) else str(value)
            shown = graph.value.removeprefix(f"{changes.base.id}graph/") if isinstance(graph, NamedNode) else "default"
            predicate = prefixes.shorten(quad.predicate.value)
            lines[_subject(quad)].append(f"  {sign} {predicate} {written}  [{shown}]\n")
    for subject in sorted(lines, key=natural_key):
        name = names.get(subject)
        short = changes.base.reference(subject).removeprefix(changes.base.iri).removeprefix(PUBLISHED)
        yield f"\n{short}{f' ({name})' if name else ''}\n"
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
