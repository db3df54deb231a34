"""OFD (GB/T 33190): what a page prints is read as the same page in a PDF is."""

from __future__ import annotations

import math
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import forms, readers
from analyzer.errors import UnreadableDocument
from analyzer.model import Document
from analyzer.readers import Limits
from analyzer.readers.ofd.notation import box, deltas, matrix, subpaths
from tests.readers.conftest import Reads
from tests.readers.ofds import SPACE, area, content, ofd, package, path_object, repeated, sheets_of
from tests.readers.samples import grids, packed, prose, repacked, texts
from tests.seeded.generator import make
from tests.specimens import paper

DISCLOSURES = Path(__file__).parents[3] / "shared" / "disclosures"
REAL = ("commerce-unit-2025-budget.pdf", "planning-2024-final.pdf", "js-cppcc-2018-budget-tables.pdf")


def figures(document: Document) -> Counter[tuple[object, ...]]:
    """The facts of a document with their places, but for the box."""
    return Counter(
        (f.statement, f.item_code or f.item, f.measure, f.side, f.year, f.stage, f.value, f.unit, f.absence,
         f.source.page, f.source.table, f.source.row, f.source.column, f.source.text)
        for f in forms.extract(document).facts
    )  # fmt: skip


def twins(pdf: Path, folder: Path) -> tuple[Document, Document]:
    """A PDF as read, and the OFD written of its characters and rules as read."""
    path = folder / pdf.with_suffix(".ofd").name
    path.write_bytes(ofd(sheets_of(pdf.read_bytes())))
    return readers.read(pdf), readers.read(path)


@pytest.mark.parametrize("name", REAL)
def test_an_ofd_of_a_real_disclosure_gives_its_figures(name: str, tmp_path: Path) -> None:
    """Tables over several pages, two-line heads and foot notes: every figure, in its place, as in the PDF."""
    if not (DISCLOSURES / name).exists():
        pytest.skip("the real disclosures lie beside the project, not in it")
    printed, national = twins(DISCLOSURES / name, tmp_path)
    assert national.format == "ofd"
    assert national.pages == printed.pages
    assert figures(national) == figures(printed)


@pytest.mark.parametrize("seed", [1, 2])
def test_an_ofd_of_an_invented_disclosure_gives_its_figures(seed: int, tmp_path: Path) -> None:
    """Tables run over pages and repeat their head or not."""
    disclosure = make(Random(f"ofd:{seed}"), seed, kind="alone", province="hebei").documents[0]
    pdf = tmp_path / "a.pdf"
    paper.save(disclosure, pdf, repeat=seed == 1)
    printed, national = twins(pdf, tmp_path)
    assert figures(national) == figures(printed)
    assert sum(figures(printed).values()) > 100


def text(words: str, x: float, y: float, *, size: float = 4, more: str = "", code: str = "") -> str:
    """A text object of one line at (x, y), millimetres."""
    wide = len(words) * size
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y - size} {wide} {size}" Font="1" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {code}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def said(document: Document) -> list[str]:
    return [paragraph.text for paragraph in prose(document)]


def test_template_pages_are_printed_under_the_page(reads: Reads) -> None:
    """A head that stands in a template belongs to each page that names it."""
    back = content([text("统计局部门预算公开说明", 20, 20, code='DeltaX="g 10 4"')])
    page = content(
        [text("支出预算为十万元。", 20, 60, code='DeltaX="g 8 4"')], template='<ofd:Template TemplateID="100"/>'
    )
    plain = content([text("一、没有模板的一页", 20, 60, code='DeltaX="g 8 4"')])
    document = reads(package([page, plain], [back]), "a.ofd")
    assert [(p.page, p.text) for p in prose(document)] == [
        (1, "统计局部门预算公开说明"), (1, "支出预算为十万元。"), (2, "一、没有模板的一页"),
    ]  # fmt: skip


