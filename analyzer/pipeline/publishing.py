"""From files to a run folder, however many files there are: the parent holds a card a document and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analyzer.checks import Judgement
from analyzer.errors import OutputError
from analyzer.families.grouping import listed
from analyzer.model import Corpus, Issue
from analyzer.pipeline.judging import Job, grouped, name_of, retried, seconds_to_judge, written
from analyzer.pipeline.output.folder import WORK, replacing
from analyzer.pipeline.output.manifest import manifest
from analyzer.pipeline.output.merging import Merge, drawn_together, finished, lists_merged
from analyzer.pipeline.output.parts import LISTED, Place, Plan, write_part
from analyzer.pipeline.sources.inputs import gathered
from analyzer.pipeline.stages import chosen, read_stage, stored, warm_to_write
from analyzer.pipeline.work import UNREAD, Card, Options
from analyzer.pipeline.workers.crew import MEMORY, Crew, Lost, patience
from analyzer.pipeline.workers.watching import Progress, Watch
from analyzer.report import Language
from analyzer.report.content.digest import Digest
from analyzer.report.content.views import slugs
from analyzer.results.outcome import Results
from analyzer.results.selection import Names

MERGING = 120.0
"""Seconds for putting parts together, and more a document."""
MERGING_A_DOCUMENT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A run that was written: where, what its index shows, and the documents that could not be read."""

    out: Path
    digest: Digest
    unread: tuple[Issue, ...]
    notes: tuple[Issue, ...]
    """Families that were not judged, figures that were not drawn."""
    left_out: int = 0
    """Findings that are not told, as was asked."""

    @property
    def complete(self) -> bool:
        """Whether every document was read."""
        return not any(issue.code in UNREAD for issue in self.unread)


def publish(
    paths: str | Path | Iterable[str | Path],
    out: str | Path,
    *,
    lang: Language = "zh",
    png: bool = False,
    figures: bool = True,
    annotate: bool = False,
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
) -> Published:
    """Read the documents at ``paths``, judge each family on its own, and write the run folder ``out``.

    The folder is the same as that of ``analyze(paths).write(out)``, but no more than one family is in the memory of a
    worker at a time. Without ``figures`` none is drawn, which saves about half of the time. ``timeout`` seconds are
    given to each document and, a document, to each family; by default they follow from the sizes. ``select``,
    ``ignore`` and ``baseline`` choose the findings that are told, as for `analyze`; the others are in
    ``data/left_out.jsonl``. A run that was interrupted goes on from what it left in ``out``. Raises
    UsageError for paths that name nothing, unknown checks and a baseline that is none, and OutputError where ``out``
    cannot be written.
    """
    options = options or Options()
    choice = chosen(select, ignore, baseline)
    items, panels, aside = gathered(paths, follow=follow)
    out = Path(out)
    crew = Crew(jobs=jobs, memory=memory, executor=executor, warm=warm_to_write)
    with (
        replacing(out) as fresh,
        working(out) as work,
        stored(options, work / "readings") as store,
        crew,
        Watch(len(items), progress=progress, log=log) as watch,
    ):
        cards, unread = read_stage(crew, items, options, store, timeout, watch)
        plan = Plan(lang=lang, png=png, figures=figures, annotate=annotate, large=len(cards) > LISTED,
                    earlier=tuple(panels), chosen=choice)  # fmt: skip
        made = [
            Job(cards=group, places=places, store=store, plan=plan, folder=_part(work, group, places, plan))
            for group, places in placed(grouped(cards))
        ]
        _only(work, made)
        notes = _judged(crew, made, timeout, watch)
        parts = [job.folder for job in made]
        if panels:
            parts.append(_rest(plan, cards, work / "parts" / "rest"))
        told = manifest(items, panels, cards, unread, options, choice)
        task = Merge(parts=tuple(parts), out=fresh, plan=plan, unread=(*unread, *aside), manifest=told)
        digest, task = merge(crew, task, len(cards))
    shutil.rmtree(out / WORK, ignore_errors=True)
    return Published(out=out, digest=digest, unread=task.unread, notes=(*notes, *task.notes), left_out=task.left_out)


def write_results(results: Results, out: Path, plan: Plan) -> Digest:
    """Write the run folder of results that are in memory, in this process."""
    from analyzer.pipeline.judging import of_family

    readings = {reading.name: reading for reading in results.readings}
    with replacing(out) as fresh, working(out) as work:
        parts = []
        for number, (group, places) in enumerate(placed(grouped([_card(r) for r in results.readings]))):
            own = tuple(readings[card.name] for card in group)
            names = {reading.profile.entity for reading in own}
            own_names = {reading.name for reading in own}
            family = Results(
                corpus=Corpus(readings=own),
                judgement=of_family(results.judgement, own),
                earlier=tuple(table[table["entity"].isin(names)] for table in results.earlier),
                left_out=tuple(one for one in results.left_out if one.finding.document in own_names),
            )
            parts.append(work / "parts" / f"family-{number}")
            shutil.rmtree(parts[-1], ignore_errors=True)
            write_part(family, dict(places), plan, parts[-1])
        if results.earlier:
            parts.append(
                _left(results.earlier, {r.profile.entity for r in results.readings}, plan, work / "parts/rest")
            )
        task = Merge(parts=tuple(parts), out=fresh, plan=plan, unread=results.unread, manifest=results.manifest)
        digest, _ = merge(Crew(jobs=0), task, len(results.readings))
    shutil.rmtree(out / WORK, ignore_errors=True)
    return digest


