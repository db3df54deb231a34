"""The command line as a user meets it: what goes to stdout, what to stderr, and with which exit code it ends."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli import main

HEAVY = {"pandas", "scipy", "matplotlib", "numpy", "lxml", "docx", "pypdfium2", "python_calamine", "pyarrow", "pebble"}


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory, own_disclosure: Path) -> tuple[Result, Path]:
    out = tmp_path_factory.mktemp("run") / "reports"
    return call("run", own_disclosure, "--out", out, "--jobs", 1), out


# ---- what is imported when -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "import analyzer",
        "import analyzer.cli",
        "from click.testing import CliRunner; from analyzer.cli import main;"
        " assert CliRunner().invoke(main, ['--help']).exit_code == 0;"
        " assert CliRunner().invoke(main, ['run', '--help']).exit_code == 0",
    ],
)
def test_nothing_heavy_is_imported_before_there_is_work(code: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    assert HEAVY.isdisjoint(told.stdout.split())


def test_the_facade_names_what_it_has_and_refuses_the_rest() -> None:
    import analyzer

    assert {"analyze", "Run", "read"} <= set(dir(analyzer))
    for name in analyzer.__all__:
        assert getattr(analyzer, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        _ = analyzer.nonsense


# ---- run -------------------------------------------------------------------------------------------------------------


def test_run_prints_where_the_report_is_and_sums_up_on_stderr(written: tuple[Result, Path]) -> None:
    result, out = written
    assert result.exit_code == 0
    assert result.stdout == f"{out / 'index.html'}\n"
    assert "385 个数字" in result.stderr
    assert (out / "index.html").exists()


@pytest.mark.parametrize(("threshold", "code"), [("never", 0), ("error", 1), ("warning", 1)])
def test_fail_on_decides_the_exit_code(tmp_path: Path, own_disclosure: Path, threshold: str, code: int) -> None:
    result = call("run", own_disclosure, "--out", tmp_path, "--fail-on", threshold, "--jobs", 0)
    assert result.exit_code == code


def test_a_missing_path_is_one_line_and_exit_code_2(tmp_path: Path) -> None:
    result = call("run", tmp_path / "missing.pdf", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.count("\n") == 1
    assert "missing.pdf: no such file" in result.stderr
    assert not list((tmp_path / "out").iterdir())


def test_an_output_folder_that_is_a_file_is_refused_before_reading(tmp_path: Path, own_disclosure: Path) -> None:
    (tmp_path / "file").write_text("mine")
    result = call("run", own_disclosure, "--out", tmp_path / "file")
    assert result.exit_code == 2
    assert "file: is a file" in result.stderr
    assert (tmp_path / "file").read_text() == "mine"


def test_an_unreadable_document_is_told_and_ends_with_3_while_the_rest_is_written(
    tmp_path: Path, own_disclosure: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = call("run", own_disclosure, tmp_path / "empty.txt", "--out", tmp_path / "out", "--jobs", 0)
    assert result.exit_code == 3
    assert "empty.txt: empty" in result.stderr
    facts = (tmp_path / "out" / "data" / "facts.jsonl").read_text("utf-8").splitlines()
    assert len(facts) == 385
    assert "empty.txt" in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_an_interrupt_ends_with_130_and_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "waiting.txt").write_text("预算")
    out, begun = tmp_path / "out", tmp_path / "begun"
    endless = f"work._read = lambda *_: (pathlib.Path({str(begun)!r}).touch(), time.sleep(99))"
    # a shell starts what runs in the background deaf to the interrupt, and its children inherit that
    heard = "signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"import pathlib, signal, time; {heard}; from analyzer.pipeline import work; {endless}; "
    code += "from analyzer.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(tmp_path / "waiting.txt"), "--out", str(out)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        while not begun.exists() and process.poll() is None:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=90)
    assert process.returncode == 130
    assert "interrupted" in told
    assert not any(out.iterdir())


# ---- standard input --------------------------------------------------------------------------------------------------


def piped(content: bytes, *arguments: object) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=content)


@pytest.mark.parametrize("command", ["facts", "claims", "check"])
def test_a_document_comes_from_standard_input(command: str, own_disclosure: Path) -> None:
    ours = piped(own_disclosure.read_bytes(), command, "-", "--format", "jsonl", "--jobs", 0)
    theirs = call(command, own_disclosure, "--format", "jsonl", "--jobs", 0)
    assert ours.exit_code == theirs.exit_code
    rows, wanted = ([json.loads(line) for line in done.stdout.splitlines()] for done in (ours, theirs))
    assert {row["document"] for row in rows} == {"stdin"}
    key = "text" if command != "check" else "check"
    assert sorted(row[key] for row in rows) == sorted(row[key] for row in wanted)


def test_the_content_of_standard_input_decides_its_kind() -> None:
    page = "<html><meta charset=gb18030><title>甲局2023年部门预算</title><table><caption>支出总表</caption>"
    page += "<tr><th>项目<th>合计（万元）</tr><tr><td>合计<td>30.00</tr></table></html>"
    rows = json.loads(piped(page.encode("gb18030"), "facts", "-", "--format", "json", "--jobs", 0).stdout)
    assert [row["text"] for row in rows] == ["30.00"]


def test_standard_input_has_the_name_it_is_given_and_then_the_same_findings(own_disclosure: Path) -> None:
    """Ids of findings hold the document's name, so a baseline fits only under that name."""
    options = ("--name", f"folder/{own_disclosure.name}", "--format", "json", "--jobs", 0)
    ours = piped(own_disclosure.read_bytes(), "check", "-", *options)
    assert json.loads(ours.stdout) == json.loads(call("check", own_disclosure, "--format", "json").stdout)


