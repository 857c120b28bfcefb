"""`ccwp-kg publish`: what it refuses, and that a site is there whole or not at all."""

from __future__ import annotations

import hashlib
import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import pytest

from ccwp_kg.errors import CannotPublish
from ccwp_kg.server.static_site import publish_site
from ccwp_kg.server.static_site.publish import MARK
from support.commands import Run, contents
from support.serving import eventually
from support.stores.endpoints import write_release

BASE = "https://name.github.io/ccwp"
MAIL, CODE = "plans@office.example", "https://code.example/plans"
ID = "https://w3id.org/ccwp/id/"
LABEL = "<http://www.w3.org/2000/01/rdf-schema#label>"
HOSTILE = (
    f'<{ID}concept/one> {LABEL} "<script>alert(1)</script> & \\"one\\"" .\n'
    f"<{ID}concept/one> <http://www.w3.org/2004/02/skos/core#related> <{ID}../../../escaped> .\n"
    f"<{ID}concept/one> <http://www.w3.org/2004/02/skos/core#related> <{ID}concept/{'long' * 80}> .\n"
    f"<{ID}concept/one> <http://www.w3.org/2004/02/skos/core#related> <{ID}concept/One> .\n"
    f"<{ID}concept/one> <http://www.w3.org/2004/02/skos/core#related> <{ID}concept/caf\u00e9:x> .\n"
    f"<{ID}concept/one> <http://www.w3.org/2004/02/skos/core#related> <https://w3id.org/ccwp//host.example/x> .\n"
    f'<{ID}../../../escaped> {LABEL} "escaped" .\n'
    f'<{ID}concept/One> {LABEL} "with a capital" .\n'
    f'<{ID}concept/caf\u00e9:x> {LABEL} "with an accent" .\n'
    f'<{ID}dataset/part.ttl> {LABEL} "ends like a format" .\n'
)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("small") / "release", HOSTILE)


