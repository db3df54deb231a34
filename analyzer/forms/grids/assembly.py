"""Chunks put together to tables: a statement goes on over pages with or without its header.

A chunk goes on the table before it when no title of its own and no prose stands between, and either its header says the
same or it has none and its columns fit.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from analyzer.concepts.statements import titled
from analyzer.forms.grids import chunks
from analyzer.forms.grids.captions import LEADER, SENTENCE_END, TABLE_WORD, Caption, is_fragment, kinds, may_be_title
from analyzer.forms.grids.chunks import Chunk, labelled, within
from analyzer.forms.grids.header import is_ordinal, target_header, text_of
from analyzer.forms.offices import ORGANISATION, related
from analyzer.model import Block, Grid, Paragraph
from analyzer.text import bare, squeeze


@dataclass(slots=True)
class Draft:
    """A table being put together: its first chunk gives title, unit and header; ``bodies`` are its pages."""

    head: Chunk
    bodies: list[Chunk] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title above the first chunk, empty where there is none."""
        return self.head.title

    def said(self, kind: str) -> str:
        """The first caption of a kind (unit, entity, year) that a chunk of the table has, else empty."""
        return next((value for chunk in self.bodies if (value := chunk.said(kind))), "")


@dataclass(slots=True)
class Layout:
    """A document as drafts and prose, in reading order."""

    drafts: list[Draft] = field(default_factory=list)
    prose: list[Paragraph] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    contents: list[Paragraph] = field(default_factory=list)


def layout(blocks: Sequence[Block]) -> Layout:
    """The tables and the prose of a document."""
    result = Layout()
    pending: list[Paragraph] = []
    for block in _without_furniture(blocks):
        for part in [block] if isinstance(block, Paragraph) else chunks.released(block):
            if isinstance(part, Paragraph):
                pending.append(part)
                continue
            _place(part, pending, result)
            pending = []
    _leftover(pending, result)
    result.contents = contents_of(result.prose, [draft.title for draft in result.drafts])
    listed = {id(paragraph) for paragraph in result.contents}
    result.prose = [paragraph for paragraph in result.prose if id(paragraph) not in listed]
    return result


