"""The official languages of the European Union, one table; numbers of things in English; and what a text hides."""

from __future__ import annotations

import re
from typing import NamedTuple

# Characters that change the direction of text (Unicode TR 9 §2), and invisible controls.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


class LanguageNames(NamedTuple):
    """What a language is called in English, and in its own words."""

    english: str
    own: str


LANGUAGES = {
    "bg": LanguageNames("Bulgarian", "български"),
    "cs": LanguageNames("Czech", "čeština"),
    "da": LanguageNames("Danish", "dansk"),
    "de": LanguageNames("German", "Deutsch"),
    "el": LanguageNames("Greek", "ελληνικά"),
    "en": LanguageNames("English", "English"),
    "es": LanguageNames("Spanish", "español"),
    "et": LanguageNames("Estonian", "eesti"),
    "fi": LanguageNames("Finnish", "suomi"),
    "fr": LanguageNames("French", "français"),
    "ga": LanguageNames("Irish", "Gaeilge"),
    "hr": LanguageNames("Croatian", "hrvatski"),
    "hu": LanguageNames("Hungarian", "magyar"),
    "it": LanguageNames("Italian", "italiano"),
    "lt": LanguageNames("Lithuanian", "lietuvių"),
    "lv": LanguageNames("Latvian", "latviešu"),
    "mt": LanguageNames("Maltese", "Malti"),
    "nl": LanguageNames("Dutch", "Nederlands"),
    "pl": LanguageNames("Polish", "polski"),
    "pt": LanguageNames("Portuguese", "português"),
    "ro": LanguageNames("Romanian", "română"),
    "sk": LanguageNames("Slovak", "slovenčina"),
    "sl": LanguageNames("Slovenian", "slovenščina"),
    "sv": LanguageNames("Swedish", "svenska"),
}
"""By their tags (ISO 639-1), in the order of the tags."""


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    >>> counted(1, "file"), counted(1000, "file")
    ('1 file', '1,000 files')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def visible(text: str) -> str:
    """A text with its control characters named in brackets, so that none changes the direction of what follows."""
    return text if text.isprintable() else _CONTROLS.sub(lambda match: f"[U+{ord(match[0]):04X}]", text)
