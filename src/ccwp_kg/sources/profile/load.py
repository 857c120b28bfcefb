"""Reads a profile: a TOML file of a family of documents, and the shared files on which it builds.

A profile names the file it builds on by `extends`: one of `data/profiles/shared/`, or another profile. A table adds its
keys to the table below it; any other value takes the place of the one below.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from ccwp_kg import installation
from ccwp_kg.errors import UnreadableDocument, UnreadableFile
from ccwp_kg.input_file import read_input
from ccwp_kg.sources.profile.forms import Forms
from ccwp_kg.sources.profile.profile import COLUMNS, RELATIONS, AnnexColumn, FieldHint, Profile
from ccwp_kg.sources.profile.slots import unknown_slot

_SHARED = "shared"
_EXTENDS = "extends"
_DEEPEST = 8
"""The files, at most, that build on one another."""
_LARGEST = 200_000
"""The bytes of a file, at most: the largest of the project has 40,000."""
_MOST_PHRASES = 1_000
"""The phrases, at most, that one form stands for."""
_SHOWN = 80
_NESTED = re.compile(r"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){32}""")
"""A key of so many parts that reading it takes long; no profile has five."""
_KINDS = {str: "a text in quotation marks", int: "a whole number", float: "a number", bool: "true or false"}

_parsed = lru_cache(maxsize=32)(tomllib.loads)
"""The tables of a TOML text, which nothing changes."""


class _Fault(Exception):
    """What is wrong at a key: the steps that lead to it, what is wrong, and the cure."""

    def __init__(self, key: Sequence[str], what: str, cure: str) -> None:
        super().__init__(what)
        self.key, self.what, self.cure = key, what, cure


def load_profile(path: Path, *, folder: Path | None = None) -> Profile:
    """The profile in a TOML file. `folder` holds the files on which it may build: its own folder, unless it is given.

    Raises UnreadableDocument, with file, key and cure, where a file is missing or is not TOML, and where a key is
    missing, unknown or of another kind.
    """
    profile = _profile(tuple(_chain(path, folder or path.parent)))
    if profile.name != path.stem:
        raise UnreadableDocument(
            f"the profile {path.name}, key name: “{profile.name}” is not the name of its file; call both alike"
        )
    return profile


@lru_cache(maxsize=16)
def _profile(texts: tuple[tuple[str, str], ...]) -> Profile:
    """The profile in a file that builds on others, by the names and the texts of all, the nearest first."""
    files = [(name, _parsed(text)) for name, text in texts]
    data: Mapping[str, Any] = {}
    for _, each in files:
        data = _merged(data, each)
    try:
        made: Profile = _value(Profile, {key: each for key, each in data.items() if key != _EXTENDS}, ())
    except _Fault as fault:
        places = [(_reach(each, fault.key), name) for name, each in files]
        where = max(places, key=lambda place: place[0])[1]
        key = ".".join(fault.key)
        raise UnreadableDocument(f"the profile {where}, key {key}: {fault.what}; {fault.cure}") from None
    return made


@cache
def action_plans() -> Profile:
    """The profile of action plans that is installed with the package."""
    return load_profile(installation.folder("data") / "profiles" / "action-plan.toml")


