"""The command line as people use it: help that explains, answers on standard output, one sentence for what is wrong."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pyoxigraph import DefaultGraph, parse

from ccwp_kg.formats import RDF_FORMATS, Format
from ccwp_kg.namespaces import ID
from ccwp_kg.rdf.dataset import INFERRED, NamedGraphs
from support.cases import mostly_slow
from support.commands import ROOT, Run, contents

COMMANDS = ["build", "validate", "release", "serve", "query", "export", "diff", "links", "format"]


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_help_explains_itself(command: str, run: Run) -> None:
    done = run(*command.split(), "--help")
    assert (0, "") == (done.returncode, done.stderr)
    assert "Usage: ccwp-kg" in done.stdout
    if not command:
        assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        ("n\n5.1\n5.8\n", ["--format", "csv", "SELECT ?n { ?a ccwp:readFrom ?r ; ccwp:actionNumber ?n "
                                              "FILTER NOT EXISTS { ?a ccwp:citesDocument ?d } } ORDER BY ?n"]),
        ("  from\n ────────────\n  2011-07-01\n", ["SELECT ?from { plan:5 ccwp:validFrom ?from }"]),
        ("  x\n ───\n  a\n\n  b\n\n", ["SELECT ?x { VALUES ?x { 'a' '' 'b' UNDEF } }"]),
        ("  x\n ─────────────\n  [U+001B]]0;\n", [r"SELECT ('\u001B]0;' AS ?x) {}"]),
        ("yes\n", ["ASK { plan:5 a ccwp:ActionPlan }"]),
        ("@prefix ccwp: <https://w3id.org/ccwp/ontology#> .\n@prefix plan: <https://w3id.org/ccwp/id/plan/> .\n\n"
         "plan:5\n  ccwp:ordinal 5 ;\n.\n", ["CONSTRUCT { ?p ccwp:ordinal 5 } { ?p ccwp:ordinal 5 }"]),
    ],
)  # fmt: skip
def test_query_answers(expected: str, words: list[str], run: Run, tmp_path: Path) -> None:
    """Registered prefixes need no PREFIX line; a fresh build answers where no release is at hand.

    A table has a line for each row, and no text of it steers the terminal.
    """
    done = run("query", *words, cwd=tmp_path)
    assert (expected, "", 0) == (done.stdout, done.stderr, done.returncode)


@pytest.mark.parametrize(
    ("expected", "said", "words"),
    [
        ("no\n", "plan:5 a ccwp:Action", ["ASK { plan:5 a ccwp:Action }"]),
        ("x\n", "ccwp:Pln is no term", ["--format", "csv", "SELECT ?x { ?x a ccwp:Pln }"]),
        ("", "plan:5 a ccwp:Action", ["CONSTRUCT WHERE { plan:5 a ccwp:Action }"]),
        ("", "plan:77 stands in no statement", ["DESCRIBE plan:77"]),
    ],
)
def test_query_says_why_an_answer_is_empty(
    expected: str, said: str, words: list[str], run: Run, tmp_path: Path
) -> None:
    """On standard error, beside the answer."""
    done = run("query", *words, cwd=tmp_path)
    assert (expected, 0) == (done.stdout, done.returncode)
    assert done.stderr.startswith("The answer is empty, and it is known why.\n- ")
    assert said in done.stderr


def test_query_tells_of_unknown_functions(run: Run) -> None:
    """The answer has no value from it (SPARQL 1.1 §17.6), and standard error says why."""
    done = run("query", "--format", "csv", "SELECT (ccwp:age(1) AS ?x) (xsd:integer('2') AS ?y) {}")
    assert (0, ["x,y", ",2"]) == (done.returncode, done.stdout.splitlines())
    assert done.stderr.startswith("the function ccwp:age is not known here")


def test_query_as_json_from_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_text("SELECT ?x { plan:5 ccwp:ordinal ?x }")
    done = run("query", "--format", "json", f"@{tmp_path / 'q.rq'}")
    assert "5" == json.loads(done.stdout)["results"]["bindings"][0]["x"]["value"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("there is no graph", ["export", "--graph", "nowhere"]),
        ("nothing is said about", ["export", "--entity", "plan/99"]),
        ("is not an IRI", ["export", "--entity", "plan 5"]),
        ("only reads", ["query", "INSERT DATA { <http://a.example/> a <http://b.example/> }"]),
        ("calls another endpoint", ["query", "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }"]),
        ("ends too early", ["query", "SELECT ?x WHERE { plan:5 ccwp:ordinal"]),
        ("unexpected '}'", ["query", "SELECT ?x WHERE { plan:5 ccwp:ordinal }"]),
        ("'csv' holds no graph", ["query", "--format", "csv", "DESCRIBE plan:5"]),
        ("is not a release (release.json is missing)", ["mcp", "--release", "no-such-folder"]),
        ("cannot be read as a query", ["query", "@no-such-file.rq"]),
        ("is not a release", ["query", "--release", "data", "ASK {}"]),
        ("(Connection refused); see that it runs", ["query", "--endpoint", "http://127.0.0.1:9/sparql", "ASK {}"]),
        ("is not a release", ["serve", "--release", "data", "--port", "0"]),
        ("cannot be read", ["serve", "--data", "no-such-file.ttl", "--port", "0"]),
        ("one of them", ["serve", "--release", "build", "--data", "ontology/ccwp.ttl"]),
        ("cannot be used", ["serve", "--data", "ontology/ccwp.ttl", "ontology/prefixes.ttl", "--host", "192.0.2.1"]),
    ],
)
def test_what_is_wrong_is_one_sentence(sentence: str, words: list[str], run: Run, run_process: Run) -> None:
    done = (run_process if words[0] == "serve" else run)(*words)
    assert sentence in done.stderr
    assert done.stderr.startswith("ccwp-kg: ")
    assert 1 == done.stderr.count("\n")
    assert (1, "") == (done.returncode, done.stdout)


@pytest.mark.parametrize(
    ("word", "ending"),
    [
        ("bild", "; did you mean 'build'?"),
        ("Querry", "; did you mean 'query'?"),
        ("sparql", "."),
        ("--buld", "'--buld'."),
    ],
)
def test_a_command_that_is_none_names_the_nearest(word: str, ending: str, run: Run) -> None:
    done = run(word)
    assert (2, "") == (done.returncode, done.stdout)
    assert done.stderr.rstrip().endswith(ending)


@pytest.mark.slow
def test_a_fact_that_violates_a_shape_is_never_released(run: Run, checkout: Path) -> None:
    acts = checkout / "data" / "curated" / "acts.ttl"
    acts.write_text(
        acts.read_text(encoding="utf-8") + "\n<https://w3id.org/ccwp/id/plan/5> "
        "<https://w3id.org/ccwp/ontology#validUntil> "
        '"2001-01-01"^^<http://www.w3.org/2001/XMLSchema#date> .\n',
        encoding="utf-8",
    )
    done = run("release", "--out", "out", root=checkout)
    assert 1 == done.returncode
    assert "nothing was released" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (checkout / "out").exists()
    assert 1 == run("validate", root=checkout).returncode


@pytest.mark.parametrize(
    "content", [b"", b"\x00\x01\x02", b"\xff\xfe broken", b"A shopping list: milk, bread, eggs.\n" * 9]
)
def test_a_document_that_is_none_is_refused(content: bytes, run: Run, checkout: Path) -> None:
    """Empty, binary, not UTF-8, unrelated: cause and cure, no traceback, data/generated untouched."""
    import hashlib
    import re

    manifest = checkout / "data" / "sources" / "sources.ttl"
    digest = hashlib.sha256(content).hexdigest()
    manifest.write_text(re.sub(r'sha256 "[0-9a-f]{64}"', f'sha256 "{digest}"', manifest.read_text(encoding="utf-8")))
    (checkout / "data" / "sources" / "fifth-action-plan.txt").write_bytes(content)
    before = {path.name: path.read_bytes() for path in (checkout / "data" / "generated").iterdir()}
    done = run("build", root=checkout)
    assert 1 == done.returncode
    assert done.stderr.startswith("ccwp-kg: ")
    assert 1 == done.stderr.count("\n")
    assert before == {path.name: path.read_bytes() for path in (checkout / "data" / "generated").iterdir()}


def test_an_unwritable_target_is_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("release", "--out", str(tmp_path / "file" / "release"))
    assert 1 == done.returncode
    assert "cannot be written" in done.stderr
    assert 1 == done.stderr.count("\n")


@pytest.mark.slow
def test_an_ended_release_leaves_the_old_one_and_nothing_else(run: Run, tmp_path: Path) -> None:
    """SIGTERM in the middle of writing: the old folder as it was, no half-made one beside it."""
    target = tmp_path / "release"
    assert 0 == run("release", "--out", str(target)).returncode
    before = contents(target)
    process = subprocess.Popen(
        [sys.executable, "-m", "ccwp_kg", "release", "--out", str(target)], cwd=ROOT, stderr=subprocess.PIPE
    )
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) == 1 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert 2 == len(list(tmp_path.iterdir()))
    process.terminate()
    process.communicate(timeout=30)
    assert 143 == process.returncode
    assert ["release"] == [path.name for path in tmp_path.iterdir()]
    assert before == contents(target)


def test_progress_is_drawn_on_a_terminal_only(run: Run, tmp_path: Path) -> None:
    """A bar with the step in words where somebody watches, nothing but the result where output is piped."""
    done = run("build", "--check")
    assert 1 == done.stderr.count("\n")
    watcher, terminal = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "ccwp_kg", "build", "--check"],
        cwd=ROOT,
        stderr=terminal,
        env={**os.environ, "TERM": "xterm"},
    )
    os.close(terminal)
    seen = b""
    try:
        while piece := os.read(watcher, 4096):
            seen += piece
    except OSError:  # Linux ends a terminal's output with EIO
        assert process.wait(timeout=30) == 0
    os.close(watcher)
    assert b"applying rules" in seen


def test_build_check_finds_a_generated_file_that_was_edited(run: Run, checkout: Path) -> None:
    """Graphs and the rich module alike: edited, missing or left over, with name and line; a build puts it right."""
    rich, inferred = checkout / "ontology" / "rich.ttl", checkout / "data" / "generated" / "inferred.ttl"
    content = rich.read_bytes()
    rich.write_bytes(content.replace(b"owl:FunctionalProperty", b"owl:SymmetricProperty", 1))
    inferred.unlink()
    (checkout / "data" / "generated" / "source-gone.ttl").write_bytes(b"")
    done = run("build", "--check", root=checkout)
    assert 1 == done.returncode
    for told in ("rich.ttl (first at line ", "inferred.ttl (missing)", "source-gone.ttl (not made by this build)"):
        assert told in done.stderr
    assert 0 == run("build", root=checkout).returncode
    assert content == rich.read_bytes()
    assert 0 == run("build", "--check", root=checkout).returncode


def test_format_check_finds_a_file_out_of_form(run: Run, checkout: Path) -> None:
    assert 0 == run("format", "--check", root=checkout).returncode
    acts = checkout / "data" / "curated" / "acts.ttl"
    content = acts.read_bytes()
    acts.write_bytes(content.replace(b"\n  a ", b"\n   a ", 1))
    done = run("format", "--check", root=checkout)
    assert (1, True) == (done.returncode, "acts.ttl" in done.stderr)
    assert 0 == run("format", root=checkout).returncode
    assert content == acts.read_bytes()


def test_the_package_runs_from_anywhere(run_process: Run, tmp_path: Path) -> None:
    done = run_process("export", "--entity", "plan/5/action/5.4", "--format", "ntriples", cwd=tmp_path)
    assert 0 == done.returncode
    lines = done.stdout.splitlines()
    assert lines
    assert all(line.startswith("<https://w3id.org/ccwp/id/plan/5/action/5.4") for line in lines)


def test_nothing_in_the_environment_is_needed(run_process: Run) -> None:
    assert ROOT.is_dir()
    assert "CCWP_PORT" not in os.environ
    assert 0 == run_process("--version").returncode


@pytest.mark.parametrize("form", RDF_FORMATS, ids=lambda form: form.name)
@pytest.mark.parametrize("part", mostly_slow([["--entity", "plan/5/action/5.4"], [], ["--graph", "inferred"]]))
def test_an_export_parses_back(
    form: Format, part: list[str], run: Run, dataset: NamedGraphs, tmp_path: Path, *, with_a_past: Path
) -> None:
    """Everything, one graph or one entity, in every format; formats with graphs keep them."""
    target = tmp_path / f"out.{form.suffix}"
    assert 0 == run("export", "--format", form.name, *part, "--out", str(target), root=with_a_past).returncode
    quads = list(parse(path=str(target), format=form.rdf))
    if not part:
        expected = sum(map(len, dataset.graphs.values())) if form.holds_graphs else len(dataset.merged())
    elif "inferred" in part:
        expected = len(dataset.graphs[INFERRED])
    else:
        iri = f"{ID}plan/5/action/5.4"
        about = {q for q in dataset.quads() if q.subject.value == iri or q.subject.value.startswith(f"{iri}/")}
        expected = len(about if form.holds_graphs else {quad.triple for quad in about})
    assert expected == len(set(quads))
    assert form.holds_graphs is any(quad.graph_name != DefaultGraph() for quad in quads)
