"""What a reader sees on a PDF page is what `read_pdf` gives: grids, paragraphs, and Issues for what it cannot read."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from analyzer.errors import UnreadableDocument
from analyzer.model import Document, Grid, Paragraph
from analyzer.readers.files.limits import Limits
from analyzer.readers.pdf.document import read_pdf
from tests.readers.pdfs import HEIGHT, WIDTH, Draw, both, lines, pdf, table

ROWS = (("科目", "金额", "其中"), ("合计", "1,234.50", "1,000.00"), ("办公费", "0.00", ""))


def _read(data: bytes, folder: Path, **options: Any) -> Document:
    path = folder / "made.pdf"
    path.write_bytes(data)
    return read_pdf(path, **options)


def _texts(grid: Grid) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text if cell else "" for cell in row) for row in grid.rows)


def _grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def _prose(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def test_a_ruled_table_is_a_grid_between_its_title_and_its_note(tmp_path: Path) -> None:
    """Title, unit line and note stay paragraphs in reading order; an empty cell is ''."""
    page = both(lines((200, 80, "收入决算表"), (450, 100, "单位：元"), (60, 230, "注：本表无数据。")), table(ROWS))
    document = _read(pdf(page), tmp_path)
    assert [block.text if isinstance(block, Paragraph) else "grid" for block in document.blocks] == [
        "收入决算表", "单位：元", "grid", "注：本表无数据。",
    ]  # fmt: skip
    (grid,) = _grids(document)
    assert _texts(grid) == ROWS
    assert grid.ruled
    assert grid.page == 1
    assert [round(edge) for edge in grid.edges] == [60, 150, 240, 330]


def _centred(top: float, text: str, size: float = 16) -> Draw:
    """A line in the middle of the page."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", size)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - top, text)
        canvas.setFont("STSong-Light", 12)

    return draw


@pytest.mark.parametrize(
    "title", [_centred(80, "2024年度收入决算表", 14), lines((60, 80, "2024年度收入决算表"))], ids=["centred", "left"]
)
@pytest.mark.parametrize(
    "note",
    [
        "注：本表反映部门本年度取得的各项收入情况，包括财政拨款收入和其他收入。",
        "说明：本部门没有政府性基金预算财政拨款收入和支出安排的情况",
    ],
    ids=["sentence", "without a stop"],
)
def test_a_title_at_the_head_of_a_page_ends_no_note(tmp_path: Path, note: str, title: Draw) -> None:
    """A note as long as its page's lines get does not go on in the title of the table on the next page."""
    pages = both(table(ROWS), lines((60, 230, note))), both(title, table(ROWS))
    assert _prose(_read(pdf(*pages), tmp_path)) == [note, "2024年度收入决算表"]


def test_prose_goes_on_at_the_head_of_a_page_with_a_table(tmp_path: Path) -> None:
    """A sentence that ends above the table of the next page is one paragraph."""
    begun, ended = "本部门2024年度收入总计1234.50万元，与上年相比增加100.00万元，主要是", "项目经费增加，详见下表。"
    pages = lines((84, 80, "上年情况如下，不再说明。"), (60, 100, begun)), both(lines((60, 80, ended)), table(ROWS))
    assert _prose(_read(pdf(*pages), tmp_path))[-1] == begun + ended


@pytest.mark.parametrize(
    "above",
    [
        (_centred(60, "2024年度某某市某某局一般公共预算“三公”经费支"), _centred(82, "出决算表")),
        (lines((60, 60, "2024年度一般公共预算“三公”经费和会议费支出决算")), lines((60, 80, "表"))),
    ],
    ids=["centred", "a remnant"],
)
def test_a_title_broken_over_two_lines_is_one(tmp_path: Path, above: tuple[Draw, Draw]) -> None:
    """The line that holds the end of a title belongs to it, the unit beside the table does not."""
    page = both(*above, lines((450, 105, "单位：元")), table(ROWS, wide=150))
    title, unit = _prose(_read(pdf(page), tmp_path))
    assert title.startswith("2024年度")
    assert title.endswith("支出决算表")
    assert unit == "单位：元"


