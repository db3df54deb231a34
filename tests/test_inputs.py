"""What of a folder and of an archive goes in: every file is read or told, and nothing costs another its result."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

import analyzer
from analyzer.cli import main
from analyzer.model import Issue
from analyzer.pipeline import inputs, read_all
from analyzer.pipeline.sources.inputs import left_aside
from analyzer.readers import Limits
from analyzer.readers.files import archives

PAGE = (
    "<html><head><meta charset='utf-8'></head><body><h1>云泽市统计局2024年部门预算公开</h1><p>部门收支总表</p>"
    "<p>编制单位：云泽市统计局　单位：万元</p><table><tr><td>收入</td><td></td><td>支出</td><td></td></tr>"
    "<tr><td>项目</td><td>预算数</td><td>项目</td><td>预算数</td></tr>"
    "<tr><td>一、一般公共预算拨款收入</td><td>{0}</td><td>一、一般公共服务支出</td><td>{0}</td></tr>"
    "<tr><td>收入总计</td><td>{0}</td><td>支出总计</td><td>{0}</td></tr></table></body></html>"
)


def page(amount: str = "12.30") -> bytes:
    """A disclosure of four figures."""
    return PAGE.format(amount).encode()


def zipped(files: dict[str, bytes], *, gbk: bool = False) -> bytes:
    """A zip archive; with ``gbk`` the names are written as old Chinese programs write them, without a mark."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    data = stream.getvalue()
    for name in files if gbk else ():
        data = renamed(data, name.encode("utf-8"), name.encode("gb18030"))
    return data


def renamed(data: bytes, before: bytes, after: bytes) -> bytes:
    """The archive with a member's name replaced, of another length too, and its mark for UTF-8 taken away."""
    stream = io.BytesIO(data)
    out = bytearray()
    with zipfile.ZipFile(stream) as archive:
        infos = archive.infolist()
    offsets = []
    for info in infos:
        start = info.header_offset
        length, extra = struct.unpack_from("<HH", data, start + 26)
        end = start + 30 + length + extra + info.compress_size
        name = data[start + 30 : start + 30 + length]
        new = after if name == before else name
        offsets.append(len(out))
        header = bytearray(data[start : start + 30])
        flags = struct.unpack_from("<H", header, 6)[0]
        struct.pack_into("<H", header, 6, flags & ~0x800 if new is after else flags)
        struct.pack_into("<H", header, 26, len(new))
        out += header + new + data[start + 30 + length : end]
    directory = len(out)
    at = struct.unpack_from("<I", data, len(data) - 22 + 16)[0]
    for offset in offsets:
        length, extra, comment = struct.unpack_from("<HHH", data, at + 28)
        name = data[at + 46 : at + 46 + length]
        new = after if name == before else name
        header = bytearray(data[at : at + 46])
        flags = struct.unpack_from("<H", header, 8)[0]
        struct.pack_into("<H", header, 8, flags & ~0x800 if new is after else flags)
        struct.pack_into("<H", header, 28, len(new))
        struct.pack_into("<I", header, 42, offset)
        out += header + new + data[at + 46 + length : at + 46 + length + extra + comment]
        at += 46 + length + extra + comment
    end = bytearray(data[-22:])
    struct.pack_into("<II", end, 12, len(out) - directory, directory)
    return bytes(out + end)


def told(folder: Path) -> tuple[list[str], dict[str, str]]:
    """The names of what was read, and what was told of the rest."""
    corpus, issues = read_all(inputs(folder), jobs=0)
    return [reading.name for reading in corpus.readings], {issue.document: issue.detail for issue in issues}


KINDS = {
    "a.rar": (b"Rar!\x1a\x07\x00" + b"x" * 90, "RAR"),
    "a.7z": (b"7z\xbc\xaf\x27\x1c" + b"x" * 90, "7z"),
    "a.jpg": (b"\xff\xd8\xff\xe0" + b"x" * 90, "picture"),
    "a.pptx": (zipped({"ppt/presentation.xml": b"<p/>", "[Content_Types].xml": b"<t/>"}), "presentation"),
    "a.exe": (bytes(range(256)) * 30, "no known kind"),
    "note": ("会议通知，请准时参加。".encode(), "no figure"),
    "empty.pdf": (b"", "empty"),
    "broken.zip": (b"PK\x03\x04" + b"x" * 90, "fetch it again"),
    "nothing.zip": (zipped({}), "without a document"),
}


def test_every_file_of_a_folder_is_read_or_told_with_a_remedy(tmp_path: Path) -> None:
    """Whatever its kind; and the exit code says that something was not read."""
    for name, (data, _) in KINDS.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.html").write_bytes(page())
    read, issues = told(tmp_path)
    assert read == ["good.html"]
    assert set(issues) == set(KINDS)
    for name, (_, words) in KINDS.items():
        assert words in issues[name]
        assert issues[name].startswith(name)
    assert CliRunner().invoke(main, ["facts", str(tmp_path), "--jobs", "0"]).exit_code == 3


