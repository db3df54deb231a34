"""The data of a run as files: JSON Lines, the panel with its descriptor, the changes, the Excel workbook.

The same results give the same bytes.
"""

from __future__ import annotations

from pathlib import Path

from analyzer.export.parquet import save_columns
from analyzer.export.printing import csv_frame, frame_records, json_lines, json_text, printed
from analyzer.export.sarif import sarif
from analyzer.export.workbook import Rows, Sheet, anomaly_row, book_of, heads, sheets, workbook
from analyzer.results.outcome import Results

__all__ = ["Rows", "Sheet", "anomaly_row", "book_of", "csv_frame", "frame_records", "heads", "json_lines", "json_text",
           "printed", "sarif", "save_columns", "save_data", "sheets", "workbook"]  # fmt: skip


def save_data(results: Results, folder: Path) -> None:
    """Write the files of ``data/`` into ``folder``."""
    from analyzer import panel

    folder.mkdir(parents=True, exist_ok=True)
    files = {
        "facts": results.fact_records,
        "claims": results.claim_records,
        "findings": results.finding_records,
        "issues": results.issue_records,
        "relations": results.relation_records,
    }
    if results.left_out:
        files["left_out"] = results.left_out_records
    for name, rows in files.items():
        (folder / f"{name}.jsonl").write_bytes(json_lines(rows))
    panel.save(results.panel, folder)
    tables = {"changes": results.changes, "series": results.series, "anomalies": results.anomalies}
    for name, table in tables.items():
        (folder / f"{name}.csv").write_bytes(csv_frame(table))
