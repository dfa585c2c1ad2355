"""Disclosures made up at random in the five layouts of the examples are read as they were meant,
every part of every one.
"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from random import Random

import pytest
from mutation_layouts import Layout, Markdown, Tabbed
from mutation_torn import CellLines, Scan
from mutation_wrapped import Wrapped
from scoring import PARTS, Json, facts, misses, scores

from budgetgraph.disclosure.extraction import to_json
from budgetgraph.pipeline.line import extract

LAYOUTS: dict[str, type[Layout]] = {
    "markdown": Markdown,
    "wrapped": Wrapped,
    "tabbed": Tabbed,
    "cell-lines": CellLines,
    "scan": Scan,
}
GROUPS, SIZE = 16, 5
#: The first group is read always, the others where the suite may take long.
ALWAYS = 1
ENOUGH = 0.98
#: The byte order mark and the encoding of a file.
ENCODINGS = [
    (b"", "utf-8"),
    (b"", "utf-8"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
]
BRACKETS = {
    ("[", "]"),
    ("［", "］"),
    ("【", "】"),
    ("（", "）"),
    ("(", ")"),
    ("〔", "〕"),
    ("﹝", "﹞"),
    ("﹝", "]"),
    ("[", "）"),
}


def variant(layout: str, seed: int) -> tuple[str, Json]:
    """The text of a disclosure and what is to be read in it; always the same for one seed."""
    made = LAYOUTS[layout](Random(f"{layout}/{seed}"))
    answer = made.build()
    return "\n".join(made.page.lines) + "\n", answer


def written(folder: Path, layout: str, seed: int, text: str) -> Path:
    """The text in a file, in one of the ways that files are written: line ends, encoding, byte
    order mark.
    """
    rng = Random(f"file/{layout}/{seed}")
    path = folder / f"{seed}.{'md' if layout == 'markdown' else 'txt'}"
    mark, encoding = rng.choice(ENCODINGS)
    path.write_bytes(mark + text.replace("\n", rng.choice(["\n", "\n", "\r\n"])).encode(encoding))
    return path


@pytest.mark.parametrize(
    "group",
    [
        *range(ALWAYS),
        *(pytest.param(group, marks=pytest.mark.long) for group in range(ALWAYS, GROUPS)),
    ],
)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_variant_is_read_as_it_was_meant(layout: str, group: int, tmp_path: Path) -> None:
    wrong = []
    for seed in range(group * SIZE, (group + 1) * SIZE):
        text, answer = variant(layout, seed)
        found = to_json(extract(written(tmp_path, layout, seed, text)))
        for part, score in scores(answer, found).items():
            if score < ENOUGH:
                wrong.append(
                    f"{layout}/{seed} {part} {score:.3f}\n    "
                    + "\n    ".join(misses(answer, found, part)[:6])
                )
    assert len(list(tmp_path.iterdir())) == SIZE
    assert not wrong, f"{len(wrong)} parts are below {ENOUGH}\n" + "\n".join(wrong[:12])


@pytest.mark.long
def test_the_variants_are_many_and_not_alike() -> None:
    every = [variant(layout, seed) for layout in LAYOUTS for seed in range(GROUPS * SIZE)]
    assert len(every) == 400
    assert len({text for text, _ in every}) == len(every)
    assert len({answer["division"]["code"] for _, answer in every}) > 350
    assert {answer["fiscal_year"] for _, answer in every} == set(range(2018, 2027))
    count = dict.fromkeys(PARTS, 0)
    for _, answer in every:
        for part, counter in facts(answer).items():
            count[part] += counter.total()
    assert sum(count.values()) > 80000
    assert min(count.values()) > 100, count
    whole = "".join(text for text, _ in every)
    assert set(re.findall(r"[一-鿿]([\[［【（(〔﹝])20\d\d([]］】）)〕﹞])", whole)) == BRACKETS
    wide = "一级指标\t二级指标\t三级指标\t绩效指标描述\t\t指标值"
    for form in ("\n单位：元\n", "金额单位：万元", wide, "\n## ", "$\\geq", "<b>", "[bookmark:"):
        assert form in whole, form
