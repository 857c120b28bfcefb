"""The file of answers: what a spreadsheet saves is read, nothing in it is computed, nonsense has one sentence."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccwp_kg.errors import ReviewRefused
from ccwp_kg.review.answers import ANSWERED, GIVEN, Decision, decisions_of, review_as_csv, rows_of
from ccwp_kg.review.review_lines import ReviewLine

FORMULAS = ["- COM (DG TAXUD),", "=1+1", "+49", "@SUM(A1)", "'=x", "''=x", "＝1", " =1", "-1", "'- COM"]
COMPUTED = ["1.1.2013", "16103/12", "12 September", "19 November 2012", "June 2013", "2013-01-01", "6.1", "1e5"]
HARMLESS = ["Europol", "a\r\nb", 'say "no"; or, yes', "’tis", "it's", "6.1 title", "OJ C 5, 7.1.2012, p. 1"]


def line(printed: str, key: str = "6.1 title") -> ReviewLine:
    return ReviewLine(key, "action/6.1/title", 4, printed, printed, "read")


def written(*lines: ReviewLine) -> list[list[str]]:
    return list(csv.reader(io.StringIO(review_as_csv(lines), newline="")))


def rewritten(rows: list[list[str]], *, delimiter: str = ",", end: str = "\n", head: str = "") -> bytes:
    """The rows as a spreadsheet saves them."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end).writerows(rows)
    return (head + text.getvalue()).encode()


@pytest.mark.parametrize("text", [*FORMULAS, *COMPUTED])
def test_what_a_spreadsheet_would_compute_is_written_as_text(text: str) -> None:
    cell = written(line(text))[1][GIVEN.index("printed")]
    assert cell == f"'{text}"
    assert text.strip() == rows_of(review_as_csv([line(text)]).encode(), "x.csv")[0][1]["printed"]


@pytest.mark.parametrize("text", HARMLESS)
def test_other_words_stand_as_they_are(text: str) -> None:
    assert text == written(line(text))[1][GIVEN.index("printed")]


@pytest.mark.parametrize(
    "text", ["'" * 2_000, "'" * 2_000 + "=1", "'" * 2_000 + "tis"], ids=["alone", "a formula", "words"]
)
def test_any_number_of_apostrophes_is_read_as_it_was(text: str) -> None:
    assert text == rows_of(review_as_csv([line(text)]).encode(), "x.csv")[0][1]["printed"]


@pytest.mark.parametrize("piece", ["7", " 7", "7a", "a", " ", "'"])
def test_a_long_cell_takes_time_by_its_length(piece: str) -> None:
    begun = time.process_time()
    review_as_csv([line(f"7{piece * 100_000}/x")])
    review_as_csv([line(f"{piece * 100_000}/x")])
    assert time.process_time() - begun < 1


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_no_words_are_lost_and_none_are_a_formula(text: str) -> None:
    row = written(line(text))[1]
    assert not row[GIVEN.index("printed")].lstrip(" ").startswith(tuple("=+-@\t\r"))
    assert not row[GIVEN.index("read as")].lstrip(" ").startswith(tuple("=+-@\t\r"))
    assert text.strip() == rows_of(review_as_csv([line(text)]).encode(), "x.csv")[0][1]["printed"]


@pytest.mark.parametrize(
    "options",
    [{}, {"delimiter": ";", "head": "\ufeff", "end": "\r\n"}, {"delimiter": "\t"}, {"head": "\ufeff", "end": "\r\n"}],
)
def test_what_a_spreadsheet_saves_is_read(options: dict[str, str]) -> None:
    rows = written(line("- COM;\nOLAF"), line("x", "6.2 title"))
    rows[1][-5:] = ["Change", "-\nEuropol", "curator; reviewer", "28.11.2026", "Misread."]
    rows[0] = [name.capitalize() for name in rows[0]]
    (decision,) = decisions_of(rows_of(rewritten(rows, **options), "x.csv"), "x.csv")
    assert decision == Decision(
        2, "6.1 title", "- COM;\nOLAF", "change", "-\nEuropol", "curator", "reviewer", date(2026, 11, 28), "Misread."
    )
    assert decision.is_on(line("- COM; OLAF"))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_saves_what_is_read(tmp_path: Path) -> None:
    """Through a sheet and back, every cell is what it was: nothing was computed, no day or number was recognised."""
    lines = [line(text, f"6.{at} title") for at, text in enumerate([*FORMULAS, *COMPUTED, *HARMLESS])]
    (tmp_path / "plan.review.csv").write_text(review_as_csv(lines), encoding="utf-8-sig", newline="")
    for form in ("ods", "csv:Text - txt - csv (StarCalc):59,34,76"):
        name = "plan.review.csv" if form == "ods" else "plan.review.ods"
        command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", form]
        subprocess.run([*command, "--outdir", tmp_path, tmp_path / name], check=True, capture_output=True, timeout=110)
    rows = rows_of((tmp_path / "plan.review.csv").read_bytes(), "plan.review.csv")
    assert [" ".join(each.printed.split()) for each in lines] == [" ".join(row["printed"].split()) for _, row in rows]


