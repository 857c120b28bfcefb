"""What a reference has besides its key: codes, printed form, other versions, warnings; what a scan makes of it."""

from collections.abc import Callable

import pytest

from ccwp_kg.sources.citations.references import References, references_in
from ccwp_kg.sources.profile.profile import LexiconEntry, Profile
from ccwp_kg.sources.recognition.scan import Grammar, Scan
from ccwp_kg.sources.records.records import Reading
from ccwp_kg.sources.text.dates import Calendar
from ccwp_kg.sources.text.flow import Flow

Make = Callable[[str], Flow]
Refer = Callable[[str], References]


@pytest.fixture
def refer(flow: Make, profile: Profile, calendar: Calendar) -> Refer:
    """All references of a text; curators describe one act."""
    known = {"31998F0123(01)": "act/naples-ii"}
    return lambda text: references_in(flow(text), profile=profile, calendar=calendar, known=known)


@pytest.mark.parametrize(
    ("codes", "printed", "text"),
    [
        ("ENFOCUSTOM 130", "16445/09 ENFOCUSTOM 130", "16445/09 ENFOCUSTOM 130."),
        ("ENFOCUSTOM 39", "10238/2/04 ENFOCUSTOM 39 REV 2", "; 10238/2/04 ENFOCUSTOM 39 REV 2 considering"),
        ("ENFOCUSTOM 91", "16883/3/06 REV3 – ENFOCUSTOM 91", "the document 16883/3/06 REV3 – ENFOCUSTOM 91 could"),
        ("ENFOCUSTOM 42", "8351/2/09 REV 2 ENFOCUSTOM 42", "– 8351/2/09 REV 2 ENFOCUSTOM 42 – recommendations 12"),
        ("JAI 183, ENFOCUSTOM 18", "8096/11 JAI 183 ENFOCUSTOM 18", "(8096/11 JAI 183 ENFOCUSTOM 18), the"),
        ("JAI 183, ENFOCUSTOM 18", "8096/11 JAI 183, ENFOCUSTOM 18", "8096/11 JAI 183, ENFOCUSTOM 18, the"),
        ("ENFOCUSTOM 48", "8284/08 LIMITE ENFOCUSTOM 48", "8284/08 LIMITE ENFOCUSTOM 48"),
        ("", "8284/08", "8284/08 LIMITE, the"),
        ("", "8284/08", "8284/08, JCO 2011"),
        ("ENFOCUSTOM 22, UD 23", "6285/06 ENFOCUSTOM 22 UD 23 + COR 1", "(6285/06 ENFOCUSTOM 22 UD 23 + COR 1) of"),
        ("UD 3", "6026/10 REV 1 COR 2 (en) UD 3", "6026/10 REV 1 COR 2 (en) UD 3"),
        ("", "6026/1/10", "(6026/1/10), this"),
        ("", "8284/1/ 08 REV 1", "8284/1/\n08 REV\n1"),
        ("", "ST 8284/1/08 REV 1", "see ST 8284/1/08\xa0REV\xa01."),
        ("", "5120–5124/09", "documents 5120–5124/09 and"),
    ],
)
def test_codes_and_printed_form(codes: str, printed: str, text: str, refer: Refer) -> None:
    """Marks and codes stand in changing order; the printed form ends with the last of them, and has its place."""
    (found,) = refer(text).documents
    reference = found.reference
    assert codes == ", ".join(f"{code.series} {code.serial}" for code in reference.codes)
    assert printed == reference.printed.text
    assert printed.split() == "".join(text[span.start : span.end] for span in reference.printed.spans).split()
    assert {code.year for code in reference.codes} <= {reference.version.year}


