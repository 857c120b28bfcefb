"""Guides as a part of a page: what Markdown says, and nothing that Markdown could smuggle in."""

from __future__ import annotations

import pytest

from ccwp_kg.server.html.rendering import as_html

WRITTEN = [
    ("**a < b**, *`c`*\nd", "<p><strong>a &lt; b</strong>, <em><code>c</code></em>\nd</p>"),
    ("[a `b`](c.md), <http://d/>", "<p>a <code>b</code>, <code>http://d/</code></p>"),
    ("## 1. The `a|b`, read", '<h2 id="1-the-a-b-read">1. The <code>a|b</code>, read</h2>'),
    ("* a\n  b\n* c", "<ul>\n<li>a\nb</li>\n<li>c</li>\n</ul>"),
    (
        '```console\n$ a "b"\n<c>\n```',
        '<pre class="code" tabindex="0" role="region" aria-label="$ a &#34;b&#34;">'
        "<code>$ a &#34;b&#34;\n&lt;c&gt;</code></pre>",
    ),
    (
        '| a" | b |\n|---|--:|\n| `c\\|d` | |',
        '<div class="scroll" tabindex="0" role="region" aria-label="Table: a&#34;, b"><table><thead>\n<tr>\n'
        '<th scope="col">a&quot;</th>\n<th scope="col">b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n'
        "<td><code>c|d</code></td>\n<td></td>\n</tr>\n</tbody>\n</table></div>",
    ),
]
HOSTILE = [
    ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
    ("<div onclick=x>", "<p>&lt;div onclick=x&gt;</p>"),
    ("![a](http://b/c.png)", "<p>!a</p>"),
    ("[a](javascript:b)", "<p>[a](javascript:b)</p>"),
    ("<javascript:a>", "<p>&lt;javascript:a&gt;</p>"),
    ("a&#x202e;b", "<p>a[U+202E]b</p>"),
    ('## <b>"', '<h2 id="b">&lt;b&gt;&quot;</h2>'),
]


@pytest.mark.parametrize(("markdown", "html"), WRITTEN + HOSTILE)
def test_markdown_becomes_html_that_a_page_may_hold(markdown: str, html: str) -> None:
    """Without tags, pictures, links, styles or characters that turn the text around."""
    assert html == as_html(markdown).rstrip()
