"""The query of a page: its heading, an error with its place and cure, and the addresses of its downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import quote, urlencode

from ccwp_kg import errors
from ccwp_kg.formats import Format
from ccwp_kg.query import ServiceRefused, UpdateRefused
from ccwp_kg.query.undeclared_prefix import prefixed_names
from ccwp_kg.rdf.example_queries import ExampleQuery
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.server.html.problems import Failure, failure_of
from ccwp_kg.server.html.sanitise import plain
from ccwp_kg.sparql_text import SparqlToken, first_keyword, tokens, undeclared_prefixes
from ccwp_kg.store import Dataset

DIAGNOSIS = "/sparql/diagnosis"
"""Where it is said why the answer to a query is empty."""
PICTURE = "/sparql/picture.svg"
"""Where the answer to a query is drawn."""
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


def short_path(start: str, text: str, dataset: Dataset, **more: str) -> str | None:
    """The address of what is told beside the answer to a query, `PICTURE` or `DIAGNOSIS`; None where the query is too
    long for a link.

    >>> short_path(PICTURE, "ASK {}", Dataset(), view="bars"), short_path(DIAGNOSIS, "ASK {}" + " " * 2_000, Dataset())
    ('/sparql/picture.svg?query=ASK+%7B%7D&view=bars', None)
    """
    if len(text) > _LONGEST_LINKED:
        return None
    path = f"{start}?" + urlencode([("query", text), *graphs_of(dataset), *more.items()], safe=_SAFE)
    return path if len(path) <= _LONGEST_LINK else None


def python(text: str) -> str:
    r"""A text as a Python literal, with triple quotes where it has several lines.

    >>> python("a"), python('two\nlines "x"')
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


_AROUND = 70
_REASON = 500
_SHOWN = 100
_KINDS: tuple[tuple[type[errors.CcwpError], str, str], ...] = (
    (errors.QuerySyntaxError, "The query does not parse", "Change it, and run it again."),
    (UpdateRefused, "Nothing can be changed here", "Begin with SELECT, ASK, CONSTRUCT or DESCRIBE."),
    (
        ServiceRefused,
        "No other endpoint is asked from here",
        "Leave SERVICE out, or let an engine of your own call both endpoints, as the data page shows.",
    ),
    (errors.QueryRefused, "The query is larger than one may be", "Ask in smaller pieces; the limits stand below."),
    (
        errors.AnswerTooLarge,
        "The answer is too large",
        "Add a LIMIT, ask for fewer variables, or count instead; the dumps on the data page hold everything.",
    ),
    (
        errors.QueryTooSlow,
        "The query takes too long",
        "Make it cheaper: name a class or property in each pattern, share variables between patterns, add a LIMIT.",
    ),
    (
        errors.QueryMemoryExceeded,
        "The query takes too much memory",
        "Make it smaller: share variables between patterns, and leave out ORDER BY, DISTINCT and GROUP BY.",
    ),
    (
        errors.TooManyQueries,
        "Too many long queries at once",
        "Wait until one of your long queries has ended, and ask this one again.",
    ),
    (errors.StoreUnavailable, "No answer at the moment", "The query may be fine; ask it again in a few seconds."),
)
"""Error → heading on the page and what to change; the first row that fits counts."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The reason why there is no answer: a heading, a sentence, what to change, and the line where it is."""

    failure: Failure
    heading: str
    reason: str
    cure: str | None
    marked: Mapping[str, str | int] | None


def refused(text: str, error: errors.CcwpError) -> Refused:
    """The error of a query, for the page."""
    failure = failure_of(error)
    heading, cure = next(
        ((heading, cure) for kind, heading, cure in _KINDS if isinstance(error, kind)), (failure.title, None)
    )
    reason = plain(failure.detail, most=_REASON)
    return Refused(failure, heading, reason[:1].upper() + reason[1:], cure, _marked(text, error))


def _marked(text: str, error: errors.CcwpError) -> Mapping[str, str | int] | None:
    """The place of a syntax error, the text of its line around it where that is long, and blanks up to it."""
    if not isinstance(error, errors.QuerySyntaxError) or error.line is None:
        return None
    lines = text.split("\n")
    number = min(max(error.line, 1), len(lines))
    line = lines[number - 1].rstrip("\r")
    place = min(max(error.column or 1, 1) - 1, len(line))
    start = max(0, place - _AROUND)
    before, after = line[start:place], line[place : place + _AROUND]
    shown = plain(f"{'…' if start else ''}{before}", most=2 * _AROUND)
    rest = plain(after, most=_AROUND) + ("…" if len(line) > place + _AROUND else "")
    blanks = re.sub(r"[^\t]", " ", shown)
    return {"line": number, "column": place + 1, "text": shown + rest, "blanks": blanks}


def question_of(text: str, examples: Iterable[ExampleQuery]) -> str | None:
    """The question of the equal example query."""
    squeezed = " ".join(text.split())
    return next((each.question for each in examples if " ".join(each.text.split()) == squeezed), None)


def heading_of(text: str, examples: Iterable[ExampleQuery]) -> str:
    """A title for a query: the question of the equal example query, else the beginning of its text."""
    if question := question_of(text, examples):
        return question
    _, first = first_keyword(tokens(text))
    return plain(" ".join(text[first.start :].split()), most=70)


def prefix_corrections(text: str, prefixes: Prefixes) -> Iterator[tuple[str, str]]:
    """What can be done about prefixes that a query uses and does not declare, in words, each with the query then.

    A registered prefix gets its declaration, all at once; an unknown one that resembles a registered one is renamed.
    """
    undeclared = undeclared_prefixes(text)
    missing = [prefix for prefix in prefixes.table if prefix in undeclared]
    lines = [f"PREFIX {prefix}: <{prefixes.table[prefix]}>" for prefix in missing]
    if lines:
        yield f"Add {' and '.join(lines)}", "\n".join([*lines, text])
    for prefix in sorted(undeclared.difference(missing)):
        for other in get_close_matches(prefix, prefixes.table, n=1):
            changes = {
                name: f"{other}:{name.text.partition(':')[2]}"
                for name in prefixed_names(text)
                if name.text.startswith(f"{prefix}:")
            }
            changed = with_others(text, changes)
            is_declared = other not in undeclared_prefixes(changed)
            head = "" if is_declared else f"PREFIX {other}: <{prefixes.table[other]}>\n"
            yield f"Write {other}: instead of {plain(prefix, most=_SHOWN)}:", head + changed


def with_others(text: str, others: Mapping[SparqlToken, str]) -> str:
    """A text with others in the place of some tokens, in their order."""
    pieces, done = [], 0
    for word, other in others.items():
        pieces += [text[done : word.start], other]
        done = word.end
    return "".join([*pieces, text[done:]])
