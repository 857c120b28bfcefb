"""The cover tells number, date, codes, from, to, the document before and the subject, in every form it is printed."""

from collections.abc import Callable

import pytest

from ccwp_kg.errors import UnreadableDocument
from ccwp_kg.sources.records.records import Reading
from support.readings import ONE_ACTION

Read = Callable[[str], Reading]

TABLE = f"\n{ONE_ACTION}Parcels are small.\n"
MARKDOWN = "\nANNEX\n\n| No | Action | Timetable |\n|---|---|---|\n| 6.1 | To examine parcels | 2013 |\n"
HEAD = """COUNCIL OF                                         Brussels, 19 November 2012
THE EUROPEAN UNION
                                                   16103/1/12 REV 1
                                                   LIMITE
                                                   ENFOCUSTOM 121
                                                   COSI 114
NOTE
"""
COVERS = {
    "value beside its label": """from:               Presidency
to:                 Customs Cooperation Working Party
No. prev. doc.:     16103/12 ENFOCUSTOM 121 COSI 114
Subject:            Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
                    Resolution of 13 December 2011
Delegations will find below the draft Seventh Action Plan.
""",
    "label in the middle of its value": """from:               Presidency
to:                 Customs Cooperation Working Party
No. prev.
                    16103/12 ENFOCUSTOM 121 COSI 114
doc.:
                    Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Subject:
                    Resolution of 13 December 2011
Delegations will find below the draft Seventh Action Plan.
""",
    "label at the end of its value": """from:               Presidency
to:                 Customs Cooperation Working Party
No. prev. doc.:     16103/12 ENFOCUSTOM 121 COSI 114
                    Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Subject:            Resolution of 13 December 2011
Delegations will find below the draft Seventh Action Plan.
""",
    "label at the end of its value, in a block of its own": """from:   Presidency

to:   Customs Cooperation Working Party

No. prev. doc.:   16103/12 ENFOCUSTOM 121 COSI 114

Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Subject:   Resolution of 13 December 2011

Delegations will find below the draft Seventh Action Plan.
""",
    "value below its label": """From:

Presidency

To:

Customs Cooperation Working Party

No. prev. doc.:

16103/12 ENFOCUSTOM 121 COSI 114

Subject:

Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Resolution of 13 December 2011

Delegations will find below the draft Seventh Action Plan.
""",
    "value below its label, right behind another that takes two lines": """From: Presidency
To: Customs Cooperation Working Party
No. prev. doc.: 16103/12 ENFOCUSTOM 121 COSI
114
Subject:

Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Resolution of 13 December 2011

Delegations will find below the draft Seventh Action Plan.
""",
    "labels, then values; one label torn": """From:
To:
No. prev.
doc.:
Subject:

Presidency
Customs Cooperation Working Party
16103/12 ENFOCUSTOM 121 COSI 114
Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
Resolution of 13 December 2011

1. Delegations will find below the draft Seventh Action Plan.
""",
    "a label torn around its value": """From:         Presidency
To:           Customs Cooperation Working Party
No. prev.     16103/12 ENFOCUSTOM 121 COSI 114
doc.:
Subject:      Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council
              Resolution of 13 December 2011

1. Delegations will find below the draft Seventh Action Plan.
""",
    "a label close to its value": """From: Presidency
To: Customs Cooperation Working Party
No. prev. doc.:16103/12 ENFOCUSTOM 121 COSI 114
Subject:Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council Resolution of 13
December 2011

1. Delegations will find below the draft Seventh Action Plan.
""",
    "a table of Markdown": """
| | |
|---|---|
| From: | Presidency |
| To: | Customs Cooperation Working Party |
| No. prev. doc.: | 16103/12 ENFOCUSTOM 121 COSI 114 |
| Subject: | Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council Resolution of 13 December 2011 |

Delegations will find below the draft Seventh Action Plan.
""",
    "a paragraph a line": """From:\tPresidency
To:\tCustoms Cooperation Working Party
No. prev. doc.:\t16103/12 ENFOCUSTOM 121 COSI 114
Subject:\tDraft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council Resolution of 13 December 2011
Delegations will find below the draft Seventh Action Plan.
""",
}
SUBJECT = "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council Resolution of 13 December 2011"


@pytest.mark.parametrize("labels", COVERS.values(), ids=COVERS)
def test_a_cover_is_read(labels: str, read_text: Read) -> None:
    reading = read_text(HEAD + labels + (MARKDOWN if "|" in labels else TABLE))
    cover, plan = reading.cover, reading.plan
    assert cover.document is not None
    assert cover.issued is not None
    assert cover.sender is not None
    assert cover.addressee is not None
    assert cover.subject is not None
    assert (cover.document.key, cover.issued.value) == ("ST-16103-2012-REV-1", "2012-11-19")
    assert [(code.series, code.serial, code.year) for code in cover.codes] == [
        ("ENFOCUSTOM", 121, 2012),
        ("COSI", 114, 2012),
    ]
    assert (cover.sender.text, cover.addressee.text) == ("Presidency", "Customs Cooperation Working Party")
    assert [document.key for document in cover.previous] == ["ST-16103-2012-INIT"]
    assert (cover.subject.text, plan.title.text) == (SUBJECT, SUBJECT)
    assert [marking.text for marking in cover.markings] == ["LIMITE"]
    assert (plan.ordinal, plan.status, plan.valid_from and plan.valid_from.value) == (6, "draft", "2013-01-01")
    assert not reading.coverage.unread


