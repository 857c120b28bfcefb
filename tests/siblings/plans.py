"""The invented plans: one JSON file each, read into its content and its layout.

`siblings/dev` holds the plans that the reader may be developed with, `siblings/heldout` those that it was measured with
at first sight. A field that has its default is not written; an objective's number alone stands for its whole wording.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from siblings.making.content import Action, Body, Cite, Earlier, Indicator, Note, Own, Part, Party, Plan, Ref, Use
from siblings.making.expected import Sibling
from siblings.making.generator import generate
from siblings.making.layout import Layout, Row

FOLDER = Path(__file__).parent


def read_plan(path: Path) -> tuple[Plan, Layout]:
    """A plan and its layout. Raises TypeError for a field that neither has."""
    document = json.loads(path.read_text(encoding="utf-8"))
    return _plan(**document["content"]), _layout(**document["layout"])


def plans_of(folder: str) -> Mapping[str, tuple[Plan, Layout]]:
    """The plans of a folder by name (`sixth`), in the order of their numbers."""
    plans = {path.stem: read_plan(path) for path in (FOLDER / folder).glob("*.json")}
    return dict(sorted(plans.items(), key=lambda item: item[1][0].ordinal))


def _plan(**content: Any) -> Plan:
    prose = {name: tuple(_text(each) for each in content.pop(name)) for name in ("introduction", "outlook")}
    objectives = tuple(content.pop("objectives"))
    return Plan(
        first_day=date.fromisoformat(content.pop("first_day")),
        last_day=date.fromisoformat(content.pop("last_day")),
        meetings=tuple(date.fromisoformat(each) for each in content.pop("meetings")),
        notes=tuple(Body(each) if isinstance(each, str) else Body(**each) for each in content.pop("notes")),
        objectives=objectives,
        actions=tuple(_action(objectives, **each) for each in content.pop("actions")),
        **prose,
        **_frozen(content),
    )


def _action(plan_objectives: tuple[str, ...], **content: Any) -> Action:
    return Action(
        objectives=tuple(
            Use(each, plan_objectives[each - 1]) if isinstance(each, int) else Use(**each)
            for each in content.pop("objectives")
        ),
        indicators=tuple(
            Indicator(each) if isinstance(each, str) else Indicator(**each) for each in content.pop("indicators")
        ),
        parties=tuple(Party(**_frozen(each)) for each in content.pop("parties", ())),
        terms=_text(content.pop("terms", ())),
        **_frozen(content),
    )


def _text(parts: list[Any]) -> tuple[Part, ...]:
    return tuple(each if isinstance(each, str) else _part(**each) for each in parts)


def _part(**content: Any) -> Part:
    match content:
        case {"cite": printed, **rest}:
            return Cite(printed, **_frozen(rest))
        case {"ref": printed, **rest}:
            return Ref(printed, **rest)
        case {"earlier": ordinal, "first": first, "last": last, **rest}:
            return Earlier(ordinal, date.fromisoformat(first), date.fromisoformat(last), **rest)
        case {"note": number, **rest}:
            return Note(number, **rest)
        case {"own": True, **rest}:
            return Own(**rest)
    raise TypeError(f"{content} is no part of a text; give it a cite, a ref, a note, an earlier or an own")


def _layout(**options: Any) -> Layout:
    rows = tuple(Row(tuple(each)) if isinstance(each, list) else Row(**_frozen(each)) for each in options.pop("rows"))
    return Layout(rows=rows, **_frozen(options))


def _frozen(fields: Mapping[str, Any]) -> dict[str, Any]:
    """The fields with every list a tuple."""
    return {name: _tuple(value) for name, value in fields.items()}


def _tuple(value: Any) -> Any:
    return tuple(_tuple(each) for each in value) if isinstance(value, list) else value


DEVELOPMENT = plans_of("dev")
HELD_OUT = plans_of("heldout")


def sibling(name: str) -> Sibling:
    """A plan of the development half as a document: `sibling("sixth")`."""
    return generate(f"{name}-action-plan", *DEVELOPMENT[name])


def public(name: str) -> str:
    """The text of such a plan as that of a document that everybody may read."""
    return sibling(name).text.replace("LIMITE", "PUBLIC")
