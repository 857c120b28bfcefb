"""The pages of questions over real HTTP: each has its answer, its rows, its quotations and what was asked."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import unquote, urlencode

import pytest

from ccwp_kg.rdf.example_queries import ExampleQuery, read_examples
from support.commands import ROOT
from support.serving import Server

EXAMPLES = {example.slug: example for example in read_examples(ROOT / "web" / "queries")}


@pytest.fixture(scope="module")
def served(release_server: Server) -> Server:
    return release_server


def text(server: Server, path: str) -> str:
    status, _, body = server.ask("GET", path, accept="text/html")
    assert 200 == status
    return body.decode()


def test_every_question_is_listed(served: Server) -> None:
    """By subject, each once."""
    page = text(served, "/questions")
    links = re.findall(r'<li><a href="/questions/([a-z0-9-]+)">([^<]+)</a>', page)
    assert len({slug for slug, _ in links}) == len(links)
    with_fields = {path.stem for path in (ROOT / "web" / "questions").glob("*.toml")}
    assert {slug for slug, _ in links[: len(with_fields)]} == with_fields
    links = links[len(with_fields) :]
    assert len(links) == len(EXAMPLES)
    assert {slug: EXAMPLES[slug].question for slug, _ in links} == {slug: unescape(words) for slug, words in links}
    assert {example.subject for example in EXAMPLES.values()} == set(re.findall(r'<h2 id="subject-\d+">([^<]+)', page))


def test_a_party_and_its_short_name_are_one_column(served: Server) -> None:
    """The acronym stands beside the name; what is called in two other ways keeps both columns."""
    page = text(served, "/questions/most-frequent-parties")
    assert ["Party", "Actions"] == re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    assert re.search(r">European Anti-Fraud Office</a> <small>OLAF</small></th>", page)
    page = text(served, "/questions/actions-of-olaf")  # whose titles stand below their names
    assert ["Action"] == re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_a_page_answers_its_question(served: Server, example: ExampleQuery) -> None:
    """Heading, sentence, rows, what was asked, the query itself and where it is written; no IRI stands on it."""
    page = text(served, example.path)
    assert [example.question] == [unescape(heading) for heading in re.findall("<h1>([^<]+)</h1>", page)]
    [sentence] = re.findall(r'<p class="lead answered"><b>(.+?)</b>', page)
    assert "Nothing found" not in sentence
    assert example.reading
    assert example.reading in unescape(page)
    assert example.text in unescape(page)
    rows = page[page.index("<tbody>") : page.index("</tbody>")]
    assert rows.count("<tr>") >= 1
    assert "https://w3id.org" not in re.sub(
        r'(?:href|content)="[^"]*"|<pre.*?</pre>|<script.*?</script>', "", page, flags=re.S
    )
    assert f'<link rel="canonical" href="{served.address}{example.path}">' in page


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_the_downloads_hold_what_the_page_shows(served: Server, example: ExampleQuery) -> None:
    """As many rows, and the same answer as the alternates that the header names."""
    _, headers, body = served.ask("GET", example.path, accept="text/html")
    page = body.decode()
    [path] = {unescape(each) for each in re.findall(r'<a href="(/sparql\?[^"]+format=json)"', page)}
    _, _, found = served.ask("GET", path)
    rows = json.loads(found)["results"]["bindings"]
    shown = page[page.index("<tbody>") : page.index("</tbody>")].count("<tr>")
    assert shown == min(len(rows), 100) > 0
    assert f'<{served.address}{path}>; rel="alternate"; type="application/sparql-results+json"' in headers["link"]
    assert example.text in unquote(path)


QUOTED = [
    # a question, and a quotation with its place and where the link leads
    ("actions-of-body?body=organisation/europol&other=organisation/olaf", "“- COM (DG TAXUD, OLAF),\n- Europol.”",
     "Other concerned parties, page 6, characters 8\u202f250–8\u202f270", "char=8250,8270"),
    ("drafting-meetings", "on 18 February and 24 March 2011.”", "page 1, characters 413–424", "char=413,424"),
    ("citations-of-5-3", "seminars and trainings; 5932/1/06 REV 1 ENFOCUSTOM 18",
     "Terms of reference, page 8, characters 13\u202f964–14\u202f004", "char=13964,14004"),
    ("sources-of-action?action=5.9", "This Action is based on the “Report on Evaluation regarding Member States",
     "Terms of reference, page 14, characters 24\u202f148–24\u202f177", "char=24148,24177"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "quotation", "place", "fragment"), QUOTED)
def test_a_quotation_has_its_place(served: Server, slug: str, quotation: str, place: str, fragment: str) -> None:
    """The column where it is in a cell, the page, and a link that leads to its characters in the document."""
    page = text(served, f"/questions/{slug}").replace(" <br>", "\n")
    figures = re.findall(r"<figure>(.*?)</figure>", page, re.S)
    [figure] = [each for each in figures if quotation in re.sub("<[^>]+>", "", each) and f"#{fragment}" in each]
    assert re.search(f"{re.escape(place)}(, <a [^>]+>[^<]+<span.*?</a>)* · ", figure)
    assert f'href="/source/fifth-action-plan#{fragment}"' in figure
    assert f'id="{fragment}"' in text(served, "/source/fifth-action-plan")


def test_a_quotation_in_pieces_has_the_place_of_each(served: Server) -> None:
    """A sentence between whose lines stand those of other columns: no words are quoted without a place, none twice."""
    page = text(served, "/questions/objectives?action=5.10")
    [figure] = re.findall(r"<figure>(.*?)</figure>", page, re.S)
    plain = unescape(re.sub("<[^>]+>", "", figure)).replace("\u202f", "")
    pieces = [(int(start), int(end)) for start, end in re.findall(r"(\d{5})–(\d{5})", plain)]
    printed = text(served, "/source/fifth-action-plan.txt")
    marked = re.findall("<mark>(.*?)</mark>", figure)
    assert len(marked) == len(pieces) > 5
    assert [unescape(each) for each in marked] == [" ".join(printed[start:end].split()) for start, end in pieces]
    assert "more passage" not in page


@pytest.mark.parametrize(
    ("path", "rows"),
    [
        ("legal-basis?plan=plan/5", ["1", "3", "4", "8", "9", "11"]),  # what comes from outside is not written there
        ("line-of-action?action=5.10", ["1", "2", "3", "4"]),
    ],
)
def test_quotations_are_labelled_by_their_row(served: Server, path: str, rows: list[str]) -> None:
    page = text(served, f"/questions/{path}")
    labels = re.findall(r"show in the document<span[^>]*>: row ([0-9, ]+)<", page)
    assert list(dict.fromkeys(labels)) == rows


def test_quotations_alike_are_told_apart_by_their_actions(served: Server) -> None:
    """Each stands in its whole entry with what was read marked, and names its action; the table links the numbers."""
    page = text(served, "/questions/decisions-of-the-ccwp")
    figures = re.findall(r"<figure>(.*?)</figure>", page[page.index('id="written"') :], re.S)
    approvals = [each for each in figures if "<mark>approval by the CCWP</mark>" in each]
    actions = [re.findall(r'<figcaption><a href="/doc/plan/5/action/([0-9.]+)"', each) for each in approvals]
    assert [["5.4"], ["5.6"], ["5.7"], ["5.8"], ["5.10"]] == actions
    cells = re.findall('<td data-label="Numbers">(.*?)</td>', page)
    assert ["5.1", "5.2"] == re.findall(r'<a href="/doc/plan/5/action/([0-9.]+)">', cells[1])


def test_words_that_only_repeat_what_was_asked_for_are_quoted_in_their_sentence(served: Server) -> None:
    page = text(served, "/questions/who-cites?document=document/ST-8282-2008-REV-3")
    cells = [unescape(re.sub("<[^>]+>", "", each)) for each in re.findall('data-label="In its words">(.*?)</td>', page)]
    assert len(cells) == 3
    assert all("8282/3/08 REV 3" in each and each.endswith(".”") and len(each) > 200 for each in cells)
    page = text(served, "/questions/actions-of-body?body=organisation/olaf")
    assert '<td data-label="In its words"><span>“COM (OLAF)”</span></td>' in page


def test_a_title_is_told_once_and_proves_nothing_else(served: Server) -> None:
    page = text(served, "/questions/actions-on-training-or-tobacco")
    assert ["Action", "Topic"] == re.findall(r'<th scope="col"[^>]*>([^<]+)</th>', page)
    page = text(served, "/questions/actions-of-body?body=organisation/europol&other=organisation/olaf")
    written = page[page.index('id="written"') : page.index("</section>", page.index('id="written"'))]
    assert written.count("<figure>") == 5
    assert "Proposed action, page" not in written
    assert text(served, "/questions/actions-of-plan?plan=plan/5").count("Proposed action, page") == 10


def test_what_may_be_taken_begins_with_what_documents_name(served: Server) -> None:
    """Groups, too, before states that none names; how many more there are is said."""
    page = text(served, "/questions/actions-of-body")
    names = [each for _, each in re.findall(r'<a href="(/questions/actions-of-body\?[^"]+)">([^<]+)</a>', page)]
    assert names.index("EU JHA agencies") < names.index("Austria")
    assert names.index("Parties at the external borders") < names.index("Austria")
    assert re.search(r"<small>\d+ more: the field takes their names\.</small>", page)


def test_what_no_document_says_is_said_to_be_so(served: Server) -> None:
    assert "No passage of a document that is held here says this" in text(served, "/questions/agencies-in-french")


def test_a_page_describes_itself(served: Server) -> None:
    """As a page with one question and its accepted answer (schema.org)."""
    page = text(served, "/questions/most-frequent-parties")
    nodes = [json.loads(each) for each in re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)]
    told = {node["@type"]: node for each in nodes for node in each.get("@graph", [each])}
    assert "QAPage" in told
    assert told["Question"]["name"] == EXAMPLES["most-frequent-parties"].question
    assert told["Question"]["acceptedAnswer"]["text"].startswith("European Commission: 9 actions")
    assert told["QAPage"]["description"] == told["Question"]["acceptedAnswer"]["text"]


SLOTS = [
    # the address with a value as an IRI, a reference, a name or an acronym; the heading, the sentence, a link in a row
    ("actions-of-body?body=europol&other=olaf", "Actions that concern Europol and OLAF",
     "Five actions: 5.1, 5.3, 5.4, 5.8 and 5.10.", "/doc/plan/5/action/5.10"),
    ("actions-of-body?body=organisation/europol&other=OLAF&join=and", "Actions that concern Europol and OLAF",
     "Five actions: 5.1, 5.3, 5.4, 5.8 and 5.10.", "/doc/plan/5/action/5.10"),
    ("actions-of-body?body=https://w3id.org/ccwp/id/organisation/frontex&plan=plan/5",
     "Actions that concern Frontex in the Fifth Action Plan", "Three actions: 5.3 and 5.10;", "/doc/plan/5/action/5.3"),
    ("actions-of-body?body=Europ%C3%A4isches+Amt+f%C3%BCr+Betrugsbek%C3%A4mpfung",
     "Actions that concern OLAF", "Five actions:", "/doc/plan/5/action/5.1"),
    ("actions-of-plan?plan=plan/5", "Actions of the Fifth Action Plan", "Ten actions: 5.1, 5.2",
     "/doc/plan/5/action/5.10"),
    ("sources-of-action?action=5.3", "What action 5.3 builds on", "Documents (7)", "/doc/plan/3/action/3.1"),
    ("field-of-action?action=5.9&field=timetable", "Timetable of action 5.9", "To be finished by December 2012", ""),
]  # fmt: skip


@pytest.mark.parametrize(("path", "heading", "sentence", "link"), SLOTS)
def test_a_question_takes_values(served: Server, path: str, heading: str, sentence: str, link: str) -> None:
    """As parameters; the page has its answer, and a form that holds them."""
    page = text(served, f"/questions/{path}")
    assert f"<h1>{heading}</h1>" in page
    [told] = re.findall(r'<p class="lead answered">(.+?)</p>', page)
    assert sentence in unescape(re.sub("<[^>]+>", "", told))
    assert link in page[page.index("<tbody>") :] if link else True
    [form] = re.findall(r'<form class="slots".*?</form>', page, re.S)
    assert 'method="get"' in form
    assert "<datalist" in form
    [canonical] = re.findall('<link rel="canonical" href="([^"]+)"', page)
    named = text(served, unescape(canonical).removeprefix(served.address))
    assert f"<h1>{heading}</h1>" in named
    # the form of an address with references holds names, and these give the same answer
    fields = dict(re.findall(r'<input id="slot-[^"]+" name="([^"]+)" value="([^"]*)"', named))
    assert [] == [value for value in fields.values() if re.match("[a-z]+/", value)]
    fields |= dict(re.findall(r'<select id="slot-[^"]+" name="([^"]+)">.*?<option value="([^"]*)" selected', named))
    again = urlencode({name: unescape(value) for name, value in fields.items() if value})
    assert f"<h1>{heading}</h1>" in text(served, f"/questions/{path.partition('?')[0]}?{again}")


def test_a_silence_is_an_answer(served: Server) -> None:
    """What is not stated is said with the words that come nearest, and where they stand."""
    page = text(served, "/questions/field-of-action?action=5.2&field=lead")
    assert "<b>Not stated" in page
    assert "encouraged to lead them" in page[page.index('id="written"') :]


def test_without_values_there_is_a_form_and_what_may_be_taken(served: Server) -> None:
    page = text(served, "/questions/actions-of-body")
    assert "<h1>Actions of a body</h1>" in page
    links = re.findall(r'<a href="(/questions/actions-of-body\?[^"]+)">([^<]+)</a>', page)
    assert ("/questions/actions-of-body?body=organisation/europol", "Europol") in links
    assert len(links) > 20
    assert "Seven actions" in text(served, unescape(dict(map(reversed, links))["Europol"]))  # type: ignore[arg-type]


REFUSED = [
    ("/questions/actions-of-body?body=Interpol", 404, "There is no organisation or group called “Interpol” here"),
    ("/questions/actions-of-body?other=olaf", 400, "needs a value: Body."),
    (
        "/questions/actions-of-body?body=%3Cscript%3Ealert(1)%3C/script%3E",
        404,
        "There is no organisation or group called",
    ),
    ("/questions/actions-of-body?body=%22%3E%3Cscript%3E", 404, "There is no organisation or group called"),
    (
        "/questions/actions-of-body?body=organisation/olaf%3E%20%7D%20%23",
        404,
        "There is no organisation or group called",
    ),
    ("/questions/actions-of-body?body=" + "x" * 5_000, 404, "There is no organisation or group called"),
    ("/questions/objective?objective=objective/2009/1&other=objective/2009/3", 400, "no parameter of this name"),
    ("/questions/actions-of-body?body=olaf&body=europol", 400, "The parameter 'body' is given 2 times; give it once."),
    ("/questions/actions-of-body?body=%FF", 400, "The request is not valid UTF-8; encode it so."),
    ("/questions/actions-of-body?body=%zz", 400, "A percent sign in the parameters"),
    ("/questions/field-of-action?action=5.2&field=colour", 404, "is none of the choices of “Field”"),
    ("/questions/field-of-action?action=5.2&field=lead%0D%0AX", 404, "is none of the choices of “Field”"),
    ("/questions/none", 404, "There is no question of this name; /questions lists all."),
    ("/questions/%3Cscript%3E", 404, "There is no question of this name; /questions lists all."),
    ("/questions/" + "a" * 4_000, 404, "There is no question of this name; /questions lists all."),
    ("/questions/MOST-FREQUENT-PARTIES", 404, "There is no question of this name; /questions lists all."),
]


@pytest.mark.parametrize(("path", "status", "sentence"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_no_question_is_told_in_a_sentence(served: Server, path: str, status: int, sentence: str) -> None:
    found, headers, body = served.ask("GET", path, accept="text/html")
    assert status == found
    assert sentence in unescape(body.decode())
    assert b"<script>" not in body
    assert b"<tbody>" not in body
    assert "alternate" not in headers.get("link", "")


def test_a_page_is_kept_by_clients(served: Server) -> None:
    """HEAD has no body, and who has the page gets 304."""
    path = "/questions/most-frequent-parties"
    _, headers, body = served.ask("GET", path, accept="text/html")
    status, of_head, nothing = served.ask("HEAD", path, accept="text/html")
    assert (200, b"") == (status, nothing)
    assert headers["etag"] == of_head["etag"]
    status, _, nothing = served.ask("GET", path, accept="text/html", if_none_match=headers["etag"])
    assert (304, b"") == (status, nothing)
    assert len(body) > 5_000


@pytest.mark.parametrize(("accept", "form"), [("text/csv", "csv"), ("application/json, text/html;q=0.9", "json")])
def test_who_accepts_only_data_is_led_to_it(served: Server, accept: str, form: str) -> None:
    """A wildcard, or a browser's header, gets the page."""
    path = "/questions/actions-of-body?body=organisation/olaf"
    status, headers, _ = served.ask("GET", path, accept=accept)
    assert (303, "Accept") == (status, headers["vary"].partition(",")[0])
    assert re.fullmatch(rf"/sparql\?query=.+&format={form}", headers["location"])
    assert 200 == served.ask("GET", path, accept="*/*")[0]
    assert 200 == served.ask("GET", path, accept="text/html,application/xml;q=0.9,*/*;q=0.8")[0]


