"""The parts of an OFD package: its documents, their pages in order, templates and composite units."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from analyzer.errors import UnreadableDocument
from analyzer.readers.files.container import Container, attribute, child, children, local, own_text
from analyzer.readers.ofd.notation import box

if TYPE_CHECKING:
    from lxml.etree import _Element

ENTRY = "OFD.xml"
A4 = (0.0, 0.0, 210.0, 297.0)
"""Millimetres; the page where neither it nor its document tells a size."""


@dataclass(slots=True, kw_only=True)
class Page:
    """A page: its content, that of its templates, its area (x, y, width, height in mm) and its composite units."""

    trouble: str = ""
    roots: list[_Element] = field(default_factory=list)
    area: tuple[float, float, float, float] = A4
    units: dict[str, _Element]


class Package:
    """The documents of an OFD file. Locations are relative to the part that names them, or absolute with a “/”."""

    def __init__(self, container: Container) -> None:
        self.container = container
        self.entry = container.xml(next((name for name in container.names if name.lower() == "ofd.xml"), ENTRY))
        self.folded = {name.lower(): name for name in container.names}

    def documents(self) -> Iterator[tuple[str, _Element]]:
        """(part name, root) of each document body. Raises UnreadableDocument where the package names none."""
        found = False
        for body in children(self.entry, "DocBody"):
            name = self.located(own_text(child(body, "DocRoot")), ENTRY)
            if name:
                found = True
                yield name, self.container.xml(name)
        if not found:
            raise self.container.file.refuse("an OFD package without a document in it; fetch it again")

    def located(self, location: str, base: str) -> str:
        """The part that ``location`` in part ``base`` names; empty where there is none."""
        location = location.strip().replace("\\", "/")
        if not location:
            return ""
        folder = posixpath.dirname(base)
        for path in (location, posixpath.join(folder, location), posixpath.join(folder.split("/")[0], location)):
            clean = posixpath.normpath(path).lstrip("/")
            if location.startswith("/") or path != location:
                known = self.folded.get(clean.lower())
                if known:
                    return known
        return self.folded.get(posixpath.normpath(location).lower(), "")

    def count(self, root: _Element) -> int:
        """The pages that a document names."""
        return sum(1 for _ in children(child(root, "Pages"), "Page"))

    def pages(self, name: str, root: _Element) -> Iterator[Page]:
        """The pages of the document in part ``name`` in order; one that cannot be read says why."""
        common = child(root, "CommonData")
        area = _area(child(common, "PageArea")) or A4
        units = self._units(name, common)
        templates = {attribute(each, "ID"): each for each in children(common, "TemplatePage")}
        for entry in children(child(root, "Pages"), "Page"):
            page = Page(area=area, units=units)
            try:
                self._fill(page, name, attribute(entry, "BaseLoc"), templates)
            except UnreadableDocument as error:
                page.trouble = str(error)
            yield page

    def _fill(self, page: Page, document: str, location: str, templates: dict[str, _Element]) -> None:
        part = self.located(location, document)
        if not part:
            page.trouble = f"its part {location!r} is missing"
            return
        content = self.container.xml(part)
        backs: list[_Element] = []
        for used in children(content, "Template"):
            template = templates.get(attribute(used, "TemplateID"))
            name = self.located(attribute(template, "BaseLoc"), document)
            if name:
                backs.append(self.container.xml(name))
        own = _area(child(content, "Area"))
        page.area = own or next(filter(None, (_area(child(back, "Area")) for back in backs)), page.area)
        page.roots = [*backs, content]

    def _units(self, document: str, common: _Element | None) -> dict[str, _Element]:
        """Composite units by identifier: drawings that pages place by reference."""
        units: dict[str, _Element] = {}
        for kind in ("PublicRes", "DocumentRes"):
            for entry in children(common, kind):
                part = self.located(own_text(entry), document)
                if not part:
                    continue
                try:
                    resources = self.container.xml(part)
                except UnreadableDocument:
                    continue  # fonts and pictures stand here too; without them the text is still read
                units |= {attribute(e, "ID"): e for e in resources.iter() if local(e) == "CompositeGraphicUnit"}
        return units


def _area(element: _Element | None) -> tuple[float, float, float, float] | None:
    found = box(own_text(child(element, "PhysicalBox")))
    return found if found and found[2] > 0 and found[3] > 0 else None
