"""The user's own document, and the audited documents where they are at hand."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from analyzer import forms
from analyzer.model import Extraction, Fact
from analyzer.readers import read
from tests.conftest import OWN_DISCLOSURE, SHARED

GOLD = sorted([*SHARED.glob("gold/*.json"), *SHARED.glob("gold-next/*.json"), *SHARED.glob("provinces/gold/*.json")])


@pytest.fixture(scope="module")
def own() -> Extraction:
    return forms.extract(read(OWN_DISCLOSURE))


def test_every_printed_figure_is_one_fact(own: Extraction) -> None:
    printed = Counter(fact.table for fact in own.facts if fact.value is not None)
    assert sum(printed.values()) == 385
    assert len(own.tables) == 31
    by_statement = Counter(own.tables[table].statement for table in printed.elements())
    assert by_statement == {
        "income_expenditure": 10, "income": 58, "expenditure": 40, "appropriation": 15, "general_public_budget": 40,
        "basic_expenditure": 55, "three_public": 8, "procurement": 30, "assets": 11, "performance_target": 118,
    }  # fmt: skip
    assert own.issues == ()


def test_the_profile(own: Extraction) -> None:
    profile = own.profile
    assert (profile.entity, profile.entity_code) == ("石家庄市社会保险中心", "323003")
    assert (profile.scope, profile.region, profile.year, profile.stage) == ("unit", "石家庄市", 2023, "budget")
    assert profile.conflicts == ()


@pytest.mark.parametrize(
    ("statement", "key", "measure", "value"),
    [
        ("income_expenditure", "general_public", "amount", "16110.02"),
        ("income_expenditure", "208", "amount", "16000.46"),
        ("income_expenditure", "income_total", "amount", "16356.02"),
        ("income_expenditure", "expenditure_total", "amount", "16356.02"),
        ("income", "2080109", "other_income", "246.00"),
        ("income", "total", "current_subtotal", "16356.02"),
        ("expenditure", "2082699", "project", "10428.00"),
        ("appropriation", "expenditure_current", "general_public", "16110.02"),
        ("general_public_budget", "total", "basic", "2914.02"),
        ("basic_expenditure", "30302", "personnel", "336.99"),
        ("three_public", "reception", "total", "2.77"),
        ("three_public", "vehicle_operation", "general_public", "9.00"),
        ("procurement", "02010105", "quantity", "8"),
        ("procurement", "05040300", "sme_share", "62.00"),
        ("procurement", "02052399", "project_budget", "19.00"),
        ("assets", "assets_total", "amount", "1493.5"),
        ("assets", "其他固定资产", "quantity", "3037"),
    ],
)
def test_facts_by_key(own: Extraction, statement: str, key: str, measure: str, value: str) -> None:
    found = [f for f in own.facts if f.statement == statement and key in (f.item_code, f.item) and f.measure == measure]
    assert [str(fact.value) for fact in found] == [value]


def test_amounts_are_exact_and_know_their_place(own: Extraction) -> None:
    fact = next(f for f in own.facts if f.source.text == "10428.00" and f.statement == "expenditure")
    assert fact.amount is not None
    assert (fact.amount.fen, fact.amount.quantum) == (10_428_000_000, 10_000)
    assert (fact.source.row_code, fact.source.column, fact.source.line) == ("20826", "合计", 148)
    assert len({fact.id for fact in own.facts}) == len(own.facts)


def test_statements_said_to_be_empty(own: Extraction) -> None:
    assert [table.title for table in own.tables if table.empty] == [
        "单位预算政府基金预算财政拨款支出表", "单位预算国有资本经营预算财政拨款支出表",
    ]  # fmt: skip
    assert all("空表列示" in table.notes[0] for table in own.tables if table.empty)


def test_labels_cut_by_a_page_are_whole_and_wrapped_cells_joined(own: Extraction) -> None:
    labels = [row.label for table in own.tables for row in table.rows]
    assert "“五险一金”物业综合保障费/保安服务" in labels
    sides = {fact.source.row for fact in own.facts if fact.side == "expenditure"}
    assert "十五、资源勘探工业信息等支出" in sides
    assert "出" not in sides


def test_targets(own: Extraction) -> None:
    assert len({target.table for target in own.targets}) == 19
    cost = {t.project: t.number for t in own.targets if t.level2 == "成本指标" and t.number is not None}
    assert sum(cost.values(), Decimal(0)) == Decimal("13625.9")
    repair = next(t for t in own.targets if t.level3 == "返修率")
    assert (repair.operator, repair.number, repair.unit, repair.project) == ("≥", Decimal(3), "次", "专用设备维修费")
    timely = next(t for t in own.targets if t.level3 == "应发放资金及时率")
    assert (timely.number, timely.text, timely.level1) == (None, "年度", "产出指标")
    wrapped = [t.title for t in own.tables if "纺织集团" in t.title]
    assert len(wrapped) == 1
    assert wrapped[0].endswith("统筹外代发项目:取暖费(事业与企业差额)绩效目标表")


def test_prose_is_the_narrative_without_contents_and_table_lines(own: Extraction) -> None:
    texts = [paragraph.text for paragraph in own.prose]
    assert any(text.startswith("反映石家庄市社会保险中心当年全部收入") for text in texts)
    assert "三、机关运行经费安排情况" in texts
    assert not any("....." in text or text.startswith(("单位：", "预算年度", "323003", "注：")) for text in texts)
    assert not any(text.endswith("绩效目标表") for text in texts)


# ---- the audited documents -------------------------------------------------------------------------------------------


def _plain(text: object) -> str:
    return re.sub(r"[^\w]|_", "", str(text or ""))


def _document(gold: dict[str, Any]) -> Path:
    folders = (SHARED / "disclosures", SHARED / "provinces" / "docs")
    return next(path for folder in folders for path in folder.glob(f"{gold['document']}.*"))


def _number(text: object) -> Decimal | None:
    found = re.search(r"\d[\d,]*\.?\d*", str(text))
    return Decimal(found[0].replace(",", "")) if found else None


def _matches(cell: dict[str, Any], fact: Fact) -> bool:
    title, column, row = _plain(cell["table"]), _plain(re.split(r"[/|-]", cell["column"])[-1]), _plain(cell["row"])
    source = fact.source
    titled = _plain(source.table) in title or title in _plain(source.table)
    placed = column in _plain(source.column) or _plain(source.column) in column
    if cell["code"] and len(cell["code"]) >= 3:
        keyed = fact.item_code == cell["code"]
    else:
        keyed = _plain(source.row) in row or row in _plain(source.row)
    return (
        titled
        and placed
        and keyed
        and (fact.value if fact.value is None else abs(fact.value)) == _number(cell["value"])
    )


@pytest.mark.parametrize("path", GOLD, ids=[path.stem for path in GOLD])
def test_audited_documents(path: Path) -> None:
    gold = json.loads(path.read_text("utf-8"))
    found = forms.extract(read(_document(gold)))
    printed = Counter(_plain(found.tables[f.table].title) for f in found.facts if f.value is not None)
    wanted = {_plain(table["title"]): table["figures"] for table in gold["tables"] if table["figures"]}
    assert printed == wanted
    missed = [cell for cell in gold["cells"] if not any(_matches(cell, fact) for fact in found.facts)]
    assert [cell for cell in missed if _number(cell["value"]) is not None] == []


@pytest.mark.skipif(not GOLD, reason="the audited disclosures are not on this machine (../shared)")
def test_another_offices_name_is_kept_as_a_conflict(shared: Path) -> None:
    found = forms.extract(read(shared / "provinces" / "docs" / "bj-health-2025-budget.html"))
    assert [source.row for source in found.profile.conflicts] == ["北京市云柳区疾病预防监测站"]
