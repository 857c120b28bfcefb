"""The pieces that pages are full of, as HTML: a link to a thing, a value, words with marks in them, words as printed.

Beside each fact stand where it was read, what corrected it, and what it was inferred from. They are made here and not
in templates because a page has hundreds of them. Whatever comes from the data is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from urllib.parse import quote

from flask import current_app
from markupsafe import Markup, escape

from ccwp_kg.entities.facts.entity_context import Links
from ccwp_kg.entities.facts.evidence import Correction, Evidence, Grounds, Prose
from ccwp_kg.entities.facts.facts import DATES, Thing, Words, called, value_in_words
from ccwp_kg.entities.facts.inferences import Inference, Premise
from ccwp_kg.entities.facts.silences import Silence
from ccwp_kg.entities.page import EntityPage, Fact
from ccwp_kg.entities.source_reader.printed_text import Inline, InlineToken
from ccwp_kg.formats import TURTLE
from ccwp_kg.markup import marked, safe, silent, text
from ccwp_kg.namespaces import CCWP, SH
from ccwp_kg.questions.rows.table import ListedThings
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.silences import NOT_STATED, NOT_UNDERSTOOD
from ccwp_kg.server.http.host_address import live_address
from ccwp_kg.server.http.links import href, href_at, is_outside
from ccwp_kg.server.site.site import site_base


def link(thing: Thing, short: bool = False) -> Markup:  # templates call it by place
    """A thing by its name, with a link where there may be one; `short` prefers its acronym.

    A thing without a name is told by where it stands: the address that it has here, or as `called` tells it.
    """
    shown = thing.short if short else thing.name
    if not thing.is_named:
        shown = live_address(thing.iri) or called(thing, site_base()).name
    return _link(thing, shown, short, site_base())


def links(things: Iterable[Thing], short: bool = False, between: str = ", ") -> Markup:
    """Things as links, with these words between them."""
    return escape(between).join(link(thing, short) for thing in things)


def value(either: Thing | Words | Silence | None) -> Markup:
    """A value: a thing or words; what is absent is called so, by its silence where it is known."""
    if isinstance(either, Silence):
        return silent(either.kind)
    if either is None:
        return silent()
    if isinstance(either, ListedThings):
        return links(either.things)
    return link(either) if isinstance(either, Thing) else words(either)


def words(said: Words) -> Markup:
    """A literal: a date in words, an address as a link, everything else with its language."""
    return _words(said, site_base())


def prose(segments: Prose) -> Markup:
    """A passage, and links on the words in it that mean a thing."""
    return marked(segments, href)


def printed(tokens: Inline) -> Markup:
    """A passage with places to land on, links, and marks where pages and paragraphs begin."""
    return safe("".join(map(_token, tokens)))


def sentence(parts: Iterable[str | Thing]) -> Markup:
    """Words, and things by their names with links."""
    return safe("".join(text(part) if isinstance(part, str) else link(part) for part in parts))


def folio(number: str | int | None) -> Markup:
    """The mark where a page of the document begins; nothing without a number."""
    return safe(f'<span class="folio ours" id="page-{number}">page {number}</span> ') if number else Markup("")


def _token(token: InlineToken) -> str:
    match token.step:
        case "text":
            html = text(token.text)
        case "open":
            html = _opening(token)
        case "close":
            html = "</a>" if token.link else "</span>"
        case "place":
            html = f'<span id="{text(token.anchor)}"></span>'
        case "page":
            html = folio(token.text)
        case "break":
            html = '<span class="gap"></span>'
    return html


def _opening(token: InlineToken) -> str:
    """The place stands first: what follows it is the same wherever the same thing is named, which compresses best.

    A mark has no class: the style sheet knows it by its place, and the kind of its thing by its address.
    """
    place, to = f'id="{text(token.anchor)}"', token.link
    if to is None:
        return f"<span {place}>"
    if to.is_footnote:
        return f'<a {place} class="foot-mark" href="#{text(to.target.partition("#")[2])}">'
    title = f' title="{text(to.title)}"' if to.title else ""
    return f'<a {place} href="{text(str(href(to.target)))}"{title}>'


def lang(code: str | None) -> Markup:
    """The attribute for words in another language than the page's."""
    return safe(f' lang="{text(code)}"') if code and code != "en" else Markup("")


def title_of(thing: Thing) -> Markup:
    """The title of a thing, with its language."""
    return safe(f'<span class="said"{lang(thing.title_language)}>{text(thing.title or "")}</span>')


@lru_cache(maxsize=8_192)
def _link(thing: Thing, shown: str, short: bool, base: Base) -> Markup:
    target = href_at(base, thing.iri)
    tongue = lang(thing.language if shown == thing.name else None)
    if target is None:
        return safe(f'<span class="iri"{tongue}>{text(shown)}</span>')
    if is_outside(target):
        kind = "out" if thing.is_named else "out iri"
        return safe(
            f'<a class="{kind}" href="{text(target)}" rel="nofollow noopener external"{tongue}>{text(shown)}</a>'
        )
    kind = "" if thing.is_named or " " in shown else ' class="iri"'
    title = f' title="{text(thing.name)}"' if short and thing.acronym else ""
    return safe(f'<a{kind} href="{text(target)}"{tongue}{title}>{text(shown)}</a>')


