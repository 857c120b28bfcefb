"""Council document numbers and Official Journal references in every form the plans print."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources import Profile
from ccwp_kg.sources.dates import Calendar
from ccwp_kg.sources.flow import Flow
from ccwp_kg.sources.references import documents_in, journals_in

Make = Callable[[str], Flow]


@pytest.mark.parametrize(
    ("key", "codes", "printed", "text"),
    [
        ("ST-16445-2009-INIT", "ENFOCUSTOM 130", "16445/09 ENFOCUSTOM 130", "16445/09 ENFOCUSTOM 130."),
        ("ST-8284-2008-REV-1", "ENFOCUSTOM 48", "8284/1/08 REV 1 ENFOCUSTOM 48", "8284/1/08 REV 1 ENFOCUSTOM 48."),
        (
            "ST-10238-2004-REV-2",
            "ENFOCUSTOM 39",
            "10238/2/04 ENFOCUSTOM 39 REV 2",
            "; 10238/2/04 ENFOCUSTOM 39 REV 2 considering",
        ),
        (
            "ST-16883-2006-REV-3",
            "ENFOCUSTOM 91",
            "16883/3/06 REV3 – ENFOCUSTOM 91",
            "the document 16883/3/06 REV3 – ENFOCUSTOM 91 could",
        ),
        (
            "ST-8351-2009-REV-2",
            "ENFOCUSTOM 42",
            "8351/2/09 REV 2 ENFOCUSTOM 42",
            "– 8351/2/09 REV 2 ENFOCUSTOM 42 – recommendations 12",
        ),
        (
            "ST-8096-2011-INIT",
            "JAI 183, ENFOCUSTOM 18",
            "8096/11 JAI 183 ENFOCUSTOM 18",
            "(8096/11 JAI 183 ENFOCUSTOM 18), the",
        ),
        ("ST-6026-2010-REV-1", "", "6026/1/10", "(6026/1/10), this"),
        ("ST-6026-2010-REV-1-COR-2", "UD 3", "6026/10 REV 1 COR 2 UD 3", "6026/10 REV 1 COR 2 UD 3"),
        ("ST-6026-1998-ADD-1", "", "6026/98 ADD 1", "6026/98 ADD 1"),
    ],
)
def test_documents(*, key: str, codes: str, printed: str, text: str, flow: Make, profile: Profile) -> None:
    """Marks and codes stand in changing order; the printed form ends with the last of them."""
    (found,) = documents_in(flow(text), forms=profile.documents)
    assert found.reference.key == key
    assert ", ".join(f"{code.series} {code.serial}" for code in found.reference.codes) == codes
    assert found.reference.printed.text == printed
    assert {code.year for code in found.reference.codes} <= {found.reference.year}


@pytest.mark.parametrize(
    ("corrigenda", "addenda", "text"),
    [
        ((1,), (), "15653/1/10 REV 1\nENFOCUSTOM 99 + COR 1) could"),
        ((1, 2), (), "6285/06 ENFOCUSTOM 22 UD 23 + COR 1 + COR 2"),
        ((), (3,), "6285/06 +ADD 3"),
        ((), (), "6285/06 ENFOCUSTOM 22"),
    ],
)
def test_what_a_plus_cites_besides(
    corrigenda: tuple[int, ...], addenda: tuple[int, ...], text: str, flow: Make, profile: Profile
) -> None:
    (found,) = documents_in(flow(text), forms=profile.documents)
    assert (found.reference.corrigenda, found.reference.addenda) == (corrigenda, addenda)
    assert found.reference.corrigendum is None


@pytest.mark.parametrize(
    "text", ["1.7.2011", "4.5.2010", "(2007)", "point 3.3(q)", "11/12", "1/2/3/4", "working/investigative", "24/7"]
)
def test_what_is_no_document(text: str, flow: Make, profile: Profile) -> None:
    assert documents_in(flow(text), forms=profile.documents) == ()


@pytest.mark.parametrize(
    ("agrees", "text"),
    [(True, "8284/1/08 REV 1"), (True, "8284/1/08"), (True, "8284/08 REV 1"), (False, "8284/1/08 REV 2")],
)
def test_the_middle_number_is_the_revision(agrees: bool, text: str, flow: Make, profile: Profile) -> None:
    (found,) = documents_in(flow(text), forms=profile.documents)
    assert found.revision_agrees is agrees


@pytest.mark.parametrize(
    ("series", "number", "date", "page", "text"),
    [
        ("C", 260, "2009-10-30", 1, "OJ C 260, 30.10.2009, p. 1."),
        ("L", 24, "1998-01-23", 2, "see OJ L 24,\n23.1.1998, p. 2 and"),
    ],
)
def test_journals(
    *, series: str, number: int, date: str, page: int, text: str, flow: Make, profile: Profile, calendar: Calendar
) -> None:
    (found,) = journals_in(flow(text), forms=profile.documents, calendar=calendar)
    reference = found.reference
    assert (reference.series, reference.number, reference.date, reference.page) == (series, number, date, page)
    assert reference.printed.text.endswith(f"p. {page}")


@pytest.mark.parametrize(
    "text", ["OJ C 260", "OJ C 260, 31.2.2009, p. 1", "OJ C 260, 30.10.2009", "JOJ C 1, 1.1.2009, p. 1"]
)
def test_what_is_no_journal(text: str, flow: Make, profile: Profile, calendar: Calendar) -> None:
    assert journals_in(flow(text), forms=profile.documents, calendar=calendar) == ()
