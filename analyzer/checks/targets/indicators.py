"""What the words of a performance indicator mean: is its name a rate, a count, a cost; is its unit heads or money.

The forms of the budget (项目支出绩效目标表) ask for four output indicators (数量, 质量, 时效, 成本) with the
meaning the guide of the Ministry gives them (财预〔2021〕101号): a number under 数量, a proportion under 质量, a time
under 时效, money under 成本. These predicates are deliberately narrow: what they do not know is judged by no check.
"""

from __future__ import annotations

import re

from analyzer.model import Target
from analyzer.text import squeeze

NOT_RATES = re.compile(r"(效率|频率|功率|速率|倍率|费率|分辨率|容积率|心率|周转率|汇率|概率|出勤率天数)$")
RATE = re.compile(r"(率|比例|比率|占比|比重|百分比)(\(.*\))?$")
COUNT = re.compile(
    r"(总数|总量|数量|人数|次数|个数|件数|户数|天数|份数|场数|场次|人次|批次|期数|篇数|台数|项目数)(\(.*\))?$"
)
SCORE = re.compile(r"(指数|分数|系数|倍数|比数|基数|参数)$")
COUNTED = re.compile(r"(人数|人次|次数|数量|个数|件数|户数|场次|天数|总数)(达到?[\d.]+[万千百]?[人次个件户场天]*)?$")
SHARED = re.compile(r"率|比例|比率|占比|比重|之比|占.+的|除以|%|程度|与.+比")
RATIO = re.compile(r"除以|之比$|的比(例|率)$|占.+的(比例|比率|比重)|比率$|比例$")
BAD = re.compile(
    r"(返修|返工|故障|投诉|差错|出错|错误|事故|违规|违纪|违约|失误|死亡|伤亡|拖欠|逾期|退货|超支|缺陷|误诊|漏诊|漏发|错发|发案|损耗|"
    r"辍学|流失|责任事故|安全事故|群体性事件)(发生|出现)?(率|次数|数量|数|件数|起数|人数|频次|频率)(\(.*\))?$"
    r"|费用(增幅|增长率|增长幅度|增速)$|药占比$|耗占比$|平均住院日$"
)
"""With what hospitals are to hold down (国办发〔2019〕4号): growth of costs, shares of drugs, days in bed."""
INCIDENT = re.compile(r"事故|群体性事件|(负面|不良|网络)?舆情|上访|信访|投诉|责任事件|安全事件|违法违纪|违规违纪")
HAPPENS = re.compile(r"发生|产生|出现|引发|引起|造成")
HANDLED = re.compile(
    r"处理|处置|办理|办结|化解|解决|调解|排查|减少|降低|下降|受理|应对|响应|预防|防范|演练|宣传|报道|监测|调查|查处|核查|登记|"
    r"回访|接待|答复|回复|整改|修复|排除|纠正|追回|补助|救助|抚恤|培训|参保|保险|控制|遏制|防止|避免|未|不发生|无|零|安全率|维修"
)
GOOD = re.compile(
    r"(满意度|满意率|合格率|及时率|覆盖率|达标率|参与率|知晓率|准确率|正确率|到位率|发放率|利用率|使用率|完好率|成功率|优良率|"
    r"办结率|参保率|就业率|普及率|有效率|保障率|完成率)(\(.*\))?$"
)
BOUNDED = re.compile(
    r"(满意|合格|及时|覆盖|达标|参与|知晓|准确|正确|到位|发放|完好|成功|优良|办结|出勤|规范|真实|足额|按时|有效|保障)(率|度|性|比例)"
    r"(\(.*\))?$"
)
GROWTH = re.compile(
    r"增长|增幅|增加|提高|提升|上升|翻|倍|比上年|同比|超额|完成率|执行率|达成率|产能|回报|收益率|利用率"
)
POSITIVE = re.compile(r"效率|及时|解决|成功|满意|优良|合格")
SAVING = re.compile(r"节约|节省|降低|压减|压缩|下降|减少|节支|控制率|收入|收益|效益|投入|撬动|拉动")
COST = re.compile(r"成本|经费|费用|单价|造价|资金|支出|金额|价格|标准")
VAGUE = re.compile(
    r"(提高|提升|下降|降低|减少|增长|增加|上升|改善|不超|不低于|不高于|全覆盖|全部|以内|以上|以下|控制在|百分之|无|零)"
)

MONEY_UNITS = frozenset({"元", "万元", "千元", "亿元", "百万元", "万", "角", "美元", "万美元"})
HEAD_UNITS = frozenset({"人", "人次", "名", "位", "万人", "万人次", "千人", "人·次", "人/次"})
TIME_UNITS = frozenset(
    {"天", "日", "月", "个月", "年", "小时", "分钟", "周", "工作日", "个工作日", "季度", "日前", "月底", "年底"}
)
COUNT_UNITS = frozenset(
    {"次", "个", "件", "起", "户", "场", "场次", "份", "台", "套", "项", "批", "批次", "篇", "家", "处", "期"}
)


def named(target: Target) -> str:
    """The third-level name without blanks; the description where the form has no third level."""
    return squeeze(target.level3 or target.description)


def unit(target: Target) -> str:
    """The unit without blanks and factor: “万次” counts as “次”."""
    printed = squeeze(target.unit)
    return printed[1:] if len(printed) > 1 and printed[0] in "万千百" and printed[1:] in COUNT_UNITS else printed


def is_rate(text: str) -> bool:
    """“返修率”, “应发放到位率”, “占比” are rates; “效率” and “频率” are not."""
    return bool(RATE.search(text)) and not NOT_RATES.search(text)


def is_count(text: str) -> bool:
    """“人员数量”, “资讯总数” are counts; “指数” and “占比” are not."""
    return bool(COUNT.search(text)) and not SCORE.search(text) and not is_rate(text)


def is_percent(target: Target) -> bool:
    """Whether the value is a percentage, per mille or in points."""
    return unit(target) in {"%", "％", "‰", "个百分点", "百分点"}


def is_money(target: Target) -> bool:
    """Whether the value is a sum of money."""
    return unit(target) in MONEY_UNITS


def is_heads(target: Target) -> bool:
    """Whether the value counts people."""
    return unit(target) in HEAD_UNITS


def is_textual(target: Target) -> bool:
    """Whether the value is words only: no figure, nor a phrase that stands for one (“全覆盖”, “不超预算”)."""
    value = squeeze(target.text)
    return target.number is None and bool(value) and not re.search(r"[\d一二三四五六七八九十]成|\d", value)


def at_least(target: Target) -> bool:
    """Whether the value is a floor (≥, 不低于)."""
    return squeeze(target.operator) in {">=", "≥", ">", "≧", "大于", "大于等于", "不低于", "不少于"}


def at_most(target: Target) -> bool:
    """Whether the value is a ceiling (≤, 不超过)."""
    return squeeze(target.operator) in {"<=", "≤", "<", "≦", "小于", "小于等于", "不超过", "不高于", "不多于"}


def is_bad(name: str, description: str) -> bool:
    """Whether more of it is worse: 故障率, 投诉率, or a number of incidents that happen."""
    if HANDLED.search(BAD.sub("", name)):
        return False
    if BAD.search(name):
        return True
    both = name + description
    return bool(INCIDENT.search(both) and HAPPENS.search(both) and not HANDLED.search(both))
