"""Where a broken rule is to be mended: the files that state what a result is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import RDF
from ccwp_kg.validation.report import Report, Result


def located(report: Report, files: Mapping[str, Collection[Triple]]) -> Report:
    """The same report, with each result's files.

    `files` are the statements by the names of files. Of those that speak of a result the ones that hold the very
    statement are named, else those that state the property, else those about the node, else those about the value, else
    those that name the node at all. Where no file describes a thing, those with things of its kind are named, too.
    """
    return replace(report, results=tuple(replace(each, files=_files(each, files)) for each in report.results))


def _files(result: Result, files: Mapping[str, Collection[Triple]]) -> tuple[str, ...]:
    ranks = {name: min((_rank(triple, result) for triple in triples), default=_NONE) for name, triples in files.items()}
    best = min(ranks.values(), default=_NONE)
    found = {name for name, rank in ranks.items() if rank == best} if best < _NONE else set()
    if isinstance(result.focus_node, NamedNode) and not _is_described(result.focus_node, files):
        kind = result.focus_node.value.rpartition("/")[0] + "/"
        counts = {name: _things(triples, kind) for name, triples in files.items() if name.startswith(_KEPT)}
        most = max(counts.values(), default=0)
        found |= {name for name, count in counts.items() if count == most > 0}
    return tuple(sorted(found))


def _is_described(thing: NamedNode, files: Mapping[str, Collection[Triple]]) -> bool:
    """Whether a file gives a thing a class."""
    return any(t.subject == thing and t.predicate == RDF.type for triples in files.values() for t in triples)


def _things(triples: Collection[Triple], start: str) -> int:
    """How many things are described whose IRIs start so."""
    return len({t.subject for t in triples if isinstance(t.subject, NamedNode) and t.subject.value.startswith(start)})


def cure(files: Collection[str]) -> str:
    """What mends a broken rule in one of these files; empty where none is known."""
    if any(name.endswith(".ttl") for name in files):
        return "correct it in that file"
    if any(name.endswith(".txt") for name in files):
        return "compare the document with 'ccwp-kg read'; teach the profile or data/curated, or keep a correction of it"
    return "correct what the rule follows from, or the rule" if files else ""


_NONE = 5
_KEPT = "data/curated/"


def _rank(triple: Triple, result: Result) -> int:
    if triple.subject == result.focus_node:
        is_property = isinstance(result.path, NamedNode) and triple.predicate == result.path
        return 0 if is_property and triple.object == result.value else 1 if is_property else 2
    if triple.subject == result.value:
        return 3
    return 4 if result.focus_node in (triple.object, triple.predicate) else _NONE
