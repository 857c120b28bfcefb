"""A damaged text layer is refused by general signs, whatever letters it lost; a sound text is not."""

import random
import re
from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.intake.legibility import check_legible
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.source_text import SourceText
from siblings.plans import DEVELOPMENT, sibling

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


DAMAGES: dict[str, Damage] = {
    "a vowel lost": without("o"),
    "the commonest letter lost": without("e"),
    "a consonant lost": without("n"),
    "a third of the vowels lost": thinned(0.33, "aeiou"),
    "every tenth letter lost": thinned(0.1),
    "every twentieth letter lost": thinned(0.05),
    "a ligature lost": without("fi"),
    "one half without a letter": second_half(without("o")),
    "letters nobody understood": lambda text: text.replace("e", "\ufffd"),
    "decoded with the wrong table": lambda text: text.replace("“", "\xe2\u20ac\u0153").replace("’", "\xe2\u20ac\u2122"),
    "letters moved in the alphabet": lambda text: text.translate(str.maketrans("abcdefghijklmno", "bcdefghijklmnoa")),
    "letters set apart": lambda text: re.sub(r"(?<=[a-z])(?=[a-z])", " ", text),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused_with_its_sign(damage: str, source: SourceText, profile: Profile) -> None:
    with pytest.raises(
        UnreadableDocument, match=r"^the text layer of plan is damaged: .+; take the text anew"
    ) as refused:
        check_legible("plan", DAMAGES[damage](source.text), signs=profile.legibility)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", sorted(DEVELOPMENT))
def test_a_sound_text_is_read(name: str, profile: Profile) -> None:
    check_legible(name, sibling(name).text, signs=profile.legibility)


def test_the_fifth_plan_and_its_parts_are_sound(source: SourceText, profile: Profile) -> None:
    """Neither a short text nor one in capitals nor a few slips are damage."""
    text = source.text
    for sound in (text, text[:800], text[5000:9000], text.upper(), text.replace("customs", "cutoms", 2)):
        check_legible("plan", sound, signs=profile.legibility)
