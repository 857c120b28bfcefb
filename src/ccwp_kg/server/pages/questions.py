"""Questions and their answers: a list of all by subject, and a page for each answer."""

from __future__ import annotations

from flask import Blueprint, Response, abort
from pyoxigraph import QueryBoolean, parse_query_results

from ccwp_kg.formats import RESULT_FORMATS, SPARQL_CSV, SPARQL_JSON
from ccwp_kg.query import check
from ccwp_kg.questions.rows.answer import Answer, FoundRows, answer_of
from ccwp_kg.rdf.example_queries import ExampleQuery, by_subject
from ccwp_kg.server.html.grounds import query_path
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.describes import PAGE, Parameter, describes
from ccwp_kg.server.http.links import linked
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import WHOLE

_FOR_PEOPLE = ("csv", "json", "jsonl", "xlsx")
"""The formats that are offered beside an answer, in this order, where an answer has them."""
_SLUG = Parameter("slug", "The name of the question.", "most-frequent-parties")


def question_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("questions", __name__)
    by_slug = {example.slug: example for example in site.examples}

    @routes.get("/questions")
    @describes("Every question that has a page with its answer", PAGE)
    def questions() -> Response:
        return page("questions.html", subjects=by_subject(site.examples), path="/questions")

    @routes.get("/questions/<slug>")
    @describes(
        "The answer to a question, with its rows and where they are written", PAGE, path=(_SLUG,), failures=(404,)
    )
    def question(slug: str) -> Response:
        example = by_slug.get(slug)
        if example is None:
            abort(404, "There is no question of this name; /questions lists all.")
        response = page(
            "question.html",
            heading=example.question,
            subject=example.subject,
            reading=example.reading,
            query=example.text,
            answer=answer_to(site, example),
            downloads=[form for name in _FOR_PEOPLE for form in RESULT_FORMATS if form.name == name],
            path=example.path,
        )
        return with_result(response, example.text)

    return routes


def answer_to(site: Site, example: ExampleQuery) -> Answer:
    """The answer to an example; what it is drawn from is kept, as its page never changes with the request."""
    return site.ahead.get(("answer", example.name), lambda: answer_of_text(site, example.text))


def answer_of_text(site: Site, text: str) -> Answer:
    """The answer to a query, within the limits of every query."""
    return answer_of(text, lambda asked: _ask(site, asked), site.store, site.prefixes)


def _ask(site: Site, text: str) -> FoundRows:
    checked = check(text, limits=site.limits)
    found = parse_query_results(
        site.answers.find_from_thread(checked, SPARQL_JSON, dataset=WHOLE).written.whole(), format=SPARQL_JSON.results
    )
    if isinstance(found, QueryBoolean):
        return FoundRows(truth=bool(found))
    names = tuple(variable.value for variable in found.variables)
    rows = ({name: term for name, term in zip(names, row, strict=True) if term is not None} for row in found)
    return FoundRows(names, tuple(rows))


def with_result(response: Response, text: str) -> Response:
    """The page of an answer with links to the same answer as data."""
    path = query_path(text)
    if path is None or not path.startswith("/sparql?"):
        return response
    forms = (SPARQL_JSON, SPARQL_CSV)
    return linked(response, [(f"{path}&format={form.name}", "alternate", form.essence) for form in forms])
