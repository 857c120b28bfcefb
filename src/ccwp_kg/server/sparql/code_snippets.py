"""The query of a page as addresses of its downloads, and as code to run in a shell and in Python."""

from __future__ import annotations

import shlex
from urllib.parse import quote, urlencode

from ccwp_kg.formats import NTRIPLES, SPARQL_JSON, TURTLE, Format
from ccwp_kg.query import CheckedQuery
from ccwp_kg.store import Dataset

DIAGNOSIS = "/sparql/diagnosis"
"""Where it is said why the answer to a query is empty."""
PICTURE = "/sparql/picture.svg"
"""Where the answer to a query is drawn."""
_LONG = 1_500
"""Characters of a query from which on the curl command posts it."""
_SAFE = "/:?(),*!$"
"""Characters that stand for themselves in the query of a URI (RFC 3986 §3.4) and in a form."""
_LONGEST_LINKED, _LONGEST_LINK = 2_000, 3_500
"""Characters of a query for which there is a link to its diagnosis, and of that link in a header of less than 4 kB."""


def graphs_of(dataset: Dataset) -> list[tuple[str, str]]:
    """The dataset as parameters (SPARQL 1.1 Protocol §2.1.4)."""
    return [
        *(("default-graph-uri", graph.value) for graph in dataset.default_graphs),
        *(("named-graph-uri", graph.value) for graph in dataset.named_graphs),
    ]


def answer_path(text: str, dataset: Dataset, form: Format | None = None, view: str | None = None) -> str:
    """The address of the answer to a query, as a page, perhaps in one view of it, or in one format.

    >>> answer_path("ASK {}", Dataset())
    '/sparql?query=ASK%20%7B%7D'
    """
    chosen = [(name, value) for name, value in (("format", form and form.name), ("view", view)) if value]
    return "/sparql?" + urlencode([("query", text), *graphs_of(dataset), *chosen], quote_via=quote, safe="")


def picture_path(text: str, dataset: Dataset, view: str) -> str | None:
    """The address of a picture of the answer to a query; None where the query is too long for a link.

    >>> picture_path("ASK {}", Dataset(), "bars")
    '/sparql/picture.svg?query=ASK+%7B%7D&view=bars'
    """
    path = f"{PICTURE}?" + urlencode([("query", text), *graphs_of(dataset), ("view", view)], safe=_SAFE)
    return path if len(text) <= _LONGEST_LINKED and len(path) <= _LONGEST_LINK else None


def diagnosis_path(text: str, dataset: Dataset) -> str | None:
    """The address of why the answer to a query is empty; None where the query is too long for a link.

    >>> diagnosis_path("ASK {}", Dataset()), diagnosis_path("ASK {}" + " " * 2_000, Dataset())
    ('/sparql/diagnosis?query=ASK+%7B%7D', None)
    """
    if len(text) > _LONGEST_LINKED:
        return None
    path = f"{DIAGNOSIS}?" + urlencode([("query", text), *graphs_of(dataset)], safe=_SAFE)
    return path if len(path) <= _LONGEST_LINK else None


def snippets_for(endpoint: str, checked: CheckedQuery, text: str, dataset: Dataset) -> tuple[tuple[str, str], ...]:
    """Code that sends this query to an endpoint and prints the answer; each as its title and its text."""
    return (
        ("curl", _curl(endpoint, checked, text, dataset)),
        ("Python with SPARQLWrapper", _wrapper(endpoint, checked, text, dataset)),
        ("Python with rdflib", _rdflib(endpoint, checked, text, dataset)),
    )


def _is_graph(checked: CheckedQuery) -> bool:
    return checked.kind in ("CONSTRUCT", "DESCRIBE")


def _curl(endpoint: str, checked: CheckedQuery, text: str, dataset: Dataset) -> str:
    wanted = (TURTLE if _is_graph(checked) else SPARQL_JSON).essence
    method = "" if len(text) > _LONG else " --get"
    data = [f"--data-urlencode {shlex.quote(f'{name}={value}')}" for name, value in graphs_of(dataset)]
    head = f"curl --silent --show-error{method} {shlex.quote(endpoint)}"
    return " \\\n  ".join(
        [head, f"--header 'Accept: {wanted}'", *data, f"--data-urlencode {shlex.quote('query=' + text)}"]
    )


def _wrapper(endpoint: str, checked: CheckedQuery, text: str, dataset: Dataset) -> str:
    wanted = "TURTLE" if _is_graph(checked) else "JSON"
    lines = [
        f"from SPARQLWrapper import {wanted}, POST, SPARQLWrapper",
        "",
        f"endpoint = SPARQLWrapper({_python(endpoint)})",
        "endpoint.setMethod(POST)",
        f"endpoint.setReturnFormat({wanted})",
        *(f"endpoint.addDefaultGraph({_python(graph.value)})" for graph in dataset.default_graphs),
        *(f"endpoint.addNamedGraph({_python(graph.value)})" for graph in dataset.named_graphs),
        f"endpoint.setQuery({_python(text)})",
        "answer = endpoint.query().convert()",
    ]
    if _is_graph(checked):
        lines.append("print(answer.decode())")
    elif checked.kind == "ASK":
        lines.append('print(answer["boolean"])')
    else:
        lines += [
            'for row in answer["results"]["bindings"]:',
            '    print({name: term["value"] for name, term in row.items()})',
        ]
    return "\n".join(lines)


def _rdflib(endpoint: str, checked: CheckedQuery, text: str, dataset: Dataset) -> str:
    if _is_graph(checked):
        graphs = "".join(f", ({_python(name)}, {_python(value)})" for name, value in graphs_of(dataset))
        return "\n".join(
            [
                "from urllib.parse import urlencode",
                "from rdflib import Graph",
                "",
                f"query = {_python(text)}",
                f'asked = urlencode([("query", query), ("format", "{NTRIPLES.name}"){graphs}])',
                f'graph = Graph().parse({_python(endpoint)} + "?" + asked, format="nt")',
                "print(graph.serialize())",
            ]
        )
    asked = urlencode(graphs_of(dataset), quote_via=quote, safe="")
    address = f"{endpoint}?{asked}" if asked else endpoint
    shown = ["print(answer.askAnswer)"] if checked.kind == "ASK" else ["for row in answer:", "    print(row.asdict())"]
    return "\n".join(
        [
            "from rdflib import Graph",
            "from rdflib.plugins.stores.sparqlstore import SPARQLStore",
            "",
            f'store = SPARQLStore({_python(address)}, method="POST_FORM", context_aware=False)',
            f"answer = Graph(store).query({_python(text)})",
            *shown,
        ]
    )


def _python(text: str) -> str:
    r"""A text as a Python literal, with triple quotes where it has several lines.

    >>> _python("a"), _python('two\nlines "x"')
    ('"a"', '\'\'\'two\nlines "x"\'\'\'')
    """
    escaped = "".join(
        "\\\\" if each == "\\" else each if each.isprintable() or each == "\n" else f"\\U{ord(each):08X}"
        for each in text
    )
    if "\n" in text:
        escaped = escaped.replace("'''", "\\'\\'\\'")
        return f"'''{escaped[:-1]}\\''''" if escaped.endswith("'") else f"'''{escaped}'''"
    return '"' + escaped.replace('"', '\\"') + '"'