@pytest.mark.parametrize(
    "above",
    [
        (_centred(60, "某某市某某局"), _centred(82, "收入决算表")),
        (_centred(60, "第二部分 2024年度部门决算报表以及有关情况的说明"), _centred(82, "收入决算表")),
        (_centred(60, "2024年度某某市某某局一般公共预算收入支出决算表"), _centred(82, "2024年度")),
    ],
    ids=["an office", "a heading", "a year"],
)
def test_other_lines_above_a_table_stay_apart(tmp_path: Path, above: tuple[Draw, Draw]) -> None:
    """Office, heading and year are lines of their own."""
    page = both(*above, lines((450, 105, "单位：元")), table(ROWS, wide=150))
    assert len(_prose(_read(pdf(page), tmp_path))) == 3


@pytest.mark.parametrize("shift", [0.4, 1.2])
def test_characters_struck_twice_are_read_once(tmp_path: Path, shift: float) -> None:
    """Imitated bold type is a second copy a little to the right; points and commas too are only one."""

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        x = 60.0
        for text in "合计1,122.00":
            canvas.drawString(x, HEIGHT - 80, text)
            canvas.drawString(x + shift, HEIGHT - 80, text)
            x += canvas.stringWidth(text, "STSong-Light", 9)

    assert _prose(_read(pdf(draw), tmp_path)) == ["合计1,122.00"]


def test_several_tables_on_a_page_are_several_grids(tmp_path: Path) -> None:
    """Tables one under the other and side by side do not run together."""
    page = both(table(ROWS, wide=70), table(ROWS[:2], left=300, wide=70), table(ROWS, top=400))
    assert [_texts(grid) for grid in _grids(_read(pdf(page), tmp_path))] == [ROWS, ROWS[:2], ROWS]


def test_merged_cells_are_one_cell_in_every_place(tmp_path: Path) -> None:
    """A cell without a wall inside is the same object wherever it reaches."""

    def draw(canvas: Any) -> None:
        for y in (100, 124, 148):
            canvas.line(60, HEIGHT - y, 240, HEIGHT - y)
        for x, top in ((60, 100), (150, 124), (240, 100)):
            canvas.line(x, HEIGHT - top, x, HEIGHT - 148)
        canvas.drawString(130, HEIGHT - 116, "收入")
        canvas.drawString(64, HEIGHT - 140, "1.00")
        canvas.drawString(154, HEIGHT - 140, "2.00")

    (grid,) = _grids(_read(pdf(draw), tmp_path))
    assert _texts(grid) == (("收入", "收入"), ("1.00", "2.00"))
    assert grid.rows[0][0] is grid.rows[0][1]


def test_thin_filled_rectangles_and_short_strokes_are_rules(tmp_path: Path) -> None:
    """Borders drawn as filled slivers or as pieces of a point or two give the same grid as whole strokes."""

    def slivers(canvas: Any) -> None:
        for y in (120, 144, 168, 192):
            canvas.rect(60, HEIGHT - y - 0.4, 270, 0.8, stroke=0, fill=1)
        for x in (60, 150, 240, 330):
            for piece in range(12):
                canvas.rect(x - 0.4, HEIGHT - 126 - 6 * piece, 0.8, 6, stroke=0, fill=1)

    page = both(slivers, _only_text)
    assert _texts(_grids(_read(pdf(page), tmp_path))[0]) == ROWS


def _only_text(canvas: Any) -> None:
    for row, texts in enumerate(ROWS):
        for column, text in enumerate(texts):
            canvas.drawString(64 + 90 * column, HEIGHT - 136 - 24 * row, text)


