"""Changes from year to year: what changed, by how much, and what made the change.

Joined on (entity, statement, side, item, measure, stage, year − 1), never on the row above. Amounts are exact integers
in 分; percents and shares are floats for reading, no verdict is made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from analyzer.changes.folding import fold
from analyzer.changes.prior import prior_year
from analyzer.changes.statuses import STATUSES as STATUS

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["STATUS", "changes", "decomposition", "fold", "prior_year"]


def changes(
    panel: pd.DataFrame,
    *,
    deflator: Mapping[int, float] | None = None,
    concordance: Mapping[tuple[str, int], str] | None = None,
) -> pd.DataFrame:
    """Year-over-year changes of every figure of the panel.

    Columns: the key of the panel, ``amount_fen``, ``base_year``, ``base_fen``, ``base_stage_used``, ``base_origin``,
    ``absolute_fen``, ``absolute_wan``, ``percent``, ``status``; ``parent`` (statement/item/measure of the line
    this is a
    part of), ``contribution`` (share of the parent's change, %), ``contribution_points`` (in points of the parent's
    percent), ``contribution_total`` (share of the change of the topmost parent, %); ``restated_fen`` (what another
    document says of the base), ``cagr`` and ``cagr_from``, ``completion`` and ``completion_of`` (final accounts in
    percent
    of which stage's budget). With ``deflator`` (price index by year) also ``percent_real`` and ``absolute_real_wan``
    (both in prices of the year). ``concordance`` tells (code, first year under it) → the code before;
    without it the code books' own moves are used (``panel.concordance()``), with ``{}`` none.
    """
    from analyzer.changes.table import assemble

    return assemble(panel, deflator=deflator, concordance=concordance)


def decomposition(changed: pd.DataFrame, row: Any) -> pd.DataFrame:
    """The parts of one change: the rows of ``changes`` whose parent is this row, greatest first.

    ``row`` is a row (Series) of the same frame. The parts sum to the whole where the document names them all.
    """
    own = "/".join((row["statement"], row["side"], row["code"] or row["item"], row["measure"]))
    same = changed["parent"].eq(own)
    for name in ("entity", "scope", "stage", "year"):
        if name in changed:
            same &= changed[name].eq(row[name])
    parts = changed[same]
    return parts.loc[parts["absolute_fen"].abs().sort_values(ascending=False, kind="stable").index]
