"""Checks on tables beside the relations: notes against contents, products, targets against their total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from analyzer.amounts import Interval
from analyzer.checks.registry import Case, Hit, check
from analyzer.concepts.meaning import fund_of
from analyzer.concepts.statements import BY_FUND, WITH_PROJECTS, is_projects, is_purchases
from analyzer.model import Fact, Grid, Paragraph, Repair, Source, Table
from analyzer.text import squeeze
from analyzer.verdicts.against.projects import cost_facts

_TARGET_HEADING = re.compile(r"^[一二三四五六七八九十（(]+[、)）.]?.{0,8}绩效[^\d.…]{0,10}$")
_NONE = re.compile(
    r"(?:无|没有|未(?:发生|安排|使用)?)[^，。；三公]{0,20}(?:收支|收入|支出|拨款|预算)(?=[，。；及和与])"
)
_OF_FUNDS = (BY_FUND["government_funds"], BY_FUND["state_capital"])
_EMPTY_NOTE = re.compile(
    r"^(?!.*[若如]果?[^，。；]{0,8}(?:空|无数据)).*(?:空表|此表为空|本表为空|本表无数据|无数据(?![的时则])|故.{0,6}本表)",
    re.DOTALL,
)
"""A note that calls a table empty; “无数据的栏目为空” and “若为空表” say what blanks mean."""


@check(
    "empty-note",
    severity="error",
    zh="表注称“{note}”，而《{table}》列有数字：{listed}",
    en="The note says “{note}”, yet the table {table} holds figures: {listed}",
)
def empty_note(case: Case) -> Iterator[Hit]:
    """A note that calls a table empty stands under an empty table.

    A template's note left under a filled table tells the public that nothing is spent. So does a sentence of the text
    that calls the table of a fund empty, and a list of the tables (是否空表：是).

    Example: 本部门无“三公”经费预算，故本表为空表 under a table that holds 47.91.
    """
    listed = dict(_listed_empty(case))
    for table in case.reading.extraction.tables:
        own = [n for n in table.notes if _EMPTY_NOTE.search(n) and not _of_another(n, table)]
        notes = own or list(_told_empty(case, table))
        notes += [note for title, note in listed.items() if title and title == squeeze(table.title)]
        facts = [f for f in case.reading.facts if f.table == table.index and f.value]
        if notes and facts:
            yield _contradiction(case, table, notes[0], facts)


def _of_another(note: str, table: Table) -> bool:
    """Whether a note below a table calls another one empty, that of a fund: “…无政府性基金…支出，公开表08为空表”."""
    none = _NONE.search(note)
    fund = BY_FUND.get(fund_of(none[0])) if none else None
    return fund is not None and fund != table.statement and not re.search("[本此]表", note)


def _listed_empty(case: Case) -> Iterator[tuple[str, str]]:
    """(title, row) of each table that a list of the tables says is empty: a column 是否空表 with 是."""
    for grid in case.reading.extraction.document.blocks:
        if not isinstance(grid, Grid) or not grid.rows:
            continue
        head = [squeeze(cell.text) if cell else "" for cell in grid.rows[0]]
        flag = head.index("是否空表") if "是否空表" in head else 0
        for cells in grid.rows[1:] if flag else ():
            row = [squeeze(cell.text) if cell else "" for cell in cells]
            if len(row) > flag and row[flag] == "是":
                yield row[flag - 1], " ".join(text for text in row if text)


def _told_empty(case: Case, table: Table) -> Iterator[str]:
    """The sentences of the text that call a fund's table empty: “无政府性基金预算财政拨款收支，以空表列示”."""
    for paragraph in case.reading.extraction.prose if table.statement in _OF_FUNDS else ():
        for sentence in re.split(r"(?<=[。；])", paragraph.text) if _EMPTY_NOTE.search(paragraph.text) else ():
            none = _NONE.search(sentence)
            if none and _EMPTY_NOTE.search(sentence) and BY_FUND.get(fund_of(none[0])) == table.statement:
                yield sentence


def _contradiction(case: Case, table: Table, note: str, facts: Sequence[Fact]) -> Hit:
    near = [b for b in case.reading.extraction.document.blocks if isinstance(b, Paragraph) and note.strip() in b.text]
    at = near[0] if near else table
    place = Source(document=table.document, page=at.page, line=at.line, table=table.title, text=note)
    listed = "、".join(f.source.text for f in facts[:10])
    return Hit(
        sources=(place, *(f.source for f in facts[:10])),
        figures=tuple(f.source.text for f in facts[:10]),
        values={"note": note, "table": table.title, "listed": listed},
    )


