"""Adds a document to the knowledge base: its file, its entry in the manifest, the graphs built from it."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pyoxigraph import NamedNode, Triple

from ccwp_kg.atomic_files import write_together
from ccwp_kg.build.assemble import Build, Inputs, run_build
from ccwp_kg.build.generated import generated_files, write_generated
from ccwp_kg.build.manifest import SourceEntry, source_entries
from ccwp_kg.build.records.documents import numbered
from ccwp_kg.build.records.facts import DocumentFacts
from ccwp_kg.errors import CannotAdd
from ccwp_kg.namespaces import CCWP, DCTERMS, ELI, FOAF, ORG, RDF, SKOS
from ccwp_kg.rdf.syntax.prefixes import Prefixes
from ccwp_kg.rdf.syntax.read import read_triples, turtle_files
from ccwp_kg.rdf.syntax.turtle import turtle
from ccwp_kg.rdf.terms import iris
from ccwp_kg.rdf.terms.literals import code, date, english
from ccwp_kg.sources.citations.council_numbers import council_numbers
from ccwp_kg.sources.citations.found import FoundReference
from ccwp_kg.sources.intake.receive import Received
from ccwp_kg.sources.intake.text_file import BOXES
from ccwp_kg.sources.profile.profile import Profile
from ccwp_kg.sources.records.records import Cover, Plan, Reading
from ccwp_kg.sources.records.references import DocumentVersion

REVIEW = ".review.csv"
"""The ending of the file with the answers that a document was added with, beside its text."""
_MANIFEST = Path("sources") / "sources.ttl"
_BODIES = Path("curated") / "organisations.ttl"
_NUMBER_OR_NAME = "its number, such as 8284/1/08 REV 1, or a name in small letters, such as draft-sixth-action-plan"
_ENGLISH = NamedNode("http://publications.europa.eu/resource/authority/language/ENG")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NAME_OF_A_PLAN = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_NAMED = "a name of small letters, figures and hyphens that begins with a letter, such as fds-2021"


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedDocument:
    """A document as whoever adds it describes it.

    `name` ends its IRI: the key of its number in the Council's register, else a name that was given. `rights` says how
    it may be used, `markings` are printed on it (`LIMITE`), `issued` is its date (`2012-11-19`).
    """

    name: str
    rights: str
    version: DocumentVersion | None = None
    markings: tuple[str, ...] = ()
    issued: str | None = None

    @property
    def text_name(self) -> str:
        """The name of its text, which ends the IRI of the source."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What whoever adds a document says of it; None where it is left out.

    `plan` is the ordinal of a plan that is counted, or the name of another, `document` its own number or a
    name for it; the others are as in `AddedDocument`.
    """

    plan: str | None = None
    document: str | None = None
    issued: str | None = None
    markings: tuple[str, ...] = ()
    rights: str | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the plan is said to be one of the counted ones, by its ordinal."""
        return self.plan is not None and self.plan.isdecimal()

    def completed(self, cover: Cover) -> Description:
        """The same description; what it leaves out of number, date and markings is what the document prints."""
        number, issued = cover.document, cover.issued
        return replace(
            self,
            document=self.document or (number.version.label if number is not None else None),
            issued=self.issued or (issued.value if issued is not None else None),
            markings=self.markings or tuple(marking.text for marking in cover.markings),
        )


def added_document(said: Description, *, profile: Profile) -> AddedDocument:
    """A document by its number (`8284/1/08 REV 1`, `ST-8284-2008-REV-1`) or by a name that is given to it.

    Raises CannotAdd where neither is given, or how a marked document may be used is left open.
    """
    given = said.document
    if given is None:
        raise CannotAdd(f"the document has no name yet; give --document {_NUMBER_OR_NAME}")
    if said.rights is None and said.markings:
        raise CannotAdd(
            f"a document marked {', '.join(said.markings)} is not for everybody; say with --rights who may use it"
        )
    found = next(council_numbers(given, forms=profile.documents), None)
    number = found if isinstance(found, FoundReference) and len(given) == found.end - found.start else None
    version = number.reference.version if number is not None else None
    if version is None and _NAME.fullmatch(given) is None:
        raise CannotAdd(f"“{given}” names no document; give --document {_NUMBER_OR_NAME}")
    return AddedDocument(
        name=given if version is None else version.key,
        rights=said.rights or profile.rights,
        version=version,
        markings=said.markings,
        issued=said.issued,
    )


