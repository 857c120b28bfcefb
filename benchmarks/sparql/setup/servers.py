"""The servers that are compared: where each is found, how it is started on a file, when it is ready."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sparql.setup import virtuoso
from benchmarks.sparql.setup.asking import Asker
from benchmarks.sparql.setup.data import Shape
from benchmarks.sparql.setup.processes import free_port, running

OWN = "ccwp-kg"
OLDER = "older"
"""Another version of ccwp-kg, from a checkout with a virtual environment of its own."""
YARDSTICK = "oxigraph"
NAMES = (OWN, YARDSTICK, "virtuoso", "rdflib-endpoint")
FLOOR = "nothing"
"""The HTTP server that ccwp-kg stands on, with an application that says yes to everything: faster ours cannot be."""
_YES = """
BODY = b'{"head":{},"boolean":true}'
HEADERS = [(b"content-type", b"application/sparql-results+json"), (b"content-length", b"26")]


async def yes(scope, receive, send):
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    await send({"type": "http.response.body", "body": BODY})
"""
_READY_WITHIN = 600.0


class CannotStart(Exception):
    """A server is not there, or ended before it answered; the message names the cause and the cure."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: its name, port and path, the number of its first process, seconds it took to load."""

    name: str
    port: int
    path: str
    pid: int
    ready: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a server needs to start: our Python, the peers' virtual environment, a folder, the data.

    `older`: the checkout of another version of ccwp-kg, with a virtual environment in `.venv`; None where there is none
    to compare with. `limit`: seconds a query may take, for those of the peers that can be told; None leaves them
    without.
    """

    python: str
    older: Path | None
    peers: Path
    folder: Path
    data: Path
    shape: Shape
    limit: int | None = None


Starter = Callable[[Place, Path, ExitStack], tuple[subprocess.Popen[bytes], int, str]]


def of_checkout(folder: Path) -> tuple[str, ...]:
    """The words that start a Python with the ccwp-kg of a checkout, whichever one its virtual environment has."""
    return "env", f"PYTHONPATH={folder / 'src'}", str(folder / ".venv" / "bin" / "python"), "-P"


def origin(python: Sequence[str]) -> Path | None:
    """The folder that ccwp-kg comes from in a Python that is started so; None where it has none."""
    tell = [*python, "-c", "import ccwp_kg; print(ccwp_kg.__path__[0])"]
    told = subprocess.run(tell, capture_output=True, text=True, check=False)
    return Path(told.stdout.strip()) if told.returncode == 0 else None


def missing(name: str, *, python: str, older: Path | None, peers: Path) -> str | None:
    """Why a server cannot take part, in one sentence; None where it can."""
    if name == OLDER:
        if older is None:
            return f"{OLDER} left out: name a checkout of another version with --older"
        is_there = (older / ".venv").is_dir() and origin(of_checkout(older)) == older / "src" / "ccwp_kg"
        return None if is_there else f"{OLDER} left out: {older} does not run from its .venv; install it there"
    if name in (OWN, FLOOR):
        is_there = origin([python]) is not None
        return None if is_there else f"{name} left out: {python} does not have ccwp-kg; name one with --python"
    if name == "virtuoso":
        there = virtuoso.SERVER.is_file() and virtuoso.CLIENT.is_file()
        return None if there else "virtuoso left out: not installed; `apt-get install virtuoso-opensource`"
    if (peers / "bin" / name).is_file():
        return None
    return f"{name} left out: not in {peers}; `{peers}/bin/pip install oxigraph 'rdflib-endpoint[cli]'`"


@contextmanager
def serving(name: str, place: Place) -> Iterator[Server]:
    """The server on the data of the place, until the block ends; raises CannotStart where it does not get ready."""
    folder = place.folder / f"{name}-{time.monotonic_ns()}"
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        begun = time.monotonic()
        process, port, path = _STARTERS[name](place, folder, stack)
        _wait(name, process, port, path, log=folder / "log")
        yield Server(name, port, path, process.pid, time.monotonic() - begun)


@contextmanager
def serving_shipped(name: str, place: Place) -> Iterator[Server]:
    """A version of ccwp-kg on a release of the data that it ships; as `serving` otherwise."""
    folder = place.folder / f"{name}-{time.monotonic_ns()}"
    folder.mkdir(parents=True)
    python = _python(name, place)
    made = subprocess.run(
        [*python, "-m", "ccwp_kg", "release", "--out", str(folder / "release")],
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode:
        raise CannotStart(f"{name} made no release:\n{made.stderr[-1000:]}")
    with ExitStack() as stack:
        begun = time.monotonic()
        process, port, path = _serve(python, ("--release", str(folder / "release")), folder, stack)
        _wait(name, process, port, path, log=folder / "log")
        yield Server(name, port, path, process.pid, time.monotonic() - begun)


def _started(command: Sequence[str], folder: Path, stack: ExitStack) -> subprocess.Popen[bytes]:
    return stack.enter_context(running(command, log=folder / "log"))


def _serve(
    python: Sequence[str], served: Sequence[str], folder: Path, stack: ExitStack
) -> tuple[subprocess.Popen[bytes], int, str]:
    port = free_port()
    command = [*python, "-m", "ccwp_kg", "serve", *served, "--port", str(port)]
    return _started(command, folder, stack), port, "/sparql"


def _python(name: str, place: Place) -> Sequence[str]:
    if name == OWN:
        return (place.python,)
    if place.older is None:
        raise CannotStart(f"{OLDER} did not start; name a checkout of another version with --older")
    return of_checkout(place.older)


def _own(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    return _serve(_python(OWN, place), ("--data", str(place.data)), folder, stack)


def _older(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    return _serve(_python(OLDER, place), ("--data", str(place.data)), folder, stack)


def _floor(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    port = free_port()
    (folder / "application.py").write_text(_YES, encoding="ascii")
    command = [
        *(place.python, "-m", "uvicorn", "--app-dir", str(folder), "--port", str(port), "--workers", "2"),
        *("--http", "httptools", "--loop", "uvloop", "--lifespan", "off", "--no-access-log", "--log-level", "error"),
        "application:yes",
    ]
    return _started(command, folder, stack), port, "/sparql"


def _oxigraph(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    port, program, store = free_port(), str(place.peers / "bin" / "oxigraph"), str(folder / "store")
    with (folder / "load").open("wb") as log:
        command = [program, "load", "--location", store, "--file", str(place.data)]
        loaded = subprocess.run(command, check=False, stdout=log, stderr=log, timeout=_READY_WITHIN)
    if loaded.returncode:
        raise CannotStart(f"oxigraph did not load the data:\n{(folder / 'load').read_text()[-1000:]}")
    command = [program, "serve-read-only", "--location", store, "--bind", f"127.0.0.1:{port}"]
    if place.limit is not None:
        command += ["--timeout-s", str(place.limit)]
    return _started(command, folder, stack), port, "/query"


def _rdflib(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    port, program = free_port(), str(place.peers / "bin" / "rdflib-endpoint")
    command = [program, "serve", "--host", "127.0.0.1", "--port", str(port), str(place.data)]
    return _started(command, folder, stack), port, "/"


def _virtuoso(place: Place, folder: Path, stack: ExitStack) -> tuple[subprocess.Popen[bytes], int, str]:
    sql_port, http_port = free_port(), free_port()
    file = virtuoso.configuration(
        folder,
        sql_port=sql_port,
        http_port=http_port,
        data=place.data,
        triples=place.shape.triples,
        limit=place.limit,
    )
    process = _started([str(virtuoso.SERVER), "+configfile", str(file), "+foreground"], folder, stack)
    _wait("virtuoso", process, http_port, "/sparql", log=folder / "log")
    try:
        virtuoso.load(sql_port, place.data)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise CannotStart(f"virtuoso did not load the data; {error}") from error
    return process, http_port, "/sparql"


_STARTERS: dict[str, Starter] = {
    OWN: _own,
    OLDER: _older,
    FLOOR: _floor,
    YARDSTICK: _oxigraph,
    "virtuoso": _virtuoso,
    "rdflib-endpoint": _rdflib,
}


def _wait(name: str, process: subprocess.Popen[bytes], port: int, path: str, *, log: Path) -> None:
    end = time.monotonic() + _READY_WITHIN
    with Asker(port, path, timeout=10) as asker:
        while asker.ask("ASK {}").status != 200:
            if process.poll() is not None or time.monotonic() > end:
                tail = log.read_text(encoding="utf-8", errors="replace")[-1000:]
                raise CannotStart(f"{name} did not get ready; the end of what it printed:\n{tail}")
            time.sleep(0.05)
