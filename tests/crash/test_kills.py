"""kill -9 at random moments: what stood there stands there, whole, and the next run makes what a quiet one makes.

The moments are drawn with a fixed seed, some from the whole run, more from the time in which it writes. Each run is the
command itself, in a fork of a process that has imported what it needs or has come to where it writes.
"""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from fork_server import ForkServer, fork_server
from writers import FROM_THE_START, WRITERS, Scene, State, Writer

pytestmark = pytest.mark.slow

_OF_WHICH_ONE_IS_FOLLOWED = 10  # by a run to the end


def finish(scene: Scene, server: ForkServer) -> tuple[State, float]:
    """A run to its end, from the old state or from a mixture: what it made, and its seconds; nothing beside it."""
    ended = server.run()
    assert 0 == ended.code, ended.told
    assert [] == scene.litter()
    return scene.state(), ended.seconds


def phase_of(scene: Scene, new: State) -> str:
    """How far a killed run had come; each file must be the old or the new one, or all of them."""
    held, begun = scene.state(), scene.litter()
    assert len(begun) <= (1 if scene.writer.is_one_step else len(new)), "more and more is left"
    if held == scene.old:
        return "while it writes" if begun else "before it writes"
    if held == new:
        return "when all is new"
    assert not scene.writer.is_one_step, "a mixture of old and new"
    for name in held.keys() | scene.old.keys() | new.keys():
        assert held.get(name) in (scene.old.get(name), new.get(name)), f"{name} is neither the old one nor the new one"
    return "between two files"


def kill(scene: Scene, server: ForkServer, new: State, *, kills: int, seconds: float, seed: str) -> Counter[str]:
    """Kill so many runs, spread over so many CPU seconds: how far they had come."""
    chance, phases = random.Random(seed), Counter[str]()
    number = 0
    while phases.total() < kills:
        assert number < 20 * kills, f"runs end before they are killed: {phases}"
        ended = server.run(killed_after=(number % kills + chance.random()) / kills * seconds)
        number += 1
        assert ended.code in (0, -9), ended.told
        phase = phase_of(scene, new)
        if ended.code:
            phases[phase] += 1
        if phase == "when all is new":
            scene.restore()
        if number % _OF_WHICH_ONE_IS_FOLLOWED == 0:
            assert new == finish(scene, server)[0]
            scene.restore()
    return phases


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.words[0])
def test_a_killed_run_leaves_the_state_before_or_after(writer: Writer, checkout: Path, tmp_path: Path) -> None:
    """Old or new to the last byte, and usable; nothing piles up; the phases are told where one has too few kills."""
    scene = Scene(writer, checkout)
    writer.ask(checkout)
    words, errors = writer.words, tmp_path / "errors"
    anywhere, while_it_writes = writer.kills
    with fork_server(words, begin=FROM_THE_START, checkout=checkout, errors=errors) as server:
        new, seconds = finish(scene, server)
        writer.ask(checkout)
        scene.restore()
        phases = kill(scene, server, new, kills=anywhere, seconds=seconds, seed=f"{words[0]}, anywhere")
    with fork_server(words, begin=writer.begins, checkout=checkout, errors=errors) as server:
        _, seconds = finish(scene, server)
        scene.restore()
        phases += kill(scene, server, new, kills=while_it_writes, seconds=seconds, seed=f"{words[0]}, writing")
        assert new == finish(scene, server)[0]
    assert min(phases["before it writes"], phases["while it writes"]) >= 2, phases


def test_there_are_enough_kills() -> None:
    assert sum(sum(writer.kills) for writer in WRITERS) >= 50
