"""Kinds that LibreOffice converts: read where it is installed, told where it is missing, fails or hangs."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

import pytest

from analyzer.cli.examination import examine
from analyzer.errors import UnreadableDocument
from analyzer.readers import Limits, read
from analyzer.readers.files.unread import OLE
from analyzer.readers.word import converted as office
from tests.readers.conftest import Reads
from tests.readers.samples import NOTE, TITLE, docx, grids, prose

LEGACY = OLE + b"\0" * 600 + "WordDocument".encode("utf-16-le")
KINDS = {"a.doc": LEGACY, "b.wps": LEGACY, "c.rtf": rb"{\rtf1 x}", "d.doc": rb"{\rtf1 x}"}


def program(folder: Path, script: str) -> None:
    """A program in the place of LibreOffice."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is searched for LibreOffice before all others, and where it is found first."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    return folder


@pytest.mark.parametrize("name", KINDS)
def test_without_libreoffice_the_file_is_told_with_the_remedy(
    name: str, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UnreadableDocument, match=rf"{name}.*LibreOffice.*\.docx"):
        reads(KINDS[name], name)
    assert [part.found for part in examine() if part.name == "LibreOffice"] == [False]


def test_a_conversion_that_fails_is_told(only: Path, reads: Reads) -> None:
    program(only, "echo 'source file could not be loaded' >&2; exit 1")
    with pytest.raises(UnreadableDocument, match="could not be loaded"):
        reads(LEGACY, "a.doc")


def test_a_conversion_that_hangs_is_ended_with_all_its_processes(only: Path, tmp_path: Path, reads: Reads) -> None:
    """And leaves nothing behind."""
    program(only, f"sleep 300 & echo $! > {tmp_path}/child; wait")
    with pytest.raises(UnreadableDocument, match=r"Limits\.max_conversion"):
        reads(LEGACY, "a.doc", limits=Limits(max_conversion=1.0))
    child = Path("/proc") / (tmp_path / "child").read_text().strip() / "stat"
    for _ in range(50):
        if not child.exists() or child.read_text().split()[2] == "Z":
            break
        time.sleep(0.1)
    else:
        pytest.fail("the child still runs")


def test_macros_and_links_are_off_and_the_profile_is_its_own(
    only: Path, tmp_path: Path, reads: Reads, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    program(
        only, f'printf "%s\\n" "$@" > {tmp_path}/told; cp "$HOME"/profile/user/*.xcu {tmp_path}/; echo no >&2; exit 1'
    )
    with pytest.raises(UnreadableDocument):
        reads(LEGACY, "a.doc")
    told = (tmp_path / "told").read_text()
    assert "-env:UserInstallation=file://" in told
    assert "--headless" in told
    settings = (tmp_path / "registrymodifications.xcu").read_text()
    assert "DisableMacrosExecution" in settings
    assert list(scratch.iterdir()) == []


def test_an_encrypted_document_is_not_handed_over(only: Path, reads: Reads) -> None:
    program(only, "exit 1")
    with pytest.raises(UnreadableDocument, match="password"):
        reads(LEGACY + "EncryptedPackage".encode("utf-16-le"), "a.doc")


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("suffix", ["doc", "rtf", "odt"])
def test_old_documents_are_read_as_the_new_ones_that_they_were(suffix: str, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(docx())
    home = (tmp_path / "home").as_uri()
    found = office.program() or ""
    command = [found, f"-env:UserInstallation={home}", "--headless", "--convert-to", suffix, "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "a.docx")], check=True, capture_output=True, timeout=120)
    document = read(tmp_path / f"a.{suffix}")
    assert document.format == suffix
    assert [each.text for each in prose(document)] == [TITLE, "单位：万元", NOTE]
    assert "411.70" in {cell.text for row in grids(document)[0].rows for cell in row if cell}
