"""The data graph of a validation: rdflib answers triple patterns, pyoxigraph answers SPARQL queries.

pyshacl's core constraints look up single triples, which rdflib does well, with lexical forms as written. SPARQL
constraints run one query per focus node, which takes about 50 µs in pyoxigraph and some milliseconds in rdflib.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import rdflib
from pyoxigraph import BlankNode, DefaultGraph, Quad, QueryBoolean, QuerySolutions, Store, Triple
from rdflib.query import Result
from rdflib.term import Identifier

from ccwp_kg.errors import ValidationFailed
from ccwp_kg.rdf.syntax.read import as_quads
from ccwp_kg.validation.prebinding import prebound
from ccwp_kg.validation.terms import Term, ToRdflib, from_rdflib


class DataGraph(rdflib.Graph):
    """The merge of all statements of all graphs."""

    def __init__(self, statements: Iterable[Triple | Quad]) -> None:
        super().__init__(bind_namespaces="none")
        self._convert = ToRdflib()
        self._answers = Store()
        collects = gc.isenabled()
        gc.disable()  # loading makes no garbage, and each collection would visit all loaded terms
        try:
            self.change(added=(s.triple if isinstance(s, Quad) else s for s in statements))
        finally:
            if collects:
                gc.enable()

    def change(self, *, removed: Iterable[Triple] = (), added: Iterable[Triple] = ()) -> None:
        """Remove and add statements in both libraries."""
        for quad in as_quads(removed, DefaultGraph()):
            self._answers.remove(quad)
            self.store.remove(next(self._convert.triples([quad.triple])), self)
        triples = list(added)
        self._answers.extend(as_quads(triples, DefaultGraph()))
        for converted in self._convert.triples(triples):
            self.store.add(converted, self)

    def finds_any(self, query: str, nodes: Sequence[Term]) -> bool:
        """Whether a SELECT query has a row for any of the nodes as `$this`."""
        rows = self._answers.query(prebound(query, ["this"], [[node] for node in nodes]))
        return isinstance(rows, QuerySolutions) and next(rows, None) is not None

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
