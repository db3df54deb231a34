"""Who, what, when: organisation, its code, scope, year and stage, from cover, titles and repeated lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

from analyzer.forms.assembly import Layout
from analyzer.model import Document, Paragraph, Profile, Source
from analyzer.text import bare, normal, squeeze

COVER = re.compile(
    r"^(?:附件\d*[:：]?)?(?P<name>[\u4e00-\u9fff（）()、·]{3,40}?)\s*(?:关于)?(?P<year>20\d\d)\s*年?(?:度)?(?P<rest>.{0,30}?(?:预算|决算).{0,20})$"
)
YEAR_FIRST = re.compile(
    r"^(?P<year>20\d\d)\s*年?(?:度)?(?P<name>[\u4e00-\u9fff（）()、·]{4,40}?)(?:部门|单位)?(?P<rest>(?:综合)?(?:预算|决算).{0,20})$"
)
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


def profile_of(document: Document, layout: Layout) -> Profile:
    """The profile of a document; an unknown organisation is empty, an unknown year None."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    covers = [found for p in paragraphs[:12] if (found := _cover(p.text))]
    entity, code = _entity(covers, layout, paragraphs)
    titles = [draft.title for draft in layout.drafts if draft.title]
    year = _year(covers, layout, titles, paragraphs)
    stage = _stage(covers, titles, paragraphs)
    region = REGION.match(entity)
    return Profile(
        entity=entity, entity_code=code, scope=_scope(covers, titles, paragraphs), region=region[1] if region else "",
        year=year, stage=stage, conflicts=tuple(_conflicts(document, layout, entity, year)),
    )  # fmt: skip


def _cover(text: str) -> tuple[str, int, str] | None:
    flat = squeeze(text)
    if len(flat) > 80 or re.search(r"[。；]", flat):
        return None
    for pattern in (COVER, YEAR_FIRST):
        found = pattern.match(flat)
        if found and ORGANISATION.search(_trimmed(found["name"])):
            return _trimmed(found["name"]), int(found["year"]), found["rest"]
    return None


def _trimmed(name: str) -> str:
    """An organisation's name without what a title adds to it (收支预算, 第一部分, 部门)."""
    name = re.sub(r"^第[一二三四五六七八九十]+部分", "", squeeze(name))
    return re.sub(r"(?:收支预算|收支决算|部门|单位|关于|的)+$", "", name)


def _entity(covers: Sequence[tuple[str, int, str]], layout: Layout, paragraphs: Sequence[Paragraph]) -> tuple[str, str]:
    names: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for caption in layout.captions:
        if caption.kind == "entity":
            found = re.match(r"^(?:[\[（(]?(\d{3,9})[\]）)]?\s*)?(.*)$", caption.value)
            assert found
            name = re.sub(r"(?:部门|（盖章）|\(盖章\))$", "", found[2]).strip()
            names[name] += 2
            if found[1]:
                codes[found[1]] += 1
    for name, _, _ in covers:
        names[name] += 3
    if not names:
        names.update(_spoken(paragraphs))
    entity = names.most_common(1)[0][0] if names else ""
    return entity, codes.most_common(1)[0][0] if codes else ""


