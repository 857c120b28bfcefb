"""A query that does not parse because it does not declare a prefix: the cause and its cure, instead of what follows."""

from __future__ import annotations

from collections.abc import Iterator

from ccwp_kg.errors import QuerySyntaxError
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.sparql_text import SparqlToken, tokens, undeclared_prefixes
from ccwp_kg.sparql_text.tokens import place


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
