"""The wordings of the narrative, as tables: whoever meets a new one adds it here and nowhere else.

All of them are compared with the squeezed view of a paragraph (see `view`): no blanks, Chinese punctuation.
"""

from __future__ import annotations

import re
from typing import Literal

Direction = Literal["greater", "less", "equal", ""]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


GREATER = _words(
    """
    增加 增长 上升 提高 上涨 升高 新增 追加 调增 增支 增收 超支 超出 高出 扩大 上浮
    多支出 多安排 多支 多列支 净增 净增加 净增长 超收 多出 上扬 攀升 上调 抬升 走高 增多 增进 增
    """
)
LESS = _words(
    """
    减少 下降 降低 压减 压缩 缩减 调减 核减 下调 减支 减收 节约 节支 节省 回落 下浮
    少支出 少安排 少支 少列支 净减 净减少 净下降 短收 走低 下滑 下探 缩水 收窄 减低 降 减
    """
)
BRIEF = {"多": "greater", "高": "greater", "升": "greater", "少": "less", "低": "less"}
"""Verbs of one character, believed only beside a comparison (“比去年3.01万元少0.07万元”)."""

FLAT = _words(
    """
    基本持平 持平 无变化 没有变化 无增减变化 无增减 无变动 没有变动 未发生变化 未变化
    没有增减 保持不变 维持不变 不变 基本一致 保持一致 相一致 一致 基本相同 相同 相等 零增长
    """
)

MONEY = _words("千万元 百万元 亿元 万元 千元 元 亿 万")
AREAS = _words("万平方米 平方公里 平方米 ㎡ 万亩 公顷 亩")
POINTS = _words("个百分点 百分点 个点")
COUNTERS = _words(
    """
    台（套） 台/套 台（件） 件（套） 辆（台） 台套 件套 批次 人次 人份 场次 团组 车次 户次 个组 辆 台 套
    个 家 名 人 批 项 件 次 户 所 位 艘 架 组 期 场 轮 张 份 篇 宗 册
    """
)
MEASURES = _words(
    """
    公里 千米 厘米 毫米 米 层 度 岁 天 周 个月 月 小时 分钟 秒 吨 公斤 千克 千瓦时
    千瓦 升 级 届 年 日 时 倍 点 类
    """
)
"""Units of numbers that state no amount of the budget."""

COUNTED_ALIKE = _words("重点项目 重点单位 重点工程")
"""What begins like a word that nobody counts, and is counted."""
UNCOUNTED = _words("方面 阶段 环节 层次 步骤 工作日 月 维度 重点 一级指标 二级指标 三级指标")
"""What a number may count without saying anything of the office (“3个方面”)."""

OPENERS = _words(
    """
    即 其中主要是 其中主要为 其中主要包括 其中包括 其中 主要包括 具体包括 主要是用于 包括 主要为
    主要是 主要有 主要系 具体为 具体是 具体如下 主要用于以下方面 用于以下方面 分别是 含 包含
    用于 主要用于 分布构成情况为 构成情况为 分布构成为 构成为 具体构成 构成如下
    """
)
"""What opens a list of parts."""

DETAILED = r"(?:主要|具体)(?:支出|安排|建设|实施)?(?:项目|内容|事项|构成)(?:如下|包括|包含|是|为|有)|具体包含"
DETAILED += r"|(?:分项|分类|明细)(?:支出|费用|经费)?(?:情况|构成)(?:是|为|如下)"
"""“具体项目为：”, “主要支出项目有”: what opens a list of projects."""

DIVIDED = (
    r"由[^，。；：\d]{2,40}(?:构成|组成)"
    r"|(?:按[^，。；：、]{2,10}?)?(?:划?分为|分成)(?:(?:[两二三四五六七八九]|\d)(?:大?[类块项]|个?部分))?"
)
"""“按用途分为四块”: what opens a list too."""

OPEN_LISTS = _words("主要 含 包含 用于")
"""An opener that begins so promises no complete list."""

CONJUNCTIONS = _words("以及 及其 和 及 并 且 同时 另外 另有 另 此外 还 而 其余 上述")

