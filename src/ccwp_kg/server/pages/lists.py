"""The lists: pages with facets for people, and the same list whole as RDF, CSV, JSON and JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeAlias
from urllib.parse import quote, urlencode

from flask import Flask, Response, abort, request
from pyoxigraph import NamedNode, Triple

from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.entities.facts.silences import Silence
from ccwp_kg.entities.lists.listings import FilledList, ListRow, fill, list_triples
from ccwp_kg.entities.lists.model import EVERYTHING, Choice, Facet, List
from ccwp_kg.entities.lists.table import LISTS
from ccwp_kg.formats import CSV, HTML, JSON, JSON_LINES, JSONLD, NTRIPLES, RDFXML, TURTLE, Format
from ccwp_kg.namespaces import CCWP, RDF, SCHEMA
from ccwp_kg.publish.tables.model import separator
from ccwp_kg.rdf.syntax.write import write_bytes
from ccwp_kg.rdf.terms.literals import english, integer
from ccwp_kg.rdf.terms.silences import WORDS
from ccwp_kg.server.html.rendering import render
from ccwp_kg.server.html.sanitise import csv_table, json_lines
from ccwp_kg.server.http.host_address import absolute
from ccwp_kg.server.http.links import (
    PARAMETER,
    Link,
    asked_language,
    asked_languages,
    common_links,
    href,
    linked,
    links_around,
)
from ccwp_kg.server.http.negotiation import alternates, choose, format_of, offers_at
from ccwp_kg.server.http.parameters import every, only, page_number, parse_form, refuse_others
from ccwp_kg.server.site.site import Site, site_base

DATA = (TURTLE, CSV, JSON, JSON_LINES)
"""The formats that a page links to."""
_RDF = (TURTLE, NTRIPLES, JSONLD, RDFXML)
OFFERS = (*DATA, *_RDF[1:], HTML)
_BY_SUFFIX = {form.suffix: form for form in OFFERS}
_SHOWN = 60
"""The characters of a value that a refusal repeats, at most."""
_MOST_CHOSEN = 50


def lists(app: Flask, site: Site) -> None:
    """The routes of the lists."""
    known = f"<any({', '.join(LISTS)}):name>"

    @app.get(f"/{known}")
    def listing(name: str) -> Response:
        _, form = choose(offers_at(f"/{name}", OFFERS), request.headers.get("Accept"))
        response, address = _answer(site, LISTS[name], form)
        response.vary.add("Accept")
        response.headers["Content-Location"] = address.of_format(form)
        return response

    @app.get(f"/{known}.<suffix>")
    def listing_in_one_format(name: str, suffix: str) -> Response:
        return _answer(site, LISTS[name], format_of(_BY_SUFFIX, suffix, name="list"))[0]


@dataclass(frozen=True, slots=True)
class ListAddress:
    """Where a list under a choice is, and where a link beside it leads."""

    what: List
    choice: Choice
    language: str | None = None

    @property
    def here(self) -> str:
        """The address of this page of the list; the first page and the list's own order go without saying."""
        return self._written(self.choice, page=self.choice.page)

    @property
    def canonical(self) -> str:
        """The address without the order, which changes nothing of what is in the list."""
        return ListAddress(self.what, self.choice)._written(
            Choice(self.choice.values).sorted_as(self.what), page=self.choice.page
        )

    def of_format(self, form: Format) -> str:
        """The whole list in a data format, or this page of it."""
        page = self.choice.page if form is HTML else None
        return self._written(self.choice, page=page, suffix=f".{form.suffix}")

    def of_page(self, page: int) -> str:
        """Another page of the same list."""
        return self._written(self.choice, page=page)

    def of_value(self, facet: Facet, token: str) -> str:
        """The list with one more value of a facet, or one less if it is chosen; from its first page."""
        return self._of_values(set(self.choice.values) ^ {(facet.name, token)})

    @property
    def of_all(self) -> str:
        """The list without any choice of values."""
        return self._of_values(())

    def _of_values(self, values: Iterable[tuple[str, str]]) -> str:
        return self._written(Choice(tuple(values), self.choice.sort, self.choice.is_descending))

    def of_sort(self, name: str) -> str:
        """The list sorted by a column: the most first for what is counted, turned round where it is sorted by it."""
        column = self.what.column(name)
        descending = column is not None and column.is_counted
        if name == self.choice.sort:
            descending = not self.choice.is_descending
        return self._written(Choice(self.choice.values, name, descending))

    def order_of(self, name: str) -> str:
        """The value of aria-sort for a column."""
        if name != self.choice.sort:
            return "none"
        return "descending" if self.choice.is_descending else "ascending"

    def _written(self, choice: Choice, *, page: int | None = None, suffix: str = "") -> str:
        pairs = [(facet.name, value) for facet in self.what.facets for value in sorted(choice.of(facet.name))]
        if (choice.sort, choice.is_descending) != self.what.first:
            pairs.append(("sort", f"{'-' if choice.is_descending else ''}{choice.sort}"))
        if page is not None and page > 1:
            pairs.append(("page", str(page)))
        if self.language is not None:
            pairs.append((PARAMETER, self.language))
        query = f"?{urlencode(pairs, quote_via=quote, safe='/:')}" if pairs else ""
        return f"/{self.what.name}{suffix}{query}"