def test_a_table_inside_a_form_object_is_found_where_it_is_shown(tmp_path: Path) -> None:
    """Rules in a form XObject are moved by the form's matrix, as their text is."""

    def draw(canvas: Any) -> None:
        canvas.beginForm("inner", 0, 0, 600, 850)
        canvas.setFont("STSong-Light", 12)
        table(ROWS)(canvas)
        canvas.endForm()
        canvas.saveState()
        canvas.translate(20, -100)
        canvas.scale(0.8, 0.8)
        canvas.doForm("inner")
        canvas.restoreState()

    (grid,) = _grids(_read(pdf(draw), tmp_path))
    assert _texts(grid) == ROWS
    assert [round(edge) for edge in grid.edges] == [68, 140, 212, 284]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_turned_page_reads_as_its_upright_twin(tmp_path: Path, angle: int) -> None:
    """Text and rules turned by a quarter are read in the direction of the text."""

    def draw(canvas: Any) -> None:
        across, tall = (WIDTH, HEIGHT) if angle == 180 else (HEIGHT, WIDTH)
        canvas.translate(WIDTH / 2, HEIGHT / 2)
        canvas.rotate(angle)
        canvas.translate(-across / 2, tall / 2 - HEIGHT)
        both(lines((200, 80, "收入决算表")), table(ROWS))(canvas)

    document = _read(pdf(draw), tmp_path)
    assert _prose(document) == ["收入决算表"]
    assert _texts(_grids(document)[0]) == ROWS


def test_columns_of_figures_without_rules_are_a_grid_that_says_so(tmp_path: Path) -> None:
    """Aligned columns make a table only where several rows have figures; it is marked as not ruled."""
    rows = [
        ("项目", "上年数", "本年数"),
        ("办公费", "12.00", "15.50"),
        ("印刷费", "3.00", "0.00"),
        ("水费", "1.20", "7.00"),
    ]
    texts = [(60 + 150 * c, 150 + 20 * r, text) for r, row in enumerate(rows) for c, text in enumerate(row)]
    document = _read(pdf(lines((200, 100, "支出表"), *texts, (60, 300, "本年支出3万元，比上年增加。"))), tmp_path)
    (grid,) = _grids(document)
    assert not grid.ruled
    assert _texts(grid) == tuple(rows)
    assert _prose(document) == ["支出表", "本年支出3万元，比上年增加。"]


def test_names_and_heads_of_two_lines_without_rules_are_one_row(tmp_path: Path) -> None:
    """Heads that stand closer than two pieces of a line are parted where the figures below are."""
    first = [(250, 105, "本年收入合计"), (309, 105, "财政拨款收入"), (368, 100, "上级补助"), (377, 110, "收入")]
    heads = [(140, 105, "科目名称"), *first]
    rows = [("办公费", "12.00", "15.50", "0.00"), ("", "7.00", "8.00", "0.00"), ("水费", "1.20", "7.00", "0.00")]
    places = (140, 270, 330, 378)
    body = [(x, 130 + 26 * r, text) for r, row in enumerate(rows) for x, text in zip(places, row, strict=True) if text]
    wrapped = [(140, 150, "机关事业单位"), (140, 162, "养老保险")]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        lines(*heads, *body, *wrapped)(canvas)

    (grid,) = _grids(_read(pdf(both(draw, lines((200, 60, "收入决算表")))), tmp_path))
    assert _texts(grid)[0] == ("科目名称", "本年收入合计", "财政拨款收入", "上级补助收入")
    assert [row[0] for row in _texts(grid)[1:]] == ["办公费", "机关事业单位养老保险", "水费"]
    assert _texts(grid)[2][1:] == ("7.00", "8.00", "0.00")


