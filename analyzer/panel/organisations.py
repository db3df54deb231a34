"""Units through the years: which appear and vanish, and one series for units that were merged or divided."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from analyzer.amounts import plain
from analyzer.errors import UsageError
from analyzer.panel.schema import KEY, conform

if TYPE_CHECKING:
    import pandas as pd

COMBINED = "combined"
"""Origin of a figure that is the sum of several units' figures."""


def lifespans(panel: pd.DataFrame) -> pd.DataFrame:
    """The years of each unit, and the units that may have followed or preceded it.

    Columns: ``entity``, ``scope``, ``region``, ``first``, ``last``, ``missing`` (years between without a document), and
    ``perhaps`` (units with the same code, or of the same region, whose years begin just after this one's end). Whether
    a unit really became another is the user's to say; ``combine`` then makes them one series.
    """
    import pandas as pd

    own = panel[panel["document_year"].notna() & (panel["entity"] != "")]
    names = ["entity", "scope", "region", "entity_code"]
    spans = own.groupby(names, sort=True)["document_year"].agg(["min", "max", "nunique"]).reset_index()
    spans = spans.rename(columns={"min": "first", "max": "last"})
    spans["missing"] = spans["last"] - spans["first"] + 1 - spans["nunique"]
    perhaps = ["、".join(_followers(spans, n)) for n in range(len(spans))]
    table = spans.assign(perhaps=perhaps)
    return pd.DataFrame(table[["entity", "scope", "region", "first", "last", "missing", "perhaps"]])


def _followers(spans: pd.DataFrame, n: int) -> list[str]:
    unit = spans.iloc[n]
    coded = spans["entity_code"].eq(unit["entity_code"]) & spans["entity_code"].ne("")
    near = spans["region"].eq(unit["region"]) & spans["region"].ne("")
    after = spans["first"].eq(unit["last"] + 1) & spans["entity"].ne(unit["entity"])
    return [str(name) for name in spans.loc[after & (coded | near), "entity"]]


def combine(panel: pd.DataFrame, successors: Mapping[str, str]) -> pd.DataFrame:
    """The panel with the units named in ``successors`` (unit → the unit it belongs to) as one series a successor.

    Where several of them print the same line of a year, their amounts are added: the sum has the origin ``combined``,
    the precision of its parts together, and its documents joined by “+”. A line that only some print is the sum of
    those. What a document of one of several tells of other years, or only in its sentences, is no figure of the whole
    and is left out. To follow a unit that was divided, name its parts.

    Raises UsageError for a unit the panel does not have.
    """
    import pandas as pd

    missing = sorted(set(successors) - set(panel["entity"]))
    if missing:
        raise UsageError(f"the panel has no unit named {', '.join(missing)}; see panel.lifespans for its units")
    renamed = panel.assign(unit=panel["entity"], entity=panel["entity"].replace(dict(successors)))
    parts = renamed.groupby(["entity", "document_year"], dropna=False)["unit"].transform("nunique")
    alone = renamed[(parts <= 1).to_numpy(dtype=bool)]
    beside = renamed[(parts > 1).to_numpy(dtype=bool)]
    own = (beside["document_year"] == beside["year"]) & beside["origin"].isin(["printed", "ocr", COMBINED])
    printed = beside[(own & beside["amount_fen"].notna()).fillna(False).to_numpy(dtype=bool)]
    several = (printed.groupby(_FIGURE, dropna=False)["unit"].transform("nunique") > 1).to_numpy(dtype=bool)
    return conform(pd.concat([alone, printed[~several], _sums(printed[several])], ignore_index=True))


_FIGURE = [*KEY, "year"]


def _sums(part: pd.DataFrame) -> pd.DataFrame:
    if not len(part):
        return part
    groups = part.groupby(_FIGURE, dropna=False, sort=False)
    whole = part.drop_duplicates(_FIGURE).copy()
    for name in ("amount_fen", "quantum_fen"):
        whole[name] = groups[name].transform("sum").loc[whole.index]
    whole["document"] = groups["document"].transform("+".join).loc[whole.index]
    whole["amount_yuan"] = [plain(Decimal(int(fen)).scaleb(-2)) for fen in whole["amount_fen"]]
    whole["amount_wan"] = whole["amount_fen"].astype("float64") / 1_000_000
    blank = dict.fromkeys(("value", "unit", "text", "row", "column"), "")
    return whole.assign(origin=COMBINED, entity_code="", page=None, line=None, **blank)
