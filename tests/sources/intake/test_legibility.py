"""A damaged text layer is refused by general signs, whatever letters it lost; a sound text is not."""

import os
import random
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.legibility import check_legible
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText
from siblings.making.generator import generate
from siblings.making.printed_page import page
from siblings.plans import DEVELOPMENT, HELD_OUT

pytestmark = pytest.mark.slow

Damage = Callable[[str], str]


def without(letter: str) -> Damage:
    return lambda text: text.replace(letter, "")


def thinned(share: float, letters: str = "abcdefghijklmnopqrstuvwxyz") -> Damage:
    """A text that lost a share of some letters here and there."""

    def damage(text: str) -> str:
        chance = random.Random(5)
        return "".join(char for char in text if char not in letters or chance.random() >= share)

    return damage


def second_half(damage: Damage) -> Damage:
    return lambda text: text[: len(text) // 2] + damage(text[len(text) // 2 :])


DAMAGES: dict[str, tuple[Damage, str]] = {
    "a vowel lost": (without("o"), "short words, such as “t” and “f”, are none in lines 1–"),
    "the commonest letter lost": (without("e"), "short words, such as “th” .* are none in lines 1–"),
    "a consonant lost": (without("n"), "short words, such as “ad” .*are none"),
    "a third of the vowels lost": (thinned(0.33, "aeiou"), "short words, .* are none in lines 1–"),
    "every tenth letter lost": (thinned(0.1), "short words, .* are none in lines"),
    "every twentieth letter lost": (thinned(0.05), "short words, .* are none"),
    "a ligature lost": (without("fi"), "“fi” occurs in none of [0-9]+ different words"),
    "one half without a letter": (second_half(without("o")), r"short words, .* are none in lines 3[0-9]+–"),
    "letters nobody understood": (lambda text: text.replace("e", "\ufffd"), "characters were decoded wrongly"),
    "signs without a letter": (lambda text: text.replace("e", "(cid:72)"), "characters were decoded wrongly"),
    "decoded with the wrong table": (
        lambda text: text.replace("“", "\xe2\u20ac\u0153").replace("’", "\xe2\u20ac\u2122"),
        "characters were decoded wrongly",
    ),
    "letters moved in the alphabet": (
        lambda text: text.translate(str.maketrans("abcdefghijklmno", "bcdefghijklmnoa")),
        "short words, .* are none in lines 1–",
    ),
    "letters set apart": (lambda text: re.sub(r"(?<=[a-z])(?=[a-z])", " ", text), "spaces stand between the letters"),
    "a letter lost from the capitals": (
        lambda text: "COU CIL OF\nTHE EUROPEA U IO \nGE ERAL SECRETARIAT\n" + text,
        "the letter “N” is lost, as in “(COU CIL|EUROPEA|U IO)”",
    ),
    "a letter lost from a short list": (
        lambda _: "Possible outcmes\nEurpean Unin\nprpsed actins\n",
        "the letter “o” is lost, as in “",
    ),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused_with_its_sign(damage: str, source: SourceText, profile: Profile) -> None:
    spoil, sign = DAMAGES[damage]
    said = f"^the text layer of plan is damaged: .*{sign}.*; take the text anew"
    with pytest.raises(UnreadableDocument, match=said) as refused:
        check_legible("plan", spoil(source.text), legibility=profile.legibility)
    assert "\n" not in str(refused.value)


def table(cell: Damage, line: str) -> Iterator[str]:
    """The table of each invented plan as lines of cells."""
    for plan, layout in (DEVELOPMENT | HELD_OUT).values():
        rows = re.findall(r"<tr[^>]*>(.*?)</tr>", page(plan, layout), re.DOTALL)
        cells = ([cell(each) for each in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.DOTALL)] for row in rows)
        yield "\n".join(line.join(row) for row in cells)


def words(cell: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", cell)).split())


def with_breaks(cell: str) -> str:
    return "<br>".join(words(part) for part in cell.split("</p>") if words(part))


LAYOUTS: dict[str, Callable[[], Iterator[str]]] = {
    "as text": lambda: (generate(name, *plan).text for name, plan in (DEVELOPMENT | HELD_OUT).items()),
    "in capitals": lambda: (generate(name, *plan).text.upper() for name, plan in HELD_OUT.items()),
    "by tabs": lambda: table(words, "\t"),
    "by pipes": lambda: table(with_breaks, " | "),
    "in columns": lambda: table(words, "      "),
    "word by word": lambda: table(lambda cell: words(cell).replace(" ", "\n"), "\n"),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_invented_plan_is_sound(layout: str, profile: Profile) -> None:
    """In whatever form its table is kept: none of the plans is said to be damaged."""
    for text in LAYOUTS[layout]():
        assert len(text) > 1000
        check_legible("plan", text, legibility=profile.legibility)


def rows(*cells: str, between: str = " ", count: int = 60) -> str:
    """A table in which the cells take turns."""
    return "\n".join(between.join(cells[(row + at) % len(cells)] for at in range(len(cells))) for row in range(count))


NAMES = "Direction générale des douanes et droits indirects", "Agenzia delle dogane e dei monopoli", "Zollkriminalamt"
ACTIONS = "Joint controls of cash couriers", "Awareness leaflet for customs officers", "Report on national practice"
SOUND: dict[str, str] = {
    "short lines": "Lead\nFR\nTo do\nx\nOK\nn/a\nBy mid\n" * 60,
    "a table of numbers": rows("1 204", "17.5 %", "kg", "0", "3 411 t"),
    "x marks by spaces": rows(ACTIONS[0], "x", "x", "x", "p", "x", "l"),
    "x marks behind words": "".join(f"{action} x\n" for action in ACTIONS * 40),
    "x marks by tabs": rows(*ACTIONS, "x", "x", "p", "o", "tbc", "nn", between="\t"),
    "x marks by pipes": rows(*ACTIONS, "x", "x", "p", "o", "tbc", "nn", between=" | "),
    "x marks in columns": rows(*ACTIONS, "x", "x", "p", "o", "tbc", "nn", between="    "),
    "Markdown with breaks": rows(*ACTIONS, "a<br>b<br>cd", "fr<br>nl<br>pl<br>se", between=" | "),
    "abbreviations": rows("resp. dept. for approx. 5 kg", "ca. 20 pp. per ms", "vs. n/a q3 tbd", between=", "),
    "abbreviations in a line": "the ms and the rep of each dg send data per kg of goods\n" * 40,
    "names in capitals": rows("EUROPOL", "FRONTEX", "ENFOCUSTOM 55", "COUNCIL OF THE EUROPEAN UNION"),
    "a code list": "".join(f"{a}{b}{c} code of list {a}{b}\n" for a in "abcdef" for b in "ghjk" for c in "xyzq"),
    "codes of one letter": rows("a", "b", "c", "d", "e", "f", "g", "h", "k", "m", "n", between=";"),
    "addresses": "".join(f"http://example.org/id/xx/zq{n} foaf:page ex:zz{n}\n" for n in range(200)),
    "authorities by their own names": rows(*NAMES, *ACTIONS, between="\t", count=9),
    "a word that lost a letter": "the customs authorities of the Member States and the counties\n" * 60
    + "cutoms\n" * 9,
    "nothing but numbers": "1.7.2011 31.12.2012\n" * 99,
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_sound_text_is_not_refused(kind: str, profile: Profile) -> None:
    check_legible("plan", SOUND[kind], legibility=profile.legibility)


def test_the_fifth_plan_and_its_parts_are_sound(source: SourceText, profile: Profile) -> None:
    """Neither a short text nor one in capitals nor a few slips nor added tables are damage."""
    text = source.text
    for sound in (text, text[:800], text[5000:9000], text.upper(), text.replace("customs", "cutoms", 2)):
        check_legible("plan", sound, legibility=profile.legibility)
    for kind, more in SOUND.items():
        check_legible(kind, text[:9000] + more + text[9000:], legibility=profile.legibility)


def documents() -> list[Path]:
    """Plans of other bodies and lifelike ones, where they are at hand."""
    place = os.environ.get("REFERENCE_DATA")
    found = [] if place is None else [*Path(place, "real-plans").iterdir(), *Path(place, "lifelike").iterdir()]
    return sorted(path for path in found if path.suffix in {".pdf", ".md", ".txt"})


@pytest.mark.skipif(not documents(), reason="REFERENCE_DATA names no folder with plans")
def test_real_documents_are_sound(profile: Profile) -> None:
    for path in documents():
        check_legible(path.name, receive(path).source.text, legibility=profile.legibility)