@check(
    "procurement-product",
    severity="error",
    zh="数量×单价与金额不符：《{table}》{item}，{quantity}×{price}={computed}，印列{printed}",
    en="Quantity × price is not the amount: {table}, {item}: {quantity} × {price} = {computed}, printed {printed}",
)
def procurement_product(case: Case) -> Iterator[Hit]:
    """Quantity times unit price equals the amount, judged by interval multiplication of the printed figures.

    Example: 8 台 × 0.40 万元 = 3.20 万元.
    """
    figures = case.ledger.figures
    for table in case.reading.extraction.tables:
        if not is_purchases(table.statement):
            continue
        for _, row in figures.matrix(case.reading.name, table.index):
            cells = {f.measure: f for f in row}
            quantity, price = cells.get("quantity"), cells.get("unit_price")
            amount = cells.get("total") or cells.get("amount")
            if not (quantity and price and amount) or not quantity.value:
                continue
            if price.id not in figures.amounts or amount.id not in figures.amounts or price.unit != amount.unit:
                continue
            product = Interval.of(figures.amounts[price.id]).scaled(int(quantity.value))
            if quantity.value % 1 == 0 and not product.meets(Interval.of(figures.amounts[amount.id])):
                yield _product(case, table, quantity, price, amount)


def _product(case: Case, table: Table, quantity: Fact, price: Fact, amount: Fact) -> Hit:
    fen = int(quantity.value or 0) * case.ledger.figures.amounts[price.id].fen
    computed = case.ledger.docket.shown(fen, amount.unit)
    values = {
        "table": table.title,
        "item": amount.source.row,
        "quantity": quantity.source.text,
        "price": price.source.text,
        "computed": computed,
        "printed": amount.source.text,
    }
    repair = Repair(printed=amount.source.text, proposed=computed, edit="recomputed", source=amount.source, resolves=1)
    cells = (amount, quantity, price)
    figures = (*(c.source.text for c in cells), computed)
    return Hit(sources=tuple(c.source for c in cells), figures=figures, values=values, repair=(repair,))


@check(
    "targets-total",
    severity="warning",
    zh="{count}个项目绩效目标的成本合计{computed}万元，大于项目支出{printed}万元，多出{difference}万元",
    en="The costs of {count} targets add up to {computed}, more than the project expenditure {printed} by {difference}",
)
def targets_total(case: Case) -> Iterator[Hit]:
    """The projects with published targets cost no more than the whole project expenditure.

    Targets may cover only some projects, so less is fine; more means that targets and budget were drawn up from
    different figures. Example: 19 targets of 13625.9 万元 against 13442.00 万元.
    """
    ledger = case.ledger
    costs = cost_facts(ledger.projects[case.reading.name].projects)
    total = _project_total(case)
    if len(costs) < 2 or total is None:
        return
    amounts = ledger.figures.amounts
    fen = sum(amounts[c.id].fen for c in costs)
    slack = sum(amounts[c.id].quantum for c in costs) + amounts[total.id].quantum
    if 2 * (fen - amounts[total.id].fen) <= slack:
        return
    lines = _project_lines(case, total)
    values = {
        "count": str(len(costs)),
        "computed": ledger.docket.shown(fen, "万元").rstrip("0").rstrip("."),
        "printed": ledger.docket.shown(amounts[total.id].fen, "万元"),
        "difference": ledger.docket.shown(fen - amounts[total.id].fen, "万元").rstrip("0").rstrip("."),
    }
    shown = (total, *lines, *costs)
    texts = tuple(f.source.text for f in shown)
    claims = [c.source for c in case.reading.claims if amounts.get(c.id) and amounts[c.id].fen == amounts[total.id].fen]
    sources = (*(f.source for f in (total, *lines)), *claims[:2], *_heads(case, costs[:1]), *(c.source for c in costs))
    yield Hit(sources=sources, figures=(*texts, values["computed"]), values=values)


def _heads(case: Case, costs: Sequence[Fact]) -> list[Source]:
    """The heading under which the target tables stand, and the first of them."""
    tables = [t for t in case.reading.extraction.tables if t.index in {c.table for c in costs}]
    found = [Source(document=t.document, page=t.page, line=t.line, table=t.title, text=t.title) for t in tables]
    headings = [
        Source(document=case.reading.name, page=b.page, line=b.line, text=b.text.strip())
        for b in case.reading.extraction.prose
        if _TARGET_HEADING.match(b.text.strip())
    ]
    return [*headings[-1:], *found]


def _project_total(case: Case) -> Fact | None:
    profile = case.reading.profile
    for statement in WITH_PROJECTS:
        for measure in ("project", "total", "amount") if is_projects(statement) else ("project",):
            found = case.ledger.figures.find(
                case.reading.name, statement, "total", measure, year=profile.year, stage=profile.stage
            )
            known = [f for f in found if f.id in case.ledger.figures.amounts]
            if known:
                return known[0]
    return None


def _project_lines(case: Case, total: Fact) -> list[Fact]:
    """The lines (项) that make up the project expenditure: where the surplus could lie."""
    facts = [f for f in case.reading.facts if f.table == total.table and f.column == total.column]
    known = [f for f in facts if len(f.item_code) == 7 and f.value]
    return known[:8]
