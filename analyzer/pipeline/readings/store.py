"""Readings kept on disk by content: what was read once is not read again, by this run or by the next one.

An entry counts only if its checksum holds, if it says that it is the one asked for, and if nobody but its owner could
have written it. Whatever else lies there counts as nothing and is made again. Entries are typed values (`wire`), so
even one that a stranger planted cannot run code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Protocol

import analyzer
from analyzer.model import Reading
from analyzer.pipeline.readings.wire import Damaged, decode, encode

log = logging.getLogger(__name__)

SUFFIX = ".reading"
MAGIC = b"analyzer reading 1\n"
READING_CODE = ("amounts.py", "claims", "concepts", "documents.py", "errors.py", "forms", "model.py", "readers",
                "text.py", "assets/vocabulary", "pipeline/readings/wire.py", "pipeline/work.py")  # fmt: skip
"""What a reading is made by; other code (checks, pages, plots) may change without files being read again."""


def home() -> Path:
    """The user's own folder for readings: below ``XDG_CACHE_HOME``, or ``~/.cache`` where that is not set."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "analyzer"


@cache
def fingerprint(*parts: str) -> str:
    """A digest of the package's code and tables below ``parts`` (default: all of it).

    A kept value is good only for what made it. Raises FileNotFoundError for a part that the package has not.
    """
    root = Path(analyzer.__file__).resolve().parent
    starts = [root / part for part in parts] or [root]
    for start in starts:
        start.stat()
    files = {file for start in starts for file in ([start] if start.is_file() else start.rglob("*"))}
    digest = hashlib.sha256()
    for file in sorted(files):
        if file.suffix in (".py", ".csv", ".j2", ".css"):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What ``analyzer cache`` tells of one entry; ``fault`` says why it does not count, empty where it does."""

    path: Path
    size: int
    used: float
    current: bool
    fault: str = ""


class Shelf(Protocol):
    """Where the readings of a run lie between its stages."""

    def load(self, key: str) -> Reading | None:
        """The reading under ``key``; None where there is none, or one that does not count."""

    def has(self, key: str) -> bool:
        """Whether a reading that counts lies under ``key``."""

    def save(self, key: str, reading: Reading) -> None:
        """Keep a reading."""


@dataclass(frozen=True, slots=True, repr=False)
class Held:
    """Readings kept in memory, for what is read and judged in one process and is kept there anyway."""

    readings: dict[str, Reading] = field(default_factory=dict)

    def load(self, key: str) -> Reading | None:
        """The reading under ``key``; None where there is none."""
        return self.readings.get(key)

    def has(self, key: str) -> bool:
        """Whether there is a reading under ``key``."""
        return key in self.readings

    def save(self, key: str, reading: Reading) -> None:
        """Keep a reading."""
        self.readings[key] = reading


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of readings."""

    folder: Path

    def __str__(self) -> str:
        return str(self.folder)

    def path(self, key: str) -> Path:
        """The file of the reading under ``key``."""
        return self.folder / key[:2] / f"{key}{SUFFIX}"

    def load(self, key: str) -> Reading | None:
        """The reading under ``key``; None where there is none, or one that does not count."""
        try:
            return decode(_payload(self.path(key), key))
        except FileNotFoundError:
            return None
        except (OSError, Damaged) as error:
            log.warning("%s: not used (%s)", self.path(key), error)
            return None

    def has(self, key: str) -> bool:
        """Whether an entry that counts lies under ``key``; it is not decoded."""
        try:
            _payload(self.path(key), key)
        except (OSError, Damaged):
            return False
        return True

    def save(self, key: str, reading: Reading) -> None:
        """Keep a reading; it appears whole or not at all. Raises OSError where the folder cannot be written."""
        payload = encode(reading)
        head = {"key": key, "sha256": hashlib.sha256(payload).hexdigest(), "code": fingerprint(*READING_CODE)}
        path = self.path(key)
        _cleared(path)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent)  # readable and writable by its owner alone
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(MAGIC + json.dumps(head).encode() + b"\n" + payload)
            os.replace(temporary, path)
        except OSError:
            os.unlink(temporary)
            raise

    def entries(self) -> Iterator[Entry]:
        """Every entry in the order of its name, checked down to the decoding of its values."""
        for path in sorted(self.folder.glob(f"??/*{SUFFIX}")):
            status = path.lstat()
            yield Entry(
                path=path, size=status.st_size, used=status.st_mtime, current=_current(path), fault=_fault(path)
            )

    def prune(self, days: float | None = None) -> tuple[int, int]:
        """Remove entries that do not count, that other code made, and with ``days`` those older; (entries, bytes)."""
        oldest = time.time() - days * 86400 if days is not None else 0.0
        gone = [e for e in self.entries() if e.fault or not e.current or e.used < oldest]
        for entry in gone:
            entry.path.unlink(missing_ok=True)
        self.tidy()
        return len(gone), sum(entry.size for entry in gone)

    def tidy(self) -> None:
        """Remove what runs that were killed while they wrote left: never an entry, and nothing of the last hour."""
        for left in self.folder.glob("??/tmp*"):
            with contextlib.suppress(OSError):
                if left.lstat().st_mtime < time.time() - 3600:
                    left.unlink()


def _cleared(path: Path) -> None:
    """Take away what is no entry from the place of one: a folder, or a file or a link that stands for the folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    if path.parent.is_symlink() or path.parent.is_file():
        path.parent.unlink()


def _payload(path: Path, key: str) -> bytes:
    """The checked payload of an entry. Raises Damaged with the reason where it does not count."""
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(handle, "rb") as file:
        _own(os.fstat(file.fileno()))
        magic, head, payload = file.readline(), file.readline(4096), file.read()
    try:
        told = json.loads(head)
        known, digest = told["key"], told["sha256"]
    except (ValueError, KeyError, TypeError):
        raise Damaged("no entry") from None
    if magic != MAGIC or known != key:
        raise Damaged("the entry of another document")
    if hashlib.sha256(payload).hexdigest() != digest:
        raise Damaged("its checksum does not hold")
    return payload


def _own(status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Damaged("no regular file")
    if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
        raise Damaged("belongs to another user")
    if status.st_mode & 0o022:
        raise Damaged("others may write it")


def _current(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            file.readline(4096)
            return bool(json.loads(file.readline(4096))["code"] == fingerprint(*READING_CODE))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _fault(path: Path) -> str:
    try:
        decode(_payload(path, path.name.removesuffix(SUFFIX)))
    except (OSError, Damaged) as error:
        return str(error)
    return ""
