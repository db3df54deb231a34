"""Performance targets that contradict themselves, and those that look odd but are fine."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyzer.model import Target
from tests.checks.cases import case, document, found, said, target

ILLOGICAL = [
    ("target-cost-floor", target("成本指标", "资金成本", "≥13万元"), "下限"),
    ("target-direction", target("质量指标", "返修率", "≥3次", "维修完成后故障返修频率"), "方向错误"),
    ("target-direction", target("质量指标", "门诊次均费用增幅", "≥5%"), "方向错误"),
    ("target-direction", target("社会效益指标", "事件数量", "≥2次", "发放过程中产生重大群体性事件"), "方向错误"),
    ("target-direction-good", target("满意度指标", "群众满意度", "≤90%"), "越高越好"),
    ("target-rate-unit", target("质量指标", "返修率", "≤3次"), "“次”"),
    ("target-rate-unit", target("时效指标", "维修及时率", "≥1天"), "“天”"),
    ("target-rate-unit", target("社会效益指标", "投诉率", "≤10人"), "“人”"),
    ("target-over-hundred", target("质量指标", "准确性", "≥100%"), "不可能超过100%"),
    ("target-over-hundred", target("质量指标", "资金到位率", "120%"), "不可能超过100%"),
    ("target-not-quantified", target("时效指标", "及时率", "采购是否及时"), "未量化"),
    ("target-not-quantified", target("数量指标", "印刷数量", "工作计划印刷数量"), "未量化"),
    ("target-rate-as-quantity", target("数量指标", "服务率", "≥90%"), "比率不应列在数量指标下"),
    ("target-heads-as-quality", target("质量指标", "参保人数", "≥6万人"), "人数不应列在质量指标下"),
    ("target-count-in-percent", target("时效指标", "各类资讯总数", "≥90%"), "名称是数量"),
    ("target-description-opposite", target("质量指标", "故障率", "≤3%", "设备故障解决效率"), "越低越好"),
    ("target-description-money", target("成本指标", "资金成本", "321万元", "资金利用率"), "比率"),
    ("target-description-quotient", target("数量指标", "人员数量", "≥270人", "补贴除以享受人数"), "相除"),
    ("target-description-count", target("数量指标", "发放率", "≥99%", "发放待遇人数达到1.5万人"), "人次、数量"),
    ("target-name-repeated", target("服务对象满意度指标", "服务对象满意度指标", "≥90%"), "重复"),
    ("target-ratio-inverted", target("质量指标", "到位率", "≥95%", "应参加活动与实际参加活动人数之比"), "颠倒"),
]

FINE = [
    target("社会效益指标", "社会稳定性", "≤1次", "确保发放，避免舆情"),
    target("时效指标", "发放时间", "10日", "每月10日前发放"),
    target("数量指标", "运转天数", "≥360天"),
    target("数量指标", "人员保障", "23人", "工作人员保障人数"),
    target("数量指标", "保障职工人数", "≤60人"),
    target("数量指标", "认证人数", "≥25.1万人", "按期认证人数"),
    target("质量指标", "投诉办结率", "≥95%"),
    target("质量指标", "故障排除及时率", "≥95%"),
    target("质量指标", "设备故障率", "≤3%"),
    target("质量指标", "验收合格率", "=100%"),
    target("经济效益指标", "成本节约率", "≥5%"),
    target("经济效益指标", "税收增长率", "≥100%"),
    target("数量指标", "调解信访纠纷数量", "≥20件"),
    target("社会效益指标", "失业保险参保人数", "≥2万人"),
    target("质量指标", "安全事故次数", "≤0次"),
    target("质量指标", "覆盖率", "100%", "参保对象占应覆盖对象的比率"),
    target("质量指标", "工作效率", "持续提升"),
    target("社会效益指标", "环境质量", "有所改善"),
    target("数量指标", "居民健康指数", "≥90%"),
    target("成本指标", "项目总成本", "≤50万元"),
    target("质量指标", "门诊次均费用增幅", "≤5%"),
]
CHECKS = sorted({check for check, _, _ in ILLOGICAL})


@pytest.mark.parametrize(("check", "row", "words"), ILLOGICAL, ids=[f"{c}-{t.level3}" for c, t, _ in ILLOGICAL])
def test_an_illogical_target_is_told_in_its_own_words(check: str, row: Target, words: str) -> None:
    """The message names the level, the indicator and the value as printed."""
    [message] = said(check, case(targets=[row]))
    assert words in message
    assert row.level2 in message
    assert row.text in message


@pytest.mark.parametrize("row", FINE, ids=[t.level3 for t in FINE])
def test_targets_that_only_look_odd_are_left_alone(row: Target) -> None:
    of = case(targets=[row])
    assert [m for c in CHECKS for m in said(c, of)] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("质量指标设定为工程验收合格率100%、工程返工率≥3%。", ["工程返工率≥3%"]),
        ("服务对象投诉率不低于5%。", ["服务对象投诉率不低于5%"]),
        ("投诉办结率≥95%，工程返工率≤3%，违规问题整改率≥98%。", []),
    ],
)
def test_a_target_that_a_sentence_turns_round(text: str, told: list[str]) -> None:
    messages = said("target-direction-stated", case(document(text)))
    assert len(messages) == len(told)
    assert all(words in message for words, message in zip(told, messages, strict=True))


def test_a_relative_wording_is_a_note_only() -> None:
    """“逐年提高” says something that can be checked, if little."""
    [finding] = found("target-not-quantified", case(targets=[target("质量指标", "参保率", "逐年提高")]))
    assert finding.severity == "note"


def test_a_blank_basis_counts_where_the_others_are_filled() -> None:
    rows = [target("数量指标", f"次数{n}", "≥3次", line=n) for n in range(6)]
    blank = target("满意度指标", "满意度", "≥95%", basis="", line=9)
    [finding] = found("target-blank-basis", case(targets=[*rows, blank]))
    assert [s.line for s in finding.sources] == [9]
    assert not found("target-blank-basis", case(targets=[blank, blank]))


def test_a_project_that_the_text_calls_otherwise() -> None:
    """离休 for 离退休 means other people; leaving out 专项 does not."""
    row = target("成本指标", "资金成本", "321万元", project="困难企业离退休人员生活补贴资金")
    text = "主要为困难企业离休人员生活补贴资金 321 万元、扩面征缴工作经费 20 万元。"
    [message] = said("project-name-differs", case(document(text), [row]))
    assert "困难企业离休人员生活补贴资金" in message
    assert "“退”" in message
    short = target("成本指标", "资金成本", "20万元", project="扩面征缴工作专项经费")
    assert not found("project-name-differs", case(document(text), [short]))


def test_the_illogical_targets_of_the_real_document(own_disclosure: Path) -> None:
    """All contradictions that an auditor found by hand are found, and nothing else is accused."""
    from analyzer import forms, readers
    from tests.checks.cases import of_extraction

    if not own_disclosure.is_file():
        pytest.skip("the user's disclosure is not committed yet")
    of = of_extraction(forms.extract(readers.read(own_disclosure)))
    accused = {f.sources[0].line for c in CHECKS for f in found(c, of) if f.severity != "note"}
    known = {401, 403, 425, 427, 428, 470, 471, 482, 483, 486, 516, 530, 538, 544, 547, 565, 586, 589, 597, 598, 599,
             607, 609, 611, 621, 626}  # fmt: skip
    assert accused - {541} == known