def test_a_run_reads_standard_input_beside_files(tmp_path: Path, own_disclosure: Path) -> None:
    (tmp_path / "other.txt").write_bytes(own_disclosure.read_bytes() + b"\n")
    content = own_disclosure.read_bytes()
    result = piped(content, "run", "-", tmp_path / "other.txt", "--out", tmp_path / "out", "--jobs", 0)
    assert result.exit_code == 0
    inputs = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["inputs"]
    assert [row["document"] for row in inputs] == ["other.txt", "stdin"]
    told = [path for path in (tmp_path / "out").rglob("*") if path.is_file() and b"/analyzer-" in path.read_bytes()]
    assert told == []  # no trace of where it lay meanwhile


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("check", "-"), 3, "stdin: empty"),
        (("check", "-", "-"), 2, "name - once"),
        (("check", "-", "--name", ".."), 2, "names no file"),
        (("check", ".", "--name", "a.txt"), 2, "no PATH is -"),
        (("check", "-", "--cluster", "nowhere"), 2, "not on the cluster's machines"),
    ],
)
def test_wrong_use_of_standard_input_is_told(arguments: tuple[str, ...], code: int, told: str) -> None:
    result = piped(b"", *arguments)
    assert result.exit_code == code
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


# ---- the commands that print -----------------------------------------------------------------------------------------


def test_facts_come_in_every_format_with_the_same_figures(own_disclosure: Path) -> None:
    lines = [json.loads(x) for x in call("facts", own_disclosure, "--format", "jsonl").stdout.splitlines()]
    assert len(lines) == 385
    assert json.loads(call("facts", own_disclosure, "--format", "json").stdout) == lines
    table = list(csv.DictReader(io.StringIO(call("facts", own_disclosure, "--format", "csv").stdout)))
    assert [row["text"] for row in table] == [row["text"] for row in lines]
    aligned = call("facts", own_disclosure).stdout.splitlines()
    assert len(aligned) == 386
    assert aligned[0].split()[:2] == ["document", "page"]


def test_claims_are_printed_with_their_verdicts(own_disclosure: Path) -> None:
    rows = [json.loads(x) for x in call("claims", own_disclosure, "--format", "jsonl").stdout.splitlines()]
    assert len(rows) >= 39
    assert {"refuted", "confirmed"} <= {row["verdict"] for row in rows}


def test_check_prints_a_finding_a_line_and_fails_on_errors(own_disclosure: Path) -> None:
    result = call("check", own_disclosure)
    assert result.exit_code == 1
    assert all(line.startswith("sjz-323003-2023-budget.txt:") for line in result.stdout.splitlines())
    assert any(": error text-target: " in line and "231" in line for line in result.stdout.splitlines())
    english = call("check", own_disclosure, "--lang", "en", "--fail-on", "never")
    assert english.exit_code == 0
    assert "The text disagrees with the performance target" in english.stdout


def test_changes_show_the_growth_of_the_total(own_disclosure: Path) -> None:
    rows = [json.loads(x) for x in call("changes", own_disclosure, "--format", "jsonl").stdout.splitlines()]
    assert any(row["absolute_fen"] == 10_877_360_000 for row in rows)


def test_plot_writes_figures_and_prints_their_names(tmp_path: Path, own_disclosure: Path) -> None:
    result = call("plot", own_disclosure, "--out", tmp_path, "--kind", "svg")
    names = [Path(line) for line in result.stdout.splitlines()]
    assert names
    assert all(name.read_bytes().startswith(b"<?xml") for name in names)


def test_explain_tells_a_check_and_helps_with_a_slip() -> None:
    told = call("explain", "sum-of-parts")
    assert told.exit_code == 0
    assert "例：" in told.stdout
    assert "Example" in call("explain", "sum-of-parts", "--lang", "en").stdout
    assert "sum-of-parts" in call("explain").stdout
    slip = call("explain", "sum-of-part")
    assert slip.exit_code == 2
    assert "did you mean sum-of-parts?" in slip.stderr


