"""The diagnosis of an empty answer, asked of a store in this process."""

from __future__ import annotations

import asyncio

from ccwp_kg.entities.description import description
from ccwp_kg.query import Limits, check
from ccwp_kg.query.empty_answers import Diagnosis, diagnose
from ccwp_kg.query.shared_answers import Answers, Asker
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.store import Bounds, Store


def diagnosis_of(text: str, store: Store, prefixes: Prefixes) -> Diagnosis:
    """What empties the answer to a query, found out as the server finds it out."""
    answers = Answers(store, describe=description, prefixes=prefixes, bounds=Bounds())
    return asyncio.run(diagnose(check(text, limits=Limits()), answers=answers, limits=Limits(), asker=Asker()))
