"""A few cases of the fuzzing; `make fuzz` runs many."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.cases import Batch, tried

DONE = {"written", "put together", "unreadable", "no-known-form"}


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("samples")


@pytest.mark.parametrize("first", range(0, 40, 10))
def test_damaged_files_are_written_or_refused_by_name(sound: Path, first: int) -> None:
    assert set(tried(Batch(first, sound, 10))) <= DONE
