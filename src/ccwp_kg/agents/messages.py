"""A message of the Model Context Protocol before its SDK sees it: is it one, and if not, why, in one sentence.

The SDK knows the protocol. What it says of a message that does not fit is written for whoever writes a client in
Python; the sentences here are for everybody.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pyoxigraph import RdfFormat

from ccwp_kg.errors import InvalidTurtle
from ccwp_kg.rdf.syntax.nesting import nesting_check

PARSE_ERROR, INVALID_REQUEST, INVALID_PARAMS, INTERNAL_ERROR = -32_700, -32_600, -32_602, -32_603
"""Codes of JSON-RPC 2.0, §5.1."""
_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a message is refused: a code of JSON-RPC, a sentence, and the identifier of the request where it has one."""

    code: int
    sentence: str
    request: str | int | None = None

    def written(self) -> bytes:
        """The error as a message (JSON-RPC 2.0 §5); its identifier is null where the request has none."""
        error = {"code": self.code, "message": self.sentence}
        return json.dumps({"jsonrpc": "2.0", "id": self.request, "error": error}, ensure_ascii=False).encode()


def refusal_of(body: bytes) -> Refusal | None:
    """Why the body of a POST, or a line, is no message of the protocol; None where it is one by its JSON."""
    try:
        check = nesting_check(RdfFormat.JSON_LD, "the message")
        for piece in (body, b""):
            check(piece)
        message = json.loads(
            body.decode("utf-8"), parse_constant=_no_number, parse_int=_whole_number, object_pairs_hook=_unique
        )
        json.dumps(message, ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        sentence = "A text holds half a character (a lone surrogate); send whole characters."
    except UnicodeDecodeError as error:
        sentence = f"The message is not UTF-8 from byte {error.start} on; send JSON in UTF-8 (RFC 8259)."
    except InvalidTurtle:
        sentence = "The JSON is nested too deep; a message of this protocol needs a few levels."
    except ValueError as error:
        sentence = f"The message is no JSON ({str(error)[:_SHOWN]}); send one JSON-RPC 2.0 message."
    else:
        return _refusal_of(message)
    return Refusal(PARSE_ERROR, sentence)


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _whole_number(digits: str) -> int:
    if len(digits) > _SHOWN:
        raise ValueError("it holds a number that is too long")
    return int(digits)


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("an object has the same name twice")
    return found


def _refusal_of(message: object) -> Refusal | None:
    if isinstance(message, list):
        return Refusal(INVALID_REQUEST, "Several messages came at once; the protocol takes them one by one.")
    if not isinstance(message, dict):
        return Refusal(INVALID_REQUEST, "The message is no JSON object; send one JSON-RPC 2.0 message.")
    request = message.get("id")
    if "id" in message and (isinstance(request, bool) or not isinstance(request, str | int)):
        return Refusal(INVALID_REQUEST, "The member id is neither text nor a whole number (JSON-RPC 2.0 §4).")
    return next((Refusal(code, sentence, request) for is_wrong, code, sentence in _FAULTS if is_wrong(message)), None)


def _is_answer(message: Message) -> bool:
    return "method" not in message and ("result" in message or "error" in message)


def _calls(message: Message) -> bool:
    return message.get("method") == "tools/call" and "id" in message


Message: TypeAlias = Mapping[str, Any]
_FAULTS: tuple[tuple[Callable[[Message], bool], int, str], ...] = (
    (
        lambda message: message.get("jsonrpc") != "2.0",
        INVALID_REQUEST,
        'The member jsonrpc is not "2.0" (JSON-RPC 2.0 §4).',
    ),
    (
        lambda message: not isinstance(message.get("method"), str) and not _is_answer(message),
        INVALID_REQUEST,
        "The member method is missing or no text; name a method, such as tools/call.",
    ),
    (
        lambda message: not isinstance(message.get("params", {}), dict),
        INVALID_PARAMS,
        "The member params is no object; this protocol gives parameters by name.",
    ),
    (
        lambda message: _calls(message) and not isinstance(message.get("params", {}).get("name"), str),
        INVALID_PARAMS,
        "The call names no tool; params.name is the name of one, as text.",
    ),
    (
        lambda message: _calls(message) and not isinstance(message["params"].get("arguments") or {}, dict),
        INVALID_PARAMS,
        "The member params.arguments is no object; it holds the arguments by name.",
    ),
)
"""What is wrong with a message: the first that is, with the code and the sentence for it."""