def test_a_short_rule_spans_the_columns_of_a_name_above_it(tmp_path: Path) -> None:
    """Three rules make the table; a column without a figure has a name, a row without one stays in its table."""
    names = [(60, 110, "科目编码"), (130, 110, "科目名称"), (240, 110, "合计"), (352, 100, "本年收入"),
             (300, 120, "小计"), (350, 120, "财政拨款"), (420, 120, "事业收入"), (490, 110, "上年结转")]  # fmt: skip
    rows = [
        ("", "合计", "65.13", "61.82", "61.82", "3.31"),
        ("208", "社会保障支出", "65.13", "61.82", "61.82", "3.31"),
        ("20805", "养老支出", "", "", "", ""),
        ("2080501", "离退休", "62.40", "60.09", "60.09", "2.31"),
        ("2080599", "其他支出", "2.73", "1.73", "1.73", "1.00"),
    ]
    places = (60, 130, 255, 305, 365, 505)
    body = [(x, 144 + 18 * r, text) for r, row in enumerate(rows) for x, text in zip(places, row, strict=True) if text]

    def draw(canvas: Any) -> None:
        canvas.setFont("STSong-Light", 9)
        lines(*names, *body)(canvas)
        for left, right, top in ((55, 540, 90), (295, 470, 106), (55, 540, 128), (55, 540, 222)):
            canvas.line(left, HEIGHT - top, right, HEIGHT - top)

    (grid,) = _grids(_read(pdf(both(draw, lines((200, 60, "收入决算表")))), tmp_path))
    heads = ("科目编码", "科目名称", "合计", "小计", "财政拨款", "事业收入", "上年结转")
    assert [_texts(grid)[1][n] or _texts(grid)[0][n] for n in range(7)] == list(heads)
    assert _texts(grid)[0][3] == "本年收入"
    assert [row[1] for row in _texts(grid)[2:]] == [row[1] for row in rows]
    assert [row[5] for row in _texts(grid)[2:]] == [""] * len(rows)


def test_horizontal_rules_tell_the_rows_where_vertical_ones_are_missing(tmp_path: Path) -> None:
    """A label of two printed lines between two rules is one cell."""
    rows = (("项目", "上年数", "本年数"), ("办公费", "12.00", "15.50"), ("", "3.00", "0.00"), ("水费", "1.20", "7.00"))
    label = lines((64, 178, "机关事业单位"), (64, 190, "养老保险"))
    document = _read(pdf(both(table(rows, down=False), label)), tmp_path)
    (grid,) = _grids(document)
    assert not grid.ruled
    assert _texts(grid) == (*rows[:2], ("机关事业单位养老保险", "3.00", "0.00"), rows[3])


def test_a_list_of_contents_is_no_table(tmp_path: Path) -> None:
    """Headings with page numbers at the right stay paragraphs, one each."""
    texts = [(60, 100 + 24 * n, f"第{n}部分情况说明") for n in range(1, 6)]
    numbers = [(500, 100 + 24 * n, str(n)) for n in range(1, 6)]
    document = _read(pdf(lines(*texts, *numbers)), tmp_path)
    assert not _grids(document)
    assert len(_prose(document)) == 5


def test_prose_goes_on_over_lines_and_pages_without_page_numbers(tmp_path: Path) -> None:
    """A paragraph is rejoined without blanks; its breaks name the page of each printed line."""
    full = "本年度财政拨款收入总计一百二十万元与上年相比增加主要原因是人员经费增加以及项目"
    first = lines((84, 700, full), (60, 720, full + "经费"), (60, 740, full + "支出"), (290, 800, "— 1 —"))
    second = lines((60, 80, "有所增长。"), (84, 100, "二、支出情况"), (290, 800, "— 2 —"))
    document = _read(pdf(first, second), tmp_path)
    assert _prose(document) == [full + full + "经费" + full + "支出有所增长。", "二、支出情况"]
    paragraph = document.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert [page for _, page, _, _ in paragraph.breaks] == [1, 1, 1, 2]
    assert paragraph.place(len(paragraph.text) - 2) == (2, None)


def test_a_running_head_goes_and_the_line_that_tells_the_unit_stays(tmp_path: Path) -> None:
    """Both stand at one height on every page; only one says something of the table below it."""
    pages = [
        both(lines((200, 40, "某局2025年部门预算"), (300, 80, "某局 预算年度：2025 单位：万元")), table(ROWS, top=100))
        for _ in range(5)
    ]
    assert _prose(_read(pdf(*pages), tmp_path)) == ["某局预算年度：2025单位：万元"] * 5


