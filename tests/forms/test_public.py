"""Tables of the three public expenses that list meetings and training beside them."""

from __future__ import annotations

import pytest

from analyzer.concepts.headlines import concept_of_fact
from tests.forms.build import extraction, figures


def public(sketch: str) -> dict[str, str]:
    """Concept → figure as printed, of the facts that stand for a concept."""
    return {c: f.source.text for f in figures(extraction(sketch)) if (c := concept_of_fact(f))}


def test_the_total_over_meetings_and_training_is_not_the_three_public_expenses() -> None:
    found = public(
        """
        一般公共预算“三公”经费、会议费、培训费支出预算表
        单位：万元
        合计 | “三公”经费 | < | < | < | < | < | 会议费 | 培训费
        ^ | 小计 | 因公出国（境）费 | 公务用车购置及运行维护费 | < | < | 公务接待费 | ^ | ^
        ^ | ^ | ^ | 小计 | 公务用车购置 | 公务用车运行维护费 | ^ | ^ | ^
        200.00 | 80.00 | 10.00 | 50.00 | 20.00 | 30.00 | 20.00 | 40.00 | 80.00
        """
    )
    assert (found["three_public"], found["vehicles"], found["meeting"], found["training"]) == (
        "80.00", "50.00", "40.00", "80.00",
    )  # fmt: skip


def test_the_same_as_rows() -> None:
    found = public(
        """
        “三公”经费、会议费和培训费预算表
        单位：万元
        项目 | 2024年预算数
        合计 | 200.00
        小计 | 80.00
        因公出国（境）费 | 10.00
        公务用车购置及运行维护费 | 50.00
        公务接待费 | 20.00
        会议费 | 40.00
        培训费 | 80.00
        """
    )
    assert (found["three_public"], found["meeting"]) == ("80.00", "40.00")


@pytest.mark.parametrize(("total", "public_expenses"), [("80.00", "80.00"), ("200.00", None)])
def test_without_a_subtotal_the_figures_say_what_the_total_is(total: str, public_expenses: str | None) -> None:
    found = public(
        f"""
        “三公”经费、会议费、培训费预算表
        单位：万元
        项目 | 预算数
        合计 | {total}
        因公出国（境）费 | 10.00
        公务用车购置费 | 20.00
        公务用车运行维护费 | 30.00
        公务接待费 | 20.00
        会议费 | 40.00
        培训费 | 80.00
        """
    )
    assert found.get("three_public") == public_expenses
