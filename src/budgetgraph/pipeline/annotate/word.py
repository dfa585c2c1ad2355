"""Comments in a Word document: a part of its package, and marks around the paragraphs that they are
of.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence

from lxml import etree

from budgetgraph.document.problems import UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.pipeline.annotate.comment import AUTHOR, Comment

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DOCUMENT = "word/document.xml"
_COMMENTS = "word/comments.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_COMMENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_COMMENT_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: External entities and other documents are never fetched.
_SAFE = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
_EMPTY = {
    _COMMENTS: f'<w:comments xmlns:w="{_W}"/>',
    _RELATIONS: f'<Relationships xmlns="{_PACKAGE}/relationships"/>',
}


def in_word(content: bytes, comments: Sequence[Comment]) -> bytes:
    """Give a Word document with the comments, behind those that it has already.

    UnreadableInput for a package without its main part.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    if _DOCUMENT not in parts or _TYPES not in parts:
        raise UnreadableInput(
            "", "this Word document keeps its text elsewhere; it gets no comments"
        )
    trees = {name: _tree(parts, name) for name in (_DOCUMENT, _COMMENTS, _RELATIONS, _TYPES)}
    _add(trees[_DOCUMENT], trees[_COMMENTS], comments)
    _declare(trees[_RELATIONS], trees[_TYPES])
    for name, tree in trees.items():
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return _packed(parts)


def _tree(parts: dict[str, bytes], name: str) -> etree._Element:
    return etree.fromstring(parts.get(name) or _EMPTY[name].encode(), _SAFE)


def _packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def _declare(relations: etree._Element, types: etree._Element) -> None:
    """Name the part of the comments in the package, where it is not named yet."""
    if not any(relation.get("Type") == _COMMENT_RELATION for relation in relations):
        etree.SubElement(
            relations,
            f"{{{_PACKAGE}/relationships}}Relationship",
            {"Id": "rIdBudgetgraph", "Type": _COMMENT_RELATION, "Target": "comments.xml"},
        )
    if not any(declared.get("PartName") == f"/{_COMMENTS}" for declared in types):
        etree.SubElement(
            types,
            f"{{{_PACKAGE}/content-types}}Override",
            {"PartName": f"/{_COMMENTS}", "ContentType": _COMMENT_TYPE},
        )


# --- the comments and their marks -----------------------------------------------------------------


def _add(document: etree._Element, part: etree._Element, comments: Sequence[Comment]) -> None:
    taken = [int(comment.get(_w("id"), "0")) for comment in part]
    places = _Places(document)
    for number, comment in enumerate(comments, start=max(taken, default=-1) + 1):
        part.append(_comment(number, comment.text))
        _mark(places.of(comment), number)


def _comment(number: int, text: str) -> etree._Element:
    comment = etree.Element(_w("comment"), {_w("id"): str(number), _w("author"): AUTHOR})
    comment.set(_w("initials"), "bg")
    for line in text.split("\n"):
        run = etree.SubElement(etree.SubElement(comment, _w("p")), _w("r"))
        etree.SubElement(run, _w("t")).text = line
    return comment


def _mark(paragraph: etree._Element, number: int) -> None:
    """Put the marks of a comment around the content of a paragraph."""
    key = {_w("id"): str(number)}
    at = 1 if len(paragraph) and paragraph[0].tag == _w("pPr") else 0
    paragraph.insert(at, etree.Element(_w("commentRangeStart"), key))
    paragraph.append(etree.Element(_w("commentRangeEnd"), key))
    run = etree.SubElement(paragraph, _w("r"))
    etree.SubElement(run, _w("commentReference"), key)


class _Places:
    """The paragraphs of a document, by the cells of its tables and by their words."""

    def __init__(self, document: etree._Element) -> None:
        self._paragraphs = list(document.iter(_w("p")))
        self._tables = list(document.iter(_w("tbl")))
        self._by_words: dict[str, etree._Element] = {}
        for paragraph in self._paragraphs:
            self._by_words.setdefault(_words(paragraph), paragraph)

    def of(self, comment: Comment) -> etree._Element:
        """Give the paragraph of a comment: that of its cell, else the one with its words, else the
        first of the document.
        """
        cell = self._in_table(comment.where) if comment.where is not None else None
        if cell is not None:
            return cell
        for line in (comment.quote or "").split("\n"):
            known = self._by_words.get("".join(line.split()))
            if line.strip() and known is not None:
                return known
        return self._paragraphs[0]

    def _in_table(self, where: Where) -> etree._Element | None:
        if where.table is None or where.row is None or where.table > len(self._tables):
            return None
        rows = self._tables[where.table - 1].findall(_w("tr"))
        if where.row > len(rows):
            return None
        cells = list(_cells(rows[where.row - 1]))
        column = min((where.column or 1) - 1, len(cells) - 1)
        return cells[column].find(_w("p")) if cells else None


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Give the cell of each column of a row: a wide cell stands for all its columns."""
    for cell in row.findall(_w("tc")):
        span = cell.find(f"{_w('tcPr')}/{_w('gridSpan')}")
        width = 1
        if span is not None:
            width = int(span.get(_w("val"), "1"))
        for _ in range(width):
            yield cell


def _words(paragraph: etree._Element) -> str:
    return "".join("".join(text.text or "" for text in paragraph.iter(_w("t"))).split())


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"
