"""Odd things among the files named: each is read, or refused by name, and none costs the others anything."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from analyzer.pipeline import inputs, read_all
from analyzer.text import inert, lively, printable
from tests.pipeline.build import called, copies


@pytest.fixture
def folder(tmp_path: Path, own_disclosure: Path) -> Path:
    copies(tmp_path / "in", 1)
    return tmp_path / "in"


def named(folder: Path, name: bytes, content: bytes = b"") -> bytes:
    path = os.path.join(os.fsencode(folder), name)
    with open(path, "wb") as file:
        file.write(content)
    return path


def refusals(folder: Path, **how: bool) -> dict[str, str]:
    corpus, issues = read_all(inputs(folder, **how), jobs=0)
    assert "0000.txt" in [reading.name for reading in corpus.readings]
    return {issue.document: issue.detail for issue in issues}


ODD = {
    "no UTF-8": (b"\xff\xa4\xcb.txt", "\\xff\\xa4\\xcb.txt"),
    "terminal escape": (b"a\x1b[2Jb.txt", "a\\x1b[2Jb.txt"),
    "line break": (b"a\nb.txt", "a\\x0ab.txt"),
    "turned writing": ("a\u202etxt.pdf.txt".encode(), "a\\u202etxt.pdf.txt"),
    "device name": (b"CON.txt", "CON.txt"),
    "percent and quotes": (b"a%20'\"<b>.txt", "a%20'\"<b>.txt"),
}


@pytest.mark.parametrize("kind", ODD)
def test_a_document_with_an_odd_name_is_read_and_named_printably(
    folder: Path, tmp_path: Path, own_disclosure: Path, kind: str
) -> None:
    name, shown = ODD[kind]
    named(folder, name, own_disclosure.read_bytes())
    done = called("run", folder, "--out", tmp_path / "out", "--jobs", 1, "--no-cache")
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out" / "data" / "facts.jsonl").read_text("utf-8").splitlines()
    assert {json.loads(line)["document"] for line in lines} == {"0000.txt", shown}
    assert "\x1b" not in done.stdout + done.stderr


def test_an_unreadable_file_with_an_odd_name_is_told_in_one_printable_line(folder: Path, tmp_path: Path) -> None:
    named(folder, b"\xff\x1b[31m\n.pdf", b"%PDF-1.7 broken")
    done = called("run", folder, "--out", tmp_path / "out", "--jobs", 1, "--no-cache")
    assert done.returncode == 3
    told = [line for line in done.stderr.splitlines() if "damaged" in line or "PDF" in line]
    assert len(told) == 1
    assert told[0].isprintable()


def test_two_names_that_print_alike_are_told_apart(tmp_path: Path, own_disclosure: Path) -> None:
    tmp_path.joinpath("in").mkdir()
    for name in (b"a\x1b.txt", b"a\\x1b.txt"):
        named(tmp_path / "in", name, own_disclosure.read_bytes() + name)
    assert len({item.name for item in inputs(tmp_path / "in")}) == 2


def test_a_pipe_a_socket_and_a_device_are_refused_without_waiting(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "socket.txt"))
    found = refusals(folder)
    assert set(found) == {"pipe.txt", "socket.txt"}
    assert all("no regular file" in detail for detail in found.values())
    corpus, issues = read_all(inputs(["/dev/zero", folder / "0000.txt"]), jobs=0)
    assert [issue.document for issue in issues] == ["zero"]
    assert len(corpus.readings) == 1


def test_links_are_followed_inside_the_folder_and_outside_only_when_asked(
    folder: Path, tmp_path: Path, own_disclosure: Path
) -> None:
    (secret,) = copies(tmp_path / "elsewhere", 1)
    secret.write_bytes(secret.read_bytes() + b"\n")
    (folder / "out.txt").symlink_to(secret)
    (folder / "below").symlink_to(tmp_path / "elsewhere")
    (folder / "gone.txt").symlink_to(tmp_path / "removed.txt")
    (folder / "inside.txt").symlink_to(folder / "0000.txt")
    found = refusals(folder)
    assert set(found) == {"out.txt", "below", "gone.txt"}
    assert "--follow" in found["out.txt"]
    assert "leads to nothing" in found["gone.txt"]
    (folder / "gone.txt").unlink()
    assert [item.path.name for item in inputs(folder, follow=True)] == ["0000.txt", "0000.txt"] or [
        item.name for item in inputs(folder, follow=True)
    ] == ["0000.txt", "out.txt"]


def test_links_in_a_circle_end(folder: Path) -> None:
    (folder / "round").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    (folder / "nowhere.txt").symlink_to("missing.txt")
    assert set(refusals(folder)) == {"self.txt", "nowhere.txt"}
    assert "0000.txt" in {item.name for item in inputs(folder, follow=True)}


def test_the_report_of_an_earlier_run_is_not_read_as_documents(folder: Path) -> None:
    for _ in range(2):
        done = called("run", folder, "--out", folder, "--jobs", 1, "--no-cache")
        assert done.returncode == 0, done.stderr
    below = called("run", folder, "--out", folder / "reports", "--jobs", 1, "--no-cache")
    assert below.returncode == 0
    assert [item.name for item in inputs(folder)] == ["0000.txt"]


# ---- texts in files that spreadsheets open ---------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+A1", "-A1", "@SUM(A1)", "\tx", "-", "'=1", "''=1", "+", "=-1.5"])
def test_what_a_spreadsheet_would_run_is_disarmed_and_comes_back(text: str) -> None:
    assert inert(text)[0] == "'"
    assert lively(inert(text)) == text


@pytest.mark.parametrize("text", ["-12.50", "+3%", "-1,234.56", "", "'", "'甲", "甲=乙", "0"])
def test_numbers_and_other_texts_stay_as_they_are(text: str) -> None:
    assert inert(text) == text
    assert lively(text) == text


def test_labels_that_are_formulas_are_disarmed_in_every_csv_file(tmp_path: Path, own_disclosure: Path) -> None:
    import csv

    from analyzer import panel

    text = own_disclosure.read_text("utf-8").replace("本年收入合计", '=HYPERLINK("http://x","合计")')
    (tmp_path / "a.txt").write_text(text, "utf-8")
    done = called("run", tmp_path / "a.txt", "--out", tmp_path / "out", "--jobs", 1, "--no-cache")
    assert done.returncode == 0, done.stderr
    seen = 0
    for path in (tmp_path / "out" / "data").glob("*.csv"):
        with path.open(newline="", encoding="utf-8") as file:
            for cell in (cell for row in csv.reader(file) for cell in row):
                assert not cell.startswith(("=", "@", "\t"))
                seen += "'=HYPERLINK" in cell
    assert seen
    loaded = panel.load(tmp_path / "out" / "data" / "panel.csv")
    assert loaded["row"].str.startswith("=HYPERLINK").any()


def test_printable_writes_out_what_a_terminal_would_obey() -> None:
    assert printable("预算　2024\x07\u202e\udcff\n") == "预算　2024\\x07\\u202e\\xff\\x0a"
