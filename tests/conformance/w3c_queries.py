"""The SPARQL query tests of the W3C as cases: what is asked, over which graphs, and what the answer is to be.

The suites are reference data and not part of this project; `W3C_TESTS` says where they lie.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from pyoxigraph import BlankNode, NamedNode, RdfFormat, Store, parse

W3C = Path(os.environ.get("W3C_TESTS", "none")).resolve()

MF = "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#"
QT = "http://www.w3.org/2001/sw/DataAccess/tests/test-query#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"

SUITES = ("sparql10", "sparql11")
EVALUATION = ("QueryEvaluationTest", "CSVResultFormatTest")
POSITIVE = ("PositiveSyntaxTest", "PositiveSyntaxTest11")
NEGATIVE = ("NegativeSyntaxTest", "NegativeSyntaxTest11")
FEDERATION = ("service", "syntax-fed")
"""Folders whose queries call other endpoints; this server calls none, and says so with 403."""

_FROM = re.compile(r"\bFROM\s+(?:NAMED\s+)?<([^>]*)>", re.IGNORECASE)
_SUFFIXES = {"rdf": RdfFormat.RDF_XML, "ttl": RdfFormat.TURTLE, "nt": RdfFormat.N_TRIPLES}

Term = NamedNode | BlankNode


@dataclass(frozen=True)
class Case:
    """One test. The graphs of its dataset go by the addresses of their files."""

    name: str
    kind: str
    query: Path
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    result: Path | None
    is_lax: bool
    """Whether REDUCED leaves open how often a row is repeated."""

    @property
    def text(self) -> str:
        """The query, its relative addresses read against its own file."""
        return f"BASE <{self.query.as_uri()}>\n{self.query.read_bytes().decode()}"

    @property
    def from_graphs(self) -> tuple[str, ...]:
        """The graphs that the query itself names as its dataset."""
        return tuple(urljoin(self.query.as_uri(), address) for address in _FROM.findall(self.text))


def cases(*kinds: str) -> Iterator[Case]:
    """The tests of these kinds, in the order of the manifests; none where the suites are absent."""
    for suite in SUITES:
        if (W3C / suite).is_dir():
            for manifest in _manifests(W3C / suite / "manifest.ttl"):
                yield from (case for case in _Manifest(manifest).cases() if case.kind in kinds)


def skip_where_absent(manifest: Path) -> None:
    """Skip a test where the suites are not at hand; where W3C_TESTS says that they are, that is a failure."""
    if not manifest.is_file():
        told = pytest.fail if "W3C_TESTS" in os.environ else pytest.skip
        told(f"there is no {manifest}; W3C_TESTS names the folder of the W3C SPARQL tests")


def entries(manifest: Path) -> list[str]:
    """The local names of a manifest's tests."""
    return [_local(entry) for entry in _Manifest(manifest).entries()]


def statements(address: str) -> Iterator[tuple[object, ...]]:
    """Subject, predicate and object of each statement of a data file; its blank nodes are its own."""
    path = _path(address)
    form = _SUFFIXES[path.suffix.removeprefix(".")]
    for quad in parse(path=str(path), format=form, base_iri=address, rename_blank_nodes=True):
        yield quad.subject, quad.predicate, quad.object


def is_here(address: str) -> bool:
    """Whether a graph's address is a data file of the suites."""
    return urlsplit(address).scheme == "file" and _path(address).is_file()


def _manifests(top: Path) -> Iterator[Path]:
    yield top
    for included in _Manifest(top).included():
        path = _path(included.value)
        if path.parent.name not in FEDERATION and path.is_file():
            yield from _manifests(path)


def _path(address: str) -> Path:
    return Path(unquote(urlsplit(address).path))


def _local(entry: Term) -> str:
    return re.split(r"[#/]", entry.value)[-1]


class _Manifest:
    """One manifest file, its statements at hand."""

    def __init__(self, path: Path) -> None:
        self._folder = path.parent
        self._store = Store()
        self._store.extend(parse(path=str(path), format=RdfFormat.TURTLE, base_iri=path.as_uri()))

    def included(self) -> Iterator[Term]:
        yield from self._list(self._found(None, f"{MF}include"))

    def entries(self) -> Iterator[Term]:
        yield from self._list(self._found(None, f"{MF}entries"))

    def cases(self) -> Iterator[Case]:
        for entry in self.entries():
            kind = self._found(entry, f"{RDF}type")[0].value.removeprefix(MF)
            # A few update tests are of the kinds for queries, but their action names no query file.
            if kind in EVALUATION + POSITIVE + NEGATIVE and self._is_query(entry, kind):
                yield self._case(entry, kind)

    def _is_query(self, entry: Term, kind: str) -> bool:
        action = self._found(entry, f"{MF}action")[0]
        return kind in EVALUATION or action.value.endswith(".rq")

    def _case(self, entry: Term, kind: str) -> Case:
        action = self._found(entry, f"{MF}action")[0]
        is_evaluated = kind in EVALUATION
        query = self._found(action, f"{QT}query")[0] if is_evaluated else action
        result = self._found(entry, f"{MF}result")
        return Case(
            name=f"{self._folder.relative_to(W3C).as_posix()}#{_local(entry)}",
            kind=kind,
            query=_path(query.value),
            default_graphs=self._addresses(action, f"{QT}data") if is_evaluated else (),
            named_graphs=self._addresses(action, f"{QT}graphData") if is_evaluated else (),
            result=_path(result[0].value) if result else None,
            is_lax=bool(self._found(entry, f"{MF}resultCardinality")),
        )

    def _addresses(self, action: Term, name: str) -> tuple[str, ...]:
        return tuple(sorted(found.value for found in self._found(action, name)))

    def _found(self, subject: Term | None, name: str) -> list[Term]:
        return [quad.object for quad in self._store.quads_for_pattern(subject, NamedNode(name), None)]

    def _list(self, heads: list[Term]) -> Iterator[Term]:
        for head in heads:
            node = head
            while node.value != f"{RDF}nil":
                yield self._found(node, f"{RDF}first")[0]
                node = self._found(node, f"{RDF}rest")[0]