def added_plan(given: str | None, *, of: Plan) -> NamedNode:
    """The plan that a document sets out: by the ordinal of a counted plan, else by a name that is given to the plan.

    Raises CannotAdd where nothing is given, what is given is another plan, or it is no name.
    """
    ordinal, printed = of.ordinal, of.printed_ordinal
    if ordinal is not None:
        if given is None:
            raise CannotAdd(f"the document sets out plan {ordinal}; confirm it with --plan {ordinal}")
        if not given.isdecimal() or int(given) != ordinal:
            raise CannotAdd(
                f"the document sets out plan {ordinal}, not plan {given}; name the plan it is, or give another file"
            )
        return iris.plan(ordinal)
    if given is None and printed is not None:
        raise CannotAdd(
            f"“{of.name.text}” is not said to be a plan of the body whose plans are counted; give --plan {_NAMED}, or "
            f"--plan {printed} if it is one"
        )
    if given is None:
        raise CannotAdd(f"the document prints no ordinal, so its plan has no name yet; give --plan {_NAMED}")
    if given.isdecimal():
        raise CannotAdd(f"the document prints no ordinal, so its plan is not plan {given}; give --plan {_NAMED}")
    if _NAME_OF_A_PLAN.fullmatch(given) is None:
        raise CannotAdd(f"“{given}” names no plan; give --plan {_NAMED}")
    return iris.plan(given)


@dataclass(frozen=True, slots=True)
class Addition:
    """A document, the plan it sets out, its text and reading, and the profile it was read with.

    `kept` are the statements that come with it, by the file that gets them, its path within `data/`.
    """

    document: AddedDocument
    plan: NamedNode
    incoming: Received
    reading: Reading
    profile: Profile
    profile_file: Path | None = None
    """The file of the profile, where it comes with the document."""
    kept: Mapping[Path, frozenset[Triple]] = field(default_factory=dict)
    answers: bytes | None = None
    """The file of answers to a review, where there was one."""

    @property
    def file_name(self) -> str:
        """The name of its file in `data/sources/`."""
        return f"{self.incoming.source.name}.txt"


def manifest_entries(inputs: Inputs) -> list[SourceEntry]:
    """The texts that were added."""
    return source_entries(read_triples(inputs.data / _MANIFEST))


def prepared(
    incoming: Received,
    reading: Reading,
    said: Description,
    *,
    profile: Profile,
    refuse: Callable[[CannotAdd], None],
    profile_file: Path | None = None,
) -> Addition:
    """A document as it is to be added. What is said of it and does not do goes to `refuse`, and is left open if that
    returns."""
    document, plan = AddedDocument(name="unnamed", rights=profile.rights), iris.plan(reading.plan.ordinal or "unnamed")
    try:
        plan = added_plan(said.plan, of=reading.plan)
    except CannotAdd as error:
        refuse(error)
    try:
        document = added_document(said.completed(reading.cover), profile=profile)
    except CannotAdd as error:
        refuse(error)
    named = replace(incoming, source=replace(incoming.source, name=document.text_name))
    return Addition(document, plan, named, reading, profile, profile_file)


def refuse_known(addition: Addition, inputs: Inputs) -> None:
    """Raise CannotAdd if there is a document of that name, or the text is there as another one's."""
    entries = manifest_entries(inputs)
    names = {entry.name for entry in entries}
    if addition.incoming.source.name in names or (inputs.data / "sources" / addition.file_name).exists():
        raise CannotAdd(
            f"data/sources/{addition.file_name} is there already; give another --document, or take the old one "
            "out as docs/add-a-plan.md says"
        )
    same = [entry.document.value for entry in entries if entry.sha256 == addition.incoming.source.sha256]
    if same:
        raise CannotAdd(f"this text is there already, as that of {same[0]}; give another file")


def refuse_other_number(addition: Addition) -> None:
    """Raise CannotAdd if the document prints another number than the one that was given for it."""
    given, printed = addition.document.version, addition.reading.cover.document
    if given is not None and printed is not None and given != printed.version:
        raise CannotAdd(
            f"the document prints the number {printed.version.label}, not {given.label}; leave --document out, or "
            "insist on it with --accept-problems"
        )


def refuse_problems(problems: int) -> None:
    """Raise CannotAdd if parts of the document were not understood: so many lines of a review would need a verdict."""
    if problems:
        are, them = ("problem is", "it") if problems == 1 else ("problems are", "them")
        raise CannotAdd(
            f"{problems} {are} reported; answer {them} in a review (ccwp-kg read --review plan.review.csv), "
            f"or accept {them} with --accept-problems"
        )