def _without_furniture(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without running heads: short lines that come again, some of them between a table's pages."""
    count = Counter(squeeze(b.text) for b in blocks if isinstance(b, Paragraph))
    between: Counter[str] = Counter()
    for before, block, after in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if isinstance(before, Grid) and isinstance(block, Paragraph) and isinstance(after, Grid):
            between[squeeze(block.text)] += 1
    running = {
        text
        for text, times in between.items()
        if count[text] >= 3 and len(text) <= 40 and not TABLE_WORD.search(text) and not kinds(text)
    }
    return [b for b in blocks if not (isinstance(b, Paragraph) and squeeze(b.text) in running)]


def _place(grid: Grid, pending: list[Paragraph], result: Layout) -> None:
    found = list(chunks.of(grid))
    for index, chunk in enumerate(found):
        own = any(caption.kind == "title" for caption in chunk.captions)
        captions, kept = caption_lines(pending if index == 0 else [], titled=not own)
        kept = _notes(kept, result)
        result.captions.extend([*captions, *chunk.captions])
        result.prose.extend(kept)
        merged = replace(chunk, captions=(*captions, *chunk.captions), after_prose=bool(kept))
        _add(merged, result)
    if not found:
        _leftover(pending, result)


def _leftover(pending: list[Paragraph], result: Layout) -> None:
    result.prose.extend(_notes(pending, result))


def _notes(pending: list[Paragraph], result: Layout) -> list[Paragraph]:
    """What of ``pending`` is prose; the notes at its beginning go to the table they stand under."""
    kept: list[Paragraph] = []
    for paragraph in pending:
        said = kinds(paragraph.text) if len(paragraph.text) <= 400 else []
        if result.drafts and not kept and any(kind == "note" for kind, _ in said):
            result.drafts[-1].notes.append(paragraph.text.strip())
        elif (
            said and all(kind in ("number", "year", "unit") for kind, _ in said) and len(squeeze(paragraph.text)) <= 30
        ):
            result.captions.extend(_caption(paragraph, kind, value) for kind, value in said)
        else:
            kept.append(paragraph)
    return kept


def _caption(paragraph: Paragraph, kind: str, value: str) -> Caption:
    text = value if kind == "title" else paragraph.text
    return Caption(kind=kind, text=text, value=value, page=paragraph.page, line=paragraph.line)


def caption_lines(pending: Sequence[Paragraph], titled: bool = True) -> tuple[list[Caption], list[Paragraph]]:
    """The captions at the end of ``pending`` and the paragraphs before them; no title where ``titled`` is off."""
    lines = labelled(_split(pending), "。")
    captions: list[Caption] = []
    title = not titled
    end = len(lines)
    while end > 0 and len(lines) - end < 10:
        paragraph = lines[end - 1]
        said = kinds(paragraph.text)
        if any(kind == "note" for kind, _ in said):
            break
        if said:
            captions[:0] = [_caption(paragraph, kind, value) for kind, value in said if kind != "title" or not title]
            title |= any(kind == "title" for kind, _ in said)
        elif not bare(paragraph.text):
            pass
        elif not title and end > 1 and _ends_title(paragraph, lines[end - 2]):
            end -= 1
            first = lines[end - 1]
            text = _one_line(first.text) + _one_line(paragraph.text)
            captions.insert(0, Caption(kind="title", text=text, page=first.page, line=first.line))
            title = True
        elif not title and may_be_title(paragraph.text, True):
            title = True
            text = _one_line(paragraph.text)
            captions.insert(0, Caption(kind="title", text=text, page=paragraph.page, line=paragraph.line))
        else:
            break
        end -= 1
    if not any(caption.kind == "title" for caption in captions) and titled and not captions:
        return [], list(pending)
    return captions, lines[:end]


def _ends_title(paragraph: Paragraph, before: Paragraph) -> bool:
    """Whether a line is the end of a title that begins on the line before."""
    short = len(squeeze(paragraph.text)) <= 90 and not LEADER.search(paragraph.text)
    return short and is_fragment(paragraph.text, before.text) and _begins(before)


def _one_line(text: str) -> str:
    return "".join(part.strip() for part in text.splitlines()).strip()


def _begins(paragraph: Paragraph) -> bool:
    flat = squeeze(paragraph.text)
    return (
        not SENTENCE_END.search(flat)
        and not LEADER.search(paragraph.text)
        and len(flat) <= 90
        and not kinds(paragraph.text)
    )


def _split(pending: Sequence[Paragraph]) -> list[Paragraph]:
    """Paragraphs of several printed lines near a table taken apart again where a line is a caption."""
    result: list[Paragraph] = []
    for paragraph in (part for whole in pending for part in _unglued(whole)):
        lines = _lines(paragraph)
        captioned = any(kinds(line.text) for line in lines) or any(may_be_title(line.text, False) for line in lines)
        sentence = "。" in paragraph.text
        result.extend(lines if len(lines) > 1 and captioned and not sentence else [paragraph])
    return result


GLUED = re.compile(r"^(.*[。；])\s*([^。；，]{5,45}表(?:[（(][^（）()]{1,12}[)）])?)\s*$", re.DOTALL)


def _unglued(paragraph: Paragraph) -> list[Paragraph]:
    """A note or a sentence and the title of the next table that a reader put behind it, taken apart."""
    found = GLUED.match(paragraph.text)
    if not found or not may_be_title(found[2], True) or not titled(found[2]):
        return [paragraph]
    page, line = paragraph.place(found.start(2))
    before = replace(paragraph, text=found[1], breaks=tuple(b for b in paragraph.breaks if b[0] < found.start(2)))
    return [before, Paragraph(text=found[2], page=page, line=line)]


def _lines(paragraph: Paragraph) -> list[Paragraph]:
    starts = [start for start, *_ in paragraph.breaks] or [0]
    ends = [*starts[1:], len(paragraph.text)]
    places = paragraph.breaks or ((0, paragraph.page, paragraph.line, paragraph.box),)
    return [
        Paragraph(text=text.strip(), page=page, line=line, box=box, level=paragraph.level)
        for (start, page, line, box), end in zip(places, ends, strict=True)
        if (text := paragraph.text[start:end]).strip()
    ]


# ---- joining ---------------------------------------------------------------------------------------------------------


def _add(chunk: Chunk, result: Layout) -> None:
    if not chunk.rows and not chunk.title and chunk.notes and result.drafts:
        result.drafts[-1].notes.extend(chunk.notes)
        return
    before = result.drafts[-1] if result.drafts else None
    if before is not None and _captions_only(before) and not chunk.title and not chunk.after_prose:
        result.drafts.pop()
        chunk = replace(chunk, captions=(*before.head.captions, *chunk.captions), after_prose=before.head.after_prose)
        before = result.drafts[-1] if result.drafts else None
    if before is not None and (fitted := continued(before, chunk)) is not None:
        before.bodies.append(fitted)
        before.notes.extend(chunk.notes)
    else:
        result.drafts.append(Draft(head=chunk, bodies=[chunk], notes=list(chunk.notes)))


def _captions_only(draft: Draft) -> bool:
    """Whether a grid holds office, number and unit of the table below it: a strip without a rule, as forms have it."""
    return bool(draft.head.captions) and not draft.notes and all(not chunk.rows for chunk in draft.bodies)


def signature(chunk: Chunk) -> Counter[str]:
    """The labels of a header, however they are arranged."""
    return Counter(
        bare(text) for row in chunk.header if not is_ordinal(row) for text in {text_of(c) for c in row} if text
    )


def continued(before: Draft, chunk: Chunk) -> Chunk | None:
    """``chunk`` on the columns of ``before`` where it goes on that table, else None."""
    head = before.head
    retitled = bool(chunk.title) and bare(chunk.title).removesuffix("续") != bare(head.title).removesuffix("续")
    if retitled or chunk.after_prose or not head.head or (chunk.sheet != head.sheet and not chunk.title):
        return None
    if before.notes and not chunk.title and chunk.head:
        return None
    if chunk.head and _of_another(chunk, head):
        return None
    if chunk.head == len(chunk.rows) and not chunk.captions and _inside(chunk, head) and len(chunk.edges) > 1:
        chunk = replace(chunk, head=0)  # labels that a page break cut off, no header: nothing stands above them
    if not chunk.head:
        fits = chunk.width == head.width or (len(chunk.edges) > 1 and _inside(chunk, head))
        return within(chunk, head) if fits and not chunk.title else None
    same, other = signature(head), signature(chunk)
    if chunk.title and _prefaced(chunk):
        return None
    shared = sum((same & other).values())
    rearranged = chunk.width == head.width and sorted("".join(same)) == sorted("".join(other))
    if shared * 5 < max(sum(same.values()), sum(other.values())) * 4 and not rearranged:
        return _lastheader(head, chunk)
    return within(chunk, head)


def _of_another(chunk: Chunk, head: Chunk) -> bool:
    """Whether a table is another organisation's: another name stands above it, or names another sheet."""
    one, other = chunk.said("entity"), head.said("entity")
    if one and other:
        return bool(chunk.title) and not related(one, other) and not related(other, one)
    sheets = chunk.sheet != head.sheet and ORGANISATION.search(chunk.sheet) and ORGANISATION.search(head.sheet)
    return bool(sheets) and not TABLE_WORD.search(chunk.sheet)


def _lastheader(head: Chunk, chunk: Chunk) -> Chunk | None:
    """A performance table that repeats only the row of its indicators' header."""
    mine, theirs = target_header(chunk.rows), target_header(head.rows)
    if mine != 0 or theirs is None or chunk.width != head.width or chunk.title:
        return None
    return chunk if {text_of(c) for c in chunk.rows[0]} == {text_of(c) for c in head.rows[theirs]} else None


def _prefaced(chunk: Chunk) -> bool:
    """Whether rows before the indicators' header tell of a project of its own."""
    return (target_header(chunk.rows) or 0) > 0


def _inside(chunk: Chunk, head: Chunk) -> bool:
    """Whether the columns of ``chunk`` are columns of ``head``, some of them put together."""
    slack = 4.0
    return all(any(abs(edge - other) <= slack for other in head.edges) for edge in chunk.edges)


PART = re.compile(r"^第[一二三四五六七八九十]+部分")


# ---- contents pages --------------------------------------------------------------------------------------------------


def contents_of(prose: Iterable[Paragraph], titles: Iterable[str]) -> list[Paragraph]:
    """The lines of the table of contents: those with leaders, and after 目录 those that come again in the document."""
    paragraphs = list(prose)
    keys = [bare(p.text) for p in paragraphs]
    again = Counter(keys) + Counter(bare(title) for title in titles)
    found = [p for p in paragraphs if LEADER.search(p.text)]
    start = next((i for i, key in enumerate(keys) if key in ("目录", "目次") or key.endswith("公开目录")), None)
    if start is None:
        return found
    run = _contents_run(paragraphs[start + 1 :])
    listed = [place for place, p in enumerate(run) if _listed(bare(p.text), again) or LEADER.search(p.text)]
    run = run[: listed[-1] + 1] if listed else []
    order = {id(p) for p in [*found, *run]} | ({id(paragraphs[start])} if run or found else set())
    return [p for p in paragraphs if id(p) in order]


def _contents_run(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The short lines after 目录 up to the first that came before (where the document itself begins) or a sentence."""
    run: list[Paragraph] = []
    seen: set[str] = set()
    for paragraph in paragraphs:
        key = bare(paragraph.text)
        part = PART.match(key)
        if len(key) > 60 or SENTENCE_END.search(squeeze(paragraph.text)) or key in seen or (part and part[0] in seen):
            break
        seen |= {key} | ({part[0]} if part else set())
        run.append(paragraph)
    return run


def _listed(key: str, again: Counter[str]) -> bool:
    """Whether a contents line names something that comes again, numbering aside."""
    short = key.lstrip("一二三四五六七八九十")
    return again[key] > 1 or any(short and short in other and other != key for other in again)
