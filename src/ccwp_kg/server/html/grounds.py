"""What pages tell beside each fact, as HTML: where it was read, what corrected it, what it was inferred from.

See `ccwp_kg.server.html.inline` for why this is no template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from urllib.parse import quote

from flask import current_app
from markupsafe import Markup

from ccwp_kg.entities.facts.entity_context import Links
from ccwp_kg.entities.facts.evidence import Correction, Evidence, Grounds
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.facts.inferences import Inference, Premise
from ccwp_kg.entities.page import EntityPage, Fact
from ccwp_kg.formats import TURTLE
from ccwp_kg.markup import safe, silent, text
from ccwp_kg.namespaces import CCWP, SH
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.rdf.terms.silences import NOT_STATED, NOT_UNDERSTOOD
from ccwp_kg.server.html.inline import link, links, path_of, value

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
    if silence.places:
        quoted = " … ".join(f'<span class="said">{text(each.quote)}</span>' for each in silence.places)
        return safe(f"{shown}: {quoted} {evidence(Grounds(silence.places), f'the words on the {field}')}")
    row = next((str(path_of(each.iri)) for each in page.evidence.places), None)
    return safe(f'{shown}: <a href="{text(row)}">its words in the document</a>') if row else shown


def quotations(places: Iterable[Evidence], of: str) -> Markup:
    """The words of the document, each with its place and a link to it."""
    of = f'<span class="unseen">: {text(of)}</span></a>'
    return safe(
        "".join(
            f'<figure>\n  <blockquote lang="en">“{text(each.quote)}”</blockquote>\n'
            f'  <figcaption>{text(place(each))} · <a href="{text(str(path_of(each.iri)))}">show in the document{of} · '
            f'<a href="{text(passage_path(each.iri))}">cite or correct{of}</figcaption>\n</figure>\n'
            for each in places
        )
    )


def passage_path(iri: str) -> str:
    """The path of the page of a passage, by the IRI of its span."""
    target, _, place = str(path_of(iri)).partition("#char=")
    path, mark, query = target.partition("?")
    return f"{path}/{place.replace(',', '-')}{mark}{query}"


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
        f'<a href="{text(str(path_of(each.thing.iri)))}">the correction<span class="unseen">: '
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
    return Markup("") if rules is None else _inferred(rules, of, {})


def _inferred(rules: Sequence[Inference], of: str, known: dict[int, str]) -> Markup:
    """`known` are inferences written before, by identity: many facts of a page may have the same one."""
    for rule in rules:
        if id(rule) not in known:
            known[id(rule)] = _inference(rule)
    told = "".join(known[id(rule)] for rule in rules) or _NO_RULE
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
    known: dict[int, str] = {}
    return safe("".join(_fact(fact, known) for fact in page.facts))


def _fact(fact: Fact, known: dict[int, str]) -> str:
    told = []
    for place, (each, rules) in enumerate(zip(fact.values, fact.inferred, strict=True), 1):
        if fact.property.iri in _QUERIES and isinstance(each, Words):
            shown = f'<pre class="code"><code>{text(each.text)}</code></pre>'
        else:
            shown = value(each)
        of = f"{fact.property.name} {place}" if len(fact.values) > 1 else fact.property.name
        told.append(shown if rules is None else f"{shown}{_inferred(rules, of, known).rstrip()}")
    if len(told) == 1:
        values = told[0]
    else:
        values = f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>" if told else silent()
    return f"      <dt>{link(fact.property)}</dt>\n      <dd>{values}{_corrected(fact.corrections)}</dd>\n"


def _corrected(every: Sequence[Correction]) -> str:
    if not every:
        return ""
    of = f'<span class="unseen">: {text(every[0].property.name)}</span>'
    return (
        f'<details class="evidence corrected">\n  <summary>Corrected{of}</summary>\n'
        f"{''.join(correction(each, each.property.name) for each in every)}</details>\n"
    )


def incoming(groups: Iterable[Links], page: EntityPage) -> Markup:
    """What points to a thing, by property: the first of it, and a link to all."""
    return safe(f'<dl class="facts">\n{"".join(_incoming(group, page) for group in groups)}</dl>\n')


def _incoming(group: Links, page: EntityPage) -> str:
    rest = ""
    if group.count > len(group.first):
        query = f"SELECT ?thing WHERE {{ ?thing <{group.property.iri}> <{page.thing.iri}> }} ORDER BY ?thing"
        by = f'<span class="unseen"> by “{text(group.property.name)}”</span>'
        # where no query is answered, the data of the thing have all
        target = query_path(query) or f"{path_of(page.thing.iri)}.{TURTLE.suffix}"
        rest = f'{" … " if group.first else ""}<a class="more" href="{text(target)}">all {number(group.count)}{by}</a>'
    return (
        f'  <dt><span class="unseen">is the value of </span>{link(group.property)} '
        f"<small>× {number(group.count)}</small></dt>\n  <dd>{links(group.first)}{rest}</dd>\n"
    )
