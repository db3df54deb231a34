"""How fast PDFs are read, beside pdfplumber in the same run. Prints ratios of processor time, asserts none."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from analyzer import analyze
from analyzer.readers.pdf.document import read_pdf, ruled_grids

PAGES: dict[Path, int] = {}

MEMORY = """
import re, sys
from pathlib import Path
from analyzer.readers import read
read(Path(sys.argv[1]))
# ru_maxrss would count what the process was forked from.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def _tables(path: Path) -> int:
    ruled_grids(path)
    return PAGES[path]


def _plumbed(path: Path) -> int:
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_tables()
            page.close()
        return len(pdf.pages)


def _whole(path: Path) -> int:
    return read_pdf(path).pages or 0


def _rate(work: Callable[[Path], int], paths: list[Path]) -> float:
    started = time.process_time()
    pages = sum(work(path) for path in paths)
    return pages / (time.process_time() - started)


def test_tables_are_read_many_times_faster_than_by_the_oracle(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints pages per second of our grids, of the whole document, and of pdfplumber's extract_tables."""
    paths = sorted((shared / "disclosures").glob("*.pdf"))
    PAGES.update({path: len(pypdfium2.PdfDocument(path)) for path in paths})
    _tables(paths[0])
    oracle = _rate(_plumbed, paths)
    tables, whole = (max(_rate(work, paths) for _ in range(3)) for work in (_tables, _whole))
    with capsys.disabled():
        print(f"\ntables {tables:.0f} pages/s, whole document {whole:.0f}, pdfplumber {oracle:.1f}")
        print(f"ratio of tables {tables / oracle:.1f}, of the whole document {whole / oracle:.1f}")


def test_memory_of_one_process_on_the_longest_document(shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints the peak resident memory of a process that reads the 33-page file."""
    longest = shared / "disclosures" / "wanli-2024-budget.pdf"
    done = subprocess.run([sys.executable, "-c", MEMORY, str(longest)], capture_output=True, text=True, check=True)
    with capsys.disabled():
        print(f"\npeak memory on the 33-page file {float(done.stdout):.0f} MB")


def test_time_grows_linearly_with_pages(shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints milliseconds per page for 5, 50 and 500 pages of the same kind."""
    source = pypdfium2.PdfDocument(shared / "disclosures" / "wanli-2024-budget.pdf")
    lines = []
    for pages in (5, 50, 500):
        target = pypdfium2.PdfDocument.new()
        for start in range(0, pages, 5):
            target.import_pages(source, pages=[9, 10, 11, 12, 13][: pages - start])
        path = tmp_path / f"{pages}.pdf"
        target.save(path)
        lines.append(f"{pages} pages {1000 / _rate(_whole, [path]):.1f} ms a page")
    with capsys.disabled():
        print("\n" + ", ".join(lines))


HOSTILE = (
    "一",
    "年",
    "12.3万元",
    "12.3万元，",
    "（一",
    "一、",
    "，（类）",
    "增长12%，主要原因是",
    "会议费1万元、培训费2万元、",
)
"""What a paragraph of 80 KB may consist of."""


def test_time_grows_linearly_with_the_length_of_a_paragraph(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints how many times as long a paragraph of 40,000 characters takes a character as one of 4,000."""

    def per_character(piece: str, length: int) -> float:
        path = tmp_path / f"{length}.txt"
        path.write_text("某局2024年部门预算\n" + piece * (length // len(piece)), "utf-8")
        started = time.process_time()
        analyze(path, jobs=0)
        return (time.process_time() - started) / length

    per_character(HOSTILE[0], 4_000)
    with capsys.disabled():
        print()
        for piece in HOSTILE:
            print(f"{piece}: {per_character(piece, 40_000) / per_character(piece, 4_000):.1f}")
