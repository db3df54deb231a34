"""What may befall a run, one test a fault: whatever it was, the next run ends in the bytes of an undisturbed one.

`make faults` runs them with twenty kills; ANALYZER_KILLS sets their number, so that the usual tests stay short. Runs
are made in forked processes, which have everything loaded.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pickle
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from analyzer.errors import AnalyzerError
from analyzer.pipeline import Options, publish, work
from analyzer.pipeline.sources.holdings import OWN
from analyzer.pipeline.stages import warm_to_write
from tests.pipeline.build import ARCHIVE, tree

KILLS = int(os.environ.get("ANALYZER_KILLS", "3"))
STEPS = ("open", "rename", "replace", "link", "mkdir", "unlink", "rmdir", "fsync")
"""Calls of the system by which a run changes its disk (`Path` and `shutil` go through them, or through `open`)."""
FULL = 7
REFUSED = 2

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="faults are brought about by signals and mounts")


def documents(folder: Path) -> Path:
    """Three organisations, two of them of one family."""
    folder.mkdir(parents=True)
    text = ARCHIVE.read_text("utf-8")
    for number, year in ((1, 2024), (1, 2023), (2, 2024)):
        named = text.replace("云山市档案馆", f"云山市第{number}档案馆").replace("412001", f"{412000 + number}")
        (folder / f"{number}-{year}.txt").write_text(named.replace("2024", str(year)), "utf-8")
    return folder


def forked(task: Callable[[], object]) -> int:
    """What became of a task in a process of its own: 0, minus the signal that ended it, or a number for a refusal."""
    child = os.fork()
    if child == 0:
        code = 1
        with contextlib.suppress(BaseException), open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 2)
            try:
                task()
                code = 0
            except AnalyzerError:
                code = REFUSED
            except OSError:
                code = FULL
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def run(given: Path, out: Path, cache: Path, jobs: int = 0) -> int:
    return forked(lambda: publish(given, out, figures=False, jobs=jobs, options=Options(cache=cache)))


def dies_at(step: int, names: tuple[str, ...] = STEPS) -> None:
    """From now on this process, or the run whose worker it is, dies at its ``step``-th change of the disk."""
    count, first = 0, os.getpid()

    def counted(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **more: Any) -> Any:
            nonlocal count
            count += 1
            if count == step:
                os.kill(first, signal.SIGKILL)
                time.sleep(60)  # a worker ends with its parent
            return real(*args, **more)

        return call

    for name in names:
        setattr(os, name, counted(getattr(os, name)))
    if "open" in names:
        import builtins
        import io

        builtins.open = io.open = counted(io.open)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents, their undisturbed run and the number of its changes of the disk, an older run, and the state of a run
    that dies before it exchanges anything."""
    warm_to_write()
    made = tmp_path_factory.mktemp("base")
    documents(made / "in")

    def counted() -> None:
        count = 0

        def told(name: str, _: object) -> None:
            nonlocal count
            count += name in ("open", "os.rename", "os.link", "os.mkdir", "os.remove", "os.rmdir")

        sys.addaudithook(told)
        publish(made / "in", made / "clean", figures=False, jobs=0, options=Options(cache=made / "cache"))
        (made / "steps").write_text(str(count))

    assert forked(counted) == 0
    shutil.copytree(made / "clean", made / "old")
    (made / "old" / "units" / "gone.html").write_text("of an older run")
    (made / "old" / "manifest.json").write_text("{}")
    shutil.copytree(made / "old", made / "ready")

    def dying() -> None:
        dies_at(1, ("rename",))
        publish(made / "in", made / "ready", figures=False, jobs=0, options=Options(cache=made / "cache"))

    assert forked(dying) == -signal.SIGKILL
    assert len(list((made / "ready" / ".work" / "parts").iterdir())) == 2
    return made


def shown(out: Path) -> dict[str, bytes]:
    """What a reader of the folder sees."""
    return {name: data for name, data in tree(out).items() if name.split("/")[0] in OWN}


def resumed(base: Path, out: Path, cache: Path) -> None:
    """The next run completes whatever was left, and nothing but its files is there in the end."""
    assert run(base / "in", out, cache) == 0
    assert tree(out) == tree(base / "clean")


# ---- kill -9 ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(KILLS))
def test_kill_9_at_a_change_of_the_disk(base: Path, tmp_path: Path, seed: int) -> None:
    """Cold cache, nothing there yet; the moments are spread over the whole run."""
    length = int((base / "steps").read_text())
    at = 1 + int(length * (seed + random.Random(seed).random()) / KILLS)

    def dying() -> None:
        dies_at(at)
        publish(base / "in", tmp_path / "out", figures=False, jobs=0, options=Options(cache=tmp_path / "cache"))

    assert forked(dying) in (0, -signal.SIGKILL)
    resumed(base, tmp_path / "out", tmp_path / "cache")