def test_pipes_broken_links_and_folders_without_permission_are_told(tmp_path: Path) -> None:
    """None of them may hang the run or end it."""
    (tmp_path / "good.html").write_bytes(page())
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "gone.pdf").symlink_to(tmp_path / "nowhere.pdf")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    read, issues = told(tmp_path)
    assert read == ["good.html"]
    assert "pipe" in issues["pipe.pdf"]
    assert "link" in issues["gone.pdf"]
    assert "loop" in issues
    assert analyzer.analyze(tmp_path, jobs=0).manifest["unread"] == 3


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_files_without_permission_are_told(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(page())
    (tmp_path / "locked.html").write_bytes(page("1.00"))
    (tmp_path / "locked.html").chmod(0)
    (tmp_path / "closed").mkdir()
    (tmp_path / "closed").chmod(0)
    read, issues = told(tmp_path)
    assert read == ["good.html"]
    assert set(issues) == {"locked.html", "closed"}


def test_the_output_of_a_run_is_no_input(tmp_path: Path) -> None:
    """The same folder gives the same run again when the report lies in it."""
    (tmp_path / "good.html").write_bytes(page())
    arguments = ["run", str(tmp_path), "--out", str(tmp_path / "reports"), "--jobs", "0"]
    first = CliRunner().invoke(main, arguments)
    manifest = (tmp_path / "reports" / "manifest.json").read_bytes()
    second = CliRunner().invoke(main, arguments)
    assert first.exit_code == second.exit_code == 0
    assert (tmp_path / "reports" / "manifest.json").read_bytes() == manifest


def test_what_is_left_aside_by_its_name_is_told(tmp_path: Path) -> None:
    for name in (".hidden.html", "README.md", "~$a.docx", "good.html", "Thumbs.db", "panel.csv"):
        (tmp_path / name).write_bytes(page())
    (issue,) = left_aside(tmp_path)
    assert issue.code == "left-aside"
    assert all(name in issue.detail for name in (".hidden.html", "README.md", "~$a.docx", "panel.csv"))
    assert "Thumbs.db" not in issue.detail
    assert not left_aside(tmp_path / "good.html")


def test_a_run_tells_what_was_left_aside_as_a_notebook_does(tmp_path: Path) -> None:
    (tmp_path / "good.html").write_bytes(page())
    (tmp_path / "README.md").write_bytes(page("1.00"))
    done = analyzer.publish(tmp_path, tmp_path / "reports", jobs=0)
    assert [issue.code for issue in done.unread] == ["left-aside"]
    assert done.unread == analyzer.analyze(tmp_path, jobs=0).unread
    assert "README.md" in (tmp_path / "reports/data/issues.jsonl").read_text("utf-8")
    assert done.complete


def test_the_files_of_a_saved_page_are_no_documents_of_their_own(tmp_path: Path) -> None:
    for name in (
        "预算.htm",
        "预算.files/sheet001.htm",
        "预算.files/image001.png",
        "预算.files/附件.pdf",
        "b_files/c.css",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(page())
    assert [item.name for item in inputs(tmp_path)] == ["c.css", "附件.pdf", "预算.htm"]


def test_a_part_that_was_not_read_counts_in_the_exit_code(tmp_path: Path) -> None:
    """A picture in the place of a table; findings come first, a wholly read document ends with 0."""
    whole, partly = tmp_path / "whole.html", tmp_path / "partly.html"
    whole.write_bytes(page())
    announced = "<p>部门支出总表</p><p>单位：万元</p><p><img src='表.png'></p></body>"
    partly.write_bytes(page().replace(b"</body>", announced.encode()))
    for path, code in ((whole, 0), (partly, 3)):
        assert CliRunner().invoke(main, ["facts", str(path), "--jobs", "0"]).exit_code == code
        arguments = ["run", str(path), "--out", str(tmp_path / "out"), "--jobs", "0"]
        assert CliRunner().invoke(main, arguments).exit_code == code


# ---- archives --------------------------------------------------------------------------------------------------------


def test_the_files_of_an_archive_are_read_as_those_of_a_folder(tmp_path: Path) -> None:
    """Under the name of the archive and their own; archives within it are opened too."""
    inner = zipped({"丙局.html": page("3.00")})
    files = {
        "2024/甲局.html": page("1.00"),
        "乙局.html": page("2.00"),
        "丙.zip": inner,
        "2024/": b"",
        "图.jpg": b"\xff\xd8\xff",
    }
    (tmp_path / "公开.zip").write_bytes(zipped(files))
    read, issues = told(tmp_path)
    assert read == ["公开.zip/2024/甲局.html", "公开.zip/丙.zip/丙局.html", "公开.zip/乙局.html"]
    assert list(issues) == ["公开.zip/图.jpg"]


def test_names_in_gbk_are_read_as_such(tmp_path: Path) -> None:
    """Old programs write Chinese names in GBK and do not say so."""
    (tmp_path / "a.zip").write_bytes(zipped({"预算公开表.html": page()}, gbk=True))
    assert [item.name for item in inputs(tmp_path)] == ["a.zip/预算公开表.html"]
    assert told(tmp_path)[0] == ["a.zip/预算公开表.html"]


def test_names_that_lead_out_of_an_archive_are_told_and_not_opened(tmp_path: Path) -> None:
    names = ("/etc/abs.html", "../up.html", "C:\\win.html", "a/../../b.html")
    (tmp_path / "a.zip").write_bytes(zipped({**{name: page() for name in names}, "sub\\good.html": page("1.00")}))
    read, issues = told(tmp_path)
    assert read == ["a.zip/sub/good.html"]
    assert sorted(issues) == ["a.zip/a/b.html", "a.zip/etc/abs.html", "a.zip/up.html", "a.zip/win.html"]
    assert all("leads out" in detail for detail in issues.values())


def test_bombs_are_told_and_cost_no_other_member(tmp_path: Path) -> None:
    """A member that swells, and an archive that swells in sum; neither is unpacked."""
    (tmp_path / "a.zip").write_bytes(zipped({"bomb.html": b" " * 50_000_000, "good.html": page()}))
    read, issues = told(tmp_path)
    assert read == ["a.zip/good.html"]
    assert "Limits.max_ratio" in issues["a.zip/bomb.html"]
    few = Limits(max_unpacked=len(page()) + 10)
    (tmp_path / "b.zip").write_bytes(zipped({"one.html": page(), "two.html": page("1.00")}))
    assert [bool(member.trouble) for member in archives.members(tmp_path / "b.zip", few)] == [False, True]


def test_archives_of_too_many_files_or_too_deep_are_told(tmp_path: Path) -> None:
    (tmp_path / "many.zip").write_bytes(zipped({f"{n}.html": b"x" for n in range(5_001)}))
    deep = zipped({"good.html": page()})
    for _ in range(3):
        deep = zipped({"inner.zip": deep})
    (tmp_path / "deep.zip").write_bytes(deep)
    read, issues = told(tmp_path)
    assert not read
    assert "Limits.max_members" in issues["many.zip"]
    assert "Limits.max_nesting" in issues["deep.zip/inner.zip/inner.zip/inner.zip"]


def test_locked_and_damaged_members_are_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"locked.html": page(), "good.html": page("1.00")}))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    damaged = bytearray(zipped({"cut.html": page() * 50}))
    damaged[60:90] = b"\x55" * 30
    (tmp_path / "a.zip").write_bytes(data)
    (tmp_path / "b.zip").write_bytes(damaged)
    read, issues = told(tmp_path)
    assert read == ["a.zip/good.html"]
    assert "password" in issues["a.zip/locked.html"]
    assert "damaged" in issues["b.zip/cut.html"]


