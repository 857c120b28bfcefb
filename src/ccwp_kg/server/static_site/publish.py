"""Writes a release as files that any host of files can serve."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg import __version__
from ccwp_kg.atomic_files import cannot_write
from ccwp_kg.errors import CannotPublish
from ccwp_kg.publish.swap import replace_folder
from ccwp_kg.server.static_site.app import open_static_site, vocabulary_versions
from ccwp_kg.server.static_site.base_url import is_dummy
from ccwp_kg.server.static_site.redirects import redirect_files
from ccwp_kg.server.static_site.writing import SiteCount, SiteWriter

MARK = ".ccwp-kg-site.json"
"""The file that marks a folder as a site that this wrote, and names what stands at the top of it."""
REDIRECTS = "w3id/ccwp"
"""Where the folder for the redirects of w3id.org is."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: pages and files of data, and the links that were left out, as page and address."""

    count: SiteCount
    dead: tuple[tuple[str, str], ...]


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
    if maintainer is not None and is_dummy(base_url):
        raise CannotPublish(
            f"{base_url} is an address for examples, and w3id.org would lead everybody there; give the one that answers"
        )
    out = out.resolve()
    _check_replaceable(out)
    site = open_static_site(release, base_url=base_url, contact=contact, repository=repository)
    versions = vocabulary_versions(site)
    redirects = {} if maintainer is None else redirect_files(base_url, maintainer, versions=versions)
    found: list[Published] = []

    def fill(folder: Path) -> None:
        with tempfile.TemporaryDirectory(prefix="ccwp-kg-") as scratch:
            writer = SiteWriter(site, folder, Path(scratch) / "addresses", progress=progress)
            try:
                count = writer.write()
                found.append(Published(count, writer.dead))
            finally:
                writer.close()
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
    top = sorted([MARK, *(path.name for path in folder.iterdir())])
    mark = {"writtenBy": f"ccwp-kg {__version__}", "release": release, "baseUrl": base_url, "top": top}
    (folder / MARK).write_text(json.dumps(mark, indent=1) + "\n", encoding="utf-8")


def _check_replaceable(out: Path) -> None:
    """Raise CannotPublish unless `out` is not there, is empty, or holds a site of ours and nothing else."""
    if not out.exists():
        return
    if not out.is_dir():
        raise CannotPublish(f"{out} is a file; name a folder for the site")
    found = {path.name for path in out.iterdir()}
    if not found:
        return
    try:
        ours = set(json.loads((out / MARK).read_text(encoding="utf-8"))["top"])
    except (OSError, ValueError, KeyError, TypeError):
        raise CannotPublish(
            f"{out} is not empty and holds no site of this command; name another folder, or empty it"
        ) from None
    if foreign := sorted(found - ours - {MARK}):
        raise CannotPublish(
            f"{out} holds {foreign[0]}, which this command did not write and would remove; take it out of the folder"
        )
