"""A part of a run folder: what one family gives, written alone and complete when its digest is there.

Parts lie in the work folder inside the target; merging puts them together (`merging`). A part is the same whoever
wrote it and whenever, so a run that was interrupted takes up the parts that are complete.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import msgspec

from analyzer.errors import AnalyzerError
from analyzer.model import Issue
from analyzer.pipeline.output.folder import save
from analyzer.report import Language, words
from analyzer.report.content.digest import Digest, digest
from analyzer.report.content.strips import copies
from analyzer.report.content.views import units
from analyzer.report.pages import unit_pages
from analyzer.results.outcome import Results
from analyzer.results.selection import ALL, Selection
from analyzer.series import SERIES

DIGEST: Final = "digest.json"
SHEETS: Final = "sheets.jsonl"
STEP: Final = "step"
LISTED: Final = 1000
"""Up to so many documents a run has its lists as JSON Lines and CSV; beyond, as Parquet parts in folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How a run is written. ``large`` runs keep no list that nobody could open; ``earlier`` are saved panels;
    ``chosen`` says which findings are told, where they are not yet parted."""

    lang: Language = "zh"
    png: bool = False
    figures: bool = True
    annotate: bool = False
    large: bool = False
    earlier: tuple[Path, ...] = ()
    chosen: Selection = ALL


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an organisation of a family stands in the run: the name of its page, and what its figures end in."""

    slug: str
    tail: str = ""


Step = Callable[[str], None]
"""Told what is about to be done, so that whoever finds the worker dead knows what it died of."""


def write_part(
    results: Results, places: Mapping[str, Place], plan: Plan, folder: Path, *, figures: bool = True,
    step: Step = lambda name: None,
) -> Digest:  # fmt: skip
    """Write the part of one family into ``folder``; ``places`` are by organisation. Figures that fail become issues."""
    from analyzer.export import json_lines, save_columns, save_data, sheets

    folder.mkdir(parents=True, exist_ok=True)
    step("drawing")
    drawn, names, failed = _drawn(results, places, plan) if figures else ({}, {}, ())
    if failed:
        results = replace(results, judgement=replace(results.judgement, issues=(*results.judgement.issues, *failed)))
    step("writing")
    save(folder / "figures", drawn)
    save_data(results, folder / "data")
    if plan.large:
        save_columns(results, folder / "data")
    shown = units(results, names, {entity: place.slug for entity, place in places.items()})
    svgs = {name.removesuffix(".svg"): content for name, content in drawn.items() if name.endswith(".svg")}
    noted = copies(results.readings, results.all_findings, plan.lang) if plan.annotate else {}
    save(folder, noted)
    save(folder, unit_pages(results, shown, svgs, plan.lang, noted))
    rows: list[dict[str, Any]] = []
    for number, (_, columns, lines) in enumerate(sheets(results, words(plan.lang), plan.lang)):
        kept = _headlines(lines) if plan.large else lines
        rows += [{"sheet": number, "row": {key: line.get(key) for key, _, _ in columns}} for line in kept]
    save(folder, {SHEETS: json_lines(rows)})
    made = replace(digest(results, shown, plan.lang), rows=_rows(results))
    (folder / "new").write_bytes(msgspec.json.encode(made))
    (folder / "new").replace(folder / DIGEST)
    return made


def _headlines(lines: Sequence[Mapping[str, Any]]) -> Sequence[Mapping[str, Any]]:
    """Of the rows of panel and changes those of the headline series; of other sheets all."""
    if not lines or "concept" not in lines[0]:
        return lines
    return [line for line in lines if line["concept"] in _HEADLINES and not line.get("code")]


_HEADLINES: Final = frozenset({"expenditure", "current_expenditure", "income", "current_income", *SERIES})


def load_digest(folder: Path) -> Digest | None:
    """The digest of a complete part, None for one that is not."""
    try:
        return msgspec.json.decode((folder / DIGEST).read_bytes(), type=Digest)
    except (OSError, msgspec.MsgspecError):
        return None


def _rows(results: Results) -> dict[str, int]:
    return {"panel": len(results.panel), "changes": len(results.changes)}


def _drawn(
    results: Results, places: Mapping[str, Place], plan: Plan
) -> tuple[dict[str, bytes], dict[str, list[tuple[str, str]]], tuple[Issue, ...]]:
    """The figures of the family's organisations by file name, their (kind, name) by organisation, and what failed."""
    from analyzer.plots.series import entities

    known = entities(results.panel) if plan.figures else []
    files: dict[str, bytes] = {}
    names: dict[str, list[tuple[str, str]]] = {}
    failed: list[Issue] = []
    for entity, place in places.items():
        if entity not in known:
            continue
        try:
            own = _figures(results, entity, place, plan)
        except AnalyzerError:
            raise
        except Exception as error:  # a figure that cannot be drawn costs itself
            detail = f"the figures of {entity} could not be drawn ({type(error).__name__}: {str(error)[:200]})"
            failed += [
                Issue(code="figures-failed", document=reading.name, detail=" ".join(detail.split()))
                for reading in results.readings
                if reading.profile.entity == entity
            ]
            continue
        names[entity] = [(kind, name) for kind, name, _ in own]
        files |= {file: content for _, _, made in own for file, content in made.items()}
    return files, names, tuple(failed)


def _figures(results: Results, entity: str, place: Place, plan: Plan) -> list[tuple[str, str, dict[str, bytes]]]:
    from analyzer import plots

    kinds = ("svg", "png") if plan.png else ("svg",)
    made = plots.unit_figures(results.panel, entity, results.changes, lang=plan.lang)
    return [
        (kind, f"{kind}{place.tail}", {f"{kind}{place.tail}.{end}": plots.render(figure, end) for end in kinds})
        for kind, figure in made.items()
    ]
