"""Without the SDK nothing points to /mcp, which says how to install it; the command says so, too."""

from __future__ import annotations

import sys

import pytest
from flask import Flask

from ccwp_kg.server import create_app
from ccwp_kg.settings import Settings
from ccwp_kg.store import EmbeddedStore
from support.commands import Run


@pytest.fixture
def bare(release_store: EmbeddedStore, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application where there is no SDK."""
    monkeypatch.setitem(sys.modules, "mcp", None)
    return create_app(release_store, settings=Settings())


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_the_address_says_how_to_install_it(method: str, bare: Flask) -> None:
    response = bare.test_client().open("/mcp", method=method, json={} if method == "POST" else None)
    assert (404, "application/problem+json") == (response.status_code, response.mimetype)
    assert "pip install 'mcp" in response.get_json()["detail"]
    assert "/tmp" not in response.get_json()["detail"]


@pytest.mark.parametrize("path", ["/", "/llms.txt"])
def test_nothing_points_there(path: str, bare: Flask) -> None:
    response = bare.test_client().get(path)
    assert (200, False) == (response.status_code, "/mcp" in response.text)


def test_the_command_says_how_to_install_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "mcp", None)
    done = run("mcp")
    assert (1, "") == (done.returncode, done.stdout)
    assert "tools for agents need the SDK mcp, which is not installed; " in done.stderr
    assert "pip install" in done.stderr
