"""The pages of the site itself, as the search finds them: each is there, and is a hit of a kind of its own."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ccwp_kg.search.index.reviewed import site_pages
from ccwp_kg.server.html.page_context import FURTHER
from ccwp_kg.server.html.rendering import NAVIGATION

HTML = {"Accept": "text/html"}


@pytest.fixture(scope="session")
def whole(release_app: Flask) -> FlaskClient:
    """The application over the release as built from this checkout."""
    return release_app.test_client()


def test_each_page_of_the_site_that_is_found_is_there(whole: FlaskClient) -> None:
    """All of the navigation among them; an address that a script could not follow has its place on the page."""
    paths = {f"/{page.path}" for page in site_pages()}
    assert paths >= {path for path, _ in (*NAVIGATION, *FURTHER)}
    for path in sorted(paths):
        answer = whole.get(path, headers=HTML)
        assert 200 == answer.status_code, path
        assert not (place := path.partition("#")[2]) or f'id="{place}"' in answer.text, path


def test_a_page_of_the_site_is_a_hit_of_a_kind_of_its_own(whole: FlaskClient) -> None:
    assert '<a href="/about#sources"' in whole.get("/search?q=licence", headers=HTML).text
    (hit,) = whole.get("/search.json?q=licence").get_json()["hits"]
    assert ("page", "http://localhost/about#sources") == (hit["type"], hit["url"])
    assert '"http://localhost/about#sources"' in whole.get("/search.csv?q=licence").text
    assert ["about#sources"] == [hit[1:] for hit in suggested(whole, "licence")]


def suggested(client: FlaskClient, typed: str) -> list[str]:
    """The paths of what is suggested."""
    return [
        url.removeprefix("http://localhost") for url in client.get(f"/search/suggest?q={typed}").get_json(force=True)[3]
    ]
