"""Whatever happens to a document on its way, the reader keeps its promises or refuses the document in one sentence.

Words are dropped, lines swapped, pages merged, noise inserted, blocks (cells, as a rule) reordered, in the real
document and in invented ones. No reading may crash, quote what is not there, count a word twice, or lose one without
saying so.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.reading_report import as_json, as_page, as_text
from ccwp_kg.sources.coverage import passages_in
from ccwp_kg.sources.intake.normalise import SOFT_HYPHEN, plain_text
from ccwp_kg.sources.plan.earlier_plans import MISSING_DASH
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText, Span
from siblings.making.generator import generate
from siblings.plans import DEVELOPMENT, sibling
from sources.families.test_families import OPERATIONAL, PROGRAMME
from sources.grid.test_headed import BLOCKS, PROFILES, STEPS, TABLE

TABLES = ("tabs", "pipes")
OTHERS = {
    "labelled-blocks": BLOCKS,
    "steps": TABLE,
    "operational-action-plan": OPERATIONAL,
    "programme": PROGRAMME,
}
"""A document of each other family, by its profile."""
Mutation = Callable[[str, random.Random], str]

NOISE = (
    *(
        "\f",
        "\x0b",
        "\r",
        "\t",
        "\x00",
        "\x1b",
        "\u00a0",
        SOFT_HYPHEN,
        "\u200b",
        "\u202e",
        "\ufffd",
        "\ufb01",
        "e\u0301",
    ),
    *(
        "5.5",
        "ANNEX",
        "Terms of reference",
        "(1)",
        "-",
        "o",
        "1",
        "____",
        "8284/08",
        "OJ C 1, 1.1.2009, p. 1",
        "“",
        "((",
        "İ",
        "|",
        "|---|",
        "\\|",
        "<br>",
        "### ",
    ),
    *(
        "Fifth Action Plan",
        "Proposed action",
        "Status",
        "31.2.2011",
        "and 4.1",
        "Responsible:",
        "Step",
        "Action 2: ",
        "\U0001f6a2",
        "عربي",
        "x" * 300,
    ),
)


def _drop_words(text: str, chance: random.Random) -> str:
    share = chance.choice([0.003, 0.02, 0.2])
    return "".join(char for word in _pieces(text, " ") for char in word if chance.random() > share or "\n" in word)


def _pieces(text: str, separator: str) -> list[str]:
    return [piece + separator for piece in text.split(separator)]


def _swap_lines(text: str, chance: random.Random) -> str:
    lines = _pieces(text, "\n")
    for _ in range(chance.choice([1, 3, 20])):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    return "".join(lines)


def _merge_pages(text: str, chance: random.Random) -> str:
    return "".join(char for char in text.replace("\n ", "\n") if char != "\f" or chance.random() < 0.3)


def _insert_noise(text: str, chance: random.Random) -> str:
    for _ in range(chance.choice([1, 4, 15])):
        at = chance.randrange(len(text) + 1)
        text = f"{text[:at]}{chance.choice(['', ' ', chr(10)])}{chance.choice(NOISE)}{text[at:]}"
    return text


def _reorder_blocks(text: str, chance: random.Random) -> str:
    blocks = _pieces(text, "\n\n")
    first = chance.randrange(len(blocks))
    some = blocks[first : first + 6]
    chance.shuffle(some)
    return "".join([*blocks[:first], *some, *blocks[first + 6 :]])


def _cut(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    return text[:start] + text[start + chance.choice([1, 40, 900]) :]


def _repeat(text: str, chance: random.Random) -> str:
    start = chance.randrange(len(text))
    part = text[start : start + chance.choice([30, 400])]
    return text[:start] + part + text[start:]


def _join_lines(text: str, chance: random.Random) -> str:
    return "".join(" " if char == "\n" and chance.random() < 0.1 else char for char in text)


MUTATIONS: tuple[Mutation, ...] = (
    *(_drop_words, _swap_lines, _merge_pages, _insert_noise, _reorder_blocks, _cut, _repeat, _join_lines),
)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).replace(SOFT_HYPHEN, "")


def _holds_quotes(reading: Reading) -> None:
    """The characters of every value stand in its spans, in their order."""
    for passage in passages_in((reading.plan, reading.actions)):
        assert all(span.end <= len(reading.source.text) for span in passage.spans)
        if passage.rule != MISSING_DASH:  # the dash is the one thing that is put back
            raw = iter(_plain("".join(reading.source.exact(span) for span in passage.spans)))
            assert all(char.isspace() or char in raw for char in _plain(passage.text)), passage


def _counts_each_word_once(reading: Reading) -> None:
    coverage = reading.coverage
    assert all(first.span.end <= second.span.start for first, second in pairwise(coverage.claims))
    if not {"|", "#"}.intersection(reading.source.text):  # the marks of Markdown are no words
        assert len(plain_text(reading.source)[0].text.split()) == coverage.words
    taken = [*(claim.span for claim in coverage.claims), *coverage.unread]
    outside = set(range(len(reading.source.text))).difference(*(range(span.start, span.end) for span in taken))
    breaks = {place for mark in re.finditer("<br>", reading.source.text) for place in range(*mark.span())}
    assert not [place for place in outside - breaks if reading.source.text[place].isalnum()]
    assert coverage.words == coverage.accounted + len(coverage.unread)


def _losses(reading: Reading) -> Iterator[Span]:
    """Words that became no value: words without a claim, and words claimed as unassigned or undivided."""
    yield from reading.coverage.unread
    for claim in reading.coverage.claims:
        if claim.field.endswith(("unassigned", "undivided")):
            yield claim.span


def _tells_every_loss(reading: Reading) -> None:
    reported = [issue.span for issue in reading.issues if issue.span is not None]
    for loss in _losses(reading):
        assert any(span.start <= loss.start and loss.end <= span.end for span in reported), reading.source.exact(loss)


@dataclass(frozen=True, repr=False, eq=False)
class Documents:
    """The documents that are spoilt, and what they are read with."""

    texts: dict[str, str]
    profile: Profile
    others: dict[str, Profile]
    lexicon: Lexicon

    def read(self, text: str, name: str = "") -> Reading | None:
        """The reading of a text with the profile of a document; None where it is refused, in one sentence."""
        profile = self.others.get(name, self.profile)
        try:
            return read(SourceText.of("spoilt", text), profile=profile, lexicon=self.lexicon)
        except UnreadableDocument as refused:
            if "\n" in str(refused):
                raise
            return None


@pytest.fixture(scope="module")
def documents(
    source: SourceText, profile: Profile, lexicon: Lexicon, tmp_path_factory: pytest.TempPathFactory
) -> Documents:
    texts = {"fifth": source.text, **{name: sibling(name).text for name in DEVELOPMENT}, **OTHERS}
    steps = tmp_path_factory.mktemp("profiles") / "steps.toml"
    steps.write_text(STEPS, encoding="utf-8")
    paths = {name: steps if name == "steps" else PROFILES / f"{name}.toml" for name in OTHERS}
    others = {name: load_profile(path, folder=PROFILES) for name, path in paths.items()}
    for table in TABLES:
        plan, layout = DEVELOPMENT["eleventh"]
        texts[table] = generate("eleventh-action-plan", plan, replace(layout, table=table)).text
    return Documents(texts, profile, others, lexicon)


@pytest.mark.slow
@settings(max_examples=250, deadline=None, derandomize=True, database=None)
@given(
    name=st.sampled_from(["fifth", *sorted(DEVELOPMENT), *TABLES, *OTHERS]),
    mutations=st.lists(st.sampled_from(MUTATIONS), min_size=1, max_size=4),
    seed=st.integers(0, 10_000),
)
def test_a_spoilt_document_is_read_honestly_or_refused(
    documents: Documents, name: str, mutations: list[Mutation], seed: int
) -> None:
    text, chance = documents.texts[name], random.Random(seed)
    for mutation in mutations:
        text = mutation(text, chance)
    reading = documents.read(text, name)
    if reading is None:
        return
    _holds_quotes(reading)
    _counts_each_word_once(reading)
    _tells_every_loss(reading)
    if seed % 8 == 0:
        assert as_text(reading)
        assert as_json(reading)
        assert as_page(reading)


def test_most_spoilt_documents_are_read(documents: Documents) -> None:
    """The promises are kept by reading, not by refusing everything."""
    spoilt = (mutation(documents.texts["sixth"], random.Random(seed)) for seed, mutation in enumerate(MUTATIONS))
    assert sum(documents.read(text) is None for text in spoilt) <= 1