def test_digits_on_another_baseline_stay_in_their_line(tmp_path: Path) -> None:
    """Figures set a little lower, and written to the file after all other text, are read where they stand."""
    page = lines(
        (60, 100, "项目支出"), (146, 100, "万元，占"), (240, 100, "；其中："),
        (110, 103, "603.14"), (196, 103, "20.51%"),
    )  # fmt: skip
    assert _prose(_read(pdf(page), tmp_path)) == ["项目支出603.14万元，占20.51%；其中："]


@pytest.mark.parametrize("scale", [1, 0.1, 0.05])
def test_a_word_after_a_blank_that_nobody_printed_has_its_own_size(tmp_path: Path, scale: float) -> None:
    """pdfium makes a blank of a wide step within a string; its size, not scaled, made “11” look overstruck."""

    def draw(canvas: Any) -> None:
        canvas.scale(scale, scale)
        canvas.setFont("Helvetica", 12 / scale)
        name = canvas._doc.getInternalFontName("Helvetica")
        step = f"BT {name} {12 / scale} Tf {60 / scale} {700 / scale} Td [(Total) -900 (1511.89) -900 (2,266.77)] TJ ET"
        canvas._code.append(step)

    assert _prose(_read(pdf(draw), tmp_path)) == ["Total 1511.89 2,266.77"]


def test_text_beyond_all_numbers_costs_the_page_nothing_else(tmp_path: Path) -> None:
    """Damaged matrices whose product overflows (warnings are errors in these tests)."""

    def draw(canvas: Any) -> None:
        canvas.saveState()
        for line in range(20):
            canvas.transform(900, 0, 0, 1, 900, 0)
            canvas.drawString(72, 600 - 20 * line, "远处的字")
        canvas.restoreState()
        canvas.drawString(72, 700, "部门预算")

    assert "部门预算" in "".join(_prose(_read(pdf(draw), tmp_path)))


def test_hidden_text_is_dropped(tmp_path: Path) -> None:
    """Text off the page, clipped away or printed twice on the same spot is read as it is seen."""

    def draw(canvas: Any) -> None:
        canvas.drawString(60, HEIGHT - 100, "看得见的文字")
        canvas.drawString(60.3, HEIGHT - 100, "看得见的文字")
        canvas.drawString(60, -30, "页面以外的文字")
        clip = canvas.beginPath()
        clip.rect(0, 400, 595, 442)
        canvas.clipPath(clip, stroke=0, fill=0)
        canvas.drawString(60, 200, "被剪去的文字")

    assert _prose(_read(pdf(draw), tmp_path)) == ["看得见的文字"]


def test_locked_files_are_read_with_the_empty_password_only(tmp_path: Path) -> None:
    """A document locked against editing opens; one locked against reading names the remedy."""
    encryption = pytest.importorskip("reportlab.lib.pdfencrypt")
    page = lines((60, 100, "公开的文字"))
    open_to_all = pdf(page, encrypt=encryption.StandardEncryption("", ownerPassword="owner"))
    assert _prose(_read(open_to_all, tmp_path)) == ["公开的文字"]
    with pytest.raises(UnreadableDocument, match=r"made\.pdf: locked with a password"):
        _read(pdf(page, encrypt=encryption.StandardEncryption("user")), tmp_path)


def test_a_scan_names_the_extra_that_reads_it(tmp_path: Path) -> None:
    """A page that is a picture is an Issue; a file of such pages only is refused, both with the remedy."""
    scan = _scan(pdf(both(lines((200, 80, "收入决算表")), table(ROWS))), tmp_path)
    with pytest.raises(UnreadableDocument, match=r"budget-disclosure-analyzer\[ocr\]"):
        _read(scan, tmp_path)
    mixed = pypdfium2.PdfDocument(scan)
    mixed.import_pages(pypdfium2.PdfDocument(pdf(lines((60, 100, "有文字的一页")))))
    mixed.save(tmp_path / "mixed.pdf")
    document = read_pdf(tmp_path / "mixed.pdf")
    assert [(issue.code, issue.page) for issue in document.issues] == [("no-text", 1)]
    assert "ocr" in document.issues[0].detail


