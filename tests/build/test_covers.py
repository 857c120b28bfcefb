"""The cover of a document: what it prints behind its labels is kept with its characters and what it names."""

from pathlib import Path

from rdflib import RDF, RDFS, Graph, Namespace
from rdflib.term import Node

from support.commands import call_command

COUNCIL = Namespace("https://w3id.org/ccwp/id/document/")
CCWP, OA = Namespace("https://w3id.org/ccwp/ontology#"), Namespace("http://www.w3.org/ns/oa#")
PLAN = """COUNCIL OF THE EUROPEAN UNION                      Brussels, 19 November 2012
                                                   16103/1/12 REV 1
                                                   ENFOCUSTOM 121
NOTE
from:               General Secretariat
to:                 Customs Cooperation Working Party
No. prev. doc.:     16103/12 ENFOCUSTOM 121
Subject:            Draft Sixth Action Plan (1.1.2013–30.6.2014) to implement the
                    revised strategy for customs cooperation
Delegations will find below the draft Sixth Action Plan.

ANNEX

Proposed action\tStrategic objective\tPerformance indicator\tPossible outcome
6.1 To examine parcels\tTo find what is hidden\tReport adopted by the CCWP\tFewer parcels are lost
Terms of reference: Parcels are small.
"""
ENTRIES = [
    ("from", "General Secretariat"),
    ("to", "Customs Cooperation Working Party"),
    ("No. prev. doc.", "16103/12 ENFOCUSTOM 121"),
]


def test_the_entries_of_a_cover_are_kept(checkout: Path) -> None:
    """In the order of print, each with its characters and what it names; nothing stands against them."""
    (checkout / "plan.txt").write_text(PLAN, encoding="utf-8")
    told = call_command("read", "plan.txt", "--plan", "6", "--accept-problems", root=checkout)
    assert told.stdout.startswith("To be added: nothing stands against it"), told.stdout[:2000] + told.stderr
    read = Graph().parse(data=call_command("read", "plan.txt", "--format", "turtle", root=checkout).stdout)
    found = sorted(read.subjects(RDF.type, CCWP.CoverEntry))
    assert ENTRIES == [(str(read.value(each, RDFS.label)), str(read.value(each, CCWP.text))) for each in found]
    assert [text for _, text in ENTRIES] == [exact(read, each) for each in found]
    named = {
        str(read.value(each, CCWP.mentionedIn)): str(read.value(each, OA.hasBody))
        for each in read.subjects(RDF.type, OA.Annotation)
    }
    assert [None, "ccwp", "ST-16103-2012-INIT"] == [
        named[str(each)].rpartition("/")[2] if str(each) in named else None for each in found
    ]


def test_the_subject_codes_of_a_cover_are_those_of_its_document(checkout: Path) -> None:
    """Each with its own characters, on whatever line of the cover it stands."""
    printed = PLAN.replace("ENFOCUSTOM 121\nNOTE", "LIMITE ENFOCUSTOM 121\nCOSI 114\nNOTE")
    (checkout / "plan.txt").write_text(printed, encoding="utf-8")
    said = ("--plan", "6", "--rights", "Words.", "--accept-problems", "--accept-new", "--yes")
    added = call_command("add", "plan.txt", *said, root=checkout)
    assert added.returncode == 0, added.stderr
    read = Graph().parse(checkout / "data/generated/source-st-16103-2012-rev-1.ttl")
    codes = read.objects(COUNCIL["ST-16103-2012-REV-1"], CCWP.hasSubjectCode)
    found = {str(read.value(each, RDFS.label)): exact(read, each) for each in codes}
    assert {"ENFOCUSTOM 121 (2012)": "ENFOCUSTOM 121", "COSI 114 (2012)": "COSI 114"} == found


def exact(read: Graph, entry: Node) -> str | None:
    """The characters that an entry was read from."""
    return next((str(each) for each in read.objects(read.value(entry, CCWP.hasSpan), OA.hasSelector / OA.exact)), None)
