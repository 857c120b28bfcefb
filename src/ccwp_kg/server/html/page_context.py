"""What every page shows around its content: its address, the date of the release, schema.org data for search engines.

Only true types are used: an action of a plan is a text that says what is to be done (CreativeWork), not a schema.org
Action, which somebody performs. If no type is certain, it is Thing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from typing import TypeVar

from flask import Flask, request
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from pyoxigraph import NamedNode

from ccwp_kg.entities.citable import DatasetFacts
from ccwp_kg.entities.facts.facts import Thing, Words
from ccwp_kg.entities.lists.listings import FilledList
from ccwp_kg.entities.lists.model import PAGE_SIZE
from ccwp_kg.entities.page import EntityPage
from ccwp_kg.entities.source_reader.read_things import SourceFacts
from ccwp_kg.entities.vocabulary.terms import TermRow
from ccwp_kg.formats import essence
from ccwp_kg.kinds import KINDS, schema_type_of
from ccwp_kg.namespaces import CCWP, DCTERMS, OWL, PROV, SKOS
from ccwp_kg.questions.rows.answer import Answer
from ccwp_kg.server.http.host_address import absolute
from ccwp_kg.server.http.links import href, is_outside
from ccwp_kg.server.site.site import ReleaseFile, Site, StaticFile, site_base

FURTHER = (
    ("/objectives", "Objectives"),
    ("/concepts", "Concepts"),
    ("/meetings", "Meetings"),
    ("/links", "Links"),
    ("/ontology", "Ontology"),
    ("/shapes", "Shapes"),
    ("/validation", "Validation"),
    ("/changes", "Changes"),
    ("/cite/dataset", "Cite"),
    ("/add-a-plan", "Add a plan"),
    ("/about", "About"),
)
"""The links at the foot of a page: what there is beside the main navigation."""
_T = TypeVar("_T")
_KINDS = {"/about": "AboutPage", "/search": "SearchResultsPage", "/questions": "CollectionPage"}


def prepare_page_context(app: Flask, site: Site) -> None:
    """Give base.html what it needs beside the content of a page."""

    @pass_context
    def dataset_facts(context: Context) -> DatasetFacts:
        """The facts of the dataset; a page about a failure does not ask a store that may be the cause of it."""
        return site.dataset_facts.at_hand() if context.get("failure") else site.dataset_facts.read()

    @pass_context
    def site_name(context: Context) -> str:
        """What the site is called: as the dataset is."""
        return dataset_facts(context).called

    @pass_context
    def card_of_site(context: Context) -> StaticFile | None:
        """The picture with the name of the site; None where it has another name than that of a picture."""
        return site.static.get(f"{CARD}{site_name(context).lower().replace(' ', '-')}.png")

    @pass_context
    def data_of_page(context: Context, title: str, description: str) -> Markup:
        """What the page says of itself and of the thing it is about."""
        if context.get("failure"):
            return Markup("")
        address = page_address(context)
        path = _own_path(context)
        filled = _one(context, "filled", FilledList)
        main = _main(site, context, path, address)
        page = web_page(
            address,
            name=site_name(context),
            title=unescape(title).strip(),
            description=unescape(description).strip(),
            kind="QAPage" if "answer" in context else _KINDS.get(path, "CollectionPage" if filled else "WebPage"),
            main=None if main is None else str(main["@id"]),
        )
        nodes = [web_site(site_name(context))] if path == "/" else []
        nodes += [page] if main is None else [page, main]
        nodes += [] if filled is None else [item_list(filled)]
        return script(nodes)

    app.jinja_env.globals.update(
        breadcrumb_data=breadcrumb_data,
        card_of_site=card_of_site,
        dataset_facts=dataset_facts,
        further=FURTHER,
        page_address=page_address,
        part_of=part_of,
        site_name=site_name,
        structured_data=data_of_page,
    )


@pass_context
def page_address(context: Context) -> str:
    """The lasting address of the page: the canonical one it names, that of the thing's document, or its own."""
    return absolute(str(context.get("canonical") or _own_path(context)))


def _own_path(context: Context) -> str:
    return str(context.get("path") or request.path.rstrip("/") or "/")


def _main(site: Site, context: Context, path: str, url: str) -> Node | None:
    """What the page is about, if it is one thing."""
    answer = _one(context, "answer", Answer)
    if answer is not None:
        return question(str(context["heading"]), answer.sentence.text, url)
    page, source = _one(context, "page", EntityPage), _one(context, "facts", SourceFacts)
    if path in ("/", "/data") or (page is not None and page.thing.iri == site.base.thing("dataset").value):
        files = [] if site.release is None else [file for file in site.release.files if file.is_distribution]
        facts = site.dataset_facts.read()
        return dataset(facts, files=files) if facts.title or files else None
    if page is not None:
        return entity(page)
    if source is not None:
        return {"@type": "CreativeWork", "@id": source.thing.iri, "name": source.thing.name, "url": url}
    terms = _one(context, "terms", tuple)
    if terms and isinstance(terms[0], TermRow):
        iri = terms[0].thing.iri.partition("#")[0]
        # a vocabulary, whose terms are on the page and in the RDF
        return {"@type": "DefinedTermSet", "@id": iri, "name": iri.rpartition("/")[2].capitalize()}
    return None