@pytest.mark.parametrize("form", ["csv", "json"])
@pytest.mark.parametrize(
    "path",
    ["/questions/mentions-of-naples-ii", "/questions/actions-of-body?body=organisation/olaf", "/together?plan=plan/5"],
)
def test_an_address_with_a_suffix_leads_to_the_answer(served: Server, path: str, form: str) -> None:
    """To the very data that the page offers."""
    stem, mark, parameters = path.partition("?")
    status, headers, _ = served.ask("GET", f"{stem}.{form}{mark}{parameters}")
    assert 303 == status
    page = unescape(served.ask("GET", path, accept="text/html")[2].decode())
    query, of_form = headers["location"].rsplit("&format=", 1)
    assert form == of_form
    assert f'href="{query}"' in page
    assert 200 == served.ask("GET", headers["location"])[0]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/questions/actions-of-body.csv", 404),
        ("/questions/actions-of-body.csv?body=organisation/nobody", 404),
        ("/questions/nothing.csv", 404),
        ("/questions/mentions-of-naples-ii.exe", 404),
        ("/questions/.csv", 404),
        ("/together.csv?plan=plan/99", 404),
        ("/together.exe", 404),
    ],
)
def test_what_has_no_answer_has_no_data(served: Server, path: str, status: int) -> None:
    assert status == served.ask("GET", path)[0]