@pytest.mark.parametrize(
    "procedure",
    [
        "Interinstitutional File: 2013/0241 (NLE)\n",
        "Interinstitutional File:\n2013/0241 (NLE)\n2013/0242(COD)\n",
        "Interinstitutional Files: 2013/0241 (NLE), 2013/0242 (COD)\n\n",
        "2013/0123 (COD)\n",
    ],
)
def test_the_number_of_a_procedure_takes_no_other_line(procedure: str, read_text: Read) -> None:
    """What stands below it on the cover is the document's own date, number and codes."""
    head = f"Council of the\nEuropean Union\n{procedure}{'Brussels, 19 November 2012'}\n(OR. en)\n16103/1/12 REV 1\n"
    reading = read_text(f"{head}LIMITE\nENFOCUSTOM 121\nCOSI 114\nNOTE\n{COVERS['value below its label']}{TABLE}")
    cover = reading.cover
    assert cover.document is not None
    assert cover.issued is not None
    assert (cover.document.key, cover.issued.value) == ("ST-16103-2012-REV-1", "2012-11-19")
    assert ["ENFOCUSTOM", "COSI"] == [code.series for code in cover.codes]
    files = [each.text.text for each in cover.entries if each.heading.text.startswith("Interinstitutional")]
    assert files == ([] if ":" not in procedure else [" ".join(procedure.partition(":")[2].split())])
    assert not reading.coverage.unread


@pytest.mark.parametrize("label", ["No. prev. docs:", "Nos. prev. docs.:", "No. prev. docs.:", "Previous documents:"])
def test_several_documents_before(label: str, read_text: Read) -> None:
    labels = COVERS["a paragraph a line"].replace("No. prev. doc.:\t", f"{label}\t9120/11 ENFOCUSTOM 7; ")
    cover = read_text(HEAD + labels + TABLE).cover
    assert ["ST-9120-2011-INIT", "ST-16103-2012-INIT"] == [each.key for each in cover.previous]


@pytest.mark.parametrize(
    ("more", "line"),
    [(" enforcement cooperation", "enforcement cooperation"), ("", "Ministers want parcels to be small.")],
)
def test_a_long_line_of_a_subject_goes_on_in_small_letters(more: str, line: str, read_text: Read) -> None:
    """A wide page holds more of it in one line; what begins with a capital is a paragraph of the text."""
    long = "Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the Council Resolution of 2011 on customs law"
    text = f"{HEAD}From: Presidency\nSubject: {long}\n{line}\n{TABLE}"
    assert long + more == read_text(text).plan.title.text


def test_footnotes_above_it_have_not_its_number(read_text: Read) -> None:
    """Some programs draw those of a page before its words."""
    notes = "1 9120/11 ENFOCUSTOM 7.\n2 OJ L 347, 20.12.2013, p. 50.\n"
    document = read_text(f"{notes}{HEAD}{COVERS['value below its label']}{TABLE}").cover.document
    assert document is not None
    assert document.key == "ST-16103-2012-REV-1"


def test_other_words_above_the_labels_are_told(read_text: Read) -> None:
    reading = read_text(f"{HEAD}Not for the press\n{COVERS['value below its label']}{TABLE}")
    assert [
        reading.source.exact(issue.span) for issue in reading.issues if issue.code == "words-unread" and issue.span
    ] == ["Not for the press"]


def test_headers_tell_the_number_where_there_is_no_cover(read_text: Read) -> None:
    foot = "\n16103/12  GdK/hm  {page}  LIMITE  EN\n"
    text = f"Draft Sixth Action Plan\n\nWords.\n{foot.format(page=1)}\f{TABLE}{foot.format(page=2)}"
    cover = read_text(text).cover
    assert cover.document is not None
    assert (cover.document.key, [marking.text for marking in cover.markings]) == ("ST-16103-2012-INIT", ["LIMITE"])


@pytest.mark.parametrize(
    ("title", "ordinal", "called"),
    [
        ("Draft Action Plan of the Working Party (2014-2015)", None, "Draft Action Plan of the Working Party"),
        ("Customs Strategy\n2021 Action Plan", None, "Customs Strategy 2021 Action Plan"),
        ("Draft Sixth Action Plan of the CCWP (2013-2014)", 6, "Sixth Action Plan"),
    ],
)
def test_a_sentence_names_no_plan(title: str, ordinal: int | None, called: str, read_text: Read) -> None:
    """Neither one before the title nor one behind it, nor one whose end another page has."""
    before = "The Third Action Plan was a success.\n\nSince then the Fourth Action Plan (2010 – June\n\n"
    before += "All was said of the Second Action Plan\n\nbefore it ended.\n\n"
    after = "\n\nDelegations will find below the draft Seventh Action Plan.\n"
    plan = read_text(f"{before}{title}{after}{TABLE}").plan
    assert (plan.ordinal, plan.usual_name) == (ordinal, called)


