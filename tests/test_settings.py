"""Settings come from one table, and a wrong one is told with its cure."""

from __future__ import annotations

import pytest

from ccwp_kg.errors import UnknownSetting
from ccwp_kg.settings import Settings, read_settings

READ = [
    (Settings(), {}, {}),
    (Settings(port=9000), {"CCWP_PORT": "9000"}, {}),
    (Settings(port=1), {"CCWP_PORT": "9000"}, {"port": 1}),
    (Settings(port=9000), {"CCWP_PORT": "9000"}, {"port": None}),
    (Settings(base_url="https://a.example:8443"), {"CCWP_BASE_URL": "https://a.example:8443/"}, {}),
    (Settings(contact="plans+kg@a.example"), {"CCWP_CONTACT": "plans+kg@a.example"}, {}),
    (Settings(contact="https://a.example/c?to=us#form"), {"CCWP_CONTACT": "https://a.example/c?to=us#form"}, {}),
    (Settings(repository="http://a.example:81/%C3%A9"), {"CCWP_REPOSITORY": "http://a.example:81/%C3%A9"}, {}),
    (Settings(contact="", repository=""), {"CCWP_CONTACT": "", "CCWP_REPOSITORY": ""}, {}),
    (Settings(), {"PORT": "9000", "CCWPX": "1"}, {}),
]


@pytest.mark.parametrize(("expected", "environment", "given"), READ)
def test_settings_are_read(expected: Settings, environment: dict[str, str], given: dict[str, int | None]) -> None:
    """What is given comes before the environment, that before the table; other variables do not matter."""
    assert expected == read_settings(environment, **given)


NO_ADDRESS = [
    *(
        "a.example",
        "//a.example/",
        "ftp://a.example/",
        "javascript:alert(1)",
        "JavaScript://a.example/%0Aalert(1)",
        "https://",
    ),
    *("https://a.example/ x", " a@b.example", "a@b.example\n", "https://a.example/\n", "https://a.example/#a#b"),
    *("https://me:secret@a.example/", 'https://a.example/"onclick', "https://a.example/<b>", "https://a.example/%zz"),
    *("a@b.example?cc=c@d.example", "a@b.example, c@d.example", "mailto:a@b.example", "Anna <a@b.example>"),
]
"""Texts that name nobody, or that would be another link, or no IRI, where they stand."""
WRONG = [
    ("CCWP_PROT is not a setting; there are .*CCWP_PORT", {"CCWP_PROT": "1"}),
    ("'x' does not fit the setting 'port': it takes a whole number", {"CCWP_PORT": "x"}),
    ("'65536' does not fit", {"CCWP_PORT": "65536"}),
    ("'-1' does not fit", {"CCWP_WORKERS": "-1"}),
    ("'0' does not fit", {"CCWP_WORKERS": "0"}),
    ("'javascript:x' does not fit", {"CCWP_BASE_URL": "javascript:x"}),
    ("'https://a.example/\\?q' does not fit", {"CCWP_BASE_URL": "https://a.example/?q"}),
    ("'https://a.example/kg/' does not fit .* without a path", {"CCWP_BASE_URL": "https://a.example/kg/"}),
    ("'a b' does not fit", {"CCWP_HOST": "a b"}),
    *(
        (f"does not fit the setting '{name[5:].lower()}': it takes (empty, or )?an address", {name: wrong})
        for name in ("CCWP_BASE_URL", "CCWP_BASE_IRI", "CCWP_STORE")
        for wrong in (
            *NO_ADDRESS,
            "http://[/",
            "http://a.example:port/",
            "https://a.example?/",
            "https://a.example/\\/",
        )
        if wrong != "https://a.example/%zz"
    ),
    ("'a@b' does not fit the setting 'contact': it takes empty, an e-mail address", {"CCWP_CONTACT": "a@b"}),
    *(("does not fit the setting 'contact'", {"CCWP_CONTACT": wrong}) for wrong in NO_ADDRESS),
    *(
        ("does not fit the setting 'repository'", {"CCWP_REPOSITORY": f"{wrong}"})
        for wrong in (*NO_ADDRESS, "a@b.example")
    ),
]


@pytest.mark.parametrize(("told", "environment"), WRONG)
def test_a_wrong_setting_is_told(told: str, environment: dict[str, str]) -> None:
    """The sentence names the setting and what it takes."""
    with pytest.raises(UnknownSetting, match=told) as raised:
        read_settings(environment)
    assert str(raised.value).isprintable()
