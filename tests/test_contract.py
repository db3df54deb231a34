"""The run folder is a contract: files, keys and their meaning, as ARCHITECTURE.md promises them to users and tools."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import analyzer

FILES = {
    "index.html", "findings.xlsx", "manifest.json", "data/facts.jsonl", "data/claims.jsonl", "data/findings.jsonl",
    "data/issues.jsonl", "data/relations.jsonl", "data/panel.parquet", "data/panel.csv", "data/changes.csv",
    "data/series.csv", "data/anomalies.csv", "data/datapackage.json", "data/findings.sarif",
    "units/石家庄市社会保险中心.html",
}  # fmt: skip

KEYS = {
    "facts": "document entity year stage page table row_code row column text value unit fen quantum statement measure",
    "claims": "document page kind subject year base_year base_stage value unit direction text verdict computed sources"
    " entity why alternative computed_value computed_unit",
    "findings": "id check severity document page entity year message figures sources repair",
    "issues": "document code page detail",
    "relations": "document check rule sense terms outcome residual slack",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, own_disclosure: Path) -> Path:
    """A run over the committed disclosure and a file that cannot be read."""
    base = tmp_path_factory.mktemp("contract")
    (base / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    return analyzer.analyze([own_disclosure, base / "broken.pdf"], jobs=0).write(base / "reports")


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def test_every_file_is_there(folder: Path) -> None:
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there >= FILES
    figures = {path for path in there - FILES if path.startswith("figures/")}
    assert {path.rpartition(".")[2] for path in figures} == {"svg"}
    assert there == FILES | figures


@pytest.mark.parametrize("name", KEYS)
def test_every_line_has_the_promised_keys(folder: Path, name: str) -> None:
    rows = lines(folder, name)
    assert rows
    for row in rows:
        assert set(KEYS[name].split()) <= set(row)


def test_a_fact_is_a_printed_figure_with_its_exact_amount(folder: Path) -> None:
    rows = lines(folder, "facts")
    assert len(rows) == 385
    money = [row for row in rows if row["fen"] is not None and row["unit"] == "万元"]
    assert len(money) > 250
    for row in money:
        assert Decimal(row["value"]) * 1_000_000 == row["fen"]
        assert row["quantum"] in (10**6, 10**5, 10**4)
    for row in rows:
        assert row["text"]
        assert row["line"] >= 1
        assert row["page"] is None


def test_claims_use_the_promised_words(folder: Path) -> None:
    kinds = {"level", "change", "rate", "share", "completion", "flat", "direction", "count"}
    for row in lines(folder, "claims"):
        assert row["kind"] in kinds
        assert row["direction"] in ("greater", "less", "equal", "")
        assert row["verdict"] in ("confirmed", "rounding", "consistent", "refuted", "doubtful", "unverifiable")
        if row["verdict"] == "refuted":
            assert row["computed"]
            assert row["sources"]


def test_a_finding_says_what_is_printed_where_and_in_both_languages(folder: Path) -> None:
    rows = lines(folder, "findings")
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["severity"] in ("error", "warning", "note")
        assert row["message"]["zh"]
        assert row["message"]["en"]
        assert "{" not in row["message"]["zh"] + row["message"]["en"]
        for repair in row["repair"]:
            assert {"printed", "proposed", "edit", "source", "resolves", "breaks"} <= set(repair)
        if row["severity"] == "error":
            assert row["sources"]
            assert all(source["text"] for source in row["sources"])


def test_terms_of_relations_name_facts_or_claims(folder: Path) -> None:
    known = {row["id"] for name in ("facts", "claims") for row in lines(folder, name)}
    named = {term for row in lines(folder, "relations") if row["outcome"] != "not judged" for _, term in row["terms"]}
    assert named
    assert len(named & known) / len(named) > 0.9  # a stated zero (“—”) is a term, but no printed figure


def test_issues_are_ours_and_name_the_document(folder: Path) -> None:
    assert ("broken.pdf", "unreadable") in {(row["document"], row["code"]) for row in lines(folder, "issues")}


def test_the_manifest_tells_inputs_by_digest_and_no_time_or_path(folder: Path, own_disclosure: Path) -> None:
    text = (folder / "manifest.json").read_text("utf-8")
    manifest = json.loads(text)
    digest = hashlib.sha256(own_disclosure.read_bytes()).hexdigest()
    states = {row["document"]: (row["sha256"], row["state"]) for row in manifest["inputs"]}
    assert states[own_disclosure.name] == (digest, "read")
    assert states["broken.pdf"][1] == "unreadable"
    assert str(own_disclosure.parent) not in text
    assert {"analyzer", "libraries", "options", "language"} <= set(manifest)


def test_the_panel_is_the_same_in_parquet_and_csv_and_fits_its_descriptor(folder: Path) -> None:
    import pandas as pd
    from frictionless import validate

    from analyzer import panel

    data = folder / "data"
    pd.testing.assert_frame_equal(panel.load(data / "panel.parquet"), panel.load(data / "panel.csv"))
    report = validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])[:5]


def test_the_workbook_holds_texts_as_texts(folder: Path) -> None:
    from openpyxl import load_workbook

    book = load_workbook(folder / "findings.xlsx")
    assert book.sheetnames == ["问题", "陈述", "变化", "异常", "面板"]
    counts = {sheet.title: sheet.max_row - 1 for sheet in book}
    assert counts["问题"] == len(lines(folder, "findings"))
    assert counts["陈述"] == len(lines(folder, "claims"))
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref
        assert not any(cell.data_type == "f" or cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_a_second_run_in_english_replaces_the_first(tmp_path: Path, own_disclosure: Path) -> None:
    run = analyzer.analyze(own_disclosure, jobs=0)
    run.write(tmp_path)
    run.write(tmp_path, "en")
    assert '<html lang="en">' in (tmp_path / "index.html").read_text("utf-8")
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
