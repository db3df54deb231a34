"""Cut, flipped, bloated and hostile files end in a document or in one clear line, in bounded time and memory."""

from __future__ import annotations

import random
import struct
import time
import tracemalloc
from pathlib import Path

import pytest

from analyzer.errors import UnreadableDocument
from analyzer.readers import Limits, read
from tests.readers.conftest import Reads
from tests.readers.samples import ODS_HEAD, ODS_TAIL, SAMPLES, docx, ods, packed, repacked, xlsx

SHEET = "xl/worksheets/sheet1.xml"
WORKSHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData>{}</worksheet>'
SECONDS = 20.0
"""Of the processor, so that the load of the machine does not count; far above what any of these takes."""


def outcome(path: Path, limits: Limits | None = None) -> str:
    """What came of reading: empty for a document, else the message, which is one line that names the file."""
    started = time.process_time()
    try:
        read(path, limits=limits or Limits())
        message = ""
    except UnreadableDocument as error:
        message = str(error)
        assert path.name in message
        assert "\n" not in message
        assert len(message) < 400
    assert time.process_time() - started < SECONDS
    return message


@pytest.mark.parametrize("suffix", SAMPLES)
def test_a_file_cut_anywhere_is_read_or_refused(suffix: str, tmp_path: Path) -> None:
    data, path = SAMPLES[suffix](), tmp_path / f"cut{suffix}"
    refused = 0
    for part in range(100):
        path.write_bytes(data[: len(data) * part // 100])
        refused += bool(outcome(path))
    assert refused >= (1 if suffix in (".txt", ".html", ".csv", ".mhtml") else 95)


@pytest.mark.parametrize("suffix", SAMPLES)
def test_flipped_bytes_never_crash(suffix: str, tmp_path: Path) -> None:
    data, path, chance = SAMPLES[suffix](), tmp_path / f"flipped{suffix}", random.Random(7)
    for _ in range(100):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 3, 30))):
            damaged[chance.randrange(len(data))] = chance.randrange(256)
        path.write_bytes(damaged)
        outcome(path)


