"""The answers of the reconciliation service as its specification writes them in JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ccwp_kg import __version__
from ccwp_kg.kinds import SEARCHED
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.base import Base
from ccwp_kg.reconciliation.candidates import CERTAIN, CLEAR, LEAST, ReconciliationCandidate
from ccwp_kg.reconciliation.extension import Extended
from ccwp_kg.reconciliation.queries import BATCH_SIZE, LARGEST_LIMIT, MOST_PROPERTIES, MOST_THINGS, USUAL_LIMIT
from ccwp_kg.reconciliation.schema import Schema, SchemaTerm
from ccwp_kg.search import Entity

GUIDE = "/reconcile/guide"
"""Where people read how to use the service."""
FIGURES: Mapping[str, object] = {
    "batch": BATCH_SIZE,
    "certain": round(CERTAIN),
    "largest": LARGEST_LIMIT,
    "lead": round(CLEAR),
    "least": round(LEAST),
    "properties": MOST_PROPERTIES,
    "things": MOST_THINGS,
    "usual": USUAL_LIMIT,
}
"""The figures in the guide. None has the name of a method of dict, which a template would find first."""
_LONGEST_DESCRIPTION = 200
_SETTINGS = (
    {
        "name": "limit",
        "label": "Limit",
        "type": "number",
        "default": 0,
        "help_text": "So many values of each thing at most; 0 for all.",
    },
    {
        "name": "language",
        "label": "Language",
        "type": "text",
        "default": "",
        "help_text": "Of texts in several languages those in this one, such as de; empty for English, * for all.",
    },
)


def manifest(here: str, schema: Schema, *, base: Base, logo: str) -> dict[str, object]:
    """The service manifest (§3.1); `here` is the address of this host."""
    service = f"{here}/reconcile"
    looked_for = [cls.value.removeprefix(CCWP) for kind in SEARCHED for cls in kind.classes]
    suggested = {
        what: {
            "service_url": service,
            "service_path": f"/suggest/{what}",
            "flyout_service_url": service,
            "flyout_service_path": f"/flyout/{what}?id=${{id}}",
        }
        for what in ("entity", "property", "type")
    }
    return {
        "versions": ["0.2"],
        "name": "Customs action plans (CCWP)",
        "identifierSpace": base.id,
        "schemaSpace": str(CCWP),
        "defaultTypes": [_term(schema.types[name]) for name in looked_for if name in schema.types],
        "documentation": here + GUIDE,
        "logo": here + logo,
        "serviceVersion": __version__,
        "batchSize": BATCH_SIZE,
        "view": {"url": f"{here}/id/{{{{id}}}}"},
        "feature_view": {"url": f"{here}{GUIDE}?feature={{{{id}}}}#features"},
        "preview": {"url": f"{service}/preview?id={{{{id}}}}", "width": 420, "height": 280},
        "suggest": suggested,
        "extend": {
            "propose_properties": {"service_url": service, "service_path": "/properties"},
            "property_settings": list(_SETTINGS),
        },
    }


def results(found: Mapping[str, Sequence[ReconciliationCandidate]], base: Base) -> dict[str, object]:
    """A reconciliation result batch (§4.2)."""
    return {
        key: {
            "result": [
                {
                    **_thing(each.thing, base),
                    "type": [_named(term) for term in each.types],
                    "score": each.score,
                    "match": each.is_match,
                    "features": [{"id": name, "value": value} for name, value in each.features.items()],
                }
                for each in candidates
            ]
        }
        for key, candidates in found.items()
    }


def things(found: Iterable[Entity], schema: Schema, base: Base) -> dict[str, object]:
    """A suggest response for entities (§6.3)."""
    rows = [
        {**_thing(thing, base), "notable": [_named(term) for term in schema.types_of(thing.classes)]} for thing in found
    ]
    return {"result": rows}


def terms(found: Iterable[SchemaTerm]) -> dict[str, object]:
    """A suggest response for types or properties (§6.3)."""
    return {"result": [_term(term) for term in found]}


def proposed(found: Sequence[SchemaTerm], kind: str, limit: int | None) -> dict[str, object]:
    """A data extension property proposal response (§7.2)."""
    rows = [_term(term) for term in (found if limit is None else found[:limit])]
    node = {name: value for name, value in (("type", kind), ("limit", limit)) if value not in ("", None)}
    return {**node, "properties": rows}


def extended(found: Extended) -> dict[str, object]:
    """A data extension response (§7.4)."""
    meta = [_named(term) | ({} if kind is None else {"type": _named(kind)}) for term, kind in found.columns]
    return {"meta": meta, "rows": found.rows}


def _thing(thing: Entity, base: Base) -> dict[str, object]:
    node: dict[str, object] = {"id": base.reference(thing.iri), "name": thing.label}
    description = " · ".join(part for part in (thing.acronym, thing.about) if part)
    return {**node, "description": _short(description)} if description else node


def _term(term: SchemaTerm) -> dict[str, object]:
    """A type or property with what it means; types also with those directly above (§2.2)."""
    described = {"description": _short(term.description or ""), "broader": [_named(each) for each in term.broader]}
    return _named(term) | {name: value for name, value in described.items() if value}


def _named(term: SchemaTerm) -> dict[str, object]:
    return {"id": term.id, "name": term.name}


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_DESCRIPTION else text[: _LONGEST_DESCRIPTION - 1].rstrip() + "…"