def _scan(data: bytes, folder: Path) -> bytes:
    image = pypdfium2.PdfDocument(data)[0].render(scale=2.5).to_pil()
    image.save(folder / "scan.pdf", resolution=180)
    return (folder / "scan.pdf").read_bytes()


def test_a_scan_is_recognised_into_the_same_grid(shared: Path, tmp_path: Path) -> None:
    """With the extra, a rasterised table gives the figures of the printed one, each cell with its score."""
    pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")
    source = pypdfium2.PdfDocument(shared / "disclosures" / "wanli-2024-budget.pdf")
    path = tmp_path / "scan.pdf"
    source[9].render(scale=2.2).to_pil().convert("L").rotate(0.5, fillcolor=255).save(path, resolution=2.2 * 72)
    printed = next(b for b in read_pdf(shared / "disclosures" / "wanli-2024-budget.pdf").blocks if isinstance(b, Grid))
    (grid,) = _grids(read_pdf(path, ocr=True))
    assert [_figures(row) for row in _texts(grid)] == [_figures(row) for row in _texts(printed)]
    assert all(cell.score and cell.score > 0.8 for row in grid.rows for cell in row if cell and cell.text)


def _figures(row: tuple[str, ...]) -> list[str]:
    return [text for text in row if text.replace(",", "").isdigit()]


def test_limits_end_in_a_message_that_names_them(tmp_path: Path) -> None:
    """Too many pages refuse the file; too many objects or too little time cost a page its tables or the rest."""
    data = pdf(table(ROWS), table(ROWS))
    with pytest.raises(UnreadableDocument, match="max_pages"):
        _read(data, tmp_path, limits=Limits(max_pages=1))
    crowded = _read(data, tmp_path, limits=Limits(max_objects=3))
    assert {issue.code for issue in crowded.issues} == {"too-many-objects"}
    with pytest.raises(UnreadableDocument, match="no page could be read"):
        _read(data, tmp_path, limits=Limits(max_seconds=-1.0))


def test_a_file_without_its_end_is_read_with_a_warning(tmp_path: Path) -> None:
    """What can be rescued of a truncated file is given, and an Issue says that pages may be missing."""
    data = pdf(table(ROWS))
    document = _read(data[: data.rindex(b"startxref")], tmp_path)
    assert _texts(_grids(document)[0]) == ROWS
    assert [issue.code for issue in document.issues] == ["truncated"]


def test_a_hatched_drawing_is_no_table_and_takes_no_time(tmp_path: Path) -> None:
    """Thousands of crossing strokes end in a document without a grid."""

    def draw(canvas: Any) -> None:
        for number in range(1500):
            canvas.line(number / 3, 0, number / 3, 800)
            canvas.line(0, number / 2, 590, number / 2)
        canvas.drawString(60, 820, "图样")

    assert all(len(grid.rows) * grid.width < 100_000 for grid in _grids(_read(pdf(draw), tmp_path)))