def test_office_files_are_no_archives_whatever_their_name(tmp_path: Path) -> None:
    from tests.readers.samples import docx

    (tmp_path / "a.zip").write_bytes(docx())
    assert [item.name for item in inputs(tmp_path)] == ["a.zip"]
    (tmp_path / "a.zip").write_bytes(zipped({"b.docx": docx()}))
    assert [item.name for item in inputs(tmp_path)] == ["a.zip/b.docx"]


def test_a_page_of_frames_finds_its_sheets_in_the_archive(tmp_path: Path) -> None:
    """In archives within archives too; the sheets are no documents of their own."""
    frame = b'<html><frameset><frame src="a.files/sheet001.htm"></frameset></html>'
    inner = zipped({"b/a.htm": frame, "b/a.files/sheet001.htm": page("2.00")})
    (tmp_path / "a.zip").write_bytes(zipped({"a.htm": frame, "a.files/sheet001.htm": page(), "i.zip": inner}))
    read, issues = told(tmp_path)
    assert read == ["a.zip/a.htm", "a.zip/i.zip/b/a.htm"]
    assert not issues


def test_issues_of_a_member_name_it(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped({"b.html": b"<html><body></body></html>"}))
    _, issues = read_all(inputs(tmp_path), jobs=0)
    assert [type(issue) for issue in issues] == [Issue]
    assert issues[0].document == "a.zip/b.html"
    assert "holds no text" in issues[0].detail
