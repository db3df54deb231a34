"""How far a run has come: a line on a terminal, nothing elsewhere; and a file with one JSON line a document."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, TextIO

from analyzer.errors import OutputError
from analyzer.model import Issue

if TYPE_CHECKING:
    from analyzer.pipeline.work import Card

Progress = Callable[[str], None]
"""Called with the name of each document when it has been read."""


class Watch:
    """Told of every document twice: when it has been read, and when its family has been judged.

    On a terminal it shows documents, pages a second, findings so far and the time left; ``progress``, where given, is
    called instead. ``log`` is a file that gets one JSON line a document as soon as its fate is known.
    """

    def __init__(self, total: int, *, progress: Progress | None = None, log: Path | None = None) -> None:
        from tqdm.std import tqdm

        self.progress = progress
        self.started = time.monotonic()
        self.pages = 0
        self.findings: Counter[str] = Counter()
        quiet = None if progress is None else True  # None: silent where stderr is no terminal
        self.bar = tqdm(total=2 * total, disable=quiet, file=sys.stderr, leave=False, bar_format=FORMAT)
        self.log = _opened(log) if log else None

    def __enter__(self) -> Watch:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, at: TracebackType | None) -> None:
        self.bar.close()
        if self.log:
            self.log.close()

    def read(self, name: str, outcome: Card | Issue) -> None:
        """A document has been read, or could not be."""
        if isinstance(outcome, Issue):
            self._line(name, state=outcome.code, detail=outcome.detail)
            self.bar.update()  # it will not be judged
        else:
            self.pages += outcome.pages or 0
        if self.progress:
            self.progress(name)
        self._advance(1)

    def judged(self, cards: Sequence[Card], findings: Mapping[str, int], trouble: str = "") -> None:
        """A family has been judged, or was lost to ``trouble``; ``findings`` are by severity, over all of it."""
        self.findings.update(findings)
        for card in cards:
            self._line(
                card.name, state="read", sha256=card.sha256, format=card.format, pages=card.pages, facts=card.facts,
                claims=card.claims, family=len(cards), family_findings=dict(findings), detail=trouble,
            )  # fmt: skip
        self._advance(len(cards))

    def _advance(self, steps: int) -> None:
        elapsed = max(time.monotonic() - self.started, 1e-3)
        found = sum(self.findings.values())
        self.bar.set_postfix_str(f"{self.pages / elapsed:.1f} pages/s, {found} findings", refresh=False)
        self.bar.update(steps)

    def _line(self, name: str, **told: Any) -> None:
        if self.log:
            after = round(time.monotonic() - self.started, 3)
            self.log.write(json.dumps({"document": name, "after": after, **told}, ensure_ascii=False) + "\n")
            self.log.flush()


FORMAT = "{percentage:3.0f}% {bar:20} {elapsed}<{remaining} {postfix}"


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another file with --log") from error
