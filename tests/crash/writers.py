"""The commands that write, one row each, and what stands where they write."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ccwp_kg.publish.opening import open_release, sha256_of
from ccwp_kg.review.answers import review_as_csv
from siblings.plans import public
from support.commands import contents
from support.stores.endpoints import SMALL, write_release

FROM_THE_START = "ccwp_kg.cli.main:main"


def _older_release(checkout: Path) -> None:
    release = write_release(checkout / "out" / "release", SMALL)
    files = sorted(path for path in release.rglob("*") if path.is_file() and path.name != "SHA256SUMS")
    sums = (f"{sha256_of(path)}  {path.relative_to(release)}\n" for path in files)  # a release with others stays
    (release / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")


def _older_build(checkout: Path) -> None:
    """Other generated files than a run makes, and one of a document that is gone."""
    for path in [checkout / "ontology" / "rich.ttl", *(checkout / "data" / "generated").iterdir()]:
        with path.open("ab") as stream:
            stream.write(b"# older\n")
    (checkout / "data" / "generated" / "source-gone.ttl").write_text("# older\n")


def _ask_release(checkout: Path) -> None:
    """The release opens, and a query finds in it as many statements as its dataset has."""
    release = checkout / "out" / "release"
    (row,) = open_release(release).rows("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    lines = (release / "dataset.nq").read_bytes().count(b"\n")
    assert lines <= int(row["n"].value) <= lines + 10_000  # with those of the description


def _document_to_add(checkout: Path) -> None:
    """A seventh plan, beside the data that it is added to."""
    (checkout / "seventh.txt").write_text(public("seventh"), encoding="utf-8")


def _document_to_review(checkout: Path) -> None:
    """The plan, and an older review of it without lines."""
    _document_to_add(checkout)
    (checkout / "out").mkdir()
    (checkout / "out" / "plan.review.csv").write_text(review_as_csv(()), encoding="utf-8")
    (checkout / "out" / "plan.review.html").write_text("older", encoding="utf-8")


def _ask_nothing(_: Path) -> None:
    """Nothing is served from there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """A command that writes.

    `places` are the files and folders it writes in the checkout, `begins` the function (`module:function`) with which
    its writing begins, `is_one_step` where all of it changes at once. `make_older` puts there what stood before, `ask`
    sees whether what stands there can be used. `kills` are how many runs of it are killed anywhere, and how many while
    it writes.
    """

    words: tuple[str, ...]
    places: tuple[str, ...]
    begins: str
    is_one_step: bool
    kills: tuple[int, int]
    make_older: Callable[[Path], None]
    ask: Callable[[Path], None]


WRITERS = [
    Writer(
        words=("build",),
        places=("data/generated", "ontology/rich.ttl"),
        begins="ccwp_kg.cli.build:write_generated",
        is_one_step=False,
        kills=(8, 28),
        make_older=_older_build,
        ask=_ask_nothing,
    ),
    Writer(
        words=("release", "--out", "out/release"),
        places=("out/release",),
        begins="ccwp_kg.publish.release:replace_folder",
        is_one_step=True,
        kills=(5, 13),
        make_older=_older_release,
        ask=_ask_release,
    ),
    Writer(
        words=("add", "seventh.txt", "--plan", "7", "--document", "draft-seventh", "--yes"),
        places=("data",),
        begins="ccwp_kg.cli.add:replace_folder",
        is_one_step=True,
        kills=(16, 5),
        make_older=_document_to_add,
        ask=_ask_nothing,
    ),
    Writer(
        words=("read", "seventh.txt", "--review", "out/plan.review.csv", "--review", "out/plan.review.html"),
        places=("out",),
        begins="ccwp_kg.review.files:write_together",
        is_one_step=False,
        kills=(3, 8),
        make_older=_document_to_review,
        ask=_ask_nothing,
    ),
]

State = dict[str, bytes]


class Scene:
    """A checkout in which one command writes, as it is seen at `root`; `old` is what stood there before."""

    def __init__(self, writer: Writer, root: Path) -> None:
        self.writer, self.root = writer, root
        writer.make_older(root)
        self.old = self.state()

    def state(self) -> State:
        """Path → content of all that is in place."""
        held: State = {}
        for place in self.writer.places:
            if (self.root / place).is_file():
                held[place] = (self.root / place).read_bytes()
            else:
                found = contents(self.root / place)
                held |= {f"{place}/{name}": content for name, content in found.items() if name[0] != "."}
        return held

    def litter(self) -> list[Path]:
        """What was begun in or beside the places and not put in place."""
        places = [self.root / place for place in self.writer.places]
        folders = {place for place in places if place.is_dir()} | {place.parent for place in places}
        return [path for folder in folders for path in folder.glob(".*.new")]

    def restore(self) -> None:
        """The old state again; what was begun and not put in place stays."""
        held = self.state()
        for name in held.keys() - self.old.keys():
            (self.root / name).unlink()
        for name, content in self.old.items():
            if held.get(name) != content:
                (self.root / name).parent.mkdir(parents=True, exist_ok=True)
                (self.root / name).write_bytes(content)