@pytest.mark.parametrize(
    ("suffix", "part"), [(".docx", "word/document.xml"), (".xlsx", SHEET), (".ods", "content.xml")]
)
def test_damage_inside_a_part_never_crashes(suffix: str, part: str, tmp_path: Path) -> None:
    data, path, chance = SAMPLES[suffix](), tmp_path / f"inside{suffix}", random.Random(11)

    def damage(content: bytes) -> bytes:
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(len(damaged))] = chance.randrange(32, 127)
        return bytes(damaged)

    for _ in range(60):
        path.write_bytes(repacked(data, {part: damage}))
        outcome(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    path.write_bytes(repacked(docx(), {"word/document.xml": lambda _: b" " * 80_000_000}))
    tracemalloc.start()
    message = outcome(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert "Limits.max_ratio" in message
    assert peak < 5_000_000


def test_the_unpacked_size_is_limited_and_adjustable(tmp_path: Path) -> None:
    path = tmp_path / "large.xlsx"
    path.write_bytes(xlsx())
    assert "Limits.max_unpacked" in outcome(path, Limits(max_unpacked=1000))
    assert outcome(path) == ""


@pytest.mark.parametrize(
    ("suffix", "part"), [(".docx", "word/document.xml"), (".xlsx", SHEET), (".ods", "content.xml")]
)
def test_billion_laughs_are_not_expanded(suffix: str, part: str, tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declared = f'<!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'.encode()

    def laugh(content: bytes) -> bytes:
        body = content.split(b"?>", 1)[-1]
        return declared + body.replace(b"</w:t>", b"&l9;</w:t>").replace(b"</text:p>", b"&l9;</text:p>").replace(
            b"</v>", b"&l9;</v>"
        )

    path = tmp_path / f"laughs{suffix}"
    path.write_bytes(repacked(SAMPLES[suffix](), {part: laugh}))
    assert "entities" in outcome(path)


def test_one_far_cell_costs_no_memory(reads: Reads) -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    far = '<row r="1048576"><c r="A1048576"><v>3</v></c><c r="XFD1048576"><v>4</v></c></row>'
    merged = '<mergeCells><mergeCell ref="C3:XFD1048570"/></mergeCells>'
    data = repacked(xlsx(), {SHEET: lambda _: WORKSHEET.format(cells + far, merged).encode()})
    tracemalloc.start()
    document = reads(data, "far.xlsx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(document.blocks) == 1
    assert peak < 20_000_000


def test_a_hundred_thousand_columns_are_refused(tmp_path: Path) -> None:
    row = "".join("<table:table-cell><text:p>1</text:p></table:table-cell>" for _ in range(100_000))
    sheet = f'<table:table table:name="s"><table:table-row>{row}</table:table-row></table:table>'
    path = tmp_path / "wide.ods"
    path.write_bytes(packed({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                             "content.xml": (ODS_HEAD.format(styles="") + sheet + ODS_TAIL).encode()}))  # fmt: skip
    assert "Limits.max_c" in outcome(path)
    path = tmp_path / "wide.txt"
    path.write_text("\t".join(["1"] * 100_000), encoding="utf-8")
    assert "Limits.max_columns" in outcome(path)
    path = tmp_path / "wide.html"
    path.write_text("<table><tr>" + "<td>1</td>" * 100_000 + "</tr><tr><td>1<td>2</tr></table>", encoding="utf-8")
    assert "Limits.max_columns" in outcome(path)


def test_repeated_cells_of_an_ods_are_not_laid_out(tmp_path: Path) -> None:
    cell = '<table:table-cell table:number-columns-repeated="{}"><text:p>1</text:p></table:table-cell>'
    row = '<table:table-row table:number-rows-repeated="1000000">{}</table:table-row>'
    path = tmp_path / "repeated.ods"
    path.write_bytes(ods(f'<table:table table:name="s">{row.format(cell.format(1000))}</table:table>'))
    assert "Limits.max_cells" in outcome(path)
    blank = row.format('<table:table-cell table:number-columns-repeated="16384"/>')
    path.write_bytes(
        ods().replace(b"", b"") if not blank else ods(f'<table:table table:name="s">{blank}</table:table>')
    )
    assert "holds no text" in outcome(path)


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "font", "blockquote", "ul><li", "span"])
def test_deeply_nested_markup_is_refused_in_time(tag: str, tmp_path: Path) -> None:
    path = tmp_path / "deep.html"
    path.write_text("<html><body>" + f"<{tag}>" * 100_000 + "x", encoding="utf-8")
    assert "Limits.max_depth" in outcome(path)


def test_huge_spans_are_cut(reads: Reads, tmp_path: Path) -> None:
    path = tmp_path / "spans.html"
    cell = '<td colspan="1000" rowspan="65534">1</td>'
    path.write_text(f"<table>{f'<tr>{cell}<td>2</td></tr>' * 3000}</table><p>x</p>", encoding="utf-8")
    assert "Limits.max_c" in outcome(path)
    document = reads(
        '<table><tr><td colspan="99999999">题</td></tr><tr><td rowspan="9">a</td><td>1</td></tr></table>', "b.html"
    )
    assert document.blocks


def test_deep_word_markup_is_refused(tmp_path: Path) -> None:
    inside = "<w:sdt><w:sdtContent>" * 20_000
    path = tmp_path / "deep.docx"
    path.write_bytes(
        repacked(docx(), {"word/document.xml": lambda data: data.replace(b"<w:body>", b"<w:body>" + inside.encode())})
    )
    assert "damaged" in outcome(path)


def test_file_size_and_cells_are_limited_and_adjustable(reads: Reads, tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    path.write_text("a\tb\tc\n" * 1000, encoding="utf-8")
    assert "Limits.max_bytes" in outcome(path, Limits(max_bytes=100))
    assert "Limits.max_cells" in outcome(path, Limits(max_cells=100))
    assert outcome(path) == ""


def test_long_runs_of_markers_take_linear_time(tmp_path: Path) -> None:
    for index, data in enumerate(
        ("*" * 200_000, "**a" * 50_000, "|" * 200_000, ". " * 100_000, "- " * 100_000, "  a" * 60_000)
    ):
        path = tmp_path / f"long{index}.txt"
        path.write_text(f"{data}\n" * 2, encoding="utf-8")
        assert outcome(path) in ("", f"{path.name}: holds no text and no table")


def test_an_impossible_extent_of_an_old_sheet_is_refused(tmp_path: Path) -> None:
    """The library reserves memory for it at once, and ends the whole process where it gets none."""
    data = bytearray(SAMPLES[".xls"]())
    at = data.index(struct.pack("<HH", 0x0200, 14))
    data[at + 8 : at + 12] = struct.pack("<I", 0xFFFFFFF0)
    path = tmp_path / "wide.xls"
    path.write_bytes(data)
    assert "impossible extent" in outcome(path)
