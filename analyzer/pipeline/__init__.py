"""From files to a `Run`, or straight to a run folder: documents are read alone, and judged family by family."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from pathlib import Path

from analyzer.checks import Judgement
from analyzer.model import Corpus, Issue, Reading
from analyzer.pipeline.judging import Job, grouped, held, judged, seconds_to_judge, together, unjudged
from analyzer.pipeline.output.parts import Plan
from analyzer.pipeline.publishing import Published, publish
from analyzer.pipeline.readings.store import Shelf
from analyzer.pipeline.run import Run, write
from analyzer.pipeline.sources.inputs import Input, gathered, inputs
from analyzer.pipeline.stages import chosen, read_stage, stored, warm
from analyzer.pipeline.work import PARTLY, UNREAD, Card, Options
from analyzer.pipeline.workers.crew import MEMORY, Crew, Lost, patience
from analyzer.pipeline.workers.watching import Progress, Watch
from analyzer.results.selection import Names

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
    select: Names | None = None,
    ignore: Names | None = None,
    baseline: str | Path | Mapping[str, str] | None = None,
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
    in memory in the end: for thousands of documents use `publish`.

    Findings are told of the checks that ``select`` names (ids, or what they begin with; by default all) and ``ignore``
    does not, without those that ``baseline`` accepts (an earlier run folder, its findings.jsonl, a list of ids, or a
    mapping of ids to reasons); the others are in ``left_out`` and ``silent``, and issues tell how many.

    A line of progress shows on a terminal and in a notebook; ``progress`` is called instead where it is given. Raises
    UsageError for paths that name nothing, unknown checks, and a baseline that is none.
    """
    from analyzer import panel
    from analyzer.pipeline.output.manifest import manifest

    options = options or Options()
    choice = chosen(select, ignore, baseline)
    items, panels, aside = gathered(paths, follow=follow)
    earlier = tuple(panel.load(path) for path in panels)
    crew = Crew(jobs=jobs, memory=memory, executor=executor, warm=warm)
    with stored(options, inside=crew.inside) as store, crew, Watch(len(items), progress=progress, log=log) as watch:
        cards, unread = read_stage(crew, items, options, store, timeout, watch)
        judgements, readings = _judged(crew, cards, store, timeout, watch)
    judgement = together(readings, judgements)
    told, left = choice.parted(judgement.findings)
    return Run(
        corpus=Corpus(readings=readings),
        judgement=replace(judgement, findings=told),
        earlier=earlier,
        unread=(*unread, *aside, *choice.issues((one.why, one.finding.id) for one in left)),
        left_out=left,
        manifest=manifest(items, panels, cards, unread, options, choice),
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
    with stored(options, inside=crew.inside) as store, crew, Watch(len(items), progress=progress, log=log) as watch:
        cards, issues = read_stage(crew, items, options, store, timeout, watch)
        return Corpus(readings=_loaded(cards, store)), issues


def _judged(
    crew: Crew, cards: Sequence[Card], store: Shelf, timeout: float | None, watch: Watch
) -> tuple[list[Judgement], tuple[Reading, ...]]:
    """The judgement of every family, in their order, and all readings in that of the cards.

    The readings are loaded while the workers are busy with other families.
    """
    jobs = [Job(cards=group, places=(), store=store, plan=Plan(), folder=Path()) for group in grouped(cards)]
    order = {job.cards[0].name: n for n, job in enumerate(jobs)}
    made: list[Judgement | None] = [None] * len(jobs)
    loaded: dict[str, Reading] = {}

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
        loaded.update((reading.name, reading) for reading in _loaded(job.cards, store))
    readings = tuple(loaded[card.name] for card in cards if card.name in loaded)
    return [judgement for judgement in made if judgement is not None], readings


def _loaded(cards: Iterable[Card], store: Shelf) -> tuple[Reading, ...]:
    readings = ((store.load(card.key), card) for card in cards)
    return tuple(held(reading, card) for reading, card in readings if reading is not None)
