"""What runs cost by their size: measured figures (``costs.csv``), what follows from them for more documents, a plot.

`python -m tests.speed.scale --keep` adds a row; ``--plot`` draws ``costs.svg`` anew. Time and disk grow with the
documents; the memory of the parent grows by what it holds a document, measured with a hundred thousand (`parent`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FILE: Final = Path(__file__).parent / "costs.csv"
PLOT: Final = Path(__file__).parent / "costs.svg"
COMPUTED: Final = (10_000, 1_000_000)
LAYOUTS: Final = ("lists", "parts", "parent")
"""Whole runs with JSON Lines or with Parquet parts, and what a parent alone holds."""
COLUMNS: Final = ("date", "layout", "documents", "jobs", "read", "refused", "not_judged", "seconds", "cpu",
                  "parent_cpu", "parent_mb", "worker_mb", "output_mb", "figures_mb", "pages_mb", "data_mb",
                  "cache_mb")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """A run of so many documents: memory of the parent in MB, processor time in seconds, disk in MB."""

    documents: int
    memory: float
    processor: float
    output: float
    cache: float
    measured: bool = True


def kept(found: Mapping[str, Any], date: str, layout: str) -> None:
    """Add what a run took to the file; a row of the same size and layout gives way."""
    rows = [row for row in _rows() if (row["documents"], row["layout"]) != (str(found["documents"]), layout)]
    made = {name: f"{value:.2f}" if isinstance(value, float) else str(value) for name, value in found.items()}
    rows.append({"date": date, "layout": layout, **made})
    rows.sort(key=lambda row: (row["layout"], int(row["documents"])))
    with FILE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _rows() -> list[dict[str, str]]:
    if not FILE.exists():
        return []
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def costs() -> list[Cost]:
    """The measured runs, and what larger ones will take."""
    made = {layout: [_cost(row) for row in _rows() if row["layout"] == layout] for layout in LAYOUTS}
    runs, parts, parent = made["lists"], made["parts"][-1], made["parent"][-1]
    beyond = [count for count in COMPUTED if count > runs[-1].documents]
    return [*runs, *(_computed(runs[-1], parts, parent, count) for count in beyond)]


def _cost(row: Mapping[str, str]) -> Cost:
    names = ("parent_mb", "cpu", "output_mb", "cache_mb")
    memory, processor, output, cache = (float(row[name] or 0) for name in names)
    return Cost(
        documents=int(row["documents"]), memory=memory, processor=processor, output=output, cache=cache
    )  # fmt: skip


def _computed(run: Cost, parts: Cost, parent: Cost, count: int) -> Cost:
    """What ``count`` documents take; what they add to the disk is that of a run with ``parts``, as large ones have."""
    slope = (parent.memory - run.memory) / (parent.documents - run.documents)
    return Cost(
        documents=count,
        memory=run.memory + slope * (count - run.documents),
        processor=run.processor / run.documents * count,
        output=parts.output / parts.documents * count,
        cache=run.cache / run.documents * count,
        measured=False,
    )


def table() -> list[str]:
    """The lines of the table in “Running at scale”."""
    return [
        f"| {cost.documents:,}{'' if cost.measured else ' (computed)'} | {_size(cost.memory)} | {_time(cost.processor)}"
        f" | {_size(cost.output)} | {_size(cost.cache)} |"
        for cost in costs()
    ]


def _size(megabytes: float) -> str:
    for unit, size in (("TB", 1e6), ("GB", 1e3)):
        if megabytes >= size:
            return f"{_two(megabytes / size)} {unit}"
    return f"{_two(megabytes)} MB"


def _time(seconds: float) -> str:
    return f"{_two(seconds / 3600)} core-hours" if seconds >= 3600 else f"{_two(seconds)} s"


def _two(value: float) -> str:
    """The value with two digits that count; a hundred and more without a point."""
    return f"{value:.2g}" if value < 100 else f"{round(value, 2 - len(str(int(value)))):.0f}"


def drawn() -> Figure:
    """Memory, time and disk over the number of documents, measured as dots, computed as rings."""
    from matplotlib.ticker import FuncFormatter

    from analyzer.plots import style

    @style.drawn
    def figure() -> Figure:
        made = style.canvas(8.6, 3.2)
        known = costs()
        units = (("memory of the parent, MB", "memory", 1.0), ("processor time, core-hours", "processor", 3600.0),
                 ("output, GB", "output", 1000.0))  # fmt: skip
        for axes, (title, name, unit) in zip(made.subplots(1, 3), units, strict=True):
            values = [getattr(cost, name) / unit for cost in known]
            axes.loglog([cost.documents for cost in known], values, color=style.MUTED, linewidth=1)
            for cost, value in zip(known, values, strict=True):
                axes.plot(cost.documents, value, "o", color=style.COLOURS[0], markersize=6,
                          markerfacecolor=style.COLOURS[0] if cost.measured else "white")  # fmt: skip
                axes.annotate(_two(value), (cost.documents, value), xytext=(-4, 5), textcoords="offset points",
                              ha="right", fontsize=8)  # fmt: skip
            axes.set_title(title, fontsize=10)
            axes.tick_params(labelsize=8)
            axes.set_xlabel("documents")
            axes.set_xlim(12, 1e7)
            axes.set_ylim(min(values) / 3, max(values) * 4)
            axes.set_xticks([100, 10_000, 1_000_000], ["100", "10,000", "1 million"])
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.10g}"))
            axes.minorticks_off()
            axes.grid(color=style.GRID, linewidth=0.7)
        date = max(row["date"] for row in _rows())
        return style.finish(made, "What a run costs", f"dots: measured {date}; rings: computed from them")

    return figure()


def plotted() -> bytes:
    """The plot as SVG."""
    from analyzer.plots import style

    return style.svg(drawn())
