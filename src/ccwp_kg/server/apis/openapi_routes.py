"""What each address means to a program, in words: the part of the OpenAPI description that no route can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from ccwp_kg.formats import CSV, CSVW, HTML, JSONLD, RDF_FORMATS, STRATML, XLSX, ZIP
from ccwp_kg.server.linked_data.citation import CITATION_FORMATS


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter in a path or a query: what it means, an example, the values it may have where they are few."""

    name: str
    words: str
    example: str
    choices: tuple[str, ...] = ()
    kind: OneOf["string", "integer"] = "string"
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that is no failure: its media types, each with the name of its schema where it is JSON."""

    words: str
    content: tuple[tuple[str, str | None], ...] = ()
    status: int = 200


@dataclass(frozen=True, slots=True)
class Described:
    """A route: one sentence, its parameters, what it answers, and the failures a client can meet."""

    summary: str
    answers: tuple[Answer, ...]
    path: tuple[Parameter, ...] = ()
    query: tuple[Parameter, ...] = ()
    failures: tuple[int, ...] = ()
    has_form: bool = False
    """Whether what stands in the query may be posted as a form, too."""


_PAGE = Answer("The page.", ((HTML.essence, None),))
_MOVED = Answer("The address of what is asked for is in Location.", ((HTML.essence, None),), 303)
_RDF = tuple((form.essence, None) for form in RDF_FORMATS)
_REFERENCE = Parameter("reference", "What stands after /id/ in the identifier of a thing.", "plan/5/action/5.4")
_SUFFIX = Parameter("suffix", "The format.", "ttl", (*(form.suffix for form in RDF_FORMATS), HTML.suffix))
_LANGUAGE = Parameter("lang", "The language names are wanted in, where the data have them.", "de")
_RELEASE = Parameter("version", "The number of a release.", "0.1.0")
_LIST = Parameter("name", "Which list.", "actions")
_LIST_DATA = (("text/turtle", None), ("text/csv", None), ("application/json", "List"))
_SORT = Parameter("sort", "The column to sort by, with a minus before it from the end.", "name")
_NUMBER = Parameter("page", "Which part of the page; data comes whole.", "1", kind="integer")
_SOUGHT = Parameter("q", "The words.", "Europol")
_SUGGESTING = Parameter("what", "What is looked for.", "entity")
_PREFIX = Parameter("prefix", "What was typed so far.", "euro", is_required=True)
_IDENTIFIER = Parameter("id", "An identifier.", "organisation/olaf", is_required=True)
_DOCUMENT = Parameter("name", "The name of the document.", "fifth-action-plan")
_REPORT = (("text/turtle", None), ("application/json", "Report"), ("text/csv", None))
_SUGGESTED = ("application/x-suggestions+json", "Suggestions")
_CITED = (("application/vnd.citationstyles.csl+json", "Citations"),)
_STORE = (502, 503, 504)
"""What a store behind the server can cause."""


def _negotiated(
    summary: str,
    *path: Parameter,
    content: tuple[tuple[str, str | None], ...] = _RDF,
    query: tuple[Parameter, ...] = (),
    failures: tuple[int, ...] = (),
) -> Described:
    answer = Answer("Data, or the page where text/html is wanted.", (*content, (HTML.essence, None)))
    return Described(summary, (answer, _MOVED), path, query, failures=(*failures, *_STORE))


def _page(
    summary: str, *path: Parameter, query: tuple[Parameter, ...] = (), failures: tuple[int, ...] = ()
) -> Described:
    return Described(summary, (_PAGE,), path, query, failures=(*failures, *_STORE))


def _file(summary: str, media_type: str, schema: str | None = None) -> Described:
    return Described(summary, (Answer("The file.", ((media_type, schema),)),), failures=_STORE)


ROUTES: Mapping[str, Described] = {
    "/": _page("The start page"),
    "/about": _page("What this is, how it was made, and what it does not know"),
    "/rules": _page("The rules by which statements are inferred"),
    "/data": _page("Releases, downloads, limits and terms of use"),
    "/id/{reference}": Described(
        "A thing: sends on to its document",
        (_MOVED,),
        (_REFERENCE,),
        failures=(404, 410, *_STORE),
    ),
    "/doc/{reference}": _negotiated(
        "The document about a thing, in the format that Accept or a suffix (.ttl, .jsonld, …) names",
        _REFERENCE,
        query=(_LANGUAGE,),
        failures=(404, 406, 410),
    ),
    "/linkset/{reference}": Described(
        "The links of a thing, as a linkset (RFC 9264; FAIR Signposting)",
        (Answer("The links.", (("application/linkset+json", "Linkset"),)), _MOVED),
        (_REFERENCE,),
        failures=(404, 406, 410, *_STORE),
    ),
    "/dataset/{version}": Described(
        "A release of the dataset: sends on to its document", (_MOVED,), (_RELEASE,), failures=(404, *_STORE)
    ),
    "/dataset/{version}/doc/{reference}": Described(
        "The document about a thing as that release had it (Memento, RFC 7089)",
        (Answer("Data, or the page where text/html is wanted.", (*_RDF, (HTML.essence, None))),),
        (_RELEASE, _REFERENCE),
        (_LANGUAGE,),
        failures=(404, 406, *_STORE),
    ),
    "/timemap/{reference}": Described(
        "The states of the document about a thing, by date (RFC 7089)",
        (Answer("The list.", (("application/link-format", None),)),),
        (_REFERENCE,),
        failures=(404, *_STORE),
    ),
    "/changes": _negotiated(
        "What each release changed", content=(*_RDF, ("application/atom+xml", None)), failures=(406,)
    ),
    "/changes.{suffix}": Described(
        "What each release changed, in one format",
        (Answer("The changes.", (*_RDF, ("application/atom+xml", None), (HTML.essence, None))),),
        (Parameter("suffix", "The format.", "ttl", (*(form.suffix for form in RDF_FORMATS), "atom", HTML.suffix)),),
        failures=(404, *_STORE),
    ),
    "/neighbourhood/{reference}": _page(
        "A picture of a thing and its neighbours", _REFERENCE, query=(_LANGUAGE,), failures=(404,)
    ),
    "/ontology": _negotiated("The classes and properties", failures=(406,)),
    "/ontology.{suffix}": _negotiated("The classes and properties in one format", _SUFFIX, failures=(404,)),
    "/ontology/rich": _negotiated("What a reasoner may conclude from classes and properties", failures=(406,)),
    "/ontology/rich.{suffix}": _negotiated(
        "What a reasoner may conclude from classes and properties, in one format", _SUFFIX, failures=(404,)
    ),
    "/ontology/rich/{version}": Described(
        "A version of the rich module: sends on to the module, where it is that version",
        (_MOVED,),
        (Parameter("version", "Its version.", "0.2.0"),),
        failures=(404,),
    ),
    "/context.jsonld": Described(
        "The JSON-LD context: short names for classes, properties and namespaces",
        (Answer("The context.", ((JSONLD.essence, None),)),),
    ),
    "/shapes": _negotiated("What must hold of the data (SHACL)", failures=(406,)),
    "/shapes.{suffix}": _negotiated("What must hold of the data in one format", _SUFFIX, failures=(404,)),
    "/{name}": _negotiated(
        "A list of things, with facets; the page in parts, data whole",
        _LIST,
        content=_LIST_DATA,
        query=(_SORT, _NUMBER, _LANGUAGE),
        failures=(400, 404, 406),
    ),
    "/{name}.{suffix}": _negotiated(
        "A list of things in one format",
        _LIST,
        Parameter("suffix", "The format.", "csv", ("ttl", "csv", "json", "html")),
        content=_LIST_DATA,
        query=(_SORT, _LANGUAGE),
        failures=(400, 404),
    ),
    "/{name}/{version}": Described(
        "A version of a vocabulary: sends on to the vocabulary, where it is that version",
        (_MOVED, Answer("What an earlier version said.", _RDF)),
        (Parameter("name", "Which vocabulary.", "ontology"), Parameter("version", "Its version.", "0.2.0")),
        failures=(404, 406, *_STORE),
    ),
    "/search": _negotiated(
        "What the data hold for some words, the best first",
        content=(("application/json", "Hits"),),
        query=(_SOUGHT, Parameter("type", "Only things of this kind.", "organisation"), _NUMBER, _LANGUAGE),
        failures=(400, 404, 406),
    ),
    "/search/suggest": Described(
        "Names that begin like, or resemble, what is typed (OpenSearch Suggestions)",
        (Answer("What was typed, names, descriptions, addresses.", (_SUGGESTED,)),),
        query=(_SOUGHT,),
        failures=(400, *_STORE),
    ),
    "/reconcile": Described(
        "Reconciliation API 0.2: its manifest, or candidates for a batch of names, or values of things",
        (Answer("The manifest, candidates by query, or columns and rows.", (("application/json", "Reconciliation"),)),),
        query=(
            Parameter(
                "queries",
                "A batch of queries, as JSON; a data extension query stands in a parameter `extend` in its place.",
                '{"q0": {"query": "Euorpol"}}',
            ),
        ),
        failures=(400, 413, 429, *_STORE),
        has_form=True,
    ),
    "/reconcile/suggest/{what}": Described(
        "Names and identifiers that begin like what is typed: things, properties or types",
        (Answer("Suggestions.", (("application/json", "Suggested"),)),),
        (_SUGGESTING,),
        (_PREFIX, Parameter("cursor", "So many suggestions to skip.", "10", kind="integer")),
        failures=(400, *_STORE),
    ),
    "/reconcile/flyout/{what}": Described(
        "A few words about a thing, a property or a type, as markup for another page",
        (Answer("The words.", (("application/json", "Flyout"),)),),
        (_SUGGESTING,),
        (_IDENTIFIER,),
        failures=(400, 404, *_STORE),
    ),
    "/reconcile/preview": Described(
        "A thing as a small page that other pages may show in a frame",
        (_PAGE,),
        query=(_IDENTIFIER,),
        failures=(400, 404, *_STORE),
    ),
    "/reconcile/properties": Described(
        "The properties that things of a type have; all properties where none is named",
        (Answer("The properties, those that most things have first.", (("application/json", "Proposed"),)),),
        query=(
            Parameter("type", "The identifier of a type.", "Organisation"),
            Parameter("limit", "So many at most.", "5", kind="integer"),
        ),
        failures=(400, *_STORE),
    ),
    "/reconcile/guide": _page("How to match a table, and how candidates are scored"),
    "/validation": _negotiated("What the shapes found in the data", content=_REPORT, failures=(404, 406)),
    "/validation.{suffix}": _negotiated(
        "The same in one format",
        Parameter("suffix", "The format.", "json", ("ttl", "json", "csv", "html")),
        content=_REPORT,
        failures=(404,),
    ),
    "/source/{name}": _page(
        "A document as received, with what was recognised in it",
        _DOCUMENT,
        query=(Parameter("view", "Line by line rather than as printed.", "lines", ("lines",)),),
        failures=(400, 404),
    ),
    "/source/{name}.txt": Described(
        "The bytes that were read; offsets count in them",
        (Answer("The text.", (("text/plain", None),)),),
        (_DOCUMENT,),
        failures=(404, *_STORE),
    ),
    "/cite/{reference}": Described(
        "How to cite a thing, or the dataset (`dataset`); with .bib, .ris or .json in one format",
        (
            Answer(
                "The citation.",
                (*((form.essence, None) for form in CITATION_FORMATS[:2]), *_CITED, (HTML.essence, None)),
            ),
        ),
        (_REFERENCE,),
        failures=(404, 406, *_STORE),
    ),
    "/dumps/{name}": Described(
        "A file of the release, whole or in part",
        (Answer("The file.", tuple((kind, None) for kind in (
            *(form.essence for form in (*RDF_FORMATS, CSV, CSVW, STRATML, XLSX, ZIP)), "application/gzip",
            "application/json", "text/plain", "application/rdf-patch", "application/vnd.sqlite3",
        ))),),
        (Parameter("name", "The name of the file, as /data lists it.", "merged.ttl"),),
        failures=(404, 503),
    ),
    "/.well-known/void": Described(
        "The description of the dataset: sends on to /doc/dataset",
        (_MOVED,),
    ),
    "/.well-known/api-catalog": _file("Every interface (RFC 9727)", "application/linkset+json", "Linkset"),
    "/openapi.json": _file("This description", "application/json", "OpenAPI"),
    "/opensearch.xml": _file("How a browser searches here", "application/opensearchdescription+xml"),
    "/llms.txt": _file("What is here, for language models", "text/markdown"),
    "/robots.txt": _file("What crawlers need not visit", "text/plain"),
    "/sitemap.xml": _file("All pages, or the parts of that list", "text/xml"),
    "/sitemap-{number}.xml": Described(
        "A part of the sitemap, where there are too many pages for one",
        (Answer("The file.", (("text/xml", None),)),),
        (Parameter("number", "Which part.", "1", kind="integer"),),
        failures=(404, *_STORE),
    ),
    "/healthz": _file("Whether the server lives", "text/plain"),
    "/readyz": _file("Whether the store answers", "text/plain"),
}  # fmt: skip
"""Path → what it means."""

LEFT_OUT: Mapping[str, str] = {
    "/sparql": "SPARQL 1.1 Protocol; it describes itself as SPARQL 1.1 Service Description wants it",
    "/graph-store": "SPARQL 1.1 Graph Store HTTP Protocol; described by the service description",
    "/sparql/vocabulary.json": "for the query page alone: the words its editor completes",
    "/metrics": "for those who run the server; answers where something is counted",
    "/static/{name}": "addresses change with their contents; pages name them",
    "/favicon.ico": "for browsers",
}
"""Path → why it is not described."""
