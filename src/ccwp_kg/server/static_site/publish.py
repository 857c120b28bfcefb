"""Writes a release as files that any host of files can serve, and the redirects to them that w3id.org needs."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ccwp_kg import __version__
from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.errors import CannotPublish
from ccwp_kg.formats import ATOM, CSV, HTML, JSON, JSON_LINES, RDF_FORMATS, TEXT, TURTLE, Format
from ccwp_kg.publish.swap import names_in, replace_folder
from ccwp_kg.server.static_site.app import open_static_site, vocabulary_versions
from ccwp_kg.server.static_site.writing import SiteCount, SiteWriter

_EXAMPLE = "such as https://name.github.io/ccwp"
_HOST = re.compile(r"[A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\]")
# Of what RFC 3986 §3.3 allows, that which no program takes for anything else; a dot alone, or two, would be another
# folder (§5.2.4).
_PATH = re.compile(r"(?:/(?!\.{1,2}(?:/|\Z))[A-Za-z0-9._~+,=:-]+)*")
# RFC 2606 §2 and §3: names that belong to nobody, for examples.
_DUMMY = re.compile(r"(?:.*\.)?(?:example|invalid|test|example\.(?:com|net|org))\Z", re.IGNORECASE)


def read_base_url(text: str) -> str:
    """A base URL without a slash at its end. Raises CannotPublish, with the cause and a cure, for what is none.

    >>> read_base_url("https://name.github.io/ccwp/")
    'https://name.github.io/ccwp'
    """
    if "@" in text:  # what stands before it may be a password, which no message repeats
        raise CannotPublish(
            "the base URL holds a user name, which everybody would read; leave out what stands before @"
        )
    shown = f"the base URL '{text[:200]}'" if text.isprintable() else "the base URL"
    try:
        parts = urlsplit(text)
        port, host = parts.port, parts.hostname
    except ValueError:
        raise CannotPublish(f"{shown} is no address; write one {_EXAMPLE}") from None
    path = parts.path.rstrip("/")
    if not text.isprintable() or " " in text:
        raise CannotPublish(f"{shown} holds spaces or control characters; write an address {_EXAMPLE}")
    if parts.scheme not in ("http", "https"):
        if "://" in text:
            raise CannotPublish(f"{shown} begins with {parts.scheme}; pages are read over https or http")
        raise CannotPublish(f"{shown} has no scheme; write https:// before the host, {_EXAMPLE}")
    if not host or not _HOST.fullmatch(parts.netloc.removesuffix(f":{port}")):
        raise CannotPublish(f"{shown} names no host; write an address {_EXAMPLE}")
    if "?" in text or "#" in text:
        raise CannotPublish(
            f"{shown} holds a query or fragment, and pages are put below it; leave out what follows ? or #"
        )
    if not _PATH.fullmatch(path):
        raise CannotPublish(f"the path of {shown} is none that files can be put below; write an address {_EXAMPLE}")
    return f"{parts.scheme}://{parts.netloc.lower()}{path}"


def is_dummy(base_url: str) -> bool:
    """Whether the host is one that documentation uses and nobody has.

    >>> is_dummy("https://kg.example.org/ccwp"), is_dummy("https://name.github.io")
    (True, False)
    """
    return bool(_DUMMY.match(urlsplit(base_url).hostname or ""))


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
    account = _account(maintainer)
    readme = _README.format(base=base_url, account=account)
    return {"README.md": readme, ".htaccess": _rules(base_url, account, sorted(versions))}


def _account(maintainer: str) -> str:
    account = _ACCOUNT.fullmatch(maintainer)
    if account is None:
        raise CannotPublish(f"the maintainer '{maintainer[:80]}' is no GitHub account; give its name, such as octocat")
    return account[1]


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


MARK = ".ccwp-kg-site.json"
"""The file that marks a folder as a site that this wrote, with a sum of the names of its files."""
REDIRECTS = "w3id/ccwp"
"""Where the folder for the redirects of w3id.org is."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: pages and files of data, and the links that were left out, as page and address."""

    count: SiteCount
    dead: tuple[tuple[str, str], ...]


def check_target(out: Path, *, base_url: str, maintainer: str | None) -> None:
    """Raise as `publish_site` does where no site can be written there, of whatever release."""
    if maintainer is not None and is_dummy(base_url):
        raise CannotPublish(
            f"{base_url} is an address for examples, and w3id.org would lead everybody there; give the one that answers"
        )
    if maintainer is not None:
        _account(maintainer)
    try:
        _check_replaceable(out)
    except OSError as error:
        raise cannot_write(out, error) from error


def publish_site(
    release: Path,
    out: Path,
    *,
    base_url: str,
    contact: str = "",
    repository: str = "",
    maintainer: str | None = None,
    progress: Callable[[SiteCount], None] = lambda _: None,
) -> Published:
    """Write the site of a release into the folder `out`, which will be at `base_url` (as read_base_url gives it).

    A site that was written there before is replaced in one step, and stays where this one cannot be finished.
    `contact` and `repository` are as in Settings. `maintainer` is the account for a registration at w3id.org, whose
    folder of redirects is written then. Raises NotARelease, CannotPublish where `out` holds anything else, or a page
    cannot be made, and CannotWrite.
    """
    out = out.resolve()
    check_target(out, base_url=base_url, maintainer=maintainer)
    site = open_static_site(release, base_url=base_url, contact=contact, repository=repository)
    versions = vocabulary_versions(site)
    redirects = {} if maintainer is None else redirect_files(base_url, maintainer, versions=versions)
    found: list[Published] = []

    def fill(folder: Path) -> None:
        writer = SiteWriter(site, folder, progress=progress)
        found.append(Published(writer.write(), writer.dead))
        (folder / ".nojekyll").write_bytes(b"")  # else GitHub Pages leaves out what begins with an underscore
        for name, text in redirects.items():
            path = folder / REDIRECTS / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        _mark(folder, release=site.version, base_url=base_url)

    try:
        replace_folder(out, fill)
    except OSError as error:
        raise cannot_write(out, error) from error
    return found[0]


def _mark(folder: Path, *, release: str, base_url: str) -> None:
    mark = {"writtenBy": f"ccwp-kg {__version__}", "release": release, "baseUrl": base_url, **_sum_of_names(folder)}
    (folder / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")


def _sum_of_names(folder: Path) -> dict[str, int | str]:
    """What the mark says of the files beside it: of a million files no more than of one."""
    names = sorted(os.fsencode(name) for name in names_in(folder) if name != MARK)
    digest = hashlib.sha256()
    for name in names:
        digest.update(name + b"\0")
    return {"files": len(names), "names": digest.hexdigest()}


def _check_replaceable(out: Path) -> None:
    """Raise CannotPublish unless `out` is not there, is empty, or holds a site of ours and nothing else; or OSError."""
    if not out.exists():
        return
    if not out.is_dir():
        raise CannotPublish(f"{out} is a file; name a folder for the site")
    if not any(out.iterdir()):
        return
    try:
        mark = json.loads((out / MARK).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        mark = None
    if not isinstance(mark, dict) or "baseUrl" not in mark:
        raise CannotPublish(f"{out} is not empty and holds no site of this command; name another folder, or empty it")
    if "names" not in mark:
        raise CannotPublish(
            f"{out} holds a site of an earlier version, which did not note its files; remove it yourself"
        )
    found = _sum_of_names(out)
    if found != {name: mark.get(name) for name in found}:
        raise CannotPublish(
            f"{out} holds other files than this command wrote; take out what is newer than its {MARK}, or "
            "remove the folder yourself"
        )
