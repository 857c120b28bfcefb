"""Requests to the SPARQL endpoint, read from any of the three operations of the protocol (§2.1.1 to §2.1.3)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from werkzeug.exceptions import BadRequest, UnsupportedMediaType
from werkzeug.http import parse_options_header

from ccwp_kg.errors import UnknownFormat
from ccwp_kg.formats import HTML, RDF_FORMATS, RESULT_FORMATS, Format, first_called
from ccwp_kg.query import UpdateRefused
from ccwp_kg.server.http.parameters import Parameters, every, only, parse_form, text_of
from ccwp_kg.store import WHOLE, Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
FORMATS = (*RESULT_FORMATS, *RDF_FORMATS, HTML)
_ONLY_READS = "this endpoint only reads; an update changes data and is never run here"
_FORMAT_PARAMETERS = ("format", "output", "results")
"""Where clients name the format of an answer; SPARQL 1.1 Protocol has no parameter for it."""


_TIME = re.compile(r"([0-9]+(?:\.[0-9]+)?)(ms|s|)", re.ASCII)


@dataclass(frozen=True, slots=True)
class SparqlRequest:
    """The query (None: there is none), the graphs it may see, and the names of formats in the order of the request.

    `timeout`: so many seconds the client waits for the answer; None: as long as a query may take. `view` is the picture
    in which a page shows it.
    """

    text: str | None
    dataset: Dataset
    format_names: tuple[str, ...] = ()
    timeout: float | None = None
    view: str | None = None

    def named_format(self, offers: Sequence[Format] = FORMATS) -> Format | None:
        """The offer that the first understood name means; None where Accept is to decide."""
        return first_called(self.format_names, offers)


def read_request(query_string: bytes, content_type: str, body: bytes | None) -> SparqlRequest:
    """The query of a GET (`body` None), or of a POST as a form or by itself (SPARQL 1.1 Protocol §2.1.1 to §2.1.3)."""
    parameters = [*parse_form(query_string)]
    if body is None and [name for name, _ in parameters] == ["query"]:  # as most requests are
        return SparqlRequest(parameters[0][1], WHOLE)
    text = None
    if body is not None:
        kind, options = parse_options_header(content_type)
        if kind.lower() == UPDATE:
            raise UpdateRefused(_ONLY_READS)
        if kind.lower() not in (FORM, QUERY) or options.get("charset", "utf-8").lower() != "utf-8":
            raise UnsupportedMediaType(f"A query is posted as {FORM} or {QUERY}, in UTF-8.")
        if kind.lower() == FORM:
            parameters += parse_form(body)
        elif every(parameters, "query"):
            raise BadRequest("The query is given twice, in the body and in the address; give it once.")
        else:
            text = text_of(body)
    if every(parameters, "update"):
        raise UpdateRefused(_ONLY_READS)
    return _asked(parameters, text, must_ask=body is not None)


def _asked(parameters: Parameters, text: str | None, *, must_ask: bool) -> SparqlRequest:
    text = only(parameters, "query") if text is None else text
    dataset = Dataset(_graphs(parameters, "default-graph-uri"), _graphs(parameters, "named-graph-uri"))
    if text is not None:
        values = (value for name, value in parameters if name in _FORMAT_PARAMETERS)
        names = tuple(name for value in values for name in value.split(","))
        return SparqlRequest(text, dataset, names, _timeout(only(parameters, "timeout")), only(parameters, "view"))
    if must_ask or dataset.is_given:
        raise BadRequest("The parameter 'query' is missing; give it the text of a SPARQL query.")
    name = only(parameters, "format")
    if name and all(form.name != name for form in FORMATS):
        raise UnknownFormat(f"there is no format '{name}'; use one of {', '.join(form.name for form in FORMATS)}")
    return SparqlRequest(None, dataset, (name,) if name else ())


def _graphs(parameters: Parameters, name: str) -> tuple[NamedNode, ...]:
    """The graphs that a parameter names; an empty value names none."""
    try:
        return tuple(NamedNode(value) for value in every(parameters, name) if value)
    except ValueError as error:
        raise BadRequest(f"The parameter '{name}' holds no absolute IRI: {error}.") from None


def _timeout(text: str | None) -> float | None:
    """A time in seconds, or with its unit; none for 0.

    >>> [_timeout(each) for each in ("2", "0.5", "2s", "500ms", "0", None)]
    [2.0, 0.5, 2.0, 0.5, None, None]
    """
    if text is None:
        return None
    time = _TIME.fullmatch(text)
    if time is None:
        raise BadRequest("The parameter 'timeout' is no time; give it seconds, such as 2, 0.5, 2s or 500ms.")
    seconds = float(time[1]) / (1000 if time[2] == "ms" else 1)
    return seconds or None
