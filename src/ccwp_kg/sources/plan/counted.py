"""Tells whether the plan of a document is one of the counted plans: the fifth of another body is not plan 5."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccwp_kg.sources.layout.text_lines import TextLine, spans_of
from ccwp_kg.sources.plan.title import Title
from ccwp_kg.sources.recognition.scan import Grammar
from ccwp_kg.sources.records.records import Cover
from ccwp_kg.sources.text.patterns import any_of


def counting(grammar: Grammar, title: Title, cover: Cover, prose: Sequence[TextLine]) -> Grammar:
    """The grammar of a document, with whether its plan is one of the body whose plans the profile counts.

    It says so in its title, in whom its cover is from or to, behind the name of the plan in its prose, and where the
    prose invites that body to agree. That the prose names it is enough only where the title has no word on what the
    plan is for and nobody is invited.
    """
    words = re.compile(rf"(?<!\w)(?:{any_of(grammar.profile.plan.counted)})(?!\w)", re.IGNORECASE)
    texts = _naming_the_body(title, cover, prose, grammar) if grammar.profile.plan.counted else ()
    is_counted = any(map(words.search, texts))
    return replace(grammar, plan_names=replace(grammar.plan_names, is_counted=is_counted))


def _naming_the_body(title: Title, cover: Cover, prose: Sequence[TextLine], grammar: Grammar) -> Iterator[str]:
    """The texts of a document that may name the body whose plan it sets out."""
    yield title.flow.text
    yield from (each.text for each in (cover.sender, cover.addressee) if each is not None)
    scan = grammar.scan(grammar.flow(spans_of(prose)), field="")
    for plan in scan.phrases.plans:
        if plan.ordinal == title.ordinal:
            yield _rest_of_name(scan.flow.text, plan.name_end, grammar)
    invited = [match.slots["agent"] for match in scan.phrases.all(grammar.profile.plan.addressed_to)]
    yield from (scan.flow.text[agent.start : agent.end] for agent in invited)
    if title.is_name_alone and not invited:
        yield scan.flow.text


def _rest_of_name(text: str, end: int, grammar: Grammar) -> str:
    """The counted body's words right behind the name of a plan: “Fifth Action Plan of the CCWP”; empty without them."""
    words = rf" (?:of (?:the )?)?(?:{any_of(grammar.profile.plan.counted)})(?!\w)"
    found = re.compile(words, re.IGNORECASE).match(text, end)
    return found.group() if found is not None else ""
