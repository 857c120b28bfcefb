"""Tables as a browser prints them: ruled or not, torn, broken over pages, with cells over several rows and columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import pytest

from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import load_profile
from ccwp_kg.sources.profile.profile import Lexicon, Profile
from ccwp_kg.sources.reading import read

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Made:
    """One action of the plan that is printed."""

    number: str
    title: str
    indicators: Sequence[str]
    parties: Sequence[str]
    lead: str
    timetable: str
    terms: str


PLACES = ("parcels", "lorries", "ships", "trains", "private cars", "couriers", "small harbours", "airports", "depots")
MADE = (
    Made("12.1", "Mapping of courier consignments that carry counterfeit medicines", ["Overview of the controls",
         "Risk profile shared by all administrations"], ["COM (OLAF)", "Europol", "WCO"], "FR", "first half of 2022",
         "Counterfeit medicines are sent in small consignments. It builds on the report of the last group."),
    Made("12.2", "Review of the strategy on the control of firearms and of their parts at all borders",
         [f"Chapter {n} on the controls of {PLACES[n % 9]} and of those who use them" for n in range(1, 90)],
         ["Europol", "Frontex"], "NL", "by 31 December 2022", "Firearms are sold in parts and put together later."),
    Made("12.3", "Guide to controls of cultural goods in free ports", ["Guide in three parts"], ["Interpol"], "LU",
         "2023", "Free ports may hide cultural goods for years. The guide explains the rights of customs."),
)  # fmt: skip
HEADS = ("Proposed action", "Indicators", "Other concerned parties", "Lead", "Timetable")
STYLE = """
@page { size: A4 landscape; margin: 20mm 16mm 22mm;
  @bottom-left { content: "13377/21"; font-size: 9pt }
  @bottom-right { content: "LIMITE " counter(page); font-size: 9pt } }
