"""Who, what, when: organisation, its code, scope, year and stage, from cover, titles and repeated lines."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from analyzer.forms.conflicts import conflicts_of
from analyzer.forms.grids.assembly import Layout
from analyzer.forms.offices import GENERIC, ORGANISATION, REGION, SPEAKER, office_name, office_of
from analyzer.model import Document, Issue, Paragraph, Profile
from analyzer.text import squeeze

COVER = re.compile(
    r"^(?:附件\d*[:：]?)?(?P<name>[\u4e00-\u9fff（）()、·]{3,40}?)\s*(?:关于)?(?P<year>20\d\d)\s*年?(?:度)?(?P<rest>.{0,30}?(?:预算|决算).{0,20})$"
)
YEAR_FIRST = re.compile(
    r"^(?P<year>20\d\d)\s*年?(?:度)?(?P<name>[\u4e00-\u9fff（）()、·]{4,40}?)(?:部门|单位)?(?P<rest>(?:综合)?(?:预算|决算).{0,20})$"
)


YEARED = re.compile(
    r"(?<![比较与同和跟对])(20\d\d)年(?:度)?(?:部门|单位|本)?\S{0,6}(?:预算|决算)|^\D{0,24}(20\d\d)年度?$"
)
"""A year of its own; what is compared with (“与2022年决算数相比”) is another."""


def profile_of(document: Document, layout: Layout) -> Profile:
    """The profile of a document; an unknown organisation is empty, an unknown year None.

    What neither cover nor tables nor sentences say is taken from the file's name, as far as that is one of a document.
    """
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    covers = _covers(paragraphs)
    named = [found] if (found := _cover(re.sub(r"\.\w{2,5}$", "", document.name))) else []
    names, code = _names(covers, layout, paragraphs)
    office = office_of(names or {name: 1 for name, _, _ in named})
    titles = [draft.title for draft in layout.drafts if draft.title]
    year = _year(covers, layout, titles, paragraphs) or _year_in_name(document.name)
    stage = _stage([*covers, *named], titles, paragraphs)
    region = REGION.match(re.sub(r"^(?:中共|共青团)", "", office.name))
    return Profile(
        entity=office.name, entity_code=code, scope=_scope(covers, titles, paragraphs),
        region=region[1] if region else "", year=year, stage=stage, printed=office.printed,
        conflicts=tuple(conflicts_of(document, layout, office.printed, year)),
    )  # fmt: skip


def _year_in_name(name: str) -> int | None:
    """The year that a file's name gives its document (X局2024年部门预算.pdf), None where it gives none or several."""
    years = {int(found) for found in re.findall(r"(?<!\d)(20\d\d)(?=\s*年|[-_\s]*\S{0,16}(?:预算|决算))", name)}
    return years.pop() if len(years) == 1 else None


def doubts(document: Document, layout: Layout, profile: Profile) -> Iterator[Issue]:
    """What had to be taken from elsewhere than the document, or is not known, of whose and of which year it is."""
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    covers = _covers(paragraphs)
    names, _ = _names(covers, layout, paragraphs)
    titles = [draft.title for draft in layout.drafts if draft.title]
    if not names:
        where = (
            f"“{profile.entity}” is taken from the file's name" if profile.entity else "its figures stand under none"
        )
        yield _doubt(document, "no-unit", f"no organisation is named in it; {where}")
    if _year(covers, layout, titles, paragraphs) is None:
        where = f"{profile.year} is taken from the file's name" if profile.year else "its figures stand under none"
        yield _doubt(document, "no-year", f"no year is said in it; {where}")
    for name in office_of(names).doubtful:
        yield _doubt(document, "name-doubtful", f"“{name}” is taken for “{profile.entity}”, whose figures these are")


def _doubt(document: Document, code: str, detail: str) -> Issue:
    return Issue(code=code, document=document.name, detail=detail)


def _covers(paragraphs: Sequence[Paragraph]) -> list[tuple[str, int, str]]:
    """What the first lines say of whose and of which year a document is, a cover over two or three lines too."""
    found = [cover for p in paragraphs[:12] if (cover := _cover(p.text))]
    if found:
        return found
    texts = [squeeze(p.text) for p in paragraphs[:_COVER_LINES]]
    for start, end in itertools.combinations(range(len(texts) + 1), 2):
        lines = texts[start:end]
        if (
            1 < len(lines) < 4
            and all(len(line) <= _COVER_LENGTH for line in lines)
            and (cover := _cover("".join(lines)))
        ):
            return [cover]
    return []


