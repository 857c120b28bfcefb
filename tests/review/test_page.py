"""The page of a review: all lines in their cells, nothing that runs or is fetched, bounded pictures."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import html5lib
import pytest

from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.review.page import LARGEST, review_as_page
from ccwp_kg.review.pictures import pages_of
from ccwp_kg.review.review_lines import ReviewLine, lines_of
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.records.source_text import SourceText
from siblings.plans import sibling
from support.commands import contents, run_command

FORMATS = ("text", "html", "json", "turtle")


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        html5lib.HTMLParser(strict=True).parse(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_each_line_stands_beside_its_words(reading: Reading, lines: dict[str, ReviewLine], plan_file: Path) -> None:
    assert reading.source.printed is not None
    shown = pages_of(plan_file, lines.values(), reading.source.printed, most=LARGEST)
    assert {1, 2, 3} == shown.keys()
    text = review_as_page(tuple(lines.values()), reading, shown)
    page = Page(text)
    for line in lines.values():
        assert line.key in page.text
    assert "<mark>- GENVAL,</mark> - Interpol," in text  # in its cell
    assert '<span class="mark organisation" title="organisation: organisation/europol">Europol</span>' in text
    used = [attrs["href"] for tag, attrs in page.tags if tag == "use"]
    ids = [f"#{attrs['id']}" for _, attrs in page.tags if "id" in attrs]
    assert len(used) > 40
    assert set(used) <= set(ids)
    assert len(ids) == len(set(ids))
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links
    assert set(links) <= set(ids)
    assert text == review_as_page(lines_of(reading), reading, dict(reversed(shown.items())))


def test_a_cut_out_shows_the_place(reading: Reading, lines: dict[str, ReviewLine], plan_file: Path) -> None:
    """The box around a party lies in the last column of its page, at the height of its row."""
    assert reading.source.printed is not None
    text = review_as_page([lines["6.1 parties 2"]], reading, {2: "AAAA"})
    (cut,) = [attrs for tag, attrs in Page(text).tags if attrs.get("class") == "cut"]
    left, top, width, height = (float(number) for number in (cut["viewbox"] or "").split())
    assert 40 + 150 + 190 + 160 + 140 - 20 < left < left + width < 842
    assert 60 < top < top + height < 300
    assert "GENVAL" in (cut["aria-label"] or "")


def test_words_of_the_document_are_never_markup(inputs: Inputs) -> None:
    hostile = '</mark><script>alert(1)</script><img src=x onerror="alert(1)">'
    text = sibling("seventh").text.replace("cash is hidden", hostile, 1).replace("Europol", "<b>X</b>")
    reading = read(SourceText.of("<i>x</i>", text), profile=action_plans(), lexicon=shipped_lexicon(inputs))
    page = Page(review_as_page(lines_of(reading), reading))
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "b2", "i2", "form"}
    assert not [name for _, attrs in page.tags for name in attrs if name in ("src", "onerror", "onclick")]
    assert "<script>alert(1)</script>" in page.text
    assert "Review of <i>x</i>" in page.text


def test_a_document_that_is_cited_has_one_name(inputs: Inputs) -> None:
    """It is named and cited at the same place; which of the two was taken once changed from run to run."""
    reading = read(SourceText.of("x", sibling("seventh").text), profile=action_plans(), lexicon=shipped_lexicon(inputs))
    cited = [each for action in reading.actions if action.terms for each in action.terms.citations]
    assert cited
    titles = {attrs.get("title") for _, attrs in Page(review_as_page(lines_of(reading), reading)).tags}
    for each in cited:
        assert f"document: {each.document.version.label}" in titles
        assert f"document: document/{each.document.version.key}" not in titles


@pytest.mark.slow
def test_a_reading_has_the_same_bytes_under_any_hash_seed(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "42"):
        folder = tmp_path / seed
        folder.mkdir()
        (folder / "seventh.txt").write_text(sibling("seventh").text, encoding="utf-8")
        for form, *files in (
            (FORMATS[0], "--review", "a.review.csv", "--review", "a.review.html"),
            *((form,) for form in FORMATS[1:]),
        ):
            done = run_command("read", "seventh.txt", "--format", form, *files, cwd=folder, PYTHONHASHSEED=seed)
            assert 0 == done.returncode, done.stderr
            (folder / f"{form}.out").write_text(done.stdout, encoding="utf-8")
        made.append(contents(folder))
    assert 1 + 2 + len(FORMATS) == len(made[0])
    assert made[0] == made[1]


def test_pictures_beyond_the_limit_are_left_out(
    reading: Reading, lines: dict[str, ReviewLine], plan_file: Path
) -> None:
    """Pages of problems come first; the others show their words alone."""
    assert reading.source.printed is not None
    last = next(line for line in reversed(lines.values()) if line.page == 3)
    asked = [replace(line, is_problem=line.is_problem or line is last) for line in lines.values()]
    every = pages_of(plan_file, asked, reading.source.printed, most=LARGEST)
    room = len(every[1]) + len(every[3])
    some = pages_of(plan_file, asked, reading.source.printed, most=room)
    assert {1, 3} == some.keys()  # the problems stand on these
    text = review_as_page(tuple(asked), reading, some)
    assert "#page-2" not in text
    assert "GENVAL" in text


def test_a_file_that_cannot_be_drawn_is_shown_as_text(
    reading: Reading, lines: dict[str, ReviewLine], tmp_path: Path
) -> None:
    assert reading.source.printed is not None
    (tmp_path / "plan.pdf").write_bytes(b"%PDF-1.4 no more")
    assert {} == pages_of(tmp_path / "plan.pdf", lines.values(), reading.source.printed, most=LARGEST)