def test_a_title_without_an_ordinal_is_told(read_text: Read) -> None:
    reading = read_text(f"Draft Action Plan for customs\n\nWords.\n{TABLE}")
    assert [issue.message for issue in reading.issues if issue.code == "ordinal-missing"] == [
        "plan: its title names no Action Plan by an ordinal, so it has no number"
    ]


CLOSE = "The plan was prepared in spring by the Presidency, and takes account of what delegations said."


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Eighth Action Plan (2016-2017)", f"Eighth Action Plan (2016-2017)\n{CLOSE}"),
        ("Eighth Action Plan for parcels", f"Brussels, 4 May\nEighth Action Plan\nfor parcels\n{CLOSE}"),
        ("Eighth Action Plan for parcels", f"Eighth Action Plan\n\nfor parcels\n{CLOSE}"),
    ],
    ids=["above", "between", "apart"],
)
def test_a_title_may_stand_close_to_the_text(title: str, text: str, read_text: Read) -> None:
    """Its line has room for the word with which the text goes on; what begins with a small letter belongs to it."""
    assert read_text(f"{text}\n\n{TABLE}").plan.title.text == title


def test_a_line_that_ends_a_sentence_or_is_full_is_no_title(read_text: Read) -> None:
    for text in (
        "It was made for the\nEighth Action Plan\n" + CLOSE,
        f"{CLOSE} It follows the Eighth Action Plan\nOf all.",
    ):
        with pytest.raises(UnreadableDocument, match="no title"):
            read_text(f"{text}\n\n{TABLE}")


def test_the_period_may_stand_behind_more_words_of_the_title(read_text: Read) -> None:
    title = "Draft Eighth Action Plan of the Working Party (1 January 2016 – 31 December 2017)"
    plan = read_text(f"{title}\n\nWords.\n{TABLE}").plan
    assert plan.valid_from is not None
    assert plan.valid_until is not None
    assert (plan.valid_from.value, plan.valid_until.value) == ("2016-01-01", "2017-12-31")


@pytest.mark.parametrize(
    ("head", "key"),
    [
        ("16103/12\nREV 1\n\nLIMITE\n\nENFOCUSTOM 121\nCOSI 114\n", "ST-16103-2012-REV-1"),
        ("16103/12\nADD 1\nREV 1\n\nLIMITE\n\nENFOCUSTOM 121\nCOSI 114\n", "ST-16103-2012-ADD-1-REV-1"),
        ("16103/12\nADD 1 REV 1\n\nLIMITE\n\nENFOCUSTOM 121\nCOSI 114\n", "ST-16103-2012-ADD-1-REV-1"),
        ("16103/1/12 REV 1\n\nLIMITE ENFOCUSTOM 121\nCOSI 114\n", "ST-16103-2012-REV-1"),
        ("16103/12\nADD 2\n\nENFOCUSTOM 121 COSI 114\n", "ST-16103-2012-ADD-2"),
    ],
)
def test_marks_of_a_number_and_markings_are_no_subject_codes(head: str, key: str, read_text: Read) -> None:
    reading = read_text(f"Brussels, 19 November 2012\n\n{head}\nNOTE\n{COVERS['value below its label']}{TABLE}")
    cover = reading.cover
    assert cover.document is not None
    assert (cover.document.key, [(code.series, code.serial) for code in cover.codes]) == (
        key,
        [("ENFOCUSTOM", 121), ("COSI", 114)],
    )
    assert not reading.coverage.unread


def test_bold_words_of_markdown_are_read_without_its_signs(read_text: Read) -> None:
    table = "| No | Action | Timetable |\n|---|---|---|\n| 6.1 | To **examine** parcels | 2013 |\n"
    cover = read_text(
        f"**16103/12**\n\n**ENFOCUSTOM 121**\n\nFrom: Presidency\nSubject: **Draft Sixth Action Plan**\n\n{table}"
    ).cover
    assert cover.document is not None
    assert (cover.document.key, cover.document.printed.text) == ("ST-16103-2012-INIT", "16103/12")
    assert cover.subject is not None
    assert ("Draft Sixth Action Plan", [code.series for code in cover.codes]) == (cover.subject.text, ["ENFOCUSTOM"])


def test_a_pipe_between_two_cells_of_a_cover_is_drawn(read_text: Read) -> None:
    """It was of the number beside it and of the cover, and no reading came."""
    head = "| Council of the European Union | 16103/12 |\n|---|---|\n"
    reading = read_text(f"{head}| From: | Presidency |\n| Subject: | Draft Sixth Action Plan |\n{MARKDOWN}")
    assert reading.cover.document is not None
    assert "ST-16103-2012-INIT" == reading.cover.document.key
