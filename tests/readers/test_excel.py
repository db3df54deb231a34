"""Workbooks: the digits that cells show, merged ranges, hidden sheets, titles and notes around a table."""

from __future__ import annotations

import io

import pytest

from analyzer.readers.sheets.numberformat import shown
from tests.readers import binary
from tests.readers.conftest import Reads
from tests.readers.samples import grids, ods, packed, prose, texts, xls


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("11.7", "0.00", "11.70"), ("16110.020000000002", "General", "16110.02"), (246.0, "General", "246"),
        (0, '#,##0.00;-#,##0.00;"-"', "-"), ("-1234.5", "#,##0.00_);(#,##0.00)", "(1,234.50)"),
        ("0.1234", "0.00%", "12.34%"),
        ("45000", 'yyyy"年"m"月"', "2023年3月"), ("205", "0000", "0205"), ("5", '0.00"万元"', "5.00万元"),
        ("3.10", "0.##", "3.1"), ("-3", "0.00", "-3.00"), ("0", "0.00;-0.00;", ""), ("44", "[>=100]0.0;0.00", "44.00"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"), ("2.675", "0.00", "2.68"),
        ("-8", "#,##0.00_ ;[Red]\\-#,##0.00\\ ", "-8.00"), ("x", "0.00", "x"), ("nan", "0", "nan"), ("1", ";;;;;", ""),
        ("-50", "#,##0.00;[Red]#,##0.00", "-50.00"), ("-0.1111", "0.00%;[Red]0.00%", "-11.11%"),
        ("-50", '0.00;"减少"0.00', "减少50.00"), ("-5", "0.00;△0.00", "△5.00"), ("-0.001", "0.00;[Red]0.00", "0.00"),
        ("12468000", "0!.0,", "1246.8"), ("10002000", "#0\\.0,", "1000.2"), ("1466000", '0"."0,', "146.6"),
        ("12468000", "#!.0000", "1246.8000"), ("12468000", '0!.00,"万"', "124.68万"), ("499", "0!.0,", "0.0"),
        ("12468000", "#,##0!.0,", "1,246.8"), ("-12468000", "0!.0,", "-1246.8"),
        ("123456789", '0\\.00,,"亿"', "1.23亿"),
        ("12468000", "[>=10000]0!.0,;0.00", "1246.8"), ("1234567", "#,##0,", "1,235"), ("3.5", "# ?/?", "3.5"),
        ("1234.5", "G/通用格式", "1234.5"), ("1246.8", "¥#,##0.00", "¥1,246.80"), ("5", "0!;0", "0;5"),
    ],
)  # fmt: skip
def test_numbers_as_cells_show_them(value: float | str, code: str, printed: str) -> None:
    assert shown(value, code) == printed


def test_old_workbooks_keep_shown_digits(reads: Reads) -> None:
    document = reads(xls(), "a.xls")
    first, hidden = grids(document)
    assert texts(first)[2] == ["一、财政拨款收入", "411.70", "一、教育支出", "11.70"]
    assert texts(first)[3][1] == "0.00"
    assert (first.sheet, first.hidden, hidden.hidden) == ("收支总表", False, True)
    assert texts(hidden)[1:] == [["合计", "16110.02"], ["编码", "205"]]
    assert [issue.code for issue in document.issues] == ["hidden-sheet"]
    assert [each.text for each in prose(document)] == [
        "2024年单位收支总表", "编制单位：虚构市测绘服务站", "单位：万元", "注：本表金额四舍五入。",
    ]  # fmt: skip


