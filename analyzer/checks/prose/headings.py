"""Headings and leading sentences that name another organisation, another year or another level of government."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.checks import wording
from analyzer.checks.prose.terms import texts
from analyzer.checks.registry import Case, Hit, check
from analyzer.model import Paragraph, Repair, Source
from analyzer.text import bare, squeeze

KIND = (
    r"(?:局|委员会|办公室|中心|站|研究所|管理所|监督所|事务所|服务所|财政所|派出所|研究院|医院|保健院|卫生院|疗养院|福利院|敬老院|电视台|学院|学校|中学|小学|大学|幼儿园|厅|管理处|"
    r"办事处|支队|大队|总队|图书馆|博物馆|文化馆|档案馆|纪念馆|人民政府|法院|检察院|协会|联合会|总工会|团委|党校|供销社|商务委|人大常委会|政协)"
)
REGION = re.compile(r"[省市区县州盟旗镇乡]|街道")
_KINDS = re.compile(rf"(?:街道|[省市区县州盟旗镇乡])|{KIND}$")
STATED = re.compile(
    rf"(?:^(?:[（(]?[一二三四五六七八九十\d]{{1,3}}[)）、.．])?|[。;；,，]|20\d\d年(?:度)?|\d{{1,2}}日[,，])(?P<office>[\u4e00-\u9fff]{{3,28}}?{KIND})(?:[(（][^()（）]{{1,30}}[)）])?"
    r"(?:及(?:其)?(?:所属|下属)(?:各)?(?:预算)?单位|本级|机关)?"
    r"(?:20\d\d年度?|本年度?|年度)?(?:的)?(?:部门|单位)?(?:综合)?"
    r"(?:预算(?:收入|支出|收支|总额|安排|公开)|决算|收入(?:预算|决算|总计|合计)|支出(?:预算|决算|总计|合计)|收支|(?:安排)?政府采购|"
    r"机关运行经费|财政拨款|“三公”|共有车辆|预算绩效|(?:共)?(?:设置|编制|申报|填报)\d*(?:个|项)?(?:项目)?绩效|一般公共预算|政府性基金|国有资本|年度部门|"
    r"(?:部门|单位)?整体支出(?:预算)?绩效|(?:严格)?(?:按照|根据).{0,16}绩效管理|(?:将|应)?(?:按.{0,6})?(?:组织|开展|加强)(?:对|了)?.{0,24}绩效(?:自评|评价|运行|监控))"
)
LABELLED = re.compile(
    rf"^(?:编制部门|编制单位|预算单位|填报单位|公开单位|单位名称|部门名称)[:：](?P<office>[\u4e00-\u9fff]{{3,30}}?{KIND})"
)


@check(
    "organisation-other",
    severity="warning",
    zh="单位名称不一致：“{text}”，本文件单位为{entity}。",
    en="Another organisation is named: “{text}”; the document is of {entity}.",
)
def organisation_other(case: Case) -> Iterator[Hit]:
    """The sentences that state the document's own figures name its own organisation.

    Another name shows that text was copied, perhaps with its figures. Subordinate and superior offices that the
    document introduces elsewhere are no fault.
    Example: “X监测站2025年政府采购预算总额” in the budget of another centre.
    """
    entity = bare(case.reading.profile.entity)
    if len(entity) < 4:
        return
    for line in wording.lines(case):
        text = squeeze(line.text)
        labels = LABELLED.finditer(text) if case.reading.profile.scope != "unit" or "单位" in text[:6] else ()
        for match in [*STATED.finditer(text), *labels]:
            office = re.sub(r"^.*(?:截至|其中|包括|说明|根据|按照|经|由|向|与|和)", "", match["office"])
            if (
                REGION.search(office)
                and not re.search(r"[了的为对在被把]|^(?:[两二三四五六七八九十]+|\d+)[家个所]", office)
                and not _is_own(office, entity)
                and not _introduced(case, office, match[0])
            ):
                yield _other(case, line, office, match)
    yield from _of_nothing(case, entity)


_NOTHING = re.compile(r"20\d\d年(?:度)?(?:没有|无|未).{0,12}(?:预算|拨款|经费|资金|收入|支出)")


def _of_nothing(case: Case, entity: str) -> Iterator[Hit]:
    """“县政协办公室2025年没有使用…预算”: the sentence of a form, under the name of whom it was taken from."""
    for source in case.reading.profile.conflicts:
        flat = squeeze(source.text)
        named = bool(source.row) and flat.startswith(source.row) and not _is_own(bare(source.row), entity)
        if named and _NOTHING.match(flat.removeprefix(source.row)):
            yield Hit(sources=(source,), values={"text": source.text, "entity": case.reading.profile.entity})


def _other(case: Case, line: wording.Line, office: str, match: re.Match[str]) -> Hit:
    start = max(line.text.find(office[:4]), 0)
    quoted = squeeze(line.text)[match.start("office") : match.end() + 6]
    place = wording.at(case, line, start, start + 1, re.split(r"[,，。]", quoted)[0])
    entity = case.reading.profile.entity
    repair = Repair(printed=office, proposed=entity, edit="name", source=place)
    return Hit(sources=(place,), values={"text": place.text, "entity": entity}, repair=(repair,))


def _is_own(office: str, entity: str) -> bool:
    """Whether one name is a shortened form of the other: all its characters occur in the other in order.

    Words before the name may have been caught with it (“建立了普陀区财政局”), so its endings are tried too, those that
    are more than a kind of office (街道办事处).
    """
    name = bare(office)
    endings = [name[start:] for start in range(max(1, len(name) - 4))]
    told = [name, *(ending for ending in endings[1:] if len(_KINDS.sub("", ending)) > 1)]
    return any(_within(ending, entity) for ending in told) or _within(entity, name)


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)


def _introduced(case: Case, office: str, statement: str) -> bool:
    """Whether the document names the office anywhere but in such statements (a list of units, a duty, a table).

    An office named more often than the document's own is taken for the real one: then we misread the cover.
    """
    if office in {fact.entity for fact in case.reading.facts}:
        return True
    whole = "\n".join(text for text, _ in texts(case))
    if whole.count(office) > whole.count(squeeze(case.reading.profile.entity)):
        return True
    for text, _ in texts(case):
        for match in re.finditer(re.escape(office), text):
            around = text[max(0, match.start() - 12) : match.end() + _STATEMENT]
            if statement.strip("。，,;；") not in around and not STATED.search(
                "。" + text[match.start() : match.end() + _STATEMENT]
            ):
                return True
    return False


_STATEMENT = 64
"""Characters that a statement may take after the office: a remark in brackets, and what is stated."""
YEARED = re.compile(r"(?<!\d)(20\d\d)(?!\d|[.\-/]\d)年?度?")
OTHER_YEAR = re.compile(
    r"上年|去年|比较|对比|较|比20|执行情况|《|截至|截止|年末|年底|绩效|评价|自评|考核|至20|-20|～|~|文件|号|回顾|总结|结转|历年|三年"
)


@check(
    "heading-year",
    severity="warning",
    zh="标题年份与文件年度不符：“{text}”，本文件为{year}年{stage}。",
    en="A heading names another year: “{text}”; the document is the {stage} of {year}.",
)
def heading_year(case: Case) -> Iterator[Hit]:
    """Headings, titles of tables and the lines over tables (whose, of what year, in what unit) name the own year.

    A title of last year raises the doubt whose figures stand below it. Comparisons and dates are no fault.
    Example: “2023年部门收入预算总表” in the budget for 2024.
    """
    profile = case.reading.profile
    if profile.year is None:
        return
    word, other = ("预算", "决算") if profile.stage == "budget" else ("决算", "预算")
    titles = [(wording.at(case, line, 0, 1, line.text.strip()), years) for line in wording.lines(case)
              if (years := _titled(line, word, other))]  # fmt: skip
    for named in (titles, list(_captions(case))):
        right = sum(profile.year in years for _, years in named)
        wrong = [(place, years) for place, years in named if profile.year not in years]
        for place, years in wrong if right > len(wrong) else ():
            values = {"text": place.text, "year": str(profile.year), "stage": word}
            yield Hit(sources=(place,), figures=tuple(map(str, sorted(years))), values=values)


def _captions(case: Case) -> Iterator[tuple[Source, set[int]]]:
    """The lines over tables that say whose they are, of what year and in what unit, with that year."""
    for block in case.reading.extraction.document.blocks:
        if isinstance(block, Paragraph):
            lines = [(block.text, block.page, block.line)]
        else:
            rows = [list({id(c): c for c in row if c is not None}.values()) for row in block.rows]
            lines = [(" ".join(c.text for c in row), row[0].page or block.page, row[0].line) for row in rows if row]
        for text, page, line in lines:
            if found := _CAPTION.fullmatch(squeeze(text)):
                shown = " ".join(text.split())
                yield Source(document=case.reading.name, page=page, line=line, text=shown), {int(found[1])}


_CAPTION = re.compile(
    r"(?:编制|填报|公开|预算)?(?:单位|部门)(?:名称)?[:：][^:：]{2,40}?(20\d\d)年度?(?:金额)?单位[:：](?:人民币)?[万千]?元"
)
_KEPT = re.compile(
    r"(?:截至|截止)?(?P<year>20\d\d)年(?:12月31日|年?[末底])[,，][^。；;]{0,40}?(?P<what>车辆|公务用车保有量|设备|固定资产|资产总|房屋)"
)


@check(
    "record-date",
    severity="warning",
    zh="截止日期与文件年度不符：“{text}”，{year}年度决算应为{year}年末。",
    en="A date of record is of another year: “{text}”; in the final account of {year} it is the end of {year}.",
)
def record_date(case: Case) -> Iterator[Hit]:
    """What a final account says of vehicles, equipment and other assets is as of the end of its year.

    A sentence of the year before was perhaps kept with its figures. Example: “截至2022年12月31日，本单位共有车辆…” in
    the final account of 2023. A year that stands beside the document's own compares, and is no fault.
    """
    profile = case.reading.profile
    if profile.year is None or profile.stage != "final":
        return
    found = [(line, m) for line in wording.lines(case) for m in _KEPT.finditer(line.text)]
    right = {m["what"] for _, m in found if int(m["year"]) == profile.year}
    for line, match in found:
        if int(match["year"]) < profile.year and match["what"] not in right:
            place = wording.at(case, line, *match.span(), text=match[0])
            values = {"text": match[0], "year": str(profile.year)}
            yield Hit(sources=(place,), figures=(match["year"], str(profile.year)), values=values)


_OF_ITSELF = re.compile(
    r"(?:截至|截止)(?P<year>20\d\d)年(?:12月31日|年?[末底])[,，][^。；]{4,120}?[，,][较比与](?P=year)年(?:12月31日|年?[末底])"
    r"(?:相比)?[,，]?(?:增|减|上升|下降)"
)
"""A balance that is compared with that of the very same day."""


@check(
    "date-of-comparison",
    severity="warning",
    zh="余额的时点与其所比较的时点相同：“{text}”，前者似应为{year}年末。",
    en="A balance is compared with the very same day: “{text}”; its own date was probably the end of {year}.",
)
def date_of_comparison(case: Case) -> Iterator[Hit]:
    """A balance as of one day is compared with that of another.

    Example: “截至2022年12月31日，政府债务余额218624.08万元，比2022年末增加…” where the end of 2023 was meant.
    """
    for line in wording.lines(case):
        for match in _OF_ITSELF.finditer(line.text):
            place, meant = wording.at(case, line, *match.span(), text=match[0]), str(int(match["year"]) + 1)
            yield Hit(sources=(place,), figures=(match["year"], meant), values={"text": match[0], "year": meant})


def _titled(line: wording.Line, word: str, other: str) -> set[int]:
    """The years a title names; empty where the line is no title of a budget (final account)."""
    text = squeeze(line.text)
    if len(text) > 60 or re.search(r"[。;；,，:：]", text) or word not in text or other in text.replace("预决算", ""):
        return set()
    if OTHER_YEAR.search(text) or re.search(r"\d\.\d|万元|\d%", text):
        return set()
    return {int(year) for year in YEARED.findall(text)}


LEVELS = {"省": "省级", "市": "市级", "区": "区级", "县": "县级"}
DEFINED = re.compile(
    r"(?P<level>省级|市级|区级|县级|州级|旗县级)(?:预算主管部门|预算单位|财政(?:部门)?(?:当年|拨款|拨付|预算|有经费|资金)?|部门预算|一般公共预算)"
)
TERM = re.compile(r"[:：]\s*(?:是指|指|是|反映|纳入)")


@check(
    "government-level",
    severity="warning",
    zh="名词解释中的政府级次错误：{quotes}写“{wrong}”，本文件为{right}部门（单位）。",
    en="The definitions speak of the wrong level of government ({wrong}); the document is of {right}: {quotes}.",
)
def government_level(case: Case) -> Iterator[Hit]:
    """Definitions of terms name the document's own level of government.

    “市级财政拨款” in a district's document comes from the city's template and says where the money is from wrongly.
    Example: “财政拨款收入：是市级预算主管部门…” in a 区级 department budget.
    """
    right = _level(case)
    allowed = {right, "县级"} if right == "市级" else {right}
    found: dict[str, list[Source]] = {}
    for line in wording.lines(case):
        term = TERM.search(line.text)
        if not right or not term or re.search(r"上级|转移|补助|其他收入", line.text[: term.start()]):
            continue
        for match in DEFINED.finditer(line.text):
            if match["level"] not in allowed:
                found.setdefault(match["level"], []).append(wording.at(case, line, *match.span()))
    for wrong, places in found.items():
        yield wording.grouped(places, wrong=wrong, right=right)


def _level(case: Case) -> str:
    """The level of government: as the cover prints it, else as the name of the organisation shows beyond doubt."""
    opening = " ".join(squeeze(line.text) for line in wording.lines(case)[:8])
    stated = set(re.findall(r"(省级|市级|区级|县级)(?:部门|单位|预算)", opening))
    if len(stated) == 1:
        return str(stated.pop())
    entity = squeeze(case.reading.profile.entity)
    if re.match(r"^(?:.{2,7}省)?.{2,6}市.{1,6}(?<![新发园治])区(?!域|块)", entity):
        return "区级"
    if re.match(r"^(?:.{2,7}省)?(?:.{2,6}市)?.{2,8}县", entity):
        return "县级"
    if re.match(r"^.{2,7}省(?!.*[市县区])", entity):
        return "省级"
    return "市级" if re.match(r"^.{2,6}市(?!.*[县区])", entity) else ""
