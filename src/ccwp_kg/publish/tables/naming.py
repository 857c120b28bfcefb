"""What tables and columns are called: names that CSVW, file systems, spreadsheets and databases take."""

from __future__ import annotations

import re

_BETWEEN_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_LONGEST = 100


def local_name(iri: str) -> str:
    """What stands after the last `#`, `/` or `:` of an IRI.

    >>> local_name("http://purl.org/dc/terms/title")
    'title'
    """
    return re.split(r"[#/:]", iri)[-1]


def snake_case(name: str) -> str:
    """A camel-case name as the name of a column.

    CSVW takes letters, digits and underscores, and no underscore in front (Metadata Vocabulary §5.6).

    >>> snake_case("partOfPlan"), snake_case("pt-BR"), snake_case("название")
    ('part_of_plan', 'pt_br', 'unnamed')
    """
    plain = re.sub(r"[^A-Za-z0-9]+", "_", _BETWEEN_WORDS.sub("_", name)).strip("_").lower()
    return plain[:_LONGEST] or "unnamed"


def words(name: str) -> str:
    """A camel-case name as words: `words("partOfPlan")` is `part of plan`."""
    return snake_case(name).replace("_", " ")


class Taken:
    """Gives each of several things a name of its own, whatever the case of its letters."""

    def __init__(self, *names: str) -> None:
        self._names = {name.lower() for name in names}

    def free(self, *wished: str, most: int = _LONGEST) -> str:
        """The first of the wished names that is free, else the last with the least number that makes it so.

        >>> taken = Taken("Title")
        >>> [taken.free("title", "dcterms_title") for _ in range(3)]
        ['dcterms_title', 'dcterms_title_2', 'dcterms_title_3']
        """
        candidates = [name[:most] for name in wished]
        name = next((name for name in candidates if name.lower() not in self._names), None)
        number = 1
        while name is None or name.lower() in self._names:
            number += 1
            end = f"_{number}"
            name = candidates[-1][: most - len(end)] + end
        self._names.add(name.lower())
        return name
