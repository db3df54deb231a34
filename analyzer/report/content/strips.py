"""What findings speak of, as printed: strips of the page with the figures framed, and copies of the file with notes."""

from __future__ import annotations

import base64
import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Final

from analyzer.model import Box, Finding, Reading, Source
from analyzer.readers.pdf.excerpts import annotated, excerpt, opened, strips
from analyzer.report.language import Language
from analyzer.results.records import finding_record

log = logging.getLogger(__name__)

MOST: Final = 40
"""Strips on a unit's page, and …"""
MOST_OF_ONE: Final = 4
"""… of one finding; all places are listed beside them."""
SHOWN: Final = ("error", "warning")
FOLDER: Final = "annotated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A strip of a page as an image address, and where it is."""

    uri: str
    document: str
    page: int


def exhibits(readings: Sequence[Reading], findings: Iterable[Finding]) -> dict[str, list[Exhibit]]:
    """Strips by the finding's id, errors first. Files that are gone, changed or no PDF give none."""
    made: dict[str, list[Exhibit]] = {}
    left = MOST
    wanted = sorted((f for f in findings if f.severity in SHOWN), key=lambda f: SHOWN.index(f.severity))
    documents = {reading.name: reading.extraction.document for reading in readings}
    for document in documents.values():
        here = [finding for finding in wanted if _places(document.name, finding.sources)]
        if document.format != "pdf" or not here or not left:
            continue
        with opened(Path(document.path), document.sha256) as pdf:
            if pdf is None:
                continue
            for finding in here:
                own = made.setdefault(finding.id, [])
                added = list(islice(_strips(pdf, document.name, finding.sources), min(left, MOST_OF_ONE - len(own))))
                own += added
                left -= len(added)
    return {name: own for name, own in made.items() if own}


def copies(readings: Sequence[Reading], findings: Iterable[Finding], lang: Language) -> dict[str, bytes]:
    """A copy of each PDF with a frame and the finding's message at each figure, by its path in the run folder."""
    made = {}
    found = list(findings)
    for reading in readings:
        document = reading.extraction.document
        notes = [
            (page, box, f"{finding_record(finding)['message'][lang]} ({finding.check})")
            for finding in found
            for page, box in _places(document.name, finding.sources)
        ]
        if document.format != "pdf" or not notes:
            continue
        with opened(Path(document.path), document.sha256) as pdf:
            if pdf is not None:
                made[copy_of(document.name)] = annotated(pdf, notes)
    return made


def copy_of(document: str) -> str:
    """The path of a document's annotated copy in the run folder."""
    return f"{FOLDER}/{document.replace('/', '-')}"


def _strips(pdf: Any, document: str, sources: Iterable[Source]) -> Iterator[Exhibit]:
    pages: dict[int, list[Box]] = {}
    for page, box in _places(document, sources):
        pages.setdefault(page, []).append(box)
    for page, boxes in pages.items():
        for group in strips(boxes):
            try:
                picture = excerpt(pdf, page, group)
            except Exception:  # a picture that fails costs itself: every place is told in words beside it
                log.exception("%s: page %s", document, page)
                continue
            uri = f"data:image/png;base64,{base64.b64encode(picture).decode()}"
            yield Exhibit(uri=uri, document=document, page=page)


def _places(document: str, sources: Iterable[Source]) -> list[tuple[int, Box]]:
    found = [(s.page, s.box) for s in sources if s.document == document and s.page and s.box]
    return list(dict.fromkeys(found))