def read_choice(site: Site, what: List, query_string: bytes, *, is_paged: bool) -> Choice:
    """The choice that an address makes; BadRequest with the cure where it holds something else."""
    pairs = parse_form(query_string)
    offered = [*(facet.name for facet in what.facets), "sort", *(["page"] if is_paged else []), PARAMETER]
    for name, _ in pairs:
        if name == "page" and not is_paged:
            abort(400, "A list in a data format comes whole; leave out 'page'.")
    refuse_others(pairs, offered, f"The list '{what.name}'")
    values = tuple(
        (facet.name, value)
        for facet in what.facets
        for value in sorted({_value(site, facet, each) for each in every(pairs, facet.name)})
    )
    if len(values) > _MOST_CHOSEN:
        abort(400, f"{len(values)} values are chosen, and {_MOST_CHOSEN} is the limit here; choose fewer.")
    sort = only(pairs, "sort") or f"{'-' if what.first[1] else ''}{what.first[0]}"
    if sort.removeprefix("-") not in what.sorts:
        abort(
            400, f"The list '{what.name}' cannot be sorted so; it can by {', '.join(what.sorts)}, and '-' turns round."
        )
    page = page_number(pairs) if is_paged else None
    return Choice(values, sort.removeprefix("-"), sort.startswith("-"), page)


def _value(site: Site, facet: Facet, token: str) -> str:
    """A value of a facet as the list itself writes it; a thing may be called by the last step of its reference.

    Raises BadRequest for what can be none, and where no value, or more than one, ends so.
    """
    base = site_base()
    is_number = facet.kind == "number" and token.isascii() and token.isdigit()
    if not token or is_number or (facet.kind == "thing" and "/" in token):
        return facet.usual(token, base)
    rows = site.store.rows(f"SELECT DISTINCT ?value WHERE {{ {facet.where} }}")
    values = facet.classes or [row["value"] for row in rows if "value" in row]
    known = sorted({facet.token(each, base) for each in values})
    fits = [each for each in known if each.rpartition("/")[2].casefold() == token.casefold()]
    if len(fits) != 1:
        cure = (
            f"it takes values such as {', '.join((fits or known)[:3])}" if known else "there is none here; leave it out"
        )
        abort(400, f"'{token[:_SHOWN]}' is no value of '{facet.name}'; {cure}.")
    return fits[0]


def shown_list(site: Site, what: List, choice: Choice = EVERYTHING) -> FilledList:
    """A list as a page shows it."""
    languages = asked_languages()
    make = partial(fill, site.store, what, prefixes=site.prefixes, choice=choice, languages=languages)
    return site.ahead.get(("list", what.name, choice, languages), make)


def _answer(site: Site, what: List, form: Format) -> tuple[Response, ListAddress]:
    choice = read_choice(site, what, request.query_string, is_paged=form is HTML)
    address = ListAddress(what, choice, asked_language())
    body: str | bytes
    if form in _RDF:
        triples = list_triples(site.store, what, choice=choice)
        body = write_bytes(sorted({*triples, *_about(address, triples)}, key=str), form, prefixes=site.prefixes)
    else:
        if form is HTML:
            filled = shown_list(site, what, choice)
        else:
            filled = fill(
                site.store, what, prefixes=site.prefixes, choice=choice, languages=asked_languages(), has_others=True
            )
        if choice.page is not None and choice.page > filled.pages:
            pages = "1 page" if filled.pages == 1 else f"{filled.pages} pages"
            abort(404, f"This list has {pages}; the last is at {address.of_page(filled.pages)}.")
        if form is HTML:
            body = render(
                "list.html",
                filled=filled,
                at=address,
                canonical=absolute(address.canonical),
                neighbours={relation: target for target, relation, _ in _neighbours(filled, address)},
                formats=DATA,
            )
        else:
            body = _WRITERS[form.name](filled)
    response = Response(body, content_type=form.media_type)
    return linked(response, _links(site, address, form, filled if form is HTML else None)), address