def answered(**answers: str) -> Callable[[list[list[str]]], None]:
    def answer(rows: list[list[str]]) -> None:
        given = {"verdict": "right", "role": "curator", "day": "2026-11-28"} | answers
        rows[1][len(GIVEN) :] = [given.get(name, "") for name in ANSWERED]

    return answer


def headed(change: Callable[[list[str]], object]) -> Callable[[list[list[str]]], None]:
    def head(rows: list[list[str]]) -> None:
        change(rows[0])

    return head


@pytest.mark.parametrize(
    ("sentence", "spoil"),
    [
        (
            "x.csv, line 2: “perhaps” is no verdict on 6.1 title; write right, change or drop",
            answered(verdict="perhaps"),
        ),
        ("x.csv, line 2: “new” is no verdict on 6.1 title", answered(verdict="new")),
        ("x.csv, line 2: the verdict right has no role; say who decided", answered(role="")),
        ("x.csv, line 2: the verdict right has no day; write the day", answered(day="")),
        ("x.csv, line 2: “2026-02-30” is no day; write it as 2026-11-28", answered(day="2026-02-30")),
        ("x.csv, line 2: “11/28/2026” is no day", answered(day="11/28/2026")),
        ("x.csv, line 2: “Ms Example” is no role", answered(role="Ms Example")),
        ("x.csv, line 2: “curator; curator” is no role", answered(role="curator; curator")),
        ("x.csv, line 2: the verdict change has no value", answered(verdict="change", why="x")),
        ("x.csv, line 2: the verdict drop has no reason", answered(verdict="drop")),
        ("x.csv, line 2: the verdict right takes no value", answered(value="Another")),
        ("x.csv, line 2: a value and no verdict; write change", answered(verdict="", value="Another")),
        ("x.csv, line 3: “6.1 title” stands in line 2 already", lambda rows: rows.append(rows[1])),
        ("x.csv, line 3: the key is missing", lambda rows: rows.append(["", *rows[1][1:]])),
        ("x.csv, line 3: more cells than columns", lambda rows: rows.append([*rows[1], "more"])),
        ("x.csv, line 1: there is no column “note”", headed(lambda head: head.append("note"))),
        ("x.csv, line 1: the column “verdict” is missing", headed(lambda head: head.remove("verdict"))),
    ],
)
def test_nonsense_has_one_sentence(sentence: str, spoil: Callable[[list[list[str]]], None]) -> None:
    rows = written(line("Words"))
    spoil(rows)
    with pytest.raises(ReviewRefused) as refused:
        decisions_of(rows_of(rewritten(rows), "x.csv"), "x.csv")
    assert str(refused.value).startswith(sentence)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("sentence", "content"),
    [
        ("x.csv is empty", b""),
        ("x.csv, line 2: not in UTF-8", b"key,printed\nM\xfcller"),
        ("x.csv, line 1: there is no column “plan”", b"plan,title\n5,x"),
        ("x.csv, line 1: there is no column “pk", b"PK\x03\x04\x00\x00"),
        ("x.csv, line 2: this is no CSV", review_as_csv([line("Words")]).partition("Words")[0].encode()),
        ("x.csv, line 2: this is no CSV", review_as_csv([line("x" * 200_000)]).encode()),
    ],
)
def test_another_file_has_one_sentence(sentence: str, content: bytes) -> None:
    with pytest.raises(ReviewRefused) as refused:
        rows_of(content, "x.csv")
    assert str(refused.value).startswith(sentence)


def test_the_line_is_that_of_the_file() -> None:
    """Cells with line breaks do not shift it."""
    rows = written(line("a\nb\nc"), line("x", "6.2 title"))
    rows[2][-5] = "perhaps"
    with pytest.raises(ReviewRefused, match=r"^x\.csv, line 7: “perhaps”"):
        decisions_of(rows_of(rewritten(rows), "x.csv"), "x.csv")
