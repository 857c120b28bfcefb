"""Rules about the data as a whole: each is a SELECT query in a file, and every row that it finds breaks it.

The first lines of the file, which begin with `#`, say in a sentence what holds; before what is usual but not certain
stands `Warning:`. A row tells what breaks the rule: the
thing is its column `thing`, or the first that holds an IRI; the next column is the value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.namespaces import CCWPSH, RDF, RDFS, SH
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english
from ccwp_kg.validation.graphs import DataGraph
from ccwp_kg.validation.report import Result
from ccwp_kg.validation.terms import Term

_USUAL = "Warning: "


@dataclass(frozen=True, slots=True)
class DataRule:
    """A rule: its name, what holds, the query that finds where it does not, and how much that matters."""

    name: str
    sentence: str
    query: str
    severity: NamedNode = SH.Violation

    @property
    def iri(self) -> NamedNode:
        """By which results and the graph of shapes name it."""
        return CCWPSH.term(f"data-quality-{self.name}")


def read_data_rules(folder: Path) -> tuple[DataRule, ...]:
    """The rules in the `.rq` files of a folder, in the order of their names."""
    return tuple(_read(path) for path in sorted(folder.glob("*.rq")))


def _read(path: Path) -> DataRule:
    query = path.read_text(encoding="utf-8")
    sentence = " ".join(line[1:].strip() for line in query.splitlines() if line.startswith("#"))
    certain = sentence.removeprefix(_USUAL)
    return DataRule(path.stem, certain, query, SH.Violation if certain == sentence else SH.Warning)


def descriptions(rules: Iterable[DataRule]) -> Iterator[Triple]:
    """The rules as things of the graph of shapes: name, sentence, severity and query (SHACL §8.1)."""
    for rule in rules:
        yield Triple(rule.iri, RDF.type, SH.SPARQLSelectExecutable)
        yield Triple(rule.iri, RDFS.isDefinedBy, iris.shapes())
        yield Triple(rule.iri, RDFS.label, english(rule.name.replace("-", " ")))
        yield Triple(rule.iri, SH.message, english(rule.sentence))
        yield Triple(rule.iri, SH.severity, rule.severity)
        yield Triple(rule.iri, SH.select, code(rule.query))


def broken(rules: Iterable[DataRule], data: DataGraph) -> Iterator[Result]:
    """A result for each row that a rule finds. Raises ValidationFailed for a query that does not parse."""
    for rule in rules:
        found = data.rows(rule.query)
        names = [variable.value for variable in found.variables]
        for row in found:
            terms = zip(names, row, strict=True)
            yield _result(rule, {n: v for n, v in terms if v is not None and not isinstance(v, Triple)})


def _result(rule: DataRule, row: Mapping[str, Term]) -> Result:
    about = next((name for name in ("thing", *row) if isinstance(row.get(name), NamedNode)), next(iter(row)))
    return Result(
        focus_node=row[about],
        path=None,
        value=next((value for name, value in row.items() if name != about), None),
        severity=rule.severity,
        messages=(english(rule.sentence),),
        source_shape=rule.iri,
        component=SH.SPARQLConstraintComponent,
    )
