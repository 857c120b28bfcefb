"""Takes pictures of the main pages, in light, dark, on a phone and on paper: `make screenshots`.

They go into build/screenshots, to be looked at. Two of them are kept in docs/ for README; `--docs` writes those anew.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from support.commands import run_command  # noqa: E402  # after the folder of tests is known
from support.serving import running, stop_server  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
PAGES = {
    "home": "/",
    "plan": "/doc/plan/5",
    "action": "/doc/plan/5/action/5.4",
    "organisation": "/doc/organisation/europol",
    "organisation-in-german": "/doc/organisation/europol?lang=de",
    "document": "/doc/document/ST-8351-2009-REV-2",
    "act": "/doc/act/naples-ii",
    "concept": "/doc/concept/joint-customs-operation",
    "source": "/source/fifth-action-plan",
    "actions": "/actions",
    "documents": "/documents",
    "together": "/together",
    "lines": "/lines",
    "questions": "/questions",
    "question": "/questions/actions-of-body?body=organisation/europol",
    "search": "/search?q=customs",
    "query": "/sparql",
    "answer": "/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20%3Fc%20%7D%20LIMIT%2020",
    "graph": "/sparql?query=DESCRIBE%20%3Chttps://w3id.org/ccwp/id/plan/5/action/5.4%3E",
    "mistake": "/sparql?query=SELECT%20*%20%7B%20%3Fs%20a%20%7D",
    "ontology": "/ontology",
    "overview": "/ontology/overview",
    "rich-module": "/ontology/rich",
    "shapes": "/shapes",
    "validation": "/validation",
    "data": "/data",
    "reconciliation": "/reconcile/guide",
    "preview": "/reconcile/preview?id=organisation/olaf",
    "about": "/about",
    "rules": "/rules",
    "links": "/links",
    "inferred": "/doc/plan/3/action/3.1",
    "nothing": "/doc/organisation/europoll",
}
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "light"},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}, "color_scheme": "light"},
    "print": {"viewport": {"width": 794, "height": 1123}, "color_scheme": "light"},
}


def main() -> None:
    """Make a release, serve it, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "screenshots", help="folder (build/screenshots)")
    parser.add_argument("--docs", action="store_true", help="write the two pictures of README anew, too")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        release = Path(folder) / "release"
        done = run_command("release", "--out", str(release))
        if done.returncode:
            sys.exit(done.stderr)
        server = running("release", str(release))
        try:
            take(server.address, options.out, docs=options.docs)
        finally:
            stop_server(server.process)
    print(f"{len(PAGES) * len(LOOKS)} pictures are in {options.out}")


def take(address: str, out: Path, *, docs: bool) -> None:
    """All pictures, and with `docs` those of README."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--headless"])
        for look, how in LOOKS.items():
            context = browser.new_context(**how)  # type: ignore[arg-type]
            page = context.new_page()
            if look == "print":
                page.emulate_media(media="print")
            for name, path in PAGES.items():
                page.goto(address + path)
                page.screenshot(path=out / f"{name}-{look}.png", full_page=True)
            context.close()
        if docs:
            context = browser.new_context(viewport={"width": 1280, "height": 1000}, color_scheme="light")
            for name, show in (("europol", europol), ("source", source)):
                page = context.new_page()
                show(page, address)
                page.screenshot(path=ROOT / "docs" / f"{name}.png")
            context.close()
        browser.close()


def europol(page: Page, address: str) -> None:
    """A body, with what the plan says of it."""
    page.goto(f"{address}/doc/organisation/europol")


def source(page: Page, address: str) -> None:
    """The document, with a passage that a link has led to."""
    page.goto(f"{address}/doc/plan/5/action/5.4")
    page.locator("section:has(#indicators) .evidence > summary").nth(1).click()
    page.locator("section:has(#indicators) .evidence[open] a[href*='#char=']").first.click()
    page.wait_for_url("**/source/**")


if __name__ == "__main__":
    main()
