"""The parts of an .xlsx package, changed one by one: bytes, content types and relationships."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import escape, unescape
from io import BytesIO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = re.compile(r"<Relationship\b[^>]*?/>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*(?:"([^"]*)"|\'([^\']*)\')')
_EMPTY_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest date a zip entry can carry


class NotAsExpected(Exception):
    """The package is written in a way that cannot be changed part by part; nothing is wrong with the file."""


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its kind is the last word of its type, its target a part of the package."""

    id: str
    kind: str
    target: str


class Package:
    """An opened package. Parts are text once they are asked for, and are written back as they were otherwise.

    Raises:
        NotAsExpected: no plain package, signed, or in a form that only other programs than Excel write.
        zipfile.BadZipFile: no whole zip archive.
    """

    def __init__(self, data: bytes) -> None:
        with ZipFile(BytesIO(data)) as archive:
            names = archive.namelist()
            if len(set(names)) != len(names) or _TYPES not in names:
                raise NotAsExpected("its parts are not named once and plainly")
            self._parts: dict[str, bytes] = {n: archive.read(n) for n in names if not n.endswith("/")}
        if any(name.startswith("_xmlsignatures/") for name in self._parts):
            raise NotAsExpected("it is signed")
        self._changed: dict[str, str] = {}

    @property
    def names(self) -> list[str]:
        """The paths of all parts."""
        return list(self._parts)

    def text(self, name: str) -> str:
        """A part as text.

        Raises:
            NotAsExpected: there is no such part, or it is not UTF-8.
        """
        if name in self._changed:
            return self._changed[name]
        if name not in self._parts:
            raise NotAsExpected(f"part {name} is missing")
        try:
            return self._parts[name].decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise NotAsExpected(f"part {name} is not UTF-8") from error

    def write(self, name: str, text: str, content_type: str | None = None) -> None:
        """Change a part, or add one with its content type."""
        self._parts.setdefault(name, b"")
        self._changed[name] = text
        if content_type:
            override = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
            self._changed[_TYPES] = self.text(_TYPES).replace("</Types>", f"{override}</Types>")

    def default_type(self, extension: str, content_type: str) -> None:
        """Say the content type of all parts with an extension, unless the package does already."""
        types = self.text(_TYPES)
        if not re.search(rf'<Default\b[^>]*Extension="{extension}"', types, re.IGNORECASE):
            default = f'<Default Extension="{extension}" ContentType="{content_type}"/>'
            self._changed[_TYPES] = re.sub(r"(<Types\b[^>]*>)", rf"\1{default}", types, count=1)

    def retype(self, name: str, content_type: str) -> None:
        """Change the content type of a part."""
        pattern = rf'(<Override\b[^>]*PartName="/{re.escape(name)}"[^>]*ContentType=")[^"]*|' + (
            rf'(<Override\b[^>]*ContentType=")[^"]*("[^>]*PartName="/{re.escape(name)}")'
        )
        changed = re.sub(pattern, lambda m: (m[1] or m[2]) + content_type + (m[3] or ""), self.text(_TYPES), count=1)
        self._changed[_TYPES] = changed

    def remove(self, name: str) -> None:
        """Take a part out, with its relationships and its content type."""
        for each in (name, relations_of(name)):
            self._parts.pop(each, None)
            self._changed.pop(each, None)
        override = rf'<Override\b[^>]*PartName="/{re.escape(name)}"[^>]*/>'
        self._changed[_TYPES] = re.sub(override, "", self.text(_TYPES))

    def free_name(self, pattern: str) -> str:
        """The first name of a pattern like ``xl/comments%d.xml`` that no part bears."""
        taken = {name.lower() for name in self._parts}
        number = 1
        while (pattern % number).lower() in taken:
            number += 1
        return pattern % number

    # -------------------------------------------------------------- relationships

    def relations(self, name: str) -> list[Relation]:
        """The relationships of a part within the package; none where it has none."""
        path = relations_of(name)
        if path not in self._parts:
            return []
        found = []
        for tag in _RELATION.findall(self.text(path)):
            said = attributes(tag)
            if said.get("TargetMode") != "External":
                target = said.get("Target", "")
                whole = (
                    target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(name), target)
                )
                found.append(Relation(said.get("Id", ""), said["Type"].rsplit("/", 1)[-1], posixpath.normpath(whole)))
        return found

    def relate(self, name: str, kind: str, target: str) -> str:
        """Add a relationship from one part to another; its id is given back."""
        path = relations_of(name)
        text = self.text(path) if path in self._parts else _EMPTY_RELATIONS
        taken = {attributes(tag).get("Id") for tag in _RELATION.findall(text)}
        number = 1
        while f"rIdLumbung{number}" in taken:
            number += 1
        said = f'<Relationship Id="rIdLumbung{number}" Type="{_OFFICE}/{kind}" Target="/{escape(target)}"/>'
        if "</Relationships>" in text:
            text = text.replace("</Relationships>", f"{said}</Relationships>")
        else:
            text = re.sub(r"(<Relationships\b[^>]*?)\s*/>", rf"\1>{said}</Relationships>", text, count=1)
        self.write(path, text)
        return f"rIdLumbung{number}"

    def unrelate(self, name: str, identifier: str) -> None:
        """Take a relationship of a part away."""
        text = self.text(relations_of(name))
        gone = [tag for tag in _RELATION.findall(text) if attributes(tag).get("Id") == identifier]
        for tag in gone:
            text = text.replace(tag, "")
        self.write(relations_of(name), text)

    # -------------------------------------------------------------- as bytes

    def packed(self) -> bytes:
        """The package as bytes, the same for the same changes.

        Raises:
            NotAsExpected: a changed part is no sound XML any more.
        """
        out = BytesIO()
        with ZipFile(out, "w", ZIP_DEFLATED) as archive:
            for name, content in self._parts.items():
                if name in self._changed:
                    content = self._changed[name].encode("utf-8")
                    _hold(name, content)
                entry = ZipInfo(name, _EPOCH)
                entry.compress_type = ZIP_STORED if name.endswith((".png", ".jpg", ".jpeg")) else ZIP_DEFLATED
                entry.external_attr = 0o644 << 16
                archive.writestr(entry, content)
        return out.getvalue()


def relations_of(name: str) -> str:
    """The path of the relationships of a part."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag, entities resolved."""
    return {m[1]: unescape(m[2] if m[2] is not None else m[3]) for m in _ATTRIBUTE.finditer(tag)}


def _hold(name: str, content: bytes) -> None:
    try:
        expat.ParserCreate(namespace_separator=" ").Parse(content, True)
    except expat.ExpatError as error:
        raise NotAsExpected(f"part {name} would not be sound") from error
