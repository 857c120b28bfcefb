"""Where the IRIs of things start: at the published address, or at that of a copy on another host."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, Triple

from ccwp_kg.namespaces import PUBLISHED
from ccwp_kg.rdf.terms.order import Subject

# Terms of the ontology and of the shapes mean the same everywhere.
_MOVES = re.compile(re.escape(PUBLISHED) + r"(?!(?:ontology|shapes)\b)")


@dataclass(frozen=True, slots=True)
class Base:
    """The address that the IRIs of things start with, with a slash at its end.

    The build makes everything at the published base; a release moves it where it is written. The ontology and the
    shapes stay where they are, so that a query is the same at every base.
    """

    iri: str = PUBLISHED

    @property
    def id(self) -> str:
        """What the IRI of every thing starts with.

        >>> Base("https://kg.example/customs/").id
        'https://kg.example/customs/id/'
        """
        return f"{self.iri}id/"

    def thing(self, reference: str) -> NamedNode:
        """The IRI of a thing by its reference. Raises ValueError where it holds characters that no IRI may hold.

        >>> Base("https://kg.example/customs/").thing("plan/5").value
        'https://kg.example/customs/id/plan/5'
        """
        return NamedNode(self.id + reference)

    def reference(self, iri: str) -> str:
        """What follows `…/id/` in the IRI of a thing; any other IRI as it is.

        >>> Base("https://kg.example/customs/").reference("https://kg.example/customs/id/plan/5")
        'plan/5'
        """
        return iri.removeprefix(self.id)

    def owns(self, iri: str) -> bool:
        """Whether the IRI is a thing or document of this base, or a term of the ontology or the shapes."""
        return iri.startswith(self.iri) or (iri.startswith(PUBLISHED) and _MOVES.match(iri) is None)

    def address_path(self, iri: str) -> str | None:
        """Where an own IRI that is an address leads, behind the base; None for a name and for what is not ours.

        Own IRIs of things, of the ontology and of the shapes are names; all others are addresses.

        >>> Base().address_path("https://w3id.org/ccwp/dumps/dataset.nq")
        'dumps/dataset.nq'
        >>> Base().address_path("https://w3id.org/ccwp/id/plan/5")
        """
        path = iri.removeprefix(self.iri)
        return None if path == iri or path.startswith(("id/", "ontology", "shapes")) else path

    def addressed(self, triples: Iterable[Triple], place: Callable[[str], str]) -> Iterator[Triple]:
        """The triples in their order, with each own address where `place` puts its path; names stay what they are.

        >>> triple = Triple(NamedNode("urn:a"), NamedNode("urn:b"), NamedNode("https://w3id.org/ccwp/sparql"))
        >>> [triple] = Base().addressed([triple], "http://127.0.0.1:8000/".__add__)
        >>> triple.object.value
        'http://127.0.0.1:8000/sparql'
        """

        def put(term: Subject | Literal) -> Any:
            path = self.address_path(term.value) if isinstance(term, NamedNode) else None
            return term if path is None else NamedNode(place(path))

        for triple in triples:
            yield Triple(put(triple.subject), triple.predicate, put(triple.object))

    def moved(self, text: str) -> str:
        """A text with published IRIs, such as a query, with those of this base in their place.

        >>> Base("https://kg.example/").moved("<https://w3id.org/ccwp/id/plan/5> a <https://w3id.org/ccwp/ontology#Plan>")
        '<https://kg.example/id/plan/5> a <https://w3id.org/ccwp/ontology#Plan>'
        """
        return text if self.iri == PUBLISHED else _MOVES.sub(lambda _: self.iri, text)

    def here(self, iri: NamedNode) -> NamedNode:
        """The IRI at this base of what has this published IRI.

        >>> Base("https://kg.example/").here(NamedNode("https://w3id.org/ccwp/id/graph/inferred")).value
        'https://kg.example/id/graph/inferred'
        """
        return iri if self.iri == PUBLISHED else NamedNode(self.moved(iri.value))

    def quads(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The statements at this base, also in texts: queries of rules and shapes, addresses in citations."""
        if self.iri == PUBLISHED:
            yield from quads
            return
        for quad in quads:
            graph = quad.graph_name
            graph = self.here(graph) if isinstance(graph, NamedNode) else graph
            yield Quad(self._subject(quad.subject), self.here(quad.predicate), self._object(quad.object), graph)

    def triples(self, triples: Iterable[Triple]) -> Iterator[Triple]:
        """The same for statements without graphs."""
        for triple in triples:
            yield triple if self.iri == PUBLISHED else self._triple(triple)

    def _triple(self, triple: Triple) -> Triple:
        return Triple(self._subject(triple.subject), self.here(triple.predicate), self._object(triple.object))

    def _subject(self, term: Subject) -> Subject:
        if isinstance(term, NamedNode):
            return self.here(term)
        return self._triple(term) if isinstance(term, Triple) else term

    def _object(self, term: Subject | Literal) -> Subject | Literal:
        if not isinstance(term, Literal):
            return self._subject(term)
        if term.language is not None:
            return Literal(self.moved(term.value), language=term.language)
        return Literal(self.moved(term.value), datatype=term.datatype)


PUBLISHED_BASE = Base()
