# ruff: noqa: E501 - a Chinese character counts as two columns; the lines are no longer than the others
"""Tables around the nine statements: procurement, fixed assets, performance targets."""

from __future__ import annotations

from random import Random

from tests.seeded.codes import GOODS
from tests.seeded.layout import header, place
from tests.seeded.speech import Voice
from tests.seeded.style import Style, printed
from tests.specimens.specification import Mark, Place, Prose, Sheet

_HEAD = (("采购项目名称",), ("采购物品名称",), ("采购目录编码",), ("计量单位",), ("数量",), ("单价",), ("采购金额", "合计"),
         ("采购金额", "一般公共预算拨款"))  # fmt: skip


def procurement(voice: Voice, rng: Random) -> tuple[Sheet, int]:
    """A procurement plan in 万元 whose lines are quantity × price; and its total in 分."""
    rows: list[tuple[Place, ...]] = []
    total = 0
    for name, code, unit, price in rng.sample(GOODS, rng.randint(2, len(GOODS))):
        quantity, cost = rng.randint(2, 40), price // 100 * 100 * 100
        amount = quantity * cost
        total += amount
        rows.append((
            place("办公设备购置"), place(name), place(code), place(unit),
            Place(content=Mark(text=str(quantity), role="quantity", key=code, statement="procurement", row=code, decimals=0)),
            Place(content=Mark(text=printed(cost, "万元", 2), role="price", key=code, unit="万元", statement="procurement",
                               row=code, fen=cost)),
            _money(amount, code, "total"), _money(amount, code, "general_public"),
        ))  # fmt: skip
    blanks = tuple(Place() for _ in range(5))
    first = (place("合计"), *blanks, _money(total, "total", "total"), _money(total, "total", "general_public"))
    name = f"{voice.books.scope_name}政府采购预算"
    table = Sheet(title=name, statement="procurement", unit="万元", head=header(_HEAD), body=(first, *rows))
    return table, total


def _money(fen: int, row: str, column: str) -> Place:
    return Place(content=Mark(text=printed(fen, "万元", 2), role="cell", key=f"procurement:{row}", unit="万元",
                              statement="procurement", row=row, column=column, fen=fen))  # fmt: skip


def assets(voice: Voice, rng: Random) -> tuple[Sheet, int]:
    """Fixed assets at the end of last year in 万元, parts and total; and the total in 分."""
    parts = [("1、房屋（平方米）", rng.randint(300, 9000), 90), ("2、车辆（台、辆）", voice.books.current.counts["vehicles"], 20),
             ("3、单价在20万元以上的设备", rng.randint(1, 9), 120), ("4、其他固定资产", rng.randint(200, 4000), 300)]  # fmt: skip
    values = [int(size * 1_000_000 * rng.uniform(0.5, 2)) for _, _, size in parts]
    body = [_asset("资产总额", "—", sum(values), "total")]
    for (label, number, _), value in zip(parts, values, strict=True):
        body.append(_asset(label, str(number), value, label[0]))
    head = header((("项目",), ("数量",), ("价值（金额单位：万元）",)))
    title = f"{voice.books.scope_name}固定资产占用情况表"
    return Sheet(title=title, statement="assets", unit="", head=head, body=tuple(body)), sum(values)


def _asset(label: str, number: str, value: int, row: str) -> tuple[Place, ...]:
    quantity: str | Mark = number
    if number.isdigit():
        quantity = Mark(text=number, role="quantity", key=f"assets:{row}", statement="assets", row=row, decimals=0)
    cell = Mark(text=printed(value, "万元", 2), role="cell", key=f"assets:{row}", unit="万元", statement="assets", row=row,
                column="amount", fen=value)  # fmt: skip
    return place(label), place(quantity), place(cell)


def targets(voice: Voice, rng: Random) -> list[Prose | Sheet]:
    """A performance-target table for each project, its cost being the project's budget."""
    blocks: list[Prose | Sheet] = []
    ledger = voice.books.current
    for number, project in enumerate(ledger.projects):
        cost = ledger[f"j:{number}"]
        if not cost:
            continue
        blocks.append(_target(voice.style, rng, len(blocks) + 1, project.name, f"j:{number}", cost))
    return list(blocks)


def _target(style: Style, rng: Random, number: int, name: str, key: str, cost: int) -> Sheet:
    amount = Mark(text=f"{printed(cost, '万元', 2)}", role="target", key=key, unit="万元", fen=cost, statement="performance_target",
                  row=name)  # fmt: skip
    rate = rng.choice((85, 90, 95, 98))
    rows: list[tuple[str, str, str, str, str | Mark, str]] = [
        ("产出指标", "数量指标", "完成数量", "按计划完成任务的数量", f"≥{rng.randint(2, 60)}次", "工作记录"),
        ("产出指标", "质量指标", "验收合格率", "验收合格数与总数之比", f"≥{rate}%", "验收记录"),
        ("产出指标", "时效指标", "按期完成率", "按期完成数与总数之比", f"≥{rate}%", "工作记录"),
        ("产出指标", "成本指标", "资金成本", "资金成本", amount, "预算文本"),
        ("效益指标", "社会效益指标", "服务覆盖率", "服务对象的覆盖程度", f"≥{rng.choice((80, 85, 90))}%", "工作记录"),
        ("满意度指标", "服务对象满意度指标", "满意度", "服务对象满意度", "≥90%", "问卷调查"),
    ]
    body = []
    for first, second, third, text, value, basis in rows:
        content: str | Mark = value if isinstance(value, str) else ""
        if isinstance(value, Mark):
            content = Mark(text=f"{value.text}万元", role="target", key=key, unit="万元", fen=cost,
                           statement="performance_target", row=name)  # fmt: skip
        body.append((place(first), place(second), place(third), place(text), place(content), place(basis)))
    head = header((("一级指标",), ("二级指标",), ("三级指标",), ("绩效指标描述",), ("指标值",), ("指标值确定依据",)))
    return Sheet(
        title=f"{number}、{name}绩效目标表", statement="performance_target", unit="", head=head, body=tuple(body)
    )
