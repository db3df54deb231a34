"""Two runs compared: documents issued again, faults mended, lines that moved; small runs and large."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import analyzer
from analyzer.errors import UsageError
from analyzer.pipeline import Run
from analyzer.pipeline.output import merging
from analyzer.pipeline.output.parts import Plan
from analyzer.pipeline.publishing import write_results
from analyzer.results.differences import COLUMNS, differences
from analyzer.results.records import Record
from tests.test_cli import call

SMALL = (
    "# 甲局2023年部门预算\n\n## 支出总表\n\n单位：万元\n\n"
    "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
    "| | 合计 | 30.00 | 10.00 | 20.00 |\n| 2010301 | 行政运行 | 31.00 | 10.00 | 20.00 |\n"
)
NAME = "sjz-323003-2023-budget.txt"


def read(folder: Path, text: str, **others: str) -> Run:
    """A run over the committed disclosure's text under its name, and other files."""
    folder.mkdir()
    (folder / NAME).write_text(text, "utf-8")
    for name, content in others.items():
        (folder / f"{name}.txt").write_text(content, "utf-8")
    return analyzer.analyze(folder, jobs=0)


@pytest.fixture(scope="module")
def text(own_disclosure: Path) -> str:
    return own_disclosure.read_text("utf-8")


@pytest.fixture(scope="module")
def mended(text: str) -> str:
    """A line more at the top, a statement put right, and a figure of a table changed."""
    assert text.count("资金 231 万元") == 1
    at = text.index("296.05")
    assert at < text.index("资金 231 万元")
    changed = text[:at] + "296.15" + text[at + 6 :]
    return "\n说明" + changed.replace("资金 231 万元", "资金 246.9 万元")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory, text: str, mended: str) -> tuple[Run, Run]:
    base = tmp_path_factory.mktemp("runs")
    return read(base / "old", text, gone=SMALL), read(base / "new", mended, added=SMALL.replace("甲局", "乙局"))