def _chain(path: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """The names and texts of a profile and of the files on which it builds, the nearest first."""
    names: list[str] = []
    while True:
        names.append(path.name)
        text, data = _toml(path, below=names[:-1])
        yield path.name, text
        base = data.get(_EXTENDS)
        if base is None:
            return
        if not isinstance(base, str) or not re.fullmatch(r"[a-z0-9-]+", base):
            raise UnreadableDocument(
                f"the profile {path.name}, key {_EXTENDS}: “{_shortened(base)}” names no file; "
                f"give the name of one of {folder.name}/{_SHARED} without “.toml”"
            )
        if len(names) == _DEEPEST or f"{base}.toml" in names:
            raise UnreadableDocument(
                f"the profile {path.name}, key {_EXTENDS}: it builds on “{base}”, which builds on it or on too many; "
                "let one of them stand by itself"
            )
        path = next(
            (each for each in (folder / _SHARED / f"{base}.toml", folder / f"{base}.toml") if each.is_file()),
            folder / f"{base}.toml",
        )


def _toml(path: Path, *, below: Sequence[str]) -> tuple[str, Mapping[str, Any]]:
    try:
        text = read_input(path, limit=_LARGEST).decode()
        if _NESTED.search(text):
            raise RecursionError
        return text, _parsed(text)
    except UnreadableFile as error:
        if not isinstance(error.__cause__, FileNotFoundError):
            raise UnreadableDocument(f"the profile {error}") from error
        if below:
            raise UnreadableDocument(
                f"the profile {below[-1]}, key {_EXTENDS}: there is no {path.name} to build on; name a file of "
                f"data/profiles/{_SHARED}, or a profile of data/profiles"
            ) from None
        raise UnreadableDocument(f"there is no profile {path.name}; name a file of data/profiles") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UnreadableDocument(f"the profile {path.name} cannot be read ({error}); mend the TOML") from error
    except RecursionError:
        raise UnreadableDocument(
            f"the profile {path.name} nests deeper than any profile; take a key or a list apart"
        ) from None
    except ValueError:  # sys.set_int_max_str_digits
        raise UnreadableDocument(
            f"the profile {path.name} has a number of too many digits; write a shorter one"
        ) from None


def _merged(own: Mapping[str, Any], base: Mapping[str, Any]) -> dict[str, Any]:
    """Two files as one, of which the first counts; tables are merged key by key."""
    tables = (key for key in own.keys() & base.keys() if isinstance(own[key], dict) and isinstance(base[key], dict))
    both = {key: _merged(own[key], base[key]) for key in tables}
    return {**base, **own, **both}


def _reach(data: Any, key: Sequence[str]) -> int:
    """How many steps of a key lead somewhere in a file; one may be the place in a list."""
    for count, step in enumerate(key):
        if isinstance(data, list) and step.isdigit() and 0 < int(step) <= len(data):
            data = data[int(step) - 1]
        elif isinstance(data, dict) and step in data:
            data = data[step]
        else:
            return count
    return len(key)


def _value(kind: Any, data: Any, key: tuple[str, ...]) -> Any:
    """A value of a type, made from what TOML has for it: a dataclass has one key for each of its fields.

    A table where several values are expected is a sequence of its pairs; a text among several may have choices.
    """
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _table(kind, data, key)
    several, arguments = get_origin(kind), get_args(kind)
    if several is Mapping:
        if not isinstance(data, dict):
            raise _Fault(key, f"“{_shortened(data)}” is no table", f"begin a table with [{'.'.join(key)}]")
        return {name: _value(arguments[1], each, (*key, name)) for name, each in data.items()}
    if several is None:
        if not isinstance(data, (int, float) if kind is float else kind) or (kind is int and isinstance(data, bool)):
            raise _Fault(key, f"“{_shortened(data)}” is not {_KINDS[kind]}", f"give {_KINDS[kind]}")
        if isinstance(data, str) and (unknown := unknown_slot(data, key)):
            raise _Fault(key, f"“{_shortened(unknown[0])}” is no slot", f"take one of {_listed(unknown[1])}")
        return data
    if isinstance(data, dict) and arguments[0] is Forms:
        return several(Forms(name, _value(tuple[str, ...], each, (*key, name))) for name, each in data.items())
    if isinstance(data, dict):
        return several(_value(arguments[0], [name, each], (*key, name)) for name, each in data.items())
    if not isinstance(data, list):
        raise _Fault(key, f"“{_shortened(data)}” is no list", f'give a list such as ["{_shortened(data)}"]')
    values = (_value(arguments[0], each, (*key, str(place))) for place, each in enumerate(data, 1))
    return several(form for each in values for form in expanded(each)) if arguments[0] is str else several(values)


def _table(kind: type, data: Any, key: tuple[str, ...]) -> Any:
    if not isinstance(data, dict):
        raise _Fault(key, f"“{_shortened(data)}” is no table", "give a table with its keys")
    kinds = get_type_hints(kind)
    if unknown := data.keys() - kinds.keys():
        raise _Fault((*key, min(unknown)), "nothing reads this key", f"leave it out, or take one of {_listed(kinds)}")
    optional = {each.name for each in dataclasses.fields(kind) if each.default is not dataclasses.MISSING}
    if missing := [name for name in kinds if name not in data and name not in optional]:
        cure = "add it" if key else f"add it, or build on a file that has it: {_EXTENDS} = “english”"
        raise _Fault((*key, missing[0]), "it is missing", cure)
    values = {name: _value(kinds[name], each, (*key, name)) for name, each in data.items()}
    if kind is AnnexColumn and values["name"] not in COLUMNS:
        cure = f"take one of {_listed(COLUMNS)}, or leave it out, for a heading that is not known keeps its column"
        raise _Fault((*key, "name"), f"“{values['name']}” is no column", cure)
    if kind is FieldHint and values["field"] not in (*COLUMNS, *RELATIONS):
        cure = f"take one of {_listed((*COLUMNS, *RELATIONS))}"
        raise _Fault((*key, "field"), f"“{values['field']}” is no column and no relation", cure)
    return kind(**values)


def _shortened(data: Any) -> str:
    """The beginning of a value, for a message."""
    try:
        text = str(data)
    except ValueError:  # sys.set_int_max_str_digits
        text = "a number of too many digits"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _listed(names: Sequence[str] | Mapping[str, Any]) -> str:
    return ", ".join(names)


_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


def expanded(form: str) -> tuple[str, ...]:
    """The phrases that a form with choices in brackets stands for.

    >>> expanded("(sent|handed) to (the |)council")
    ('sent to the council', 'sent to council', 'handed to the council', 'handed to council')
    """
    pieces = [piece.split("|") for piece in _CHOICE.split(form)]
    if prod(map(len, pieces)) > _MOST_PHRASES:
        raise UnreadableDocument(
            f"“{_shortened(form)}” stands for more than {_MOST_PHRASES:,} phrases; write several forms"
        )
    return tuple(map("".join, product(*pieces)))
