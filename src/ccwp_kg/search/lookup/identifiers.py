"""Identifiers that people put in place of a name: of our things, and of the same things elsewhere.

Ours: an IRI, or the address of a page on any host, or its path, or the prefixed name of a term (`ccwp:Action`).
Elsewhere: what skos:exactMatch and owl:sameAs lead to, such as EuroVoc and the authority tables, and what has the thing
as its foaf:focus; items of Wikidata, bare or by the address of their page; CELEX numbers, bare or in an address of
EUR-Lex; and ELI.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from ccwp_kg.formats import PAGE_SUFFIX
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.search.index.read import Database, Index
from ccwp_kg.search.index.words import squeezed

_LONGEST = 1_000
_ADDRESS = re.compile(r"https?://[^\s<>\"]+\Z", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}/[^\s<>\"]+\Z", re.IGNORECASE)
_TERM = re.compile(r"ccwp:(\w+)\Z")
_OF_A_PAGE = re.compile(rf"/(?:.*/)?(?:id|doc|cite)/(.+?)(?:{PAGE_SUFFIX})?/?\Z")
# Commission Decision on the CELEX structure: sector, year, type, number, and what tells apart acts of one number.
_CELEX = re.compile(r"(?:CELEX\b\W*(?:(?:number|no)\b\W*)?)?([0-9CE][0-9]{4}[A-Z]{1,2}[0-9A-Z/()_-]+)", re.IGNORECASE)
_CELEX_IRI = "http://publications.europa.eu/resource/celex/"
_BEHIND = re.compile(r":[A-Z]{2}(?::[A-Z]+)?\Z")
"""Language and format, which an address of EUR-Lex may name behind a CELEX number."""
_WIKIDATA = re.compile(r"(?:wd:|https?://(?:www\.|m\.)?wikidata\.org/wiki/)?(Q[1-9][0-9]*)\Z")
_EUROVOC = re.compile(r"eurovoc:\s*([0-9c_a-f]+)\Z", re.IGNORECASE)
# ELI of the Union, template /eli/{type}/{year}/{number}/oj, and the letter of the type in a CELEX number.
_ELI = re.compile(r"/eli/(reg|dir|dec)(?:_impl|_del)?/([0-9]{4})/([0-9]{1,4})(?:/|\Z)")
_LETTER = {"reg": "R", "dir": "L", "dec": "D"}
_OWN = "SELECT id, kind, NULL, 'identifier', mentions, iri FROM thing WHERE"
_NAMED = "SELECT thing.id, kind, entry.id, field, mentions, iri FROM entry JOIN thing ON thing.id = thing"


def identified(index: Index, typed: str) -> tuple[str, ...]:
    """The IRIs of the things that an identifier means; none where the text is none, or of nothing here."""
    with index.reading() as database:
        return tuple(dict.fromkeys(row[-1] for row in identified_rows(database, index.base, typed)))


def identified_rows(database: Database, base: Base, typed: str) -> list[Any]:
    """The same in an open index: thing, kind, entry (None: it is our own IRI), field, mentions, IRI."""
    text = _bare(typed)
    if not text or len(text) > _LONGEST:
        return []
    own = tuple(dict.fromkeys(_own(text, base)))
    marks = ", ".join("?" * len(own))
    found = database.execute(f"{_OWN} iri IN ({marks})", own).fetchall()
    end = own[-1].removeprefix(base.id).removeprefix(base.iri).strip("/") if own else ""
    # the end of one IRI, without the steps that lead to it
    if not found and own and own[-1].startswith(base.iri) and "/" in end:
        ended = database.execute(f"{_OWN} substr(iri, -length(?1)) = ?1 LIMIT 2", (f"/{end}",)).fetchall()
        found = ended if len(ended) == 1 else []
    codes = tuple(dict.fromkeys(squeezed(each) for each in _elsewhere(text)))
    marks = ", ".join("?" * len(codes))
    return [
        *found,
        *database.execute(
            f"{_NAMED} WHERE squeezed IS NOT NULL AND squeezed IN ({marks}) AND field IN ('identifier', 'celex')",
            codes,
        ),
    ]


def near_rows(database: Database, typed: str) -> list[Any]:
    """What is near a term elsewhere that an identifier means, in the same form: narrower, broader or close to it."""
    codes = tuple(dict.fromkeys(squeezed(each) for each in _elsewhere(_bare(typed[:_LONGEST]))))
    marks = ", ".join("?" * len(codes))
    wanted = f"{_NAMED} WHERE squeezed IS NOT NULL AND squeezed IN ({marks}) AND field = 'match'"
    return database.execute(wanted, codes).fetchall()


def is_address(typed: str) -> bool:
    """Whether a text is an address and nothing else."""
    return _split(_bare(typed)) is not None


def _own(text: str, base: Base) -> Iterator[str]:
    if match := _TERM.match(text):
        yield CCWP + match[1]
    parts = _split(text)
    if parts is None and not text.startswith("/"):
        return
    yield text if parts else base.iri + text[1:]
    if match := _OF_A_PAGE.match(parts.path if parts else text):
        yield base.id + match[1]
        yield base.id + unquote(match[1])


def _bare(typed: str) -> str:
    text = typed.strip().removeprefix("<").removesuffix(">")
    return f"https://{text}" if _WITHOUT_SCHEME.match(text) else text


def _split(text: str) -> SplitResult | None:
    """The parts of an address; None where it is none."""
    try:
        return urlsplit(text) if _ADDRESS.match(text) else None
    except ValueError:
        return None


def _elsewhere(text: str) -> Iterator[str]:
    """What an identifier may be called elsewhere; of an IRI its form with http, for links differ in that."""
    if match := _EUROVOC.match(text):
        yield f"http://eurovoc.europa.eu/{match[1]}"
    if match := _WIKIDATA.match(text):
        yield f"http://www.wikidata.org/entity/{match[1]}"
    parts = _split(text)
    if parts is None:
        if match := _CELEX.match(text):
            yield match[1]
            yield _CELEX_IRI + match[1]
        return
    path = unquote(parts.path)
    yield f"http://{parts.netloc}{path}{'#' if parts.fragment else ''}{parts.fragment}"
    if path.startswith("/resource/celex/"):
        yield path.removeprefix("/resource/celex/")
    if match := _ELI.search(path):
        number = f"3{match[2]}{_LETTER[match[1]]}{int(match[3]):04}"
        yield number
        yield _CELEX_IRI + number
        yield f"http://data.europa.eu{path}"
    for each in parse_qs(parts.query).get("uri", []):
        yield from _elsewhere(each if _ADDRESS.match(each) else _BEHIND.sub("", each))
