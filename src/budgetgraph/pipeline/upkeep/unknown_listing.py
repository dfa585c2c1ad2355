"""Which words many documents use and the catalogue does not know, the most frequent first: what
`show --unknown` prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from budgetgraph.document.file_names import shown
from budgetgraph.document.languages import message_in
from budgetgraph.document.problems import BudgetGraphError, UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.forms import fold
from budgetgraph.parse.unknown_words import KINDS, UnknownWord, unknown_words
from budgetgraph.pipeline.build_report import Failure
from budgetgraph.pipeline.line import read_document
from budgetgraph.pipeline.sandbox.allowance import TIME_LIMIT, allowance
from budgetgraph.pipeline.sandbox.runner import Job, run
from budgetgraph.pipeline.source_files import listing, opened
from budgetgraph.recognise import recognise
from budgetgraph.recognise.divide import divide

#: Under which headings the kinds of words are listed, and where an office adds them.
_HEADINGS = {
    "column of a table": "columns of tables (forms/tables.toml, [column])",
    "column of a form": "columns of forms (forms/project_forms.toml, [indicator])",
    "label": "labels (forms/project_forms.toml, [label])",
    "title": "titles above tables that nothing claims (forms/tables.toml, [[table]])",
    "first words of a table": "first words of tables that nothing claims",
}
_COLUMNS = " count  files  word"


@dataclass(slots=True)
class MetWord:
    """An unknown word: how often it was met, in which files, and where first."""

    text: str
    file: str
    where: Where
    count: int = 0
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class UnknownListing:
    """The words by their kind, how many files were read, and what could not be read."""

    words: dict[tuple[str, str], MetWord] = field(default_factory=dict)
    read: int = 0
    failures: list[Failure] = field(default_factory=list)

    def add(self, file: str, words: Iterable[UnknownWord]) -> None:
        """Count the words of one file; white space and widths make no other word."""
        self.read += 1
        for word in words:
            first = MetWord(word.text, file, word.where)
            met = self.words.setdefault((word.kind, fold(word.text)), first)
            met.count += 1
            met.files.add(file)

    def text(self, language: str | None = None) -> str:
        """Give the list for a person, kind by kind, the most frequent word first."""
        parts = [self._of_kind(kind, language) for kind in KINDS]
        listed = "\n".join(filter(None, parts))
        read = message_in(f"{self.read} files read", language)
        return f"{read}\n\n{listed}" if listed else f"{read}\n"

    def _of_kind(self, kind: str, language: str | None) -> str:
        words = [word for (of_kind, _), word in self.words.items() if of_kind == kind]
        if not words:
            return ""
        rows = [_row(word, language) for word in sorted(words, key=_rank)]
        heading = message_in(_HEADINGS[kind], language)
        return f"{heading}\n{message_in(_COLUMNS, language)}\n{''.join(rows)}"


def _rank(word: MetWord) -> tuple[int, int, str]:
    return -word.count, -len(word.files), word.text


def _row(word: MetWord, language: str | None) -> str:
    place = f"{word.file}, {word.where.said(language)}"
    return f"{word.count:>6} {len(word.files):>6}  {word.text}    ({place})\n"


def list_unknown(inputs: Sequence[str], timeout: float = TIME_LIMIT) -> UnknownListing:
    """Read every file of the inputs, each confined, and list the words that are not known."""
    listed = listing(inputs)
    result = UnknownListing()
    result.failures += [Failure.of(problem.path, problem) for problem in listed.problems]
    jobs = [Job(shown(file), _words_of, (file,), "read") for file in listed.files]
    outcomes = run(jobs, allowance(timeout))
    for file, outcome in zip(listed.files, outcomes, strict=True):
        if isinstance(outcome, BudgetGraphError):
            result.failures.append(Failure.of(file, outcome))
            continue
        for name, words in outcome:
            if isinstance(words, Failure):
                result.failures.append(words)
            else:
                result.add(name, words)
    return result


def _words_of(file: Path) -> list[tuple[str, list[UnknownWord] | Failure]]:
    """Give the words of a file, or of each file in a ZIP archive; runs in a worker."""
    by_document: list[tuple[str, list[UnknownWord] | Failure]] = []
    for document in opened([file]):
        try:
            by_document.append((shown(document), list(_of_document(document))))
        except UnreadableInput as problem:
            by_document.append((shown(document), Failure.of(document, problem)))
    return by_document


def _of_document(file: Path) -> Iterator[UnknownWord]:
    for part in divide(recognise(read_document(file))):
        yield from unknown_words(part.found)
