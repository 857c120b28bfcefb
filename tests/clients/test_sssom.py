"""The links to vocabularies elsewhere, in SSSOM, are what the tool of its own project takes."""

from __future__ import annotations

import json
from pathlib import Path

from support.clients.installed import output_of, python_of, run_python
from support.serving import Server


def downloaded(server: Server, folder: Path) -> Path:
    """The file as a reader gets it."""
    status, headers, body = server.ask("GET", "/dumps/links.sssom.tsv")
    assert (200, "text/tab-separated-values; charset=utf-8") == (status, headers["content-type"])
    target = folder / "links.sssom.tsv"
    target.write_bytes(body)
    return target


def test_it_is_valid(server: Server, tmp_path: Path) -> None:
    """Schema, prefixes and names: a prefix with a hyphen is refused."""
    tool = python_of("sssom").with_name("sssom")
    assert "rror" not in output_of([str(tool), "validate", str(downloaded(server, tmp_path))])


READ = """
import json, sys
from sssom.parsers import parse_sssom_table
print(json.dumps(parse_sssom_table(sys.argv[1]).df[["subject_id", "predicate_id", "object_id"]].values.tolist()))
"""


def test_it_is_read_whole(server: Server, tmp_path: Path) -> None:
    """Each mapping that the endpoint knows is there once."""
    read = json.loads(run_python("sssom", READ, str(downloaded(server, tmp_path))))
    count = "SELECT (COUNT(*) AS ?n) { ?record a <http://www.w3.org/2002/07/owl#Axiom> }"
    told = json.loads(server.query(count, accept="application/sparql-results+json")[2])
    assert int(told["results"]["bindings"][0]["n"]["value"]) == len({tuple(row) for row in read}) == len(read) > 100
