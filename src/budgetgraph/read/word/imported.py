"""Parts of another format that a Word document takes in (altChunk): a web page, a web archive,
another Word document, a text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from budgetgraph.document import squeeze
from budgetgraph.document.folding import as_read
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.read.cells import Content, Item, NativeTable
from budgetgraph.read.source import decoding, file_kind, office
from budgetgraph.read.web import archive
from budgetgraph.read.web import document as web

_READERS: dict[str, Callable[[str, bytes], Content]] = {
    "html": web.content,
    "archive": archive.content,
}


def content(path: str, data: bytes, word: Callable[[bytes], Content]) -> Content:
    """Tell what a part holds; `word` reads a Word document. UnreadableInput for any other
    format.
    """
    data = file_kind.with_slashes(data)
    kind = file_kind.kind(path, data)
    if kind in ("word", "word-xml"):
        return word(data)
    if kind in ("old-word", "rich-text"):
        made, note = office.converted(path, data, kind)
        read = word(made)
        return Content(read.items, (note, *read.notes))
    if kind in _READERS:
        return _READERS[kind](path, data)
    if kind not in ("text", "csv"):
        raise UnreadableInput(path, f"this is a file of another kind ({kind})")
    try:
        text = as_read(decoding.decoded(data))
    except UnicodeDecodeError:
        raise UnreadableInput(path, "it is in no known encoding") from None
    return Content(tuple(text.replace("\r", "\n").split("\n")))


def repeated(items: Sequence[Item], before: Sequence[Item]) -> int:
    """Tell how many items at the beginning of a part the text has printed before, table for table.

    before: title, 表一, 表二   part: title, 表一, 表二, a form   → 3 (0 where it would be no table)
    """
    keys, printed = list(map(_key, items)), list(map(_key, before))
    most = 0
    for start, key in enumerate(printed):
        if keys and key == keys[0]:
            most = max(most, _common(keys, printed[start:]))
    has_table = any(isinstance(item, NativeTable) for item in items[:most])
    return most if has_table else 0


def _key(item: Item) -> str:
    """Give what an item prints, without white space; the cells of a table parted by tabs."""
    if isinstance(item, str):
        return squeeze(item)
    rows = ("\t".join(squeeze(cell.text) for _, cell in row.filled()) for row in item.rows)
    return "\n".join(rows)


def _common(items: Sequence[str], other: Sequence[str]) -> int:
    """Tell how many texts two sequences have in common from their beginning on."""
    count = 0
    for left, right in zip(items, other, strict=False):
        if left != right:
            break
        count += 1
    return count
