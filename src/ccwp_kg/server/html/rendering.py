"""Templates, their filters and globals; everything from the data is escaped.

A guide of `docs/` becomes a part of a page, from the Markdown (CommonMark, with tables) that guides are written in. Its
links lead to files that are not served, or to a server of the reader's own: their words alone are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache, partial
from html import unescape
from types import CodeType
from typing import Any

from flask import Flask, Response, current_app
from flask.templating import Environment
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.runtime import Macro
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from ccwp_kg.entities.citable import licence_in_words
from ccwp_kg.errors import in_seconds
from ccwp_kg.formats import HTML
from ccwp_kg.installation import folder
from ccwp_kg.markup import between_tags, prepare, safe, silent, visible
from ccwp_kg.namespaces import CCWP
from ccwp_kg.rdf.terms.days import day_of
from ccwp_kg.server.html import pieces
from ccwp_kg.server.html.pictures.classes import class_picture
from ccwp_kg.server.html.pictures.timeline import approval_picture
from ccwp_kg.server.html.sanitise import counted
from ccwp_kg.server.http.headers import POLICY_OF_FILES
from ccwp_kg.server.http.links import asked_language, href, is_outside, keep_language
from ccwp_kg.server.site.printed_texts import column_of
from ccwp_kg.server.site.site import Site


@lru_cache(maxsize=4)
def guide(name: str, section: str = "") -> Markup:
    """What `docs/NAME.md` says below its title, or one of its sections without the heading."""
    text = (folder("docs") / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")[2]
    if section:
        text = text.partition(f"## {section}\n\n")[2].partition("\n## ")[0]
    return as_html(text)


def as_html(markdown: str) -> Markup:
    """Markdown as HTML: tags and pictures in it stay words, headings have ids, wide parts scroll by keyboard."""
    return safe(visible(_MARKDOWN.render(markdown)))


class _Renderer(RendererHTML):
    def fence(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        text = escape(tokens[idx].content.rstrip("\n"))
        label = text.partition("\n")[0]
        return f'<pre class="code" tabindex="0" role="region" aria-label="{label}"><code>{text}</code></pre>'

    def heading_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        name = re.sub(r"\W+", "-", tokens[idx + 1].content.lower()).strip("-")
        return f'<{tokens[idx].tag} id="{name}">'

    def table_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        row = next(i for i in range(idx, len(tokens)) if tokens[i].type == "tr_close")
        label = escape(", ".join(each.content for each in tokens[idx:row] if each.type == "inline"))
        return f'<div class="scroll" tabindex="0" role="region" aria-label="Table: {label}"><table>'

    def table_close(self, *_: Any) -> str:
        return "</table></div>"

    def th_open(self, *_: Any) -> str:  # without the style of a column, as no page has styles of its own
        return '<th scope="col">'

    def td_open(self, *_: Any) -> str:
        return "<td>"

    def link_open(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return "<code>" if tokens[idx].markup == "autolink" else ""

    def link_close(self, tokens: Sequence[Token], idx: int, *_: Any) -> str:
        return "</code>" if tokens[idx].markup == "autolink" else ""


_MARKDOWN = MarkdownIt("commonmark", {"html": False}, renderer_cls=_Renderer).enable("table").disable(["image", "code"])


NAVIGATION = (
    ("/plans", "Plans"),
    ("/actions", "Actions"),
    ("/organisations", "Organisations"),
    ("/documents", "Documents"),
    ("/questions", "Questions"),
    ("/sparql", "Query"),
    ("/data", "Data"),
)
_FILTERS = (in_seconds, pieces.number, pieces.in_lines, pieces.passage_path, pieces.page_ranges, pieces.query_path)
_GLOBALS = (
    silent, pieces.folio, pieces.printed, pieces.sentence, pieces.lang, pieces.title_of, pieces.link, pieces.links,
    pieces.prose, pieces.value, pieces.words, pieces.correction, pieces.evidence, pieces.missing_value, pieces.incoming,
    pieces.inferred, pieces.place, pieces.quotations, approval_picture, class_picture, counted,
)  # fmt: skip
"""What templates call by its own name."""
_INDENTATION = re.compile(r"(?<=\n)[ \t]+(?=<)")


class PageEnvironment(Environment):
    """An environment whose templates share its globals: none has any of its own. Pages go without the indentation of
    their tags, which says nothing and is sent each time."""

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """A template as it is compiled."""
        return _INDENTATION.sub("", super().preprocess(source, name, filename))

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template. A chain of two mappings is walked in Python at each render and import."""
        return super().make_globals(d) if d else self.globals


class TemplateCache(BytecodeCache):
    """Compiled templates, kept for the next application of this process: each release has its own."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what was compiled, if anything was."""
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._code[bucket.key, bucket.checksum] = bucket.code


def compile_templates(app: Flask, compiled: TemplateCache) -> None:
    """Compile every template now, so that no reader waits for it."""
    app.jinja_env.bytecode_cache = compiled
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def render(template: str, **values: object) -> str:
    """A page from a template; values are named, and an undefined one is an error."""
    return keep_language(current_app.jinja_env.get_template(template).render(**values))


def headings(html: str) -> list[tuple[str, str]]:
    """The headings of the second level in a part of a page: the name of each, and its words.

    >>> headings('<h2 id="a">One</h2><h3 id="b">x</h3><h2 id="c" class="said">Two &amp; <i>three</i></h2>')
    [('a', 'One'), ('c', 'Two & three')]
    """
    found = re.findall(r'<h2 id="([^"]+)"[^>]*>(.*?)</h2>', html, re.DOTALL)
    return [(unescape(name), unescape(re.sub("<[^>]*>", "", words)).strip()) for name, words in found]


def page(template: str, **values: object) -> Response:
    """The answer that a page from a template is."""
    return Response(render(template, **values), content_type=HTML.media_type)


def kept_part(site: Site, *key: str, caller: Callable[[], str]) -> str:
    """A long part of a page, `{% call kept_part("terms") %}…{% endcall %}`, drawn once for each state of the data.

    What is in it depends on the key, the data and the language alone, not on the address that was asked.
    """
    return site.kept.get(("part", *key, asked_language()), caller)


def prepare_templates(app: Flask, site: Site) -> None:
    """Give the templates their filters, and the values that every page uses."""
    environment = app.jinja_env
    prepare(environment)
    environment.filters.update(
        headings=headings,
        day=day_of,
        href=href,
        licence_in_words=licence_in_words,
        verbatim=escape,
        between_tags=between_tags,
    )
    environment.filters.update({each.__name__: each for each in _FILTERS})
    environment.tests["outside"] = is_outside
    environment.globals.update({each.__name__: each for each in _GLOBALS})
    environment.globals.update(guide=guide, facts_of=pieces.facts, kept_part=partial(kept_part, site))
    app.extensions[pieces.COLUMN_OF] = partial(column_of, site)
    environment.globals.update(site=site, navigation=NAVIGATION, base=site.base.iri, ccwp=str(CCWP))
    environment.globals["policy_of_files"] = POLICY_OF_FILES


def share_macros(app: Flask) -> None:
    """Let every template call what `parts.html` holds by its own name; once the application has all that this calls."""
    parts = app.jinja_env.get_template("parts.html").module
    app.jinja_env.globals.update({name: each for name, each in vars(parts).items() if isinstance(each, Macro)})
