"""What a run is asked not to tell: it is left out of findings and exit codes, and never without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import analyzer
from analyzer.errors import UsageError
from analyzer.pipeline import Run
from analyzer.results import baseline
from analyzer.results.selection import Selection, selection
from tests.test_cli import call

NAME = "sjz-323003-2023-budget.txt"


@pytest.fixture(scope="module")
def run(own_disclosure: Path) -> Run:
    return analyzer.analyze(own_disclosure, jobs=0)


@pytest.fixture(scope="module")
def folder(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return run.write(tmp_path_factory.mktemp("earlier") / "reports")


def ids(run: Run, *checks: str) -> set[str]:
    return {finding.id for finding in run.all_findings if not checks or finding.check in checks}


def codes(run: Run) -> dict[str, str]:
    return {issue.code: issue.detail for issue in run.unread}


# ---- checks ----------------------------------------------------------------------------------------------------------


def test_a_name_is_an_id_or_the_beginning_of_ids() -> None:
    from analyzer.checks.registry import checks

    told = frozenset(checks()) - selection("typo,share").ignored
    assert told == {"typo", "share"}
    several = frozenset(checks()) - selection(["typo-", "text-t"], "text-target").ignored
    assert several == {"typo-doubled-word", "typo-dropped-character", "typo-in-name", "text-table", "text-text"}
    assert not selection()


@pytest.mark.parametrize(
    ("select", "ignore", "told"),
    [
        ("text-targt", None, "no check is called 'text-targt'; did you mean text-target"),
        (None, "qqqq", "no check is called 'qqqq'; `analyzer explain` lists them"),
        (None, "leading-zero", "did you mean code-leading-zero"),
        (" , ", None, "no check is named"),
        ("typo", "typo", "no check is left"),
    ],
)
def test_a_name_that_fits_nothing_is_an_error_that_helps(select: str | None, ignore: str | None, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        selection(select, ignore)


def test_findings_of_other_checks_are_set_aside_and_counted(own_disclosure: Path, run: Run) -> None:
    chosen = analyzer.analyze(own_disclosure, jobs=0, select="text-target", ignore=["typo"])
    assert ids(chosen) == ids(run, "text-target")
    assert {one.finding.id for one in chosen.left_out} == ids(run) - ids(run, "text-target")
    assert set(chosen.silent["why"]) == {"ignored"}
    assert list(chosen.silent.columns[:3]) == ["id", "check", "severity"]
    left = len(ids(run)) - 3
    assert codes(chosen) == {"left-out": f"{left} findings not told: {left} of checks that were left out"}
    assert f"{left} left out" in chosen.summary("en")
    assert "left out" not in run.summary("en")
    assert "typo" in chosen.manifest["options"]["ignored_checks"]
    assert run.manifest["options"] == {"ocr": False}


def test_the_command_tells_what_it_was_asked_for_and_how_much_it_left_out(own_disclosure: Path, run: Run) -> None:
    notes = call("check", own_disclosure, "--select", "typo,punctuation", "--jobs", 0)
    assert notes.exit_code == 0  # errors of checks that are left out do not count
    kinds = {line.split(": ")[1] for line in notes.stdout.splitlines()}
    assert all("note" in kind for kind in kinds)
    assert f"{len(ids(run)) - len(notes.stdout.splitlines())} findings not told" in notes.stderr
    wrong = call("check", own_disclosure, "--ignore", "txt-target")
    assert wrong.exit_code == 2
    assert "did you mean text-target" in wrong.stderr
    assert wrong.stderr.count("\n") == 1


# ---- baselines -------------------------------------------------------------------------------------------------------


def test_every_form_of_a_baseline_accepts_the_same_findings(folder: Path, tmp_path: Path, own_disclosure: Path) -> None:
    wanted = {json.loads(line)["id"] for line in (folder / "data/findings.jsonl").read_text("utf-8").splitlines()}
    (tmp_path / "list.txt").write_text(call("baseline", folder).stdout, "utf-8")
    (tmp_path / "array.json").write_text(call("check", own_disclosure, "--format", "json").stdout, "utf-8")
    for form in (
        folder,
        folder / "data",
        folder / "data/findings.jsonl",
        tmp_path / "list.txt",
        tmp_path / "array.json",
    ):
        assert set(baseline.load(form)) == wanted


def test_accepted_findings_are_silent_and_those_no_longer_met_are_told(
    own_disclosure: Path, run: Run, tmp_path: Path
) -> None:
    some = sorted(ids(run, "text-target"))
    listed = f"# a comment\n\n{some[0]} # the office confirmed it\n{some[1]}  by letter of 3 May\n0123456789ab mended\n"
    (tmp_path / "accepted").write_text(listed, "utf-8")
    chosen = analyzer.analyze(own_disclosure, jobs=0, baseline=tmp_path / "accepted")
    assert ids(chosen) == ids(run) - set(some[:2])
    reasons = dict(zip(chosen.silent["id"], chosen.silent["reason"], strict=True))
    assert reasons == {some[0]: "the office confirmed it", some[1]: "by letter of 3 May"}
    assert codes(chosen)["left-out"] == "2 findings not told: 2 that the baseline accepts"
    assert "1 of the baseline's findings no longer met: 0123456789ab;" in codes(chosen)["baseline-gone"]
    assert analyzer.analyze(own_disclosure, jobs=0, baseline={some[0]: ""}).left_out[0].finding.id == some[0]


def test_an_accepted_finding_stays_accepted_where_lines_move(own_disclosure: Path, run: Run, tmp_path: Path) -> None:
    """Blank lines above shift every place and change nothing that is said."""
    (tmp_path / own_disclosure.name).write_text("\n\n\n" + own_disclosure.read_text("utf-8"), "utf-8")
    moved = analyzer.analyze(tmp_path / own_disclosure.name, jobs=0)
    assert ids(moved) == ids(run)
    assert len(moved.all_findings) == len(run.all_findings)
    assert [f.sources[0].line for f in moved.all_findings] == [(f.sources[0].line or 0) + 3 for f in run.all_findings]


def test_a_run_with_a_baseline_is_a_baseline_with_the_same_reasons(folder: Path, tmp_path: Path, run: Run) -> None:
    """What was accepted once stays accepted where each run is the baseline of the next."""
    accepted = sorted(ids(run))[0]
    (tmp_path / "accepted").write_text(f"{accepted} known since 2023\n", "utf-8")
    document = folder.parent / NAME
    document.write_bytes((Path(__file__).parent.parent / "data/disclosures" / NAME).read_bytes())
    first = call("run", document, "--out", tmp_path / "one", "--baseline", tmp_path / "accepted", "--jobs", 0)
    assert first.exit_code == 0
    assert "1 个按要求略去" in first.stderr
    assert baseline.load(tmp_path / "one")[accepted] == "known since 2023"
    second = call("check", document, "--baseline", tmp_path / "one", "--jobs", 0)
    assert (second.exit_code, second.stdout) == (0, "")
    assert f"{len(ids(run))} findings not told" in second.stderr
    assert f"{accepted} known since 2023\n" in call("baseline", tmp_path / "one").stdout


def test_publishing_leaves_out_what_analyzing_does(own_disclosure: Path, tmp_path: Path, run: Run) -> None:
    wishes: dict[str, object] = {"ignore": "target", "baseline": {sorted(ids(run, "text-target"))[0]: "said so"}}
    done = analyzer.publish(own_disclosure, tmp_path / "published", jobs=0, **wishes)  # type: ignore[arg-type]
    whole = analyzer.analyze(own_disclosure, jobs=0, **wishes)  # type: ignore[arg-type]
    whole.write(tmp_path / "written")
    assert done.left_out == len(whole.left_out) > 10
    for name in ("findings.jsonl", "left_out.jsonl", "issues.jsonl"):
        ours, theirs = (tmp_path / side / "data" / name for side in ("published", "written"))
        assert ours.read_bytes() == theirs.read_bytes() != b""
    assert (tmp_path / "published/manifest.json").read_bytes() == (tmp_path / "written/manifest.json").read_bytes()
    assert "findings not told" in (tmp_path / "published/index.html").read_text("utf-8")


def test_a_part_is_not_taken_up_by_a_run_that_tells_others() -> None:
    assert len({selection().key, selection("typo").key, Selection(accepted={"0" * 12: ""}).key}) == 3


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b'{"id": "0123456789ab", "check": "typo"}\n{broken', "line 2: no JSON"),
        (b'{"document": "a.txt", "text": "1"}\n', "line 1: no finding"),
        (b"[1, 2]", "no finding"),
        (b"[{]", "no JSON"),
        (b"sjz.txt:381: error text-target", "line 1: 'sjz.txt:381:' is no id of a finding"),
        (b"# fine\n0123456789ab\nABC why\n", "line 3: 'ABC' is no id"),
        (b"\xff\xfe\x00", "no text in UTF-8"),
    ],
)
def test_what_is_no_baseline_is_named_with_its_line(tmp_path: Path, content: bytes, told: str) -> None:
    (tmp_path / "base").write_bytes(content)
    with pytest.raises(UsageError, match=f"base: .*{told}|base: {told}"):
        baseline.load(tmp_path / "base")


def test_a_missing_baseline_is_one_line_before_anything_is_read(tmp_path: Path, own_disclosure: Path) -> None:
    for command in ("check", "run"):
        result = call(command, own_disclosure, "--baseline", tmp_path / "none")
        assert result.exit_code == 2
        assert "none: no such file" in result.stderr
        assert result.stderr.count("\n") == 1
    (tmp_path / "data").mkdir()
    (tmp_path / "data/findings.jsonl").write_text('{"text": "no finding"}\n')
    with pytest.raises(UsageError, match=r"findings\.jsonl: line 1: no finding"):
        baseline.load(tmp_path)
    (tmp_path / "data/findings.jsonl").unlink()
    result = call("baseline", tmp_path)
    assert result.exit_code == 2
    assert "no run folder" in result.stderr