def _spoken(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """Organisations that open sentences (“石家庄市…中心2023年…”), where no cover and no table names one."""
    found = (SPEAKER.match(squeeze(p.text)) for p in paragraphs)
    return Counter(
        name for f in found if f and ORGANISATION.search(name := _trimmed(f["name"])) and name not in GENERIC
    )


def _year(
    covers: Sequence[tuple[str, int, str]], layout: Layout, titles: Iterable[str], paragraphs: Sequence[Paragraph]
) -> int | None:
    years: Counter[int] = Counter()
    for _, year, _ in covers:
        years[year] += 4
    for caption in layout.captions:
        if caption.kind == "year" and caption.value:
            years[int(caption.value)] += 2
    for title in titles:
        if found := re.search(r"(20\d\d)\s*年", title):
            years[int(found[1])] += 2
    for paragraph in paragraphs:
        if not years and (
            found := re.search(r"(20\d\d)年(?:度)?(?:部门|单位|本)?\S{0,6}(?:预算|决算)", squeeze(paragraph.text))
        ):
            years[int(found[1])] += 1
    return years.most_common(1)[0][0] if years else None


def _stage(
    covers: Sequence[tuple[str, int, str]], titles: Sequence[str], paragraphs: Sequence[Paragraph]
) -> Literal["budget", "final"]:
    for _, _, rest in covers:
        if "决算" in rest:
            return "final"
        if "预算" in rest:
            return "budget"
    final = sum("决算" in title for title in titles)
    budget = sum(
        "预算" in re.sub(r"一般公共预算|政府性?基金预算|国有资本经营预算|公共预算", "", title) for title in titles
    )
    if final or budget:
        return "final" if final > budget else "budget"
    text = " ".join(p.text for p in paragraphs[:30])
    return "final" if text.count("决算") > text.count("预算") else "budget"


def _scope(
    covers: Sequence[tuple[str, int, str]], titles: Sequence[str], paragraphs: Sequence[Paragraph]
) -> Literal["unit", "department", ""]:
    rests = " ".join(rest for _, _, rest in covers) + " ".join(titles)
    opening = " ".join(p.text for p in paragraphs[:20])
    for text in (rests, opening):
        unit = len(re.findall(r"(?:预算)?单位(?:预算|决算|收|支|财|一般|综合|“|部门预算)", text)) + text.count(
            "预算单位"
        )
        department = len(
            re.findall(
                r"(?<!预算)部门(?:预算|决算|收|支|财|一般|综合|“|整体)", re.sub(r"部门(?:预算)?(?:支出)?经济", "", text)
            )
        )
        if unit != department:
            return "unit" if unit > department else "department"
    return ""


# ---- conflicts -------------------------------------------------------------------------------------------------------


def _conflicts(document: Document, layout: Layout, entity: str, year: int | None) -> Iterable[Source]:
    yield from _other_years(document, layout, year)
    if entity:
        yield from _other_offices(document, layout, entity)


def _other_years(document: Document, layout: Layout, year: int | None) -> Iterable[Source]:
    for draft in layout.drafts:
        years = {int(y) for y in re.findall(r"(20\d\d)\s*年", draft.title)}
        if year and years and year not in years:
            caption = next(c for c in draft.head.captions if c.kind == "title")
            yield Source(
                document=document.name, page=caption.page, line=caption.line, table=draft.title, text=draft.title
            )
    for block in document.blocks:
        if not isinstance(block, Paragraph) or not year:
            continue
        flat = squeeze(block.text)
        heading = (
            len(flat) <= 45 and not re.search(r"[。，；]", flat) and re.search(r"(?:部门|单位)?(?:预算|决算)", flat)
        )
        years = {int(y) for y in re.findall(r"(20\d\d)年", flat)}
        if (
            heading
            and years
            and year not in years
            and (block.level or re.match(r"^第.{1,3}部分|^[一二三四五六七八九十]+、", flat))
        ):
            yield Source(document=document.name, page=block.page, line=block.line, text=block.text)


def _other_offices(document: Document, layout: Layout, entity: str) -> Iterable[Source]:
    """Sentences that speak of the document's own figures in another office's name.

    An office that the unit list or a table names belongs to the department; so do a parent and a part.
    """
    listed = bare(
        " ".join(
            cell.text for draft in layout.drafts for chunk in draft.bodies for row in chunk.rows for cell in row if cell
        )
    )
    spoken: list[tuple[str, Paragraph]] = []
    for paragraph in layout.prose:
        for sentence in re.split(r"(?<=[。；])", normal(paragraph.text)):
            found = SPEAKER.match(
                squeeze(re.sub(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*", "", sentence.strip()))
            )
            name = _trimmed(found["name"]) if found else ""
            if name and ORGANISATION.search(name) and not _related(name, entity) and bare(name) not in listed:
                spoken.append((name, paragraph))
    counts = Counter(name for name, _ in spoken)
    own = sum(entity in paragraph.text for paragraph in layout.prose)
    for name, paragraph in spoken:
        if counts[name] <= 1 or counts[name] < own:
            yield Source(
                document=document.name, page=paragraph.page, line=paragraph.line, text=paragraph.text, row=name
            )


def _related(name: str, entity: str) -> bool:
    """Whether two names are one office, or one is part of the other (…局本级, …局机关, 区…局 / …局)."""
    short = re.sub(r"(?:本级|机关|（本级）|\(本级\)|（汇总）)$", "", name)
    own = re.sub(r"(?:本级|机关|（本级）|\(本级\))$", "", entity)
    region = (REGION.match(own) or [""])[0]
    return short in own or own in short or (bool(region) and own.removeprefix(region) == short) or short in GENERIC
