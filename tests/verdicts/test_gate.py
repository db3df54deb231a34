"""Before a statement is called wrong: its words must state a level, and its form must be one we understand."""

from __future__ import annotations

from pathlib import Path

from tests.checks.archive import edited, judged, reported

HEADING = "三、机关运行经费安排情况"


def test_words_that_compare_state_no_level(tmp_path: Path) -> None:
    """A verb that nobody knows must not turn a change into a wrong level."""
    text = edited((HEADING, f"公务接待费2.00万元，同上年比节约了0.50万元；同上年比盈缩0.70万元。\n\n{HEADING}"))
    assert [f for f in reported(judged(tmp_path, text).findings) if f.check == "text-table"] == []


def test_a_part_without_a_name_is_not_the_whole(tmp_path: Path) -> None:
    """“其中0.80万元在项目支出中列支” says nothing of the cell that prints the whole."""
    text = edited((HEADING, f"公务接待费2.00万元，其中0.80万元在项目支出中列支。\n\n{HEADING}"))
    told = [f for f in reported(judged(tmp_path, text).findings) if "0.80" in "".join(f.figures)]
    assert told == []
