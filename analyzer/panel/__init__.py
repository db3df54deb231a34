"""The panel: many disclosures as one tidy table, a row a figure, with exact amounts and their sources.

``build`` makes it from a corpus, ``save`` and ``load`` keep it as Parquet and CSV with a Data Package, ``join`` lets it
grow year by year, ``conflicts`` shows where documents disagree, ``concordance`` and ``unknown`` tell of codes over
time, ``lifespans`` and ``combine`` of units that merge or are divided. The columns stand in ``schema.COLUMNS``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol

from analyzer.concepts.statements import LISTS
from analyzer.model import Corpus, Verdict
from analyzer.panel import schema
from analyzer.panel.blanks import blank_rows
from analyzer.panel.implied import count_rows, implied_rows
from analyzer.panel.organisations import combine, lifespans
from analyzer.panel.printed import rows_of
from analyzer.panel.recodings import concordance, unknown
from analyzer.panel.schema import COLUMNS, KEY, NAMES, VERSION
from analyzer.panel.storage import descriptor, join, load, save

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

__all__ = ["COLUMNS", "KEY", "NAMES", "VERSION", "build", "combine", "concordance", "conflicts", "descriptor",
           "implied", "join", "lifespans", "load", "save", "unknown"]  # fmt: skip


class Judged(Protocol):
    """What the panel wants to know of a judgement: the verdicts on the claims."""

    @property
    def verdicts(self) -> Sequence[Verdict]: ...


def build(corpus: Corpus, judgement: Judged | None = None) -> pd.DataFrame:
    """The panel of a corpus: a row a printed figure, then the figures its sentences state or imply.

    With a judgement the rows of origin ``stated`` and ``implied`` carry the verdict on their claim; a figure
    implied by a
    refuted claim stays visible, and is told by it.
    """
    verdicts = _verdicts(judgement)
    rows = [row for reading in corpus.readings for row in rows_of(reading)]
    for reading in corpus.readings:
        rows += [*implied_rows(reading, verdicts), *count_rows(reading, verdicts), *blank_rows(reading)]
    return schema.frame(rows)


def implied(corpus: Corpus, judgement: Judged | None = None) -> pd.DataFrame:
    """Only what sentences state or imply beyond the tables (origin stated, implied or claimed)."""
    verdicts = _verdicts(judgement)
    return schema.frame([row for reading in corpus.readings for row in implied_rows(reading, verdicts)])


def _verdicts(judgement: Judged | None) -> Mapping[str, str]:
    return {verdict.claim: verdict.kind for verdict in judgement.verdicts} if judgement else {}


def conflicts(panel: pd.DataFrame) -> pd.DataFrame:
    """The rows that give one figure (same key, year and stage) different amounts, beyond what rounding explains.

    Rows of different origin or documents are all kept, in the order of the panel; ``group`` numbers the figure.
    Lists whose rows have no key of their own (targets, procurement) cannot conflict.
    """
    keyed = ~panel["statement"].isin(list(LISTS))
    money = panel[panel["amount_fen"].notna() & panel["year"].notna() & keyed]
    names = [*KEY, "year"]
    groups = money.groupby(names, sort=False, dropna=False)
    low = (
        (2 * money["amount_fen"] - money["quantum_fen"])
        .groupby([money[n] for n in names], dropna=False)
        .transform("max")
    )
    high = (
        (2 * money["amount_fen"] + money["quantum_fen"])
        .groupby([money[n] for n in names], dropna=False)
        .transform("min")
    )
    found = money.assign(group=groups.ngroup())[(low > high).to_numpy(dtype=bool)]
    return found.sort_values("group", kind="stable")