@pytest.fixture(scope="module")
def folders(runs: tuple[Run, Run], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    base = tmp_path_factory.mktemp("folders")
    old, new = runs
    return old.write(base / "old"), new.write(base / "new")


@pytest.fixture(scope="module")
def found(folders: tuple[Path, Path]) -> list[Record]:
    return differences(*folders)


def of(rows: list[Record], kind: str, document: str = NAME) -> list[tuple[str, str, str, str]]:
    chosen = [row for row in rows if row["kind"] == kind and row["document"] == document]
    return sorted((row["change"], row["subject"], row["old"], row["new"]) for row in chosen)


def test_documents_that_came_went_and_changed(found: list[Record]) -> None:
    told = {row["document"]: row["change"] for row in found if row["kind"] == "document"}
    assert told == {NAME: "changed", "gone.txt": "gone", "added.txt": "new"}


def test_a_mended_fault_is_gone_and_a_new_one_is_new(found: list[Record]) -> None:
    rows = [(change, check) for change, check, _, _ in of(found, "finding")]
    assert ("gone", "text-target") in rows
    assert ("new", "row-total") in rows
    assert len(rows) == 2  # the fifty findings that only moved down a line are no differences
    assert {row["change"] for row in found if row["document"] == "gone.txt"} == {"gone"}
    assert all(len(row["id"]) == 12 for row in found if row["kind"] == "finding")


def test_verdicts_of_statements_are_compared_by_place_and_text(found: list[Record]) -> None:
    rows = of(found, "statement")
    assert ("gone", "社保社会化管理服务资金 231 万元", "refuted (246.9)", "") in rows
    assert ("new", "社保社会化管理服务资金 246.9 万元", "", "confirmed (246.90)") in rows
    changed = [(subject, old, new) for change, subject, old, new in rows if change == "changed"]
    assert len(changed) == len(rows) - 2 == 1
    assert changed[0][1].startswith("confirmed (296.05)")


def test_a_printed_figure_that_changed_is_shown_with_its_place(found: list[Record]) -> None:
    ((change, subject, old, new),) = of(found, "figure")
    assert (change, old, new) == ("changed", "296.05万元", "296.15万元")
    assert subject.startswith("2023 · budget · 单位预算一般公共预算财政拨款基本支出表 · 合计")
    (row,) = [row for row in found if row["kind"] == "figure"]
    assert row["line"] > 250


def test_what_only_one_run_read_is_told_once_and_not_figure_by_figure(found: list[Record]) -> None:
    assert {row["kind"] for row in found if row["document"] in ("gone.txt", "added.txt")} == {"document", "finding"}


def test_parts_of_large_runs_give_the_same(
    runs: tuple[Run, Run], folders: tuple[Path, Path], found: list[Record], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(merging, "PART_ROWS", 5)
    monkeypatch.setattr(merging, "ROW_GROUP", 1)
    for run, name in zip(runs, ("old", "new"), strict=True):
        write_results(run, tmp_path / name, Plan(large=True))
    assert len(list((tmp_path / "new" / "data" / "panel").iterdir())) > 1
    assert differences(tmp_path / "old", tmp_path / "new") == found
    assert differences(folders[0], tmp_path / "new") == found
    assert differences(tmp_path / "old", folders[0]) == []


def test_findings_that_became_silent_are_told_as_accepted(runs: tuple[Run, Run], text: str, tmp_path: Path) -> None:
    first = next(row for row in runs[0].finding_records if row["document"] == NAME and row["severity"] == "error")
    document = tmp_path / NAME
    document.write_text(text, "utf-8")
    options = ("--jobs", 0, "--select", first["check"])
    (tmp_path / "accepted").write_text(f"{first['id']} by letter\n", "utf-8")
    call("run", document, "--out", tmp_path / "one", *options)
    call("run", document, "--out", tmp_path / "two", *options, "--baseline", tmp_path / "accepted")
    (row,) = differences(tmp_path / "one", tmp_path / "two", "en")
    assert (row["change"], row["id"]) == ("changed", first["id"])
    assert row["old"].startswith("error: ")
    assert row["new"].startswith("accepted by letter: error: ")


def test_the_command_prints_every_format_and_its_exit_code_tells(
    folders: tuple[Path, Path], found: list[Record]
) -> None:
    same = call("diff", folders[0], folders[0])
    assert (same.exit_code, same.stdout, same.stderr) == (0, "", "analyzer: no difference\n")
    assert call("diff", folders[0], folders[0], "--format", "json").stdout == "[]\n"
    table = call("diff", *folders)
    assert table.exit_code == 1
    assert len(table.stdout.splitlines()) == len(found) + 1
    assert f"{sum(row['change'] == 'gone' for row in found)} gone" in table.stderr
    lines = call("diff", *folders, "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found
    assert set(found[0]) == set(COLUMNS)
    assert call("diff", *folders, "--lang", "en").stdout != table.stdout


@pytest.mark.parametrize(
    ("manifest", "told"),
    [(None, "no whole run folder"), ("{", "none that analyzer wrote"), ('["inputs"]', "none that analyzer wrote")],
)
def test_what_is_no_run_folder_is_named(
    folders: tuple[Path, Path], tmp_path: Path, manifest: str | None, told: str
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    if manifest is not None:
        (other / "manifest.json").write_text(manifest)
    with pytest.raises(UsageError, match=f"other: .*{told}"):
        differences(folders[0], other)
    result = call("diff", other, folders[0])
    assert result.exit_code == 2
    assert result.stderr.count("\n") == 1


def test_a_damaged_list_is_named_with_its_line(folders: tuple[Path, Path], text: str, tmp_path: Path) -> None:
    out = read(tmp_path / "in", text).write(tmp_path / "out")
    with (out / "data/claims.jsonl").open("a") as file:
        file.write("{\n")
    with pytest.raises(UsageError, match=r"claims.jsonl: line 41 is no JSON"):
        differences(folders[0], out)
