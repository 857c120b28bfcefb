"""Texts in SPARQL, read as tokens: what is checked in a query, counted, described or prebound stands on them."""

from ccwp_kg.sparql_text.outline import QueryKind, QueryOutline, first_keyword, outline, undeclared_prefixes
from ccwp_kg.sparql_text.reading import Reading, read
from ccwp_kg.sparql_text.tokens import NOTHING, Token, tokens

__all__ = [
    "NOTHING",
    "QueryKind",
    "QueryOutline",
    "Reading",
    "Token",
    "first_keyword",
    "outline",
    "read",
    "tokens",
    "undeclared_prefixes",
]
