"""The two stages that every way through the package has: reading documents one by one, and grouping them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from analyzer.families.adoption import adopted
from analyzer.model import Issue
from analyzer.pipeline.readings.store import Held, Shelf, Store
from analyzer.pipeline.sources.inputs import Input
from analyzer.pipeline.work import Card, Options, Task, carded, seconds_to_read
from analyzer.pipeline.workers.crew import Crew, Lost, patience
from analyzer.pipeline.workers.watching import Watch
from analyzer.results import baseline as baselines
from analyzer.results.selection import Names, Selection, selection
from analyzer.system.scratch import scratch, sweep


def warm() -> None:
    """Load what reading and judging need, so that forked workers have it."""
    from analyzer import checks, claims, forms, panel
    from analyzer.checks.registry import checks as registered
    from analyzer.readers import formats

    formats()
    registered()
    del checks, claims, forms, panel


def warm_to_write() -> None:
    """Load what drawing and writing need too."""
    from matplotlib.backends import backend_agg, backend_svg

    from analyzer import export, plots
    from analyzer.plots.style import font

    warm()
    font()
    del backend_agg, backend_svg, export, plots


def chosen(select: Names | None, ignore: Names | None, baseline: str | Path | Mapping[str, str] | None) -> Selection:
    """Which findings are told, by what the user named. Raises UsageError for unknown checks and for no baseline."""
    accepted = baselines.load(baseline) if isinstance(baseline, str | Path) else baseline
    return selection(select, ignore, accepted)


@contextmanager
def stored(options: Options, spare: Path | None = None, *, inside: bool = False) -> Iterator[Shelf]:
    """Where readings lie between the stages: the cache, or else ``spare``, or else a folder that is removed again, or
    memory where all is done ``inside`` of this process.

    What runs that were killed left there, and in the folder for temporary files, is removed.
    """
    if inside and options.cache is None and spare is None:
        yield Held()
        return
    sweep()
    if options.cache is not None or spare is not None:
        store = Store(options.cache or spare or Path())
        store.tidy()
        yield store
        return
    with scratch() as folder:
        yield Store(folder)


def read_stage(
    crew: Crew, items: Sequence[Input], options: Options, store: Shelf, timeout: float | None, watch: Watch
) -> tuple[tuple[Card, ...], tuple[Issue, ...]]:
    """A card for every document that could be read, in the order of ``items``, and the issues of the others.

    Of files with the same content only the first is kept; the others are told as issues.
    """
    order = {item: n for n, item in enumerate(items)}
    made: list[Card | Issue | None] = [None] * len(items)
    tasks = (Task(item=item, options=options, store=store) for item in items)

    def seconds(task: Task) -> float:
        return timeout or seconds_to_read(task.item, options)

    for task, result in crew.each(carded, tasks, seconds=seconds, patience=patience(timeout)):
        outcome = _missed(task.item, result) if isinstance(result, Lost) else result
        made[order[task.item]] = outcome
        watch.read(task.item.name, outcome)
    cards, issues = _once([outcome for outcome in made if outcome is not None])
    return with_offices(cards), issues


def with_offices(cards: Sequence[Card]) -> tuple[Card, ...]:
    """The cards, those of tables without an office under that of the text which states their figures."""
    found = adopted([card.profile for card in cards], [card.marks for card in cards])
    return tuple(
        replace(card, profile=found[n], marks=()) if n in found else replace(card, marks=())
        for n, card in enumerate(cards)
    )


def _missed(item: Input, lost: Lost) -> Issue:
    remedy = "split it, or raise the time limit" if lost.kind == "timed-out" else "fetch the file again"
    return Issue(code=lost.kind, document=item.name, detail=f"{item.name}: not read: {lost.detail}; {remedy}")


def _once(outcomes: Sequence[Card | Issue]) -> tuple[tuple[Card, ...], tuple[Issue, ...]]:
    kept: dict[str, Card] = {}
    issues: list[Issue] = []
    for outcome in outcomes:
        if isinstance(outcome, Issue):
            issues.append(outcome)
            continue
        first = kept.setdefault(outcome.sha256, outcome)
        if first is not outcome:
            detail = f"{outcome.name}: the same content as {first.name}; counted once"
            issues.append(Issue(code="duplicate-document", document=outcome.name, detail=detail))
    return tuple(kept.values()), tuple(issues)
