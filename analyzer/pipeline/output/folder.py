"""Putting a run's files into its folder: all of them or none, for whoever looks at whatever moment.

Everything is written into a hidden work folder inside the target first, so that it lies on the same disk; only then
are the target's own entries exchanged, each by a rename: the old ``manifest.json`` goes first and the new one comes
last, so a folder without a manifest is one whose exchange is not over. A run that finds an exchange that was cut off
completes it. What else stands in the target is never touched.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from analyzer.errors import OutputError
from analyzer.pipeline.sources.holdings import OWN

WORK: Final = ".work"
"""What an interrupted run leaves in its folder for the next one to go on from."""
NEW: Final = ".new"
READY: Final = ".ready"
"""The new entries under their second name: they are complete, and the old ones are being taken away."""
PLACING: Final = ".placing"
"""Their third: the old ones are gone, and the new ones are being put in place."""
OLD: Final = ".old"
DYING: Final = 3.0
"""Seconds that the workers of a killed run are given to end."""
assert OWN[-1] == "manifest.json"


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder to write a run into; its entries take the place of those in ``out`` when the block ends well.

    Raises OutputError where ``out`` cannot be written, or where another run is at it; ``out`` is then as it was.
    """
    writable(out)
    with locked(out):
        try:
            mend(out)
            fresh = out / NEW
            shutil.rmtree(fresh, ignore_errors=True)
            fresh.mkdir()
            yield fresh
            exchange(out, fresh)
        except OSError as error:
            raise OutputError(f"{out}: cannot be written ({error.strerror or error}); nothing was changed") from error
        finally:
            shutil.rmtree(out / NEW, ignore_errors=True)


def writable(out: Path) -> None:
    """Make ``out`` and try to write in it; raises OutputError with the reason and the remedy."""
    if out.exists() and not out.is_dir():
        raise OutputError(f"{out}: is a file, not a folder; name another folder with --out")
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror}); name another folder with --out") from error


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Hold ``out`` for one run. The lock is the system's, so it ends with its holder, however that ends.

    Workers hold it with the run that forked them, so none of a killed run still writes when the next one begins; the
    next one waits ``DYING`` seconds for the last of them.
    """
    if sys.platform == "win32":
        yield
        return
    import fcntl

    handle = os.open(out, os.O_RDONLY)
    try:
        until = time.monotonic() + DYING
        while not _held(fcntl.flock, handle, fcntl.LOCK_EX | fcntl.LOCK_NB):
            if time.monotonic() > until:
                raise OutputError(f"{out}: another run is writing there; wait for it, or name another folder")
            time.sleep(0.05)
        yield
    finally:
        os.close(handle)


def _held(flock: Callable[[int, int], None], handle: int, how: int) -> bool:
    """Whether the lock is ours; a file system without locks refuses nobody."""
    try:
        flock(handle, how)
    except BlockingIOError:
        return False
    except OSError:
        return True
    return True


def save(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, a mapping of relative path to content, below ``folder``."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def exchange(out: Path, fresh: Path) -> None:
    """Rename the new entries into place; where that fails half-way, put the old ones back."""
    shutil.rmtree(out / OLD, ignore_errors=True)
    moved: list[tuple[Path, Path]] = []

    def rename(source: Path, target: Path) -> None:
        os.rename(source, target)
        moved.append((source, target))

    try:
        rename(fresh, out / READY)
        _take_away(out, rename)
        _place(out, rename)
    except OSError:
        for source, target in reversed(moved):
            os.rename(target, source)
        raise
    finally:
        for left in (OLD, PLACING):
            shutil.rmtree(out / left, ignore_errors=True)


def mend(out: Path) -> bool:
    """Complete an exchange that was cut off, and remove what a run that was cut off left; whether there was one."""
    ready, placing = (out / READY).is_dir(), (out / PLACING).is_dir()
    if ready:
        _take_away(out, os.rename)
    if ready or placing:
        _place(out, os.rename)
    for left in (PLACING, OLD, NEW):
        shutil.rmtree(out / left, ignore_errors=True)
    return ready or placing


Rename = Callable[[Path, Path], None]


def _take_away(out: Path, rename: Rename) -> None:
    """Old entries out, the manifest first."""
    (out / OLD).mkdir(exist_ok=True)
    for name in reversed(OWN):
        if os.path.lexists(out / name):
            rename(out / name, out / OLD / name)
    rename(out / READY, out / PLACING)


def _place(out: Path, rename: Rename) -> None:
    """New entries in, the manifest last."""
    for name in OWN:
        if os.path.lexists(out / PLACING / name):
            rename(out / PLACING / name, out / name)
