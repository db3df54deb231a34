"""What rests on a figure that was recognised from a picture is a note: the fault may be the recogniser's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from analyzer.model import Finding, Reading

Pages = frozenset[tuple[str, int | None]]


def recognised_pages(readings: Iterable[Reading]) -> Pages:
    """(document, page) of every page that was read through recognition."""
    return frozenset(
        (reading.name, issue.page)
        for reading in readings
        for issue in reading.extraction.document.issues
        if issue.code == "recognised"
    )


def softened(finding: Finding, pages: Pages) -> Finding:
    """The finding, as a note where one of its sources stands on a recognised page or was recognised itself."""
    if not pages or finding.severity == "note":
        return finding
    rests = any(source.score is not None or (source.document, source.page) in pages for source in finding.sources)
    return replace(finding, severity="note") if rests else finding
