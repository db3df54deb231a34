"""The way from files to a run: what is accepted, what a bad document costs, and that results do not depend on how."""

from __future__ import annotations

import os
import signal
import sys
import time
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

import analyzer
from analyzer.checks import Judgement
from analyzer.errors import OutputError, UsageError
from analyzer.model import Corpus, Issue, Reading, VerdictKind
from analyzer.pipeline import Options, Run, inputs, read_all, stages, work
from analyzer.pipeline.output.folder import replacing, save
from analyzer.pipeline.sources.inputs import Input
from analyzer.pipeline.workers import crew
from analyzer.results.outcome import Results

DEADLY = "deadly.txt"
HANGING = "hanging.txt"


@pytest.fixture(scope="module")
def run(own_disclosure: Path) -> Run:
    return analyzer.analyze(own_disclosure, jobs=0)


@pytest.fixture
def trap(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that end or stop their worker, as a fault in a native library would."""
    if sys.platform == "win32":
        pytest.skip("workers inherit what a test replaced only where they are forked")
    real = work._read

    def reading(item: Input, options: Options) -> Reading | Issue:
        if item.path.name == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        if item.path.name == HANGING:
            time.sleep(60)
        return real(item, options)

    monkeypatch.setattr(work, "_read", reading)


def copies(folder: Path, source: Path, *names: str) -> list[Path]:
    """The document under several names, each with another trailing line so that they are not the same content."""
    made = []
    for number, name in enumerate(names):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.read_bytes() + b"\n" * (number + 1))
        made.append(path)
    return made


# ---- what is accepted ------------------------------------------------------------------------------------------------


def test_a_folder_a_file_and_a_pattern_name_the_same_document_once(tmp_path: Path, own_disclosure: Path) -> None:
    path = copies(tmp_path, own_disclosure, "a.txt")[0]
    found = inputs([tmp_path, path, str(tmp_path / "*.txt")])
    assert [item.name for item in found] == ["a.txt"]


def test_a_folder_is_searched_below_and_takes_every_file_that_may_be_a_disclosure(tmp_path: Path) -> None:
    for name in ("b/two.html", "one.txt", "README.md", ".hidden.txt", "~$open.docx", "picture.bmp", "Thumbs.db"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [item.name for item in inputs(tmp_path)] == ["one.txt", "picture.bmp", "two.html"]


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    for name in ("2024/budget.txt", "2025/budget.txt", "2025/final.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert [item.name for item in inputs(tmp_path)] == ["2024/budget.txt", "2025/budget.txt", "final.txt"]


@pytest.mark.parametrize("name", ["missing.txt", "*.nothing", "empty"])
def test_a_path_that_names_nothing_is_a_usage_error_with_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=name.replace("*", r"\*").replace(".", r"\.")):
        inputs(tmp_path / name)


def test_no_path_at_all_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="no path"):
        analyzer.analyze([])


# ---- what a bad document costs ---------------------------------------------------------------------------------------


@pytest.mark.usefixtures("trap")
def test_a_document_that_kills_or_hangs_its_worker_costs_only_itself(tmp_path: Path, own_disclosure: Path) -> None:
    names = ("a.txt", DEADLY, HANGING, "z.txt")
    items = inputs(copies(tmp_path, own_disclosure, *names))
    corpus, issues = read_all(items, jobs=2, timeout=8)
    assert [reading.name for reading in corpus.readings] == ["a.txt", "z.txt"]
    assert {issue.document: issue.code for issue in issues} == {DEADLY: "crashed", HANGING: "timed-out"}


BAD = {
    "empty.txt": (b"", "unreadable"),
    "binary.txt": (bytes(range(256)) * 40, "unreadable"),
    "novel.txt": ("从前有座山。\n山里有座庙。\n".encode(), "no-known-form"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<<", "unreadable"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_one_issue_naming_it_while_the_others_go_on(
    tmp_path: Path, own_disclosure: Path, name: str
) -> None:
    content, code = BAD[name]
    (tmp_path / name).write_bytes(content)
    copies(tmp_path, own_disclosure, "good.txt")
    corpus, issues = read_all(inputs(tmp_path), jobs=0)
    assert [reading.name for reading in corpus.readings] == ["good.txt"]
    assert [(issue.document, issue.code) for issue in issues] == [(name, code)]
    assert name in issues[0].detail
    assert "\n" not in issues[0].detail


def test_a_run_of_digits_that_is_no_amount_is_told_and_costs_nobody_else(tmp_path: Path, own_disclosure: Path) -> None:
    good, bad = copies(tmp_path, own_disclosure, "good.txt", "zbad.txt")
    text = bad.read_text("utf-8").replace("本年收入合计\t16356.02", "本年收入合计\t16356021635602163560.02", 1)
    bad.write_text(text.replace("预算收入 16356.02 万元", "预算收入 163560216356021 亿元", 1), "utf-8")
    found = analyzer.analyze(tmp_path, jobs=0)
    (issue,) = (issue for issue in found.all_issues if issue.code == "figure-too-large")
    assert (issue.document, issue.line) == ("zbad.txt", 83)
    assert "16356021635602163560.02" in issue.detail
    alone = analyzer.analyze(good, jobs=0).all_findings
    assert [f.figures for f in found.all_findings if f.document == "good.txt"] == [f.figures for f in alone]
    (missed,) = (r for r in found.readings if r.name == "zbad.txt")
    assert [n.reason for n in missed.not_claims if n.text.startswith("163560216356021")] == ["number"]


def test_a_fault_of_ours_in_one_document_is_an_issue(
    tmp_path: Path, own_disclosure: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(item: Input, options: Options) -> Reading | Issue:
        raise KeyError("oops")

    monkeypatch.setattr(work, "_read", broken)
    _, issues = read_all(inputs(own_disclosure), jobs=0)
    assert [issue.code for issue in issues] == ["crashed"]
    assert "KeyError" in issues[0].detail


def test_the_same_content_under_two_names_is_counted_once(tmp_path: Path, own_disclosure: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(own_disclosure.read_bytes())
    corpus, issues = read_all(inputs(tmp_path), jobs=0)
    assert [reading.name for reading in corpus.readings] == ["a.txt"]
    assert [(issue.document, issue.code) for issue in issues] == [("b.txt", "duplicate-document")]


# ---- the same results however they are made --------------------------------------------------------------------------


def test_workers_threads_and_this_process_give_equal_readings_in_order(tmp_path: Path, own_disclosure: Path) -> None:
    items = inputs(copies(tmp_path, own_disclosure, *(f"{letter}.txt" for letter in "dcba")))
    here = read_all(items, jobs=0)
    assert [reading.name for reading in here[0].readings] == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert read_all(items, jobs=2) == here
    with ThreadPoolExecutor(2) as threads:
        assert read_all(items, executor=threads) == here


class Forgetful(Executor):
    """An executor that loses every task of more than one document, as a cluster does when a machine goes away."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        if fn is crew.several and len(args[1]) > 1:
            future.set_exception(RuntimeError("worker lost"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_a_lost_task_of_a_foreign_executor_is_tried_document_by_document(
    tmp_path: Path, own_disclosure: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = inputs(copies(tmp_path, own_disclosure, *(f"{number:02}.txt" for number in range(16))))
    monkeypatch.setattr(stages, "carded", lambda task: Issue(code="x", document=task.item.name))
    _, issues = read_all(items, executor=Forgetful())
    assert [issue.document for issue in issues] == [item.name for item in items]


def test_progress_tells_every_document(tmp_path: Path, own_disclosure: Path) -> None:
    told: list[str] = []
    items = inputs(copies(tmp_path, own_disclosure, "a.txt", "b.txt"))
    read_all(items, jobs=2, progress=told.append)
    assert sorted(told) == ["a.txt", "b.txt"]


# ---- the cache -------------------------------------------------------------------------------------------------------


@pytest.fixture
def cached(tmp_path: Path) -> Options:
    return Options(cache=tmp_path / "cache")


def test_a_cached_reading_is_equal_and_is_not_made_again(
    own_disclosure: Path, cached: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = inputs(own_disclosure)[0]
    first = work.reading(item, cached)
    monkeypatch.setattr(work, "_read", lambda item, options: pytest.fail("read again"))
    assert work.reading(item, cached) == first


def test_other_content_another_name_or_other_code_is_read_anew(
    tmp_path: Path, own_disclosure: Path, cached: Options, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = inputs(copies(tmp_path, own_disclosure, "a.txt"))[0]
    work.reading(item, cached)
    marker = Issue(code="made", document="anew")
    monkeypatch.setattr(work, "_read", lambda item, options: marker)
    assert work.reading(replace(item, name="b.txt"), cached) == marker
    monkeypatch.setattr(work, "fingerprint", lambda *parts: "another version")
    assert work.reading(item, cached) == marker
    monkeypatch.undo()
    item.path.write_bytes(item.path.read_bytes() + b"\n\n")
    monkeypatch.setattr(work, "_read", lambda item, options: marker)
    assert work.reading(item, cached) == marker


def test_a_damaged_cache_entry_is_made_again(own_disclosure: Path, cached: Options) -> None:
    item = inputs(own_disclosure)[0]
    first = work.reading(item, cached)
    assert cached.cache is not None
    (entry,) = cached.cache.rglob("*.reading")
    entry.write_bytes(b"\x80\x05 damaged")
    assert work.reading(item, cached) == first


# ---- the run ---------------------------------------------------------------------------------------------------------


def test_a_run_shows_frames_with_exact_figures(run: Run) -> None:
    assert len(run.facts) == 385
    total = run.facts[(run.facts["statement"] == "expenditure") & (run.facts["item"] == "total")]
    assert str(total["value"].iloc[0]) == "16356.02"
    assert total["fen"].iloc[0] == 1_635_602_000_0
    assert set(run.claims["verdict"]) <= set(get_args(VerdictKind))
    assert set(run.findings["severity"]) <= {"error", "warning", "note"}
    assert run.panel["amount_fen"].dtype == "Int64"


def test_the_change_of_the_total_is_worked_back_from_the_text(run: Run) -> None:
    rows = run.changes[(run.changes["concept"] == "expenditure") & run.changes["base_fen"].notna()]
    assert rows["base_fen"].iloc[0] == 5_478_660_000
    assert round(rows["percent"].iloc[0], 2) == 198.54


def test_figures_are_returned_by_name(run: Run) -> None:
    assert {"three-public", "costs", "waterfall"} <= set(run.figures())


def test_the_card_of_a_run_is_short_and_escaped(tmp_path: Path, own_disclosure: Path) -> None:
    path = copies(tmp_path, own_disclosure, "<b>&.txt")[0]
    card = analyzer.analyze(path, jobs=0)._repr_html_()
    assert "&lt;b&gt;&amp;.txt" in card
    assert "<b>&" not in card
    assert len(card) < 2000


def test_a_run_shows_itself_in_one_language(own_disclosure: Path) -> None:
    """Documents, figures, statements by verdict, findings by severity, issues: the same words in both cards."""
    made = analyzer.analyze(own_disclosure, jobs=0, ignore="target")
    claims, findings = made.claims["verdict"].value_counts(), made.findings["severity"].value_counts()
    verdicts, severities = (", ".join(f"{k} {n}" for k, n in sorted(c.items())) for c in (claims, findings))
    told = f"1 documents, 385 figures, {len(made.claims)} claims ({verdicts}), "
    told += f"{len(made.findings)} findings ({severities}), {len(made.silent)} left out, 1 issues"
    assert repr(made) == f"<Run {told}>"
    card = made._repr_html_()
    for part in told.replace(", ", "|").split("|"):
        assert part in card
    plain = card.replace("石家庄市社会保险中心", "")
    assert plain.isascii()
    assert "2023 budget</li>" in plain


def test_results_of_a_family_show_no_pages_of_values() -> None:
    nothing = Judgement(verdicts=(), outcomes=(), findings=(), issues=())
    assert repr(Results(corpus=Corpus(), judgement=nothing)) == "<Results of 0 documents, 0 verdicts, 0 findings>"


def test_progress_shows_in_a_notebook_and_leaves_nothing_in_it(own_disclosure: Path) -> None:
    nbformat, nbclient = pytest.importorskip("nbformat"), pytest.importorskip("nbclient")
    code = f"import analyzer\nrun = analyzer.analyze({str(own_disclosure)!r}, jobs=0)\n"
    cells = [nbformat.v4.new_code_cell(code), nbformat.v4.new_code_cell(f"{code[:-2]}, progress=print)")]
    shown: list[str] = []

    class Client(nbclient.NotebookClient):  # type: ignore[name-defined, misc]
        def process_message(self, message: Any, cell: Any, number: int) -> Any:
            if message["msg_type"] == "update_display_data":
                shown.append(message["content"]["data"]["text/plain"])
            return super().process_message(message, cell, number)

    notebook = nbformat.v4.new_notebook(cells=cells)
    Client(notebook, timeout=120).execute()
    assert any(line.startswith("100%") and " findings" in line for line in shown)
    assert shown[-1] == ""
    first, second = (cell.outputs for cell in notebook.cells)
    assert [output["data"] for output in first] == [{"text/plain": ""}]
    assert [output["text"] for output in second] == [f"{own_disclosure.name}\n"]  # asked for: called instead


def test_progress_is_silent_where_nobody_watches(own_disclosure: Path, capfd: pytest.CaptureFixture[str]) -> None:
    analyzer.analyze(own_disclosure, jobs=0)
    assert capfd.readouterr() == ("", "")


def test_an_empty_run_has_frames_with_their_columns(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    run = analyzer.analyze(tmp_path / "empty.txt", jobs=0)
    assert not run.complete
    for frame in (run.facts, run.claims, run.findings, run.panel, run.changes):
        assert len(frame) == 0
        assert len(frame.columns) > 5
    assert list(run.issues["code"]) == ["unreadable"]
    run.write(tmp_path / "out")
    assert (tmp_path / "out" / "index.html").exists()


def test_a_saved_panel_is_continued(tmp_path: Path, run: Run) -> None:
    from analyzer import panel

    earlier = run.panel.assign(year=run.panel["year"] - 1, document="earlier.txt")
    panel.save(earlier, tmp_path / "saved")
    joined = analyzer.analyze([tmp_path / "saved", run.readings[0].extraction.document.path], jobs=0)
    assert len(joined.panel) == 2 * len(run.panel)
    alone = analyzer.analyze(tmp_path / "saved", jobs=0)
    assert len(alone.panel) == len(earlier)


# ---- the folder ------------------------------------------------------------------------------------------------------


def test_what_else_stands_in_the_folder_is_kept_and_old_entries_are_replaced(tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / "units").mkdir()
    (tmp_path / "units" / "gone.html").write_text("old")
    with replacing(tmp_path) as fresh:
        save(fresh, {"index.html": b"new", "units/here.html": b"new"})
    assert (tmp_path / "notes.md").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["index.html", "notes.md", "units"]
    assert [path.name for path in (tmp_path / "units").iterdir()] == ["here.html"]


def test_a_run_that_fails_on_the_way_leaves_the_folder_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("old")

    def write() -> None:
        with replacing(tmp_path) as fresh:
            save(fresh, {"index.html": b"new"})
            raise RuntimeError("on the way")

    with pytest.raises(RuntimeError):
        write()
    assert [path.name for path in tmp_path.iterdir()] == ["index.html"]
    assert (tmp_path / "index.html").read_text() == "old"


def test_an_exchange_that_fails_half_way_puts_everything_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("index.html", "manifest.json"):
        (tmp_path / name).write_text("old")
    real, calls = os.rename, []

    def failing(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 4:
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "rename", failing)
    with pytest.raises(OutputError, match="No space left"), replacing(tmp_path) as fresh:
        save(fresh, {"index.html": b"new", "manifest.json": b"new"})
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "index.html": "old",
        "manifest.json": "old",
    }


def test_a_folder_that_is_a_file_is_an_output_error(tmp_path: Path, run: Run) -> None:
    (tmp_path / "taken").write_text("x")
    with pytest.raises(OutputError, match="taken: is a file"):
        run.write(tmp_path / "taken")


def test_a_document_that_does_not_tell_its_year_keeps_its_report(tmp_path: Path) -> None:
    source = tmp_path / "undated.csv"
    rows = ["收支总表", "部门：云泽市统计调查中心 单位：万元", "项目,金额", "一般公共预算拨款,120.00", "合计,120.00"]
    source.write_text("\n".join(rows), "utf-8")
    run = analyzer.analyze(source, jobs=0)
    assert [reading.profile.year for reading in run.readings] == [None]
    assert not run.panel.empty
    assert run.anomalies.empty
    assert run.series.empty
    assert (run.write(tmp_path / "out") / "index.html").is_file()
