"""The invented sixth plan, read, with the lines of its review."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ccwp_kg.build import Inputs, shipped_lexicon
from ccwp_kg.review.answers import Decision
from ccwp_kg.review.review import Reviewed, reviewed
from ccwp_kg.review.review_lines import ReviewLine, lines_of
from ccwp_kg.sources.intake.receive import receive
from ccwp_kg.sources.profile.load import action_plans
from ccwp_kg.sources.profile.profile import Lexicon
from ccwp_kg.sources.reading import read
from ccwp_kg.sources.records.records import Reading
from review.invented_plan import sixth_plan

Decide = Callable[..., Reviewed]


@pytest.fixture(scope="session")
def plan_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sixth") / "plan.pdf"
    path.write_bytes(sixth_plan())
    return path


@pytest.fixture(scope="session")
def reading(plan_file: Path, inputs: Inputs) -> Reading:
    return read(receive(plan_file).source, profile=action_plans(), lexicon=shipped_lexicon(inputs))


@pytest.fixture(scope="session")
def lines(reading: Reading) -> dict[str, ReviewLine]:
    return {line.key: line for line in lines_of(reading)}


@pytest.fixture
def decide(reading: Reading, lines: dict[str, ReviewLine], inputs: Inputs) -> Decide:
    """Decides on lines by their keys: `decide(("6.1 title", "change", "Another title"))`."""

    def read_with(more: object) -> tuple[Reading, Lexicon]:
        lexicon = shipped_lexicon(inputs, more)  # type: ignore[arg-type]
        return read(reading.source, profile=action_plans(), lexicon=lexicon), lexicon

    def decided(*answers: tuple[str, str, str], role: str = "curator", second: str | None = None) -> Reviewed:
        decisions = [
            Decision(row, key, lines[key].printed, verdict, value, role, second, date(2026, 11, 28), f"Why {row}.")
            for row, (key, verdict, value) in enumerate(answers, 2)
        ]
        lexicon = shipped_lexicon(inputs)
        return reviewed(
            reading, decisions, read_with=read_with, data=inputs.data, lexicon=lexicon, name="x.csv", document="8112/12"
        )

    return decided
