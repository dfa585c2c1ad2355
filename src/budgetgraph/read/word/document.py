"""A Word document → Document: what prints, in the order in which it prints."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from lxml import etree

from budgetgraph.document import Document
from budgetgraph.document.problems import Note, UnreadableInput
from budgetgraph.read.cell_tables import rendered_file
from budgetgraph.read.cells import Content, Item, NativeTable
from budgetgraph.read.layouts import Layouts
from budgetgraph.read.looks import Unread
from budgetgraph.read.page_headers import PageHeaders
from budgetgraph.read.source.damage import Damaged, damage
from budgetgraph.read.word import imported
from budgetgraph.read.word.numbering import Numbering
from budgetgraph.read.word.package import Relation, W, WordPackage
from budgetgraph.read.word.placeholders import placeholders_of
from budgetgraph.read.word.runs import Runs
from budgetgraph.read.word.story import WordStory
from budgetgraph.read.word.styles import WordStyles

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

#: What a damaged package raises.
_DAMAGED = (
    KeyError,
    ValueError,
    AttributeError,
    IndexError,
    NotImplementedError,
    etree.XMLSyntaxError,
    zipfile.BadZipFile,
)
#: Word documents that take in each other are followed so far.
_DEEPEST = 3
#: So many characters of a text that is not read are told in its note.
_MOST_QUOTED = 60


_NESTED = "its parts are nested too deep; save it again in Word as .docx"


def document(path: Path, data: bytes, layouts: Layouts) -> Document:
    """Give the document.

    UnreadableInput for a package without a readable body, LimitExceeded for tables over the limit.
    """
    reading = partial(content, layouts=layouts)
    return rendered_file(path, data, reading, MEDIA_TYPE, layouts, _NESTED)


def content(path: str, data: bytes, layouts: Layouts, depth: int = 0) -> Content:
    """Tell what a Word document holds; `depth` counts the documents around it that take it in."""
    try:
        return _Reader(path, WordPackage.of(data), layouts, depth).content()
    except _DAMAGED as error:
        reason = (
            f"this Word file cannot be opened ({damage(error)}); it is damaged: open it in "
            "Word, WPS or LibreOffice, save it as .docx and give that"
        )
        raise UnreadableInput(path, reason) from None


class _Reader:
    """Reads the stories of one package and says what of it is not read."""

    def __init__(self, path: str, package: WordPackage, layouts: Layouts, depth: int) -> None:
        self.path = path
        self.layouts = layouts
        self.package = package
        self.depth = depth
        self.main = package.main()
        self.relations = package.relations(self.main)
        self.unread = Unread()
        self.notes: list[Note] = []
        self.items: list[Item] = []

    def content(self) -> Content:
        root = self.package.root(self.main)
        body = None if root is None else root.find(f"{W}body")
        if root is None or body is None:
            raise Damaged("it has no body")
        self.unread.placeholders += placeholders_of(body)
        styles_root = self._part("styles")
        styles = styles_root if styles_root is not None else root.find(f"{W}styles")
        runs = Runs(WordStyles.of(styles), self.unread)
        numbering = Numbering.of(self._part("numbering"), styles)
        story = WordStory(self.path, runs, numbering, self._imported)
        for item in story.items(body):
            self.items.append(item)
        lines = Runs(runs.styles, self.unread, tab="\n")
        above = self._page_headers(root, WordStory(self.path, lines, numbering, self._imported))
        headers = PageHeaders(above, self.items, self.layouts.is_caption)
        items = list(headers.with_body(self.items))
        items += self._notes_of_text(root, story)
        self._put_down_comments(story)
        self._put_down_objects(items)
        notes = (*headers.notes(), *self.notes, *self.unread.notes())
        return Content(tuple(items), notes)

    def _related(self, kind: str) -> Iterator[Relation]:
        return (each for each in self.relations.values() if each.kind == kind)

    def _part(self, kind: str) -> etree._Element | None:
        """Give the root of the first part of a kind; a missing one that holds text is noted."""
        for relation in self._related(kind):
            root = self.package.root(relation.target)
            if root is not None:
                return root
            if kind not in ("styles", "numbering"):
                self._note(f"the part {relation.target} is missing in the file")
        return None

    def _page_headers(self, root: etree._Element, story: WordStory) -> Iterator[Item]:
        """Give the headers and footers of all sections, tabs parting lines; Word 2003 has them in
        the body.
        """
        for kind in ("header", "footer"):
            for relation in self._related(kind):
                part = self.package.root(relation.target)
                if part is None:
                    self._note(f"the part {relation.target} is missing in the file")
                else:
                    yield from story.items(part)
        for name in ("hdr", "ftr"):
            for part in root.iter(f"{W}{name}"):
                yield from story.items(part)

    def _notes_of_text(self, root: etree._Element, story: WordStory) -> Iterator[Item]:
        """Footnotes and endnotes, as they print below the text."""
        for kind in ("footnote", "endnote"):
            parts = [part for part in (self._part(f"{kind}s"),) if part is not None]
            for part in (*parts, root):
                for note in part.iter(f"{W}{kind}"):
                    if note.get(f"{W}type", "normal") == "normal":
                        yield from story.items(note)

    def _put_down_comments(self, story: WordStory) -> None:
        part = self._part("comments")
        for comment in part.iter(f"{W}comment") if part is not None else ():
            texts = [item for item in story.items(comment) if isinstance(item, str)]
            text = " ".join(texts).strip()
            if text:
                self._note(f"a comment (批注) is not read: {text[:_MOST_QUOTED]}")

    def _put_down_objects(self, items: list[Item]) -> None:
        """Objects of other programs, and pictures where there is no table, may hold figures."""
        objects = [name for name in self.package.parts if "/embeddings/" in f"/{name}"]
        if objects:
            self._note(f"{len(objects)} embedded object(s) (嵌入对象) are not read")
        pictures = list(self._related("image"))
        if pictures and not any(isinstance(item, NativeTable) for item in items):
            self._note(f"{len(pictures)} picture(s) (图片) are not read")

    def _imported(self, identifier: str) -> tuple[Item, ...]:
        """Give the items of an imported part; a note where it cannot be read."""
        what = "an imported part (altChunk, 导入)"
        relation = self.relations.get(identifier)
        data = self.package.parts.get(relation.target) if relation is not None else None
        if relation is None or data is None:
            self._note(f"{what} is missing in the file")
            return ()
        if self.depth >= _DEEPEST:
            self._note(f"{what} inside of {_DEEPEST} others is not read")
            return ()
        place = f"{self.path}: {relation.target}"
        try:
            part = imported.content(place, data, self._word)
        except UnreadableInput as problem:
            self._note(f"{what} is not read: {problem.reason}")
            return ()
        self.notes += part.notes
        items = [item for item in part.items if not isinstance(item, str) or item.strip()]
        before = [item for item in self.items if not isinstance(item, str) or item.strip()]
        count = imported.repeated(items, before)
        if count:
            self._note(f"{what} prints {count} tables and paragraphs again; they are read once")
        return tuple(items[count:])

    def _word(self, data: bytes) -> Content:
        return content(self.path, data, self.layouts, self.depth + 1)

    def _note(self, message: str) -> None:
        self.notes.append(Note("part-not-read", message))
