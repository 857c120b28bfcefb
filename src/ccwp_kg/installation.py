"""What is installed here: the folders that are shipped, and the extras."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import shlex
import sys
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from ccwp_kg.errors import CannotServe

FOLDERS = ("ontology", "data", "shapes", "web", "docs")
"""Of `docs/` a wheel has what pages are made from."""
NAME = "ccwp-kg"
"""The name of the distribution, and of its command."""

_PACKAGE = Path(__file__).resolve().parent


def is_installed() -> bool:
    """Whether the folders belong to an installed wheel, to which no documents are added."""
    return (_PACKAGE / "_assets").is_dir()


def folder(name: str) -> Path:
    """One of the shipped folders (`FOLDERS`).

    An installed wheel carries them at `ccwp_kg/_assets/`; in a checkout they stand beside `src/`. Raises ValueError
    for any other name, CannotServe where the folder is in neither place.
    """
    if name not in FOLDERS:
        raise ValueError(f"'{name}' is not shipped; there are {', '.join(FOLDERS)}")
    places = (_PACKAGE / "_assets" / name, _PACKAGE.parents[1] / name)
    for place in places:
        if place.is_dir():
            return place
    raise CannotServe(f"the folder '{name}' is neither at {places[0]} nor at {places[1]}; reinstall {NAME}")


def install_command(extra: str, *, for_visitors: bool = False) -> str:
    """The command that adds an extra (a key of optional-dependencies in pyproject.toml) to this installation.

    It names what the extra needs, never the project itself, which need not be in an index: so it is the same for a
    checkout and for a wheel, also when that file has gone. An environment of pipx is added to by pipx; that of
    `pipx run`, which does not last, is made anew from where it was made (PEP 610). `for_visitors` of a server it names
    no path of this machine.
    """
    try:
        about = importlib.metadata.distribution(NAME)
        needed, source = _needed(about.requires or [], extra), _source(about.read_text("direct_url.json"))
    except importlib.metadata.PackageNotFoundError:  # run from its source, where PYTHONPATH says
        needed, source = (), None
    if not is_installed():
        source = _PACKAGE.parents[1]
    prefix = Path(sys.prefix)
    is_pipx, is_lasting = (prefix / "pipx_metadata.json").is_file(), prefix.parent.name == "venvs"
    if is_pipx and is_lasting and needed:
        return shlex.join(["pipx", "inject", prefix.name, *needed])
    if for_visitors:
        return shlex.join(["python", "-m", "pip", "install", *(needed or (f"{NAME}[{extra}]",))])
    itself = f"{_from_here(source) if source else NAME}[{extra}]"
    if is_pipx:
        return shlex.join(["pipx", "run", "--spec", itself, NAME])
    wanted = needed or (itself if is_installed() else f"--editable={itself}",)
    if importlib.util.find_spec("pip") is None:  # as uv makes environments
        return shlex.join(["uv", "pip", "install", "--python", _from_here(Path(sys.executable)), *wanted])
    return shlex.join([_from_here(Path(sys.executable)), "-m", "pip", "install", *wanted])


def _needed(requirements: list[str], extra: str) -> tuple[str, ...]:
    """The requirements of an extra without their markers (core metadata, Requires-Dist)."""
    found = (requirement.partition(";") for requirement in requirements)
    return tuple(what.strip() for what, _, marker in found if re.search(rf"extra == ['\"]{extra}['\"]", marker))


def _source(direct_url: str | None) -> Path | None:
    """The folder or wheel on this machine that was installed (PEP 610); None where it was none, or has gone."""
    address = urlsplit(json.loads(direct_url)["url"] if direct_url else "")
    path = Path(url2pathname(address.path)) if address.scheme == "file" else None
    return path if path is not None and path.exists() else None


def _from_here(path: Path) -> str:
    """A path, from the working directory where it stands in it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
