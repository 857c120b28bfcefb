"""What axe finds on a page: WCAG 2.2, levels A and AA, and its best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks, each with the first elements that do.

    In the dark, only those that colours decide: of all else the page is what it is in light, where tests judge it, too.
    """
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    found = Axe().run(page, options={"runOnly": _OF_COLOURS if is_dark else _RULES, "resultTypes": ["violations"]})
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in found.response["violations"]]