def merge(crew: Crew, task: Merge, documents: int) -> tuple[Digest, Merge]:
    """Put the parts together; the digest of the run, and the task with what is to be said of it: what could not be
    drawn, and what was left out. Raises OutputError where it fails."""
    limit = MERGING + MERGING_A_DOCUMENT * documents
    left = _sure(_alone(crew, lists_merged, task, limit))
    choice = task.plan.chosen  # where it leaves nothing out, the findings were parted before, and that was told
    task = replace(task, unread=(*task.unread, *(choice.issues(left) if choice else ())), left_out=len(left))
    drawn = _alone(crew, drawn_together, task, limit)
    if isinstance(drawn, Lost):
        detail = f"the figures over all organisations could not be drawn ({drawn.detail})"
        task = replace(task, notes=(Issue(code="figures-failed", document="", detail=detail),))
    return _sure(_alone(crew, finished, task, limit)), task


def _alone(crew: Crew, work: Callable[[Merge], Any], task: Merge, limit: float) -> Any:
    local = crew if crew.executor is None else Crew(jobs=0)  # what is merged lies on this machine's disk
    ((_, result),) = local.each(work, [task], seconds=lambda _: limit)
    return result


def _sure(result: Any) -> Any:
    if isinstance(result, Lost):
        raise OutputError(f"the run could not be put together: {result.detail}; nothing was changed, run it again")
    return result


# ---- families --------------------------------------------------------------------------------------------------------

Placed = tuple[tuple[Card, ...], tuple[tuple[str, Place], ...]]
"""A family and where each of its organisations stands in the run."""


def placed(groups: Sequence[tuple[Card, ...]]) -> list[Placed]:
    """Pages and figures named: by organisation in the order of their names, two of one name by their families."""
    pairs = sorted({(card.profile.entity, n) for n, group in enumerate(groups) for card in group})
    named = dict(zip(pairs, slugs([entity for entity, _ in pairs]), strict=True))
    many = len(pairs) > 1
    places: list[list[tuple[str, Place]]] = [[] for _ in groups]
    for number, (entity, n) in enumerate(pairs, start=1):
        places[n].append((entity, Place(slug=named[entity, n], tail=f"-{number}" if many else "")))
    return [(group, tuple(own)) for group, own in zip(groups, places, strict=True)]


def _part(work: Path, group: Sequence[Card], places: Sequence[tuple[str, Place]], plan: Plan) -> Path:
    return work / "parts" / name_of(group, places, plan)


def _judged(crew: Crew, jobs: Sequence[Job], timeout: float | None, watch: Watch) -> tuple[Issue, ...]:
    notes: list[Issue] = []

    def seconds(job: Job) -> float:
        return seconds_to_judge(job, timeout)

    for job, result in crew.each(written, jobs, seconds=seconds, patience=patience(timeout), again=retried):
        if isinstance(result, Lost):
            raise OutputError(f"{job.cards[0].name}: its part of the run could not be written: {result.detail}")
        notes += job.notes
        watch.judged(job.cards, result, "; ".join(note.detail for note in job.notes[:1]))
    return tuple(notes)


def _rest(plan: Plan, cards: Sequence[Card], folder: Path) -> Path:
    from analyzer import panel

    tables = tuple(panel.load(path) for path in plan.earlier)
    return _left(tables, {card.profile.entity for card in cards}, plan, folder)


def _left(tables: Sequence[Any], known: set[str], plan: Plan, folder: Path) -> Path:
    """The part of the organisations that only saved panels know."""
    shutil.rmtree(folder, ignore_errors=True)
    nothing = Judgement(verdicts=(), outcomes=(), findings=(), issues=())
    earlier = tuple(table[~table["entity"].isin(known)] for table in tables)
    write_part(Results(corpus=Corpus(), judgement=nothing, earlier=earlier), {}, plan, folder)
    return folder


def _card(reading: Any) -> Card:
    document = reading.extraction.document
    return Card(
        name=reading.name, key="", sha256=document.sha256, format=document.format, pages=document.pages,
        profile=reading.profile, facts=len(reading.facts), claims=len(reading.claims),
        listed=listed(reading),
    )  # fmt: skip


# ---- the work folder -------------------------------------------------------------------------------------------------


@contextmanager
def working(out: Path) -> Iterator[Path]:
    """The work folder; what a run leaves in it when it is interrupted is where the next one goes on."""
    work = out / WORK
    (work / "parts").mkdir(parents=True, exist_ok=True)
    try:
        yield work
    finally:
        for folder in (work / "parts", work / "readings", work):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()


def _only(work: Path, jobs: Sequence[Job]) -> None:
    """Remove the parts of other runs."""
    wanted: Mapping[Path, None] = {job.folder: None for job in jobs}
    for path in (work / "parts").iterdir():
        if path not in wanted:
            shutil.rmtree(path, ignore_errors=True)
