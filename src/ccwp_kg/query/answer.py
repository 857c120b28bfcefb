"""A question put to a store, and its answer as bytes of the format that was chosen."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ccwp_kg.errors import QueryRefused, UnknownFormat
from ccwp_kg.formats import RDF_FORMATS, RESULT_FORMATS, Format
from ccwp_kg.query.guard import Question
from ccwp_kg.rdf.prefixes import Prefixes
from ccwp_kg.rdf.writing import write_bytes
from ccwp_kg.store import Dataset, Store

_UNKNOWN_FUNCTION = re.compile(r"custom function (<[^>]*>) is not supported")


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: never a part of one."""

    body: bytes
    form: Format

    @property
    def media_type(self) -> str:
        """What HTTP sends as Content-Type."""
        return self.form.media_type


def formats_for(question: Question) -> tuple[Format, ...]:
    """The formats an answer to this kind of query can have, the usual one first."""
    return RESULT_FORMATS if question.kind in ("SELECT", "ASK") else RDF_FORMATS


def answer(store: Store, question: Question, form: Format, *, dataset: Dataset, prefixes: Prefixes) -> Answer:
    """Run a checked query.

    Raises UnknownFormat where the format is not one of `formats_for` this kind of query, QueryRefused where it calls
    a function that the engine does not know, QuerySyntaxError and StoreUnavailable as the store does.
    """
    if form not in formats_for(question):
        raise UnknownFormat(
            f"{form.label} cannot hold the answer to {question.kind}; "
            f"choose {', '.join(each.label for each in formats_for(question))}"
        )
    try:
        return Answer(_written(store, question, form, dataset=dataset, prefixes=prefixes), form)
    except RuntimeError as error:
        # The engine does not start on a query with a function that is neither SPARQL's nor its own (§17.6).
        unknown = _UNKNOWN_FUNCTION.search(str(error))
        if unknown is None:
            raise
        raise QueryRefused(f"the function {unknown[1]} is not offered here; use those of SPARQL 1.1 §17") from error


def _written(store: Store, question: Question, form: Format, *, dataset: Dataset, prefixes: Prefixes) -> bytes:
    if question.kind in ("SELECT", "ASK"):
        return store.results(question.text, form, dataset=dataset)
    return write_bytes(store.triples(question.text, dataset=dataset), form, prefixes=prefixes)
