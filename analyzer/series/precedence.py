"""The figures of one organisation, year and stage: printed before derived, derived before told, told before implied."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final

from analyzer.concepts.headlines import concept_of
from analyzer.concepts.statements import is_public
from analyzer.panel.blanks import BLANK
from analyzer.series import economic
from analyzer.series.entities import AGENCY, Key, Row
from analyzer.series.figure import Figure
from analyzer.series.sources import CODES, PARTS, SERIES, Speaker

WHOLE: Final = frozenset({"total", "amount", "current_subtotal"})
PRINTED: Final = frozenset({"printed", "ocr", "combined"})
BARRED: Final = frozenset({"refuted", "doubtful"})
"""Verdicts under which a figure of a sentence enters nothing."""


def gathered(key: Key, rows: list[Row]) -> Iterator[dict[str, Any]]:
    """The rows of the series for one organisation, year and stage."""
    entity, year, stage = key
    for name, figure in figures(rows, year, stage).items():
        yield {
            "entity": entity, "year": year, "stage": stage, "series": name, "amount_wan": figure.fen / 1_000_000,
            "origin": figure.origin, "document": figure.row["document"], "page": figure.row["page"],
            "tier": figure.tier,
        }  # fmt: skip


def figures(rows: list[Row], year: int, stage: str) -> dict[str, Figure]:
    """The figure of each series that is known, by series."""
    own = [row for row in rows if _own(row, year, stage)]
    told = [row for row in rows if not _own(row, year, stage)]
    found: dict[str, Figure] = {}
    for group, origin in ((own, "printed"), (told, "printed")):
        printed = [row for row in group if row["origin"] in PRINTED and row["amount_fen"] is not None]
        _keep(found, _printed(printed))
        _keep(found, economic.derived(printed, found))
        _keep(found, _blanks(group, found))
        _keep(found, _added(found))
        _keep(found, _stated([row for row in group if row["origin"] == "stated"], origin))
    _keep(found, _stated([row for row in rows if row["origin"] == "implied"], "implied"))
    _keep(found, _added(found))
    return {name: found[name] for name in SERIES if name in found}


def _own(row: Row, year: int, stage: str) -> bool:
    """Whether the document that tells the figure is that year's own of that stage."""
    when, what = row["document_year"], row["document_stage"]
    return (when is None or int(when) == year) and what in ("", stage)


def _keep(found: dict[str, Figure], more: dict[str, Figure]) -> None:
    for name, figure in more.items():
        found.setdefault(name, figure)


def _printed(rows: list[Row]) -> dict[str, Figure]:
    by_concept: dict[str, list[Row]] = {}
    for row in rows:
        by_concept.setdefault(named(row), []).append(row)
    found = {}
    for name, places in SERIES.items():
        for place in places:
            fit = [row for row in by_concept.get(place.concept, ()) if _fits(row, place)]
            fit = _public(fit, by_concept) if name == "three_public" else fit
            if fit:
                row = agreed(fit, place)
                found[name] = Figure(fen=int(row["amount_fen"]), origin="printed", tier=place.tier, row=row)
                break
        else:
            economic.by_code(name, CODES.get(name, ""), rows, found)
    return found


def named(row: Row) -> str:
    """The headline concept of a row: its own, else the one that its item, header or table tells."""
    if row["concept"]:
        return str(row["concept"])
    if is_public(row["statement"]) and row["measure"] in (*WHOLE, row["item"]):
        return concept_of(str(row["item"])) or str(row["item"])
    if row["item"] in ("total", "合计") and not row["code"]:
        if row["measure"] in ("personnel", "operating"):
            return str(row["measure"])
        if AGENCY in row["table"] or AGENCY in row["column"]:
            return "agency_operating"
    return ""


def _fits(row: Row, place: Speaker) -> bool:
    return not place.statements or row["statement"] in place.statements


def agreed(rows: list[Row], place: Speaker) -> Row:
    """The row most others agree with; where none has a majority, that of the statement that speaks for it best."""
    votes = Counter(int(row["amount_fen"]) for row in rows)
    order = {name: n for n, name in enumerate(place.statements)}
    return min(rows, key=lambda row: (-votes[int(row["amount_fen"])], order.get(row["statement"], len(order))))


def _public(rows: list[Row], beside: dict[str, list[Row]]) -> list[Row]:
    """The rows that are the three public expenses: a 合计 that also holds meetings and training is not."""
    if not any(beside.get(name) for name in ("meeting", "training")):
        return rows
    parts = [beside[name][0] for name in PARTS["three_public"] if beside.get(name)]
    more = [beside[name][0] for name in ("meeting", "training") if beside.get(name)]
    low = sum(int(row["amount_fen"]) for row in parts)
    wide = low + sum(int(row["amount_fen"]) for row in more)
    slack = sum(int(row["quantum_fen"]) for row in (*parts, *more))
    return [row for row in rows if low == wide or abs(int(row["amount_fen"]) - wide) > slack]


def _blanks(rows: list[Row], found: dict[str, Figure]) -> dict[str, Figure]:
    """Zero for the blank items of a 三公 table whose printed figures add up without them."""
    made = {}
    for row in rows:
        name = str(row["concept"])
        if row["origin"] != BLANK or name not in SERIES or name in found:
            continue
        whole = next((w for w, parts in PARTS.items() if name in parts), "")
        if whole and whole in found and not _complete(whole, found):
            continue
        if any(figure.row["document"] == row["document"] for figure in found.values()):
            made[name] = Figure(fen=0, origin="printed", tier=0, row=row)
    return made


def _complete(whole: str, found: dict[str, Figure]) -> bool:
    """Whether the parts that are known make up the whole, so that those left blank are nothing."""
    parts = [found[name] for name in PARTS[whole] if name in found]
    slack = sum(int(figure.row["quantum_fen"] or 0) for figure in (*parts, found[whole]))
    return abs(found[whole].fen - sum(figure.fen for figure in parts)) <= slack


def _added(found: dict[str, Figure]) -> dict[str, Figure]:
    """Wholes that are not printed, added up from their parts."""
    made = dict[str, Figure]()
    for whole, names in PARTS.items():
        parts = [{**found, **made}.get(name) for name in names]
        if whole in found or None in parts:
            continue
        known = [figure for figure in parts if figure is not None]
        origin = "implied" if any(figure.origin == "implied" for figure in known) else "derived"
        made[whole] = Figure(fen=sum(f.fen for f in known), origin=origin, tier=0, row=known[-1].row)
    return made


def _stated(rows: Iterable[Row], origin: str) -> dict[str, Figure]:
    """What the sentences tell, where all that tell it agree and none of them is refuted or in doubt."""
    by_series: dict[str, list[tuple[int, Row]]] = {}
    for row in rows:
        for name, places in SERIES.items():
            tiers = [place.tier for place in places if place.concept == row["concept"] and _fits_told(row, place)]
            if tiers and row["amount_fen"] is not None:
                by_series.setdefault(name, []).append((tiers[0], row))
    found = {}
    for name, told in by_series.items():
        good = [(tier, row) for tier, row in told if row["verdict"] not in BARRED]
        if good and len({int(row["amount_fen"]) for _, row in good}) == 1:
            tier, row = good[0]
            found[name] = Figure(fen=int(row["amount_fen"]), origin=origin, tier=tier, row=row)
    return found


def _fits_told(row: Row, place: Speaker) -> bool:
    return _fits(row, place) or row["statement"] in ("narrative", "")