@pytest.fixture(scope="module")
def site(small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site") / "site"
    publish_site(small, folder, base_url=BASE, maintainer="octocat")
    return folder


def test_the_command_writes_a_site(small: Path, tmp_path: Path, run: Run) -> None:
    done = run("publish", "--release", str(small), "--out", str(tmp_path / "site"), "--base-url", f"{BASE}/")
    assert (0, "") == (done.returncode, done.stdout)
    assert f"files of data written for {BASE}/" in done.stderr
    assert {"index.html", "404.html", ".nojekyll", "sitemap.xml", "robots.txt", "search.json"} <= {
        path.name for path in (tmp_path / "site").iterdir()
    }


@pytest.mark.slow
@pytest.mark.parametrize("given", [("--contact", MAIL, "--repository", CODE), ()], ids=["options", "settings"])
def test_pages_name_the_contact_and_the_code(small: Path, tmp_path: Path, run: Run, given: tuple[str, ...]) -> None:
    """On the command line or in the environment; for what is no address nothing is written."""
    words = ("publish", "--release", str(small), "--base-url", BASE, "--out")
    named = {} if given else {"CCWP_CONTACT": MAIL, "CCWP_REPOSITORY": CODE}
    assert 0 == run(*words, str(tmp_path / "site"), *given, **named).returncode
    for name in ("index.html", "about.html", "doc/concept/one.html"):
        page = (tmp_path / "site" / name).read_text(encoding="utf-8")
        assert f'<a href="mailto:{MAIL}">{MAIL}</a>' in page, name
        assert f'<a href="{CODE}" rel="nofollow noopener external" class="out">code.example/plans</a>' in page, name
    refused = run(*words, str(tmp_path / "other"), "--contact", "javascript:alert(1)")
    assert (1, 1) == (refused.returncode, refused.stderr.count("\n"))
    assert "'javascript:alert(1)' does not fit the setting 'contact'" in refused.stderr
    assert not (tmp_path / "other").exists()


@pytest.mark.slow
def test_names_that_no_file_can_have_are_words_and_are_told(small: Path, tmp_path: Path, run: Run) -> None:
    """A thing may be called `../../../escaped`; nothing is written there, and no link leads there."""
    done = run("publish", "--release", str(small), "--out", str(tmp_path / "a" / "b" / "site"), "--base-url", BASE)
    assert 0 == done.returncode
    assert [] == [path for path in tmp_path.rglob("*") if "escaped" in path.name]
    page = (tmp_path / "a/b/site/doc/concept/one.html").read_text(encoding="utf-8")
    assert "../escaped" not in page.replace(f"{ID}../../../escaped", "")
    assert "doc/concept/one.html: a link to /doc/../../../escaped is left out" in done.stderr
    assert f"/doc/concept/{'long' * 80} is left out" in done.stderr


def test_two_things_that_differ_in_capitals_have_a_page_each(site: Path) -> None:
    assert {"one.html", "One.html"} <= {path.name for path in (site / "doc" / "concept").iterdir()}


def test_what_stands_in_data_stays_words(site: Path) -> None:
    page = (site / "doc/concept/one.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_what_has_no_catalogue_points_to_none(site: Path) -> None:
    """A release that does not describe itself."""
    assert not [*site.glob("catalog*")]
    page = (site / "doc/concept/one.html").read_text(encoding="utf-8")
    assert 'rel="describedby" href="one.ttl"' in page
    assert "catalog" not in page
    assert "catalog" not in (site / "linkset/concept/one.json").read_text(encoding="utf-8")


def test_a_thing_that_ends_like_a_format_has_a_page_and_data(site: Path) -> None:
    assert (site / "doc/dataset/part.ttl.html").read_bytes().startswith(b"<!doctype html>")
    assert b"ends like a format" in (site / "doc/dataset/part.ttl.ttl").read_bytes()


def test_the_same_release_gives_the_same_bytes(site: Path, small: Path, tmp_path: Path) -> None:
    publish_site(small, tmp_path / "again", base_url=BASE, maintainer="octocat")
    ours, again = contents(site), contents(tmp_path / "again")
    assert len(ours) > 100
    assert ours.keys() == again.keys()
    assert [] == [name for name, body in ours.items() if body != again[name]]


@pytest.mark.slow
def test_a_site_is_replaced_whole(small: Path, tmp_path: Path) -> None:
    """What the new site has no more is gone, and nothing is left beside it."""
    folder = tmp_path / "site"
    publish_site(small, folder, base_url=BASE, maintainer="octocat")
    publish_site(small, folder, base_url="https://other.example.eu")
    assert not (folder / "w3id").exists()
    assert "https://other.example.eu/plans.html" in (folder / "plans.html").read_text(encoding="utf-8")
    assert [folder] == list(tmp_path.iterdir())


@pytest.mark.slow
def test_a_site_that_cannot_be_finished_leaves_the_old_one(small: Path, tmp_path: Path) -> None:
    class Interrupted(Exception):
        pass

    def interrupt(count: object) -> None:
        if getattr(count, "pages", 0) > 5:
            raise Interrupted

    folder = tmp_path / "site"
    with pytest.raises(Interrupted):
        publish_site(small, folder, base_url=BASE, progress=interrupt)
    assert [] == list(tmp_path.iterdir())
    publish_site(small, folder, base_url=BASE)
    before = contents(folder)
    with pytest.raises(Interrupted):
        publish_site(small, folder, base_url="https://other.example.eu", progress=interrupt)
    assert before == contents(folder)
    assert [folder] == list(tmp_path.iterdir())


@pytest.mark.slow
def test_an_empty_folder_is_filled(small: Path, tmp_path: Path) -> None:
    publish_site(small, tmp_path, base_url=BASE)
    assert (tmp_path / "index.html").is_file()


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_leaves_nothing_behind(published: Path, tmp_path: Path, number: int) -> None:
    """As somebody stops the command while it writes: the old site stays, and no folder is left beside it."""
    (tmp_path / "site").mkdir()
    words = ["publish", "--release", str(published), "--out", str(tmp_path / "site"), "--base-url", BASE]
    heeded = partial(signal.signal, number, signal.SIG_DFL)  # a command in the background is started deaf to Ctrl-C
    command = [sys.executable, "-m", "ccwp_kg", *words]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, preexec_fn=heeded)  # noqa: PLW1509  # no threads
    try:
        made = tmp_path / ".site.new" / "made"
        assert eventually((made / "index.html").exists, within=60)  # the home page is among the first
        process.send_signal(number)
        assert process.wait(timeout=30) != 0
    finally:
        process.kill()
        process.wait()
    assert [tmp_path / "site"] == list(tmp_path.iterdir())
    assert [] == list((tmp_path / "site").iterdir())


OF_NOTHING = json.dumps({"baseUrl": BASE, "files": 0, "names": hashlib.sha256().hexdigest()})
REFUSED = {
    "not empty": ("holds no site of this command; name another folder", {"notes.txt": "mine"}, []),
    "a damaged mark": ("holds no site of this command", {MARK: "{"}, []),
    "a mark of another shape": ("holds no site of this command", {MARK: "[]"}, []),
    "a mark that nothing was written under": ("other files than this command wrote", {MARK: OF_NOTHING, "x": ""}, []),
    "a mark of an earlier version": (
        "remove it yourself",
        {MARK: json.dumps({"baseUrl": BASE, "top": ["x"]}), "x": ""},
        [],
    ),
    "no scheme": ("has no scheme; write https://", {}, ["--base-url", "name.github.io/ccwp"]),
    "dummy": ("is an address for examples", {}, ["--base-url", "https://kg.example.org", "--maintainer", "octocat"]),
    "no account": ("is no GitHub account", {}, ["--maintainer", "not an account"]),
    "no release": ("is not a release", {}, ["--release", "/nowhere"]),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_refused_changes_nothing(case: str, small: Path, tmp_path: Path, run: Run) -> None:
    sentence, files, words = REFUSED[case]
    folder = tmp_path / "site"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    before = contents(tmp_path)
    given = ["--release", str(small), "--out", str(folder), "--base-url", BASE, *words]
    done = run("publish", *given)
    assert (1, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("ccwp-kg: ")
    assert sentence in done.stderr
    assert 1 == done.stderr.count("\n")
    assert before == contents(tmp_path)
    assert [folder] == list(tmp_path.iterdir())
    if case != "no release":
        done = run("publish", *given[2:], cwd=tmp_path, XDG_CACHE_HOME="/dev/null")
        assert (1, True) == (done.returncode, sentence in done.stderr), "it looks for a release first"


def add_an_empty_folder(site: Path) -> None:
    """It holds nothing that could be lost."""
    (site / "doc" / "mine").mkdir()


def add_a_file(site: Path) -> None:
    (site / "doc" / "mine.txt").write_text("mine")


def rename_a_file(site: Path) -> None:
    (site / "robots.txt").rename(site / "mine.txt")


def add_a_link(site: Path) -> None:
    (site / "doc" / "mine").symlink_to(site.parent)


def make_a_link_of_a_file(site: Path) -> None:
    (site / "robots.txt").rename(site.parent / "robots.txt")
    (site / "robots.txt").symlink_to(site.parent / "robots.txt")


@pytest.mark.parametrize("change", [add_a_file, rename_a_file, add_a_link, make_a_link_of_a_file, add_an_empty_folder])
def test_what_others_put_into_a_site_is_never_removed(
    change: Callable[[Path], None], small: Path, site: Path, tmp_path: Path
) -> None:
    """Wherever it is; so too where one of ours was moved away, as names alone are compared."""
    copy = tmp_path / "site"
    shutil.copytree(site, copy)
    change(copy)
    before = contents(copy)
    with nullcontext() if change is add_an_empty_folder else pytest.raises(CannotPublish, match="other files than"):
        publish_site(small, copy, base_url=BASE, maintainer="octocat")
    assert before == contents(copy)


def test_a_file_is_no_folder(small: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "site").write_text("mine")
    done = run("publish", "--release", str(small), "--out", str(tmp_path / "site"), "--base-url", BASE)
    assert (1, True) == (done.returncode, "is a file; name a folder" in done.stderr)
    assert "mine" == (tmp_path / "site").read_text()


def test_an_unwritable_place_is_one_sentence(small: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").write_text("mine")
    place = tmp_path / "file" / "site"
    done = run("publish", "--release", str(small), "--out", str(place), "--base-url", BASE)
    sentence = f"ccwp-kg: {place} cannot be written: {place.parent} is a file; name a folder\n"
    assert (1, "", sentence) == (done.returncode, done.stdout, done.stderr)


def test_the_page_for_what_is_not_there_works_at_any_depth(site: Path) -> None:
    """A host shows it at every address, so its links begin with the path of the base URL."""
    page = (site / "404.html").read_text(encoding="utf-8")
    assert 'href="/ccwp/plans.html"' in page
    assert 'action="/ccwp/search.html"' in page
    assert 'href="/ccwp/"' in page
    assert 'href="/ccwp/static/' in page


def test_addresses_to_fetch_are_below_the_base_and_names_stay(site: Path) -> None:
    page = (site / "doc/concept/one.html").read_text(encoding="utf-8")
    assert f'<link rel="canonical" href="{BASE}/doc/concept/one.html">' in page
    assert f'"@id":"{ID}concept/one"' in page
    assert f"{BASE}/doc/concept/one.html</loc>" in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert f"Sitemap: {BASE}/sitemap.xml" in (site / "robots.txt").read_text(encoding="utf-8")
    assert f"<{ID}concept/one>" in (site / "doc/concept/one.nt").read_text(encoding="utf-8")


def test_without_a_maintainer_there_are_no_redirects(small: Path, site: Path, tmp_path: Path) -> None:
    publish_site(small, tmp_path / "site", base_url="https://kg.example.org")
    assert not (tmp_path / "site" / "w3id").exists()
    assert {"README.md", ".htaccess"} == {path.name for path in (site / "w3id" / "ccwp").iterdir()}
    assert "[@octocat](https://github.com/octocat)" in (site / "w3id/ccwp/README.md").read_text(encoding="utf-8")


def test_the_mark_is_of_what_was_written(site: Path) -> None:
    mark = json.loads((site / MARK).read_text(encoding="utf-8"))
    assert (BASE, "9.9.9") == (mark["baseUrl"], mark["release"])
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    names.remove(MARK)
    assert (len(names), hashlib.sha256("".join(f"{name}\0" for name in names).encode()).hexdigest()) == (
        mark["files"],
        mark["names"],
    )
