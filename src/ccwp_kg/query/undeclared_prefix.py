"""Prefixes that a query uses and does not declare: those of the registry are declared for it, others are named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from ccwp_kg.errors import QueryRefused, QuerySyntaxError
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.sparql_text import SparqlToken, tokens, undeclared_prefixes
from ccwp_kg.sparql_text.tokens import place

_LINE = re.compile(r"\bline ([0-9]+)")


@contextmanager
def registered_prefixes(text: str, prefixes: Prefixes) -> Iterator[str]:
    """A query, before it a line that declares the registered prefixes that it lacks.

    A QuerySyntaxError or QueryRefused within the block names the place in the query as it was sent, and the prefix that
    is neither declared nor registered, where there is one.
    """
    undeclared = undeclared_prefixes(text)
    declared = " ".join(f"PREFIX {prefix}: <{iri}>" for prefix, iri in prefixes.table.items() if prefix in undeclared)
    asked = f"{declared}\n{text}" if declared else text
    try:
        yield asked
    except QuerySyntaxError as error:
        cured = with_cure(error, asked, prefixes)
        line = None if cured.line is None else _as_sent(cured.line, declared)
        raise QuerySyntaxError(_sentence_as_sent(cured, declared), line=line, column=cured.column) from error
    except QueryRefused as error:
        raise type(error)(_sentence_as_sent(error, declared)) from error


def _as_sent(line: int, declared: str) -> int:
    return max(1, line - bool(declared))


def _sentence_as_sent(error: QuerySyntaxError | QueryRefused, declared: str) -> str:
    return _LINE.sub(lambda found: f"line {_as_sent(int(found[1]), declared)}", str(error), count=1)


def with_cure(error: QuerySyntaxError, text: str, prefixes: Prefixes) -> QuerySyntaxError:
    """The error of a query that does not parse; where it uses a prefix that it does not declare, what to declare.

    SPARQL 1.1 §4.1.1: a prefixed name needs a declaration. Engines tell of the place where they could not go on, which
    is after the name.
    """
    undeclared = undeclared_prefixes(text)
    name = next((word for word in prefixed_names(text) if word.text.partition(":")[0] in undeclared), None)
    if name is None:
        return error
    line, column = place(text, name.start)
    prefix = name.text.partition(":")[0]
    cure = (
        f"add PREFIX {prefix}: <{prefixes.table[prefix]}>"
        if prefix in prefixes.table
        else f"add PREFIX {prefix}: <…>, or use one that is known here: {', '.join(prefixes.table)}"
    )
    where = f"at line {line}, column {column}"
    sentence = f"the query does not declare the prefix of {name.text} {where}; {cure}"
    return QuerySyntaxError(sentence, line=line, column=column)


def prefixed_names(text: str) -> Iterator[SparqlToken]:
    """The prefixed names of a text, also those in rows of VALUES."""
    for word in tokens(text):
        found = tokens(word.text) if word.kind == "rows" else (word._replace(start=0),)
        for each in found:
            if each.kind == "name" and not each.text.startswith("_:"):
                yield each._replace(start=word.start + each.start)
