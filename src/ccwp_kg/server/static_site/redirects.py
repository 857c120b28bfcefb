"""The folder that a registration at w3id.org needs: redirects from the names of things to a site of files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

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

# The format that Accept names first, else Turtle.
RewriteRule ^ - [E=FORMAT:ttl]
"""
_FORMAT = """\
RewriteCond %{{HTTP_ACCEPT}} ^(?:(?!{known}).)*(?:{names}) [NC]
RewriteRule ^ - [E=FORMAT:{suffix}]
"""
_NEGOTIATED = "RewriteRule {pattern} {base}/{target}.%{{ENV:FORMAT}} [R=302,L]\n"
_REST = """
# Nothing there answers a query; the page says how to start what does.
RewriteRule ^(?:sparql|graph-store|reconcile|mcp)$ {base}/sparql.html [R=302,L]

# What names its format, and pages.
RewriteRule ^(.+\\.(?:{suffixes}))$ {base}/$1 [R=302,L]
RewriteRule ^(.+)$ {base}/$1.html [R=302,L]
"""
_NEGOTIATED_PATHS = ("ontology", "ontology/overview", "ontology/rich", "shapes", "catalog", "changes")
_ALSO = {"catalog": (".well-known/void",)}
"""Further paths of a document."""


def redirect_files(base_url: str, maintainer: str, *, versions: Iterable[str]) -> Mapping[str, str]:
    """The files of the folder by their names.

    `versions` are the paths of the current versions of vocabularies: `ontology/0.2.0`. Raises CannotPublish where the
    maintainer can be no account.
    """
    account = _ACCOUNT.fullmatch(maintainer)
    if account is None:
        raise CannotPublish(f"the maintainer '{maintainer[:80]}' is no GitHub account; give its name, such as octocat")
    readme = _README.format(base=base_url, account=account[1])
    return {"README.md": readme, ".htaccess": _rules(base_url, account[1], sorted(versions))}


def _rules(base: str, account: str, versions: Sequence[str]) -> str:
    offers = (HTML, *RDF_FORMATS)
    known = "|".join(re.escape(name) for form in offers for name in _names(form))
    formats = [
        _FORMAT.format(known=known, names="|".join(map(re.escape, _names(form))), suffix=form.suffix)
        for form in offers
        if form is not TURTLE
    ]
    named = [_NEGOTIATED.format(pattern="^id/(.+)$", base=base, target="doc/$1")]
    for name in _NEGOTIATED_PATHS:
        paths = [name, *(each for each in versions if each.rpartition("/")[0] == name), *_ALSO.get(name, ())]
        pattern = f"^(?:{'|'.join(map(re.escape, paths))})$"
        named.append(_NEGOTIATED.format(pattern=pattern, base=base, target=name))
    suffixes = "|".join(
        dict.fromkeys([*(form.suffix for form in (*RDF_FORMATS, HTML, CSV, JSON, JSON_LINES, TEXT, ATOM)), "xml"])
    )
    head, rest = _HEAD.format(account=account, base=base), _REST.format(base=base, suffixes=suffixes)
    return "".join([head, *formats, "\n", *named, rest])


def _names(form: Format) -> tuple[str, ...]:
    """The media types that ask for a format alone: application/json may ask for others."""
    return (form.essence, *(alias for alias in form.aliases if alias == "application/xhtml+xml"))