def test_doctor_names_what_is_missing_and_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from importlib.metadata import PackageNotFoundError

    from analyzer.cli import examination as doctor

    def version(name: str) -> str:
        if name in ("rapidocr", "xlsxwriter"):
            raise PackageNotFoundError(name)
        return "1.0"

    assert call("doctor").exit_code == 0
    monkeypatch.setattr(doctor, "version", version)
    result = call("doctor")
    assert result.exit_code == 2
    assert "pip install 'budget-disclosure-analyzer[ocr]'" in result.stdout
    assert "pip install 'xlsxwriter'" in result.stdout


def test_doctor_names_whatever_the_readme_does(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from analyzer.cli import examination as doctor

    names = [line.split()[1] for line in call("doctor").stdout.splitlines()]
    assert {"git", "make", "chromium", "fonts-noto-cjk", "LibreOffice", "rapidocr", "jupyterlab", "distributed",
            "duckdb", "assets/schemas", "assets/anomalies"} <= set(names)  # fmt: skip
    assert len(names) == len(set(names))
    monkeypatch.setattr("shutil.which", lambda name: None)
    monkeypatch.setattr(doctor, "FONTS", tmp_path)
    result = call("doctor")
    assert result.exit_code == 0  # nobody needs them to read documents
    for package in ("git", "make", "chromium", "fonts-noto-cjk"):
        assert f"apt-get install {package};" in result.stdout


def test_every_asset_folder_is_examined() -> None:
    from analyzer.cli import examination as doctor

    there = {path.name for path in (Path(doctor.__file__).parents[1] / "assets").iterdir() if path.is_dir()}
    assert there == set(doctor.ASSETS)


# ---- completion ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("analyzer di", "diff"),
        ("analyzer explain text-tar", "text-target"),
        ("analyzer check --ignore typo,text-tar", "typo,text-target"),
        ("analyzer schema cl", "claims"),
    ],
)
def test_the_shell_completes_commands_checks_and_records(words: str, wanted: str) -> None:
    typed = words.split()
    env = {**os.environ, "_ANALYZER_COMPLETE": "bash_complete", "COMP_WORDS": words, "COMP_CWORD": str(len(typed) - 1)}
    code = "from analyzer.cli import main; main(prog_name='analyzer')"
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.split() == [f"plain,{wanted}"]


@pytest.mark.parametrize(
    "arguments", [["run"], ["facts", "--format", "xml", "."], ["nonsense"], ["run", "--jobs", "-1", "."]]
)
def test_wrong_usage_ends_with_2(arguments: list[str]) -> None:
    assert call(*arguments).exit_code == 2


def test_what_libraries_print_is_not_data() -> None:
    """A solver that writes to file descriptor 1 must not break JSON on stdout."""
    code = (
        "import os; from analyzer.cli import keep_stdout_for_data; keep_stdout_for_data(); "
        "os.write(1, b'noise\\n'); print('data')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "data\n"
    assert "noise" in done.stderr


# ---- anomalies and series --------------------------------------------------------------------------------------------


def test_anomalies_are_questions_one_a_line(own_disclosure: Path) -> None:
    told = call("anomalies", own_disclosure, "--jobs", 0)
    assert told.exit_code == 0
    first, *rest = told.stdout.splitlines()
    assert first.startswith("1. 石家庄市社会保险中心: 2023年预算“项目支出”由2,702.9万元增至13,442万元")
    assert first.endswith(f"[{own_disclosure.name}]")
    assert len(rest) < 10
    english = call("anomalies", own_disclosure, "--jobs", 0, "--lang", "en").stdout
    assert "project expenditure" in english


def test_anomalies_as_data(own_disclosure: Path) -> None:
    rows = json.loads(call("anomalies", own_disclosure, "--jobs", 0, "--format", "json").stdout)
    assert rows[0]["rank"] == 1
    assert {"question", "question_en", "base_wan", "amount_wan", "reason", "document"} <= rows[0].keys()


def test_no_anomalies_are_told_in_words(tmp_path: Path) -> None:
    document = tmp_path / "一年.md"
    document.write_text(
        "# 甲局2023年部门预算\n\n## 支出总表\n\n单位：万元\n\n"
        "| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |\n|---|---|---|---|---|\n"
        "| | 合计 | 30.00 | 10.00 | 20.00 |\n| 2010301 | 行政运行 | 30.00 | 10.00 | 20.00 |\n",
        encoding="utf-8",
    )
    told = call("anomalies", document, "--jobs", 0)
    assert told.exit_code == 0
    assert told.stdout == ""
    assert "只有2023年的数" in told.stderr
    assert "only 2023" in call("anomalies", document, "--jobs", 0, "--lang", "en").stderr


def test_series_of_a_disclosure(own_disclosure: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(call("series", own_disclosure, "--jobs", 0, "--format", "csv").stdout)))
    told = {(row["year"], row["series"]): (float(row["amount_wan"]), row["origin"]) for row in rows}
    assert told["2023", "three_public"] == (11.77, "printed")
    assert told["2022", "three_public"] == (12.48, "implied")
    assert told["2023", "vehicle_purchase"] == (0.0, "printed")
