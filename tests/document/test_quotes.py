"""Every quote in the graphs is read again from the file's own bytes: its text, and the line numbers
in the names that carry it.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from pathlib import Path

import pyoxigraph
import pytest
from examples import EXAMPLES, SEEDS
from places import ROOT

from budgetgraph.document.personal_data import MASK, mask
from budgetgraph.pipeline.line import extract, to_graph
from budgetgraph.rdf.iris import BASE

#: Real disclosures, where they stand beside the repository.
OA, BG = "http://www.w3.org/ns/oa#", f"{BASE}ontology#"
EXACT, SELECTOR, SOURCE = f"{OA}exact", f"{OA}hasSelector", f"{OA}hasSource"
RDF_VALUE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value"


def printed_lines(path: Path) -> list[bytes]:
    """The lines of the file as they may be quoted, in bytes: read without the package's reader,
    personal data masked.
    """
    text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return [mask(line).encode() for line in text.split("\n")]


class Quotes:
    """One file's graph: subject → predicate → values."""

    def __init__(self, path: Path) -> None:
        self.lines = printed_lines(path)
        self.file = f"{BASE}source/{hashlib.sha256(path.read_bytes()).hexdigest()}"
        self.values: dict[str, dict[str, list[str]]] = {}
        for quad in pyoxigraph.parse(to_graph(extract(path)), format=pyoxigraph.RdfFormat.N_QUADS):
            self.values.setdefault(quad.subject.value, {}).setdefault(
                quad.predicate.value, []
            ).append(quad.object.value)

    def carrying(self, predicate: str) -> list[str]:
        return [subject for subject, values in self.values.items() if predicate in values]

    def one(self, subject: str, predicate: str) -> str:
        (value,) = self.values[subject][predicate]
        return value

    def source_bytes(self, selector: str) -> bytes:
        """What stands in the lines that the selector's own name gives, from the file."""
        found = re.fullmatch(rf"{re.escape(self.file)}/selector/(\d+)-(\d+)", selector)
        assert found, selector
        first, last = int(found[1]), int(found[2])
        assert 0 <= first < last <= len(self.lines), selector
        return b"\n".join(self.lines[first:last])


def check_quotes(quotes: Quotes) -> int:
    """Compares every quote with the file; how many there were."""
    selectors = quotes.carrying(EXACT)
    for selector in selectors:
        assert quotes.one(selector, EXACT).encode() == quotes.source_bytes(selector), selector
        first, last = selector.rpartition("/")[2].split("-")
        assert quotes.one(selector, RDF_VALUE) == f"line={first},{last}"
    return len(selectors)


def check_spans(quotes: Quotes) -> int:
    """Every span is named after the lines that it and its selector say, and has a selector with a
    quote; how many there were.
    """
    spans = quotes.carrying(SELECTOR)
    for span in spans:
        file, _, fragment = span.partition("#line=")
        first, last = map(int, fragment.split(","))
        assert file == quotes.one(span, SOURCE) == quotes.file
        assert quotes.one(span, f"{BG}firstLine") == str(first + 1)
        assert quotes.one(span, f"{BG}lastLine") == str(last)
        selector = quotes.one(span, SELECTOR)
        assert selector == f"{quotes.file}/selector/{first}-{last}"
        assert EXACT in quotes.values[selector]
    assert {quotes.one(span, SELECTOR) for span in spans} == set(quotes.carrying(EXACT))
    return len(spans)


def squeezed(text: str) -> str:
    return re.sub(r"</?[A-Za-z][^<>]*>|\*\*|\s", "", text)


def check_values(quotes: Quotes) -> Counter[str]:
    """What is said to be printed stands in the quoted lines: a figure as it is, a number of a
    document with what a page break puts into it. Every thing that names a source names a span with
    a quote.
    """
    count: Counter[str] = Counter()
    for subject in quotes.carrying(f"{BG}source"):
        spans = quotes.values[subject][f"{BG}source"]
        count["sources"] += len(spans)
        quoted = squeezed("".join(quotes.one(quotes.one(span, SELECTOR), EXACT) for span in spans))
        for printed in quotes.values[subject].get(f"{BG}printed", []):
            count["printed"] += 1
            assert stands(squeezed(printed), quoted, subject), (subject, printed)
    return count


def stands(printed: str, quoted: str, subject: str) -> bool:
    """Whether a printed value stands in its quote; what the prose calls a decrease is negative here
    and not there.
    """
    if "/mention/" in subject:
        return holds(quoted, printed)
    decrease = "/statement/" in subject and re.search("减少|下降|降低", quoted)
    return printed in quoted or bool(decrease and printed.removeprefix("-") in quoted)


def holds(quoted: str, printed: str) -> bool:
    """Whether the characters stand in the text in their order; a page break may stand between them."""
    rest = iter(quoted)
    return all(character in rest for character in printed)


@pytest.mark.parametrize(
    ("paths", "quotes", "sources", "printed"),
    [(EXAMPLES, 450, 1400, 900), (SEEDS, 900, 2500, 1300)],
    ids=["examples", "seeds"],
)
def test_every_quote_is_in_the_file(
    paths: list[Path], quotes: int, sources: int, printed: int
) -> None:
    if not paths:
        pytest.skip("the real disclosures are not there")
    count: Counter[str] = Counter()
    for path in paths:
        graph = Quotes(path)
        count["quotes"] += check_quotes(graph)
        count["spans"] += check_spans(graph)
        count += check_values(graph)
    assert len(paths) >= 5
    assert count["spans"] == count["quotes"] > quotes, count
    assert count["sources"] > sources, count
    assert count["printed"] > printed, count


def test_a_quote_shows_no_personal_data(tmp_path: Path) -> None:
    text = (ROOT / "examples" / "平乡县医疗保障局2025.md").read_text(encoding="utf-8")
    row = "平乡县医疗保障局本级\t行政\t正科级\t财政拨款"
    path = tmp_path / "平乡.md"
    path.write_text(text.replace(row, f"{row}\t联系电话：0319-1234567"), encoding="utf-8")
    graph = Quotes(path)
    assert check_quotes(graph) > 100
    quoted = [graph.one(selector, EXACT) for selector in graph.carrying(EXACT)]
    assert any(MASK in quote for quote in quoted)
    assert not any("1234567" in quote for quote in quoted)


def test_a_line_that_was_changed_would_be_found(tmp_path: Path) -> None:
    path = tmp_path / "元氏.txt"
    path.write_bytes((ROOT / "examples" / "元氏县医疗保障局2020.txt").read_bytes())
    graph = Quotes(path)
    check_quotes(graph)
    graph.lines = [line.replace(b"22.44", b"22.45") for line in graph.lines]
    with pytest.raises(AssertionError, match="selector"):
        check_quotes(graph)