def part_of(reference: str) -> str:
    """Which part of what a reference means, in words: names repeat among parts, and titles must not.

    >>> part_of("plan/5/action/5.1/mention/6791-6808"), part_of("concept/afis-mab")
    ('plan 5, action 5.1, mention 6791-6808', '')
    """
    steps = reference.split("/")
    if len(steps) <= 3:
        return ""
    return ", ".join(" ".join(steps[start : start + 2]) for start in range(0, len(steps), 2))


def _one(context: Context, name: str, kind: type[_T]) -> _T | None:
    value = context.get(name)
    return value if isinstance(value, kind) else None


Node = Mapping[str, object]
CARD = "card-"
"""How the names of pictures of a site begin; its name follows."""

# RFC 8259 lets any character be escaped; these could end the element, or change the direction of text.
_ESCAPED = "<>&\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in (*_ESCAPED, *map(chr, range(0x7F, 0xA0)))})


def script(nodes: Sequence[Node]) -> Markup:
    """A data block of JSON-LD that no text can break out of; nothing where there are no nodes.

    >>> script([{"name": "</script>"}])
    Markup('<script type="application/ld+json">{"@context":"https://schema.org","name":"\\\\u003c/script\\\\u003e"}</script>')
    """
    if not nodes:
        return Markup("")
    whole = dict(nodes[0]) if len(nodes) == 1 else {"@graph": list(nodes)}
    text = json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False, separators=(",", ":"))
    # Every character with a meaning in markup is escaped in the line above its use.
    return Markup(f'<script type="application/ld+json">{text.translate(_ESCAPES)}</script>')  # noqa: S704


def breadcrumb_data(steps: Iterable[tuple[str, str]], here: str) -> Markup:
    """The trail as data, beside the trail that people see; the last step is the page itself and needs no address."""
    items = [{"@type": "ListItem", "name": str(name), "item": absolute(path)} for path, name in steps]
    items.append({"@type": "ListItem", "name": str(here)})
    numbered = [{**item, "position": place} for place, item in enumerate(items, 1)]
    return script([{"@type": "BreadcrumbList", "itemListElement": numbered}])


def web_page(url: str, *, name: str, title: str, description: str, kind: str, main: str | None) -> Node:
    """The page as part of the site of that name; `kind` is its type, `main` the IRI of its subject."""
    page = {
        "@type": kind,
        "@id": url,
        "url": url,
        "name": title,
        "description": description,
        "inLanguage": "en",
        "isPartOf": {"@type": "WebSite", "@id": website(), "name": name},
    }
    return page if main is None else {**page, "mainEntity": {"@id": main}}


def website() -> str:
    """The IRI of the site as such."""
    return f"{site_base().iri}#website"


def web_site(name: str) -> Node:
    """The site and how to search it."""
    return {
        "@type": "WebSite",
        "@id": website(),
        "url": absolute("/"),
        "name": name,
        "inLanguage": "en",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": absolute("/search") + "?q={search_term_string}"},
            "query-input": "required name=search_term_string",
        },
    }


def question(words: str, answer: str, url: str) -> Node:
    """A question with its one answer."""
    return {
        "@type": "Question",
        "@id": f"{url}#question",
        "name": words,
        "answerCount": 1,
        "acceptedAnswer": {"@type": "Answer", "text": answer, "url": url},
    }


def dataset(facts: DatasetFacts, *, files: Iterable[ReleaseFile]) -> Node:
    """The dataset with its downloads, as dataset search engines read it."""
    time = f"{facts.start or '..'}/{facts.end or '..'}" if facts.start or facts.end else None
    return _without_empty(
        {
            "@type": "Dataset",
            "@id": site_base().thing("dataset").value,
            "url": absolute("/data"),
            "name": facts.title,
            "description": facts.description,
            "version": facts.version,
            "datePublished": facts.issued,
            "license": facts.licence,
            "usageInfo": facts.rights and absolute("/data#terms"),
            "isAccessibleForFree": True,
            "creator": [_project(maker) for maker in facts.creators],
            "publisher": [_project(maker) for maker in facts.publishers],
            "keywords": list(facts.keywords),
            "temporalCoverage": time,
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file.name,
                    "contentUrl": absolute(f"/dumps/{file.name}"),
                    "encodingFormat": essence(file.sent_as),
                    "contentSize": f"{file.size} B",
                    "sha256": file.sha256,
                }
                for file in files
            ],
        }
    )


def _project(maker: Thing) -> Node:
    return {"@type": "Project", "@id": maker.iri, "name": maker.name}


