"""Where a broken rule is to be mended: the files that state what a result is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import CCWP, RDF
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
        found |= _where_its_like_are(result.focus_node, files)
    return tuple(sorted(found))


def _where_its_like_are(missing: NamedNode, files: Mapping[str, Collection[Triple]]) -> set[str]:
    """The files in which a thing that none describes would stand: those that describe most of what is like it.

    Like it are the other values of a property that has it as a value, of the one that has the fewest; else all things
    whose IRIs begin alike.
    """
    if missing.value.startswith(CCWP):
        return {_TERMS} & files.keys()
    start = missing.value.rpartition("/")[0] + "/"
    values: defaultdict[NamedNode, set[NamedNode]] = defaultdict(set)
    for triples in files.values():
        for t in triples:
            if isinstance(t.object, NamedNode) and t.object.value.startswith(start):
                values[t.predicate].add(t.object)
    like = min((each for each in values.values() if missing in each and len(each) > 1), key=len, default=None)
    counts = {name: _things(triples, start, like) for name, triples in files.items() if name.startswith(_KEPT)}
    most = max(counts.values(), default=0)
    return {name for name, count in counts.items() if count == most > 0}


def _is_described(thing: NamedNode, files: Mapping[str, Collection[Triple]]) -> bool:
    """Whether a file gives a thing a class."""
    return any(t.subject == thing and t.predicate == RDF.type for triples in files.values() for t in triples)


def _things(triples: Collection[Triple], start: str, like: Collection[NamedNode] | None) -> int:
    """How many things are described whose IRIs start so, of those that are alike where these are known."""
    found = {t.subject for t in triples if isinstance(t.subject, NamedNode) and t.subject.value.startswith(start)}
    return len(found if like is None else found.intersection(like))


def cure(files: Collection[str]) -> str:
    """What mends a broken rule in one of these files; empty where none is known."""
    if any(name.endswith(".ttl") for name in files):
        return "correct it in that file"
    if any(name.endswith(".txt") for name in files):
        return "compare the document with 'ccwp-kg read'; teach the profile or data/curated, or keep a correction of it"
    return "correct what the rule follows from, or the rule" if files else ""


_NONE = 5
_KEPT = ("data/curated/", "ontology/concepts/")
_TERMS = "ontology/ccwp.ttl"


def _rank(triple: Triple, result: Result) -> int:
    if triple.subject == result.focus_node:
        is_property = isinstance(result.path, NamedNode) and triple.predicate == result.path
        return 0 if is_property and triple.object == result.value else 1 if is_property else 2
    if triple.subject == result.value:
        return 3
    return 4 if result.focus_node in (triple.object, triple.predicate) else _NONE
