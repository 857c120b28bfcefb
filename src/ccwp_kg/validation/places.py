"""Where a broken rule is to be mended: the files that state what a result is about."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from pyoxigraph import NamedNode, Triple

from ccwp_kg.validation.report import Report, Result


def located(report: Report, files: Mapping[str, Collection[Triple]]) -> Report:
    """The same report, with each result's files.

    `files` are the statements by the names of files. Of those that speak of a result the ones that hold the very
    statement are named, else those that state the property, else those about the node, else those about the value, else
    those that name the node at all.
    """
    return replace(report, results=tuple(replace(each, files=_files(each, files)) for each in report.results))


def _files(result: Result, files: Mapping[str, Collection[Triple]]) -> tuple[str, ...]:
    ranks = {name: min((_rank(triple, result) for triple in triples), default=_NONE) for name, triples in files.items()}
    best = min(ranks.values(), default=_NONE)
    return tuple(sorted(name for name, rank in ranks.items() if rank == best)) if best < _NONE else ()


def cure(files: Collection[str]) -> str:
    """What mends a broken rule in one of these files; empty where none is known."""
    if any(name.endswith(".ttl") for name in files):
        return "correct it in that file"
    if any(name.endswith(".txt") for name in files):
        return "compare the document with 'ccwp-kg read'; teach the profile or data/curated, or keep a correction of it"
    return "correct what the rule follows from, or the rule" if files else ""


_NONE = 5


def _rank(triple: Triple, result: Result) -> int:
    if triple.subject == result.focus_node:
        is_property = isinstance(result.path, NamedNode) and triple.predicate == result.path
        return 0 if is_property and triple.object == result.value else 1 if is_property else 2
    if triple.subject == result.value:
        return 3
    return 4 if triple.object == result.focus_node else _NONE
