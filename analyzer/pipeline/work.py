"""What a worker does: one file becomes a `Reading`, or an `Issue` where it cannot be read. Never an exception.

Workers take a path and give back values, so that any pool can carry them, in this process or on another machine.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import stat
import tempfile
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TypeAlias

from analyzer.errors import AnalyzerError, UnreadableDocument
from analyzer.model import Issue, Reading
from analyzer.pipeline.inputs import Input
from analyzer.readers import Limits, read

log = logging.getLogger(__name__)

UNREAD = frozenset({"unreadable", "crashed", "timed-out", "no-known-form"})
"""Codes of the issues that mean: this document is not in the run."""

PARTLY = frozenset(
    {"unread-part", "unreadable-page", "no-text", "picture", "several-values", "uneven-fields", "text-off-page",
     "too-many-objects", "time-limit"}
)  # fmt: skip
"""Codes of the issues that mean: the document is in the run, and a part of it is not."""

Outcome: TypeAlias = Reading | Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read. ``cache`` is a folder that keeps readings by content, None for none."""

    limits: Limits = field(default_factory=Limits)
    ocr: bool = False
    cache: Path | None = None


def reading(item: Input, options: Options) -> Outcome:
    """The reading of one file, from the cache where it is there, or the Issue that says why there is none."""
    try:
        key = _key(item, options) if options.cache else None
        known = _load(key) if key else None
        if known is not None:
            return known
        made = _read(item, options)
        if key and isinstance(made, Reading):
            _save(key, made)
        return made
    except AnalyzerError as error:
        return Issue(code="unreadable", document=item.name, detail=str(error))
    except MemoryError:
        return Issue(code="unreadable", document=item.name, detail=f"{item.name}: needs more memory than is allowed")
    except Exception as error:  # a fault of ours in one document must not cost the others
        log.exception("reading %s", item.path)
        return Issue(code="crashed", document=item.name, detail=f"{item.name}: {type(error).__name__}: {error}")


def readings(items: tuple[Input, ...], options: Options) -> tuple[Outcome, ...]:
    """Several files at once, for executors where a task costs more than a document."""
    return tuple(reading(item, options) for item in items)


def _read(item: Input, options: Options) -> Outcome:
    from analyzer import claims, forms

    _regular(item)
    found = read(item.path, place=item.place, limits=options.limits, ocr=options.ocr)
    document = replace(found, name=item.name)
    issues = tuple(replace(issue, document=item.name) for issue in document.issues)
    extraction = forms.extract(replace(document, issues=issues))
    stated, others = claims.extract(extraction)
    if not (extraction.tables or extraction.facts or stated):
        seen = Counter(type(block).__name__.lower() for block in document.blocks)
        held = ", ".join(f"{count} {kind}s" for kind, count in sorted(seen.items())) or "nothing"
        detail = f"{item.name}: no statement and no figure of a budget disclosure in it (it holds {held}); is it one?"
        return Issue(code="no-known-form", document=item.name, detail=detail)
    return Reading(extraction=extraction, claims=stated, not_claims=others)


def _regular(item: Input) -> None:
    """Refuse what would never end (a pipe, a device), and what the walk through the folders refused."""
    if item.refused:
        raise UnreadableDocument(f"{item.name}: {item.refused}")
    try:
        mode = item.path.stat().st_mode
    except OSError:
        return  # reading it will say why
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise UnreadableDocument(f"{item.name}: no regular file (a pipe, a socket or a device); name a file")


# ---- the cache -------------------------------------------------------------------------------------------------------


@cache
def fingerprint() -> str:
    """A digest of this package's own code and vocabulary: a cached reading is good only for what made it."""
    root = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for file in sorted(root.rglob("*")):
        if file.suffix in (".py", ".csv"):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _key(item: Input, options: Options) -> Path | None:
    """Where the reading of this content under this name and these options is kept; None where the file is no file."""
    if options.cache is None:
        return None
    _regular(item)
    try:
        content = hashlib.sha256(item.path.read_bytes()).hexdigest()
    except OSError:
        return None  # reading it will say why
    parts = (content, item.name, str(options.ocr), repr(options.limits), fingerprint())
    name = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return options.cache / name[:2] / f"{name}.pickle"


def _load(key: Path) -> Reading | None:
    """A kept reading. A damaged one counts as none: it is made again and overwritten."""
    try:
        value = pickle.loads(key.read_bytes())
    except (OSError, pickle.UnpicklingError, EOFError, AttributeError, ImportError, IndexError, TypeError, ValueError):
        return None
    return value if isinstance(value, Reading) else None


def _save(key: Path, value: Reading) -> None:
    """Keep a reading; it appears whole or not at all. A cache that cannot be written costs time, nothing else."""
    try:
        key.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=key.parent)
        with os.fdopen(handle, "wb") as file:
            pickle.dump(value, file, protocol=pickle.HIGHEST_PROTOCOL)
        os.replace(temporary, key)
    except OSError as error:
        log.warning("cache not written: %s", error)
