"""Every “these figures must agree” as one row of a sparse integer system, judged with the precision that was printed.

A relation is Σ coefficient × figure = 0 (or ≥ 0) over figures in 分. With x the printed values and q the size of their
last printed digits, the residual is A·x and rounding alone can explain |A|·q/2 of it: a larger residual is impossible,
whatever the unprinted digits were. This is the inconsistency test of XBRL Calculations 1.1 (interval semantics, as in
Arelle), applied to relations of any shape. With many terms that bound is loose, so a residual inside it but beyond
three standard deviations of uniform rounding errors, σ² = Σ a²q²/12, is told apart as *improbable*.

All arithmetic that decides *impossible* is on 64-bit integers; σ only ever makes a note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from analyzer.model import Amount, Relation

if TYPE_CHECKING:
    import numpy as np
    from scipy.sparse import csr_array

Judged: TypeAlias = Literal["holds", "fails", "improbable", "not judged"]
SIGMAS = 3
"""Beyond so many standard deviations a rounding residual is called improbable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A judged relation: ``residual`` in 分 and ``slack2``, twice the slack, which is always an integer: |A|·q."""

    relation: Relation
    kind: Judged
    residual: int = 0
    slack2: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """The sparse system: ``matrix`` (relations × figures), ``fen``, ``quantum`` a figure, ``lower`` marks ≥ rows."""

    matrix: csr_array
    fen: np.ndarray
    quantum: np.ndarray
    lower: np.ndarray


def build_system(relations: Sequence[Relation], amounts: Mapping[str, Amount]) -> System:
    """The system of ``relations`` over ``amounts``; every term must be a key of ``amounts`` (KeyError otherwise)."""
    import numpy as np
    from scipy.sparse import csr_array

    names = {name: i for i, name in enumerate(amounts)}
    lengths = np.fromiter((len(r.terms) for r in relations), dtype=np.int64, count=len(relations))
    starts = np.concatenate([[0], np.cumsum(lengths)])
    columns = np.fromiter((names[n] for r in relations for _, n in r.terms), dtype=np.int64, count=int(starts[-1]))
    data = np.fromiter((c for r in relations for c, _ in r.terms), dtype=np.int64, count=int(starts[-1]))
    return System(
        matrix=csr_array((data, columns, starts), shape=(len(relations), len(names))),
        fen=np.fromiter((a.fen for a in amounts.values()), dtype=np.int64, count=len(names)),
        quantum=np.fromiter((a.quantum for a in amounts.values()), dtype=np.int64, count=len(names)),
        lower=np.fromiter((r.sense == ">=" for r in relations), dtype=bool, count=len(relations)),
    )


def judge_system(system: System) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(code, residual, slack2) per relation; code 0 holds, 1 improbable, 2 fails.

    A relation fails when 2·|residual| > |A|·q. Two sparse products decide; σ is computed for the inexact rows alone.
    """
    import numpy as np
    from scipy.sparse import csr_array

    matrix = system.matrix
    sizes = csr_array((np.abs(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
    residual = matrix @ system.fen
    slack2 = sizes @ system.quantum
    excess = np.where(system.lower, np.maximum(-residual, 0), np.abs(residual))
    code = np.where(2 * excess > slack2, 2, 0).astype(np.int8)
    inexact = np.flatnonzero((code == 0) & (excess > 0))
    if len(inexact):
        part = matrix[inexact]
        squares = csr_array((part.data.astype(float) ** 2, part.indices, part.indptr), shape=part.shape)
        variance = squares @ (system.quantum.astype(float) ** 2) / 12
        code[inexact[excess[inexact].astype(float) ** 2 > SIGMAS**2 * variance]] = 1
    return code, residual, slack2


def judge(relations: Sequence[Relation], amounts: Mapping[str, Amount]) -> list[Outcome]:
    """Each relation judged; one that names a figure without an amount is *not judged* and says which is missing."""
    known = [r for r in relations if all(name in amounts for _, name in r.terms)]
    if len(known) <= _FEW:
        outcomes = {id(r): _plain(r, amounts) for r in known}
        return [outcomes.get(id(r)) or _missing(r, amounts) for r in relations]
    outcomes = {}
    if known:
        kinds: tuple[Judged, ...] = ("holds", "improbable", "fails")
        used = {name: amounts[name] for r in known for _, name in r.terms}  # a corpus holds far more than few relations
        code, residual, slack2 = judge_system(build_system(known, used))
        for i, relation in enumerate(known):
            outcomes[id(relation)] = Outcome(
                relation=relation, kind=kinds[code[i]], residual=int(residual[i]), slack2=int(slack2[i])
            )
    return [outcomes.get(id(r)) or _missing(r, amounts) for r in relations]


_FEW = 5_000
"""So few relations are judged one by one: a sparse system of some thousand takes as long, and a quarter of a
second to import."""


def _plain(relation: Relation, amounts: Mapping[str, Amount]) -> Outcome:
    """What `judge_system` says of one relation, in plain integers."""
    parts = [(c, amounts[name]) for c, name in relation.terms]
    residual = sum(c * a.fen for c, a in parts)
    slack2 = sum(abs(c) * a.quantum for c, a in parts)
    excess = max(-residual, 0) if relation.sense == ">=" else abs(residual)
    kind: Judged = "holds"
    if 2 * excess > slack2:
        kind = "fails"
    elif excess and 12 * excess**2 > SIGMAS**2 * sum(c * c * a.quantum**2 for c, a in parts):
        kind = "improbable"
    return Outcome(relation=relation, kind=kind, residual=residual, slack2=slack2)


def _missing(relation: Relation, amounts: Mapping[str, Amount]) -> Outcome:
    absent = ", ".join(name for _, name in relation.terms if name not in amounts)
    return Outcome(relation=relation, kind="not judged", reason=f"no amount for {absent}")