_TOLD = r"(?:报告|快报|预计)(?:的)?(?:预计)?(?:执行)?数"
"""What was told of a year before its accounts were closed."""
BASE_WORDS = rf"(?:20\d\d年|上年|上一年|去年|前年|往年|上期|同期|年初|年中|预算|决算|执行|全年|本年|当年|{_TOLD})"
YEAR_STARTS = (
    rf"(?:{_TOLD}|20\d\d年|上年|上一年|去年|前年|往年|年初|全年|调整|预算|决算|执行|本年|当年"
    r"|财政拨款预算|支出预算)"
)

STAGES: tuple[tuple[str, str], ...] = (
    (r"年初预算|年初批复|年初部门预算|年初数|期初预算", "initial_budget"),
    (r"全年预算|调整后?预算|预算调整数|调整数|年度预算数", "full_year_budget"),
    (rf"预算执行|执行数|预计执行|实际执行|执行情况|{_TOLD}", "execution"),
    (r"决算", "final"),
    (r"预算(?!稳定调节)", "budget"),
)
"""The stage of a figure by the words about it, most telling first; names of funds are taken out before."""

FUND_NAMES = re.compile(
    r"(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金|基金|财政拨款|综合|部门|单位|全口径)预算"
    r"(?=(?:财政|资金|拨款|安排|收入|支出|的|单位|当年|基本|项目|财力|(?:地方|本级|[省市县区]级)(?:财政)?[收支]|“|三公))"
    r"|(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金)预算(?=[、等和及]|中?调[入出])"
)
"""Names in which 预算 is no stage (“一般公共预算财政拨款支出”)."""

REASON = re.compile(
    r"(?:(?:[^，。；：]{0,40}?)(?:的|变动|变化|增减|情况)?)?(?:主要)?原因(?:主要)?(?:为|是|系|在于|如下|有|说明)?"
    r"|主要(?:是)?(?:由于|因为|因|受)|(?:是)?由于|主要系|主要是(?!为了?(?:保障|维持|完成|满足))"
)
NO_RATE = re.compile(
    r"由于[^，。；]{0,14}[为是](?:零|0(?:\.0+)?(?:万?元)?)，?(?:故|因此|所以)?(?:无法|不能|不可|不作|不具)"
)
"""“由于预算为零，无法计算百分比，决算数等于预算数”: why no rate is told, and no reason of what follows."""
PURPOSE = re.compile(
    r"(?:主要)?用于(?!以下|如下)|主要是用于|资金用于|主要安排用于|主要保障|主要是为了?(?=保障|维持|完成|满足)"
)

DIVIDES = re.compile(r"其中|(?:其中|具体)?包括|具体为")
"""“机关运行经费71.28万元，主要用于局机关运转，其中：办公费…”: what ends a purpose and divides the figure."""

OWNERS = re.compile(
    r"^(?:(?:我|本|全|该)(?:部门|单位|局|委|办|院|中心|所|校|会|厅|处|街道|乡|镇|系统|机关|区|县|市|工程|项目)|各(?:部门|单位))(?:本级|及所属单位|（部门）)?"
)
LEADS = re.compile(
    r"^(?:“?三公”?经费中(?:安排|列支)?(?=.{3})|(?:部门|单位)预算(?:拟)?安排(?=.{2})|共有|现有|拥有|尚有|由|共计|累计|共(?=[^同])|(?:我|本)?单位(?=共有|现有|实有)|(?:拟|已|计划|预计)?(?:安排|实现|编制|批复|下达)(?=.{3}))"
)
COPULAS = re.compile(
    r"(?:(?:共计|累计|共|约|大约)?(?:安排|编制|下达|批复|实现|完成|达到|列支)?(?:了)?"
    r"(?:为|是|(?<!保)有|达|达到|约为|约|共计|数为|预计为|共|(?<!收入)(?<!支出)(?<!收支)(?<!支)(?<!收)(?:总计|合计))+|(?:共计|累计|预计|拟|计划)?安排|仅)$"
)
STAGE_TAIL = re.compile(
    r"(?:的)?(?:当年)?(?<!公共)(?<!一般公)(?<!基金)(?<!经营)(?:年初|全年|调整后?|年度)?(?:预算|决算)(?:执行|安排|完成)?(?:数|额|总额|金额)?$|(?:预计|实际)?执行数$|实际支出数?$"
)
HOLLOW = re.compile(
    r"^(?:的|其|两年(?:间|度)?|(?:两者|与此)?[相对]比(?:之下)?|(?:按|扣除)?(?:同|可比|自然|全)口径(?:同?比|计算)?(?=.{0,3}$)|可比(?=.{0,2}$)|年?平均|年均|该项|此项|共|本年度?|上年度?|同期|去年|当年|全年|年初|年末|实际|预计|年度|(?:年中|中期|后)?(?:调整|追加|调增|调减|压减|核增|核减)后?)*"
    r"(?:支出决算|费用支出|支出|决算|年初预算|全年预算|调整后?预算|预算|执行|安排|列支|经费|金额|资金|完成|总额|总|合计|总计|实|计|得)?"
    r"(?:数|额|总额|金额|安排|规模|执行|情况|完成|为|的)*$"
)
"""A phrase made of nothing but such words names no subject of its own: the subject is carried over."""