@pytest.mark.parametrize(
    ("also_cited", "text"),
    [
        ("15653/1/10 REV 1 COR 1", "15653/1/10 REV 1\nENFOCUSTOM 99 + COR 1) could"),
        ("6285/06 COR 1, 6285/06 COR 2", "6285/06 ENFOCUSTOM 22 UD 23 + COR 1 + COR 2"),
        ("6285/06 ADD 3", "6285/06 +ADD 3"),
        ("6285/06 ADD 1, 6285/06 ADD 2, 6285/06 COR 1", "6285/06 + ADD 1-2 + COR 1"),
        ("6285/1/06 REV 1 COR 1", "6285/06 + REV 1 COR 1"),
        ("", "6285/06 ENFOCUSTOM 22"),
    ],
)
def test_versions_cited_with_the_document(also_cited: str, text: str, refer: Refer) -> None:
    """The COR of another version that is cited with a document does not correct this one."""
    (found,) = refer(text).documents
    assert also_cited == ", ".join(version.label for version in found.reference.also_cited)


@pytest.mark.parametrize(
    ("code", "severity", "words"),
    [
        ("revision-differs", "problem", "8284/1/08 REV 2"),
        ("version-unclear", "problem", "8284/08 REV"),
        ("range-uncertain", "note", "8284/08 to 8286/08"),
        ("journal-incomplete", "problem", "OJ C 260, 30.10.2009"),
        ("act-unclear", "problem", "Decision No 1/2006"),
        ("celex-unknown", "problem", "32006F0960"),
        ("date-day-first", "note", "01/07/2011"),
    ],
)
def test_what_is_not_certain_is_told(
    code: str, severity: str, words: str, read_text: Callable[[str], Reading], fifth: Reading
) -> None:
    """A doubt becomes an issue of the reading, at its place and in words that quote it."""
    annex = fifth.source.text[fifth.source.text.index(" ANNEX\n") :]
    text = f" Draft Fifth Action Plan\n\nIt rests on {words} and more."
    reading = read_text(f"{text}\n{annex}")
    (issue,) = [issue for issue in reading.issues if issue.code == code]
    assert issue.span is not None
    assert (severity, words) == (issue.severity, reading.source.exact(issue.span))
    assert words in issue.message


def test_everything_named_by_a_number_is_mentioned(scan: Callable[[str], Scan]) -> None:
    """Documents, places in the Journal and acts are among what a text names, in its order, each with its place."""
    text = "The Council saw 8284/08, Decision 2009/917/JHA (OJ L 323, 10.12.2009, p. 20) and Article 87 TFEU."
    found = scan(text).mentions
    assert [(mention.target, mention.printed.text) for mention in found] == [
        ("organisation/council", "Council"),
        ("document/ST-8284-2008-INIT", "8284/08"),
        ("act/celex-32009d0917", "Decision 2009/917/JHA"),
        ("document/OJ-L-323-2009-P-20", "OJ L 323, 10.12.2009, p. 20"),
        ("act/tfeu", "Article 87 TFEU"),
    ]


@pytest.mark.parametrize(
    ("target", "printed", "form"),
    [
        ("act/decision", "Council Decision 2009/917/JHA on customs", "Council Decision 2009/917/JHA on customs"),
        ("act/decision", "Council Decision 2009/917/JHA", "32009D0917"),
        ("act/decision", "Decision No 1/2006 of the Committee", "Decision No 1/2006 of the Committee"),
        ("act/tfeu", "Article 87 TFEU", "Functioning Treaty"),
    ],
)
def test_an_act_that_curators_know(target: str, printed: str, form: str, profile: Profile, flow: Make) -> None:
    """A name that holds the number wins; a CELEX number is a name; nothing is said of the act then, and no doubt."""
    made = flow(f"It rests on {printed}, as before.")
    grammar = Grammar.of(made.source, profile=profile, lexicon=(LexiconEntry(form, target, "act"),))
    scan = grammar.scan(made, field="title")
    assert [(target, printed)] == [(mention.target, mention.printed.text) for mention in scan.mentions]
    assert scan.references.warnings == ()
    assert all(act.reference.known for act in scan.references.acts)
