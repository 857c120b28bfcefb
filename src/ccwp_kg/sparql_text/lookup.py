"""Queries so plain that one regular expression reads them: some triple patterns, which nobody reads otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from pyoxigraph import Literal, NamedNode

from ccwp_kg.namespaces import RDF
from ccwp_kg.sparql_text.outline import QueryKind

Pattern: TypeAlias = tuple[NamedNode | Literal | None, ...]

_LONGEST, _MOST_PATTERNS = 2_000, 16
# No LIMIT, for rows come in another order than from workers, which would answer the next page.
# SPARQL 1.1 §19.8, of each terminal the forms that need no second look: absolute IRIs, names and strings without
# escapes. A variable stands after white space or a mark, since `<p>?x` might be a path to some engines.
_SPACE = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*+"
_IRI = r"""<[A-Za-z][A-Za-z0-9+.-]*+:[^<>"{}|^`\\\x00-\x20]*+>"""
_PREFIX = r"(?:[A-Za-z][\w-]*+)?+:"
_NAME = rf"{_PREFIX}(?:\w(?:[\w-]|\.++(?=[\w-]))*+)?+"
_VARIABLE = r"(?<=[\s{.;,])[?$]\w++"
_QUOTED = r"""(?:"(?!"")[^"\\\r\n]*+"|'(?!'')[^'\\\r\n]*+')"""
_STRING = rf"{_QUOTED}(?:@[A-Za-z]++(?:-[A-Za-z0-9]++)*+|\^\^(?:{_IRI}|{_NAME}))?+"
_NUMBER = r"[+-]?+[0-9]++(?:\.[0-9]++)?+(?![\w.])"
_SUBJECT = rf"(?:{_IRI}|{_NAME}|{_VARIABLE})"
_VERB = rf"(?:{_IRI}|{_NAME}|{_VARIABLE}|(?-i:a)(?![\w:.-]))"
_OBJECT = rf"(?:{_IRI}|{_NAME}|{_VARIABLE}|{_STRING}|{_NUMBER})"
_OBJECTS = rf"{_OBJECT}{_SPACE}(?:,{_SPACE}{_OBJECT}{_SPACE})*+"
_ABOUT = rf"{_VERB}{_SPACE}{_OBJECTS}"
_TRIPLES = rf"(?:{_SUBJECT}{_SPACE}{_ABOUT}(?:;{_SPACE}(?:{_ABOUT})?+)*+(?:\.{_SPACE}|(?=\}})))*+"
_COUNTED = rf"\({_SPACE}COUNT{_SPACE}\({_SPACE}\*{_SPACE}\){_SPACE}AS[ \t\r\n]++\?\w++{_SPACE}\)"
_SELECTED = rf"SELECT(?:[ \t\r\n]++DISTINCT)?+{_SPACE}(?:\*|{_COUNTED}|(?:{_VARIABLE}{_SPACE})++)"
_LOOKUP = re.compile(
    rf"""{_SPACE}(?P<prologue>(?:PREFIX[ \t\r\n]++{_PREFIX}{_SPACE}{_IRI}{_SPACE})*+)
    (?:(?P<ask>ASK)|(?P<select>{_SELECTED})|CONSTRUCT{_SPACE}(?:\{{{_SPACE}(?P<template>{_TRIPLES})\}}{_SPACE}WHERE)?+)
    {_SPACE}(?:WHERE{_SPACE})?+\{{{_SPACE}(?P<patterns>{_TRIPLES})\}}{_SPACE}""".replace("\n    ", ""),
    re.ASCII | re.IGNORECASE,
)
_DECLARED = re.compile(rf"PREFIX[ \t\r\n]++({_PREFIX}){_SPACE}<([^>]*+)>", re.ASCII | re.IGNORECASE)
_TERM = re.compile(rf"\#[^\r\n]*+|[.;,]|{_OBJECT}|a\b", re.ASCII)


@dataclass(frozen=True, slots=True)
class Lookup:
    """A query of a few triple patterns.

    `patterns`: the subject, predicate and object of each; None for a variable, and for a number, which may be written
    in several ways. There are none where a reader of the answer can stop at any solution without more work than so far:
    one pattern, and no need to know all that matches. `triples` are made of each solution. `only` is the pattern whose
    matches are the whole answer: themselves, or whether there are any; None where an engine has to make the answer.
    """

    kind: QueryKind
    patterns: tuple[Pattern, ...]
    triples: int
    only: Pattern | None = None


def read_lookup(text: str, *, patterns: int = _MOST_PATTERNS) -> Lookup | None:
    """A query of a few `patterns` at most, read as a look-up; None where it is more than that.

    >>> [str(term) for term in read_lookup('PREFIX a: <urn:a:> SELECT * { ?s a:b "c"@en }').patterns[0]]
    ['None', '<urn:a:b>', '"c"@en']
    >>> read_lookup("ASK { <urn:a> <urn:b>/<urn:c> ?o }")
    """
    if len(text) > _LONGEST or not text.isascii() or "\\" in text:
        return None
    found = _LOOKUP.fullmatch(text)
    if found is None:
        return None
    prefixes = dict(_DECLARED.findall(found["prologue"])) if found["prologue"] else {}
    triples = list(_triples(text, *found.span("patterns")))
    template = triples if found["template"] is None else list(_triples(text, *found.span("template")))
    if len(triples) + len(template) > min(patterns, _MOST_PATTERNS):
        return None
    kind: QueryKind = "ASK" if found["ask"] else "SELECT" if found["select"] else "CONSTRUCT"
    made = max(1, len(template)) if kind == "CONSTRUCT" else 1
    # Another template may make one triple of all solutions, and then no bound on triples ends the search for more.
    try:
        named = tuple(tuple(_term(each, prefixes) for each in triple) for triple in triples)
    except (KeyError, ValueError):  # a prefix that is not declared, or what is no IRI: the engine says it better
        return None
    only = named[0] if kind != "SELECT" and template == triples and _is_one_of_iris(triples, named) else None
    if only is not None and sum(term is not None for term in only) < 2:  # the next match is found at once
        return Lookup(kind, (), made, only)
    return Lookup(kind, named, made, only)


def _is_one_of_iris(triples: list[tuple[str, str, str]], named: tuple[Pattern, ...]) -> bool:
    """Whether it is one pattern of IRIs, and of variables that differ; an IRI with "/." is resolved to another one."""
    words = triples[0] if len(triples) == 1 else ()
    return len({word[1:] if word[0] in "?$" else word for word in words}) == 3 and all(
        word[0] in "?$" if term is None else isinstance(term, NamedNode) and "/." not in term.value
        for word, term in zip(words, named[0], strict=True)
    )


def _triples(text: str, start: int, end: int) -> Iterator[tuple[str, str, str]]:
    """The terms of each triple pattern between two offsets."""
    terms: list[str] = []
    for word in _TERM.findall(text, start, end):
        if word == ".":
            terms = []
        elif word == ";":
            del terms[1:]
        elif word == ",":
            del terms[2:]
        elif word[0] != "#":
            terms.append(word)
            if len(terms) == 3:
                yield terms[0], terms[1], word


def _term(text: str, prefixes: Mapping[str, str]) -> NamedNode | Literal | None:
    first = text[0]
    if first == "<":
        return NamedNode(text[1:-1])
    if first in "\"'":
        value, _, after = text[1:].rpartition(first)
        if after.startswith("^"):
            datatype = _term(after[2:], prefixes)
            return Literal(value, datatype=datatype) if isinstance(datatype, NamedNode) else None
        return Literal(value, language=after[1:] or None)
    if text == "a":
        return RDF.type
    if first in "?$+-0123456789":
        return None
    prefix, _, local = text.partition(":")
    return NamedNode(prefixes[f"{prefix}:"] + local)
