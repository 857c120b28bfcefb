"""What axe finds on a page: WCAG 2.2, levels A and AA, and its best practices; of colours, one element of each look."""

from __future__ import annotations

import json
from typing import Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

UNFOLD = "document.querySelectorAll('details').forEach(each => { each.open = true })"
_LIGHT = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_DARK = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}  # what colours decide
# Up to three visible elements with words of their own, and links, for each look: what they and all around them are by
# name, class and computed colours, and their font. A colour takes axe long, and it finds the same for every row of a
# table.
_LOOKS = """
() => {
  const looks = new Map();
  const words = (each) => each.matches("input, select, textarea, a[href], [role=link]")
    || [...each.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
  const walk = (element, around) => {
    const style = getComputedStyle(element);
    const look = [
      around, element.tagName, element.getAttribute("class"), style.color, style.backgroundColor, style.backgroundImage,
      style.opacity, style.textDecoration,
    ].join("|");
    if (words(element) && element.checkVisibility({ visibilityProperty: true })) {
      // Of a single character, axe judges no colour.
      const key = [look, style.fontSize, style.fontWeight, element.textContent.trim().length > 1].join("|");
      looks.set(key, [...(looks.get(key) ?? []), element].slice(0, 3));
    }
    for (const child of element.children) walk(child, look);
  };
  for (const each of document.querySelectorAll("[data-look]")) each.removeAttribute("data-look");
  walk(document.body, "");
  for (const each of [...looks.values()].flat()) each.setAttribute("data-look", "");
}
"""
# Of colours axe judges those elements alone; as its context, they would be searched for again and again.
_MARKED = """
axe.configure({ rules: [
  { id: "color-contrast", selector: "[data-look]" },
  { id: "link-in-text-block", selector: ":is(a[href], [role=link])[data-look]" },
] })
"""


def violations(page: Page) -> list[tuple[str, list[str]]]:
    """The rules that the page breaks, each with the first elements that do.

    In the dark, only those that colours decide: of all else the page is what it is in light, where tests judge it, too.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
        page.evaluate(_MARKED)
    page.evaluate(_LOOKS)
    is_dark = page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    options = json.dumps({"runOnly": _DARK if is_dark else _LIGHT, "resultTypes": ["violations"]})
    rules = page.evaluate(f"axe.run(document, {options}).then(results => results.violations)")
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"][:3]]) for rule in rules]


def in_light_and_dark(page: Page) -> list[tuple[str, str, list[str]]]:
    """The rules that the page breaks in the light and in the dark, each with the first elements that do."""
    found = []
    schemes: tuple[Literal["light"], Literal["dark"]] = ("light", "dark")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found += [(scheme, *rest) for rest in violations(page)]
    return found
