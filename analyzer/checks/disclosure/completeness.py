"""What a disclosure must hold, and whether this one does: obligation × document × state, with the legal source.

After 财政部《地方预决算公开操作规程》(财预〔2016〕143号), the Budget Law (预算法), article 14, and the Regulation on
its implementation, article 6. Missing statements and explanations are told as notes: annexes may be published apart.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from analyzer.checks.registry import Case, Hit, check
from analyzer.checks.wording import is_contents
from analyzer.concepts.statements import FUND_OF, OBLIGATORY, is_public
from analyzer.model import Grid, Paragraph, Reading, Source, Table
from analyzer.text import squeeze

State: TypeAlias = Literal[
    "fulfilled", "missing", "empty-with-note", "empty-without-note", "not-applicable", "not-judged"
]

TABLES_LAW = "财预〔2016〕143号"
TEXT_LAW = "财预〔2016〕143号；预算法第十四条"
FINAL_LAW = "财预〔2016〕143号；预算法实施条例第六条"


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One thing to be published: its kind (table, text), name, state, legal source, and where it stands if it does."""

    id: str
    kind: Literal["table", "text"]
    name: str
    state: State
    law: str
    source: Source | None = None


TEXTS: tuple[tuple[str, str, str, str], ...] = (
    (
        "duties",
        "主要职责",
        r"职能职责|主要(职责|职能)|(单位|部门)(主要)?(职责|职能)|基本职能|职责(情况|任务)|机构职能",
        "",
    ),
    (
        "organisation",
        "机构设置",
        r"机构设置|机构情况|(预算|决算)?单位构成|内设机构|内设.{0,6}(科室|处室|部门)|部门构成|纳入.{0,30}编制范围",
        "",
    ),
    ("changes", "收支增减变化情况", r"(较|比|与).{0,24}(增加|减少|增长|下降|持平|无变化|不变)", ""),
    (
        "three_public_reasons",
        "“三公”经费增减变化原因",
        r"(三公|接待费|公务用车|出国)[^。]{0,160}(原因|持平|无变化|不变|由于|因)",
        "",
    ),
    ("agency_operating", "机关运行经费", r"(机关|机构|单位|中心|局|院)运行(经)?费", ""),
    ("procurement", "政府采购情况", r"政府采购", ""),
    ("assets", "国有资产占用情况", r"国有资产|固定资产|共有车辆|资产占(有|用)", ""),
    ("performance", "预算绩效情况", r"绩效", ""),
    ("glossary", "名词解释", r"名词解释|术语解释|专业(性)?(较强的)?名词", ""),
    (
        "delegations",
        "因公出国（境）团组数及人次",
        r"团组|未安排.{0,6}出国|无.{0,12}(因公)?出国|出国.{0,12}(0\.00|0|无)",
        "final",
    ),
    ("vehicles_kept", "公务用车购置数及保有量", r"保有量|保有.{0,6}辆|共有车辆", "final"),
    ("guests", "国内公务接待批次、人次", r"批次|人次|未发生.{0,8}接待|无.{0,12}(公务)?接待|无.{0,4}三公", "final"),
    ("small_firms", "政府采购面向中小企业情况", r"中小(微)?企业|小微企业", "final"),
)
"""Identifier, name, pattern that shows it, the stage that needs it (empty: both)."""


def ledger(reading: Reading) -> tuple[Obligation, ...]:
    """The state of every obligation for one document, in the order of the rules."""
    return (*_tables(reading), *_texts(reading))


def _tables(reading: Reading) -> Iterator[Obligation]:
    known = {table.statement: table for table in reading.extraction.tables}
    enough = sum(statement in known for statement, _, _ in OBLIGATORY) >= 3
    for statement, name, since in OBLIGATORY:
        table = known.get(statement)
        state: State = "missing" if enough else "not-judged"
        if table:
            state = _filled(table, reading)
        elif since and reading.profile.year and reading.profile.year < since:
            state = "not-applicable"
        source = Source(document=reading.name, page=table.page, line=table.line, table=table.title) if table else None
        yield Obligation(id=statement, kind="table", name=name, state=state, law=TABLES_LAW, source=source)


_FUND_WORDS = {"government_funds": "政府性?基金", "state_capital": "国有资本经营"}


def _filled(table: Table, reading: Reading) -> State:
    if not table.empty:
        return "fulfilled"
    notes = [*table.notes, *(text for row in table.rows for text in row.texts)]
    noted = any(re.search(r"空表|无|没有|未", note) for note in notes) or _explained(table, reading)
    return "empty-with-note" if noted else "empty-without-note"


