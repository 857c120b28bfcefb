"""Questions and their answers: a list of all by subject, and a page for each answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, zip_longest
from urllib.parse import quote

from flask import Flask, Response, abort, redirect, request
from pyoxigraph import Literal, NamedNode, QueryBoolean, parse_query_results
from werkzeug.wrappers import Response as AnyResponse

from ccwp_kg.entities.facts.facts import Thing, look_up
from ccwp_kg.entities.source_reader.passages import ThingPassage, in_units
from ccwp_kg.formats import SPARQL_CSV, SPARQL_JSON, Format
from ccwp_kg.installation import folder
from ccwp_kg.kinds import SEARCHED_BY_NAME
from ccwp_kg.namespaces import CCWP
from ccwp_kg.query import check
from ccwp_kg.questions import Asked, NotAnswered, Slot, Template, ask, catalogue
from ccwp_kg.questions.page_answer import page_answer
from ccwp_kg.questions.rows.answer import Answer, FoundRows, answer_of
from ccwp_kg.questions.rows.table import AnswerTable, Cell
from ccwp_kg.rdf.example_queries import ExampleQuery, by_subject
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.html.pictures.model import Picture
from ccwp_kg.server.html.pictures.rows import RowValue, picture_of_rows, row_value, shape_of
from ccwp_kg.server.html.pieces import query_path
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.html.svg import svg_answer
from ccwp_kg.server.http.links import PARAMETER, Link, href, linked
from ccwp_kg.server.http.negotiation import data_named
from ccwp_kg.server.http.parameters import only, parse_form, refuse_others
from ccwp_kg.server.site.kept import KeptValues
from ccwp_kg.server.site.printed_texts import sentence_of, text_of
from ccwp_kg.server.site.site import SearchIndex, Site
from ccwp_kg.store import WHOLE

_DATA = (SPARQL_JSON, SPARQL_CSV)
"""The formats that are offered beside an answer, the last one first."""
_SUBJECT = "With a name of your choice"
MOST_VALUES = 300
"""So many pages with one value are linked from all questions together, and written where a site is made of files."""
_OFFERED = 500
"""So many things a field offers by their names."""
_TRUE = Literal(value=True)
_NAMING = f"{CCWP.involvedParty}|{CCWP.namesAsExample}|{CCWP.citedDocument}|{CCWP.referredAction}"
"""How an entry, a citation or a reference leads to what it names."""
_STATUS = {"not-known": 404, "incomplete": 400, "which": 200}


@dataclass(frozen=True, slots=True)
class FormField:
    """A slot as a form field: what was typed, and the names that it offers."""

    slot: Slot
    typed: str
    offers: Sequence[Thing]

    @property
    def hint(self) -> str:
        """The hint of the slot, with the first of its names as the example."""
        before, mark, after = self.slot.hint.partition(", such as {}")
        return f"{before}, such as {self.offers[0].short}{after}" if mark and self.offers else before + after


def question_pages(app: Flask, site: Site, index: SearchIndex) -> None:
    """The routes of these pages."""
    by_slug = {example.slug: example for example in site.examples}
    files: dict[str, Callable[..., AnyResponse]] = {form.name: partial(led_to_data, form.name) for form in _DATA}
    files["svg"] = partial(_picture, site)
    templates = {template.slug: template for template in catalogue(folder("web") / "questions", site.base)}

    @app.get("/questions")
    def questions() -> Response:
        return page(
            "questions.html", subjects=by_subject(site.offered), templates=templates.values(), path="/questions"
        )

    @app.get("/questions/<slug>")
    def question(slug: str) -> AnyResponse:
        name, _, suffix = slug.partition(".")
        make = files.get(suffix, partial(_page, site))
        slug = name if suffix in files else slug
        if slug in templates:
            return form_page(templates[slug], make)
        example = by_slug.get(slug)
        if example is None:
            abort(404, "There is no question of this name; /questions lists all.")
        refuse_others(parse_form(request.query_string), [PARAMETER], f"“{example.question}”")
        return make(
            heading=example.question,
            subject=example.subject,
            reading=example.reading,
            query=example.text,
            answer=answer_to(site, example),
            keep=site.ahead,
            path=example.path,
        )

    def form_page(template: Template, make: Callable[..., AnyResponse]) -> AnyResponse:
        parameters = parse_form(request.query_string)
        refuse_others(parameters, [*(slot.name for slot in template.slots), PARAMETER], f"“{template.title}”")
        values = {slot.name: only(parameters, slot.name) or "" for slot in template.slots}
        fields = [_field(site, slot, values[slot.name]) for slot in template.slots]
        path = f"/questions/{template.slug}"
        shown = partial(make, subject=_SUBJECT, fields=fields, action=path)
        if not any(values.values()):
            links, more = _links(site, tuple(templates.values()))[template.slug]
            return shown(heading=template.title, path=path, links=links, more=more)
        outcome = ask(template, values, index.get())
        if isinstance(outcome, NotAnswered):
            response = shown(heading=template.title, path=path, refused=outcome)
            response.status_code = _STATUS.get(outcome.why, 400)
            return response
        return shown(
            heading=outcome.heading,
            reading=outcome.reading,
            query=outcome.query,
            answer=answer_asked(site, outcome),
            keep=site.kept,
            path=outcome.path,
        )


def answer_to(site: Site, example: ExampleQuery, *, is_brief: bool = False) -> Answer:
    """The answer to an example; what it is drawn from is kept, as its page never changes with the request.

    Without its sources where `is_brief`.
    """
    ask_here = partial(_ask, site)
    return site.ahead.get(
        ("answer", example.name, is_brief),
        lambda: answer_of(example.text, ask_here, site.store, site.prefixes, form=example.answer, is_brief=is_brief),
    )


def answer_asked(site: Site, asked: Asked) -> Answer:
    """The answer to a question of one's own, kept for some time."""
    ask_here, whole = partial(_ask, site), partial(sentence_of, site)
    return site.kept.get(("asked", asked.query), lambda: page_answer(asked, ask_here, site.store, whole))


