"""The exchange of old and new output: whole at any moment for whoever looks, and mended after whatever cut it off."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path

import pytest

from analyzer.errors import OutputError
from analyzer.pipeline.output.folder import locked, mend, replacing, save
from analyzer.pipeline.sources.holdings import OWN

OLD = {"index.html": b"old", "units/甲.html": b"old", "figures/a.svg": b"old", "data/facts.jsonl": b"old",
       "manifest.json": b"old"}  # fmt: skip
NEW = {"index.html": b"new", "units/乙.html": b"new", "data/facts.jsonl": b"new", "findings.xlsx": b"new",
       "manifest.json": b"new"}  # fmt: skip


def content(out: Path) -> dict[str, bytes]:
    found = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    return {name: data for name, data in found.items() if name.split("/")[0] in OWN}


def killed_at(out: Path, rename: int) -> bool:
    """Exchange in a process that dies at its ``rename``-th rename, as by kill -9; whether it lived that long."""
    child = os.fork()
    if child == 0:
        real, count = os.rename, 0

        def rename_or_die(source: Path, target: Path) -> None:
            nonlocal count
            if count == rename:
                os._exit(9)
            count += 1
            real(source, target)

        os.rename = rename_or_die  # type: ignore[assignment]
        with replacing(out) as fresh:
            save(fresh, NEW)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_a_run_killed_after_any_rename_leaves_old_or_new_or_says_that_it_is_neither(tmp_path: Path) -> None:
    for rename in range(30):
        out = tmp_path / str(rename)
        out.mkdir()
        save(out, {**OLD, "notes.md": b"mine"})
        died = killed_at(out, rename)
        seen = content(out)
        if "manifest.json" in seen:
            assert seen in (OLD, NEW)
        mend(out)
        assert content(out) in (OLD, NEW)
        assert (out / "notes.md").read_bytes() == b"mine"
        assert not [path for path in out.iterdir() if path.name.startswith(".")]
        if not died:
            assert seen == NEW
            return
    pytest.fail("the exchange has no end")


def test_a_cut_exchange_is_completed_by_the_next_run_before_it_writes(tmp_path: Path) -> None:
    save(tmp_path, OLD)
    killed_at(tmp_path, 4)
    with pytest.raises(RuntimeError), replacing(tmp_path):
        raise RuntimeError("on the way")
    assert content(tmp_path) == NEW


def test_a_reader_never_meets_a_manifest_beside_entries_of_another_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path, OLD)
    real = os.rename

    def looking(source: Path, target: Path) -> None:
        real(source, target)
        seen = content(tmp_path)
        assert "manifest.json" not in seen or seen in (OLD, NEW)

    monkeypatch.setattr(os, "rename", looking)
    with replacing(tmp_path) as fresh:
        save(fresh, NEW)
    assert content(tmp_path) == NEW


def test_two_runs_at_once_are_one_run_and_one_refusal(tmp_path: Path) -> None:
    with locked(tmp_path), pytest.raises(OutputError, match="another run"), replacing(tmp_path):
        pass
    with replacing(tmp_path) as fresh:
        save(fresh, NEW)
    assert content(tmp_path) == NEW


def test_the_lock_ends_with_its_holder(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        with locked(tmp_path):
            os.kill(os.getpid(), 9)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == 9
    with replacing(tmp_path) as fresh:
        save(fresh, NEW)
    assert content(tmp_path) == NEW


def test_a_run_waits_for_the_last_worker_of_a_killed_one(tmp_path: Path) -> None:
    """Workers hold the lock of the run that forked them, and one may outlive it by a moment."""
    told, tell = os.pipe()
    child = os.fork()
    if child == 0:
        with locked(tmp_path):
            worker = os.fork()
            if worker == 0:
                os.write(tell, b"!")
                time.sleep(0.5)
                os._exit(0)
            os.kill(os.getpid(), 9)
    os.read(told, 1)
    os.waitpid(child, 0)
    with replacing(tmp_path) as fresh:
        save(fresh, NEW)
    assert content(tmp_path) == NEW


def test_a_read_only_folder_is_refused_with_a_remedy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("analyzer.pipeline.output.folder.tempfile.TemporaryFile", refused)
    with pytest.raises(OutputError, match="--out"), replacing(tmp_path):
        pass


@pytest.fixture
def small_disk(tmp_path: Path) -> object:
    """A disk of 400 kB, where the tests may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)], capture_output=True)
    if made.returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_full_disk_ends_in_one_line_and_leaves_the_old_run(small_disk: Path, own_disclosure: Path) -> None:
    from tests.pipeline.build import called

    save(small_disk, OLD)
    done = called("run", own_disclosure, "--out", small_disk, "--no-cache")
    assert done.returncode == 2
    assert "No space left" in done.stderr
    assert "Traceback" not in done.stderr
    assert content(small_disk) == OLD


def test_time_running_backwards_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = iter(range(10**6, 0, -3600))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    for _ in range(2):
        with replacing(tmp_path) as fresh:
            save(fresh, NEW)
    assert content(tmp_path) == NEW
