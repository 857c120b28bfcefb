"""The neighbourhood of a thing as a page: a picture of what is one link away, and the same as a list."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response, abort

from ccwp_kg.entities.neighbourhood import Neighbour, neighbourhood
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.order import natural_key
from ccwp_kg.server.html.pictures import Group, large_picture
from ccwp_kg.server.html.rendering import page
from ccwp_kg.server.http.describes import LANGUAGE, PAGE, describes
from ccwp_kg.server.http.languages import asked_languages
from ccwp_kg.server.http.links import common_links, encoded, linked, thing_of
from ccwp_kg.server.site.site import Site
from ccwp_kg.store import described_in


def neighbourhood_pages(site: Site) -> Blueprint:
    """The routes of these pages."""
    routes = Blueprint("neighbourhood", __name__)

    @routes.get("/neighbourhood/<path:reference>")
    @describes("A picture of a thing and its neighbours", PAGE, query=(LANGUAGE,), failures=(404,))
    def around(reference: str) -> Response:
        iri = thing_of(reference)
        seen = described_in(site.store, iri)
        found = neighbourhood(seen, iri, prefixes=site.prefixes, languages=asked_languages())
        if found is None:
            abort(404, f"Nothing is known of <{iri.value}>; the lists name what there is.")
        path = f"/neighbourhood/{encoded(reference)}"
        groups = grouped(found.neighbours)
        drawn = large_picture(found.thing, groups)
        response = page("neighbourhood.html", found=found, picture=drawn, groups=groups, path=path)
        return linked(response, [(path, "canonical", None), (iri.value, "about", None), *common_links()])

    return routes


def grouped(neighbours: Iterable[Neighbour]) -> list[Group]:
    """Neighbours by direction and by their first property; the best connected first, what is only mentioned last."""
    groups: dict[tuple[bool, bool, str], list[Neighbour]] = {}
    for each in neighbours:
        first = (each.out or each.back)[0]
        groups.setdefault((first.iri == CCWP.mentions.value, bool(each.out), first.name), []).append(each)
    ordered = sorted(groups.items(), key=lambda group: group[0][0])
    return [
        Group(name, is_out, tuple(sorted(members, key=lambda each: natural_key(each.thing.iri))))
        for (_, is_out, name), members in ordered
    ]
