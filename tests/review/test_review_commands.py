"""A review on the command line: written, answered, read again, added; what no longer fits changes nothing."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from review.invented_plan import FRONT, ROWS, sixth_plan
from support.commands import call_command, contents

ADD = ("--plan", "6", "--yes", "--review", "plan.review.csv")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder with the plan."""
    (tmp_path / "plan.pdf").write_bytes(sixth_plan())
    return tmp_path


def write(place: Path, root: Path, *words: str) -> str:
    done = call_command("read", "plan.pdf", "--plan", "6", "--review", "plan.review.csv", *words, root=root, cwd=place)
    assert 0 == done.returncode, done.stderr
    return done.stdout + done.stderr


def answer(place: Path, answers: dict[str, tuple[str, str]], *, others: bool = True) -> None:
    """Give verdicts and values by keys; with `others` all other lines are right, names as they are proposed."""
    path = place / "plan.review.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        is_name = row["key"].startswith(("body ", "code "))
        usual = ("new" if is_name else "right", row["value"]) if others else ("", row["value"])
        verdict, value = answers.pop(row["key"], usual)
        given = {"verdict": verdict, "value": value, "role": "curator", "day": "2026-11-28", "why": "Invented."}
        row.update(given if verdict else {})
    assert {} == answers
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)


def ask(root: Path, question: str) -> list[str]:
    told = json.loads(call_command("query", "--format", "json", question, root=root).stdout)
    return [row["x"]["value"] for row in told["results"]["bindings"]]


@pytest.mark.slow
def test_every_kind_of_answer_is_built_valid_and_applied(checkout: Path, place: Path) -> None:
    write(place, checkout)
    answer(
        place,
        {
            "6.1 title": ("change", "To compare controls of boats"),
            "6.1 objectives 1": ("change", "2"),
            "6.1 indicators 2": ("change", "Report presented"),
            "6.1 parties 1": ("change", "COM; WCO"),
            "6.1 citation 1": ("drop", ""),
            "6.2 parties 1": ("drop", ""),
            "6.2 indicators 1": ("drop", ""),
            "plan valid-until": ("change", "2014-07-31"),
            "body HDG": ("same-as", "CCWP"),
            "body GENVAL": ("right", ""),
        },
    )
    assert "To be added: nothing stands against it\n" in write(place, checkout)
    done = call_command("add", "plan.pdf", *ADD, root=checkout, cwd=place)
    assert (0, "data/sources/st-8112-2012-init.txt added, 2 actions built\n") == (done.returncode, done.stderr)
    for words in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*words, root=checkout)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
    kept = call_command("corrections", root=checkout)
    assert kept.stdout.count("Applied: ") == kept.stdout.count("\n") > 10
    assert ["To compare controls of boats"] == ask(
        checkout, "SELECT ?x { ?a ccwp:actionNumber '6.1' ; dcterms:title ?x }"
    )
    assert ["2014-07-31"] == ask(checkout, "SELECT ?x { plan:6 ccwp:validUntil ?x }")
    parties = ask(
        checkout,
        "SELECT ?x { ?a ccwp:actionNumber '6.1' ; ccwp:concernsParty/skos:prefLabel ?x FILTER(LANG(?x)='en') }",
    )
    assert {
        "European Commission",
        "World Customs Organization",
        "Interpol",
        "Customs Cooperation Working Party",
    } == set(parties)
    assert ["2"] == ask(
        checkout, "SELECT (COUNT(*) AS ?x) { ?a ccwp:actionNumber '6.2' ; ccwp:hasPartyInvolvement ?p }"
    )
    assert ["0"] == ask(checkout, "SELECT (COUNT(*) AS ?x) { ?a ccwp:actionNumber '6.2' ; ccwp:hasIndicator ?p }")


