"""Self-evaluation tables (绩效自评表): how they are read, and the arithmetic of their money, rates and points."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import analyzer
from analyzer.pipeline import Run
from tests.verdicts.texts import accused

HEAD = "资金（万元）||年初预算数|全年预算数（A）|全年执行数（B）|分值|执行率（B/A）|得分"
INDICATORS = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因"
ROWS = {
    "total": "|年度资金总额|200.00|248.50|236.10|10|95.01%|9.50",
    "granted": "|其中：当年财政拨款|200.00|220.00|207.60|—|—|—",
    "carried": "|上年结转资金||28.50|28.50|—|—|—",
    "other": "|其他资金||||—|—|—",
    "count": "产出指标|数量指标|修缮堤段|≥6段|6段|40|40|",
    "quality": "产出指标|质量指标|验收合格率|≥98%|99%|20|20|",
    "benefit": "效益指标|社会效益指标|防洪能力|提升|基本达到|20|17|进度略迟",
    "content": "满意度指标|满意度指标|群众满意度|≥90%|95%|10|10|",
    "grand": "总分|||||100|96.50|",
}
BLOCK = ("total", "granted", "carried", "other")


def table(**changed: str) -> str:
    """The form as HTML, with some of its rows replaced."""
    rows = ROWS | changed
    lines = ["项目名称|堤防修缮项目||||||", HEAD, *(rows[name] for name in BLOCK), INDICATORS]
    lines += [row for name, row in rows.items() if name not in BLOCK]
    cells = ("".join(f"<td>{cell}</td>" for cell in line.split("|")) for line in lines)
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>"


def run(tmp_path: Path, *paragraphs: str, **changed: str) -> Run:
    """The run over a final account that ends in the form."""
    text = "".join(f"<p>{p}</p>" for p in ("云山市水务局2024年度部门决算", *paragraphs, "附件：项目支出绩效自评表"))
    page = f"<html><meta charset='utf-8'><body>{text}{table(**changed)}</body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    return analyzer.analyze(tmp_path / "a.html", jobs=0)


def test_every_figure_is_read_under_its_heading(tmp_path: Path) -> None:
    facts = {(f.source.row, f.source.column): f for f in run(tmp_path).readings[0].facts}
    total = facts["年度资金总额", "全年预算数(A)"]
    assert (total.item, total.stage, total.value, total.unit) == (
        "堤防修缮项目",
        "full_year_budget",
        Decimal("248.50"),
        "万元",
    )
    assert facts["年度资金总额", "年初预算数"].stage == "initial_budget"
    assert facts["年度资金总额", "全年执行数(B)"].stage == "final"
    assert facts["上年结转资金", "全年执行数(B)"].amount is not None
    rate, points, earned = (facts[row, column] for row, column in (
        ("年度资金总额", "执行率(B/A)"), ("防洪能力", "分值"), ("总分", "得分")))  # fmt: skip
    assert [(f.value, f.unit, f.amount) for f in (rate, points, earned)] == [
        (Decimal("95.01"), "%", None), (Decimal("20"), "分", None), (Decimal("96.50"), "分", None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "check", "meant"),
    [
        ({"total": "|年度资金总额|200.00|220.00|236.10|10|95.01%|9.50"}, "evaluation-funds", "248.50"),
        ({"total": "|年度资金总额|200.00|248.50|236.10|10|118.05%|9.50"}, "evaluation-rate", "95.01"),
        ({"total": "|年度资金总额|200.00|248.50|236.10|10|90.51%|9.50"}, "evaluation-rate", "95.01"),
        ({"total": "|年度资金总额|200.00|248.50|236.10|10|0.95|9.50"}, None, ""),
        ({"grand": "总分|||||100|87.00|"}, "evaluation-points", "96.50"),
        ({"grand": "总分|||||100|87.00|", "count": "产出指标|数量指标|修缮堤段|≥6段|6段|50|40|"}, None, ""),
        ({"content": "满意度指标|满意度指标|群众满意度|≥90%|95%|10|15|", "grand": "总分|||||100|101.50|"},
         "evaluation-above-points", "10"),
        ({}, None, ""),
    ],
)  # fmt: skip
def test_the_arithmetic_of_the_form(tmp_path: Path, changed: dict[str, str], check: str | None, meant: str) -> None:
    found = accused(run(tmp_path, **changed))
    assert [f["check"] for f in found] == ([check] if check else [])
    assert [r["proposed"] for f in found for r in f["repair"]] == ([meant] if check else [])


OTHER_HEAD = "预算执行情况（10分）|年度预算数（万元）|年初预算|调整后预算数|预算执行数|权重|预算执行率|得分"
OTHER_ROWS = {
    "granted": "|其中：财政资金|200.00|220.00|207.60|/|94.36%|/",
    "carried": "|财政专户管理资金|0.00|28.50|28.50|/|100.00%|/",
    "other": "|单位资金|0.00|0.00|0.00|/|0.00%|/",
    "grand": "合计|||||100|96.50|",
}


@pytest.mark.parametrize(("planned", "checks"), [("248.50", []), ("220.00", ["evaluation-funds"])])
def test_the_form_with_its_rows_under_a_heading_of_their_own(
    tmp_path: Path, planned: str, checks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.checks.test_selfevaluation.HEAD", OTHER_HEAD)
    total = f"|总额|200.00|{planned}|236.10|10|95.01%|9.50"
    made = run(tmp_path, total=total, **OTHER_ROWS)
    assert [f["check"] for f in accused(made)] == checks
    [fact] = [f for f in made.readings[0].facts if f.source.column == "预算执行数" and f.source.row == "总额"]
    assert (fact.item, fact.value) == ("堤防修缮项目", Decimal("236.10"))


def test_money_without_a_column_that_adds_up_is_not_judged(tmp_path: Path) -> None:
    odd = {"granted": "|其中：当年财政拨款|190.00|190.00|190.00|—|—|—"}
    assert accused(run(tmp_path, **odd)) == []


def test_the_text_is_held_against_the_project_of_the_form(tmp_path: Path) -> None:
    said = "（1）堤防修缮项目绩效自评综述：年初预算数200.00万元，全年预算数248.50万元，执行数236.10万元，执行率95.01%。"
    right = run(tmp_path, said).claim_records
    assert {r["verdict"] for r in right} <= {"confirmed", "consistent"}


def test_a_rate_among_the_quantities_is_only_noted_at_the_end_of_the_year(tmp_path: Path) -> None:
    found = run(tmp_path, count="产出指标|数量指标|任务完成率|≥95%|96%|40|40|").finding_records
    assert [f["severity"] for f in found if f["check"] == "target-rate-as-quantity"] == ["note"]
