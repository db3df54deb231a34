"""Headings, table lines and sentences that name another year or another office than the document is about.

They are kept as they stand: whether they are faults is for the checks to say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyzer.concepts.statements import REPEATED, statement_of
from analyzer.forms.grids.assembly import Layout
from analyzer.forms.offices import ORGANISATION, SPEAKER, office_name, related
from analyzer.model import Document, Paragraph, Source
from analyzer.text import bare, normal, squeeze

HEADING = re.compile(r"^第.{1,3}部分|^[一二三四五六七八九十]+、")
YEAR = re.compile(r"(20\d\d)\s*年")
LEAD = re.compile(r"^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*")


def conflicts_of(document: Document, layout: Layout, entity: str, year: int | None) -> Iterator[Source]:
    """Every place that conflicts with the document's own year or office, titles before sentences."""
    if year:
        yield from _titles(document, layout, year)
        yield from _headings(document, year)
    if entity:
        yield from _lines(document, layout, entity)
        yield from _sentences(document, layout, entity)


def _titles(document: Document, layout: Layout, year: int) -> Iterator[Source]:
    for draft in layout.drafts:
        years = {int(found) for found in YEAR.findall(draft.title)}
        if not years or year in years or statement_of(draft.title).id in REPEATED:
            continue
        caption = next(caption for caption in draft.head.captions if caption.kind == "title")
        yield Source(document=document.name, page=caption.page, line=caption.line, table=draft.title, text=draft.title)


def _headings(document: Document, year: int) -> Iterator[Source]:
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        flat = squeeze(block.text)
        years = {int(found) for found in YEAR.findall(flat)}
        titled = (
            len(flat) <= 45 and not re.search(r"[。，；]|执行|完成|上年|绩效", flat) and re.search(r"预算|决算", flat)
        )
        if titled and years and year not in years and (block.level or HEADING.match(flat)):
            yield Source(document=document.name, page=block.page, line=block.line, text=block.text)


def _lines(document: Document, layout: Layout, entity: str) -> Iterator[Source]:
    """Lines above tables (编制部门：…) that name an office unlike the document's."""
    for caption in layout.captions:
        name = office_name(re.sub(r"^\d+\s*", "", caption.value)) if caption.kind == "entity" else ""
        if name and ORGANISATION.search(name) and not related(name, office_name(entity)):
            yield Source(document=document.name, page=caption.page, line=caption.line, text=caption.text, row=name)


def _sentences(document: Document, layout: Layout, entity: str) -> Iterator[Source]:
    """Sentences that give the document's own figures in another office's name.

    An office that a table lists, or that the narrative names otherwise than before a year, belongs to the department.
    """
    listed = bare("".join(cell.text for d in layout.drafts for c in d.bodies for row in c.rows for cell in row if cell))
    spoken = [(name, p) for p in layout.prose for name in _speakers(p) if not related(name, entity)]
    counts = Counter(name for name, _ in spoken)
    own = sum(entity in paragraph.text for paragraph in layout.prose)
    for name, paragraph in spoken:
        known = bare(name) in listed or any(_mentions(name, p.text) for p in layout.prose)
        if not known and (counts[name] <= 1 or counts[name] < own):
            yield Source(
                document=document.name, page=paragraph.page, line=paragraph.line, text=paragraph.text, row=name
            )


def _speakers(paragraph: Paragraph) -> Iterator[str]:
    for sentence in re.split(r"(?<=[。；])", normal(paragraph.text)):
        found = SPEAKER.match(squeeze(LEAD.sub("", sentence.strip())))
        name = office_name(found["name"]) if found else ""
        if name and ORGANISATION.search(name):
            yield name


def _mentions(name: str, text: str) -> bool:
    """Whether ``text`` names the office without a year behind it, as lists of units do."""
    return bool(re.search(re.escape(name) + r"(?!\s*(?:部门|单位)?20\d\d)", squeeze(text)))