@pytest.mark.parametrize("seed", range(KILLS))
def test_kill_9_at_a_moment_of_a_run_with_workers(base: Path, tmp_path: Path, seed: int) -> None:
    """By the clock: workers end with the run, and the next one takes up what they had finished."""
    child = os.fork()
    if child == 0:
        os.setsid()
        with open(os.devnull, "w") as nothing:
            os.dup2(nothing.fileno(), 2)
            publish(base / "in", tmp_path / "out", figures=False, jobs=2, options=Options(cache=tmp_path / "cache"))
        os._exit(0)
    time.sleep(random.Random(seed).uniform(0.1, 4.0))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    until = time.monotonic() + 30
    while alive(child) and time.monotonic() < until:
        time.sleep(0.05)
    assert alive(child) == []
    resumed(base, tmp_path / "out", tmp_path / "cache")


def alive(session: int) -> list[int]:
    """The living threads of a session: a process whose first thread is gone holds its files until the last one is."""
    found = []
    for path in Path("/proc").glob("[0-9]*/task/[0-9]*/stat"):
        with contextlib.suppress(OSError):
            told = path.read_text().rpartition(")")[2].split()
            if int(told[3]) == session and told[0] != "Z":
                found.append(int(path.parent.name))
    return found


def test_kill_9_after_every_rename_of_the_exchange(base: Path, tmp_path: Path) -> None:
    """A reader sees the old run, the new one, or a folder without manifest; and the next run completes it.

    With few kills every third rename is taken; `test_exchange` takes them all, with small files.
    """
    for rename in range(1, 40, 1 if KILLS >= 20 else 3):
        out = tmp_path / str(rename)
        shutil.copytree(base / "ready", out)

        def dying(out: Path = out, rename: int = rename) -> None:
            dies_at(rename, ("rename",))
            publish(base / "in", out, figures=False, jobs=0, options=Options(cache=base / "cache"))

        died = forked(dying) == -signal.SIGKILL
        seen = shown(out)
        assert "manifest.json" not in seen or seen in (tree(base / "old"), tree(base / "clean"))
        resumed(base, out, base / "cache")
        if not died:
            assert rename > 2 * sum((base / "clean" / name).exists() for name in OWN)
            return
        shutil.rmtree(out)
    pytest.fail("the exchange has no end")


