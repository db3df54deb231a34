"""Integer keys: every column that names a series becomes a number once, and all joins are between sorted integers.

A *line* is what names a row of a statement: (statement, side, item or code, measure). A *series* is a line of one
entity at one stage; a *cell* is a series in one year. Cells are numbered so that last year's cell is the number before,
and cells of different series never touch.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pandas as pd

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.int8]

LIMIT = 1 << 62


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What names a row of a statement, and the headline concept it stands for."""

    statement: str
    side: str
    item: str
    code: str
    measure: str
    concept: str
    within: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The integer keys of a panel's rows; ``rows`` are the positions of the rows that can be compared."""

    rows: Ints
    entity: Ints
    line: Ints
    stage: Ints
    year: Ints
    lines: tuple[Line, ...]
    stages: tuple[str, ...]
    first_year: int
    years: int

    @property
    def cell(self) -> Ints:
        """Cell numbers: year − 1 of the same series is one less."""
        return self.cells(self.entity, self.line, self.stage, self.year)

    def cells(self, entity: Ints, line: Ints, stage: Ints | int, year: Ints) -> Ints:
        """The numbers of the cells named by the arguments (years as offsets from ``first_year``)."""
        series = (entity * len(self.lines) + line) * len(self.stages) + stage
        return series * (self.years + 1) + year + 1


def factor(values: pd.Series) -> tuple[Ints, list[str]]:
    """Codes and the distinct values; categories are taken as they are."""
    import pandas as pd

    if isinstance(values.dtype, pd.CategoricalDtype):
        return values.cat.codes.to_numpy().astype(np.int64), [str(v) for v in values.cat.categories]
    codes, distinct = pd.factorize(values)
    return codes.astype(np.int64), ["" if v is None or v != v else str(v) for v in distinct]


def combine(parts: list[Ints]) -> tuple[Ints, Ints]:
    """One dense code for several, and for each dense code the position of its first row."""
    whole = parts[0].copy()
    for part in parts[1:]:
        size = int(part.max(initial=0)) + 1
        if (int(whole.max(initial=0)) + 1) * size >= LIMIT:
            whole, _ = dense(whole)
        whole *= size
        whole += part
    return dense(whole)


def dense(codes: Ints) -> tuple[Ints, Ints]:
    """Codes renumbered 0 … n−1 in order of first appearance, and the first position of each."""
    import pandas as pd

    numbers, distinct = pd.factorize(codes)
    numbers = numbers.astype(np.int64, copy=False)
    first = np.empty(len(distinct), dtype=np.int64)
    first[numbers[::-1]] = np.arange(len(numbers) - 1, -1, -1, dtype=np.int64)
    return numbers, first


def item_codes(code: Ints, codes: list[str], item: Ints) -> Ints:
    """The key of a row: its classification code where it has one (names change), else its item."""
    empty = np.array([value == "" for value in codes] or [True])
    without = empty[code] | (code < 0)
    return np.where(without, item + len(codes) + 1, code)


def encode(panel: pd.DataFrame, rows: Ints) -> Keys:
    """The keys of the rows at these positions; columns a small panel lacks count as blank."""
    part = {name: panel[name].iloc[rows] if len(rows) < len(panel) else panel[name] for name in _needed(panel)}
    year = part["year"].to_numpy(dtype=np.int64)
    first = int(year.min()) if len(year) else 0
    code, codes = _factor(part, "code", len(rows))
    item, _ = _factor(part, "item", len(rows))
    names = [_factor(part, name, len(rows))[0] for name in ("statement", "side", "measure")]
    line, where = combine([names[0] + 1, names[1] + 1, item_codes(code, codes, item), names[2] + 1])
    entity, _ = combine([_factor(part, "entity", len(rows))[0] + 1, scopes(part, len(rows)) + 1])
    stage, stages = _factor(part, "stage", len(rows))
    return Keys(rows=rows, entity=entity, line=line, stage=stage, year=year - first, lines=_lines(part, where),
                stages=tuple(stages) or ("",), first_year=first,
                years=int(year.max()) - first + 1 if len(year) else 1)  # fmt: skip


_COLUMNS = ("entity", "scope", "statement", "side", "item", "code", "measure", "stage", "year", "concept", "within")


def _needed(panel: pd.DataFrame) -> list[str]:
    return [name for name in _COLUMNS if name in panel]


def _factor(part: dict[str, Any], name: str, size: int) -> tuple[Ints, list[str]]:
    if name not in part:
        return np.zeros(size, dtype=np.int64), [""]
    return factor(part[name])


def scopes(part: dict[str, Any], size: int) -> Ints:
    """Scope codes; a document that does not tell its scope joins its entity's only known one."""
    codes, names = _factor(part, "scope", size)
    if "" not in names or len(names) == 1:
        return codes
    blank = names.index("")
    entity, _ = _factor(part, "entity", size)
    known = np.unique(np.stack([entity, codes])[:, codes != blank], axis=1)
    owners, counts = np.unique(known[0], return_counts=True)
    single = {int(e) for e, n in zip(owners, counts, strict=True) if n == 1}
    only = {int(e): int(s) for e, s in known.T if int(e) in single}
    table = np.array([only.get(e, blank) for e in range(int(entity.max(initial=0)) + 1)], dtype=np.int64)
    return np.where(codes == blank, table[entity], codes)


def _lines(part: dict[str, Any], where: Ints) -> tuple[Line, ...]:
    names = ("statement", "side", "item", "code", "measure", "concept", "within")
    values = [list(map(_word, part[n].iloc[where])) if n in part else [""] * len(where) for n in names]
    return tuple(Line(**dict(zip(names, row, strict=True))) for row in zip(*values, strict=True))


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