def stage(
    addition: Addition, inputs: Inputs, place: Path, *, prefixes: Prefixes, progress: Callable[[str], None]
) -> Build:
    """Copy `data/` into the folder `place`, add the document there and build it; returns the build.

    Unchanged files are hard links. Nothing outside of `place` is written.
    """
    shutil.copytree(inputs.data, place, copy_function=_linked, dirs_exist_ok=True)
    staged = replace(inputs, data=place)
    document = place / "sources" / addition.file_name
    files = {document: addition.incoming.content, **_own_profile(addition, place)}
    kept = {**addition.kept, _MANIFEST: frozenset(_entry(addition))}
    kept[_BODIES] = kept.get(_BODIES, frozenset()) | _publisher(addition.profile, place / "curated")
    for path, triples in kept.items():
        there = read_triples(place / path) if (place / path).exists() else ()
        files[place / path] = turtle({*there, *triples}, prefixes).encode()
    # new files replace the links, through which the files of data/ would be written
    if addition.incoming.boxes is not None:
        files[document.with_suffix(BOXES)] = addition.incoming.boxes
    document.with_suffix(REVIEW).unlink(missing_ok=True)  # of a document that was taken out
    if addition.answers is not None:
        files[document.with_suffix(REVIEW)] = addition.answers
    write_together(files)
    built = run_build(staged, progress=progress)
    generated = generated_files(built, staged, prefixes)
    write_generated({path: content for path, content in generated.items() if path.is_relative_to(place)}, staged)
    return built


def _own_profile(addition: Addition, place: Path) -> dict[Path, bytes]:
    """The file of a profile that comes with the document; empty where the profile is there already."""
    if addition.profile_file is None:
        return {}
    path, content = place / "profiles" / f"{addition.profile.name}.toml", addition.profile_file.read_bytes()
    if path.exists() and path.read_bytes() != content:
        raise CannotAdd(
            f"data/profiles/{path.name} is there already and says otherwise; give the new profile another name"
        )
    return {} if path.exists() else {path: content}


def _publisher(profile: Profile, curated: Path) -> frozenset[Triple]:
    """The description of a publisher that no curated file describes: its name, and that nothing says what it is.

    Raises CannotAdd where the profile has no name for it.
    """
    body = iris.thing(profile.publisher)
    if any(triple.subject == body for path in turtle_files(curated) for triple in read_triples(path)):
        return frozenset()
    if not profile.publisher_name:
        raise CannotAdd(
            f"no list has the publisher {profile.publisher} of the profile “{profile.name}”; give the profile a "
            "publisher_name, or describe it in data/curated/organisations.ttl"
        )
    kind = iris.thing("concept/body-of-unstated-kind")
    said = ((RDF.type, CCWP.Organisation), (CCWP.organisationKind, kind), (ORG.classification, kind))
    name = Triple(body, SKOS.prefLabel, english(profile.publisher_name))
    return frozenset((*(Triple(body, predicate, term) for predicate, term in said), name))


def _linked(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # another file system, or one without links
        shutil.copy2(source, target)


def _entry(addition: Addition) -> set[Triple]:
    """The entry of a document and its text in the manifest."""
    document, text, plan = addition.document, addition.incoming.source, addition.reading.plan
    iri, source = iris.document(document.name), iris.source(text.name)
    entry = DocumentFacts(text, (0,), document=iri, plan=addition.plan)
    status = f"{plan.status_passage.text} " if plan.status_passage else ""
    called = f"{status}{plan.usual_name}"
    if document.version is None:
        entry.thing(iri, label=called)
    else:
        numbered(entry, document.version, None)
    entry.thing(iri, CCWP.PlanDocument, ELI.Work)
    entry.add(iri, FOAF.primaryTopic, addition.plan)
    entry.add(iri, DCTERMS.language, _ENGLISH)
    entry.add(iri, DCTERMS.publisher, iris.thing(addition.profile.publisher))
    entry.add(iri, DCTERMS.rights, english(document.rights))
    entry.add(iri, DCTERMS.issued, date(document.issued) if document.issued else None)
    entry.add(iri, CCWP.marking, *map(code, document.markings))
    entry.add(iri, DCTERMS.hasFormat, source)
    entry.thing(source, CCWP.SourceText, ELI.Manifestation, label=f"Text of the {called}")
    entry.add(source, DCTERMS.isFormatOf, iri)
    entry.add(source, CCWP.fileName, code(addition.file_name))
    entry.add(source, CCWP.profile, code(addition.profile.name))
    entry.add(source, CCWP.sha256, code(text.sha256))
    received = addition.incoming.file_sha256
    entry.add(source, CCWP.receivedSha256, code(received) if received is not None else None)
    return entry.triples
