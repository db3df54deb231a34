"""The page in a browser: its script runs under the page's own policy, filters, sorts, and opens what is linked to."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium here; Debian's package `chromium` has it")

UNIT = next((ROOT / "reports" / "sample" / "units").glob("*.html"))
TOLD = re.compile(r'<pre id="told">(.*?)</pre>', re.DOTALL)


def dumped(page: Path, *options: str) -> str:
    """The tree of a page after its scripts ran."""
    command = [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", *options]
    return subprocess.run([*command, "--dump-dom", page.as_uri()], capture_output=True, text=True, check=True).stdout


def acted(tmp_path: Path, script: str) -> Any:
    """What ``script`` returns in the sample page; it stands after the page's own and needs the policy away."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", UNIT.read_text("utf-8"))
    tail = (
        "<script>{const told = document.createElement('pre'); told.id = 'told';"
        f"told.textContent = JSON.stringify((() => {{{script}}})()); document.body.append(told);}}</script></body>"
    )
    page = tmp_path / "page.html"
    page.write_text(text.replace("</body>", tail), "utf-8")
    found = TOLD.search(dumped(page))
    assert found is not None
    return json.loads(unescape(found[1]))


def test_the_script_runs_under_the_policy_of_the_page() -> None:
    """Its controls appear: filters are no longer hidden, heads of tables are buttons."""
    tree = dumped(UNIT)
    assert re.search(r'<form class="filter" data-of="findings"', tree)
    assert not re.search(r'<form class="filter" hidden', tree)
    assert "<th><button" in tree or '<th class="num"><button' in tree


def test_findings_filter_by_severity_check_and_words(tmp_path: Path) -> None:
    counts = acted(
        tmp_path,
        """
        const form = document.querySelector("form.filter[data-of=findings]");
        const shown = () => document.querySelectorAll("#findings article:not([hidden])").length;
        const set = (change) => { change(); form.dispatchEvent(new Event("input")); return shown(); };
        const box = (kind) => form.querySelector(`input[value=${kind}]`);
        return {
          all: shown(),
          errors: set(() => { box("warning").checked = false; box("note").checked = false; }),
          one: set(() => { form.elements.search.value = "231 246.9"; }),
          none: set(() => { form.elements.search.value = "没有这样的话"; }),
          check: set(() => {
            form.elements.search.value = ""; box("note").checked = true;
            form.elements.check.value = "terms-inconsistent";
          }),
          told: form.querySelector("output").textContent,
        };
        """,
    )
    assert (counts["all"], counts["errors"], counts["one"], counts["none"]) == (50, 3, 1, 0)
    assert counts["told"] == f"{counts['check']} / 50"
    assert 0 < counts["check"] < 14


def test_tables_sort_by_figures_and_back(tmp_path: Path) -> None:
    up, down, state = acted(
        tmp_path,
        """
        const table = document.querySelector("#changes table");
        const head = table.tHead.rows[0].cells[6];
        const column = () => [...table.tBodies[0].rows].map((row) => row.cells[6].textContent.trim());
        head.querySelector("button").click(); const up = column();
        head.querySelector("button").click(); return [up, column(), head.getAttribute("aria-sort")];
        """,
    )

    def numbers(cells: list[str]) -> list[float]:
        return [float(cell.replace(",", "")) for cell in cells if cell]

    assert numbers(up) == sorted(numbers(up))
    assert numbers(down) == sorted(numbers(up), reverse=True)
    assert state == "descending"


def test_a_link_to_a_statement_opens_where_it_stands(tmp_path: Path) -> None:
    opened = acted(
        tmp_path,
        """
        const box = document.querySelector("#coverage details"); box.open = false;
        box.querySelector("td").id = "inside";
        location.hash = "#inside"; window.dispatchEvent(new HashChangeEvent("hashchange"));
        return box.open;
        """,
    )
    assert opened is True
