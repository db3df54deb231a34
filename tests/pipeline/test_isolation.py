"""What a document or a family costs the others when it crashes, hangs or takes all memory: nothing, and it is named."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.pipeline.build import called, command, copies, tree
from tests.seeded.generator import make
from tests.specimens.plain import tabbed

BAD = "云山市第1档案馆"
"""The organisation whose family meets trouble; the two others must not notice."""

JUDGING = f"""
import os, time
from analyzer import checks
real = checks.judge
def judge(corpus):
    if corpus.readings[0].profile.entity == "{BAD}":
        TROUBLE
    return real(corpus)
checks.judge = judge
"""
DRAWING = f"""
import os, time
from analyzer import plots
real = plots.unit_figures
def unit_figures(panel, entity, *rest, **more):
    if entity == "{BAD}":
        TROUBLE
    return real(panel, entity, *rest, **more)
plots.unit_figures = unit_figures
"""
WRITING = f"""
import os, time
from analyzer import export
real = export.save_data
def save_data(results, folder):
    if results.readings and results.readings[0].profile.entity == "{BAD}" and results.readings[0].claims:
        TROUBLE
    return real(results, folder)
export.save_data = save_data
"""
TROUBLES = {
    "crash": "os.kill(os.getpid(), 9)",
    "hang": "time.sleep(99)",
    "memory": "held = bytearray(64 << 30)",
    "fault": "raise ValueError('oops')",
}


def lines(out: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "data" / f"{name}.jsonl").read_text("utf-8").splitlines()]


def limit(trouble: str) -> tuple[object, ...]:
    """A time limit far above what a family takes, where one is needed at all."""
    return ("--timeout", 12) if trouble == "hang" else ()


def of_good(out: Path) -> dict[str, list[dict[str, Any]]]:
    """Everything that the lists say of the two other documents."""
    names = ("facts", "claims", "findings", "issues", "relations")
    return {name: [row for row in lines(out, name) if row["document"] != "0001.txt"] for name in names}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, own_disclosure: Path) -> Path:
    made = tmp_path_factory.mktemp("three")
    copies(made / "in", 3)
    done = called("run", made / "in", "--out", made / "clean", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("two")
    copies(made / "in", 2)
    return made


@pytest.fixture(scope="module")
def drawn(pair: Path) -> Path:
    """The undisturbed run over two documents with its figures."""
    done = called("run", pair / "in", "--out", pair / "drawn", "--jobs", 2, figures=True)
    assert done.returncode == 0, done.stderr
    return pair / "drawn"


@pytest.mark.parametrize("trouble", TROUBLES)
def test_a_family_that_cannot_be_judged_keeps_its_figures(folder: Path, tmp_path: Path, trouble: str) -> None:
    code = JUDGING.replace("TROUBLE", TROUBLES[trouble])
    done = called("run", folder / "in", "--out", tmp_path, "--jobs", 2, *limit(trouble), code=code)
    assert done.returncode == 0, done.stderr
    assert of_good(tmp_path) == of_good(folder / "clean")
    assert [(row["document"], row["code"]) for row in lines(tmp_path, "issues")] == [("0001.txt", "not-judged")]
    assert lines(tmp_path, "facts") == lines(folder / "clean", "facts")
    assert {row["verdict"] for row in lines(tmp_path, "claims") if row["document"] == "0001.txt"} == {"unverifiable"}
    assert "0001.txt" in done.stderr or trouble in ("memory", "fault")


@pytest.mark.parametrize("trouble", ["crash", "hang", "fault"])
def test_a_family_that_cannot_be_drawn_keeps_its_judgement(
    pair: Path, drawn: Path, tmp_path: Path, trouble: str
) -> None:
    code = DRAWING.replace("TROUBLE", TROUBLES[trouble])
    done = called("run", pair / "in", "--out", tmp_path, "--jobs", 2, *limit(trouble), code=code, figures=True)
    assert done.returncode == 0, done.stderr
    assert [(row["document"], row["code"]) for row in lines(tmp_path, "issues")] == [("0001.txt", "figures-failed")]
    for name in ("facts", "claims", "findings", "relations"):
        assert lines(tmp_path, name) == lines(drawn, name)
    missing = set(tree(drawn)) - set(tree(tmp_path))
    assert missing
    assert all(name.startswith("figures/") and name.endswith("-2.svg") for name in missing)


@pytest.mark.parametrize("trouble", ["crash", "fault"])
def test_a_family_that_cannot_be_written_whole_keeps_its_tables(folder: Path, tmp_path: Path, trouble: str) -> None:
    code = WRITING.replace("TROUBLE", TROUBLES[trouble])
    done = called("run", folder / "in", "--out", tmp_path, "--jobs", 2, code=code)
    assert done.returncode == 0, done.stderr
    assert of_good(tmp_path) == of_good(folder / "clean")
    assert [(row["document"], row["code"]) for row in lines(tmp_path, "issues")] == [("0001.txt", "not-judged")]
    assert lines(tmp_path, "facts") == lines(folder / "clean", "facts")


def test_a_family_of_which_nothing_can_be_written_is_named(folder: Path, tmp_path: Path) -> None:
    code = WRITING.replace("TROUBLE", TROUBLES["crash"]).replace(" and results.readings[0].claims", "")
    done = called("run", folder / "in", "--out", tmp_path, "--jobs", 2, code=code)
    assert done.returncode == 0, done.stderr
    assert of_good(tmp_path) == of_good(folder / "clean")
    assert {row["code"] for row in lines(tmp_path, "issues")} == {"not-judged", "not-written"}
    assert "0001.txt" in (tmp_path / "index.html").read_text("utf-8")


def test_figures_over_all_that_fail_cost_themselves(folder: Path, tmp_path: Path) -> None:
    code = "import os\nfrom analyzer import plots\nplots.peers = lambda *a, **b: os.kill(os.getpid(), 9)"
    done = called("run", folder / "in", "--out", tmp_path, "--jobs", 2, code=code, figures=True)
    assert done.returncode == 0, done.stderr
    assert of_good(tmp_path)["facts"] == of_good(folder / "clean")["facts"]
    assert [row["code"] for row in lines(tmp_path, "issues")] == ["figures-failed"]


# ---- the same bytes whatever happened on the way ---------------------------------------------------------------------


@pytest.mark.parametrize("options", [("--jobs", 0), ("--jobs", 1, "--no-cache")])
def test_any_number_of_jobs_and_any_cache_give_the_same_bytes(
    pair: Path, drawn: Path, tmp_path: Path, options: tuple[object, ...]
) -> None:
    for cache in ("cold", "warm"):
        done = called(
            "run",
            pair / "in",
            "--out",
            tmp_path / cache,
            *options,
            figures=True,
            XDG_CACHE_HOME=str(tmp_path / "home"),
        )
        assert done.returncode == 0, done.stderr
        assert tree(tmp_path / cache) == tree(drawn)


def test_the_order_of_sets_is_in_no_byte(tmp_path: Path) -> None:
    """A department and its head office, two years of one office: relations between documents come in one order."""
    for number, kind in enumerate(("department", "years")):
        for index, disclosure in enumerate(make(Random(kind), number, kind=kind).documents):
            path = tmp_path / "in" / f"{kind}-{index}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(tabbed(disclosure), "utf-8")
    for seed in "12":
        done = called("run", tmp_path / "in", "--out", tmp_path / seed, "--no-cache", PYTHONHASHSEED=seed)
        assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "1") == tree(tmp_path / "2")
    assert b'"department-unit", "rule": "stated"' in tree(tmp_path / "1")["data/relations.jsonl"]


def test_the_run_in_memory_writes_the_same_bytes(pair: Path, drawn: Path, tmp_path: Path) -> None:
    import analyzer

    analyzer.analyze(pair / "in", jobs=2).write(tmp_path)
    assert tree(tmp_path) == tree(drawn)


def test_what_a_killed_run_has_done_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    """Killed while it judges its third family: the next run neither reads anything nor judges the two others."""
    out = tmp_path / "out"
    env: dict[str, Any] = {"XDG_CACHE_HOME": str(tmp_path / "home")}
    dying = """