RATIO = re.compile(
    r"(?P<noun>[\u4e00-\u9fff]{2,8}(?:率|满意度|完成度))(?:仅|约|已|分别)?(?:仅为|为|是|达到?|达)?(?:了)?$"
)
"""A noun that names a percentage itself: 整改率, 资金到位率, 群众满意度."""
RATE_DONE = re.compile(
    r"(?:执行|完成|控制|整改|到位|清收|回收|拨付|支付|支出|使用|开工|竣工|实施|兑付|入库)(?:完成)?率$|完成度$"
)
RATE_SET = re.compile(r"(?:利|税|费|汇|费用|折旧|换算|折算|计提|缴费|缴存|赔付|返工|返修|事故|误差|死亡|病死)率$|比率$")
"""Rates that are set, not reached; and those of quality, which say nothing of money."""

FIELD = re.compile(
    r"(?:设立的?|立项)?(?:政策)?依据|(?:预算)?(?:安排)?规模|.{0,6}(?:承担|实施|主管)单位|.{0,6}(?:时间|范围|程序|方式|标准|期限)"
)
"""Fields of a project's description, which say something of it and name nothing."""

DEFINITIONS = re.compile(r"名词解释|专业名词|专业性?较强的名词|名词说明|术语")
SILENT_SECTIONS = re.compile(
    r"(?:主要(?:职能|职责)|职能职责|职责|职能)(?:任务)?(?:说明|情况|简介)?$|立项依据|实施方案|工作任务|(?<!指导性)目录$|名词解释|术语"
)
"""Sections whose numbers describe the world, not the budget."""

EXCLUDED = re.compile(
    r"(?:^|[，。；：（])(?:如|若)?(?:剔除|扣除|不考虑|不含)[^，。；：]*(?:后|因素|影响)$"
    r"|(?:^|[，。；：（])(?:如|若)?(?:剔除|扣除)[^，。；：]*\d[\d.,]*[亿万千]?元$"
    r"|(?:^|[，。；：])(?:未包含|不包含|不包括|未包括|不含)[^，。；：（）的]*\d[\d.,]*[亿万千]?元$"
)
"""“剔除当年划入的项目361.58万元后”: what is told next is of what was spoken of before."""

ALL_OF_IT = re.compile(
    r"^[^，。；]*?(?:全部为|均为|最[大高多]的(?:项目|一项)?是)(?=..)|(?<=..)(?:所?占(?:比[重例]?|份额)|规模|金额|数额)?(?:最[大高多]|次之|居首|居次|居前|第[一二三])$"
)
"""“公务用车购置及运行维护费全部为运行维护费，支出…”"""

KINDS = "(?:级次|税种|结构|部门|征收部门|类型|行业|区域|地区|项目|科目|来源|用途|领域|险种)"
"""By what “分…看” divides a sum, wholly or into its chief parts."""
PLACES = "(?:行政区划|地区|区域|级次|层级)"
"""By what “按…：” does."""
