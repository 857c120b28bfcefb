"""The parameters of a tool, as a JSON Schema and as a check of what a call gives."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ccwp_kg.agents.tool_answer import DEFAULT_BYTES, FEWEST_BYTES, MOST_BYTES
from ccwp_kg.errors import ToolCallRefused

_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class TextParameter:
    """A parameter that is text of at most `longest` characters; one of `choices`, in any case, where there are some."""

    name: str
    meaning: str
    longest: int
    is_required: bool = False
    choices: tuple[str, ...] = ()

    def schema(self) -> dict[str, Any]:
        """The parameter in JSON Schema."""
        limits: dict[str, Any] = {"enum": list(self.choices)} if self.choices else {"maxLength": self.longest}
        return {"type": "string", "description": self.meaning, **limits}

    def checked(self, value: object) -> str:
        """The text. Raises ToolCallRefused for anything else."""
        if not isinstance(value, str):
            raise ToolCallRefused(f"'{self.name}' takes text, not {_kind(value)}")
        if any("\ud800" <= character <= "\udfff" for character in value):
            raise ToolCallRefused(f"'{self.name}' holds half a character (a lone surrogate); send whole characters")
        if self.choices and value.strip():
            chosen = value.strip().lower()
            if chosen not in self.choices:
                raise ToolCallRefused(f"'{self.name}' takes one of {', '.join(self.choices)}, not '{_short(value)}'")
            return chosen
        if len(value) > self.longest:
            raise ToolCallRefused(f"'{self.name}' may have {self.longest:,} characters; this has {len(value):,}")
        if self.is_required and not value.strip():
            raise ToolCallRefused(f"'{self.name}' is empty; {self.meaning[:1].lower()}{self.meaning[1:]}")
        return value


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberParameter:
    """A parameter that is a whole number."""

    name: str
    meaning: str
    least: int
    most: int
    default: int

    is_required = False

    def schema(self) -> dict[str, Any]:
        """The parameter in JSON Schema."""
        return {
            "type": "integer",
            "description": self.meaning,
            "minimum": self.least,
            "maximum": self.most,
            "default": self.default,
        }

    def checked(self, value: object) -> int:
        """The number. Raises ToolCallRefused for anything else."""
        if isinstance(value, float) and value.is_integer():  # JSON knows one kind of number
            value = int(value)
        if isinstance(value, bool) or not isinstance(value, int):
            raise ToolCallRefused(f"'{self.name}' takes a whole number, not {_kind(value)}")
        if not self.least <= value <= self.most:
            raise ToolCallRefused(f"'{self.name}' takes a whole number from {self.least:,} to {self.most:,}")
        return value


Parameter = TextParameter | NumberParameter
START = NumberParameter(
    name="start",
    meaning="Number of the first item to show, counted from 1; a shortened answer says with which it goes on.",
    least=1,
    most=1_000_000,
    default=1,
)
MAX_BYTES = NumberParameter(
    name="max_bytes",
    meaning="How many bytes the answer may have.",
    least=FEWEST_BYTES,
    most=MOST_BYTES,
    default=DEFAULT_BYTES,
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """The values of a call, checked: each parameter of the tool has one, `""` for a text that was not given."""

    values: Mapping[str, str | int]

    def text(self, name: str) -> str:
        """The value of a text parameter, without spaces around it."""
        return str(self.values[name]).strip()

    def number(self, name: str) -> int:
        """The value of a number parameter."""
        return int(self.values[name])


def checked(parameters: tuple[Parameter, ...], given: Mapping[str, object]) -> Arguments:
    """The arguments of a call. Raises ToolCallRefused, in a sentence that a model can act on."""
    known = {parameter.name: parameter for parameter in parameters}
    for name in given:
        if name not in known:
            near = difflib.get_close_matches(name[:_SHOWN], known, n=1)
            cure = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(known)}"
            raise ToolCallRefused(f"'{_short(name)}' is no parameter of this tool; {cure}")
    values: dict[str, str | int] = {}
    for name, parameter in known.items():
        value = given.get(name)
        if value is None and parameter.is_required:
            raise ToolCallRefused(f"'{name}' is missing; {parameter.meaning[:1].lower()}{parameter.meaning[1:]}")
        if value is None:
            values[name] = parameter.default if isinstance(parameter, NumberParameter) else ""
        else:
            values[name] = parameter.checked(value)
    return Arguments(values)


def schema(parameters: tuple[Parameter, ...]) -> dict[str, Any]:
    """The parameters as a JSON Schema of the arguments of a call."""
    required = [parameter.name for parameter in parameters if parameter.is_required]
    return {
        "type": "object",
        "properties": {parameter.name: parameter.schema() for parameter in parameters},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "text", list: "a list", dict: "an object"}
    return kinds.get(type(value), "nothing")


def _short(text: str) -> str:
    shown = "".join(character if character.isprintable() else " " for character in text[: _SHOWN + 1])
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"
