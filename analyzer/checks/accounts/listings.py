"""What the text says an account holds against what its cells hold; codes printed without their leading zero."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analyzer.checks import wording
from analyzer.checks.accounts import items
from analyzer.checks.accounts.items import core
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.codes import economic_codes
from analyzer.concepts.statements import BY_ECONOMIC, is_basic
from analyzer.forms.grids.header import target_header
from analyzer.model import Cell, Fact, Grid, Source
from analyzer.text import bare, squeeze

LISTING = re.compile(
    r"(?P<kind>人员经费|公用经费)(?:支出|预算)?[^。;；:：]{0,12}?\d[\d,.]*[万千亿]?元[^。;；:：]{0,20}?(?:主要)?(?:包括|用于)[:：]?(?P<list>[^。;；:：]+)"
)
CLASSES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "312", "399")}


@check(
    "listed-item-zero",
    severity="warning",
    zh="“{kind}”所列项目与《{table}》不符：列举的{zero}在表中无数（空白）{omitted}。",
    en="The items listed under {kind} do not fit the table {table}: {zero} hold no figure{omitted}.",
)
def listed_item_zero(case: Case) -> Iterator[Hit]:
    """An account named as part of the personnel or operating funds has a figure in the basic-expenditure table.

    A list kept from last year, or read off the row beside, misleads. A list that is the whole form's (five and more
    items without figures), and items that have no row at all, are told as a note.
    Example: 个人农业生产补贴 is listed, its cell is blank, and 奖励金 0.31 is left out.
    """
    names = items.economic(case)
    filled = _filled(case)
    if not filled:
        return
    for line in wording.lines(case):
        for match in LISTING.finditer(squeeze(line.text)):
            yield from _judged(case, line, match, names, filled)


def _filled(case: Case) -> dict[str, Fact]:
    """Code → figure of every account of the basic-expenditure table that is not zero."""
    facts = [f for reading in case.ledger.binder.family(case.reading.name) for f in reading.facts]
    return {f.item_code: f for f in facts if f.statement in BY_ECONOMIC and f.value and len(f.item_code) == 5}


def _judged(
    case: Case, line: wording.Line, match: re.Match[str], names: Mapping[str, str], filled: Mapping[str, Fact]
) -> Iterator[Hit]:
    listed = [part for part in re.split(r"[、,，]|以及", match["list"]) if part]
    side = {c: n for c, n in names.items() if len(c) == 5 and c[:3] in CLASSES[match["kind"]]}
    known = {part: codes for part in listed if (codes := _codes(case, part, side, CLASSES[match["kind"]]))}
    zero = [part for part, codes in known.items() if not any(code in filled for code in codes)]
    if len(known) < 3 or not zero:
        return
    named = {code for codes in known.values() for code in codes}
    omitted = [code for code in side if code in filled and code not in named]
    start = max(line.text.find(zero[0]), 0)
    sources = [wording.at(case, line, start, start + 1, zero[0]), *(filled[code].source for code in omitted[:4])]
    figures = tuple(filled[code].source.text for code in omitted[:4])
    told = (
        "，而有数的" + "、".join(f"“{names[c]}”（{filled[c].source.text}）" for c in omitted) + "未列"
        if omitted
        else ""
    )
    blank = any(code in side for part in zero for code in known[part])
    values = {
        "kind": match["kind"],
        "table": _title(case),
        "zero": "、".join(f"“{part}”" for part in zero),
        "omitted": told,
    }
    yield Hit(
        sources=tuple(sources), figures=figures, values=values, severity=None if blank and len(zero) < 5 else "note"
    )


def _codes(case: Case, part: str, side: Mapping[str, str], classes: tuple[str, ...]) -> list[str]:
    """The accounts that a listed name means: those of the table, else those of the official classification."""
    printed = [c for c, n in side.items() if core(n) == core(part) or bare(n) == bare(part)]
    year = case.reading.profile.year
    official = (c for c in economic_codes() if len(c.code) == 5 and c.code[:3] in classes and c.valid(year))
    return printed or [c.code for c in official if core(c.name) == core(part)]


def _title(case: Case) -> str:
    titles = (t.title for t in case.ledger.binder.tables(case.reading.name) if is_basic(t.statement))
    return next(titles, "基本支出表")


@check(
    "basic-or-project",
    severity="warning",
    zh="正文称“{item}”用于“{purpose}”，而表中该科目{amount}全部为{really}（{said}为空白）。",
    en="The text calls “{item}” {said} (“{purpose}”), the table holds {amount} entirely as {really}.",
)
def basic_or_project(case: Case) -> Iterator[Hit]:
    """Money that the text calls basic expenditure (基本支出) is not project expenditure (项目支出) in the tables.

    The two are granted and spent under different rules. Where the table holds a part of both, it is a note.
    Example: 一般行政管理事务 “…等基本支出”, 10.00 in the column 项目支出.
    """
    for item in items.items(case):
        said = re.search(r"(基本支出|项目支出)$", item.purpose)
        code = items.own(case, item) if said else ""
        if not said or not code:
            continue
        basic, project = (items.figure(case, code, measure) for measure in ("basic", "project"))
        claimed, other = (basic, project) if said[1] == "基本支出" else (project, basic)
        if other is None or not other.value:
            continue
        values = {
            "item": item.printed,
            "purpose": item.purpose,
            "said": said[1],
            "really": "项目支出" if said[1] == "基本支出" else "基本支出",
            "amount": other.source.text,
        }
        partly = claimed is not None and bool(claimed.value)
        sources = (item.source(case, item.purpose), other.source)
        if not partly:
            yield Hit(sources=sources, figures=(other.source.text,), values=values)


@check(
    "code-leading-zero",
    severity="warning",
    zh="科目编码缺少前导零：{quotes}（其他行为两位数，如01、08）。",
    en="Codes without their leading zero: {quotes}; the other rows have two digits.",
)
def code_leading_zero(case: Case) -> Iterator[Hit]:
    """A code printed in columns has two digits in its second column, as in all other rows.

    Cut zeros come from spreadsheets and break every look-up by code. Example: 301 | 2 津贴补贴 among 301 | 01.
    """
    for block in case.reading.extraction.document.blocks:
        if isinstance(block, Grid) and target_header(block.rows) is None:  # points of indicators are no codes
            cut = [row for column in range(1, block.width) for row in _cut(block, column)]
            if cut:
                sources = [_row(case, row) for row in cut]
                figures = [found for row in cut for found in _digits(row)]
                yield wording.grouped(sources, figures)


def _cut(grid: Grid, column: int) -> list[tuple[Cell | None, ...]]:
    """The rows whose code has lost its zero in ``column``, which must be a column of two-digit codes beside a class."""
    texts = [squeeze(cell.text) if (cell := row[column]) else "" for row in grid.rows]
    left = [squeeze(cell.text) if (cell := row[column - 1]) else "" for row in grid.rows]
    whole = sum(bool(re.fullmatch(r"\d\d", text)) for text in texts)
    right = [squeeze(cell.text) if column + 1 < grid.width and (cell := row[column + 1]) else "" for row in grid.rows]
    short = [n for n, text in enumerate(texts) if re.fullmatch(r"[1-9]", text) and re.fullmatch(r"\d{2,3}|", left[n])]
    short = [n for n in short if re.match(r"[\u4e00-\u9fff]", right[n])]
    classes = sum(bool(re.fullmatch(r"[1-5]\d\d", text)) for text in left)
    return [grid.rows[n] for n in short] if whole >= max(4, 2 * len(short)) and classes else []


def _digits(row: tuple[Cell | None, ...]) -> list[str]:
    return [cell.text.strip() for cell in row if cell and re.fullmatch(r"[1-9]", cell.text.strip())][:1]


def _row(case: Case, row: tuple[Cell | None, ...]) -> Source:
    printed = [cell for cell in row if cell and cell.text.strip()]
    text = " ".join(cell.text.strip() for cell in printed[:3])
    return Source(document=case.reading.name, page=printed[0].page, line=printed[0].line, text=text)
