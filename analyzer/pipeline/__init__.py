"""From files to a `Run`: every document is read on its own, then all are judged together."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from analyzer.model import Corpus, Issue, Reading
from analyzer.pipeline.inputs import Input, inputs, left_aside, parted
from analyzer.pipeline.pool import Progress, gather
from analyzer.pipeline.run import Run, write
from analyzer.pipeline.work import PARTLY, UNREAD, Options

__all__ = ["PARTLY", "UNREAD", "Input", "Options", "Run", "analyze", "inputs", "read_all", "write"]

MEMORY = 4 << 30
"""Bytes that one worker may take for a document, where the system can hold it to that."""


def analyze(
    paths: str | Path | Iterable[str | Path],
    *,
    jobs: int | None = None,
    timeout: float = 300.0,
    memory: int | None = MEMORY,
    executor: Executor | None = None,
    options: Options | None = None,
    progress: Progress = lambda name: None,
) -> Run:
    """Read the documents at ``paths`` (files, folders, patterns, in any mix), judge them together, and tell all.

    Saved panels among the paths are continued: their rows join the panel, and changes reach back into them.

    ``jobs`` documents are read at a time (default: one a processor; 0: in this process, without isolation), each
    within ``timeout`` seconds and ``memory`` bytes; one that fails becomes an issue of the run. ``executor`` is used
    instead of the own pool where given. Raises UsageError for paths that name nothing.
    """
    from analyzer import checks, panel
    from analyzer.pipeline.manifest import manifest

    options = options or Options()
    documents, panels = parted(paths)
    earlier = tuple(panel.load(path) for path in panels)
    items = inputs(documents) if documents else ()
    corpus, unread = read_all(
        items, jobs=jobs, timeout=timeout, memory=memory, executor=executor, options=options, progress=progress
    )
    return Run(
        corpus=corpus,
        judgement=checks.judge(corpus),
        earlier=earlier,
        unread=(*unread, *(left_aside(documents) if documents else ())),
        manifest=manifest(items, panels, corpus, unread, options),
    )


def read_all(
    items: tuple[Input, ...],
    *,
    jobs: int | None = None,
    timeout: float = 300.0,
    memory: int | None = MEMORY,
    executor: Executor | None = None,
    options: Options | None = None,
    progress: Progress = lambda name: None,
) -> tuple[Corpus, tuple[Issue, ...]]:
    """The readings of ``items`` in the order of their names, and the issues of those that could not be read.

    Of files with the same content only the first is kept; the others are told as issues.
    """
    made = gather(
        items, options or Options(), jobs=jobs, timeout=timeout, memory=memory, executor=executor, progress=progress
    )
    kept: dict[str, Reading] = {}
    issues: list[Issue] = []
    for outcome in made:
        if isinstance(outcome, Issue):
            issues.append(outcome)
            continue
        first = kept.setdefault(outcome.extraction.document.sha256, outcome)
        if first is not outcome:
            detail = f"{outcome.name}: the same content as {first.name}; counted once"
            issues.append(Issue(code="duplicate-document", document=outcome.name, detail=detail))
    return Corpus(readings=tuple(kept.values())), tuple(issues)
