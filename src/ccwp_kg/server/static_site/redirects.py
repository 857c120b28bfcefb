"""The folder that a registration at w3id.org needs: redirects from the names of things to a site of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from ccwp_kg.errors import CannotPublish
from ccwp_kg.formats import ATOM, CSV, HTML, JSON, JSON_LINES, RDF_FORMATS, TEXT, TURTLE, Format

# https://docs.github.com: letters, digits and single hyphens
_ACCOUNT = re.compile(r"@?([A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38})")
_README = """\
# /ccwp

Persistent identifiers of **ccwp-kg**: the action plans of the Customs Cooperation Working Party of the Council of the
European Union as linked data. Ontology `https://w3id.org/ccwp/ontology#`, things `https://w3id.org/ccwp/id/…`.

They lead to <{base}/>.

Maintainer: [@{account}](https://github.com/{account})
"""

_HEAD = """\
# https://w3id.org/ccwp/ : action plans of the Customs Cooperation Working Party as linked data.
# Maintainer: https://github.com/{account}
# All of it leads to files at {base}/
RewriteEngine On

RewriteRule ^$ {base}/ [R=302,L]
RewriteRule ^dumps/(.+)$ {base}/dumps/$1 [R=302,L]
"""
_NEGOTIATED = """
# {what}: the format that Accept names first, else Turtle.
{rules}"""
_FORMAT = """\
RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{known}).)*(?:{names}) [NC]
RewriteRule {pattern} {base}/{target}.{suffix} [R=302,L]
"""
_ELSE = "RewriteRule {pattern} {base}/{target}.ttl [R=302,L]\n"
_REST = """
# What names its format, and pages.
RewriteRule ^(.+\\.(?:{suffixes}))$ {base}/$1 [R=302,L]
RewriteRule ^(.+)$ {base}/$1.html [R=302,L]
"""


def redirect_files(base_url: str, maintainer: str, *, versions: Iterable[str]) -> Mapping[str, str]:
    """The files of the folder by their names.

    `versions` are the paths of the current versions of vocabularies: `ontology/0.2.0`. Raises CannotPublish where the
    maintainer can be no account.
    """
    account = _ACCOUNT.fullmatch(maintainer)
    if account is None:
        raise CannotPublish(f"the maintainer '{maintainer[:80]}' is no GitHub account; give its name, such as octocat")
    readme = _README.format(base=base_url, account=account[1])
    return {"README.md": readme, ".htaccess": _rules(base_url, account[1], versions)}


def _rules(base: str, account: str, versions: Iterable[str]) -> str:
    blocks = [_HEAD.format(base=base, account=account), _negotiated(base, "Things", "^id/(.+)$", "doc/$1")]
    for name in ("ontology", "ontology/overview", "ontology/rich", "shapes"):
        paths = [name, *(each for each in sorted(versions) if each.rpartition("/")[0] == name)]
        pattern = f"^(?:{'|'.join(map(re.escape, paths))})$"
        blocks.append(_negotiated(base, f"The {name}" if "/" not in name else name, pattern, name))
    suffixes = "|".join(
        dict.fromkeys([*(form.suffix for form in (*RDF_FORMATS, HTML, CSV, JSON, JSON_LINES, TEXT, ATOM)), "xml"])
    )
    return "".join([*blocks, _REST.format(base=base, suffixes=suffixes)])


def _negotiated(base: str, what: str, pattern: str, target: str) -> str:
    """Rules for what has a page and data: the first media type that Accept names and that there is decides."""
    offers = (HTML, *RDF_FORMATS)
    known = "|".join(re.escape(name) for form in offers for name in _names(form))
    rules = [
        _FORMAT.format(
            known=known,
            names="|".join(map(re.escape, _names(form))),
            pattern=pattern,
            base=base,
            target=target,
            suffix=form.suffix,
        )
        for form in offers
        if form is not TURTLE
    ]
    rules.append(_ELSE.format(pattern=pattern, base=base, target=target))
    return _NEGOTIATED.format(what=what, rules="".join(rules))


def _names(form: Format) -> tuple[str, ...]:
    """The media types that ask for a format; general ones, such as application/json, count for no other format."""
    return (form.essence, *(alias for alias in form.aliases if alias == "application/xhtml+xml"))
