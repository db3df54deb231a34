"""Which rows of the panel are one organisation's: a department and its head office of one name are two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from analyzer.concepts.headlines import TOLD, TOTALS
from analyzer.concepts.statements import LOOSE_BY_ECONOMIC, OF_BASIC

if TYPE_CHECKING:
    import pandas as pd

Row: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[str, int, str]
"""Name of the organisation as the series give it, year, stage."""
CONCEPTS: Final = TOLD | TOTALS | {"fiscal_basic", "fiscal_project", "general_public_basic", "general_public_project"}
AGENCY: Final = r"机关运行"
SCOPES: Final = {"department": "（部门）", "unit": "（单位）"}
_COLUMNS: Final = ("entity", "scope", "year", "stage", "statement", "item", "code", "measure", "concept", "amount_fen",
                   "quantum_fen", "origin", "verdict", "document", "document_year", "document_stage", "page", "table",
                   "column", "row")  # fmt: skip


def named(panel: pd.DataFrame) -> Iterator[tuple[Key, list[Row]]]:
    """The rows that may speak for a series, by organisation, year and stage.

    Where a document does not tell whose it is, its name stands for the organisation: two such documents do not mix.
    """
    rows = _relevant(panel)
    groups: dict[Key, list[Row]] = {}
    names = names_of(rows)
    for values in zip(*(_values(rows[name]) for name in _COLUMNS), strict=True):
        row = dict(zip(_COLUMNS, values, strict=True))
        key = (names[row["entity"], row["scope"]], int(row["year"]), row["stage"])
        groups.setdefault(key, []).append(row)
    yield from groups.items()


def _values(column: pd.Series) -> list[Any]:
    """The values of a column, None for what is missing."""
    return [None if missing else value for value, missing in zip(column.astype(object), column.isna(), strict=True)]


def _relevant(panel: pd.DataFrame) -> pd.DataFrame:
    known = panel["concept"].isin(CONCEPTS) | panel["item"].isin(TOLD)
    basic = panel["statement"].isin(OF_BASIC) & ((panel["code"] != "") | (panel["item"] == "total"))
    classes = panel["statement"].isin(LOOSE_BY_ECONOMIC) & panel["code"].str.match(r"^3\d\d(\d\d)?$")
    spoken = panel["item"].isin(["total", "合计"]) & panel["measure"].isin(["personnel", "operating"])
    agency = panel["statement"].isin(LOOSE_BY_ECONOMIC) & panel["item"].isin(["total", "合计"])
    some = (known | basic | classes | spoken | agency) & panel["year"].notna()
    rows = panel[some.to_numpy(dtype=bool)]
    return rows.assign(entity=rows["entity"].where(rows["entity"] != "", rows["document"]))


def names_of(rows: pd.DataFrame) -> dict[tuple[str, str], str]:
    """(entity, scope) → its name in the series: the scope with most years bears the plain name, a department before a
    unit; a document that does not tell its scope is of the only known one."""
    years: dict[str, dict[str, set[int]]] = {}
    for entity, scope, year in zip(*(_values(rows[name]) for name in ("entity", "scope", "year")), strict=True):
        known = years.setdefault(entity, {}).setdefault(scope, set())
        if year is not None:  # a document that does not tell its year counts for none
            known.add(int(year))
    found: dict[tuple[str, str], str] = {}
    for entity, scopes in years.items():
        told = [scope for scope in scopes if scope]
        main = max(told, key=lambda s: (len(scopes[s]), s == "department"), default="")
        for scope in scopes:
            own = scope in ("", main)
            found[entity, scope] = entity if own else entity + SCOPES.get(scope, f"（{scope}）")
    return found
