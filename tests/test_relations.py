"""Relations are judged with the precision that was printed: impossible, improbable, or within rounding."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.model import Amount, Relation
from analyzer.relations import localise
from analyzer.relations.system import build_system, judge, judge_system


def wan(value: str) -> Amount:
    """An amount printed in 万元."""
    decimals = len(value.partition(".")[2])
    return Amount(fen=int(Fraction(value) * 1_000_000), quantum=1_000_000 // 10**decimals)


def equation(*terms: tuple[int, str], sense: str = "=") -> Relation:
    return Relation(check="sum-of-parts", rule="test", terms=terms, sense=sense)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("total", "parts", "kind"),
    [
        ("10877.36", ("138.26", "10739.1"), "holds"),
        ("2946.25", ("2112.86", "326.72", "60.99", "445.69"), "holds"),
        ("674.15", ("330.33", "90.95", "162.87"), "fails"),
        ("251.25", ("4.79", "0", "246.47"), "holds"),
        ("13442", ("13625.9",), "fails"),
    ],
)
def test_a_sum_of_printed_figures_is_judged_by_their_digits(total: str, parts: tuple[str, ...], kind: str) -> None:
    """2946.25 beside parts of 2946.26 is rounding; 674.15 beside 584.15 is not."""
    amounts = {"total": wan(total)} | {f"p{i}": wan(p) for i, p in enumerate(parts)}
    relation = equation((1, "total"), *((-1, f"p{i}") for i in range(len(parts))))
    assert judge([relation], amounts)[0].kind == kind


def test_an_inequality_fails_only_below_its_bound() -> None:
    """A department with less than its unit fails; equal or more holds."""
    amounts = {"department": wan("10.00"), "unit": wan("10.00"), "larger": wan("10.02")}
    fine = equation((1, "department"), (-1, "unit"), sense=">=")
    wrong = equation((1, "unit"), (-1, "larger"), sense=">=")
    assert [o.kind for o in judge([fine, wrong], amounts)] == ["holds", "fails"]


def test_many_terms_that_lean_one_way_are_improbable_not_impossible() -> None:
    """With 400 lines the rounding bound is ±2.0; a residual of 0.5 is inside it and far beyond three sigmas."""
    amounts = {f"p{i}": wan("1.00") for i in range(400)} | {"total": wan("400.50")}
    relation = equation((1, "total"), *((-1, f"p{i}") for i in range(400)))
    assert judge([relation], amounts)[0].kind == "improbable"


def test_a_relation_over_an_unknown_figure_is_not_judged_and_says_why() -> None:
    outcome = judge([equation((1, "a"), (-1, "gone"))], {"a": wan("1.00")})[0]
    assert (outcome.kind, outcome.reason) == ("not judged", "no amount for gone")


@given(st.lists(st.integers(min_value=0, max_value=10**15), min_size=1, max_size=12), st.sampled_from([1, 100, 10_000]))
def test_figures_rounded_from_exact_amounts_are_never_impossible(exact: list[int], quantum: int) -> None:
    """Whatever the exact amounts, rounding each and their sum to one precision never fails the relation."""

    def rounded(fen: int) -> Amount:
        return Amount(fen=(fen + quantum // 2) // quantum * quantum, quantum=quantum)

    amounts = {f"p{i}": rounded(f) for i, f in enumerate(exact)} | {"total": rounded(sum(exact))}
    relation = equation((1, "total"), *((-1, f"p{i}") for i in range(len(exact))))
    assert judge([relation], amounts)[0].kind != "fails"


@given(st.lists(st.integers(min_value=0, max_value=10**12), min_size=1, max_size=6), st.integers(1, 10**9))
def test_an_error_beyond_the_slack_is_always_found(exact: list[int], extra: int) -> None:
    amounts = {f"p{i}": Amount(fen=f, quantum=1) for i, f in enumerate(exact)}
    slack = (len(exact) + 1) // 2 + 1
    amounts["total"] = Amount(fen=sum(exact) + slack + extra, quantum=1)
    relation = equation((1, "total"), *((-1, f"p{i}") for i in range(len(exact))))
    assert judge([relation], amounts)[0].kind == "fails"


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from([1, -1]), st.integers(0, 5)), min_size=1, max_size=8), min_size=1, max_size=6
    ),
    st.lists(st.tuples(st.integers(-9999, 9999), st.sampled_from([1, 10, 100])), min_size=6, max_size=6),
    st.sampled_from(["=", ">="]),
)
def test_one_by_one_and_as_a_system_is_the_same(
    terms: list[list[tuple[int, int]]], printed: list[tuple[int, int]], sense: Literal["=", ">="]
) -> None:
    amounts = {f"f{n}": Amount(fen=fen, quantum=quantum) for n, (fen, quantum) in enumerate(printed)}
    # a figure stands once in a relation
    relations = [
        Relation(check="row-total", rule="", terms=tuple((c, f"f{n}") for n, c in {n: c for c, n in one}.items()),
                 document="", sense=sense) for one in terms
    ]  # fmt: skip
    code, residual, slack2 = judge_system(build_system(relations, amounts))
    kinds = ("holds", "improbable", "fails")
    as_system = [(kinds[k], int(r), int(s)) for k, r, s in zip(code, residual, slack2, strict=True)]
    assert [(o.kind, o.residual, o.slack2) for o in judge(relations, amounts)] == as_system


NAMES = "abcdef"


@st.composite
def sums_with_one_wrong(draw: st.DrawFn) -> tuple[list[Relation], list[Relation], dict[str, Amount], dict[str, float]]:
    """Relations over six figures that fail and that hold, with how far each figure is relied on."""
    fen = {name: draw(st.integers(1, 500)) * 100 for name in NAMES}
    relations = []
    for _ in range(draw(st.integers(1, 4))):
        names = draw(st.lists(st.sampled_from(NAMES), min_size=2, max_size=4, unique=True))
        whole, *parts = names
        fen[whole] = sum(fen[part] for part in parts)
        relations.append(
            equation((1, whole), *((-1, part) for part in parts), sense=draw(st.sampled_from(["=", ">="])))
        )
    fen[draw(st.sampled_from(NAMES))] += draw(st.integers(5, 60)) * 100
    amounts = {name: Amount(fen=value, quantum=draw(st.sampled_from([1, 100]))) for name, value in fen.items()}
    outcomes = judge(relations, amounts)
    failing, holding = ([r.relation for r in outcomes if (r.kind == "fails") is told] for told in (True, False))
    weights = {name: draw(st.sampled_from([0.8, 0.9, 1.0, 1.06, 1.12])) for name in NAMES}
    return failing, holding, amounts, weights


@given(sums_with_one_wrong())
def test_one_wrong_figure_is_found_without_the_solver_as_with_it(
    drawn: tuple[list[Relation], list[Relation], dict[str, Amount], dict[str, float]],
) -> None:
    failing, holding, amounts, weights = drawn
    suspects = sorted({name for r in failing for _, name in r.terms})
    alone = localise.single(suspects, weights, failing, holding, amounts) if failing else None
    if alone is not None:
        searched = localise.search(suspects, [weights[n] for n in suspects], [*failing, *holding], amounts, 5.0)
        assert set(alone.explanations) == set(searched.explanations)