@lru_cache(maxsize=2_048)
def _words(said: Words, base: Base) -> Markup:
    shown, datatype = text(said.text), said.datatype or ""
    if datatype.endswith(DATES):
        return safe(f'<time datetime="{shown}">{text(day_of(said.text))}</time>')
    if datatype.endswith("#anyURI") and (target := href_at(base, said.text)):
        return safe(f'<a class="iri" href="{text(target)}" rel="nofollow noopener external">{shown}</a>')
    if said.text.startswith(("http://", "https://")) and " " not in said.text:
        return safe(f'<span class="iri">{shown}</span>')
    shown = text(value_in_words(said.text, datatype))
    tongue = lang(said.language)
    tag = f' <small class="tag">{text(said.language or "")}</small>' if tongue else ""
    return safe(f"<span{tongue}>{shown}</span>{tag}")


_QUERIES = {each.value for each in (SH.construct, SH.select, SH.ask, CCWP.describe)}
_NO_RULE = '<p>None of the <a href="/rules">rules</a> in use here gives it.</p>'


def number(count: int | str) -> str:
    """A number with thin spaces between thousands: 28 699."""
    return f"{int(count):,}".replace(",", "\u202f")


def page_ranges(pages: Sequence[int]) -> str:
    """Numbers of pages in their order, runs of them as a range.

    >>> page_ranges((2, 6, 7, 8))
    '2, 6–8'
    """
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][-1] == page - 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


WRITTEN_ANSWERS = "ccwp_kg.written_answers"
"""Where an application whose pages are written as files holds the paths of the answers that are, by their queries."""


def query_path(query: str) -> str | None:
    """The path at which a query is shown with its answer; None where that is no file and no server answers."""
    written: Mapping[str, str] | None = current_app.extensions.get(WRITTEN_ANSWERS)
    return f"/sparql?query={quote(query, safe='')}" if written is None else written.get(query)


def evidence(grounds: Grounds, of: str) -> Markup:
    """The quotations behind something and the corrections made to it, folded; nothing where there are none."""
    if not grounds.places and not grounds.corrections:
        return Markup("")
    kinds = [name for name, found in (("Corrected", grounds.corrections), ("Source", grounds.places)) if found]
    corrections = "".join(correction(each, of) for each in grounds.corrections)
    return safe(
        f'<details class="evidence{" corrected" if corrections else ""}">\n'
        f'  <summary>{" · ".join(kinds)}<span class="unseen"> for {text(of)}</span></summary>\n'
        f"{corrections}  {quotations(grounds.places, of)}\n</details>\n"
    )


def missing_value(page: EntityPage, field: str = "") -> Markup:
    """Why nothing is known of a field of the thing: the silence, and the words that may tell it or come nearest."""
    silence = page.silences.of(field)
    shown = silent(silence.kind)
    if silence.kind == NOT_STATED and silence.places:
        of = f"the {field}"
        return safe(
            f'{shown}\n<details class="evidence">\n'
            f'  <summary>Nearest words<span class="unseen"> on {text(of)}</span></summary>\n'
            f"  {quotations(silence.places, of)}\n</details>\n"
        )
    if silence.kind != NOT_UNDERSTOOD:
        return shown
    row = next((each for each in silence.places if _holds(each, page.evidence.places)), None)
    if silence.places and row is None:
        quoted = " … ".join(f'<span class="said">{text(each.quote)}</span>' for each in silence.places)
        return safe(f"{shown}: {quoted} {evidence(Grounds(silence.places), f'the words on the {field}')}")
    row = row or next(iter(page.evidence.places), None)
    return safe(f'{shown}: <a href="{text(str(href(row.iri)))}">its words in the document</a>') if row else shown


def _holds(place: Evidence, others: Iterable[Evidence]) -> bool:
    """Whether a passage holds all the others, as the row of an action holds its number and its title."""
    return all(place.source == each.source and place.start <= each.start and each.end <= place.end for each in others)


def quotations(places: Iterable[Evidence], of: str) -> Markup:
    """The words of the document, each with its place and a link to it."""
    of = f'<span class="unseen">: {text(of)}</span></a>'
    return safe(
        "".join(
            f'<figure>\n  <blockquote lang="en">“{text(each.quote)}”</blockquote>\n'
            f'  <figcaption>{text(place(each))} · <a href="{text(str(href(each.iri)))}">show in the document{of} · '
            f'<a href="{text(passage_path(each.iri))}">cite or correct{of}</figcaption>\n</figure>\n'
            for each in places
        )
    )


def in_lines(words: str) -> Markup:
    """Words in the lines that they have."""
    return safe("<br>".join(map(text, words.split("\n"))))


def passage_path(iri: str) -> str:
    """The path of the page of a passage, by the IRI of its span."""
    path, _, place = str(href(iri)).partition("#char=")
    return f"{path}/{place.replace(',', '-')}"


