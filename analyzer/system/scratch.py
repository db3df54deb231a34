"""Folders that end with who made them: by themselves, or, where their maker was killed, by whoever comes next.

A lock tells whether the maker lives, for the system ends a lock with its holder; a process id would not, across
containers that share a disk.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

PREFIX: Final = "analyzer-"
FRESH: Final = 60.0
"""Seconds in which a folder may be without its lock, because it is just being made."""


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder of one's own that is removed at the end."""
    with tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as folder:
        handle = _held(Path(folder))
        try:
            yield Path(folder)
        finally:
            if handle is not None:
                os.close(handle)


def sweep() -> int:
    """Remove the folders whose maker is gone; how many there were. What cannot be removed stays."""
    removed = 0
    for path in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _left(path):
            shutil.rmtree(path, ignore_errors=True)
            removed += 1
    return removed


def _left(path: Path) -> bool:
    """Whether a folder is of this user and nobody holds it."""
    try:
        status = path.lstat()
    except OSError:
        return False
    if sys.platform == "win32" or not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        return False
    if abs(time.time() - status.st_mtime) < FRESH:
        return False
    handle = _held(path)
    if handle is None:
        return False
    os.close(handle)
    return True


def _held(folder: Path) -> int | None:
    """A handle that locks the folder, None where another holds it or the system has no locks."""
    if sys.platform == "win32":
        return None
    import fcntl

    handle = -1
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle
    if handle >= 0:
        os.close(handle)
    return None
