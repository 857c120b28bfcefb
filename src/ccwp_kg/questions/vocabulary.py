"""The words that all templates share: those that are passed over, those that refuse an answer, words before numbers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import InvalidTemplate
from ccwp_kg.questions.template import SHARED
from ccwp_kg.questions.words import Phrases, stem


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`refused` leads from words to the place of a sentence in `refusals`, in which `{words}` are they (empty for
    phrases that are harmless as a whole), and of the stems in `begins` and `behind` behind which alone they refuse
    nothing; `asking` are the stems with which a question begins, `joining` those that join two names; `numbered` leads
    from the words beside a number to the kind of the thing."""

    passed_over: Phrases
    asking: frozenset[str]
    joining: frozenset[str]
    refused: Phrases
    refusals: tuple[str, ...]
    begins: tuple[frozenset[str], ...]
    behind: tuple[frozenset[str], ...]
    numbered: Phrases


def read_vocabulary(folder: Path) -> Vocabulary:
    """The words that the templates of a folder share. Raises InvalidTemplate, naming the file."""
    path = folder / SHARED / "words.toml"
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        refused, phrases = content["refused"], content["passed_over_phrases"]
        return Vocabulary(
            passed_over=Phrases.of((words, words) for words in (*content["passed_over"].split(), *phrases)),
            asking=_stems(content["asking"]),
            joining=_stems(content["joining"]),
            refused=Phrases.of(
                [
                    *((words, str(n)) for n, each in enumerate(refused) for words in each["words"]),
                    *((words, "") for words in phrases),
                ]
            ),
            refusals=tuple(each["sentence"] for each in refused),
            begins=tuple(_stems(each.get("begins", "")) for each in refused),
            behind=tuple(_stems(each.get("behind", "")) for each in refused),
            numbered=Phrases.of((word, kind) for kind, words in content["numbered"].items() for word in words),
        )
    except (OSError, ValueError, KeyError) as error:
        raise InvalidTemplate(f"{path} does not hold the words that templates share: {error}") from error


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())
