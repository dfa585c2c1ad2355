"""Write data to stdout or a file, and messages for a person to stderr."""

from __future__ import annotations

import select
import sys
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from budgetgraph.document.file_names import printable
from budgetgraph.document.languages import language_of_locale, message_in, problem_in

errors = Console(stderr=True, highlight=False, soft_wrap=True)


@dataclass(slots=True)
class SpokenLanguage:
    """The language of messages: the one that was asked for, else that of the locale; None where
    neither names one.
    """

    asked: str | None = None

    @property
    def code(self) -> str | None:
        return self.asked or language_of_locale()

    def choose(self, zh: str, en: str) -> str:
        """Give the text in the language of the user; in both where it is not known."""
        if self.code is None:
            return f"{zh} · {en}"
        return zh if self.code == "zh" else en


spoken = SpokenLanguage()


def say(*lines: str) -> None:
    """Print lines for the person at the terminal, in the language of the person; what would steer
    the terminal is escaped.
    """
    for line in lines:
        errors.print(printable(message_in(line, spoken.code)), markup=False)


def say_problem(problem: Exception) -> None:
    """Print what an error says."""
    said = printable(problem_in(problem, spoken.code))
    errors.print(f"budgetgraph: {said}", markup=False)


def nobody_reads_on() -> bool:
    """Tell whether the program that reads stdout has left, as `head` does once it has its lines.

    A pipe between our own processes may break too: that is no reason to print nothing.
    """
    if not hasattr(select, "poll"):
        return True
    printing = select.poll()
    printing.register(sys.stdout.fileno(), 0)
    return any(event & select.POLLERR for _, event in printing.poll(0))


def say_where_old(folder: Path, generation: Path) -> None:
    """Warn that a folder was built by another version: answers may lack what has changed since."""
    # Imported here, for the store takes a while and `--help` does without it.
    from budgetgraph.store.built_by import other_version, way_out

    built = other_version(generation)
    if built is not None:
        say(f"WARNING: {folder} {way_out(built)}")


def put(data: bytes | str, output: Path | None = None) -> None:
    """Write data to stdout, or into a file that it replaces."""
    content = data.encode() if isinstance(data, str) else data
    if output is not None:
        output.parent.mkdir(parents=True, exist_ok=True)
        output.write_bytes(content)
        return
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()
