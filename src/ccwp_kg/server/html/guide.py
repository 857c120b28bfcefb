"""A guide of `docs/` as a part of a page, from the Markdown that guides are written in.

That is paragraphs, headings, lists, tables and fenced code; within them code, strong words and stressed ones. A link
leads to files that are not served, or to a server of the reader's own: its words alone are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from markupsafe import Markup, escape

from ccwp_kg.installation import folder
from ccwp_kg.markup import safe

_BLOCK = re.compile(r"```\w*\n.*?\n```|\S.*?(?=\n\n|\n*\Z|\n```)", re.DOTALL)
_INLINE = re.compile(
    r"`(?P<code>[^`]+)`|<(?P<address>https?:[^>]+)>|\*\*(?P<b>[^*]+)\*\*|\*(?P<i>[^*\s][^*]*)\*|\[(?P<link>[^]]+)\]\([^)]+\)"
)


@lru_cache(maxsize=4)
def guide(name: str, section: str = "") -> Markup:
    """What `docs/NAME.md` says below its title, or one of its sections without the heading."""
    text = (folder("docs") / f"{name}.md").read_text(encoding="utf-8").partition("\n\n")[2]
    if section:
        text = text.partition(f"## {section}\n\n")[2].partition("\n## ")[0]
    return safe("\n".join(_block(match[0]) for match in _BLOCK.finditer(text)))


def _block(text: str) -> str:
    lines = text.splitlines()
    for mark, write in _BLOCKS.items():
        if text.startswith(mark):
            return write(lines)
    return f"<p>{_inline(' '.join(lines))}</p>"


def _code(lines: list[str]) -> str:
    text = escape("\n".join(lines[1:-1]))
    return f'<pre class="code" tabindex="0" role="region" aria-label="{escape(lines[1])}"><code>{text}</code></pre>'


def _heading(lines: list[str]) -> str:
    words = lines[0].removeprefix("## ")
    name = re.sub(r"\W+", "-", words.lower()).strip("-")
    return f'<h2 id="{name}">{_inline(words)}</h2>'


def _list(lines: list[str]) -> str:
    items = "\n".join(lines).removeprefix("* ").split("\n* ")
    written = (f"<li>{_inline(' '.join(item.split()))}</li>" for item in items)
    return f"<ul>{''.join(written)}</ul>"


def _table(lines: list[str]) -> str:
    head, _, *rows = ([cell.strip() for cell in re.split(r"(?<!\\)\|", line[1:-1])] for line in lines)
    columns = "".join(f'<th scope="col">{_inline(cell)}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{_inline(cell)}</td>' for cell in row)}</tr>" for row in rows)
    label = escape(", ".join(head))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="Table: {label}"><table><thead><tr>{columns}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


_BLOCKS: dict[str, Callable[[list[str]], str]] = {"```": _code, "## ": _heading, "* ": _list, "|": _table}


def _inline(text: str) -> str:
    """Words with what is marked in them, everything escaped.

    >>> _inline("**a < b**, *`c`*: [d](e.md), <http://f/>")
    '<b>a &lt; b</b>, <i><code>c</code></i>: d, <code>http://f/</code>'
    """
    return "".join(_pieces(text))


def _pieces(text: str) -> Iterator[str]:
    done = 0
    for match in _INLINE.finditer(text):
        yield escape(text[done : match.start()])
        done = match.end()
        if words := match["code"] or match["address"]:
            yield f"<code>{escape(words)}</code>"
        elif match["link"]:
            yield _inline(match["link"])
        else:
            tag = "b" if match["b"] else "i"
            yield f"<{tag}>{_inline(match[tag])}</{tag}>"
    yield escape(text[done:])
