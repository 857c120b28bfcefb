"""The tool `search`: things by words that people have for them, the best first, each with why it was found."""

from __future__ import annotations

import time

from ccwp_kg.agents.answer_lines import dataset_line, shown
from ccwp_kg.agents.arguments import Arguments
from ccwp_kg.agents.collection import Collection
from ccwp_kg.agents.tool_answer import ToolAnswer, quoted
from ccwp_kg.entities.facts.facts import Thing
from ccwp_kg.errors import CcwpError
from ccwp_kg.query import check
from ccwp_kg.query.outcomes import ANSWERED, outcome_of
from ccwp_kg.questions import NotAnswered, Ready, answer, shipped_reader
from ccwp_kg.search import PAGE_SIZE, Hit, find
from ccwp_kg.sparql_text import tokens
from ccwp_kg.sparql_text.triples import joined_text

_MOST_PAGES = 40
"""Beyond so many pages nobody looks; the words say too little."""


def search(collection: Collection, arguments: Arguments) -> ToolAnswer:
    """What is found for `words`, of one `kind` or of all."""
    words, kind, start = arguments.text("words"), arguments.text("kind"), arguments.number("start")
    first = (start - 1) // PAGE_SIZE + 1
    found = find(collection.index(), words, kind=kind)
    foot = [dataset_line(collection)]
    asked = [] if kind or start > 1 else _as_question(collection, words)
    if not found.hits:
        near = "; ".join(f"{each.label} ({each.kind_words}) <{each.iri}>" for each in found.nearest)
        of_kind = f" of the kind {kind}" if kind else ""
        others = ", ".join(f"{each.words}: {each.count:,}" for each in found.facets) if kind else ""
        return ToolAnswer(
            [
                *asked,
                f"Nothing{of_kind} is found for {quoted(words)}.",
                "That does not tell whether the documents are silent on it: coverage tells which documents are held.",
                *([f"There are some of other kinds ({others})."] if others else []),
                *([f"Names that are spelled nearly so: {near}."] if near else []),
            ],
            foot=foot,
        )
    hits: list[Hit] = []
    for page in range(1, min(first + 4, found.pages, _MOST_PAGES) + 1):  # an answer has no room for more
        hits += found.hits if page == 1 else find(collection.index(), words, kind=kind, page=page).hits
    count = f"{found.total:,}{' or more' if found.is_cut else ''}"
    kinds = ", ".join(f"{each.words}: {each.count:,}" for each in found.facets)
    further = "" if len(hits) == found.total else f"there are {count} in all; a kind or more words tell them apart"
    return ToolAnswer(
        [*asked, f"{count} found for {quoted(words)} ({kinds}):"],
        [_item(collection, number, hit) for number, hit in enumerate(hits, 1)],
        foot,
        "hits",
        start,
        further,
    )


def _as_question(collection: Collection, words: str) -> list[str]:
    """How the words are read as a question, with its answer and its query; or the sentence why they are not."""
    index = collection.index()
    question = shipped_reader(index.base).read(words, index)
    if isinstance(question, NotAnswered):
        choices = [f"- {asked.heading} ({label})" for label, asked in question.choices]
        return [question.sentence, *choices] if question.sentence else []
    lines = [
        f"Read as a question: {question.heading}{'' if question.heading.endswith('?') else '.'} {question.reading}"
    ]
    query = " ".join(joined_text([*tokens(question.query)]).split())
    if isinstance(question, Ready):
        return [*lines, f"query, which ask answers: {query}", ""]
    begun = time.monotonic()
    try:
        rows = collection.store.rows(check(question.query, limits=collection.limits).text)
    except CcwpError as error:
        collection.count(outcome_of(error), time.monotonic() - begun)
    else:
        collection.count(ANSWERED, time.monotonic() - begun)
        lines.append(f"answer: {answer(question, rows).sentence}")
    return [*lines, f"query, whose ?evidence is what each row rests on: {query}", ""]


def _item(collection: Collection, number: int, hit: Hit) -> str:
    named = shown(Thing(hit.iri, hit.label))
    about = f" — {hit.about}" if hit.about else ""
    acronym = f" ({hit.acronym})" if hit.acronym and hit.acronym != hit.label else ""
    lines = [f"{number}. {named}{acronym}, {hit.kind_words}{about}", f"   found: {hit.reason}"]
    if hit.snippet and not hit.is_quoted:
        lines[1] += f" {quoted(''.join(piece.text for piece in hit.snippet))}"
    if (address := collection.address(hit.iri)) is not None and address != hit.iri:
        lines.append(f"   address: {address}")
    return "\n".join(lines)