COLUMN_OF = "ccwp_kg.column_of"
"""Where an application holds what tells the name of the column in which a passage is printed."""


def place(found: Evidence) -> str:
    """Where a passage stands in its document: the column where it is in a cell, the page, the characters."""
    column_of: Callable[[Evidence], str] = current_app.extensions[COLUMN_OF]
    column = f"{name}, " if (name := column_of(found)) else ""
    page = f"page {found.page}, " if found.page else ""
    return f"{column}{page}characters {number(found.start)}–{number(found.end)}"


def correction(each: Correction, of: str) -> Markup:
    """A correction: what was read, what is right, why, and who says so."""

    def values(of_it: Sequence[Thing | Words]) -> str:
        return ", ".join(map(value, of_it)) or '<em class="silent">nothing</em>'

    def day(date: str) -> str:
        return f'<time datetime="{text(date)}">{text(day_of(date))}</time>'

    agreed = f"; agreed by {text(each.reviewer)}, {day(each.reviewed)}" if each.reviewer else ""
    record = (
        f'<a href="{text(str(href(each.thing.iri)))}">the correction<span class="unseen">: '
        f"{text(each.thing.name)}</span></a>"
    )
    return safe(
        f'<dl class="correction">\n  <dt>What</dt><dd>{link(each.property)}</dd>\n'
        f"  <dt>Read</dt><dd>{values(each.replaced)}</dd>\n  <dt>Right</dt><dd>{values(each.correct)}</dd>\n"
        f"  <dt>Why</dt><dd>{text(each.reason)}{quotations(each.proof, of)}</dd>\n"
        f"  <dt>Who</dt><dd>{text(each.author)}, {day(each.created)}{agreed} · {record}</dd>\n</dl>\n"
    )


def inferred(rules: Sequence[Inference] | None, of: str) -> Markup:
    """The rules that give a fact and what it follows from, folded; nothing for what is not inferred."""
    if rules is None:
        return Markup("")
    told = "".join(map(_inference, rules)) or _NO_RULE
    return safe(
        '<details class="evidence inferred">\n'
        f'  <summary>Our inference<span class="unseen">: {text(of)}</span></summary>\n{told}</details>\n'
    )


def _inference(rule: Inference) -> str:
    reasons = "<p>And from:</p>".join(
        f'  <ul class="premises">\n{"".join(map(_premise, reason))}  </ul>\n' for reason in rule.reasons
    )
    others = f"{rule.further} other way{'s' if rule.further > 1 else ''}"
    further = f"<p>And in {others}.</p>" if rule.further else ""
    return f"  <p>Rule {link(rule.rule)}. {text(rule.says)} It follows from:</p>\n{reasons}{further}"


def _premise(each: Premise) -> str:
    itself = ' <span class="note">itself our inference</span>' if each.is_inferred else ""
    return f"<li>{value(each.subject)} – {link(each.property)} – {value(each.value)}{itself}</li>"


def facts(page: EntityPage) -> Markup:
    """Every fact of a thing: a row for each property."""
    return safe("".join(map(_fact, page.facts)))


def _fact(fact: Fact) -> str:
    told = []
    for place, (each, rules) in enumerate(zip(fact.values, fact.inferred, strict=True), 1):
        if fact.property.iri in _QUERIES and isinstance(each, Words):
            shown = f'<pre class="code"><code>{text(each.text)}</code></pre>'
        else:
            shown = value(each)
        of = f"{fact.property.name} {place}" if len(fact.values) > 1 else fact.property.name
        told.append(f"{shown}{inferred(rules, of).rstrip()}")
    if len(told) == 1:
        values = told[0]
    else:
        values = f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>" if told else silent()
    corrected = evidence(Grounds(corrections=fact.corrections), fact.property.name)
    return f"      <dt>{link(fact.property)}</dt>\n      <dd>{values}{corrected}</dd>\n"


def incoming(groups: Iterable[Links], page: EntityPage) -> Markup:
    """What points to a thing, by property: the first of it, and a link to all."""
    return safe(f'<dl class="facts">\n{"".join(_incoming(group, page) for group in groups)}</dl>\n')


def _incoming(group: Links, page: EntityPage) -> str:
    rest = ""
    if group.count > len(group.first):
        query = f"SELECT ?thing WHERE {{ ?thing <{group.property.iri}> <{page.thing.iri}> }} ORDER BY ?thing"
        by = f'<span class="unseen"> by “{text(group.property.name)}”</span>'
        # where no query is answered, the data of the thing have all
        target = query_path(query) or f"{href(page.thing.iri)}.{TURTLE.suffix}"
        rest = f'{" … " if group.first else ""}<a class="more" href="{text(target)}">all {number(group.count)}{by}</a>'
    return (
        f'  <dt><span class="unseen">is the value of </span>{link(group.property)} '
        f"<small>× {number(group.count)}</small></dt>\n  <dd>{links(group.first)}{rest}</dd>\n"
    )