def test_what_a_killed_run_left_elsewhere_is_removed_by_the_next(base: Path, tmp_path: Path) -> None:
    """Half an entry in the cache; only what is an hour old, for another run may be writing it."""
    cache = tmp_path / "cache"
    shutil.copytree(base / "cache", cache)
    folder = next(cache.iterdir())
    for name, age in (("tmpold", 7200), ("tmpnew", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    resumed(base, tmp_path / "out", cache)
    assert [path.name for path in cache.rglob("tmp*")] == ["tmpnew"]


# ---- disks -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """A disk with these options of mount, again and again; where none can be mounted the test is skipped."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = False

    def mount(options: str) -> Path:
        nonlocal mounted
        told = f"remount,{options}" if mounted else options
        made = subprocess.run(["mount", "-t", "tmpfs", "-o", told, "tmpfs", str(place)], capture_output=True)
        if made.returncode:
            pytest.skip("a small disk cannot be mounted here")
        mounted = True
        return place

    yield mount
    if mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", [100, 700, 1100])
def test_a_full_disk(base: Path, disk: Callable[[str], Path], kilobytes: int) -> None:
    """Full while it reads, writes parts or merges: the old run stays; with room the next one completes it."""
    out = disk("size=40m") / "out"
    shutil.copytree(base / "old", out)
    used = sum(-(-path.stat().st_size // 4096) * 4 for path in out.rglob("*")) + 40
    disk(f"size={used + kilobytes}k")
    assert run(base / "in", out, out.parent / "cache") in (REFUSED, FULL)
    assert shown(out) == tree(base / "old")
    disk("size=40m")
    resumed(base, out, out.parent / "cache")


def test_a_full_disk_under_the_cache_costs_time_alone(base: Path, disk: Callable[[str], Path], tmp_path: Path) -> None:
    cache = disk("size=8k") / "cache"
    assert run(base / "in", tmp_path / "out", cache) in (0, REFUSED, FULL)
    disk("size=40m")
    resumed(base, tmp_path / "out", cache)


def test_a_disk_that_is_read_only(base: Path, disk: Callable[[str], Path], tmp_path: Path) -> None:
    out = disk("size=40m") / "out"
    shutil.copytree(base / "old", out)
    disk("ro")
    assert run(base / "in", out, tmp_path / "cache") == REFUSED
    assert tree(out) == tree(base / "old")
    disk("rw")
    resumed(base, out, tmp_path / "cache")


# ---- others at the same time -----------------------------------------------------------------------------------------


def test_two_runs_at_once(base: Path, tmp_path: Path) -> None:
    """Into one folder the second is refused; into two folders they share a cache."""
    out, cache = tmp_path / "out", tmp_path / "cache"
    out.mkdir()
    held = os.open(out, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_EX)  # as the first run holds it
    assert run(base / "in", out, cache) == REFUSED
    os.close(held)
    children = []
    for name in ("out", "other"):
        child = os.fork()
        if child == 0:
            publish(base / "in", tmp_path / name, figures=False, jobs=0, options=Options(cache=cache))
            os._exit(0)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0]
    assert tree(out) == tree(tmp_path / "other") == tree(base / "clean")


def test_a_file_that_changes_while_it_is_read(base: Path, tmp_path: Path) -> None:
    """The run is whole and tells what it read; the next one reads the file as it is by then."""
    given, cache = documents(tmp_path / "in"), tmp_path / "cache"
    changing = given / "2-2024.txt"
    before = changing.read_bytes()
    after = before.replace(b"460.00", b"470.00")

    def disturbed() -> None:
        real = work._digest

        def digest_then_change(item: Any) -> str:
            told = real(item)
            if item.name == changing.name:
                changing.write_bytes(after)
            return told

        work._digest = digest_then_change
        publish(given, tmp_path / "out", figures=False, jobs=0, options=Options(cache=cache))

    assert forked(disturbed) == 0
    assert run(given, tmp_path / "later", tmp_path / "fresh") == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "later")
    changing.write_bytes(before)
    resumed(base, tmp_path / "out", cache)


def test_a_file_that_goes_away_before_it_is_read_is_named_and_costs_itself(base: Path, tmp_path: Path) -> None:
    given, cache = documents(tmp_path / "in"), tmp_path / "cache"

    def disturbed() -> None:
        real = work._digest

        def remove_then_digest(item: Any) -> str:
            if item.name == "2-2024.txt":
                item.path.unlink(missing_ok=True)
            return real(item)

        work._digest = remove_then_digest
        publish(given, tmp_path / "out", figures=False, jobs=0, options=Options(cache=cache))

    assert forked(disturbed) == 0
    assert b"2-2024.txt" in (tmp_path / "out" / "data" / "issues.jsonl").read_bytes()
    shutil.copy(base / "in" / "2-2024.txt", given)
    resumed(base, tmp_path / "out", cache)


def test_a_clock_that_goes_back(base: Path, tmp_path: Path) -> None:
    """Between two runs and during them; entries and files from the future count as any others."""
    cache = tmp_path / "cache"
    shutil.copytree(base / "cache", cache)
    for path in [*cache.rglob("*.reading")]:
        os.utime(path, (time.time() + 10**8,) * 2)

    def back() -> None:
        moments = iter(range(10**9, 0, -3600))
        time.time = lambda: float(next(moments))
        publish(base / "in", tmp_path / "out", figures=False, jobs=0, options=Options(cache=cache))

    assert forked(back) == 0
    assert tree(tmp_path / "out") == tree(base / "clean")
    resumed(base, tmp_path / "out", cache)


# ---- the cache -------------------------------------------------------------------------------------------------------


class Bomb:
    def __reduce__(self) -> tuple[object, ...]:
        return (os._exit, (9,))


def _truncated(path: Path, other: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _flipped(path: Path, other: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _planted(path: Path, other: Path) -> None:
    head = b"\n".join(path.read_bytes().split(b"\n", 2)[:2])
    path.write_bytes(head + b"\n" + pickle.dumps(Bomb()))


def _anothers(path: Path, other: Path) -> None:
    shutil.copy(other, path)


def _linked(path: Path, other: Path) -> None:
    path.unlink()
    path.symlink_to(other)


def _folder(path: Path, other: Path) -> None:
    path.unlink()
    path.mkdir()


def _file_for_the_folder(path: Path, other: Path) -> None:
    shutil.rmtree(path.parent)
    path.parent.write_bytes(b"")


def _empty(path: Path, other: Path) -> None:
    path.write_bytes(b"")


def _open_to_all(path: Path, other: Path) -> None:
    _flipped(path, other)
    path.chmod(0o666)


@pytest.mark.parametrize(
    "damage",
    [_truncated, _flipped, _planted, _anothers, _linked, _folder, _file_for_the_folder, _empty, _open_to_all],
    ids=lambda f: f.__name__,
)
def test_entries_of_the_cache_that_are_damaged_or_planted(
    base: Path, tmp_path: Path, damage: Callable[[Path, Path], None]
) -> None:
    cache = tmp_path / "cache"
    shutil.copytree(base / "cache", cache)
    first, second, third = sorted(cache.rglob("*.reading"))
    copy = tmp_path / "copy"
    shutil.copy(second, copy)
    for entry in {first.parent: first, third.parent: third}.values():
        damage(entry, copy)
    resumed(base, tmp_path / "out", cache)