@pytest.mark.slow
def test_answers_are_kept_where_they_fit(checkout: Path, place: Path) -> None:
    """The plan comes anew, with other words in one cell: that answer is told of, and stands in the file as it was."""
    write(place, checkout)
    answer(place, {"6.1 outcomes 2": ("change", "Indicators"), "6.1 title": ("right", "")}, others=False)
    given = (place / "plan.review.csv").read_bytes()
    assert "plan.review.csv: 2 answers kept\n" in write(place, checkout)
    rows = [list(ROWS[0]), ROWS[1]]
    rows[0][3] = rows[0][3].replace("risk indicators", "indicators of risk")
    (place / "plan.pdf").write_bytes(sixth_plan(rows=rows))
    (place / "plan.review.csv").write_bytes(given)
    told = write(place, checkout)
    assert "“6.1 outcomes 2” has other words now (“(2) Agreed list of indicators of risk.”); decide on them anew" in (
        " ".join(told.split())
    )
    assert (
        "plan.review.csv: 1 answer kept, 1 fit no line now (the first: 6.1 outcomes 2); "
        "the file as it was is plan.review.before.csv\n"
    ) in told
    assert given == (place / "plan.review.before.csv").read_bytes()
    assert (place / "plan.review.csv").read_text(encoding="utf-8-sig").count('"Invented."') == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sentence", "answers", "spoil"),
    [
        (
            "plan.review.csv, line 27: “6.1 outcomes 2” has other words now",
            {"6.1 outcomes 2": ("right", "")},
            lambda text: text.replace("(2) Agreed", "(2) Other"),
        ),
        (
            "plan.review.csv, line 21: nothing with the key “6.9 title” is read now; take the line out",
            {"6.1 title": ("right", "")},
            lambda text: text.replace("6.1 title", "6.9 title"),
        ),
        ("(6.1 parties 1): “Nobody” names no party that is known", {"6.1 parties 1": ("change", "Nobody")}, str),
        ("(body GENVAL): write the value as kind; name", {"body GENVAL": ("new", "club; GENVAL")}, str),
        ("1 line has a problem and no verdict: plan title", {"6.1 title": ("right", "")}, str),
        ("is no verdict on 6.1 title", {"6.1 title": ("perhaps", "")}, str),
        ("there is no column “extra”", {}, lambda text: text.replace("key,page", "key,extra")),
    ],
)
def test_what_cannot_be_carried_out_changes_nothing(
    sentence: str, answers: dict[str, tuple[str, str]], spoil: object, checkout: Path, place: Path
) -> None:
    write(place, checkout)
    answer(place, dict(answers), others=False)
    path = place / "plan.review.csv"
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    before = contents(checkout / "data")
    done = call_command("add", "plan.pdf", *ADD, root=checkout, cwd=place)
    assert (1, "") == (done.returncode, done.stdout)
    assert sentence in done.stderr
    assert before == contents(checkout / "data")
    assert not list(checkout.glob(".data*"))


def test_another_file_is_not_overwritten(checkout: Path, place: Path) -> None:
    (place / "plan.review.csv").write_text("name,price\nx,1\n", encoding="utf-8")
    (place / "plan.txt").write_text("notes", encoding="utf-8")
    for name, sentence in (
        ("plan.review.csv", "plan.review.csv, line 1: there is no column “name”"),
        ("plan.txt", "plan.txt is no file of a review; let its name end in .csv or .html, such as plan.review.csv"),
    ):
        before = contents(place)
        done = call_command("read", "plan.pdf", "--review", name, root=checkout, cwd=place)
        assert 1 == done.returncode
        assert done.stderr.startswith(f"ccwp-kg: {sentence}")
        assert before == contents(place)


@pytest.mark.slow
def test_names_that_no_list_has_are_taken_as_proposed(checkout: Path, place: Path) -> None:
    words = ("plan.pdf", "--plan", "6", "--accept-problems")
    told = call_command("read", *words, root=checkout, cwd=place).stdout
    assert told.startswith(
        "To be added: nothing stands against it\n  new body: GENVAL → data/curated/organisations.ttl\n"
    )
    assert "new body" not in call_command("read", *words, "--accept-new", root=checkout, cwd=place).stdout
    done = call_command("add", *words, "--accept-new", "--yes", root=checkout, cwd=place)
    assert (0, "data/sources/st-8112-2012-init.txt added, 2 actions built\n") == (done.returncode, done.stderr)
    assert done.stdout.startswith("  organisation/genval → data/curated/organisations.ttl\n")
    curated = (checkout / "data" / "curated" / "organisations.ttl").read_text(encoding="utf-8")
    assert "body:universal-postal-union\n  a ccwp:Organisation ;" in curated


@pytest.mark.slow
def test_another_number_than_the_printed_one_is_questioned(checkout: Path, place: Path) -> None:
    words = ("plan.pdf", "--plan", "6", "--document", "8113/12", "--accept-new", "--review", "plan.review.csv")
    write(place, checkout)
    answer(place, {})
    before = contents(checkout / "data")
    done = call_command("add", *words, "--yes", root=checkout, cwd=place)
    assert "the document prints the number 8112/12, not 8113/12; leave --document out" in done.stderr
    assert before == contents(checkout / "data")