def test_a_matrix_moves_and_scales_text_and_rules(reads: Reads) -> None:
    """CTM acts in the object's own space, before the boundary moves it."""
    half = 'CTM="0.5 0 0 0.5 0 0"'
    words = text("放大一倍写成的字", 20, 60, size=4, more='CTM="2 0 0 2 0 -4"', code='DeltaX="g 7 2"')
    rule = path_object(0, 0, 400, 0).replace("LineWidth", f"{half} LineWidth")
    document = reads(package([content([words, rule])]), "a.ofd")
    (paragraph,) = prose(document)
    assert paragraph.text == "放大一倍写成的字"
    assert paragraph.box is not None
    assert math.isclose(paragraph.box[2] - paragraph.box[0], (7 * 2 * 2 + 8) * 72 / 25.4, abs_tol=0.5)


def test_text_turned_by_a_quarter_is_read_along_its_lines(reads: Reads) -> None:
    """Wide tables are often printed across an upright page."""
    turned = 'CTM="0 -1 1 0 0 0"'
    lines = [
        f'<ofd:TextObject Boundary="{30 + 8 * at} 200 4 90" Size="4" {turned}>'
        f'<ofd:TextCode X="0" Y="0" DeltaX="g 20 4">{words}</ofd:TextCode></ofd:TextObject>'
        for at, words in enumerate(("一、部门收入总体情况", "二、部门支出总体情况"))
    ]
    assert said(reads(package([content(lines)]), "a.ofd")) == ["一、部门收入总体情况", "二、部门支出总体情况"]


def test_codes_without_a_place_go_on_where_the_last_began(reads: Reads) -> None:
    """X and Y may be left out; then those of the code before hold."""
    codes = (
        '<ofd:TextCode X="0" Y="4" DeltaX="g 3 4">第一行字</ofd:TextCode><ofd:TextCode Y="12">第二行字</ofd:TextCode>'
    )
    item = f'<ofd:TextObject Boundary="20 20 40 20" Size="4">{codes}</ofd:TextObject>'
    document = reads(package([content([item])]), "a.ofd")
    assert "".join(said(document)) == "第一行字第二行字"
    assert all(paragraph.box and paragraph.box[0] < 57 for paragraph in prose(document))


def test_hidden_and_clipped_text_is_not_printed(reads: Reads) -> None:
    clip = (
        '<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary="0 0 12 4"><ofd:AbbreviatedData>M 0 0 L 12 0 L 12 4 L 0 4 C'
        "</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
    )
    shown = text("三个字外都被裁去", 20, 20, code='DeltaX="g 7 4"').replace("<ofd:TextCode", clip + "<ofd:TextCode")
    hidden = text("看不见的字", 20, 40, more='Visible="false"', code='DeltaX="g 4 4"')
    assert said(reads(package([content([shown, hidden])]), "a.ofd")) == ["三个字"]


def test_composite_units_are_drawn_where_a_page_places_them(reads: Reads) -> None:
    unit = (
        f'<ofd:CompositeGraphicUnit ID="9" Width="90" Height="9"><ofd:Content>{text("单元里的字", 0, 4)}</ofd:Content>'
    )
    units = f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>"
    resources = f"<ofd:Res {SPACE}>{units}</ofd:Res>"
    item = '<ofd:CompositeObject ResourceID="9" Boundary="20 50 90 9"/>'
    (paragraph,) = prose(reads(package([content([item])], resources=resources.encode()), "a.ofd"))
    assert paragraph.text == "单元里的字"
    assert paragraph.box is not None
    assert math.isclose(paragraph.box[0], 20 * 72 / 25.4, abs_tol=0.1)


def test_texts_in_frames_without_distances_stay_in_their_frames(reads: Reads) -> None:
    """Without DeltaX all characters of a text lie on one spot; they are laid out, and end before the next frame."""
    rows = [
        ("201", "一般公共服务支出", "1,000.20"),
        ("208", "社会保障和就业支出里的一长项", "146.60"),
        ("221", "住房", "100.00"),
    ]
    objects = [
        f'<ofd:TextObject Boundary="{20 + 40 * at} {20 + 6 * row} 40 5" Size="4"><ofd:TextCode X="0" Y="4">{words}'
        "</ofd:TextCode></ofd:TextObject>"
        for row, cells in enumerate(rows)
        for at, words in enumerate(cells)
    ]
    (grid,) = grids(reads(package([content(objects)]), "a.ofd"))
    assert texts(grid) == [list(row) for row in rows]


