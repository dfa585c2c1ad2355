"""Every numbered document of a disclosure, with every title and every place it stands."""

from __future__ import annotations

from collections.abc import Iterable

from budgetgraph.disclosure import Mention, OfficialDocument
from budgetgraph.document import Passage
from budgetgraph.document.problems import Note
from budgetgraph.values import document_number
from budgetgraph.values.document_number import DocumentNumber


def parse_documents(
    passages: Iterable[Passage],
) -> tuple[tuple[OfficialDocument, ...], tuple[Note, ...]]:
    """Give the documents in the order of their first mention, and the numbers that are doubtful
    (reported, never guessed).
    """
    mentions: dict[DocumentNumber, dict[tuple[int, int], Mention]] = {}
    titles: dict[DocumentNumber, list[str]] = {}
    notes: dict[tuple[str, int], Note] = {}
    for passage in passages:
        for cited in document_number.find(passage.text):
            where = passage.place(cited.start, cited.end)
            mentions.setdefault(cited.number, {}).setdefault(
                (where.first, where.last), Mention(cited.number, cited.printed, where)
            )
            if cited.title and cited.title not in titles.setdefault(cited.number, []):
                titles[cited.number].append(cited.title)
        for doubt in document_number.doubtful(passage.text):
            where = passage.place(doubt.start, doubt.end)
            notes.setdefault(
                (doubt.printed, where.first),
                Note("document-doubtful", f"{doubt.printed}: {doubt.reason}", where),
            )
    documents = [
        OfficialDocument(
            number,
            tuple(_whole(titles.get(number, []))),
            tuple(sorted(places.values(), key=lambda mention: mention.where)),
        )
        for number, places in mentions.items()
    ]
    # The sort is stable: on one line the order of the text stays.
    documents.sort(key=lambda document: document.mentions[0].where)
    return tuple(documents), tuple(notes.values())


def _whole(titles: list[str]) -> list[str]:
    """Give the titles but for those that are only the beginning of another one: what a torn cell
    has left.
    """
    return [
        title
        for title in titles
        if not any(other != title and other.startswith(title) for other in titles)
    ]
