"""Names of offices: how they end, where they are, when two of them are one."""

from __future__ import annotations

import re

from analyzer.text import squeeze

ORGANISATION = re.compile(
    r"(?:局|委员会|办公室|办公厅|厅|部|院|校|学院|大学|中学|小学|幼儿园|中心|站|所|队|馆|会|处|团|社|台|办|署|政府|法院|检察院|办事处|"
    r"协会|学会|医院|园|总队|支队|大队|基地|公司|集团|党校|联合会|管委会|服务中心|委|库|场|校区|镇|乡)(?:[（(][^（）()]{1,8}[）)])?$"
)
SPEAKER = re.compile(
    r"^(?P<name>[\u4e00-\u9fff（）()]{5,40}?)(?P<year>20\d\d)年(?:度)?(?=\S*(?:预算|决算|采购|经费|收入|支出))"
)
REGION = re.compile(
    r"^((?:[\u4e00-\u9fff]{2,8}?(?:省|自治区))?(?:[\u4e00-\u9fff]{2,8}?(?:市|自治州|州|盟|地区))?(?:[\u4e00-\u9fff]{1,8}?(?:区|县|旗|市))?)"
)
GENERIC = {"部门", "单位", "本部门", "本单位", "本级", "我部门", "我单位", "部门预算", "单位预算", "情况", "各部门"}


def office_name(name: str) -> str:
    """An organisation's name without what a title adds to it (收支预算, 第一部分, 部门)."""
    name = re.sub(r"^第[一二三四五六七八九十]+部分", "", squeeze(name))
    return re.sub(r"(?:收支预算|收支决算|部门|单位|关于|的)+$", "", name)


def related(name: str, entity: str) -> bool:
    """Whether two names are one office, or one is part of the other (…局本级, …局机关, 区…局 / …局)."""
    short = re.sub(r"(?:本级|机关|（本级）|\(本级\)|（汇总）|\(汇总\))$", "", name)
    own = re.sub(r"(?:本级|机关|（本级）|\(本级\))$", "", entity)
    region = REGION.match(own)
    local = bool(region and region[1]) and own.removeprefix(region[1] if region else "") == short
    return short in own or own in short or local or short in GENERIC