@pytest.mark.parametrize("form", ["pdf", "txt"])
def test_the_text_has_the_characters_that_offsets_count(form: str, checkout: Path, place: Path) -> None:
    if form == "txt":
        (place / "plan.txt").write_bytes(f"{FRONT}\r\nAn ä\u00a0end".replace("\n\n", "\r\n\r\n").encode())
    done = call_command("text", f"plan.{form}", root=checkout, cwd=place)
    assert (0, "") == (done.returncode, done.stderr)
    if form == "txt":
        assert (place / "plan.txt").read_text(encoding="utf-8") == done.stdout
        return
    told = json.loads(call_command("read", "plan.pdf", "--format", "json", root=checkout, cwd=place).stdout)
    assert len(done.stdout) == told["source"]["characters"]
    start, end = told["actions"][0]["title"]["spans"][0]
    assert "To compare controls of" in done.stdout[start:end]


@pytest.mark.slow
def test_words_that_no_document_prints_are_warned_of(checkout: Path, place: Path) -> None:
    """They hold, and are told as corrected; `add` and each build warn of them until a second person agrees."""
    write(place, checkout)
    answer(
        place,
        {
            "6.1 title": ("change", "To measure invented vessels"),
            "6.1 outcomes 1": ("change", "Better knowledge of boats"),
            "6.1 outcomes 2": ("change", "list of risk indicators"),
            "6.2 parties 1": ("change", "WCO"),
        },
    )
    added = call_command("add", "plan.pdf", *ADD, root=checkout, cwd=place)
    assert 0 == added.returncode, added.stderr
    told = (
        "warning: data/sources/st-8112-2012-init.txt, action 6.1 of plan 6, title: “To measure invented vessels” holds "
        "by correction/st-8112-2012-init/action-6.1-title and is printed nowhere; write it as it is printed, or let a "
        "second person agree (ccwp:reviewerRole), in data/corrections\n"
    )
    for done in (added, call_command("build", root=checkout)):
        assert (1, 1) == (done.stderr.count(told), done.stderr.count("printed nowhere")), done.stderr
    listed = call_command("corrections", root=checkout).stdout
    assert "action-6.1-title: dcterms:title of plan/6/action/6.1. Applied: " in listed
    file = checkout / "data" / "corrections" / "st-8112-2012-init.ttl"
    agreed = 'ccwp:reviewerRole "reviewer" ;\n  ccwp:sha256'
    file.write_text(file.read_text(encoding="utf-8").replace("ccwp:sha256", agreed), encoding="utf-8")
    assert "printed nowhere" not in call_command("build", root=checkout).stderr


@pytest.mark.slow
def test_a_later_version_of_a_corrected_plan_is_added(checkout: Path, place: Path) -> None:
    """What was corrected in the first version is set aside with it, even where the later one lacks the part."""
    write(place, checkout)
    answer(
        place,
        {
            "6.1 title": ("change", "To compare controls of boats"),
            "6.1 outcomes 2": ("change", "List of risk indicators"),
            "6.2 objectives 1": ("change", "1"),
            "6.2 parties 1": ("drop", ""),
            "plan valid-until": ("change", "2014-07-31"),
        },
    )
    done = call_command("add", "plan.pdf", *ADD, root=checkout, cwd=place)
    assert 0 == done.returncode, done.stderr
    rows = [list(ROWS[0]), ROWS[1]]
    rows[0][3] = "(1) Better knowledge of the routes of pleasure boats."
    (place / "plan.pdf").write_bytes(sixth_plan(front=FRONT.replace("8112/12", "8112/1/12 REV 1"), rows=rows))
    words = ("--plan", "6", "--yes", "--accept-problems", "--accept-new")
    done = call_command("add", "plan.pdf", *words, root=checkout, cwd=place)
    assert (0, "data/sources/st-8112-2012-rev-1.txt added, 2 actions built\n") == (done.returncode, done.stderr)
    for command in (["build", "--check"], ["validate"], ["format", "--check"]):
        checked = call_command(*command, root=checkout)
        assert 0 == checked.returncode, checked.stdout + checked.stderr
        assert "correction/" not in checked.stdout + checked.stderr
    kept = call_command("corrections", root=checkout)
    assert kept.stdout.count(". Set aside: ") == kept.stdout.count("\n") > 5
    title = "{ ?a ccwp:actionNumber '6.1' ; dcterms:title ?x }"
    assert ["To compare controls of pleasure boats in small harbours"] == ask(checkout, f"SELECT ?x {title}")
    aside = "graph:aside\\/st-8112-2012-init"
    assert ["To compare controls of boats"] == ask(checkout, f"SELECT ?x {{ GRAPH {aside} {title} }}")
    linked = f"SELECT (COUNT(?c) AS ?x) {{ GRAPH {aside} {{ ?a ccwp:hasCorrection ?c }} }}"
    assert [str(kept.stdout.count("\n"))] == ask(checkout, linked)


