"""The data graph of a validation: one index answers triple patterns, pyoxigraph answers SPARQL queries.

pyshacl's core constraints look up single triples, with lexical forms as written, which pyoxigraph does not keep. They
are converted to rdflib's terms when they are asked for: rdflib's own store takes ten times the memory. SPARQL
constraints run one query per focus node, which takes about 50 µs in pyoxigraph and some milliseconds in rdflib.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from typing import Any, TypeAlias

import rdflib
import rdflib.store
from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    Store,
    Triple,
    Variable,
)
from rdflib.namespace import RDF
from rdflib.query import Result
from rdflib.term import Identifier, Node

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.validation.prebinding import joined_into_groups, prebound
from ccwp_kg.validation.terms import Term, ToRdflib, from_rdflib

_Pattern: TypeAlias = tuple[Identifier | None, Identifier | None, Identifier | None]
_Found: TypeAlias = tuple[tuple[Identifier, Identifier, Identifier], Iterator[rdflib.Graph]]
_CONTEXTS = (rdflib.Graph(bind_namespaces="none"),)
"""In which graphs rdflib is told that a triple is. There is but one, and a triple need not know it."""

_FOCUS, _THIS = NamedNode("urn:ccwp:focus"), Variable("this")


class DataGraph(rdflib.Graph):
    """The merge of all statements of all graphs."""

    def __init__(self, statements: Iterable[Triple | Quad]) -> None:
        self._convert = ToRdflib()
        self._answers = Store()
        self._triples = _Triples(self._convert)
        self._instances: dict[Node, list[Node]] = {}
        super().__init__(self._triples, bind_namespaces="none")
        self.change(added=(s.triple if isinstance(s, Quad) else s for s in statements))

    def change(self, *, removed: Iterable[Triple] = (), added: Iterable[Triple] = ()) -> None:
        """Remove and add statements. Raises ValidationFailed for a quoted triple, which SHACL does not define."""
        self._instances.clear()
        for triple in removed:
            self._triples.take(triple)
            self._answers.remove(Quad(triple.subject, triple.predicate, triple.object))
        self._answers.extend(as_quads(self._put(added), DefaultGraph()))

    def _put(self, added: Iterable[Triple]) -> Iterator[Triple]:
        for triple in added:
            if isinstance(triple.object, Triple):
                raise ValidationFailed(
                    f"{triple} holds a quoted triple, which SHACL cannot judge; state it as a plain triple"
                )
            self._triples.put(triple)
            yield triple

    def subjects(  # type: ignore[override]  # rdflib's own names of its parameters
        self, predicate: Node | None = None, value: Node | None = None, unique: bool = False
    ) -> Iterator[Node]:
        """See rdflib. The instances of a class are kept, for each shape about the class asks for them."""
        if predicate != RDF.type or not isinstance(value, Identifier):
            return super().subjects(predicate, value, unique)
        if value not in self._instances:
            self._instances[value] = list(super().subjects(predicate, value))
        return iter(self._instances[value])

    def objects(  # type: ignore[override]  # what pyshacl asks, see `query`
        self, subject: Node | None = None, predicate: Node | None = None, unique: bool = False
    ) -> Iterator[Node]:
        """See rdflib, which would make three generators of it."""
        if not isinstance(subject, Identifier) or not isinstance(predicate, rdflib.URIRef):
            return super().objects(subject, predicate, unique)
        return (self._convert.term(triple.object) for triple in self._triples.matching(subject, predicate, None))

    @contextmanager
    def focused(self, nodes: Iterable[Term]) -> Iterator[None]:
        """Keep focus nodes for `found_by` as long as the block runs, in a graph that no query of a shape names."""
        self._answers.extend(Quad(_FOCUS, _FOCUS, node, _FOCUS) for node in nodes)
        try:
            yield
        finally:
            self._answers.remove_graph(_FOCUS)

    def found_by(self, query: str) -> set[Identifier] | None:
        """The focus nodes for which a SELECT query has a row; None where its rows do not name them all by an IRI.

        The store keeps no lexical forms, and a blank node has no name elsewhere.
        """
        rows = self._answers.query(joined_into_groups(query, f"GRAPH {_FOCUS} {{ {_FOCUS} {_FOCUS} ?this }}"))
        if not isinstance(rows, QuerySolutions):
            return None
        nodes = {row[_THIS] for row in rows}
        return {*map(self._convert.term, nodes)} if all(isinstance(node, NamedNode) for node in nodes) else None

    def rows(self, query: str) -> QuerySolutions:
        """The rows of a SELECT query. Raises ValidationFailed for another query, and for one that does not parse."""
        try:
            found = self._answers.query(query)
        except SyntaxError as error:
            raise ValidationFailed(f"a rule's query does not parse: {error.msg}; correct it:\n{query}") from error
        if not isinstance(found, QuerySolutions):
            raise ValidationFailed(f"a rule's query is no SELECT; make it one:\n{query}")
        return found

    def query(  # type: ignore[override]  # rdflib's signature, of which pyshacl uses the text and the bindings
        self,
        query_object: str,
        _processor: object = None,
        _result: object = None,
        _namespaces: object = None,
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        _use_store_provided: bool = True,
        **_options: Any,
    ) -> Result:
        """Answer a SPARQL query with pre-bound variables (SHACL §5.3.1, appendix A).

        Raises ValidationFailed if the query does not parse.
        """
        values = {name: from_rdflib(term) for name, term in (initBindings or {}).items()}
        if any(isinstance(value, BlankNode) for value in values.values()):  # SPARQL text cannot name a blank node
            return super().query(query_object, initBindings=initBindings)
        try:
            answer = self._answers.query(prebound(query_object, list(values), [list(values.values())]))
        except SyntaxError as error:
            raise ValidationFailed(
                f"a shape's query does not parse: {error.msg}; correct it:\n{query_object}"
            ) from error
        if isinstance(answer, QueryBoolean):
            yes = Result("ASK")
            yes.askAnswer = bool(answer)
            return yes
        if not isinstance(answer, QuerySolutions):
            raise ValidationFailed(f"a shape's SPARQL query is neither SELECT nor ASK; correct it:\n{query_object}")
        rows = Result("SELECT")
        rows.vars = [rdflib.Variable(variable.value) for variable in answer.variables]
        rows.bindings = [
            {
                name: self._convert.term(value)
                for name, value in zip(rows.vars, solution, strict=True)
                if value is not None
            }
            for solution in answer
        ]
        return rows


class _Triples(rdflib.store.Store):
    """Triples with their lexical forms, looked up as rdflib does; three indices lead to one and the same triple."""

    context_aware = graph_aware = True  # pyshacl makes an rdflib Dataset of it, which would refuse another store

    def __init__(self, convert: ToRdflib) -> None:
        super().__init__()
        self._convert = convert
        # With the predicates, each of them one object: a triple makes a new one whenever it is asked.
        self._of_subject: defaultdict[Term | Triple, dict[Triple, NamedNode]] = defaultdict(dict)
        self._predicates: dict[NamedNode, NamedNode] = {}
        self._of_predicate: defaultdict[Term | Triple, list[Triple]] = defaultdict(list)
        self._of_object: defaultdict[Term | Triple, list[Triple]] = defaultdict(list)

    def _lists(self, triple: Triple) -> Iterator[list[Triple]]:
        yield self._of_predicate[triple.predicate]
        if not isinstance(triple.object, Literal):  # of literals there are many, and nobody looks for them
            yield self._of_object[triple.object]

    def put(self, triple: Triple) -> None:
        """Add a triple, unless it is there."""
        known = self._of_subject[triple.subject]
        if triple not in known:
            known[triple] = self._predicates.setdefault(triple.predicate, triple.predicate)
            for each in self._lists(triple):
                each.append(triple)

    def take(self, triple: Triple) -> None:
        """Remove a triple, if it is there."""
        known = self._of_subject[triple.subject]
        if triple in known:
            del known[triple]
            for each in self._lists(triple):
                each.remove(triple)

    def __len__(self, context: object = None) -> int:
        return sum(map(len, self._of_predicate.values()))

    def triples(self, triple_pattern: _Pattern, context: object = None) -> Iterator[_Found]:  # type: ignore[override]  # noqa: ARG002
        """The triples that match a pattern of terms and None."""
        s, p, o = triple_pattern
        convert = self._convert.term
        for triple in self.matching(s, p, o):
            subject = convert(triple.subject) if s is None else s
            predicate = convert(triple.predicate) if p is None else p
            yield (subject, predicate, convert(triple.object) if o is None else o), iter(_CONTEXTS)

    def matching(self, s: Identifier | None, p: Identifier | None, o: Identifier | None) -> Iterable[Triple]:
        """The triples that match, as they were put."""
        value = None if o is None else from_rdflib(o)
        predicate = None if p is None else self._predicates.get(from_rdflib(p))  # type: ignore[arg-type]
        if p is not None and predicate is None:
            return ()
        if s is not None:
            about = self._of_subject.get(from_rdflib(s), {})
            found: Iterable[Triple] = [triple for triple, of in about.items() if p is None or of is predicate]
            return found if value is None else [triple for triple in found if triple.object == value]
        if value is not None and not isinstance(value, Literal):
            found = self._of_object.get(value, ())
            return found if p is None else [triple for triple in found if triple.predicate == predicate]
        found = chain.from_iterable(self._of_predicate.values()) if predicate is None else self._of_predicate[predicate]
        return found if value is None else [triple for triple in found if triple.object == value]
