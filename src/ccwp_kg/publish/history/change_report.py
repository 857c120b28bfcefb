"""Changes as a person reads them: thing by thing, with names, what went and what came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from ccwp_kg.namespaces import BASE, DCTERMS, ID, RDFS, SKOS
from ccwp_kg.publish.history.changes import ChangeSet
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import natural_key

_NAMES = (SKOS.prefLabel, RDFS.label, DCTERMS.term("title"))


def change_report(changes: ChangeSet, *, names: Mapping[str, str], prefixes: Prefixes) -> Iterator[str]:
    """The report in lines: counts first, then each thing with its statements, `-` for what went, `+` for what came.

    `names` is IRI → English name, as far as there are any.
    """
    yield (
        f"{changes.since} → {changes.number}: {_counted(len(changes.told.added), 'statement')} added, "
        f"{_counted(len(changes.told.removed), 'statement')} removed; {_counted(len(changes.added), 'thing')} added, "
        f"{_counted(len(changes.changed), 'thing')} changed, {_counted(len(changes.withdrawn), 'thing')} withdrawn\n"
    )
    unnamed = (
        len(changes.change.added) + len(changes.change.removed) - len(changes.told.added) - len(changes.told.removed)
    )
    if unnamed:
        yield f"(and {_counted(unnamed, 'line')} of blank nodes, which only the patch has)\n"
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for sign, quads in (("-", changes.told.removed), ("+", changes.told.added)):
        for quad in quads:
            lines[_subject(quad)].append(f"  {sign} {_statement(quad, prefixes)}\n")
    for subject in sorted(lines, key=natural_key):
        name = names.get(subject)
        yield f"\n{_short(subject)}{f' ({name})' if name else ''}\n"
        yield from lines[subject]


def english_names(quads: Iterable[Quad]) -> dict[str, str]:
    """What things are called in English, by the first of prefLabel, label and title that they have."""
    found: dict[str, tuple[int, str]] = {}
    for quad in quads:
        value = quad.object
        if quad.predicate in _NAMES and isinstance(value, Literal) and value.language in (None, "en"):
            subject, told = _subject(quad), (_NAMES.index(quad.predicate), value.value)
            found[subject] = min(found.get(subject, told), told)
    return {iri: name for iri, (_, name) in found.items()}


def _subject(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else str(quad.subject)


def _statement(quad: Quad, prefixes: Prefixes) -> str:
    value = quad.object
    written = prefixes.shorten(value.value) if isinstance(value, NamedNode) else str(value)
    graph = quad.graph_name.value.removeprefix(f"{ID}graph/") if isinstance(quad.graph_name, NamedNode) else "default"
    return f"{prefixes.shorten(quad.predicate.value)} {written}  [{graph}]"


def _short(iri: str) -> str:
    return iri.removeprefix(ID).removeprefix(BASE)


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