def test_zeros_stored_for_formulas_are_no_figures(reads: Reads) -> None:
    """A program that writes formulas without computing them stores 0; the figures beside them show it."""
    import xlsxwriter

    def book(formula: str, value: float) -> bytes:
        stream = io.BytesIO()
        made = xlsxwriter.Workbook(stream)
        sheet = made.add_worksheet("支出")
        for row, cells in enumerate((["项目", "金额"], ["a", 1.5], ["b", 2])):
            sheet.write_row(row, 0, cells)
        sheet.write(3, 0, "合计")
        sheet.write_formula(3, 1, formula, None, value)
        made.close()
        return stream.getvalue()

    placeholder = reads(book("=SUM(B2:B3)", 0), "a.xlsx")
    assert texts(grids(placeholder)[0])[3] == ["合计", ""]
    assert [issue.code for issue in placeholder.issues] == ["formula-without-value"]
    for formula, value, printed in (("=SUM(B2:B3)", 3.5, "3.5"), ("=B2-B3", 0, "0"), ("=SUM(C2:C3)", 0, "0")):
        assert texts(grids(reads(book(formula, value), "a.xlsx"))[0])[3] == ["合计", printed]


def test_hidden_rows_and_blank_rows(reads: Reads) -> None:
    import openpyxl

    book, stream = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in (["项目", "金额"], ["a", 1], ["b", 2], [], ["c", 3], ["d", "=1+1"]):
        sheet.append(row)
    sheet.row_dimensions[3].hidden = True
    book.save(stream)
    document = reads(stream.getvalue(), "a.xlsx")
    assert texts(grids(document)[0]) == [["项目", "金额"], ["a", "1"], ["c", "3"], ["d", ""]]
    assert {issue.code for issue in document.issues} == {"hidden-cells", "formula-without-value"}
    line = grids(document)[0].rows[2][0]
    assert line is not None
    assert line.line == 5


@pytest.mark.parametrize(("shown", "text"), [("50.00", "-50.00"), ("(50.00)", "(50.00)"), ("-50.00", "-50.00")])
def test_a_negative_number_that_only_its_colour_shows(reads: Reads, shown: str, text: str) -> None:
    cell = f'<table:table-cell office:value-type="float" office:value="-50"><text:p>{shown}</text:p></table:table-cell>'
    words = "".join(f"<table:table-cell><text:p>{word}</text:p></table:table-cell>" for word in ("项目", "增减额"))
    rows = f"<table:table-row>{words}</table:table-row>" + f"<table:table-row>{cell * 2}</table:table-row>"
    document = reads(ods(f'<table:table table:name="a">{rows}</table:table>'), "a.ods")
    assert texts(grids(document)[0])[1] == [text, text]


# ---- binary workbooks ------------------------------------------------------------------------------------------------


def test_a_binary_workbook_shows_its_formats_and_agrees_with_calamine(reads: Reads) -> None:
    """The values are those that calamine finds; the digits are those that the formats show."""
    from io import BytesIO

    from python_calamine import CalamineWorkbook

    rows: list[list[str | float]] = [["项目", "预算数", "占比"], ["合计", 1246.8, 0.125], ["基本支出", -846.8, 1.0]]
    data = packed(binary.parts(rows, codes=("General", "#,##0.00", "0.0%")))
    assert CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python() == rows
    (grid,) = grids(reads(data, "a.xls"))
    assert texts(grid) == [["项目", "预算数", "占比"], ["合计", "1,246.80", "12.5%"], ["基本支出", "-846.80", "100.0%"]]
    assert grid.sheet == "收支总表"


def test_hidden_rows_of_a_binary_workbook_are_told(reads: Reads) -> None:
    rows: list[list[str | float]] = [["项目", "预算数"], ["合计", 2.0], ["底稿", 1.0], ["其中", 2.0]]
    document = reads(packed(binary.parts(rows, hidden=[2])), "a.xlsb")
    assert "底稿" not in {cell.text for row in grids(document)[0].rows for cell in row if cell}
    assert [issue.code for issue in document.issues] == ["hidden-cells"]


@pytest.mark.parametrize(
    ("stored", "number"),
    [(0x40590000, 100.0), (0x40590001, 1.0), (0x7B, 0.3), (123 << 2 | 2, 123.0), (0xFFFFFFEE, -5.0)],
)
def test_short_numbers_of_binary_workbooks(stored: int, number: float) -> None:
    """Integers and halved floats, plain and in hundredths."""
    from analyzer.readers.sheets.xlsb import _rk

    assert _rk(stored) == number
