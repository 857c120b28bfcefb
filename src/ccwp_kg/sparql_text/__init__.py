"""Texts in SPARQL, read as tokens: what is checked in a query, counted, described or prebound stands on them."""

from ccwp_kg.sparql_text.lookup import Lookup, read_lookup
from ccwp_kg.sparql_text.outline import QueryKind, QueryOutline, first_keyword, outline, undeclared_prefixes
from ccwp_kg.sparql_text.tokens import NOTHING, SparqlToken, tokens
from ccwp_kg.sparql_text.unambiguous import UnambiguousText, unambiguous

__all__ = [
    "NOTHING",
    "Lookup",
    "QueryKind",
    "QueryOutline",
    "SparqlToken",
    "UnambiguousText",
    "first_keyword",
    "outline",
    "read_lookup",
    "tokens",
    "unambiguous",
    "undeclared_prefixes",
]
