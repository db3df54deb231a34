"""Folders for a while: removed at their end, and by the next run where their maker was killed."""

from __future__ import annotations

import os
import signal
import tempfile
from pathlib import Path

import pytest

from analyzer.system.scratch import scratch, sweep

OLD = 1_000_000_000


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def aged(folder: Path) -> None:
    os.utime(folder, (OLD, OLD))


def test_what_a_killed_process_left_is_removed_by_the_next(here: Path) -> None:
    child = os.fork()
    if child == 0:
        with scratch() as folder:
            (folder / "half").write_text("of a document")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = here.iterdir()
    assert sweep() == 0  # it might be just being made
    aged(left)
    assert sweep() == 1
    assert list(here.iterdir()) == []


def test_what_is_in_use_however_old_stays(here: Path) -> None:
    with scratch() as folder:
        aged(folder)
        child = os.fork()
        if child == 0:
            os._exit(sweep())
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert folder.is_dir()
    assert list(here.iterdir()) == []


def test_a_link_and_a_file_under_such_a_name_are_nobodys_leftover(
    here: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("mine")
    (here / "analyzer-link").symlink_to(other)
    (here / "analyzer-file").write_text("mine")
    os.utime(here / "analyzer-file", (OLD, OLD))
    assert sweep() == 0
    assert other.is_dir()
    assert len(list(here.iterdir())) == 2
