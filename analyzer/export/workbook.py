"""The Excel workbook: findings, claims, changes and panel, ready to filter. No formula, no link, no date of making."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from analyzer.results.outcome import Results

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MOST_ROWS: Final = 1_048_575
"""Rows that a sheet can hold below its head."""
MOST_TEXT: Final = 32_767
MADE: Final = datetime(2000, 1, 1)
"""Stands where Excel keeps the time of making, so that two runs give the same bytes."""

Column = tuple[str, str, int]
"""Key of the record, title, width in characters."""


def workbook(results: Results, words: Mapping[str, str], lang: str) -> bytes:
    """The workbook as bytes; ``words`` gives titles by key (see `analyzer.report.language`)."""
    return book_of(sheets(results, words, lang), words)


class Rows(list[dict[str, Any]]):
    """The first rows of a sheet that is too long; the others are counted."""

    left_out = 0


Sheet = tuple[str, list[Column], list[dict[str, Any]]]
"""Name, columns and rows."""


def book_of(sheets: Sequence[Sheet], words: Mapping[str, str]) -> bytes:
    """A workbook of these sheets as bytes."""
    import xlsxwriter

    buffer = io.BytesIO()
    # Texts of documents may begin with “=” or “http:”: they stay texts.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        book.set_properties({"created": MADE, "title": words["title"]})
        for name, columns, rows in sheets:
            _sheet(book, name, columns, rows, words)
    return buffer.getvalue()


def sheets(results: Results, words: Mapping[str, str], lang: str) -> list[Sheet]:
    """Every sheet of the results."""
    from analyzer.export.printing import frame_records

    rows: list[list[dict[str, Any]]] = [
        [finding_row(row, words, lang) for row in results.finding_records],
        [claim_row(row, words) for row in results.claim_records],
        frame_records(results.changes[[*CHANGES, "concept"]]),
        [anomaly_row(row, words, lang) for row in frame_records(results.anomalies)],
        frame_records(results.panel[[*PANEL, "concept"]]),
    ]
    return [(name, columns, own) for (name, columns), own in zip(heads(words), rows, strict=True)]


def heads(words: Mapping[str, str]) -> list[tuple[str, list[Column]]]:
    """The name and the columns of every sheet, in their order."""
    kinds = (
        ("findings", FINDINGS),
        ("claims", CLAIMS),
        ("changes", CHANGES),
        ("anomalies", ANOMALIES),
        ("panel", PANEL),
    )
    return [
        (words[f"sheet_{kind}"], [(key, words.get(f"column_{key}", key), width) for key, width in widths.items()])
        for kind, widths in kinds
    ]


FINDINGS: Final = {
    "severity": 8, "check": 22, "entity": 22, "year": 7, "document": 26, "place": 10, "message": 80, "figures": 28,
    "repair": 36, "places": 60, "id": 14,
}  # fmt: skip
CLAIMS: Final = {
    "verdict": 12, "kind": 10, "entity": 22, "document": 26, "page": 6, "line": 6, "subject": 26, "year": 7,
    "base_year": 8, "direction": 9, "value": 14, "unit": 8, "computed": 14, "text": 60, "places": 60,
}  # fmt: skip
CHANGES: Final = {
    "entity": 22, "year": 7, "stage": 10, "statement": 22, "side": 10, "row": 26, "code": 10, "measure": 18,
    "amount_wan": 14, "base_year": 8, "absolute_wan": 14, "percent": 10, "status": 14, "contribution": 12,
    "contribution_total": 12, "document": 26,
}  # fmt: skip
ANOMALIES: Final = {
    "rank": 6, "kind": 22, "entity": 22, "year": 7, "stage": 10, "label": 26, "code": 10, "base_wan": 14,
    "amount_wan": 14, "percent": 10, "budget_wan": 14, "final_wan": 14, "peers": 7, "peer_median": 12, "peer_low": 12,
    "peer_high": 12, "share": 10, "stake_wan": 14, "question": 80, "reason": 40, "reason_verdict": 12, "document": 26,
    "page": 6,
}  # fmt: skip
PANEL: Final = {
    "entity": 22, "entity_code": 10, "scope": 10, "year": 7, "stage": 10, "statement": 22, "side": 10, "row": 26,
    "item": 22, "code": 10, "measure": 18, "fund": 16, "amount_wan": 14, "value": 14, "unit": 8, "origin": 9,
    "document": 26, "page": 6, "line": 6, "table": 30, "column": 24, "text": 14,
}  # fmt: skip


def finding_row(row: Mapping[str, Any], words: Mapping[str, str], lang: str) -> dict[str, Any]:
    """A finding for people: message in one language, places and proposals as text."""
    return {
        **row,
        "severity": words[row["severity"]],
        "message": row["message"][lang],
        "place": place(row, words),
        "figures": "  ".join(row["figures"]),
        "repair": "\n".join(f"{r['printed']} → {r['proposed']}" for r in row["repair"]),
        "places": "\n".join(source_text(s, words) for s in row["sources"]),
    }


def claim_row(row: Mapping[str, Any], words: Mapping[str, str]) -> dict[str, Any]:
    """A claim for people."""
    places = "\n".join(source_text(s, words) for s in row["sources"])
    number = float(row["value"]) if row["value"] is not None else None
    return {**row, "verdict": words[row["verdict"]], "value": number, "places": places}


def anomaly_row(row: Mapping[str, Any], words: Mapping[str, str], lang: str) -> dict[str, Any]:
    """An anomaly for people: kind and question in one language."""
    from analyzer.anomalies import KINDS

    at = 0 if lang == "zh" else 1
    verdict = words.get(row["reason_verdict"], "")
    question = row["question" if lang == "zh" else "question_en"]
    return {**row, "kind": KINDS[row["kind"]][at], "stage": words.get(row["stage"], row["stage"]), "question": question,
            "reason_verdict": verdict}  # fmt: skip


def place(row: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """“第 3 页” or “第 381 行”; empty where neither is known."""
    if row.get("page"):
        return words["at_page"].format(row["page"])
    return words["at_line"].format(row["line"]) if row.get("line") else ""


def source_text(source: Mapping[str, Any], words: Mapping[str, str]) -> str:
    """A place and what is printed there, in one line."""
    parts = [place(source, words), source.get("table"), source.get("row"), source.get("column")]
    return " · ".join(part for part in parts if part) + f" 「{source['text']}」"


# ---- writing ---------------------------------------------------------------------------------------------------------


def _sheet(
    book: Workbook, name: str, columns: Sequence[Column], rows: Sequence[Mapping[str, Any]], words: Mapping[str, str]
) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#1d3f5e", "font_color": "#ffffff", "valign": "vcenter"})
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    money = book.add_format({"num_format": "#,##0.00", "valign": "top"})
    plain = book.add_format({"valign": "top"})
    for at, (_, title, width) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, head)
    shown = rows[:MOST_ROWS]
    left_out = len(rows) - len(shown) + (rows.left_out if isinstance(rows, Rows) else 0)
    for down, row in enumerate(shown, start=1):
        for at, (key, _, width) in enumerate(columns):
            _cell(sheet, down, at, row.get(key), money if key in MONEY else wrap if width >= 36 else plain)
    sheet.freeze_panes(1, 0)
    if shown:
        sheet.autofilter(0, 0, len(shown), len(columns) - 1)
        _coloured(book, sheet, columns, len(shown), words)
    if left_out:
        sheet.write_string(0, len(columns), words["more_rows"].format(left_out), head)


MONEY: Final = frozenset(
    {
        "base_wan",
        "budget_wan",
        "final_wan",
        "stake_wan",
        "share",
        "peer_median",
        "peer_low",
        "peer_high",
        "amount_wan",
        "absolute_wan",
        "percent",
        "contribution",
        "contribution_total",
    }
)


def _cell(sheet: Worksheet, down: int, at: int, value: Any, style: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, bool) or not isinstance(value, int | float):
        sheet.write_string(down, at, str(value)[:MOST_TEXT], style)
    else:
        sheet.write_number(down, at, value, style)


def _coloured(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], count: int, words: Mapping[str, str]
) -> None:
    """Colour the severity or verdict, so that a glance down the column finds what matters."""
    for at, (key, _, _) in enumerate(columns):
        for word, colour in COLOURS.get(key, {}).items():
            style = book.add_format({"bg_color": colour})
            rule = {"type": "cell", "criteria": "==", "value": f'"{words[word]}"', "format": style}
            sheet.conditional_format(1, at, count, at, rule)


COLOURS: Final = {
    "severity": {"error": "#f4c7c3", "warning": "#fce8b2", "note": "#e3edf7"},
    "verdict": {
        "refuted": "#f4c7c3",
        "confirmed": "#d5ead8",
        "rounding": "#e4f2e0",
        "unverifiable": "#eeeeee",
        "consistent": "#e8f0fe",
        "doubtful": "#fdecc8",
    },
}
