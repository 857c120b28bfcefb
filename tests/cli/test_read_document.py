"""`ccwp-kg read` tells what a document says, in four forms, and refuses what is none in one sentence."""

from __future__ import annotations

import gzip
import io
import json
import re
import signal
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest
from pyoxigraph import RdfFormat, parse

from ccwp_kg.sources.intake.text_file import MOST_BYTES
from siblings.plans import sibling
from support.commands import ROOT, Run
from support.formats.pdf_files import pdf, pdf_of_pages

FIFTH = ROOT / "data" / "sources" / "fifth-action-plan.txt"


@pytest.fixture(scope="module")
def sixth(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An invented plan with one party that nobody knows."""
    return written(tmp_path_factory.mktemp("sixth") / "Sixth Action Plan.txt", sibling("sixth").text.encode())


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_the_text_form_tells_fields_confidence_issues_and_words(run: Run, sixth: Path) -> None:
    done = run("read", str(sixth))
    assert (0, "") == (done.returncode, done.stderr)
    for told in (
        r"(?m)^Sixth Action Plan: the Sixth Action Plan, read with the profile “action-plan”$",
        r"(?m)^action 6\.1$",
        r"(?m)^  title +\S",
        r"(?s)note.*unknown-party.*line \d+.*page \d+",
        r"(?m)^  terms of reference +\d+$",
    ):
        assert re.search(told, done.stdout), told
    assert max(map(len, done.stdout.splitlines())) <= 120


def test_no_character_of_a_document_steers_the_terminal(run: Run, tmp_path: Path) -> None:
    text = FIFTH.read_bytes().replace(b"border management", b"border \x1b]0;management", 1)
    done = run("read", str(written(tmp_path / "steering.txt", text)))
    assert "border [U+001B]]0;management" in done.stdout
    assert "\x1b" not in done.stdout


def test_the_json_form_holds_every_field_with_its_characters(run: Run, sixth: Path) -> None:
    told = json.loads(run("read", "--format", "json", str(sixth)).stdout)
    text = sibling("sixth").text
    assert (6, "draft") == (told["plan"]["ordinal"], told["plan"]["status"])
    title = told["actions"][0]["title"]
    assert " ".join(text[start:end] for start, end in title["spans"]).split() == title["text"].split()
    (note,) = [issue for issue in told["issues"] if issue["code"] == "unknown-party"]
    assert ("note", text[note["start"] : note["end"]]) == (note["severity"], note["quote"])
    assert note["line"] == text[: note["start"]].count("\n") + 1
    assert told["coverage"]["words"] == len(text.split()) == sum(told["coverage"]["parts"].values())
    blocks = [(block["field"], text[slice(*block["span"])]) for block in told["layout"]["blocks"]]
    assert ("action/6.1/number", "6.1") in blocks
    assert text.split() == [word for _, words in blocks for word in words.split()]
    assert told["source"]["pages"] == told["layout"]["pages"]
    fields = {each["field"]: each["level"] for each in told["confidence"]}
    assert "labelled" in fields.values()
    assert {"action/6.1/title", "plan/period"} <= fields.keys()


def test_the_turtle_form_is_the_graph_that_a_build_makes(run: Run, tmp_path: Path) -> None:
    """Byte by byte the same each time, and the triples that data/generated holds, whatever the file is called."""
    done = run("read", "--format", "turtle", str(written(tmp_path / "other.txt", FIFTH.read_bytes())))
    generated = ROOT / "data" / "generated" / "source-fifth-action-plan.ttl"
    assert done.stdout.encode() == generated.read_bytes()


def test_the_turtle_form_of_another_plan_is_turtle(run: Run, sixth: Path) -> None:
    done = run("read", "--format", "turtle", str(sixth))
    subjects = {str(quad.subject) for quad in parse(done.stdout, format=RdfFormat.TURTLE)}
    assert "<https://w3id.org/ccwp/id/plan/6/action/6.1>" in subjects
    assert "sixth-action-plan" not in done.stdout


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_the_html_form_is_one_page_that_loads_nothing_and_shows_all_words(run: Run, tmp_path: Path) -> None:
    """Words of the document are never markup: a title with a tag in it stays text."""
    text = sibling("seventh").text.replace("cash is hidden", "<b>cash</b> & is hidden", 1)
    page = _Page()
    page.feed(run("read", "--format", "html", str(written(tmp_path / "seventh.txt", text.encode()))).stdout)
    assert not {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "object", "b"}
    assert not [value for _, attrs in page.tags for name, value in attrs.items() if name in ("src", "onclick")]
    assert ("html", {"lang": "en"}) in page.tags
    shown = " ".join("".join(page.text).split())
    assert "To describe how <b>cash</b> & is hidden" in shown


@pytest.mark.parametrize(
    ("code", "name"), [(0, "seventh"), pytest.param(0, "sixth", marks=pytest.mark.slow), (1, "eighth")]
)
def test_strict_fails_where_anything_was_not_understood(code: int, name: str, run: Run, tmp_path: Path) -> None:
    file = written(tmp_path / f"{name}.txt", sibling(name).text.encode())
    done = run("read", "--strict", str(file))
    assert (code, "") == (done.returncode, done.stderr)
    assert "Action Plan" in done.stdout


def zip_bomb() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("plan.txt", bytes(50_000_000))
    return packed.getvalue()


def deflated_zeros(length: int) -> bytes:
    """A zlib stream of zeros, 16 MB of them at a time."""
    chunk = 16_000_000
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    once = squeeze.compress(bytes(chunk)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    count = length // chunk
    # RFC 1950: the header, the blocks, the Adler-32 of all that is packed
    checksum = (count * chunk % 65521) << 16 | 1
    return b"\x78\x9c" + once * count + b"\x03\x00" + checksum.to_bytes(4, "big")


def pdf_bomb() -> bytes:
    """One page whose content unfolds to 2 GB."""
    packed = deflated_zeros(2_000_000_000)
    return pdf(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    )


def damaged() -> bytes:
    return sibling("sixth").text.replace("o", "").encode()


REFUSED: list[tuple[str, str, Callable[[], bytes]]] = [
    ("is empty (only white space); give", "plan.txt", lambda: b"\n \n"),
    ("no table of actions was found in plan", "plan.txt", lambda: b"A recipe for soup.\n\nTake an onion.\n"),
    (
        "no title in plan names a plan",
        "plan.txt",
        lambda: b"A letter\n ANNEX\n\nProposed action\n\n5.1\n\nTo go",
    ),
    ("is damaged: ", "plan.txt", damaged),
    ("is larger than 32 MiB; give", "plan.txt", lambda: bytes(MOST_BYTES + 1)),
    ("is a zip archive, which is not read; unpack", "plan.docx", zip_bomb),
    ("is a gzip file, which is not read; unpack", "plan.txt.gz", lambda: gzip.compress(bytes(50_000_000))),
    ("it has more than 400 pages; give", "plan.pdf", lambda: pdf_of_pages(401)),
    ("the PDF plan.pdf cannot be read: ", "plan.pdf", pdf_bomb),
]
"""What needs the whole command; tests/sources/intake/test_forms.py has every other form."""


@pytest.mark.parametrize(("sentence", "name", "content"), REFUSED, ids=[f"{name}: {told}" for told, name, _ in REFUSED])
def test_what_is_no_plan_is_refused_in_one_sentence(
    sentence: str, name: str, content: Callable[[], bytes], tmp_path: Path
) -> None:
    """With 2 GB of address space at most, whatever the file unfolds to."""
    file = written(tmp_path / name, content())
    done = subprocess.run(
        ["/bin/sh", "-c", 'ulimit -v 2000000; exec "$@"', "sh", sys.executable, "-m", "ccwp_kg", "read", str(file)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=120,
        check=False,
    )
    assert (1, "") == (done.returncode, done.stdout)
    assert re.fullmatch(r"ccwp-kg: .+\n", done.stderr)
    assert sentence in done.stderr


@pytest.mark.parametrize(("sentence", "path"), [("there is no file", "nothing.txt"), ("is no plain file", ".")])
def test_what_is_no_file(sentence: str, path: str, run: Run, tmp_path: Path) -> None:
    done = run("read", str(tmp_path / path))
    assert (1, "") == (done.returncode, done.stdout)
    assert sentence in done.stderr


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_day_that_is_none_is_told_in_words(command: str, run: Run) -> None:
    done = run(command, "nothing.txt", "--issued", "2011-13-41")
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.endswith("'--issued': '2011-13-41' is no day; give one as 2011-06-30\n")


@pytest.mark.parametrize("command", ["read", "add"])
def test_a_document_that_takes_too_long_is_given_up(command: str, sixth: Path) -> None:
    """One sentence, whatever the reader was at; a process of its own, as what it held is closed with it."""
    hurried = [sys.executable, "-c", "from ccwp_kg.cli import add, main; add.MOST_SECONDS = 0.02; main()"]
    done = subprocess.run([*hurried, command, sixth], check=False, capture_output=True, text=True, cwd=ROOT)
    told = "Sixth Action Plan.txt takes more than 0.02 seconds of computing; give the document of one action plan"
    assert (1, "", f"ccwp-kg: {told}\n") == (done.returncode, done.stdout, done.stderr)


def test_the_next_document_has_its_own_time(run: Run, sixth: Path) -> None:
    """The clock of one document is stopped with it."""
    with patch("ccwp_kg.cli.add.MOST_SECONDS", 10):
        assert 0 == run("read", str(sixth)).returncode
    assert (0.0, 0.0) == signal.getitimer(signal.ITIMER_PROF)
