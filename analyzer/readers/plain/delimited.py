"""Comma-separated values, and what spreadsheets save as “Unicode text”: fields between commas, semicolons or tabs.

The separator is the one by which most lines have the same number of fields; quotes are undone. What is left of a sheet
is laid out as one, so titles above the table and notes below it become paragraphs.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from analyzer.amounts import parse_number
from analyzer.model import Block, Document, Issue, Paragraph
from analyzer.readers.files.encoding import decoded
from analyzer.readers.files.source import File, Format
from analyzer.readers.sheets.blocks import Sheet, blocks

SEPARATORS = ",;\t"
SAMPLE = 200
"""Lines by which a file is judged."""
ALIKE = 0.5
"""Part of the lines with several fields that must have one number of them, in a file whose suffix says nothing."""
LEAST_LINES, LEAST_FIELDS = 3, 3
HEAD, TAIL = re.compile(r"\s*-?\d{1,3}$"), re.compile(r"\d{3}(?:\.\d+)?\s*$")
"""A figure before and after a thousands separator."""
QUOTED = re.compile(r'"\s*-?\d{1,3}(?:,\d{3})+')
"""A figure in quotes: the program that wrote the file knows what a separator does."""
THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
"""Commas within figures, which set nothing apart."""
TABBED = re.compile(r'^(?:[^"\t\n]*\t)*"[^"\n]*"\t|\t"[^"\n]*"$', re.MULTILINE)
"""A quoted field beside a tab, as spreadsheets save “Unicode text”."""
SENTENCE, LONG = re.compile("[。；！？]"), 40
SAID = re.compile(r"\d\s*[万亿]?元\s*[,;，；。]")
"""A sum with its unit, and the sentence going on."""
MAX_FIELD = 1_000_000
"""Characters of one field."""


def read(file: File) -> Document:
    """The document in a CSV file."""
    try:
        text, lost = decoded(file.data)
    except ValueError:
        raise file.refuse("no text in UTF-8, GB18030 or UTF-16; save the CSV anew as UTF-8") from None
    issues = []
    if lost:
        detail = f"{lost} characters could not be decoded; save the CSV anew as UTF-8"
        issues.append(Issue(code="damaged-encoding", document=file.name, detail=detail))
    separator = _separator(text) or ","
    try:
        rows, uneven = _rows(text, separator, file)
    except csv.Error as error:
        raise file.refuse(f"a damaged CSV file ({error}); save it anew") from None
    if uneven:
        places = ", ".join(map(str, uneven[:10]))
        detail = f"lines of more fields than the others were left out: {places}; save it anew with quotes round figures"
        issues.append(Issue(code="uneven-fields", document=file.name, line=uneven[0], detail=detail))
    return file.document("csv", _laid_out(rows, file), issues)


def _laid_out(rows: Sequence[tuple[int, list[str]]], file: File) -> Iterator[Block]:
    """Lines that hold a sentence alone as paragraphs, what stands between them as sheets."""
    for sentence, run in groupby(rows, key=lambda row: _is_sentence(row[1])):
        if sentence:
            yield from (Paragraph(text="".join(fields).strip(), line=line + 1) for line, fields in run)
            continue
        sheet = Sheet(name="")
        for line, fields in run:
            for column, field in enumerate(fields):
                content = "\n".join(filter(None, (part.strip() for part in field.splitlines())))
                if content:
                    sheet.texts[line, column] = content
        yield from blocks(sheet, file)


def _is_sentence(fields: Sequence[str]) -> bool:
    filled = [field for field in fields if field.strip()]
    return len(filled) == 1 and (len(filled[0]) > LONG or SENTENCE.search(filled[0]) is not None)


def _rows(text: str, separator: str, file: File) -> tuple[list[tuple[int, list[str]]], list[int]]:
    """(line from 0 on which it begins, fields) of each row, and the numbers of the lines that were left out."""
    rows: list[tuple[int, list[str]]] = []
    uneven: list[int] = []
    cells = line = before = 0
    suspect = separator == "," and not QUOTED.search(text)
    csv.field_size_limit(MAX_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    for fields in reader:
        file.check_size(1, len(fields))
        cells += len(fields)
        file.check_size(1, 0, cells)
        if suspect and len(fields) > before > 1 and _cuts(fields):
            fields = _joined(fields, before)
            if not fields:
                uneven.append(line + 1)
        if fields:
            rows.append((line, fields))
        before = len(fields) or before
        line = reader.line_num
    return rows, uneven


def _cuts(fields: Sequence[str]) -> list[int]:
    """Where a field goes on in the next one as a figure does after a thousands separator."""
    return [at for at, (one, other) in enumerate(pairwise(fields)) if HEAD.match(one) and TAIL.match(other)]


def _joined(fields: list[str], usual: int) -> list[str]:
    """A line of more fields than ``usual`` with its figures joined again; empty where that cannot be done in one way.

    Programs that do not quote write 1,234.50 as two fields.
    """
    while len(fields) > usual and not fields[-1].strip():
        fields = fields[:-1]
    cuts = _cuts(fields)
    if len(fields) - len(cuts) != usual:
        return fields if len(fields) <= usual else []
    joined: list[str] = []
    for at, field in enumerate(fields):
        if at - 1 in cuts:
            joined[-1] += f",{field.strip()}"
        else:
            joined.append(field)
    return joined


def _separator(text: str) -> str:
    """The separator that gives the most lines the same number of fields; empty where none gives several."""
    best = max(SEPARATORS, key=lambda each: _regular(text, each)[0])
    return best if _regular(text, best)[0] else ""


def _regular(text: str, separator: str) -> tuple[int, int]:
    """(lines of the commonest number of fields, lines of several fields) at the head of ``text``."""
    counts = Counter(len(fields) for fields in _sample(text, separator) if len(fields) > 1)
    return (counts.most_common(1)[0][1], sum(counts.values())) if counts else (0, 0)


def _sample(text: str, separator: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
    try:
        for _, fields in zip(range(SAMPLE), reader, strict=False):
            yield fields
    except csv.Error:
        return


def _looks_delimited(text: str) -> bool:
    """Whether lines agree on the number of their fields between commas, and hold figures: prose hardly does.

    Sums with their units before a comma (“5,806,105.16 元,占支出总预算”) are prose in narrow marks, cut into lines.
    """
    if len(SAID.findall(text)) >= LEAST_LINES:
        return False
    for separator in ",;":
        rows = [fields for fields in _sample(text, separator) if len(fields) >= LEAST_FIELDS]
        counts = Counter(map(len, rows))
        if not counts or len(rows) < LEAST_LINES:
            continue
        common = counts.most_common(1)[0][1]
        figures = sum(any(parse_number(field) is not None for field in fields[1:]) for fields in rows)
        apart = sum(len(fields) > 1 for fields in _sample(THOUSANDS.sub("", text), separator))
        if common >= max(LEAST_LINES, ALIKE * len(rows)) and min(figures + 1, apart) >= LEAST_LINES:
            return True
    return False


def accepts(file: File) -> bool:
    """The suffix, or fields between commas under any other; lines of tabs alone are left to the text reader."""
    if file.suffix in (".md", ".markdown") or b"\x00\x00\x00" in file.data[:4096]:
        return False
    if file.suffix in FORMAT.suffixes:
        return True
    try:
        text, _ = decoded(file.data[:400_000])
    except ValueError:
        return False
    return len(TABBED.findall(text)) >= LEAST_LINES - 1 or _looks_delimited(text)


FORMAT = Format(name="csv", suffixes=(".csv", ".tsv", ".tab"), accepts=accepts, read=read, rank=80)
