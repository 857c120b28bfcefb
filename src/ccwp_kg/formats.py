"""The one table of formats: names, suffixes and media types of what the knowledge base reads and writes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import QueryResultsFormat, RdfFormat

_W3C = {
    "turtle": "Turtle",
    "ntriples": "N-Triples",
    "jsonld": "JSON-LD",
    "rdfxml": "RDF_XML",
    "trig": "TriG",
    "nquads": "N-Quads",
    "json": "SPARQL_Results_JSON",
    "xml": "SPARQL_Results_XML",
    "csv": "SPARQL_Results_CSV",
    "tsv": "SPARQL_Results_TSV",
}
_PUNCTUATION = re.compile(r"[^a-z0-9]+")


def essence(media_type: str) -> str:
    """A media type without its parameters (RFC 9110 §8.3.1).

    >>> essence("text/turtle; charset=utf-8")
    'text/turtle'
    """
    return media_type.partition(";")[0]


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write an answer or a dump.

    `name` is what people type, `suffix` stands in URLs and file names, `media_type` is what HTTP sends (charset
    included where the registration wants it), `aliases` are further media types that ask for it. `holds_graphs`: it is
    used for statements together with their named graphs. `file_type` is its code in the Union's table of file types,
    empty where that has none.
    """

    name: str
    suffix: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()
    rdf: RdfFormat | None = None
    results: QueryResultsFormat | None = None
    holds_graphs: bool = False
    file_type: str = ""
    names: frozenset[str] = field(init=False, repr=False, compare=False)

    @property
    def essence(self) -> str:
        """The media type without its parameters."""
        return essence(self.media_type)

    @property
    def w3c_name(self) -> str:
        """Its name in http://www.w3.org/ns/formats/, for a format of RDF or of SPARQL results.

        >>> RDFXML.w3c_name, SPARQL_CSV.w3c_name
        ('RDF_XML', 'SPARQL_Results_CSV')
        """
        return _W3C[self.name]

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Every media type that asks for this format, its own first."""
        return (self.essence, *self.aliases)

    def __post_init__(self) -> None:
        subtypes = (media_type.partition("/")[2] for media_type in self.asked_by)
        names = (self.name, self.suffix, *self.asked_by, *subtypes)
        object.__setattr__(self, "names", frozenset(map(_squeezed, names)))

    def is_called(self, name: str) -> bool:
        """Whether a name means this format: its own name, its suffix, a media type, or a subtype (RFC 6838 §4.2).

        Case, punctuation and parameters do not count, so a `+` that arrives as a space does no harm.

        >>> [RDFXML.is_called(name) for name in ("rdf+xml", "RDF/XML", "application/rdf xml", "xml", "turtle")]
        [True, True, True, True, False]
        """
        return _squeezed(essence(name)) in self.names


def _squeezed(name: str) -> str:
    """A name reduced to its letters and digits, in lower case."""
    return _PUNCTUATION.sub("", name.lower())


def first_called(names: Iterable[str], offers: Iterable[Format]) -> Format | None:
    """The offer that the first understood name means (see `Format.is_called`); None where no name means any.

    >>> first_called(["pdf", "N3"], RDF_FORMATS) is TURTLE
    True
    """
    formats = tuple(offers)
    return next((each for name in names for each in formats if each.is_called(name)), None)


def _rdf_format(name: str, rdf: RdfFormat, file_type: str, *aliases: str, holds_graphs: bool = False) -> Format:
    media_type = rdf.media_type + ("; charset=utf-8" if rdf.media_type.startswith("text/") else "")
    return Format(name, rdf.file_extension, media_type, rdf.name, aliases, rdf, None, holds_graphs, file_type)


def _result_format(name: str, form: QueryResultsFormat, *aliases: str) -> Format:
    return Format(name, form.file_extension, form.media_type, name.upper(), aliases, results=form)


TURTLE = _rdf_format("turtle", RdfFormat.TURTLE, "RDF_TURTLE", "application/x-turtle", "text/n3")
NTRIPLES = _rdf_format("ntriples", RdfFormat.N_TRIPLES, "RDF_N_TRIPLES", "text/plain")
JSONLD = _rdf_format("jsonld", RdfFormat.JSON_LD, "JSON_LD", "application/json")
RDFXML = _rdf_format("rdfxml", RdfFormat.RDF_XML, "RDF_XML", "application/xml", "text/xml")
TRIG = _rdf_format("trig", RdfFormat.TRIG, "RDF_TRIG", "application/x-trig", holds_graphs=True)
NQUADS = _rdf_format("nquads", RdfFormat.N_QUADS, "RDF_N_QUADS", "text/x-nquads", holds_graphs=True)
RDF_FORMATS = (TURTLE, NTRIPLES, JSONLD, RDFXML, TRIG, NQUADS)

JSONLD_FRAMED = f'{JSONLD.media_type}; profile="http://www.w3.org/ns/json-ld#framed"'
"""What HTTP says of JSON-LD that is a tree (JSON-LD 1.1, IANA Considerations)."""
JSONLD_CONTEXT = f'{JSONLD.media_type}; profile="http://www.w3.org/ns/json-ld#context"'
"""What HTTP says of a context alone."""

TURTLE_12 = Format("turtle-1.2", "ttl", f"{TURTLE.media_type}; version=1.2", "RDF 1.2 Turtle", file_type="RDF_TURTLE")
"""Turtle with annotations (RDF 1.2 Turtle, "Internet Media Type"), which a reader of RDF 1.1 does not take: written for
those who ask for it by its file."""

SPARQL_JSON = _result_format("json", QueryResultsFormat.JSON, "application/json")
SPARQL_XML = _result_format("xml", QueryResultsFormat.XML, "application/xml", "text/xml")
SPARQL_CSV = _result_format("csv", QueryResultsFormat.CSV)
SPARQL_TSV = _result_format("tsv", QueryResultsFormat.TSV)
RESULT_FORMATS = (SPARQL_JSON, SPARQL_XML, SPARQL_CSV, SPARQL_TSV)

HTML = Format("html", "html", "text/html; charset=utf-8", "HTML", ("application/xhtml+xml",), file_type="HTML")
CSV = Format("csv", "csv", "text/csv; charset=utf-8; header=present", "CSV", file_type="CSV")  # RFC 4180 §3
SSSOM = Format("sssom", "sssom.tsv", "text/tab-separated-values; charset=utf-8", "SSSOM", file_type="TSV")
JSON = Format("json", "json", "application/json", "JSON", file_type="JSON")
JSON_LINES = Format(
    "jsonl", "jsonl", "application/jsonl", "JSON Lines", ("application/x-ndjson", "application/x-jsonlines")
)  # https://jsonlines.org
TEXT = Format("text", "txt", "text/plain; charset=utf-8", "text", file_type="TXT")
RDF_PATCH = Format("rdfpatch", "rdfp", "application/rdf-patch", "RDF Patch")
CSVW = Format("csvw", "json", "application/csvm+json", "CSV on the Web", file_type="JSON")
XLSX = Format(
    "xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX", file_type="XLSX"
)
PARQUET = Format("parquet", "parquet", "application/vnd.apache.parquet", "Parquet")
ZIP = Format("zip", "zip", "application/zip", "ZIP", file_type="ZIP")
SQLITE = Format("sqlite", "sqlite", "application/vnd.sqlite3", "SQLite")
JELLY = Format("jelly", "jelly", "application/x-jelly-rdf", "Jelly")
JELLY_QUADS = Format("jelly-quads", "jelly", "application/x-jelly-rdf", "Jelly", holds_graphs=True)
SPARQL_QUERY = Format("sparql", "rq", "application/sparql-query", "SPARQL query", file_type="SPARQLQ")
STRATML = Format("stratml", "xml", "application/xml", "StratML", file_type="XML")
ATOM = Format("atom", "atom", "application/atom+xml; charset=utf-8", "Atom")
BIBTEX = Format("bibtex", "bib", "application/x-bibtex; charset=utf-8", "BibTeX", ("text/x-bibtex",))
RIS = Format("ris", "ris", "application/x-research-info-systems; charset=utf-8", "RIS")
LINKSET = Format("linkset", "json", "application/linkset+json", "Linkset", ("application/json",))  # RFC 9264 §4.2
LINK_FORMAT = Format("link-format", "link", "application/link-format", "Link format")  # RFC 6690
PROBLEM = Format("problem", "json", "application/problem+json", "Problem details", ("application/json",))  # RFC 9457
GZIP = Format("gzip", "gz", "application/gzip", "gzip")
PAGE_SUFFIX = r"\.(?:html|ttl|nt|n3|nq|jsonld|json|rdf|xml|trig|bib|ris)"
"""The pattern of what may follow the name of a thing in the address of its page, its document or its citation."""
EXPORT_FORMATS = (*RDF_FORMATS, TURTLE_12, JELLY, JELLY_QUADS, STRATML)
