"""From files to a `Run`, or straight to a run folder: documents are read alone, and judged family by family."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path

from analyzer.checks import Judgement
from analyzer.model import Corpus, Issue, Reading
from analyzer.pipeline.crew import MEMORY, Crew, Lost, patience
from analyzer.pipeline.inputs import Input, gathered, inputs
from analyzer.pipeline.judging import Job, grouped, judged, seconds_to_judge, together, unjudged
from analyzer.pipeline.parts import Plan
from analyzer.pipeline.publishing import Published, publish
from analyzer.pipeline.run import Run, write
from analyzer.pipeline.stages import read_stage, stored, warm
from analyzer.pipeline.store import Store
from analyzer.pipeline.watching import Progress, Watch
from analyzer.pipeline.work import PARTLY, UNREAD, Card, Options

__all__ = [
    "PARTLY",
    "UNREAD",
    "Input",
    "Options",
    "Published",
    "Run",
    "analyze",
    "inputs",
    "publish",
    "read_all",
    "write",
]


def analyze(
    paths: str | Path | Iterable[str | Path],
    *,
    follow: bool = False,
    jobs: int | None = None,
    timeout: float | None = None,
    memory: int | None = MEMORY,
    executor: Executor | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    log: Path | None = None,
) -> Run:
    """Read the documents at ``paths`` (files, folders, patterns, in any mix), judge them, and tell all.

    Saved panels among the paths are continued: their rows join the panel, and changes reach back into them.

    ``jobs`` documents or families are worked on at a time (default: one a processor; 0: in this process, without
    isolation), each within ``timeout`` seconds (a document; by default what its size allows) and ``memory`` bytes; one
    that fails becomes an issue of the run. ``executor`` is used instead of the own pool where given. All readings are
    in memory in the end: for thousands of documents use `publish`. Raises UsageError for paths that name nothing.
    """
    from analyzer import panel
    from analyzer.pipeline.manifest import manifest

    options = options or Options()
    items, panels, aside = gathered(paths, follow=follow)
    earlier = tuple(panel.load(path) for path in panels)
    crew = Crew(jobs=jobs, memory=memory, executor=executor, warm=warm)
    with stored(options) as store, crew, Watch(len(items), progress=progress, log=log) as watch:
        cards, unread = read_stage(crew, items, options, store, timeout, watch)
        judgements = _judged(crew, cards, store, timeout, watch)
        readings = _loaded(cards, store)
    return Run(
        corpus=Corpus(readings=readings),
        judgement=together(readings, judgements),
        earlier=earlier,
        unread=(*unread, *aside),
        manifest=manifest(items, panels, cards, unread, options),
    )


def read_all(
    items: tuple[Input, ...],
    *,
    jobs: int | None = None,
    timeout: float | None = None,
    memory: int | None = MEMORY,
    executor: Executor | None = None,
    options: Options | None = None,
    progress: Progress | None = None,
    log: Path | None = None,
) -> tuple[Corpus, tuple[Issue, ...]]:
    """The readings of ``items`` in the order of their names, and the issues of those that could not be read.

    Of files with the same content only the first is kept; the others are told as issues.
    """
    options = options or Options()
    crew = Crew(jobs=jobs, memory=memory, executor=executor, warm=warm)
    with stored(options) as store, crew, Watch(len(items), progress=progress, log=log) as watch:
        cards, issues = read_stage(crew, items, options, store, timeout, watch)
        return Corpus(readings=_loaded(cards, store)), issues


def _judged(crew: Crew, cards: Sequence[Card], store: Store, timeout: float | None, watch: Watch) -> list[Judgement]:
    """The judgement of every family, in their order."""
    jobs = [Job(cards=group, places=(), store=store, plan=Plan(), folder=Path()) for group in grouped(cards)]
    order = {job.cards[0].name: n for n, job in enumerate(jobs)}
    made: list[Judgement | None] = [None] * len(jobs)

    def seconds(job: Job) -> float:
        return seconds_to_judge(job, timeout)

    for job, result in crew.each(judged, jobs, seconds=seconds, patience=patience(timeout)):
        lost = isinstance(result, Lost)
        found = (
            unjudged((c.name for c in job.cards), "judgement", result.detail) if isinstance(result, Lost) else result
        )
        made[order[job.cards[0].name]] = found
        counts = {kind: sum(f.severity == kind for f in found.findings) for kind in ("error", "warning", "note")}
        watch.judged(job.cards, counts, "not judged" if lost else "")
    return [judgement for judgement in made if judgement is not None]


def _loaded(cards: Iterable[Card], store: Store) -> tuple[Reading, ...]:
    readings = (store.load(card.key) for card in cards)
    return tuple(reading for reading in readings if reading is not None)
