"""How memory and time grow with the number of documents; ratios and figures are printed, never asserted.

ANALYZER_BENCH_DOCUMENTS sets the size of the large run (default 1000), a tenth of it is the small one. What the
documents are, and how to run more of them, is told by `tests.speed.scale`.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.speed.scale import line, measured

DOCUMENTS = int(os.environ.get("ANALYZER_BENCH_DOCUMENTS", "1000"))


def test_memory_of_the_parent_and_time_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Prints parent memory, processor time and disk a document at a tenth of the documents and at all."""
    small, large = (measured(tmp_path, count) for count in (DOCUMENTS // 10, DOCUMENTS))
    assert large["read"] + large["refused"] == DOCUMENTS
    with capsys.disabled():
        for one in (small, large):
            print(f"\n{line(one)}")
        print(f"parent memory {large['parent_mb'] / small['parent_mb']:.2f} ×, processor time a document"
              f" {large['cpu'] / large['documents'] / (small['cpu'] / small['documents']):.2f} ×")  # fmt: skip
