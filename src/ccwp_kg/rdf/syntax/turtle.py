"""Writes Turtle as the files in this repository look: one added triple is one added line.

Prefixes sorted and only those used; one subject a block, one triple a line with its predicate repeated; `a` first, with
our classes before those of others, then labels, definitions, structure, the rest by name; all of them in natural
order. Blank nodes are nested where they are used (shapes have them, data have none). Statements may carry annotations,
which makes it RDF 1.2 Turtle.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS, SH, SKOS, SPEX, XSD
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.terms.order import Subject, Term, by_subject, natural_key, value_key

Annotation: TypeAlias = Sequence[tuple[NamedNode, NamedNode | Literal]]
"""Properties and values of one occurrence of a statement, in the order in which they are written."""
Annotations: TypeAlias = Callable[[Triple], Iterable[Annotation]]
"""The annotations of a statement, one for each of its occurrences."""

_FIRST = [
    RDF.type,
    RDFS.label,
    SKOS.prefLabel,
    DCTERMS.term("title"),
    SKOS.altLabel,
    SKOS.hiddenLabel,
    SKOS.definition,
    DCTERMS.description,
    RDFS.comment,
    RDFS.isDefinedBy,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.inScheme,
    SH.targetClass,
    SH.path,
    DCTERMS.isPartOf,
    CCWP.partOfPlan,
    CCWP.position,
]
_TYPE, _STRING, _INTEGER, _BOOLEAN = RDF.type, XSD.string, XSD.integer, XSD.boolean
_QUERIES = (SH.select, SH.ask, SH.construct, SPEX.describe)
_RANK = {predicate.value: rank for rank, predicate in enumerate(_FIRST)}
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'[\\"\n\r\t\b\f]')
_CANONICAL_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]*)\Z")
_UNSAFE_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def natural_order(subject: NamedNode) -> str:
    """The order of subjects in files: as people count, parts under their whole."""
    return natural_key(subject.value)


def turtle(
    triples: Iterable[Triple],
    prefixes: Prefixes,
    annotations: Annotations | None = None,
    *,
    order: Callable[[NamedNode], Any] = natural_order,
    base_iri: str | None = None,
) -> str:
    """The triples in canonical Turtle, ended by a newline; the same triples give the same text.

    With `annotations` it is RDF 1.2 Turtle, and each annotation of a statement follows on its line. `order` is the sort
    key of the subjects. IRIs that start with `base_iri`, a folder, are written relative to it.

    Raises InvalidTurtle for a blank node that is used twice: it could not be nested. One that nobody uses stands last.
    """
    writer = _Writer(triples, prefixes, annotations, base_iri)
    body = "".join(writer.blocks(order))
    return writer.head() + body


def write_turtle(
    path: Path, triples: Iterable[Triple], prefixes: Prefixes, annotations: Annotations | None = None
) -> None:
    """Write the same into a file, block by block: they wait beside it until it is known which prefixes they use."""
    writer = _Writer(triples, prefixes, annotations, None)
    with TemporaryFile(dir=path.parent) as blocks, path.open("wb") as file:
        blocks.writelines(block.encode() for block in writer.blocks(natural_order))
        blocks.seek(0)
        file.write(writer.head().encode())
        shutil.copyfileobj(blocks, file)


class _Writer:
    def __init__(
        self,
        triples: Iterable[Triple],
        prefixes: Prefixes,
        annotations: Annotations | None,
        base_iri: str | None,
    ) -> None:
        self.prefixes = prefixes
        self._base_iri = base_iri
        self._annotations = annotations
        self.used: set[str] = set()
        self._names: dict[str, str] = {}
        self._of = by_subject(triples)
        self._uses = Counter(
            t.object for found in self._of.values() for t in {*found} if isinstance(t.object, BlankNode)
        )
        for subject in self._of:
            if isinstance(subject, BlankNode) and self._uses[subject] > 1:
                raise InvalidTurtle(f"blank node {subject} is used {self._uses[subject]} times; name it with an IRI")

    def head(self) -> str:
        """What stands before the blocks, known once all of them are made."""
        version = [] if self._annotations is None else ['@version "1.2" .\n']  # RDF 1.2 Turtle, "Version Announcement"
        names = (f"@prefix {prefix}: <{self.prefixes.namespace(prefix)}> .\n" for prefix in sorted(self.used))
        lines = [*version, *names]
        return "".join([*lines, "\n"] if lines and any(isinstance(s, NamedNode) for s in self._of) else lines)

    def blocks(self, order: Callable[[NamedNode], Any]) -> Iterator[str]:
        """A block for each subject, an empty line before each but the first."""
        named = sorted((s for s in self._of if isinstance(s, NamedNode)), key=order)
        between = ""
        for subject in named:
            yield f"{between}{self._iri(subject)}\n{self._facts(subject, 1)}.\n"
            between = "\n"
        roots = (s for s in self._of if isinstance(s, BlankNode) and not self._uses[s])
        yield from sorted(f"{between}[]\n{self._facts(root, 1)}.\n" for root in roots)

    def _facts(self, subject: Subject, depth: int) -> str:
        written = []
        for triple in {*self._of[subject]}:
            p, o = triple.predicate, triple.object
            key = (_RANK.get(p.value, len(_RANK)), natural_key(self.prefixes.shorten(p.value)))
            order = value_key(p, o) if not isinstance(o, BlankNode) else (3, "", "", "")
            predicate = "a" if p == _TYPE else self._iri(p)
            value = self._query(o) if p in _QUERIES else self._term(o, depth)
            written.append((key, order, f"{'  ' * depth}{predicate} {value}{self._annotated(triple)} ;\n"))
        return "".join(line for _, _, line in sorted(written))

    def _annotated(self, triple: Triple) -> str:
        """The annotations of a statement (RDF 1.2 Turtle, "Annotation Syntax"), each a reifier without a name."""
        found = () if self._annotations is None else self._annotations(triple)
        return "".join(
            f" {{| {' ; '.join(f'{self._iri(p)} {self._term(o, 0)}' for p, o in each)} |}}" for each in found
        )

    def _query(self, term: Term) -> str:
        """A query over its own lines, the one thing that reads better so."""
        if isinstance(term, Literal) and "\n" in term.value and term.datatype == _STRING:
            text = term.value.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "\\r")
            return f'"""{text}"""'
        return self._term(term, 1)

    def _term(self, term: Term, depth: int) -> str:
        if isinstance(term, NamedNode):
            return self._iri(term)
        if isinstance(term, Literal):
            return self._literal(term)
        if isinstance(term, BlankNode):
            return self._nested(term, depth)
        return f"<<( {' '.join(self._term(each, depth) for each in (term.subject, term.predicate, term.object))} )>>"

    def _nested(self, node: BlankNode, depth: int) -> str:
        facts = self._facts_of(node)
        if RDF.first in facts:
            return f"( {' '.join(self._items(node, depth))} )"
        if not facts:
            return "[]"
        return f"[\n{self._facts(node, depth + 1)}{'  ' * depth}]"

    def _items(self, node: Term, depth: int) -> Iterable[str]:
        while isinstance(node, BlankNode):
            facts = self._facts_of(node)
            yield self._term(facts[RDF.first], depth)
            node = facts[RDF.rest]

    def _facts_of(self, node: BlankNode) -> dict[NamedNode, Term]:
        return {triple.predicate: triple.object for triple in self._of.get(node, ())}

    def _iri(self, iri: NamedNode) -> str:
        name = self._names.get(iri.value)
        if name is None:
            pair = self.prefixes.split(iri.value)
            if pair is None:
                shown = iri.value if self._base_iri is None else _relative(iri.value, self._base_iri)
                escaped = _UNSAFE_IN_IRI.sub(lambda match: f"\\u{ord(match[0]):04X}", shown)
                name = f"<{escaped}>"
            else:
                self.used.add(pair[0])
                name = f"{pair[0]}:{pair[1]}"
            self._names[iri.value] = name
        return name

    def _literal(self, literal: Literal) -> str:
        if literal.datatype == _INTEGER and _CANONICAL_INTEGER.match(literal.value):
            return literal.value
        if literal.datatype == _BOOLEAN and literal.value in ("true", "false"):
            return literal.value
        quoted = f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], literal.value)}"'
        if literal.language:
            return f"{quoted}@{literal.language}"
        if literal.datatype == _STRING:
            return quoted
        return f"{quoted}^^{self._iri(literal.datatype)}"


def _relative(iri: str, base_iri: str) -> str:
    """The IRI relative to a folder; as it is where the rest would not be read as a relative path (RFC 3986 §4.2)."""
    rest = iri.removeprefix(base_iri)
    return rest if rest and rest != iri and rest[0] not in "/?#" and ":" not in rest.partition("/")[0] else iri
