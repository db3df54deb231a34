"""Every relative link of every Markdown file leads to a file that is there, and every anchor to a heading."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import ROOT

SKIPPED = {".venv", "build", "dist", ".git", "node_modules", ".pytest_cache"}
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
CODE = re.compile(r"`[^`\n]*`")
HEADING = re.compile(r"^#{1,6} +(.*?) *$", re.MULTILINE)
PAGES = sorted(path for path in ROOT.rglob("*.md") if not SKIPPED & set(path.relative_to(ROOT).parts))


def prose(path: Path) -> str:
    return FENCE.sub("", path.read_text("utf-8"))


def anchors(path: Path) -> set[str]:
    """The anchors of the headings as code hosts make them: lower case, blanks as hyphens, no other marks."""
    titles = [re.sub(r"[`*]|\]\([^)]*\)|\[", "", title) for title in HEADING.findall(prose(path))]
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def broken(page: Path) -> list[str]:
    """The links of ``page`` that lead nowhere in the project."""
    found = []
    for link in LINK.findall(CODE.sub("", prose(page))):
        target, _, anchor = unquote(link).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or (anchor and path.suffix == ".md" and anchor not in anchors(path)):
            found.append(link)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_broken_link_is_found(tmp_path: Path) -> None:
    (tmp_path / "b.md").write_text("## A `name` of it\n", "utf-8")
    page = tmp_path / "a.md"
    page.write_text(
        "[1](b.md) [2](b.md#a-name-of-it) [3](c.md) [4](b.md#other) [5](#here) `[6](d.md)`\n# Here", "utf-8"
    )
    assert broken(page) == ["c.md", "b.md#other"]


@pytest.mark.parametrize("folder", ["analyzer", "tests", "notebooks", "data/disclosures", "data/evidence"])
def test_files_that_pages_name_are_there(folder: str) -> None:
    """A path in backquotes that begins with a folder of the project exists; `…/` and patterns are left alone."""
    named = re.compile(rf"`({folder}/[\w./-]*[\w/])`")
    lost = {
        f"{page.name}: {name}"
        for page in PAGES
        if page.name not in ("CHANGELOG.md", "CONTRIBUTING.md")
        for name in named.findall(prose(page))
        if not (ROOT / name).exists()
    }
    assert lost == set()
