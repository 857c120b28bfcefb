"""The description of the addresses beside SPARQL (OpenAPI 3.1), made from the routes of the application itself.

Paths and their parameters come from the routes, their meaning from `@describes` beside each route. A route that is
neither described nor left out with a reason fails the tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Flask, Response, current_app

from ccwp_kg import __version__
from ccwp_kg.formats import PROBLEM
from ccwp_kg.server.apis.agents import offers_agents
from ccwp_kg.server.http.describes import Parameter, RouteDescription, describes, description_of, file
from ccwp_kg.server.http.host_address import here
from ccwp_kg.server.site.site import web
from ccwp_kg.server.sparql.request import FORM

_VARIABLE = re.compile(r"<(?:(?P<kind>\w+)(?:\((?P<choices>[^)]*)\))?:)?(?P<name>\w+)>")
_OPERATION = re.compile(r"[^A-Za-z0-9]+")
_PATH_WITH_SLASHES = "Slashes in it are sent as they are."


def openapi() -> Blueprint:
    """The route of the description."""
    routes = Blueprint("openapi", __name__)

    @routes.get("/openapi.json")
    @describes("This description", file("application/json", "OpenAPI"))
    def description() -> Response:
        body = json.dumps(openapi_document(current_app, base=here()), ensure_ascii=False, indent=1)
        return Response(body + "\n", content_type="application/json")

    return routes


def template_of(rule: str) -> str:
    """A route of Flask as a path of OpenAPI.

    >>> template_of("/doc/<path:reference>"), template_of("/<any(plans, actions):name>")
    ('/doc/{reference}', '/{name}')
    """
    return _VARIABLE.sub(lambda match: f"{{{match['name']}}}", rule)


def routes_of(app: Flask) -> list[tuple[str, Callable[..., Any]]]:
    """Every route that answers GET, with its view, in the order of their addresses."""
    rules = {rule.rule: rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    return [(rule, app.view_functions[rules[rule]]) for rule in sorted(rules)]


def openapi_document(app: Flask, *, base: str) -> Mapping[str, object]:
    """The whole description; `base` is the address its paths begin at."""
    paths = {
        template_of(rule): {"get": _operation(rule, described), **_form(rule, described)}
        for rule, view in routes_of(app)
        if (described := description_of(view)) is not None
    }
    schemas = json.loads((web() / "openapi-schemas.json").read_text(encoding="utf-8"))
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Customs action plans",
            "summary": "Linked data, pages, lists, search and citations beside the SPARQL endpoint",
            "description": "Read-only, without keys and without cookies. The SPARQL endpoint at /sparql and the graph "
            f"store at /graph-store follow their own specifications and describe themselves at /sparql.{_agents()}",
            "license": {"name": "Creative Commons Attribution 4.0 International", "identifier": "CC-BY-4.0"},
            "version": __version__,
        },
        "servers": [{"url": base}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def _agents() -> str:
    """That there are tools for agents, where there are."""
    return " Tools for agents are at /mcp, by the Model Context Protocol." if offers_agents() else ""


def _operation(rule: str, described: RouteDescription) -> Mapping[str, object]:
    parameters = [*_in_path(rule, described), *(_parameter(each, "query") for each in described.query)]
    answers: dict[str, object] = {}
    for answer in described.answers:
        content = {
            media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}} if schema else {}
            for media_type, schema in answer.content
        }
        answers[str(answer.status)] = {"description": answer.meaning, **({"content": content} if content else {})}
    problem = {PROBLEM.essence: {"schema": {"$ref": "#/components/schemas/Problem"}}, "text/html": {}}
    failures = {
        str(status): {"description": HTTPStatus(status).phrase, "content": problem} for status in described.failures
    }
    return {
        "operationId": _OPERATION.sub("-", template_of(rule)).strip("-") or "home",
        "summary": described.summary,
        **({"parameters": parameters} if parameters else {}),
        "responses": {**answers, **failures},
    }


def _form(rule: str, described: RouteDescription) -> Mapping[str, object]:
    """The same as a form that is posted, where the route takes one."""
    if not described.has_form:
        return {}
    fields = {each.name: {"type": each.kind, "description": each.meaning} for each in described.query}
    content = {FORM: {"schema": {"type": "object", "properties": fields}}}
    asked = _operation(rule, replace(described, query=(), failures=(*described.failures, 415)))
    return {
        "post": {
            **asked,
            "operationId": f"{asked['operationId']}-form",
            "requestBody": {"content": content, "required": True},
        }
    }


def _in_path(rule: str, described: RouteDescription) -> Iterator[Mapping[str, object]]:
    for match in _VARIABLE.finditer(rule):
        parameter = described.path[match["name"]]
        schema: dict[str, object] = {"type": "string", "minLength": 1}
        if match["kind"] == "int":
            schema = {"type": "integer", "minimum": 1}
        elif choices := match["choices"] or ", ".join(parameter.choices):
            schema = {"type": "string", "enum": [choice.strip() for choice in choices.split(",")]}
        words = f"{parameter.meaning} {_PATH_WITH_SLASHES}" if match["kind"] == "path" else parameter.meaning
        yield {**_parameter(parameter, "path"), "required": True, "description": words, "schema": schema}


def _parameter(parameter: Parameter, place: str) -> dict[str, object]:
    schema: dict[str, object] = {"type": parameter.kind}
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    if parameter.kind == "integer":
        schema |= {"minimum": 1, "maximum": 1_000_000}
    return {
        "name": parameter.name,
        "in": place,
        "description": parameter.meaning,
        "required": parameter.is_required,
        "schema": schema,
        "example": int(parameter.example) if parameter.kind == "integer" else parameter.example,
    }