@pytest.mark.slow
def test_a_problem_that_was_answered_is_told_no_more(checkout: Path, place: Path) -> None:
    """The answers stay beside the text, as they were given; a problem without one, or at other words, is told."""
    write(place, checkout)
    answer(place, {})
    given = (place / "plan.review.csv").read_bytes()
    done = call_command("add", "plan.pdf", *ADD, root=checkout, cwd=place)
    assert 0 == done.returncode, done.stderr
    kept = checkout / "data" / "sources" / "st-8112-2012-init.review.csv"
    assert given == kept.read_bytes()
    assert "warning: " not in call_command("build", root=checkout).stderr
    lines = given.decode("utf-8").splitlines(keepends=True)
    (title,) = (line for line in lines if line.startswith("plan title,"))
    warning = "warning: data/sources/st-8112-2012-init.txt, characters 155 to 251: plan: no work areas found"
    for changed in ("", title.replace("Sixth", "Seventh")):
        kept.write_bytes(given.replace(title.encode(), changed.encode()))
        assert 1 == call_command("build", root=checkout).stderr.count(warning)
    kept.write_bytes(given.replace(b"right", b"perhaps"))
    told = call_command("build", root=checkout)
    assert 1 == told.returncode
    assert "st-8112-2012-init.review.csv, line 2: “perhaps” is no verdict" in told.stderr


@pytest.mark.slow
def test_answers_to_a_plan_that_was_taken_out_answer_nothing(checkout: Path, place: Path) -> None:
    """It is added again under its name, without a review: the file that was left behind goes."""
    kept = checkout / "data" / "sources" / "st-8112-2012-init.review.csv"
    kept.write_text("left behind", encoding="utf-8")
    words = ("--plan", "6", "--yes", "--accept-problems", "--accept-new")
    done = call_command("add", "plan.pdf", *words, root=checkout, cwd=place)
    assert 0 == done.returncode, done.stderr
    assert not kept.exists()
    assert "no work areas found" in call_command("build", root=checkout).stderr


@pytest.mark.slow
def test_what_is_to_be_answered_is_counted_once(checkout: Path, place: Path) -> None:
    """A body that no list has is a problem as well: terminal, page and file have one line of it, and one count."""
    front = FRONT.replace("forward it to CATS for", "forward it to the Harbour Committee for")
    (place / "plan.pdf").write_bytes(sixth_plan(front=front))
    told = write(place, checkout, "--review", "plan.review.html")
    assert "57 lines, 2 with a problem, 6 names that no list has\n" in told
    assert "  2 problems are reported; answer them in a review" in told
    page = (place / "plan.review.html").read_text(encoding="utf-8")
    counts = re.findall(r'<a href="#(problems|unknown|doubtful|rest)"><b>(\d+)</b>', page)
    assert [("problems", "2"), ("unknown", "6")] == counts[:2]
    assert 57 == sum(int(count) for _, count in counts) == page.count("<article ")
    with (place / "plan.review.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    problems = [row["key"] for row in rows if row["doubt"].startswith("problem: ")]
    names = [row["key"] for row in rows if row["state"] == "unknown" and row["key"] not in problems]
    assert (57, ["plan title", "body Harbour Committee"], 6) == (len(rows), problems, len(names))
    answer(place, {"plan title": ("right", "")}, others=False)
    assert "1 line has a problem and no verdict: body Harbour Committee; answer in" in write(place, checkout)
    answer(place, {"body Harbour Committee": ("right", "")}, others=False)
    assert "To be added: nothing stands against it\n" in write(place, checkout)
