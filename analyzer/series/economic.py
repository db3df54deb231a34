"""Personnel, operating, meetings and training from the codes of the basic-expenditure table."""

from __future__ import annotations

from collections.abc import Mapping

from analyzer.concepts.statements import LOOSE_BY_ECONOMIC, is_basic
from analyzer.series.entities import Row
from analyzer.series.figure import Figure
from analyzer.series.sources import PERSONNEL

WHOLE = ("total", "amount")
GENERAL = "一般公共预算"


def by_code(name: str, code: str, rows: list[Row], found: dict[str, Figure]) -> None:
    """Put the figure of a 款 of the basic-expenditure table into ``found``; of basic expenditure only, so tier 1."""
    fit = [row for row in rows if code and is_basic(row["statement"]) and row["code"] == code]
    fit = [row for row in fit if row["measure"] in WHOLE]
    if fit and len({int(row["amount_fen"]) for row in fit}) == 1:
        found[name] = Figure(fen=int(fit[0]["amount_fen"]), origin="printed", tier=1, row=fit[0])


def derived(rows: list[Row], found: Mapping[str, Figure]) -> dict[str, Figure]:
    """Personnel (301 + 303) and operating (all other classes) of the basic-expenditure table.

    Only where the classes make up the table's printed total, if it prints one: a class that was not read, or that is
    none of the economic classification, would make both wrong.
    """
    if "personnel" in found and "operating" in found:
        return {}
    table = _table(rows, found.get("basic"))
    classes = _classes(table)
    total = next((row for row in table if row["item"] == "total" and row["measure"] in WHOLE), None)
    if not classes or (total is None and not {"301", "302"} <= classes.keys()):
        return {}
    parts = {
        "personnel": [row for code, group in classes.items() if code in PERSONNEL for row in group],
        "operating": [row for code, group in classes.items() if code not in PERSONNEL for row in group],
    }
    every = [row for group in parts.values() for row in group]
    slack = sum(int(row["quantum_fen"]) for row in every)
    if total is not None and abs(int(total["amount_fen"]) - _sum(every)) > slack + int(total["quantum_fen"]):
        return {}
    return {
        name: Figure(fen=_sum(group), origin="derived", tier=0, row=group[0])
        for name, group in parts.items()
        if group and name not in found
    }


def _table(rows: list[Row], basic: Figure | None) -> list[Row]:
    """The rows of one basic-expenditure table: of the general public budget where there are several.

    A table whose title says nothing (“公开表六”) counts as one where it has the classes and its total is the basic
    expenditure printed elsewhere.
    """
    tables: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        if row["measure"] in WHOLE:
            tables.setdefault((row["statement"], row["document"], row["table"]), []).append(row)
    own = [table for (statement, _, _), table in tables.items() if is_basic(statement)]
    loose = (table for (statement, _, _), table in tables.items() if statement in LOOSE_BY_ECONOMIC)
    other = [table for table in loose if _is_basic(table, basic)]
    return max(own or other, key=lambda t: (GENERAL in t[0]["table"], len(t)), default=[])


def _is_basic(table: list[Row], basic: Figure | None) -> bool:
    total = next((row for row in table if row["item"] == "total"), None)
    if total is None or basic is None or abs(int(total["amount_fen"]) - basic.fen) > int(total["quantum_fen"]):
        return False
    return {"301", "302"} <= {row["code"] for row in table}


def _classes(table: list[Row]) -> dict[str, list[Row]]:
    """The figures of each economic class: its own row, else those of its 款."""
    classes: dict[str, list[Row]] = {}
    for row in table:
        if len(row["code"]) == 3 and row["code"].startswith("3"):
            classes.setdefault(row["code"], [row])
    for row in table:
        code = row["code"]
        if len(code) == 5 and code.startswith("3") and not any(len(r["code"]) == 3 for r in classes.get(code[:3], ())):
            classes.setdefault(code[:3], []).append(row)
    return classes


def _sum(rows: list[Row]) -> int:
    return sum(int(row["amount_fen"]) for row in rows)
