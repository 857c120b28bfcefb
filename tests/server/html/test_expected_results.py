"""The page of an action shows the decisions that its outcomes and terms of reference expect, with their recurrence."""

from __future__ import annotations

import re

import pytest

from support.serving import Server


@pytest.mark.parametrize(
    "told",
    [
        "Submission to CCWP : Report , once per Presidency Source for expected result 1 of the terms of reference",
        "Submission to CCWP : Report Source for expected result 1 of outcome 2",
    ],
)
def test_an_action_shows_what_is_to_be_reported(told: str, release_server: Server) -> None:
    """Action 5.9 expects a final report, and reports of its steering group."""
    status, _, body = release_server.ask("GET", "/doc/plan/5/action/5.9", accept="text/html")
    assert status == 200
    assert told in " ".join(re.sub(r"<[^>]+>", " ", body.decode()).split())
