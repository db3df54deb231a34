"""Putting a run's files into its folder: all of them or none.

Everything is written into a hidden folder inside the target first, so that it lies on the same disk; only then are the
target's own entries exchanged, each by a rename. What else stands in the target is never touched.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from analyzer.errors import OutputError
from analyzer.pipeline.holdings import OWN


@contextmanager
def replacing(out: Path) -> Iterator[Path]:
    """A fresh folder to write a run into; its entries take the place of those in ``out`` when the block ends well.

    Raises OutputError where ``out`` cannot be written; ``out`` is then as it was.
    """
    writable(out)
    fresh = Path(tempfile.mkdtemp(prefix=".new-", dir=out))
    try:
        yield fresh
        _exchange(out, fresh)
    except OSError as error:
        raise OutputError(f"{out}: cannot be written ({error.strerror or error}); nothing was changed") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


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


def save(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files``, a mapping of relative path to content, below ``folder``."""
    for name, content in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _exchange(out: Path, fresh: Path) -> None:
    """Rename the new entries into place; where that fails half-way, put the old ones back."""
    old = Path(tempfile.mkdtemp(prefix=".old-", dir=out))
    moved: list[tuple[Path, Path]] = []
    try:
        for name in OWN:
            for source, target in ((out / name, old / name), (fresh / name, out / name)):
                if os.path.lexists(source):
                    os.rename(source, target)
                    moved.append((source, target))
    except OSError:
        for source, target in reversed(moved):
            os.rename(target, source)
        raise
    finally:
        shutil.rmtree(old, ignore_errors=True)
