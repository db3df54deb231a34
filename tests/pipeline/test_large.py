"""Runs too large for lists of lines: Parquet parts with the same rows, a cut index that says so, a small workbook."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

import analyzer
from analyzer import panel
from analyzer.pipeline import Run
from analyzer.pipeline.output import merging, parts
from analyzer.pipeline.publishing import write_results
from analyzer.report.content import digest
from tests.pipeline.build import called, copies, tree


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory, own_disclosure: Path) -> Run:
    folder = tmp_path_factory.mktemp("large")
    copies(folder, 3, own_disclosure)
    (folder / "empty.txt").write_bytes(b"")
    return analyzer.analyze(folder, jobs=0)


@pytest.fixture
def large(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The run written as a large one, in small parts, with an index of two lines."""
    monkeypatch.setattr(merging, "PART_ROWS", 500)
    monkeypatch.setattr(merging, "ROW_GROUP", 10)
    monkeypatch.setattr(merging, "LINES", 2)
    write_results(run, tmp_path / "out", parts.Plan(large=True, figures=False))
    return tmp_path / "out"


@pytest.mark.parametrize("name", ["facts", "claims", "relations"])
def test_the_parts_hold_what_the_lists_of_a_small_run_hold(run: Run, large: Path, name: str) -> None:
    rows = {"facts": run.fact_records, "claims": run.claim_records, "relations": run.relation_records}[name]
    read = pd.read_parquet(large / "data" / name)
    assert len(read) == len(rows)
    for key in rows[0]:
        for ours, theirs in zip(read[key].astype(object), (row[key] for row in rows), strict=True):
            if isinstance(theirs, list | dict):
                assert json.loads(ours) == theirs or [tuple(x) for x in json.loads(ours)] == theirs
            else:
                assert (pd.isna(ours) and theirs is None) or ours == theirs


def test_the_panel_of_a_large_run_is_loaded_from_its_parts(run: Run, large: Path) -> None:
    assert len(list((large / "data" / "panel").iterdir())) > 1
    loaded = panel.load(large / "data")
    order = ["document", "id", "origin", "statement", "text"]
    pd.testing.assert_frame_equal(
        loaded.sort_values(order, ignore_index=True), run.panel.sort_values(order, ignore_index=True)
    )
    package = json.loads((large / "data" / "datapackage.json").read_text("utf-8"))
    assert all((large / "data" / path).is_file() for path in package["resources"][0]["path"])


def test_no_list_is_left_that_nobody_could_open(large: Path) -> None:
    names = {path.name for path in (large / "data").iterdir()}
    assert not names & {"facts.jsonl", "claims.jsonl", "relations.jsonl", "panel.csv", "changes.csv", "findings.sarif"}
    assert {"findings.jsonl", "issues.jsonl", "documents.csv"} <= names


def test_the_index_says_how_many_documents_it_leaves_out_and_where_they_are(large: Path) -> None:
    page = (large / "index.html").read_text("utf-8")
    assert page.count('<tr><td><a href="units/') == 2
    assert "另有 1 行未列出" in page
    table = pd.read_csv(large / "data" / "documents.csv")
    assert list(table["document"]) == ["0000.txt", "0001.txt", "0002.txt"]
    assert all((large / path).is_file() for path in table["page"])


def test_the_workbook_of_a_large_run_holds_findings_and_headline_series(run: Run, large: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(large / "findings.xlsx", read_only=True)
    counts = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert counts["问题"] == len(run.findings)
    assert 0 < counts["面板"] < len(run.panel) / 4


def test_a_sheet_that_is_too_long_says_what_is_left_out(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from openpyxl import load_workbook

    monkeypatch.setattr(merging, "SHEET_ROWS", 10)
    run.write(tmp_path)
    sheet = load_workbook(tmp_path / "findings.xlsx")["问题"]
    assert sheet.max_row == 11
    assert any(f"另有 {len(run.findings) - 10} 行" in str(cell.value) for cell in sheet[1])


def test_issues_beyond_the_index_are_counted(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = digest.Digest(issues=run.unread * 3, issue_count=3)
    monkeypatch.setattr(digest, "MOST_ISSUES", 2)
    whole = digest.merged([one, one], 10, 6)
    assert (len(whole.issues), whole.issue_count) == (2, 6)


def test_a_large_run_of_the_command_is_that_of_the_run_in_memory(tmp_path: Path, own_disclosure: Path) -> None:
    copies(tmp_path / "in", 2)
    code = "from analyzer.pipeline import publishing; publishing.LISTED = 1"
    done = called("run", tmp_path / "in", "--out", tmp_path / "out", "--jobs", 1, code=code)
    assert done.returncode == 0, done.stderr
    write_results(analyzer.analyze(tmp_path / "in", jobs=0), tmp_path / "same", parts.Plan(large=True, figures=False))
    assert tree(tmp_path / "out") == tree(tmp_path / "same")
