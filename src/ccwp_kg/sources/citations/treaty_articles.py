"""Articles of the Union's treaties: `Article 87 TFEU`, `Articles 29 and 30 of the Treaty on European Union`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ccwp_kg.sources.profile.profile import ActForms
from ccwp_kg.sources.text.patterns import any_of

_ARTICLE = r"(?:[0-9]{1,3}[a-z]?|K\.[0-9]{1,2})(?:\([0-9a-z]{1,2}\)){0,4}(?![^\W_])"
_LONGEST_RANGE = 99


@dataclass(frozen=True, slots=True)
class TreatyArticles:
    """Articles of a treaty named from `start` up to `end`; `treaty` is its slug, `articles` each as printed."""

    start: int
    end: int
    treaty: str
    articles: tuple[str, ...]


def treaty_articles(text: str, *, forms: ActForms) -> Iterator[TreatyArticles]:
    """All articles that a text names with their treaty, in order. "Article 36 Committee" names none."""
    pattern, slugs = _pattern(forms)
    if not any(form in text for form in slugs):
        return
    for found in pattern.finditer(text):
        articles = _articles(found["articles"], to=forms.article_to)
        yield TreatyArticles(found.start(), found.end(), slugs[found["treaty"]], articles)


def _articles(printed: str, *, to: tuple[str, ...]) -> tuple[str, ...]:
    """The articles of a list; a range counts all its articles: "29 to 31" are three."""
    articles: list[str] = []
    between = ""
    place = 0
    for found in re.finditer(_ARTICLE, printed):
        between = printed[place : found.start()].strip()
        place = found.end()
        first, last = articles[-1] if articles else "", found.group()
        if (between in to or between in "-–") and between and first.isdigit() and last.isdigit():
            articles += [str(n) for n in range(int(first) + 1, min(int(last), int(first) + _LONGEST_RANGE))]
        articles.append(last)
    return tuple(articles)


@lru_cache(maxsize=8)
def _pattern(forms: ActForms) -> tuple[re.Pattern[str], dict[str, str]]:
    slugs = {form: treaty.slug for treaty in forms.treaties for form in treaty.forms}
    between = rf"(?:, (?:{any_of(forms.also)}) |, | (?:{any_of([*forms.also, *forms.article_to])}) | ?[-–] ?)"
    pattern = re.compile(
        rf"(?<![^\W_])(?i:{any_of(forms.articles)}) (?P<articles>{_ARTICLE}(?:{between}{_ARTICLE}){{0,20}})"
        rf",? (?:(?:{any_of(forms.article_of)}) )?(?P<treaty>{any_of(list(slugs))})(?![^\W_])"
    )
    return pattern, slugs