def _explained(table: Table, reading: Reading) -> bool:
    """Whether the prose says of an empty table that it is empty (“无政府性基金…，以空表列示”)."""
    words = "三公" if is_public(table.statement) else _FUND_WORDS.get(FUND_OF.get(table.statement, ""))
    if not words:
        return False
    pattern = re.compile(
        rf"{words}[^。]{{0,40}}(空表|无数据)|(空表|没有|无)[^。]{{0,12}}{words}[^。]{{0,60}}(空表|列示|无数据)"
    )
    return any(pattern.search(squeeze(p.text)) for p in reading.extraction.prose)


def _texts(reading: Reading) -> Iterator[Obligation]:
    paragraphs = list(_disclosing(reading))
    written = sum(len(text) for text, _ in paragraphs)
    for name, title, pattern, stage in TEXTS:
        found = next((block for text, block in paragraphs if re.search(pattern, text)), None)
        state: State = "fulfilled" if found else "missing"
        if not found and written < 400:
            state = "not-judged"
        if not found and stage and stage != reading.profile.stage:
            state = "not-applicable"
        source = (
            Source(document=reading.name, page=found.page, line=found.line, text=found.text[:40]) if found else None
        )
        yield Obligation(
            id=name, kind="text", name=title, state=state, law=FINAL_LAW if stage else TEXT_LAW, source=source
        )


def _disclosing(reading: Reading) -> Iterator[tuple[str, Paragraph]]:
    """The paragraphs that disclose something: sentences, and headings with a sentence or a table below them.

    The entry of a contents page announces what it does not tell, with its dots or without.
    """
    blocks = [b for b in reading.extraction.document.blocks if not isinstance(b, Paragraph) or b.text.strip()]
    for block, below in itertools.zip_longest(blocks, blocks[1:]):
        if not isinstance(block, Paragraph):
            continue
        heads = isinstance(below, Grid) or (isinstance(below, Paragraph) and _says(below))
        if _says(block) or (heads and not is_contents(block)):
            yield squeeze(block.text), block


def _says(paragraph: Paragraph) -> bool:
    """Whether a line is a sentence rather than a title."""
    return bool(re.search(r"[。；，;,]|\d\s*[万亿]?元", paragraph.text)) and not is_contents(paragraph)


@check(
    "table-missing",
    severity="note",
    zh="未公开法定表格：{names}（空表也应公开；{law}）。",
    en="Statutory tables are missing: {names} ({law}); an empty one is to be shown too.",
)
def table_missing(case: Case) -> Iterator[Hit]:
    """The nine statements of a department's budget or final accounts are published, also where they are empty.

    Example: no 国有资本经营预算支出表 at all, where an empty one with a sentence would do.
    """
    missing = [item for item in ledger(case.reading) if item.kind == "table" and item.state == "missing"]
    if missing:
        yield _told(case, missing)


@check(
    "text-missing",
    severity="note",
    zh="未见以下应公开内容的说明：{names}（{law}）。",
    en="These explanations are missing: {names} ({law}).",
)
def text_missing(case: Case) -> Iterator[Hit]:
    """Beside the tables stand the duties, the organisation, the changes and their reasons, and the special matters.

    Example: no word on 政府采购 or 机关运行经费; no 名词解释.
    """
    missing = [item for item in ledger(case.reading) if item.kind == "text" and item.state == "missing"]
    if missing:
        yield _told(case, missing)


@check(
    "empty-table-unexplained",
    severity="note",
    zh="空表未附说明：{names}应注明“无此项收支，空表列示”等（{law}）。",
    en="An empty table without a sentence that says so: {names} ({law}).",
)
def empty_table_unexplained(case: Case) -> Iterator[Hit]:
    """An empty statement carries a sentence saying that there is nothing to show.

    Otherwise the reader can't tell an empty table from a forgotten one.
    """
    bare = [item for item in ledger(case.reading) if item.state == "empty-without-note"]
    if bare:
        yield _told(case, bare)


def _told(case: Case, missing: list[Obligation]) -> Hit:
    sources = [item.source for item in missing if item.source]
    values = {"names": "、".join(item.name for item in missing), "law": missing[0].law}
    return Hit(sources=tuple(sources) or (Source(document=case.reading.name),), values=values)
