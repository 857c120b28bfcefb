"""A guide of `docs/` as a part of a page, from the Markdown (CommonMark, with tables) that guides are written in.

A link leads to files that are not served, or to a server of the reader's own: its words alone are shown.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from ccwp_kg.installation import folder
from ccwp_kg.markup import safe, visible


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