import os
from analyzer import checks
real = checks.judge
def judge(corpus):
    if corpus.readings[0].name == "0002.txt":
        os.kill(os.getppid() if os.getpid() != BASE else BASE, 9)
    return real(corpus)
checks.judge = judge
"""
    done = called(
        "run", folder / "in", "--out", out, "--jobs", 0, code=f"import os; BASE = os.getpid()\n{dying}", **env
    )
    assert done.returncode == -signal.SIGKILL
    told = tmp_path / "told"
    counting = f"""
from analyzer import checks
from analyzer.pipeline import work
def refuse(*_): raise SystemExit("read again")
work._read = refuse
real = checks.judge
def judge(corpus):
    with open({str(told)!r}, "a") as file: file.write(corpus.readings[0].name + "\\n")
    return real(corpus)
checks.judge = judge
"""
    done = called("run", folder / "in", "--out", out, "--jobs", 0, code=counting, **env)
    assert done.returncode == 0, done.stderr
    assert told.read_text().split() == ["0002.txt"]
    assert tree(out) == tree(folder / "clean")


def test_workers_end_with_their_parent(folder: Path, tmp_path: Path) -> None:
    code = "import time\nfrom analyzer import checks\nchecks.judge = lambda corpus: time.sleep(99)"
    arguments = command("run", folder / "in", "--out", tmp_path, "--jobs", 2, code=code)
    with subprocess.Popen(arguments, start_new_session=True, stderr=subprocess.DEVNULL) as run:
        while len(group(run.pid)) < 3:
            assert run.poll() is None
            time.sleep(0.1)
        run.kill()
    time.sleep(1)
    assert group(run.pid) == []


def group(leader: int) -> list[int]:
    """The living processes of a session."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(told[3]) == leader and told[0] != "Z":
            found.append(int(path.parent.name))
    return found
