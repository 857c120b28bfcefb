"""The page for operators names the settings, metrics and outcomes that the program has, no more and no fewer."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest

from ccwp_kg.server.site.metrics import OUTCOMES, Metrics
from ccwp_kg.settings import PREFIX, Settings
from support.commands import ROOT

PAGE = ROOT / "docs" / "deploy.md"
NGINX = ROOT / "docs" / "deploy" / "nginx.conf"
UNIT = ROOT / "docs" / "deploy" / "ccwp-kg.service"


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_settings_are_those_of_the_program(page: str) -> None:
    """Every setting once, in the order of the table in the program, with its default."""
    rows = re.findall(r"^\| `(CCWP_\w+)` \| (?:`(.+?)`|empty) \| \S.* \|$", page, re.MULTILINE)
    assert [(PREFIX + field.name.upper(), str(field.default)) for field in fields(Settings)] == rows


def test_metrics_are_those_of_the_program(page: str) -> None:
    """Every family once, by the name that Prometheus sees."""
    text = Metrics().exposition(gauges={"statements": ("", 0.0)})[0].decode()
    families = {name.removesuffix("_total") for name in re.findall(r"^# TYPE (\w+)", text, re.MULTILINE)}
    rows = re.findall(r"^\| `(ccwp_\w+?)(?:_total)?(?:\{[a-z,]+\})?` \|", page, re.MULTILINE)
    assert sorted(families) == sorted(rows)
    assert ", ".join(OUTCOMES) in page


def test_numbers_fit_together(page: str) -> None:
    """What nginx and systemd state fits the defaults of the server (the waits: a query may wait, then run)."""
    told = Settings()
    nginx, unit = NGINX.read_text(encoding="utf-8"), UNIT.read_text(encoding="utf-8")
    assert [str(told.max_request_bytes)] == re.findall(r"client_max_body_size (\w+);", nginx)
    assert [f"127.0.0.1:{told.port}"] == re.findall(r"^    server (\S+);", nginx, re.MULTILINE)
    (wait,) = re.findall(r"proxy_read_timeout (\d+)s;", nginx)
    assert int(wait) > 2 * told.max_query_seconds
    (file,) = re.findall(r"proxy_max_temp_file_size (\d+)m;", nginx)
    assert int(file) * 2**20 > told.max_answer_bytes
    (stop,) = re.findall(r"^TimeoutStopSec=(\d+)s$", unit, re.MULTILINE)
    assert int(stop) > told.max_query_seconds + 3
