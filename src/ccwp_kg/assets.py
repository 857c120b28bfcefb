"""The folders that are shipped, `ontology/`, `data/`, `shapes/` and `web/`, in a checkout or an installed wheel."""

from __future__ import annotations

from pathlib import Path

from ccwp_kg.errors import CannotServe

FOLDERS = ("ontology", "data", "shapes", "web")

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
    raise CannotServe(f"the folder '{name}' is neither at {places[0]} nor at {places[1]}; reinstall ccwp-kg")
