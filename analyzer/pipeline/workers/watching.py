"""How far a run has come: a line on a terminal or below a notebook's cell, nothing elsewhere; and a file with one JSON
line a document."""

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

    On a terminal and in a notebook it shows pages a second, findings so far and the time left, and takes that away in
    the end; ``progress``, where given, is called instead. ``log`` is a file that gets one JSON line a document as soon
    as its fate is known.
    """

    def __init__(self, total: int, *, progress: Progress | None = None, log: Path | None = None) -> None:
        self.progress = progress
        self.started = time.monotonic()
        self.pages = 0
        self.findings: Counter[str] = Counter()
        self.bar = _bar(2 * total, quiet=progress is not None)
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


def _bar(total: int, *, quiet: bool) -> Any:
    """A bar of so many steps; silent where ``quiet``, and where there is neither a terminal nor a notebook."""
    from tqdm.std import tqdm

    if quiet or not _in_notebook():
        silent = True if quiet else None  # None: where stderr is no terminal
        return tqdm(total=total, disable=silent, file=sys.stderr, leave=False, bar_format=FORMAT)
    from IPython.display import display

    class Shown(tqdm):  # type: ignore[misc]
        """A bar below the cell that runs. Saved notebooks keep nothing of it, so that they do not differ by speed."""

        def __init__(self) -> None:
            self.place: Any = display({"text/plain": ""}, raw=True, display_id=True)  # type: ignore[no-untyped-call]
            super().__init__(total=total, gui=True, bar_format=FORMAT)

        def display(self, *_: Any, **__: Any) -> None:
            self.place.update({"text/plain": str(self)}, raw=True)

        def close(self) -> None:
            super().close()
            self.place.update({"text/plain": ""}, raw=True)

    return Shown()


def _in_notebook() -> bool:
    """Whether a notebook's kernel runs this; IPython is asked only where it is there already."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return type(shell).__name__ == "ZMQInteractiveShell"


def _opened(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{path}: cannot be written ({error.strerror}); name another file with --log") from error
