"""How fast disclosures are extracted: documents and megabytes a second by format and layout, each
beside a peer on the same files.

    python benchmarks/extract.py [FILE_OR_FOLDER ...] [--seconds 1.0]

Without arguments the examples are read, and real disclosures where they stand beside the
repository.
"""

from __future__ import annotations

import argparse
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.pipeline.line import extract
from budgetgraph.pipeline.source_files import listing
from budgetgraph.read.source.decoding import decoded

ROOT = Path(__file__).resolve().parents[1]
DEFAULT = (
    ROOT / "examples",
    ROOT.parent / "shared" / "seeds",
    ROOT.parent / "shared" / "corpus" / "pdf",
)
NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,8}\s*[\[［【〔（(﹝]\s*(?:19|20)\d\d\s*[\]］】〕）)﹞]\s*\d{1,4}\s*号"
)


def lines_and_numbers(path: Path) -> None:
    """The floor for a text: its lines, and a bare pattern for document numbers over each."""
    for line in decoded(path.read_bytes()).splitlines():
        NUMBER.findall(line)


def pdf_text_and_tables(path: Path) -> None:
    """What pdfplumber takes for the text and the tables of every page."""
    import pdfplumber

    with pdfplumber.open(path) as pages:
        for page in pages.pages:
            page.extract_text()
            page.extract_tables()


@dataclass(slots=True)
class Kind:
    """All files of one format and layout, with the seconds that one pass over them takes here and
    in the peer.
    """

    files: list[Path] = field(default_factory=list)
    ours: float = 0.0
    peer: float = 0.0


def kind_of(path: Path) -> tuple[str, str]:
    """Format and layout: a text is told by its tabs and Markdown headings."""
    suffix = path.suffix.lower().lstrip(".")
    if suffix not in {"txt", "md", "markdown"}:
        return suffix, "-"
    lines = decoded(path.read_bytes()).splitlines()
    tabbed = [line for line in lines if "\t" in line]
    if (
        sum(line.startswith("\t") and line.count("\t") == 1 for line in tabbed)
        > 0.8 * len(tabbed)
        > 0
    ):
        return "text", "a cell a line"
    if not tabbed:
        return "text", "blanks only"
    return "text", "tabs, Markdown" if any(line.startswith("#") for line in lines) else "tabs"


def seconds(job: Callable[[Path], object], path: Path, least: float) -> float:
    """Processor time of a run: the best of as many runs as fit into `least` seconds, or of one."""
    best, began, runs = float("inf"), time.perf_counter(), 0
    while not runs or time.perf_counter() - began < least:
        start = time.process_time()
        job(path)
        best, runs = min(best, time.process_time() - start), runs + 1
    return best


def measure(paths: Iterable[Path], least: float) -> dict[tuple[str, str], Kind]:
    """Times every file here and in the peer of its format; formats without a peer have 0 there.

    Unreadable files are named and left out.
    """
    kinds: dict[tuple[str, str], Kind] = {}
    for path in paths:
        try:
            ours = seconds(extract, path, least)
        except BudgetGraphError as problem:
            print(f"left out: {problem}")
            continue
        kind = kinds.setdefault(kind_of(path), Kind())
        kind.files.append(path)
        kind.ours += ours
        kind.peer += (
            seconds(PEERS[kind_of(path)[0]], path, least) if kind_of(path)[0] in PEERS else 0.0
        )
    return kinds


PEERS: dict[str, Callable[[Path], None]] = {"text": lines_and_numbers, "pdf": pdf_text_and_tables}


def table(kinds: dict[tuple[str, str], Kind]) -> str:
    """One line a kind: files, MB, documents/s, MB/s, seconds a document, and how many times the
    peer's time it takes.
    """
    rows = [
        f"{'format':8}{'layout':16}{'files':>6}{'MB':>8}{'docs/s':>9}{'MB/s':>8}{'s/doc':>9}{'peer s/doc':>12}{'x peer':>8}"
    ]
    for (name, layout), kind in sorted(kinds.items()):
        count, size = len(kind.files), sum(path.stat().st_size for path in kind.files) / 1e6
        ratio = f"{kind.ours / kind.peer:.1f}" if kind.peer else "-"
        peer = f"{kind.peer / count:.4f}" if kind.peer else "-"
        speed = f"{count / kind.ours:>9.1f}{size / kind.ours:>8.2f}{kind.ours / count:>9.4f}"
        rows.append(f"{name:8}{layout:16}{count:>6}{size:>8.2f}{speed}{peer:>12}{ratio:>8}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders of disclosures")
    parser.add_argument(
        "--seconds",
        type=float,
        default=1.0,
        help="how long each file is repeated, here and in the peer",
    )
    given = parser.parse_args()
    paths = given.paths or [path for path in DEFAULT if path.exists()]
    print(table(measure(listing(map(str, paths)).files, given.seconds)))


if __name__ == "__main__":
    main()