def _ask(site: Site, text: str) -> FoundRows:
    """The rows of a query, within the limits of every query."""
    checked = check(text, limits=site.limits)
    found = parse_query_results(
        site.answers.find_from_thread(checked, SPARQL_JSON, dataset=WHOLE).written.whole(), format=SPARQL_JSON.results
    )
    if isinstance(found, QueryBoolean):
        return FoundRows(truth=bool(found))
    names = tuple(variable.value for variable in found.variables)
    rows = ({name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found)
    return FoundRows(names, tuple(rows))


_USUAL: Mapping[str, object] = {"reading": "", "fields": (), "action": "", "refused": None, "links": (), "more": 0}
"""What only some pages of questions have."""


def _quoted(site: Site, keep: KeptValues, query: str, answer: Answer) -> Mapping[Cell, Sequence[ThingPassage]]:
    """Where each row is written: the entries and sentences that hold its passages; kept where the answer is."""

    def read() -> Mapping[Cell, Sequence[ThingPassage]]:
        passages = in_units(site.store, answer.sources.values(), texts=partial(text_of, site), prefixes=site.prefixes)
        return dict(zip(answer.sources, passages, strict=True))

    return keep.get(("quoted", query), read)


def _page(
    site: Site,
    *,
    heading: str,
    path: str,
    query: str = "",
    answer: Answer | None = None,
    keep: KeptValues | None = None,
    **others: object,
) -> AnyResponse:
    """The page of a question, with links to the same answer as data, which a client that accepts only those is led to;
    `others` are what its template shows besides."""
    heading = heading[:1].upper() + heading[1:]
    shown = {
        "heading": heading,
        "path": path,
        "query": query,
        "answer": answer,
        "quoted": {} if answer is None or keep is None else _quoted(site, keep, query, answer),
        "picture": None if answer is None else answer_picture(answer.table, heading),
        "file": picture_file(path),
        "downloads": _DATA[::-1],
    }
    return page_or_answer(page("question.html", **{**_USUAL, **shown, **others}), query)


def page_or_answer(response: Response, query: str, links: Sequence[Link] = ()) -> AnyResponse:
    """A page with `links`, and with links to the answer to its query as data; a client that accepts only those is led
    there."""
    data = data_links(query)
    if not data:
        return linked(response, links) if links else response
    named = data_named(request.headers.get("Accept", ""), tuple(data))
    if named is not None:
        led: AnyResponse = redirect(data[named], 303)
        led.vary.add("Accept")
        return led
    response.vary.add("Accept")
    return linked(response, [*links, *((link, "alternate", form.essence) for form, link in data.items())])


def data_links(query: str) -> Mapping[Format, str]:
    """Where the answer to a query is in each format; nowhere without a query, or a server that answers."""
    path = query_path(query) if query else None
    return {form: f"{path}&format={form.name}" for form in _DATA} if path and path.startswith("/sparql?") else {}


def led_to_data(name: str, query: str = "", **_: object) -> AnyResponse:
    """The way to the answer in the format of that name, as its page has it; 404 where there is none."""
    link = next((link for form, link in data_links(query).items() if form.name == name), None)
    return redirect(link, 303) if link else abort(404, "There is no such answer; the page of the question has more.")


def _picture(site: Site, *, heading: str, answer: Answer | None = None, **_: object) -> Response:
    """The picture of an answer as a file."""
    drawn = None if answer is None else answer_picture(answer.table, heading[:1].upper() + heading[1:])
    return svg_answer(site, drawn, "There is no picture of this answer; its page has all it says.")


def _field(site: Site, slot: Slot, typed: str) -> FormField:
    """The field of a slot; a thing that a link names by its reference stands there by its name."""
    offers = _offers(site, slot)
    names = {site.base.reference(thing.iri): thing.short for thing in offers}
    parts = re.split(r"( and | or )", typed) if slot.takes_two else [typed]
    return FormField(slot, "".join(names.get(part, part) for part in parts), offers)


def _offers(site: Site, slot: Slot) -> Sequence[Thing]:
    """The things that a slot may be filled with: those first of which more is known, each in the order of names."""
    of_kinds = dict.fromkeys(chain.from_iterable(_of_kind(site, kind) for kind in slot.kinds))
    return tuple(thing for _, thing in sorted(of_kinds, key=lambda each: each[0]))[:_OFFERED]


def _of_kind(site: Site, kind: str) -> Sequence[tuple[int, Thing]]:
    """The things of a kind: those that a document sets out which is held (0), that one names (1), and others (2)."""

    def read() -> Sequence[tuple[int, Thing]]:
        classes = " ".join(map(str, SEARCHED_BY_NAME[kind].classes))
        rows = site.store.rows(
            f"SELECT DISTINCT ?x (EXISTS {{ ?x {CCWP.readFrom} ?document }} AS ?held) "
            f"(EXISTS {{ ?part {_NAMING} ?x }} AS ?named) WHERE {{ VALUES ?c {{ {classes} }} ?x a ?c "
            f'FILTER(STRSTARTS(STR(?x), "{site.base.id}")) }} ORDER BY DESC(?held) DESC(?named) ?x LIMIT {_OFFERED}'
        )
        known = {
            thing: 0 if row["held"] == _TRUE else 1 if row["named"] == _TRUE else 2
            for row in rows
            if isinstance(thing := row["x"], NamedNode)
        }
        names = look_up(site.store, tuple(known), languages=(), prefixes=site.prefixes)
        named = ((known[NamedNode(thing.iri)], thing) for thing in names.things(tuple(known)) if thing.is_named)
        return tuple(sorted(named, key=lambda each: (each[0], natural_key(each[1].short))))

    return site.ahead.get(("offered", kind), read)


def _links(site: Site, templates: Sequence[Template]) -> Mapping[str, tuple[Sequence[tuple[str, str]], int]]:
    """The paths of questions with one value of their first slot, each with its words, and how many more values there
    are: by turns, of all templates."""

    def read() -> Mapping[str, tuple[Sequence[tuple[str, str]], int]]:
        every = {template.slug: [(template.slug, *each) for each in _values(site, template)] for template in templates}
        by_turns = zip_longest(*every.values())
        chosen = [each for turn in by_turns for each in turn if each is not None][:MOST_VALUES]
        links = {of: tuple((path, words) for slug, path, words in chosen if slug == of) for of in every}
        return {slug: (of, len(every[slug]) - len(of)) for slug, of in links.items()}

    return site.ahead.get("links of questions", read)


def _values(site: Site, template: Template) -> Sequence[tuple[str, str]]:
    """The paths of one template with each value of its first slot, and with each choice that it must have."""
    first, *others = template.slots
    start = f"/questions/{template.slug}?{first.name}="
    needed = [slot for slot in others if slot.is_required]
    found = [(quote(site.base.reference(thing.iri), safe="/:"), thing.short) for thing in _offers(site, first)]
    found += [(choice.name, choice.label) for choice in first.choices]
    for slot in needed[:1]:
        found = [
            (f"{value}&{slot.name}={choice.name}", f"{words}, {choice.label.lower()}")
            for value, words in found
            for choice in slot.choices
        ]
    return [(start + value, words) for value, words in found] if len(needed) < 2 else []


_FEWEST = 2


def answer_picture(table: AnswerTable | None, question: str) -> Picture | None:
    """The picture of the rows. None where none fits, for a single row, and for numbers that count nothing."""
    if table is None or len(table.rows) < _FEWEST:
        return None
    places = [place for place, column in enumerate(table.columns) if not column.is_given]
    rows = [[_drawn(row[place]) for place in places] for row in table.rows]
    views = [view for view in shape_of(rows) if view != "bars" or table.counted is not None]
    return picture_of_rows(rows, views[0], title=question) if views else None


def picture_file(path: str) -> str:
    """The address of the picture alone, by that of the page.

    >>> picture_file("/questions/actions-of-a-body?body=organisation/olaf")
    '/questions/actions-of-a-body.svg?body=organisation/olaf'
    """
    page, mark, parameters = path.partition("?")
    return f"{page}.svg{mark}{parameters}"


def _drawn(cell: Cell) -> RowValue | None:
    if cell is None:
        return None
    if isinstance(cell, Thing):
        return RowValue(cell.short, href(cell.iri))
    return row_value(cell.text, cell.datatype)
