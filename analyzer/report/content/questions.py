"""What the pages show of anomalies and headline series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from analyzer.anomalies import KINDS
from analyzer.anomalies.silence import silence as told
from analyzer.export.printing import frame_records
from analyzer.report.content.views import Unit
from analyzer.report.language import Language
from analyzer.results.outcome import Results
from analyzer.series import SERIES
from analyzer.series.sources import NAMES

if TYPE_CHECKING:
    import pandas as pd

YEARS: Final = 8
"""Years of a headline series on a page; all of them are in data/series.csv."""


def cards_of(anomalies: pd.DataFrame, lang: Language) -> list[dict[str, Any]]:
    """The anomalies as records, with their kind and question in one language."""
    at = 0 if lang == "zh" else 1
    return [
        {**row, "title": KINDS[row["kind"]][at], "ask": row["question" if lang == "zh" else "question_en"]}
        for row in frame_records(anomalies)
    ]


def silence(results: Results, unit: Unit, lang: Language) -> str:
    """Why a unit has no card."""
    panel, changed = results.panel, results.every_change
    names = {reading.name for reading in unit.readings}
    own = panel[panel["document"].isin(names)]
    rows = changed[changed["document"].isin(names)]
    return told(own, rows)[0 if lang == "zh" else 1]


def headlines(results: Results, unit: Unit, lang: Language) -> list[dict[str, Any]]:
    """The headline series of a unit: one table a name and stage, with its years and a row a series.

    A cell holds ``wan``, ``origin`` and the change on the year before in percent (None without one).
    """
    names = {reading.name for reading in unit.readings}
    table = results.series
    whose = table.loc[table["document"].isin(names), "entity"].unique()
    rows = table[table["entity"].isin(whose)]
    made = []
    for (entity, stage), group in rows.groupby(["entity", "stage"], sort=True, observed=True):
        years = sorted({int(year) for year in group["year"]})[-YEARS:]
        known = {(s, int(y)): (float(w), o) for s, y, w, o in
                 zip(group["series"], group["year"], group["amount_wan"], group["origin"], strict=True)}  # fmt: skip
        lines = [{"series": name, "name": NAMES[name][0 if lang == "zh" else 1],
                  "cells": [_cell(known, name, year) for year in years]}
                 for name in SERIES if any((name, year) in known for year in years)]  # fmt: skip
        made.append({"entity": entity, "stage": stage, "years": years, "lines": lines})
    return sorted(made, key=lambda series: series["entity"] != unit.entity)  # a department before its units


def _cell(known: dict[tuple[str, int], tuple[float, str]], name: str, year: int) -> dict[str, Any] | None:
    if (name, year) not in known:
        return None
    wan, origin = known[name, year]
    before = known.get((name, year - 1), (0.0, ""))[0]
    return {"wan": wan, "origin": origin, "percent": 100 * (wan / before - 1) if before else None}
