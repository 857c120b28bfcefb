"""The official languages of the European Union, one table."""

from __future__ import annotations

from typing import NamedTuple


class Language(NamedTuple):
    """What a language is called in English, and in its own words."""

    english: str
    own: str


LANGUAGES = {
    "bg": Language("Bulgarian", "български"),
    "cs": Language("Czech", "čeština"),
    "da": Language("Danish", "dansk"),
    "de": Language("German", "Deutsch"),
    "el": Language("Greek", "ελληνικά"),
    "en": Language("English", "English"),
    "es": Language("Spanish", "español"),
    "et": Language("Estonian", "eesti"),
    "fi": Language("Finnish", "suomi"),
    "fr": Language("French", "français"),
    "ga": Language("Irish", "Gaeilge"),
    "hr": Language("Croatian", "hrvatski"),
    "hu": Language("Hungarian", "magyar"),
    "it": Language("Italian", "italiano"),
    "lt": Language("Lithuanian", "lietuvių"),
    "lv": Language("Latvian", "latviešu"),
    "mt": Language("Maltese", "Malti"),
    "nl": Language("Dutch", "Nederlands"),
    "pl": Language("Polish", "polski"),
    "pt": Language("Portuguese", "português"),
    "ro": Language("Romanian", "română"),
    "sk": Language("Slovak", "slovenčina"),
    "sl": Language("Slovenian", "slovenščina"),
    "sv": Language("Swedish", "svenska"),
}
"""By their tags (ISO 639-1), in the order of the tags."""
