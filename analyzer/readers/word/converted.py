"""Kinds that only LibreOffice reads (.doc, .wps, .rtf, .odt, Word XML of 2003): converted where it is installed.

It runs without a window, macros, links or recovery, in a profile folder of its own that is thrown away, within a time
limit that ends it with all its processes. Where it is missing the file is told with the remedy. An encrypted file is
never handed to it.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from dataclasses import replace
from pathlib import Path

from analyzer.model import Document
from analyzer.readers.files.container import is_zip
from analyzer.readers.files.source import File, Format
from analyzer.readers.files.unread import OLE, named
from analyzer.readers.word import docx as word
from analyzer.system.scratch import scratch

PROGRAMS = ("soffice", "libreoffice")
FILTER = "docx:MS Word 2007 XML"
MISSING = "{}; install LibreOffice (Debian: libreoffice-writer-nogui), which converts it, or save it as .docx or .pdf"
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel"><value>3</value>
</prop><prop oor:name="DisableMacrosExecution"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link"><value>2</value></prop></item>
</oor:items>
"""
"""Settings of the profile: no macros whoever signed them, and links are never followed."""


def program() -> str | None:
    """The path of LibreOffice; None where it is not installed."""
    return next(filter(None, map(shutil.which, PROGRAMS)), None)


def kind(file: File) -> str:
    """What a file of these kinds is called, empty for others."""
    data, head = file.data, file.data[:4096]
    if data.startswith(OLE) and named(data, "WordDocument") and not named(data, "EncryptedPackage"):
        return "an old Word or WPS document"
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        return "an RTF document"
    if is_zip(file) and b"opendocument.text" in data[:200]:
        return "an OpenDocument text"
    if b"<?mso-application" in head and b"Word.Document" in head:
        return "a Word XML file of 2003"
    return ""


def read(file: File) -> Document:
    """The document in such a file, as its conversion reads; its digest is that of the file itself."""
    found = program()
    if found is None:
        raise file.refuse(MISSING.format(kind(file)))
    converted = replace(file, data=_converted(file, found))
    if not word.accepts(converted):
        raise file.refuse("LibreOffice made no Word document of it; open it and save it as .docx or .pdf")
    made = word.read(converted)
    return replace(made, format=SUFFIXES.get(kind(file), "doc"), sha256=file.digest)


SUFFIXES = {"an RTF document": "rtf", "an OpenDocument text": "odt"}


def _converted(file: File, found: str) -> bytes:
    """The content as docx. Raises UnreadableDocument where LibreOffice fails, hangs, or finds nothing to convert."""
    with scratch() as home:
        (home / "profile" / "user").mkdir(parents=True)
        (home / "profile" / "user" / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        source = home / f"document{_suffix(file)}"
        source.write_bytes(file.data)
        command = [found, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore"]
        command += ["--nolockcheck", "--nodefault", "--nologo", "--convert-to", FILTER, "--outdir", str(home / "out")]
        told = _run([*_guard(file.limits.max_conversion), *command, str(source)], home, file)
        made = home / "out" / "document.docx"
        if not made.is_file():
            raise file.refuse(f"LibreOffice could not convert it ({told}); open it and save it as .docx or .pdf")
        if made.stat().st_size > file.limits.max_bytes:
            raise file.refuse(f"its conversion is larger than Limits.max_bytes = {file.limits.max_bytes}")
        return made.read_bytes()


def _suffix(file: File) -> str:
    return ".rtf" if "RTF" in kind(file) else ".odt" if "OpenDocument" in kind(file) else ".doc"


def _guard(seconds: float) -> list[str]:
    """A second guard, so that a conversion ends also where the process that watches it is ended first."""
    timeout = shutil.which("timeout")
    return [timeout, "--kill-after=2", f"{seconds + 5:g}"] if timeout else []


def _run(command: list[str], home: Path, file: File) -> str:
    """Run the conversion in a session of its own and end all of it at the time limit; the last line that it told."""
    environment = {**os.environ, "HOME": str(home), "TMPDIR": str(home), "LC_ALL": "C.UTF-8"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
        start_new_session=True, env=environment, cwd=home,
    ) as process:  # fmt: skip
        try:
            _, told = process.communicate(timeout=file.limits.max_conversion)
        except subprocess.TimeoutExpired:
            _end(process)
            limit = file.limits.max_conversion
            message = f"LibreOffice took more than Limits.max_conversion = {limit:g} s; save it as .docx or .pdf"
            raise file.refuse(message) from None
        except BaseException:
            _end(process)
            raise
    lines = told.decode("utf-8", "replace").strip().splitlines()
    return lines[-1][:120] if lines else "it gave no reason"


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a conversion that still runs, with the processes that it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)


def accepts(file: File) -> bool:
    """Whether the content is of a kind that LibreOffice reads and nothing here does."""
    return bool(kind(file))


FORMAT = Format(name="doc", suffixes=(".doc", ".wps", ".rtf", ".odt"), accepts=accepts, read=read, rank=35)
