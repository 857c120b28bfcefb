"""What many tests share: the checkout, a copy of it to break, the built dataset, releases, and endpoints elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

from ccwp_kg.build import Build, Inputs
from ccwp_kg.publish.opening import open_release
from ccwp_kg.rdf.dataset import NamedGraphs
from ccwp_kg.store import EmbeddedStore
from support.built_once import build_once
from support.commands import ROOT, Run, call_command, checkout_with_a_past, copy_of_checkout, run_command
from support.corrected import CHANGES, IDLE, corrections, keep
from support.serving import Server, running, stop_server
from support.sites.of_files import FileSite, site_under_a_path
from support.stores.endpoints import SMALL, Fake, fake_endpoint, write_release
from support.stores.virtuoso import virtuoso  # noqa: F401  # a fixture

SLOW_TOO = ("browser", "timed", "virtuoso")
"""Marks of tests that need a program of Debian's, or the machine for themselves: such a test is slow."""


WITH_A_SITE = ("browser/site_of_files/", "deploy/test_files_on", "deploy/test_publish", "publish/site/test_whole_site")
"""Where the tests of the site of files are: they run in one process, for it takes minutes to make."""


class _ByFile(LoadFileScheduling):
    """The tests of a file run in one process, and those of the site of files in one together."""

    def _split_scope(self, nodeid: str) -> str:
        return "site of files" if any(part in nodeid for part in WITH_A_SITE) else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadFileScheduling:
    """See pytest-xdist, "Making session-scoped fixtures execute only once" and its hooks."""
    return _ByFile(config, log)


@pytest.hookimpl(tryfirst=True)  # before tests are chosen by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(item.get_closest_marker(name) for name in SLOW_TOO):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def inputs() -> Inputs:
    """The folders of this checkout."""
    return Inputs(ontology=ROOT / "ontology", data=ROOT / "data", shapes=ROOT / "shapes")


@pytest.fixture(scope="session")
def with_a_past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout, with a release before the one that is being made."""
    return checkout_with_a_past(tmp_path_factory.mktemp("with_a_past"))


@pytest.fixture(scope="session")
def built(with_a_past: Path) -> Build:
    """The named graphs and layouts as built from this checkout, with a release before."""
    return build_once(
        Inputs(ontology=with_a_past / "ontology", data=with_a_past / "data", shapes=with_a_past / "shapes")
    )


@pytest.fixture(scope="session")
def dataset(built: Build) -> NamedGraphs:
    """The named graphs as built from this checkout."""
    return built.dataset


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory, with_a_past: Path) -> Path:
    """A release of this checkout, made by the command, with one before it."""
    target = tmp_path_factory.mktemp("published") / "release"
    done = call_command("release", "--out", str(target), root=with_a_past)
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="session")
def release_store(published: Path) -> EmbeddedStore:
    """The release, loaded; tests only read from it."""
    return open_release(published)


@pytest.fixture(scope="session")
def release_server(published: Path) -> Iterator[Server]:
    """The release of this checkout over real HTTP, with two HTTP processes; tests only read from it."""
    server = running("release", str(published))
    yield server
    assert 0 == stop_server(server.process)


@pytest.fixture(scope="session")
def file_site(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[FileSite]:
    """The release of this checkout as a site of files, served under a path; takes about a minute to make."""
    with site_under_a_path(published, tmp_path_factory.mktemp("files")) as site:
        yield site


@pytest.fixture(scope="session")
def small_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three graphs, one of them the shapes, with literals that stores like to change."""
    return write_release(tmp_path_factory.mktemp("small") / "release", SMALL)


@pytest.fixture
def fake() -> Iterator[Fake]:
    """A fake endpoint on a free port of the loopback."""
    with fake_endpoint() as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout that keeps corrections, built, with a release of it in `release`; its warnings beside."""
    target = copy_of_checkout(tmp_path_factory.mktemp("corrected") / "checkout")
    keep(target, corrections(CHANGES | IDLE))
    for words in (["format"], ["build"], ["release", "--out", "release"]):
        done = call_command(*words, root=target)
        assert done.returncode == 0, done.stderr
    (target / "release.log").write_text(done.stderr, encoding="utf-8")
    return target


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the package and its folders that a test may break."""
    return copy_of_checkout(tmp_path / "checkout")


@pytest.fixture
def run() -> Run:
    """Runs `ccwp-kg` in this process: `run("build", "--check", root=checkout)`."""
    return call_command


@pytest.fixture
def run_process() -> Run:
    """Runs `ccwp-kg` as a process of its own: `run_process("build", root=checkout, TZ="UTC")`."""
    return run_command
