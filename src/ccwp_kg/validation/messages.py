"""Keeps the origin and language of messages, which pyshacl loses when it fills values into them.

A result of a SPARQL constraint has the constraint's own messages, or if it has none, those of its shape (SHACL §5.3.2).
pyshacl reports both, without their languages. So each message carries its origin and language through pyshacl.
"""

from __future__ import annotations

from collections.abc import Iterable

import rdflib
from pyoxigraph import Literal
from rdflib.namespace import SH, XSD
from rdflib.term import Node

_SEPARATOR = "\N{INFORMATION SEPARATOR TWO}"


def mark_messages(shapes: rdflib.Graph) -> None:
    """Put the origin and language of each message before its text."""
    for owner, message in list(shapes.subject_objects(SH.message)):
        if isinstance(message, rdflib.Literal) and message.datatype in (None, XSD.string):
            origin = "constraint" if (None, SH.sparql, owner) in shapes else "shape"
            marked = _SEPARATOR.join((origin, message.language or "", message))
            shapes.remove((owner, SH.message, message))
            shapes.add((owner, SH.message, rdflib.Literal(marked)))


def read_messages(reported: Iterable[Node]) -> tuple[Literal, ...]:
    """The messages of one result, sorted: those of its SPARQL constraint if it has any, else all."""
    found: dict[str, list[Literal]] = {}
    for message in reported:
        marks = str(message).split(_SEPARATOR, 2)
        origin, language, text = marks if len(marks) == 3 else ("", "", str(message))
        found.setdefault(origin, []).append(Literal(text, language=language or None))
    own = found.get("constraint") or [message for messages in found.values() for message in messages]
    return tuple(sorted(own, key=str))