@pytest.mark.parametrize("path", ["/sitemap.xml", "/llms.txt"])
def test_programs_find_the_questions(served: Server, path: str) -> None:
    _, _, body = served.ask("GET", path)
    assert b"/questions" in body


def test_what_may_be_taken_begins_with_what_is_held(served: Server) -> None:
    """The list is cut: actions of earlier plans, of which little is known, filled it in the order of their numbers."""
    page = served.ask("GET", "/questions/field-of-action", accept="text/html")[2].decode()
    taken = re.findall(r'href="/questions/field-of-action\?action=plan/([0-9]+)/', page)
    assert "5" == taken[0]
    assert taken == sorted(taken, key=lambda plan: plan != "5")


@pytest.mark.parametrize(
    "asked",
    [
        "actions-of-body?body=organisation/europol",
        "objective?objective=objective/2009/3",
        "topic?topic=concept/tobacco-smuggling",
    ],
)
def test_the_actions_of_an_answer_are_told_with_their_titles(served: Server, asked: str) -> None:
    page = served.ask("GET", f"/questions/{asked}", accept="text/html")[2].decode()
    rows = re.findall(r'<th scope="row"><a href="/doc/plan/5/action/[^"]+">[^<]+</a>(.*?)</th>', page)
    assert rows
    assert all(re.fullmatch(r'<small class="said">[^<]{20,}</small>', row) for row in rows)


