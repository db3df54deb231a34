"""Sentences made from a grammar come back as what they were made from; no text breaks the reader."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import example, given, settings
from hypothesis import strategies as st

from analyzer.claims import extract
from tests.claims.narrate import claims, extraction

SUBJECTS = (
    "公务接待费",
    "因公出国（境）费",
    "机关运行经费",
    "基本支出",
    "财政拨款收入",
    "“三公”经费",
    "会议费",
    "政府采购货物支出",
)
COPULAS = ("", "为", "预算为", "预算安排", "共计安排", "预算数为")
BASES = {
    "比2023年预算": (2023, "budget"),
    "较上年预算": (2023, "budget"),
    "与2023年预算执行数相比": (2023, "execution"),
    "比2023年年初预算数": (2023, "budget"),
    "比上年决算": (2023, "final"),
}
VERBS = {"增加": "greater", "增长": "greater", "减少": "less", "下降": "less", "压减": "less", "提高": "greater"}
STOPS = ("，", "。", "；", ", ", "； ")
amounts = st.integers(1, 10**8).map(lambda fen: Decimal(fen).scaleb(-2))
units = st.sampled_from(("万元", "元", "亿元", "千元"))


@given(st.sampled_from(SUBJECTS), st.sampled_from(COPULAS), amounts, units, st.booleans())
def test_a_level_comes_back(subject: str, copula: str, value: Decimal, unit: str, grouped: bool) -> None:
    printed = f"{value:,f}" if grouped else f"{value:f}"
    (claim,) = claims(f"2024年{subject}{copula}{printed}{unit}。")
    assert (claim.kind, claim.value, claim.decimals, claim.unit) == ("level", value, 2, unit)
    assert claim.subject == subject
    assert (claim.year, claim.stage) == (2024, "budget")


@given(
    st.sampled_from(SUBJECTS),
    st.sampled_from(sorted(BASES)),
    st.sampled_from(sorted(VERBS)),
    amounts,
    amounts,
    amounts,
    st.sampled_from(STOPS),
    st.booleans(),
)
@settings(max_examples=200)
def test_a_level_with_its_change_and_rate_comes_back(
    subject: str, base: str, verb: str, level: Decimal, change: Decimal, rate: Decimal, stop: str, bracket: bool
) -> None:
    beside = f"（{verb}{rate}%）" if bracket else f"，{verb}{rate}%"
    found = claims(f"{subject}{level}万元{stop}{base}{verb}{change}万元{beside}，主要原因是工作需要。")
    assert [c.kind for c in found] == ["level", "change", "rate"]
    first, second, third = found
    assert {c.subject for c in found} == {subject}
    assert (first.value, second.value, third.value) == (level, change, rate)
    assert {(c.direction, c.base_year, c.base_stage) for c in found[1:]} == {(VERBS[verb], *BASES[base])}
    assert (second.current, third.current, third.change) == (first.id, first.id, second.id)
    assert {c.reason for c in found[1:]} == {"工作需要"}


@given(
    st.lists(st.sampled_from(SUBJECTS[:5]), min_size=2, max_size=5, unique=True),
    st.lists(amounts, min_size=5, max_size=5),
    st.sampled_from(("、", "，", "；")),
    st.sampled_from(("其中：", "其中", "包括", "主要包括")),
    st.booleans(),
)
def test_a_list_comes_back_with_its_whole(
    names: list[str], values: list[Decimal], stop: str, opener: str, more: bool
) -> None:
    parts = stop.join(f"{name}{value}万元" for name, value in zip(names, values, strict=False))
    whole, *members = claims(f"2024年支出预算99999.99万元，{opener}{parts}{'等' if more else ''}。")
    assert [(c.subject, c.value) for c in members] == list(zip(names, values, strict=False))
    assert {c.whole for c in members} == {whole.id}
    assert {c.partial for c in members} == {more or opener == "主要包括"}


@given(amounts, amounts, st.sampled_from(("其中：", "，其中：")))
def test_brackets_change_nothing_outside_them(whole: Decimal, part: Decimal, opener: str) -> None:
    *_, flat = claims(f"公务用车购置及运行费{whole}万元（{opener.strip('，')}公务用车购置费{part}万元），与上年持平。")
    assert (flat.kind, flat.subject) == ("flat", "公务用车购置及运行费")


@given(st.sampled_from([name for name in SUBJECTS if "收入" not in name]), amounts, amounts, amounts)
def test_final_accounts_come_back(subject: str, planned: Decimal, spent: Decimal, done: Decimal) -> None:
    budget, final, completion = claims(
        f"{subject}年初预算为{planned}元，支出决算为{spent}元，完成年初预算的{done}%。", stage="final"
    )
    assert (budget.stage, final.stage, completion.kind) == ("initial_budget", "final", "completion")
    assert (completion.current, completion.base) == (final.id, budget.id)
    assert {c.subject for c in (budget, final, completion)} == {subject}


WORDS = """
其中： ， 。 ； 、 （ ） ： “ ” 2024年 12.5万元 3% 公务接待费 比上年 增加 减少 占 的 完成 年初预算 分别 均 等
持平 决算数小于预算数 主要原因是 主要用于 1. （一） 无 支出 （项） （类） 和 100辆 0.6个百分点 合计 由 组成
"""
PIECES = (*WORDS.split(), "\n", " ")


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=14).map("".join), max_size=4))
@example(["决算数小于预算数12.5万元100辆"])
@settings(max_examples=300)
def test_no_paragraph_breaks_the_reader_and_every_numeral_is_accounted_for(paragraphs: list[str]) -> None:
    source = extraction(paragraphs)
    found, others = extract(source)
    ids = {claim.id for claim in found}
    assert len(ids) == len(found)
    for claim in found:
        assert {claim.current, claim.base, claim.change, claim.whole} <= ids | {""}
        assert claim.whole != claim.id
        text = source.prose[claim.paragraph].text
        assert 0 <= claim.start < claim.end <= len(text)
        assert claim.source.line is not None
    numerals = sum(text.count(figure) for text in paragraphs for figure in ("12.5万元", "100辆", "0.6个百分点"))
    bound = {(claim.paragraph, claim.start) for claim in found if claim.value is not None and claim.unit}
    assert len(bound) + len(others) >= numerals
