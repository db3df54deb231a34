"""What a worker does first: one file becomes a `Reading`, or an `Issue` where it cannot be read. Never an exception.

Workers take a path and give back values, so that any pool can carry them, in this process or on another machine.
Between the stages of a run readings lie on disk; the parent holds a `Card` a document.
"""

from __future__ import annotations

import hashlib
import logging
import stat
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from analyzer.errors import AnalyzerError, UnreadableDocument
from analyzer.families.adoption import marks
from analyzer.families.grouping import listed
from analyzer.model import Issue, Profile, Reading
from analyzer.pipeline.readings.store import READING_CODE, Shelf, Store, fingerprint
from analyzer.pipeline.readings.wire import sound
from analyzer.pipeline.sources.inputs import Input
from analyzer.readers import Limits, read
from analyzer.text import printable

log = logging.getLogger(__name__)

UNREAD = frozenset({"unreadable", "crashed", "timed-out", "no-known-form"})
"""Codes of the issues that mean: this document is not in the run."""

PARTLY = frozenset(
    {"unread-part", "unreadable-page", "no-text", "picture", "several-values", "uneven-fields", "text-off-page",
     "too-many-objects", "time-limit"}
)  # fmt: skip
"""Codes of the issues that mean: the document is in the run, and a part of it is not."""

Outcome: TypeAlias = Reading | Issue

SECONDS = 25.0
"""Time for one document where none is asked for: fifty times what a long disclosure takes …"""
SECONDS_A_MEGABYTE = 10.0
"""… and more for large files,"""
OCR_FACTOR = 20.0
"""and for pages that have to be recognised first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How documents are read. ``cache`` is a folder that keeps readings by content, None for none."""

    limits: Limits = field(default_factory=Limits)
    ocr: bool = False
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the parent keeps of a document: who it is about, how large it is, and where its reading lies."""

    name: str
    key: str
    sha256: str
    format: str
    pages: int | None
    profile: Profile
    facts: int
    claims: int
    listed: tuple[str, ...] = ()
    path: str = ""
    marks: tuple[int, ...] = ()
    """Figures by which a text and tables without an office find each other (see `analyzer.families.adoption`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A file to read into a store."""

    item: Input
    options: Options
    store: Shelf


def seconds_to_read(item: Input, options: Options) -> float:
    """The time that one document may take, by its size."""
    try:
        megabytes = item.path.stat().st_size / 1e6
    except (OSError, ValueError):
        megabytes = 0.0
    return (SECONDS + SECONDS_A_MEGABYTE * megabytes) * (OCR_FACTOR if options.ocr else 1.0)


def carded(task: Task) -> Card | Issue:
    """Read a file into the store, or find it there; the card that names it."""
    made = reading(task.item, task.options, task.store)
    if isinstance(made, Issue):
        return made
    document = made.extraction.document
    key = _key(document.sha256, task.item.name, task.options)
    if not task.store.has(key):  # a store that cannot be written ends the run, for nothing could follow
        task.store.save(key, made)
    return Card(
        name=made.name,
        key=key,
        sha256=document.sha256,
        format=document.format,
        pages=document.pages,
        profile=replace(made.profile, conflicts=()),
        facts=len(made.facts),
        claims=len(made.claims),
        listed=listed(made),
        path=printable(str(task.item.path)),
        marks=marks(made),
    )


def reading(item: Input, options: Options, shelf: Shelf | None = None) -> Outcome:
    """The reading of one file, from the ``shelf`` (by default the cache) where it is there, or the Issue that says why
    there is none."""
    try:
        store = shelf or (Store(options.cache) if options.cache else None)
        known = store.load(_key(_digest(item), item.name, options)) if store else None
        if known is not None:
            return known
        made = _read(item, options)
        if isinstance(made, Issue):
            return replace(made, detail=printable(made.detail))
        if store:
            made = _kept(store, made, options)
        return made
    except AnalyzerError as error:
        return Issue(code="unreadable", document=item.name, detail=printable(str(error)))
    except MemoryError:
        return Issue(code="unreadable", document=item.name, detail=f"{item.name}: needs more memory than is allowed")
    except Exception as error:  # a fault of ours in one document must not cost the others
        log.exception("reading %s", item.path)
        detail = printable(f"{item.name}: {type(error).__name__}: {error}"[:500])
        return Issue(code="crashed", document=item.name, detail=detail)


def _kept(store: Shelf, made: Reading, options: Options) -> Reading:
    """Keep the reading under the digest of the bytes that were read, whatever the file may hold by now.

    A cache that cannot be written costs time, nothing else.
    """
    try:
        store.save(_key(made.extraction.document.sha256, made.name, options), made)
    except OSError as error:
        log.warning("cache not written: %s", error)
    return made


def _read(item: Input, options: Options) -> Outcome:
    from analyzer import claims, forms

    _regular(item)
    found = read(item.path, place=item.place, limits=options.limits, ocr=options.ocr)
    document = sound(replace(found, name=item.name, path=printable(found.path)))
    issues = tuple(replace(issue, document=item.name, detail=printable(issue.detail)) for issue in document.issues)
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


# ---- keys ------------------------------------------------------------------------------------------------------------


def _digest(item: Input) -> str:
    """The digest of a file's content, empty where reading it will say why there is none."""
    _regular(item)
    digest = hashlib.sha256()
    try:
        with item.path.open("rb") as file:
            while chunk := file.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


def _key(content: str, name: str, options: Options) -> str:
    """Under what the reading of this content under this name and these options is kept."""
    parts = (content, name, str(options.ocr), repr(options.limits), fingerprint(*READING_CODE))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