def test_a_row_is_labelled_by_its_group_too(served: Server) -> None:
    """“in force: no” is of one act among others."""
    page = served.ask("GET", "/questions/legal-basis?plan=plan/5", accept="text/html")[2].decode()
    rows = re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2].partition("</tbody>")[0])
    assert len(rows) > 1
    assert all(row.count('<th scope="row"') == 2 for row in rows)
    shown = re.findall(r'data-label="Group"( class="again")?><span>(.*?)</span>', page)
    assert len(shown) == len(rows)
    assert [*dict.fromkeys(group for _, group in shown)] == [group for again, group in shown if not again]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (
            "objective?objective=objective/2009/1&other=objective/2009/3",
            "“Actions of an objective” knows no parameter of this name; it knows objective, join, second,",
        ),
        ("most-frequent-parties?unknown=1", "knows no parameter of this name; it knows lang."),
    ],
)
def test_a_parameter_that_no_question_has_is_refused(served: Server, asked: str, said: str) -> None:
    status, _, body = served.ask("GET", f"/questions/{asked}")
    assert status == 400
    assert said in body.decode()


def test_a_question_without_its_plan_offers_each(served: Server) -> None:
    page = text(served, "/search?q=which+plans+have+been+reviewed")
    plans = [f"/questions/way-of-plan?plan=plan/{number}&amp;step=review" for number in range(1, 6)]
    assert plans == re.findall(r'href="(/questions/way-of-plan\?[^"]*)"', page)


def test_a_question_without_its_value_leads_to_its_form(served: Server) -> None:
    page = text(served, "/search?q=which+indicators+are+in+the+plan")
    assert 'Product or Deciding body. <a href="/questions/deliverables">Give it one</a>' in page