def _links(site: Site, address: ListAddress, form: Format, paged: FilledList | None) -> list[Link]:
    links: list[Link] = [(address.canonical, "canonical", None)]
    links += alternates({address.of_format(each): each for each in OFFERS}, to=form)
    if paged is not None:
        links += _neighbours(paged, address)
        items = [target for row in paged.rows if (target := href(row.thing.iri)) is not None]
        return [*links, *common_links(site), *((target, "item", HTML.essence) for target in items)]
    return [*links, *common_links(site)]


def _neighbours(filled: FilledList, address: ListAddress) -> list[Link]:
    return links_around(filled.choice.page or 1, filled.pages, address.of_page)


SILENCES = "silences"
"""The field that says of each empty field of a row why it is empty, and of further fields that they are silent."""


def header(what: List) -> list[str]:
    """The names of the fields of a row; of a value that is a thing, its IRI and its name.

    After what the page shows come the facets that are no columns, such as the parties of an action.
    """
    names = [[each.name, f"{each.name}_name"] if each.is_thing else [each.name] for each in what.columns]
    others = [each.name.replace("-", "_") for each in what.others]
    return [
        "iri",
        "name",
        *(name for pair in names for name in pair),
        *(f"{each}{end}" for each in others for end in ("", "_name")),
        SILENCES,
    ]


_Field: TypeAlias = str | int | list[str] | None


def _fields(what: List, row: ListRow) -> Iterator[_Field]:
    """The fields of a row; None where nothing is known, counts as numbers, several values as a list.

    The last one says why others, and fields that only the page of the thing shows, have nothing.
    """
    yield row.thing.iri
    yield row.thing.name
    for column, cell in zip(what.columns, row.cells, strict=True):
        if column.is_thing:
            yield from (cell.iri, cell.name) if isinstance(cell, Thing) else (None, None)
        elif isinstance(cell, Silence):
            yield None
        else:
            text = cell.iri if isinstance(cell, Thing) else cell.text
            yield int(text) if column.is_counted else text
    for values in row.others:
        things = [each for each in values if isinstance(each, Thing)]
        yield [each.iri for each in things]
        yield [each.name for each in things]
    yield "; ".join(f"{each.field}: {WORDS.get(each.kind, each.kind)}" for each in row.silences) or None


def _csv(filled: FilledList) -> bytes:
    """A header and the rows, every field in quotes; between several values stand bars."""
    rows = [list(_fields(filled.what, row)) for row in filled.rows]
    apart = separator(value for row in rows for field in row if isinstance(field, list) for value in field)
    written = ([apart.join(field) if isinstance(field, list) else field for field in row] for row in rows)
    return csv_table(chain([header(filled.what)], written), is_all_quoted=True).encode()


def _json(filled: FilledList) -> bytes:
    """The list as one object; its rows have the fields of the CSV, null where nothing is known."""
    names = header(filled.what)
    document = {
        "list": filled.what.name,
        "heading": filled.what.heading,
        "chosen": {name: list(filled.choice.of(name)) for name, _ in filled.choice.values},
        "total": filled.total,
        "fields": names,
        "rows": [dict(zip(names, _fields(filled.what, row), strict=True)) for row in filled.rows],
        "query": filled.query,
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _json_lines(filled: FilledList) -> bytes:
    """The rows alone, each an object on a line of its own."""
    names = header(filled.what)
    return json_lines(dict(zip(names, _fields(filled.what, row), strict=True)) for row in filled.rows)


_WRITERS = {"csv": _csv, "json": _json, "jsonl": _json_lines}


def _about(address: ListAddress, triples: Sequence[Triple]) -> Iterator[Triple]:
    """The list as a schema:ItemList of the things themselves, under its own address; no order is claimed."""
    this = NamedNode(site_base().iri.rstrip("/") + address.canonical)
    silences = {triple.subject for triple in triples if triple.object == CCWP.FieldSilence}
    things = {triple.subject for triple in triples} - silences
    yield Triple(this, RDF.type, SCHEMA.ItemList)
    yield Triple(this, SCHEMA.term("name"), english(address.what.heading))
    yield Triple(this, SCHEMA.description, english(address.what.sentence))
    yield Triple(this, SCHEMA.numberOfItems, integer(len(things)))
    yield from (Triple(this, SCHEMA.itemListElement, thing) for thing in things)
