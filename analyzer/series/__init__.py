"""The headline series: one figure a series, organisation, year and stage, and where it comes from.

Rows of the panel must not be summed or charted as they are: one figure stands in several statements, at several levels
of a classification, and once more in the sentences. Here every figure stands once:

    >>> run.series_of("three_public", entity="某局", stage="budget")  # doctest: +SKIP

``ORIGIN`` says how a figure is known: ``printed`` (in a table, as a blank of a table with figures, or in a sentence of
the year's own document), ``derived`` (added up from printed parts: personnel = 301 + 303) or ``implied`` (told by a
document of another year). A figure that is refuted never enters, stages never mix, and a department and its head
office are two organisations (“某局” and “某局（单位）”).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from analyzer.errors import UsageError
from analyzer.panel.schema import conform
from analyzer.series.entities import named
from analyzer.series.precedence import gathered
from analyzer.series.sources import SERIES

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "ORIGIN", "SERIES", "build", "empty", "select"]

COLUMNS: Final = ("entity", "year", "stage", "series", "amount_wan", "origin", "document", "page")
ORIGIN: Final = ("printed", "derived", "implied")
STAGES: Final = ("budget", "initial_budget", "full_year_budget", "execution", "final")


def empty() -> pd.DataFrame:
    """The frame without rows."""
    return _frame([])


def build(panel: pd.DataFrame) -> pd.DataFrame:
    """The headline series of a panel, in 万元: one row a series, entity, year and stage, in that order of sorting.

    Columns as in ``COLUMNS``; ``page`` is empty for text formats. A panel of an older version is read as far as its
    columns go; one without figures gives no rows.
    """
    found = _one_scope([row for key, rows in named(conform(panel)) for row in gathered(key, rows)])
    order = {name: n for n, name in enumerate(SERIES)}
    stages = {name: n for n, name in enumerate(STAGES)}
    found.sort(key=lambda row: (row["entity"], order[row["series"]], stages.get(row["stage"], 9), row["year"]))
    return _frame(found)


def _one_scope(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of the best scope of money that a line has: years told in a narrower one would draw a false trend."""
    best: dict[tuple[str, str, str], int] = {}
    for row in rows:
        line = row["entity"], row["stage"], row["series"]
        best[line] = min(best.get(line, row["tier"]), row["tier"])
    return [row for row in rows if row["tier"] == best[row["entity"], row["stage"], row["series"]]]


def _frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    table = pd.DataFrame(list(rows), columns=list(COLUMNS))
    kinds = {"year": "int64", "amount_wan": "float64", "page": "Int64"}
    return table.astype({name: kinds.get(name, "str") for name in COLUMNS})


def select(
    table: pd.DataFrame,
    names: str | Iterable[str] | None = None,
    *,
    entity: str | None = None,
    years: int | Iterable[int] | None = None,
    stage: str | None = None,
) -> pd.DataFrame:
    """The rows of these series, of one entity, of these years and of one stage; each left out means all of them.

    ``entity`` is a name or an unmistakable part of one. Raises UsageError for a series, an entity or a stage that the
    table does not have, naming near ones.
    """
    wanted = [names] if isinstance(names, str) else list(SERIES if names is None else names)
    for name in wanted:
        if name not in SERIES:
            raise UsageError(f"no series is called {name!r}{_near(name, SERIES)}; there are {', '.join(SERIES)}")
    rows = table[table["series"].isin(wanted)]
    if entity is not None:
        rows = rows[rows["entity"] == entity_of(table, entity)]
    if stage is not None:
        if stage not in STAGES:
            raise UsageError(f"no stage is called {stage!r}{_near(stage, STAGES)}; there are {', '.join(STAGES)}")
        rows = rows[rows["stage"] == stage]
    if years is not None:
        rows = rows[rows["year"].isin([years] if isinstance(years, int) else list(years))]
    return rows.reset_index(drop=True)


def entity_of(table: pd.DataFrame, entity: str) -> str:
    """The one entity of the table with this name, or with this part in its name. Raises UsageError."""
    known: list[str] = sorted(set(table["entity"]))
    if entity in known:
        return entity
    part = [name for name in known if entity and entity in name]
    if len(part) == 1:
        return part[0]
    if part:
        raise UsageError(f"{entity!r} may be {', '.join(part[:5])}; give the whole name")
    raise UsageError(f"no figures of {entity!r}{_near(entity, known)}; there are {', '.join(known[:5]) or 'none'}")


def _near(name: str, known: Iterable[str]) -> str:
    near = get_close_matches(name, list(known), n=3, cutoff=0.5)
    return f"; did you mean {' or '.join(near)}?" if near else ""