_COVER_LINES = 6
_COVER_LENGTH = 30


def _cover(text: str) -> tuple[str, int, str] | None:
    flat = squeeze(text)
    if len(flat) > 80 or re.search(r"[。；]", flat):
        return None
    for pattern in (COVER, YEAR_FIRST):
        found = pattern.match(flat)
        if found and ORGANISATION.search(office_name(found["name"])):
            return office_name(found["name"]), int(found["year"]), found["rest"]
    return None


def _names(
    covers: Sequence[tuple[str, int, str]], layout: Layout, paragraphs: Sequence[Paragraph]
) -> tuple[Counter[str], str]:
    """The organisations that lines above tables, covers, else sentences name, with their weights; and the code."""
    names: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    for caption in layout.captions:
        if caption.kind == "entity":
            found = re.match(r"^(?:[\[（(]?(\d{3,9})[\]）)]?[\s_＿—-]*)?(.*)$", caption.value)
            assert found
            name = re.sub(r"(?:部门|（盖章）|\(盖章\))$", "", found[2]).strip()
            names[name] += 2
            if found[1]:
                codes[found[1]] += 1
    for name, _, _ in covers:
        names[name] += 3
    if not names:
        names.update(_spoken(paragraphs))
    return names, codes.most_common(1)[0][0] if codes else ""


def _spoken(paragraphs: Sequence[Paragraph]) -> Counter[str]:
    """Organisations that open sentences (“石家庄市…中心2023年…”), where no cover and no table names one."""
    found = (SPEAKER.match(squeeze(p.text)) for p in paragraphs)
    return Counter(
        name for f in found if f and ORGANISATION.search(name := office_name(f["name"])) and name not in GENERIC
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
    if not years and paragraphs and (headed := _HEADED.match(squeeze(paragraphs[0].text))):
        years[int(headed[1])] += 1
    for paragraph in paragraphs:
        if not years and (found := re.search(YEARED, squeeze(paragraph.text))):
            years[int(found[1] or found[2])] += 1
    if not years and (titled := next((m for p in paragraphs[:3] if (m := _TITLED.match(squeeze(p.text)))), None)):
        years[int(titled[1])] += 1
    return years.most_common(1)[0][0] if years else None


_HEADED = re.compile(r"^(?=\D*(20\d\d)年\D*$)[^，。；]{6,60}(?:说明|情况|报告|公开|公示|方案|信息|公告)$")
"""A first line that is a title of one year (“2017年“三公”经费增减情况说明”)."""
_TITLED = re.compile(r"^[^，。；]{0,24}?(20\d\d)\s*年[^，。；]{0,40}$")
"""A title line that names a year (“某县2024年4月财政收支”), where nothing else does."""
_TITLE_LENGTH = 60
_EXECUTION = re.compile(r"(?:收入|支出|收支)(?:预算)?(?:累计)?(?:完成|执行|实现)|累计(?:完成|执行|实现|支出)|执行情况")


def _stage(
    covers: Sequence[tuple[str, int, str]], titles: Sequence[str], paragraphs: Sequence[Paragraph]
) -> Literal["budget", "final"]:
    for _, _, rest in covers:
        if "决算" in rest:
            return "final"
        if "预算" in rest:
            return "budget"
    opening = squeeze(paragraphs[0].text) if paragraphs else ""
    if not titles and len(opening) <= _TITLE_LENGTH and ("决算" in opening) != ("预算" in _NO_STAGE.sub("", opening)):
        return "final" if "决算" in opening else "budget"
    if len(opening) <= _TITLE_LENGTH and _EVALUATED.search(opening):
        return "final"
    final = sum("决算" in title for title in titles)
    budget = sum("预算" in _NO_STAGE.sub("", title) for title in titles)
    if final or budget:
        return "final" if final > budget else "budget"
    text = " ".join(p.text for p in paragraphs[:30])
    if not titles and len(_EXECUTION.findall(squeeze(text))) > 1 and not re.search("预算(?:公开|编制|安排|草案)", text):
        return "final"  # an account of what was carried out
    return "final" if text.count("决算") > text.count("预算") else "budget"


_EVALUATED = re.compile("绩效(?:自评|自我评价|评价)|自评报告")
"""What was done with the money of a year is evaluated, so that its budget is a plan."""
_NO_STAGE = re.compile(r"一般公共预算|政府性?基金预算|国有资本经营预算|公共预算|预算(?:单位|部门|公开)")


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