def test_a_missing_page_is_told_and_costs_no_other(reads: Reads) -> None:
    good = content([text("第二页仍然读到", 20, 60, code='DeltaX="g 6 4"')])
    whole = package([content([]), good])
    lost = repacked(whole, {})
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(lost)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "Page_0" not in name}
    document = reads(packed(parts), "a.ofd")
    assert said(document) == ["第二页仍然读到"]
    (issue,) = document.issues
    assert (issue.code, issue.page) == ("unreadable-page", 1)
    damaged = reads(repacked(whole, {"Doc_0/Pages/Page_0/Content.xml": lambda data: data[:-20]}), "b.ofd")
    assert [(each.code, each.page) for each in damaged.issues] == [("unreadable-page", 1)]


def test_a_wrong_matrix_is_told(reads: Reads) -> None:
    """Text that a matrix throws off the page is not printed; a reader must know."""
    away = text(
        "这一行字被错误的矩阵移到纸外去了看不见它们", 20, 60, more='CTM="1 0 0 1 5000 0"', code='DeltaX="g 20 4"'
    )
    document = reads(package([content([away, text("留下的字", 20, 60)])]), "a.ofd")
    (issue,) = document.issues
    assert (issue.code, issue.page) == ("text-off-page", 1)
    assert "export" in issue.detail


def test_a_picture_instead_of_a_page_is_told(reads: Reads) -> None:
    picture = '<ofd:ImageObject Boundary="0 0 210 297" ResourceID="5"/>'
    good = content([text("第二页有字", 20, 60)])
    document = reads(package([content([picture]), good]), "a.ofd")
    assert [(issue.code, issue.page) for issue in document.issues] == [("no-text", 1)]
    with pytest.raises(UnreadableDocument, match="scan"):
        reads(package([content([picture])]), "b.ofd")


def test_limits_hold(reads: Reads) -> None:
    page = content([text("字", 20, 20)] * 50)
    with pytest.raises(UnreadableDocument, match=r"Limits\.max_pages"):
        reads(package([page, page]), "a.ofd", limits=Limits(max_pages=1))
    document = reads(package([page]), "b.ofd", limits=Limits(max_objects=10))
    assert [issue.code for issue in document.issues] == ["too-many-objects"]


def test_content_tells_an_ofd_from_an_archive(reads: Reads) -> None:
    page = content([text("名字不是它的样子", 20, 20)], area(595, 842))
    assert reads(package([page]), "a.zip").format == "ofd"
    with pytest.raises(UnreadableDocument, match="without a document"):
        reads(packed({"OFD.xml": f"<ofd:OFD {SPACE}/>".encode()}), "b.ofd")


@given(st.lists(st.floats(-50, 50).map(lambda value: round(value, 3)), max_size=40))
def test_repeats_are_undone(values: list[float]) -> None:
    """What the writer shortens with “g count value”, the reader gives back."""
    assert deltas(repeated(values)) == pytest.approx(values)


@given(st.text(alphabet="g 0123456789.-eLMC", max_size=60))
def test_broken_notation_never_raises(written: str) -> None:
    assert all(math.isfinite(value) for value in deltas(written))
    assert matrix(written)
    box(written)
    assert all(len(point) == 2 for points in subpaths(written, 1000) for point in points)


def test_paths_of_all_operators() -> None:
    assert list(subpaths("M 0 0 L 10 0 10 5 C", 99)) == [[(0, 0), (10, 0), (10, 5), (0, 0)]]
    assert list(subpaths("S 1 1 Q 2 2 3 1 B 4 0 5 0 6 1 A 5 5 0 0 1 9 9", 99)) == [[(1, 1), (3, 1), (6, 1), (9, 9)]]
    assert list(subpaths("M 0 0 L 1 1 M 2 2 L 3 3", 99)) == [[(0, 0), (1, 1)], [(2, 2), (3, 3)]]
    assert not list(subpaths("L", 99))