def item_list(filled: FilledList) -> Node:
    """A list of things: the total, and the addresses of the things on this page."""
    urls = [url for row in filled.rows if (url := _address(row.thing.iri)) is not None]
    before = ((filled.choice.page or 1) - 1) * PAGE_SIZE
    return {
        "@type": "ItemList",
        "name": filled.what.heading,
        "numberOfItems": filled.total,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "url": url} for place, url in enumerate(urls, before + 1)
        ],
    }


_WORKS = frozenset(["CreativeWork", "Legislation", "DefinedTermSet", "Dataset"])
_ORGANISATIONS = frozenset(["Organization", "GovernmentOrganization", "Project"])
_ANY = frozenset(kind.schema for kind in KINDS if kind.schema) | {"Thing"}

# Our property → the property of schema.org, and the types that may have it.
_PROPERTIES = (
    (DCTERMS.term("title"), "headline", _WORKS),
    (CCWP.acronym, "alternateName", _ANY),
    (SKOS.prefLabel, "alternateName", _ANY),
    (SKOS.altLabel, "alternateName", _ANY),
    (SKOS.definition, "description", _ANY),
    (DCTERMS.description, "description", _ANY),
    (OWL.sameAs, "sameAs", _ANY),
    (SKOS.exactMatch, "sameAs", _ANY),
    (CCWP.registerKey, "identifier", _WORKS),
    (CCWP.celexNumber, "legislationIdentifier", frozenset(["Legislation"])),
    (CCWP.publishedOn, "datePublished", _WORKS),
    (DCTERMS.publisher, "publisher", _WORKS),
    (CCWP.status, "creativeWorkStatus", _WORKS),
    (CCWP.citesDocument, "citation", _WORKS),
    (CCWP.partOfPlan, "isPartOf", _WORKS),
    (DCTERMS.isPartOf, "isPartOf", _WORKS),
    (DCTERMS.isPartOf, "parentOrganization", _ORGANISATIONS),
    (CCWP.heldOn, "startDate", frozenset(["Event"])),
    (SKOS.inScheme, "inDefinedTermSet", frozenset(["DefinedTerm"])),
    (PROV.wasDerivedFrom, "isBasedOn", _WORKS),
)
_AS_NAMES = frozenset(["creativeWorkStatus"])
_AS_ADDRESSES = frozenset(["sameAs"])


def entity(page: EntityPage) -> Node:
    """The subject of a page in terms of schema.org; what schema.org has no term for is only in the RDF."""
    classes = frozenset(thing.iri for thing in page.classes)
    kind = schema_type_of(NamedNode(each) for each in classes)
    values = {fact.property.iri: fact.values for fact in page.facts}
    node: dict[str, object] = {
        "@type": kind,
        "@id": page.thing.iri,
        "url": _address(page.thing.iri),
        "name": page.thing.name,
        "additionalType": [thing.iri for thing in page.classes if thing.iri.startswith(CCWP)],
    }
    for ours, theirs, kinds in _PROPERTIES:
        if kind in kinds and ours.value in values:
            added = [json_value for value in values[ours.value] if (json_value := _as_json(theirs, value)) is not None]
            known = node.get(theirs)
            node[theirs] = [*(known if isinstance(known, list) else []), *(a for a in added if a != page.thing.name)]
    start, end = (_day(values.get(p.value, ())) for p in (CCWP.validFrom, CCWP.validUntil))
    if kind in _WORKS and (start or end):
        node["temporalCoverage"] = f"{start or '..'}/{end or '..'}"
    return _without_empty(node)


def _day(values: Sequence[Thing | Words]) -> str | None:
    """The first value if it is a day (ISO 8601)."""
    text = next((value.text for value in values if isinstance(value, Words)), "")
    return text if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else None


def _as_json(name: str, value: Thing | Words) -> object | None:
    """A value as JSON-LD: words with their language, things with IRI and name; None for anything else."""
    if isinstance(value, Words):
        if name in _AS_ADDRESSES:
            return None
        return {"@language": value.language, "@value": value.text} if value.language not in (None, "en") else value.text
    if name in _AS_NAMES:
        return value.name
    target = href(value.iri)
    if target is None:
        return None
    if name in _AS_ADDRESSES:
        return value.iri if is_outside(target) and target.startswith("http") else None
    return {"@id": value.iri, "name": value.name} if value.is_named else {"@id": value.iri}


def _address(iri: str) -> str | None:
    """The absolute address of a thing's page; None if it has none here."""
    target = href(iri)
    return None if target is None or is_outside(target) else absolute(target)


def _without_empty(node: Mapping[str, object]) -> Node:
    """A node without empty values; a list of one value becomes that value."""
    shown = {name: value for name, value in node.items() if value not in (None, [], "")}
    return {
        name: value[0] if isinstance(value, list) and len(value) == 1 and name != "distribution" else value
        for name, value in shown.items()
    }