body { font: 10.5pt/1.2 "Liberation Serif", serif; margin: 0 } p { margin: 0 0 5pt }
table { border-collapse: collapse; width: 99.8%; margin-bottom: 9pt } td p { margin: 0 }
td, th { padding: 3pt 5pt; vertical-align: top; text-align: left; font-weight: normal }
.ruled td, .ruled th { border: 0.6pt solid } .level tr { border-bottom: 0.6pt solid }
.once thead { display: table-row-group }
.narrow th { overflow-wrap: anywhere; width: 9mm } .narrow th:nth-child(-n+3) { width: 30mm }
.frame { border: 1pt solid; padding: 4pt } .annex { break-before: page }
"""
COVER = """<div class="frame"><p>Council of the European Union</p><p>Brussels, 3 November 2021</p><p>13377/21</p>
<p>NOTE</p><table class="ruled"><tr><td>From:</td><td>Presidency</td></tr><tr><td>To:</td>
<td>Customs Cooperation Working Party</td></tr><tr><td>Subject:</td>
<td>Draft Twelfth Action Plan of the CCWP (1 January 2022 – 31 December 2023)</td></tr></table></div>
<p>1. Delegations will find in the Annex the draft Twelfth Action Plan.</p><p class="annex">ANNEX</p>"""


def listed(entries: Sequence[str]) -> str:
    return "".join(f"<p>- {escape(entry)}</p>" for entry in entries)


def cells(made: Made) -> list[str]:
    title = f"<p>{made.number}</p><p>{made.title}</p>"
    return [title, listed(made.indicators), listed(made.parties), made.lead, made.timetable]


def row(entries: Sequence[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{entry}</{tag}>' for entry in entries)}</tr>"


def rows(classes: str) -> str:
    """A row per action, its terms of reference below."""
    body = "".join(
        f"{row(cells(made))}<tr><td colspan=5>Terms of reference</td></tr><tr><td colspan=5>{made.terms}</td></tr>"
        for made in MADE
    )
    return f'<table class="{classes}"><thead>{row(HEADS, "th")}</thead>{body}</table>'


def spanning() -> str:
    """The number in a column of its own, headings in two rows, each indicator in a row."""
    upper = (
        "<tr><th colspan=2 rowspan=2>Proposed action</th><th rowspan=2>Indicators</th><th colspan=2>Responsible</th>"
        "<th rowspan=2>Timetable</th></tr>"
    )
    body = ""
    for made in MADE:
        tall = f"rowspan={len(made.indicators)}"
        body += f"<tr><td {tall}>{made.number}</td><td {tall}>{made.title}</td><td>- {made.indicators[0]}</td>"
        body += (
            f"<td {tall}>{listed(made.parties)}</td><td {tall}>{made.lead}</td><td {tall}>{made.timetable}</td></tr>"
        )
        body += "".join(row([f"- {each}"]) for each in made.indicators[1:])
        body += f"<tr><td colspan=2>Terms of reference</td><td colspan=4>{made.terms}</td></tr>"
    return f'<table class="ruled"><thead>{upper}{row(["Other concerned parties", "Lead"], "th")}</thead>{body}</table>'


def sheets(classes: str, *, above: bool) -> str:
    """A sheet per action; its number and title in the table, or as a heading `above` it."""
    made_sheets = ""
    for made in MADE:
        title = f"Action {made.number}: {made.title}"
        named = f"<p>{title}</p>" if above else ""
        inside = "" if above else f"<tr><td colspan=4>Action {made.number}</td></tr>{wide('Title', made.title)}"
        made_sheets += f'{named}<table class="{classes}">{inside}{wide("Background", made.terms)}'
        made_sheets += wide("Deliverables", listed(made.indicators))
        made_sheets += row(["Lead", made.lead, "Timetable", made.timetable])
        made_sheets += f"{wide('Other concerned parties', listed(made.parties))}</table>"
    return made_sheets


def wide(label: str, value: str) -> str:
    return f"<tr><td>{label}</td><td colspan=3>{value}</td></tr>"


LAYOUTS: dict[str, tuple[Callable[[], str], str]] = {
    "ruled, headings on each page": (lambda: rows("ruled"), "rules"),
    "ruled, headings once, landscape": (lambda: rows("ruled once"), "rules"),
    "ruled, headings torn": (lambda: rows("ruled narrow"), "rules"),
    "ruled, cells over rows and columns": (spanning, "rules"),
    "ruled sheets": (lambda: sheets("ruled", above=False), "rules"),
    "ruled sheets under headings": (lambda: sheets("ruled", above=True), "rules"),
    "level rules": (lambda: rows("level"), "alignment"),
    "no rules": (lambda: rows(""), "alignment"),
    "ruled, then other things": (lambda: f"{rows('ruled')}<p>{MEMBERS}", "rules"),
}
MEMBERS = '</p><table class="ruled"><tr><th>Name</th><th>Place</th></tr><tr><td>A. B.</td><td>Rome</td></tr></table>'


@pytest.fixture(scope="module")
def profile(inputs: Inputs) -> Profile:
    return load_profile(inputs.data / "profiles" / "action-plan.toml")


@pytest.fixture(scope="module")
def lexicon(inputs: Inputs) -> Lexicon:
    return shipped_lexicon(inputs)


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_cell_is_read_whole(name: str, browser: Any, tmp_path: Path, profile: Profile, lexicon: Lexicon) -> None:
    body, made_by = LAYOUTS[name]
    file = tmp_path / "plan.pdf"
    shown = browser.new_page()
    shown.set_content(f'<!DOCTYPE html><html lang="en"><meta charset="utf-8"><style>{STYLE}</style>{COVER}{body()}')
    shown.pdf(path=str(file), prefer_css_page_size=True)
    shown.close()
    reading = read(receive(file).source, profile=profile, lexicon=lexicon)
    assert reading.table == made_by
    assert reading.cover.document
    assert reading.cover.document.printed.text == "13377/21"
    told = [
        Made(
            action.number or "",
            action.title.text if action.title else "",
            [each.text.text for each in action.indicators],
            [each.printed.text for each in action.parties],
            action.lead.printed.text if action.lead else "",
            action.timetable.text if action.timetable else "",
            f"{action.terms.text.text.rstrip('.')}." if action.terms else "",
        )
        for action in reading.actions
    ]
    assert told == [*MADE]
