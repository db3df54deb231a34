"""What the making of the document left behind: empty pages, rows and notes of the official form that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.codes import economic_codes
from analyzer.concepts.statements import WORDLESS, is_basic
from analyzer.model import Grid, Paragraph, Source, Table
from analyzer.text import squeeze


@check(
    "layout-empty-page",
    severity="note",
    zh="空白页（版面问题）：第{pages}页没有任何内容或只有空白表格行。",
    en="Pages without any content, or with an empty row of a table only: {pages}.",
)
def layout_empty_page(case: Case) -> Iterator[Hit]:
    """Every page between the first and the last holds something.

    An empty page, or one with a stray blank row of the table before, is left over from a conversion and makes readers
    look for what is missing. Example: a page that holds one empty grid row.
    """
    document = case.reading.extraction.document
    if not document.pages:
        return
    held: set[int] = set()
    for block in document.blocks:
        held |= set(_pages(block))
    empty = [page for page in range(2, document.pages) if page not in held]
    if empty and len(empty) * 3 < document.pages:
        sources = tuple(Source(document=document.name, page=page) for page in empty)
        yield Hit(sources=sources, values={"pages": "、".join(map(str, empty))})


def _pages(block: Paragraph | Grid) -> Iterator[int]:
    """The pages on which a block prints anything but a page number."""
    if isinstance(block, Paragraph):
        if not re.fullmatch(r"[-—–\s\d第页]*", block.text):
            yield from (page for page in [block.page, *(b[1] for b in block.breaks)] if page)
        return
    for cell in wording.grid_cells(block):
        page = cell.page or block.page
        if squeeze(cell.text) and page:
            yield page


@check(
    "table-row-missing",
    severity="note",
    zh="《{table}》缺少规定表样中的行（项目）：{rows}。",
    en="The table {table} lacks rows of the prescribed form: {rows}.",
)
def table_row_missing(case: Case) -> Iterator[Hit]:
    """A table that prints the whole form, blank rows too, prints all of its rows.

    Judged only where nearly all accounts of a class are printed.
    Example: 30306 救济费 left out between 30305 and 30307.
    """
    for table in case.reading.extraction.tables:
        if not is_basic(table.statement):
            continue
        absent = [row for head in ("301", "302", "303") for row in _absent(table, head, case.reading.profile.year)]
        if absent:
            rows = "、".join(f"{code} {name}" for code, name in absent)
            yield Hit(
                sources=(_place(table, absent[0][0][:3]),),
                figures=tuple(code for code, _ in absent),
                values={"table": table.title, "rows": rows},
            )


def _absent(table: Table, head: str, year: int | None) -> list[tuple[str, str]]:
    """Accounts of class ``head`` that the form has and the table has not, where no more than two are missing."""
    printed = {row.code for row in table.rows}
    valid = [c for c in economic_codes() if (c.valid(year) if year else c.until is None)]
    form = {c.code: c.name for c in valid if c.code[:3] == head and len(c.code) == 5}
    absent = [(code, name) for code, name in form.items() if code not in printed]
    return absent if len(form) >= 10 and len(absent) <= 2 and _has_blank_rows(table) else []


def _has_blank_rows(table: Table) -> bool:
    """Whether the table prints rows without a figure, as the prescribed form does."""
    blank = [row for row in table.rows if row.code and not any(re.search(r"[1-9]", t) for t in row.texts[-2:])]
    return len(blank) >= 3


def _place(table: Table, head: str) -> Source:
    row = next((row for row in table.rows if row.code.startswith(head)), None)
    return Source(
        document=table.document,
        page=(row.page if row else None) or table.page,
        line=(row.line if row else None) or table.line,
        table=table.title,
        text=row.label if row else table.title,
    )


@check(
    "table-note-missing",
    severity="note",
    zh="决算公开表下缺少规定表样的表注“注：本表反映……情况”：{names}。",
    en="The notes that the prescribed form has under its tables (注：本表反映…) are missing: {names}.",
)
def table_note_missing(case: Case) -> Iterator[Hit]:
    """The tables of the final accounts carry the note of the form that says what they show (注：本表反映…).

    Without it a reader can't tell which funds a table covers. Told once for a document in which no table has one.
    """
    if case.reading.profile.stage != "final":
        return
    tables = [table for table in case.reading.extraction.tables if table.statement not in WORDLESS]
    if len(tables) < 5 or any("本表反映" in squeeze(line.text) for line in wording.lines(case)):
        return
    if any("本表反映" in squeeze(note) for table in tables for note in table.notes):
        return
    sources = tuple(Source(document=t.document, page=t.page, line=t.line, table=t.title, text=t.title) for t in tables)
    yield Hit(sources=sources, values={"names": "、".join(table.title for table in tables)})


FIELDS = re.compile(
    r"PAGEREF|_Toc\d{4,}|HYPERLINK|MERGEFORMAT|#REF!|#DIV/0!|#VALUE!|#NAME\?|#N/A|错误[!！]\s*未|�{2,}|锟斤拷|烫烫烫"
)


@check(
    "layout-field-codes",
    severity="warning",
    zh="文字处理或表格软件的域代码、错误值残留（版面问题）：{quotes}。",
    en="Field codes or error values of the word processor or spreadsheet are left in: {quotes}.",
)
def layout_field_codes(case: Case) -> Iterator[Hit]:
    """No field codes, broken references or error values of a program stand in the published text.

    They hide the page number or figure that was meant. Example: “第一部分 PAGEREF _Toc25831”, “#DIV/0!” in a cell.
    """
    found = []
    for line in wording.lines(case):
        if match := FIELDS.search(line.text):
            found.append(wording.at(case, line, *match.span()))
    found += [wording.in_cell(case, cell) for cell in wording.cells(case) if FIELDS.search(cell.text)]
    if found:
        yield wording.grouped(found)
