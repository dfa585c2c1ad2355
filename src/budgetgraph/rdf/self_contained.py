"""RDF files that want a part of themselves from elsewhere: nothing is fetched.

A context that JSON-LD names by a relative file name is taken from the file's own folder; every
other reference (`"@context": "https://…"`, an external DTD or entity of XML) is refused with the
reason, because the data would not be whole without it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit
from xml.parsers import expat

from budgetgraph.document.problems import UnreadableInput

_CONTEXT, _IMPORT = "@context", "@import"
#: Contexts that name contexts that name contexts: more than this is a circle.
_DEEPEST = 10


def self_contained(content: bytes, path: Path) -> bytes:
    """Give the content of an RDF file, told by its name to be JSON-LD, RDF/XML or another syntax.

    `{"@context": "terms.jsonld", …}` → the same with the context of `terms.jsonld` in its place.
    UnreadableInput names the file and what it wants from elsewhere.
    """
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    if suffix.lower() in (".jsonld", ".json"):
        return _with_contexts(content, path)
    if suffix.lower() in (".rdf", ".xml"):
        _refuse_outside_entities(content, path)
    return content


def _elsewhere(path: Path, what: str, remedy: str) -> NoReturn:
    raise UnreadableInput(str(path), f"wants {what}, and nothing is fetched; {remedy}")


# --- JSON-LD --------------------------------------------------------------------------------------


def _with_contexts(content: bytes, path: Path) -> bytes:
    data, named = _read(content, path)
    if not named:
        return content
    return json.dumps(_filled(data, path, 0), ensure_ascii=False).encode()


def _read(content: bytes, path: Path) -> tuple[Any, list[str]]:
    """Give the JSON, and every context that it names."""
    named: list[str] = []

    def looked_at(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs) and not members.keys().isdisjoint((_CONTEXT, _IMPORT)):
            # Parsers differ on which of the two they take.
            raise ValueError("a key stands twice beside @context or @import")
        named.extend(_names(members.get(_CONTEXT)))
        named.extend(_names(members.get(_IMPORT)))
        return members

    try:
        return json.loads(content, object_pairs_hook=looked_at), named
    except (ValueError, RecursionError) as fault:
        raise UnreadableInput(str(path), f"does not parse as json-ld: {fault}") from None


def _names(context: Any) -> Iterable[str]:
    parts = context if isinstance(context, list) else [context]
    return [part for part in parts if isinstance(part, str)]


def _filled(data: Any, path: Path, depth: int) -> Any:
    """Give the JSON with the contexts of files in the place of their names."""
    if isinstance(data, list):
        return [_filled(item, path, depth) for item in data]
    if not isinstance(data, dict):
        return data
    filled = {key: _filled(value, path, depth) for key, value in data.items()}
    if _CONTEXT in filled:
        filled[_CONTEXT] = _context(filled[_CONTEXT], path, depth)
    if isinstance(filled.get(_IMPORT), str):
        imported = _of_file(filled.pop(_IMPORT), path, depth)
        filled = {**imported, **filled} if isinstance(imported, dict) else filled
    return filled


def _context(context: Any, path: Path, depth: int) -> Any:
    """Give a context, or a list of several, with those of files in the place of their names."""
    parts: list[Any] = []
    for part in context if isinstance(context, list) else [context]:
        read_context = _of_file(part, path, depth) if isinstance(part, str) else part
        parts += read_context if isinstance(read_context, list) else [read_context]
    return parts[0] if len(parts) == 1 else parts


def _of_file(name: str, path: Path, depth: int) -> Any:
    """Give the context of the file that is named, which lies in the folder of `path` or
    below it.
    """
    parts = urlsplit(name)
    folder = path.parent.resolve()
    file = (folder / unquote(parts.path)).resolve()
    outside = parts.scheme or parts.netloc or not file.is_relative_to(folder)
    if outside or depth >= _DEEPEST or not file.is_file():
        _elsewhere(
            path,
            f'the context "{name}"',
            "write the context into the file, or put it beside as a file with a relative name",
        )
    data, _ = _read(file.read_bytes(), file)
    filled = _filled(data, file, depth + 1)
    return filled.get(_CONTEXT) if isinstance(filled, dict) else None


# --- RDF/XML --------------------------------------------------------------------------------------


class _HeadRead(Exception):
    """The document's first element begins: nothing more can be declared."""


def _refuse_outside_entities(content: bytes, path: Path) -> None:
    """Refuse a document that takes a DTD or an entity from elsewhere: some parsers would leave out
    what stands there without a word.
    """

    def doctype(_: str, system: str | None, public: str | None, __: object) -> None:
        if system or public:
            _elsewhere(path, f'the DTD "{system or public}"', "take the DOCTYPE out")

    def entity(
        name: str, _: object, __: object, ___: object, system: str | None, *____: object
    ) -> None:
        if system:
            _elsewhere(path, f'the entity "{name}" of "{system}"', "write its text into the file")

    def element(*_: object) -> None:
        raise _HeadRead

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = entity
    parser.StartElementHandler = element
    try:
        parser.Parse(content, True)
    except (_HeadRead, expat.ExpatError):
        # What is no XML is told by the parser that reads it.
        return
