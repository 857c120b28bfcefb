"""The example queries in `web/queries/`: each answers a question, is shown on the site, and is part of the data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.errors import InvalidExample
from ccwp_kg.rdf.terms.base import PUBLISHED_BASE, Base

_DECLARED = re.compile(r"PREFIX\s+([\w-]*):\s*<([^>]*)>", re.IGNORECASE)
_IRI = re.compile(r"<([^<>\s]+)>")
_SHORT = re.compile(r"(?<![\w:?$-])([\w-]*):((?:[\w-]|\\.|\.(?=[\w\\-]))+)")
FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
"""The forms of a query (SPARQL 1.1 §16)."""
_HEAD = re.compile(
    r"# label: (?P<label>[^\n]+)\n# question: (?P<question>[^\n]+)\n"
    r"(?:# subject: (?P<subject>[^\n]+)\n)?(?:# reading: (?P<reading>[^\n]+)\n)?(?:# words: (?P<words>[^\n]+)\n)?"
    r"(?:# answer: (?P<answer>[^\n]+)\n)?(?:# start: (?P<start>[1-9])\n)?(?:# of: (?P<of>[^\n]+)\n)?\s*"
)
_PROLOGUE = re.compile(
    r"\A(?:\s+|#[^\n]*|PREFIX\s+[^\s<]*\s*<[^>]*>|BASE\s*<[^>]*>)*", re.IGNORECASE
)  # SPARQL 1.1 §4.1.1


@dataclass(frozen=True, slots=True)
class ExampleQuery:
    """An example: the file's name without `.rq`, the question in words, the SPARQL text, a short label, and the form of
    the query.

    `subject` is the heading under which it is listed, `reading` says in a sentence what the query asks, `answer` what a
    row answers, with the names of its variables as fields (empty: by the rules for any query); `start` is the
    place of its answer among those that the home page begins with, None where it is not there. `names` are the things
    that the question is about, by their IRIs: those of its text, and what it means by a number or a name.

    Who asks it in other words uses one phrase of each of its `cues`, and beside them none but the phrases in `along`.
    """

    name: str
    question: str
    text: str
    label: str = ""
    form: str = "SELECT"
    subject: str = "Further questions"
    reading: str = ""
    answer: str = ""
    start: int | None = None
    names: frozenset[str] = frozenset()
    cues: tuple[tuple[str, ...], ...] = ()
    along: tuple[str, ...] = ()

    @property
    def slug(self) -> str:
        """The name of its page: that of the file without the number.

        >>> ExampleQuery("17-footnote-9", "", "").slug
        'footnote-9'
        """
        return self.name.lstrip("0123456789").lstrip("-") or self.name.lower()

    @property
    def path(self) -> str:
        """The address of the page with its answer."""
        return f"/questions/{self.slug}"


def by_subject(examples: Iterable[ExampleQuery]) -> Mapping[str, tuple[ExampleQuery, ...]]:
    """The examples under their headings, in the order of their files."""
    found: dict[str, list[ExampleQuery]] = {}
    for example in examples:
        found.setdefault(example.subject, []).append(example)
    return {subject: tuple(of) for subject, of in found.items()}


def read_examples(queries: Path, base: Base = PUBLISHED_BASE) -> tuple[ExampleQuery, ...]:
    """The examples of a folder with the IRIs of `base`, in the order of the file names.

    Raises InvalidExample, naming the file, for one that is not written as an example is here.
    """
    return tuple(_read_example(path, base) for path in sorted(queries.glob("*.rq")))


def _read_example(path: Path, base: Base) -> ExampleQuery:
    content = base.moved(path.read_text(encoding="utf-8"))
    head = _HEAD.match(content)
    if head is None:
        raise InvalidExample(f"{path} does not begin with lines '# label:' and '# question:'; write them there")
    text = content[head.end() :].strip()
    form = _PROLOGUE.sub("", text).partition(" ")[0].partition("\n")[0].upper()
    if form not in FORMS:
        raise InvalidExample(
            f"{path} begins with {form[:40] or 'nothing'}; an example query is one of {', '.join(FORMS)}"
        )
    cues, _, along = (head["words"] or "").partition("|")
    return ExampleQuery(
        path.stem,
        head["question"],
        text,
        head["label"],
        form,
        subject=head["subject"] or "Further questions",
        reading=head["reading"] or "",
        answer=head["answer"] or "",
        start=None if head["start"] is None else int(head["start"]),
        names=_named(text, base) | {each if ":" in each else base.id + each for each in (head["of"] or "").split()},
        cues=tuple(_phrases(each) for each in cues.split(";") if each.strip()),
        along=_phrases(along),
    )


def _named(text: str, base: Base) -> frozenset[str]:
    """The things that a query names by their IRIs, or by prefixed names."""
    prefixes = dict(_DECLARED.findall(text))
    asked = _PROLOGUE.sub("", text)
    full = set(_IRI.findall(asked)) | {
        prefixes[prefix] + local.replace("\\", "") for prefix, local in _SHORT.findall(asked) if prefix in prefixes
    }
    return frozenset(iri for iri in full if iri.startswith(base.id) and iri != base.id)


def _phrases(listed: str) -> tuple[str, ...]:
    return tuple(phrase for each in listed.split(",") if (phrase := each.strip()))