@pytest.mark.parametrize("kind", ["cut", "flipped"])
def test_damaged_copies_end_in_a_document_or_one_line(tmp_path: Path, kind: str) -> None:
    """A PDF cut at fifty places, or with bytes flipped, is read or refused, never a crash."""
    source = pdf(both(lines((200, 80, "收入决算表")), table(ROWS)), table(ROWS))
    chance = random.Random(7)
    for number in range(50):
        data = source[: len(source) * number // 50] if kind == "cut" else _flipped(source, chance)
        assert re.fullmatch(r"read|made\.pdf: .+", _outcome(data, tmp_path))


def _outcome(data: bytes, folder: Path) -> str:
    try:
        document = _read(data, folder)
    except UnreadableDocument as error:
        return str(error)
    return "read" if document.blocks else "nothing"


def _flipped(data: bytes, chance: random.Random) -> bytes:
    copy = bytearray(data)
    for _ in range(20):
        copy[chance.randrange(len(copy))] ^= 1 << chance.randrange(8)
    return bytes(copy)


# ---- pictures beside text --------------------------------------------------------------------------------------------


def _with_picture(wide: float, high: float) -> Draw:
    """A page of text with a picture of that size in points below it."""

    def draw(canvas: Any) -> None:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        lines((60, 80, "1,2345.60 2024 12.30 45.60 78.90 1234.50"), (60, 100, "(1) 2024 45.60 78.90 1234.50"))(canvas)
        canvas.drawImage(ImageReader(Image.new("RGB", (40, 20), "grey")), 60, HEIGHT - 150 - high, wide, high)

    return draw


def test_a_picture_beside_text_is_told_where_it_may_be_a_table(tmp_path: Path) -> None:
    """A fifth of the page and more with nothing printed on it; a seal or a letterhead is none."""
    document = _read(pdf(_with_picture(450, 400)), tmp_path)
    assert [(issue.code, issue.page) for issue in document.issues] == [("picture", 1)]
    assert not _read(pdf(_with_picture(120, 120)), tmp_path).issues
    ground = both(_with_picture(450, 400), lines(*((70, 200 + 20 * n, "12.30 45.60 78.90") for n in range(15))))
    assert not _read(pdf(ground), tmp_path).issues


def test_a_picture_beside_text_is_recognised_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What recognition finds outside the picture is printed there already."""
    from analyzer.readers.pdf.geometry import Char, Rules, Sheet
    from analyzer.readers.scans import ocr

    def recognised(page: Any, blank: Sheet) -> Sheet:
        inside = tuple(Char(text, 80 + 8 * n, 88 + 8 * n, 300, 10, 0.9) for n, text in enumerate("30.00"))
        outside = tuple(Char(text, 60 + 8 * n, 68 + 8 * n, 80, 10, 0.9) for n, text in enumerate("99.99"))
        return Sheet(page=blank.page, width=WIDTH, height=HEIGHT, chars=inside + outside, rules=Rules())

    monkeypatch.setattr(ocr, "recognised", recognised)
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(_with_picture(450, 400)))
    document = read_pdf(path, ocr=True)
    text = "".join(_prose(document))
    assert "30.00" in text
    assert "99.99" not in text
    assert [issue.code for issue in document.issues] == ["recognised"]


@pytest.mark.parametrize("apart", [0.4, 0.9, 1.3])
def test_text_printed_again_for_boldness_is_read_once(tmp_path: Path, apart: float) -> None:
    """Narrow characters too: a point printed twice is no second point."""

    def draw(canvas: Any) -> None:
        canvas.setFont("Helvetica", 10)
        x = 60.0
        for character in "1,246.80":
            for shift in (0.0, apart):
                canvas.drawString(x + shift, HEIGHT - 100, character)
            x += canvas.stringWidth(character)

    assert _prose(_read(pdf(draw), tmp_path)) == ["1,246.80"]


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (
            "本年度农林水支出类农业农村款农产品质量安全监督管理项目的年初预算为",
            "350.00万元，支出决算为312.68万元。",
            True,
        ),
        ("关于某局二〇二四年度一般公共预算财政拨款支出决算的具体构成情况", "2024年度支出312.68万元。", False),
        ("本年度农林水支出类农业农村款农产品质量安全监督管理项目的年初预算。", "2024年度支出312.68万元。", False),
        ("本年度农林水支出", "350.00万元，支出决算为312.68万元。", False),
    ],
)
def test_a_long_line_that_stops_within_a_sentence_goes_on(tmp_path: Path, first: str, second: str, one: bool) -> None:
    """Some programs keep a figure and what follows it together, so that a line ends early; headings end early too."""
    full = "某局按照有关规定编制二〇二四年度部门决算并将其有关情况向社会公开如下文所述"
    texts = _prose(
        _read(pdf(lines((60, 80, full), (60, 100, "内容。"), (60, 140, first), (60, 160, second))), tmp_path)
    )
    assert texts[-1] == (first + second if one else second)
