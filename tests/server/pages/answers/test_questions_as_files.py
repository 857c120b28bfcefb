"""Questions in a site of files: each with a value of its first field, and what needs a server says so."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ccwp_kg.server.pages.questions import MOST_VALUES
from ccwp_kg.server.static_site.app import FileAddresses, build_static_app, open_static_site
from support.commands import ROOT

TEMPLATES = sorted(path.stem for path in (ROOT / "web" / "questions").glob("*.toml"))
Files = tuple[FlaskClient, FileAddresses]


@pytest.fixture(scope="module")
def files(published: Path) -> Files:
    site = open_static_site(published, base_url="https://plans.example")
    addresses = FileAddresses(site)
    return build_static_app(site, addresses).test_client(), addresses


def page(files: Files, path: str) -> str:
    response = files[0].get(path, headers={"Accept": "text/html"})
    assert response.status_code == 200, path
    return response.text


def values_of(files: Files, slug: str) -> list[str]:
    return [
        unescape(each)
        for each in re.findall(rf'<a href="(/questions/{slug}\?[^"]+)"', page(files, f"/questions/{slug}"))
    ]


def test_each_question_is_written_with_the_values_of_its_first_field(files: Files) -> None:
    """At most 300 in all, each a file of its own, the same in each run."""
    paths = {slug: values_of(files, slug) for slug in TEMPLATES}
    every = [path for of in paths.values() for path in of]
    assert all(len(of) >= 3 for of in paths.values()), {slug: len(of) for slug, of in paths.items()}
    assert 100 < len(every) <= MOST_VALUES
    names = {files[1].file(path) for path in every}
    assert len(names) == len(every)
    assert None not in names
    assert "/questions/actions-of-body.body-organisation-europol.html" in names


@pytest.mark.parametrize("slug", TEMPLATES)
def test_a_page_with_a_value_is_whole(files: Files, slug: str) -> None:
    """It answers, without a form that nothing would take, and says what needs a server."""
    path = values_of(files, slug)[0]
    written = page(files, path)
    assert '<p class="lead answered">' in written
    assert 'class="slots"' not in written
    assert "/sparql?" not in written
    assert "start a" in written
    assert written == page(files, path)


def test_the_answers_of_the_catalogue_are_there(files: Files) -> None:
    listed = re.findall(r'<a href="(/questions/[a-z0-9-]+)">', page(files, "/questions"))
    assert len(set(listed)) == len(TEMPLATES) + len([*(ROOT / "web" / "queries").glob("*.rq")])
    assert "for its answer as CSV or JSON" in page(files, listed[-1])
