"""Adds a document to the knowledge base: its file, its entry in the manifest, the graphs built from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.atomic_files import write_together
from ccwp_kg.build.assemble import Build, Inputs, run_build
from ccwp_kg.build.generated import generated_files, write_generated
from ccwp_kg.build.manifest import source_entries
from ccwp_kg.errors import CannotAdd
from ccwp_kg.namespaces import CCWP, DCTERMS, RDF, RDFS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import read_triples
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, english
from ccwp_kg.sources.intake.receive import ReceivedDocument
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Reading

_MANIFEST = Path("sources") / "sources.ttl"
_ENGLISH = NamedNode("http://publications.europa.eu/resource/authority/language/ENG")


@dataclass(frozen=True, slots=True)
class Addition:
    """A document, its reading, and the profile it was read with."""

    incoming: ReceivedDocument
    reading: Reading
    profile: Profile

    @property
    def file_name(self) -> str:
        """The name of its file in `data/sources/`."""
        return f"{self.incoming.source.name}.txt"


def refuse_unfit(addition: Addition, inputs: Inputs, *, plan: int, accept_problems: bool) -> None:
    """Raise CannotAdd if the document sets out another plan, is there already, or has unaccepted problems."""
    read = addition.reading.plan.ordinal
    if read != plan:
        raise CannotAdd(
            f"the document sets out plan {read}, not plan {plan}; name the plan it is, or give another file"
        )
    manifest = read_triples(inputs.data / _MANIFEST)
    names = {entry.name for entry in source_entries(manifest)}
    if addition.incoming.source.name in names or (inputs.data / "sources" / addition.file_name).exists():
        raise CannotAdd(
            f"data/sources/{addition.file_name} is there already; rename the new file, or remove the old one"
        )
    if any(triple.predicate == CCWP.describesPlan and triple.object == iris.plan(plan) for triple in manifest):
        raise CannotAdd(f"sources.ttl has a document on plan {plan} already; a plan is read from one document")
    problems = len(addition.reading.problems)
    if problems and not accept_problems:
        are = "problem is" if problems == 1 else "problems are"
        raise CannotAdd(
            f"{problems} {are} reported above; correct the file, teach the profile or the curated names, "
            "or accept them with --accept-problems"
        )


def stage(
    addition: Addition, inputs: Inputs, place: Path, *, prefixes: Prefixes, progress: Callable[[str], None]
) -> Build:
    """Copy `data/` into the folder `place`, add the document there and build it; returns the build.

    Unchanged files are hard links. Nothing outside of `place` is written.
    """
    shutil.copytree(inputs.data, place, copy_function=_linked, dirs_exist_ok=True)
    staged = replace(inputs, data=place)
    manifest = {*read_triples(place / _MANIFEST), *_entry(addition)}
    document = place / "sources" / addition.file_name
    # new files replace the links, through which the files of data/ would be written
    write_together({document: addition.incoming.content, place / _MANIFEST: turtle(manifest, prefixes).encode()})
    built = run_build(staged, progress=progress)
    files = generated_files(built, staged, prefixes)
    write_generated({path: content for path, content in files.items() if path.is_relative_to(place)}, staged)
    return built


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _entry(addition: Addition) -> set[Triple]:
    """The entry of a document in the manifest."""
    source = iris.source(addition.incoming.source.name)
    plan = addition.reading.plan
    status = f"{plan.status_passage.text} " if plan.status_passage else ""
    entry = {
        Triple(source, RDF.type, CCWP.SourceText),
        Triple(source, RDFS.label, english(f"{status}{plan.called}")),
        Triple(source, DCTERMS.term("title"), english(plan.title.text)),
        Triple(source, CCWP.describesPlan, iris.plan(plan.ordinal)),
        Triple(source, CCWP.fileName, code(addition.file_name)),
        Triple(source, CCWP.profile, code(addition.profile.name)),
        Triple(source, CCWP.sha256, code(addition.incoming.source.sha256)),
        Triple(source, DCTERMS.language, _ENGLISH),
        Triple(source, DCTERMS.publisher, iris.thing(addition.profile.publisher)),
        Triple(source, DCTERMS.rights, english(addition.profile.rights)),
    }
    if addition.incoming.pdf_sha256 is not None:
        entry.add(Triple(source, CCWP.receivedSha256, code(addition.incoming.pdf_sha256)))
    return entry
