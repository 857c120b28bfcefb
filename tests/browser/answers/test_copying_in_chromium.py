"""Texts to copy: the button beside one works by keyboard and says what it did; without scripts there is none."""

from __future__ import annotations

import pytest

from support.serving import Server

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
from playwright.sync_api import Browser, Page, expect  # noqa: E402  # after the check that a browser can be driven

pytestmark = pytest.mark.browser

PASSAGE, ACTION, QUESTION = (
    "/source/fifth-action-plan/8274-8281",
    "plan/5/action/5.4",
    "/questions/document-of-the-third-plan",
)
# A page, the name of a text on it, and where the same text is served: a path, or how it begins and ends.
TEXTS: list[tuple[str, str, str | tuple[str, str]]] = [
    (PASSAGE, "text", f"{PASSAGE}.txt"),
    (PASSAGE, "BibTeX", f"{PASSAGE}.bib"),
    (PASSAGE, "JSON-LD", f"{PASSAGE}.jsonld"),
    (PASSAGE, "Link", ("http://127.0.0.1", "Europol.")),
    (PASSAGE, "Line of a review", ('"5.1 parties 2","6","action/5.1/party/2"', '""')),
    (f"/cite/{ACTION}", "In words", ("ccwp-kg project", f"/id/{ACTION}")),
    (f"/cite/{ACTION}", "BibTeX", f"/cite/{ACTION}.bib"),
    (f"/doc/{ACTION}", "With curl", ("curl http://127.0.0.1", f"/doc/{ACTION}.ttl")),
    ("/", "With curl", ("curl -LH", "/plan/5")),
    (QUESTION, "The query in SPARQL", ("PREFIX", "}")),
    (QUESTION, "The answer with curl", ("curl 'http://127.0.0.1", "&format=csv'")),
]


def copied(page: Page, name: str) -> str:
    """What the clipboard has after Enter on the button, which the keyboard reaches."""
    button = page.get_by_role("button", name=f"Copy: {name}", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_text(f"Copied: {name}")
    expect(button).to_have_text("Copied")
    text = page.evaluate("navigator.clipboard.readText()")
    assert isinstance(text, str)
    return text


@pytest.mark.parametrize(("path", "name", "expected"), TEXTS, ids=[f"{path} {name}" for path, name, _ in TEXTS])
def test_a_text_is_copied_as_it_stands(
    site: Server, browser: Browser, path: str, name: str, expected: str | tuple[str, str]
) -> None:
    """The clipboard has what the file of the same form has; the page's policy refuses nothing."""
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(site.address + path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    text = copied(page, name)
    if isinstance(expected, str):
        assert text == page.request.get(site.address + expected).text().strip()
    else:
        assert text.startswith(expected[0])
        assert text.endswith(expected[1])
    assert [] == told
    context.close()


def test_one_text_at_a_time_is_said_to_be_copied(site: Server, browser: Browser) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.address + PASSAGE)
    assert copied(page, "BibTeX") != copied(page, "text")
    expect(page.get_by_role("button", name="Copy: BibTeX", exact=True)).to_have_text("Copy")
    context.close()


def test_what_cannot_be_copied_is_selected(site: Server, browser: Browser) -> None:
    """Where a browser has no clipboard to offer, as over plain HTTP."""
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto(site.address + PASSAGE)
    page.get_by_role("button", name="Copy: BibTeX", exact=True).press("Enter")
    expect(page.get_by_text("select the text instead")).to_be_attached()
    assert page.evaluate("getSelection().toString()").strip().startswith("@")
    context.close()


def test_without_scripts_there_is_the_text_alone(site: Server, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path, name in dict.fromkeys((path, name) for path, name, _ in TEXTS):
        page.goto(site.address + path)
        assert 0 == page.locator("button.copy").count()
        assert 1 == page.locator(f'[data-copy][aria-label="{name}"], [data-copy="{name}"]').count()
    context.close()
