"""Inputs made at random for readers, parsers and grammars, and what must hold of each of them.

An input has a name, `grammars/17`, and the name alone decides what it is. Whatever it is: no
exception but ours, and no value that its source does not hold.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from random import Random
from unicodedata import category, normalize

from examples import EXAMPLES
from nothing_invented import inventions, mutated
from places import TESTS

from budgetgraph.document.personal_data import mask_lines
from budgetgraph.document.problems import BudgetGraphError
from budgetgraph.pipeline.line import extract_all
from budgetgraph.pipeline.line import read_document as read
from budgetgraph.values import amount, code_notation, codes, document_number, document_title, target
from budgetgraph.values.money import in_yuan

#: Signs that look like others, have no width, change direction, or are digits only to Unicode.
_ODD = (
    "\u200b \u200d \ufeff \u202e \u0301 \u3000 \xa0 ٣ ² ① Ⅷ 〇 ㈠ ㎡ ￥ ￣ 𝟗 𠀀 ｶ — － − ﹣ ～ ≥ ≦ ＜ 、 。 ．"
    " 〔 ﹝ 【 （ ( ] 》 % ‰ ／ \\ \x00 \x1b \x85 \u2028 \t"
).split(" ")
_WORDS = (
    "万元 元 亿元 合计 其中 项目 目标 指标 数量指标 质量指标 ≥95% 不低于 同比 增长 减少 财社〔2024〕12号 国发 第3号 2024年 208 2080501"
    " 301 131.40 1,234.56 -0.00 无 / — 预算 决算 支出 收入 单位 部门 负责人： 张某某 13800000000 0311-1234567"
).split()
_MOST_LINES = 60
_TABLE_OF_PARTS = (".docx", ".xlsx")
#: The endings of the files of cases that readers are given with bytes changed.
_READ = (".docx", ".xlsx", ".html", ".pdf", ".md", ".txt")


class Broken(Exception):
    """What must hold of every input does not hold of this one."""


def check(name: str, folder: Path) -> str:
    """Look at one input, with files below `folder`; what came of it: `read` or `refused`.

    Broken, or the exception that got out, where something is wrong.
    """
    family = name.partition("/")[0]
    try:
        _FAMILIES[family](Random(name), folder)
    except BudgetGraphError:
        return "refused"
    return "read"


def input_of(name: str) -> str:
    """The text of an input of grammars, for a person to look at."""
    return _text(Random(name))


# --- grammars -------------------------------------------------------------------------------------
def _grammars(rng: Random, _: Path) -> None:
    """Every grammar of a value on one text."""
    text = _text(rng)
    found = document_number.find(text)
    for one in found:
        _held(one.printed, text)
    document_number.doubtful(text)
    document_number.parse(text)
    read = amount.read_amount(text)
    if read is not None:
        _held_digits(str(read.value), text)
    in_yuan(text, rng.choice([None, "元", "万元", "亿元"]))
    amount.cell_text(text, rng.choice([None, "万元"]))
    read_target = target.read_target(text)
    if target.read_target(read_target.text) != read_target:
        raise Broken(f"a target that does not follow from its own text: {read_target}")
    target.target_of_columns(rng.choice(["≥", "", text]), text, rng.choice(["%", "", text]))
    for ask in (code_notation.kind, code_notation.printed_code, code_notation.split_code):
        ask(text)
    codes.indicator_type(text, rng.choice([1, 2, 3]))
    codes.measurement_unit(text)
    document_title.unwrapped(text)
    lines = text.split("\n")
    if list(map(len, mask_lines(lines))) != list(map(len, lines)):
        raise Broken("masking moved what stands in the lines")


def _held(printed: str, text: str) -> None:
    """The value stands in the text, blanks and signs without width aside."""
    if _bare(printed) not in _bare(text):
        raise Broken(f"{printed!r} is not in the text")


def _bare(text: str) -> str:
    """A text without blanks and signs that have no width."""
    return "".join(sign for sign in text if not sign.isspace() and category(sign) != "Cf")


def _held_digits(value: str, text: str) -> None:
    """The digits of a number stand in the text, in their order; the zero before a point may be
    left out there.
    """
    if value.startswith("0."):
        value = value[1:]
    rest = iter(normalize("NFKC", text))
    if not all(digit in rest for digit in value if digit.isdigit()):
        raise Broken(f"the digits of {value} are not in the text")


def _text(rng: Random) -> str:
    """A short text of words, numbers and odd signs, or a changed line of an example."""
    if rng.random() < 0.5:
        return _changed(rng.choice(_lines()), rng)
    parts: list[str] = []
    for _ in range(rng.randint(1, 12)):
        source = rng.choice([_WORDS, _WORDS, _ODD, _lines()])
        parts.append(rng.choice(source)[: rng.choice([1, 4, 40])])
    return rng.choice(["", "", " ", "\n"]).join(parts)


def _changed(line: str, rng: Random) -> str:
    """A line with a few signs put in, taken out or doubled."""
    signs = list(line)
    for _ in range(rng.randint(0, 5)):
        at = rng.randint(0, len(signs))
        new = rng.choice([rng.choice(_ODD), rng.choice(_WORDS), "", "".join(signs[at : at + 9])])
        signs[at : at + rng.randint(0, 3)] = [new]
    return "".join(signs)


@cache
def _lines() -> list[str]:
    found: list[str] = []
    for path in EXAMPLES:
        found += [line for line in path.read_text("utf-8").split("\n") if line.strip()]
    return found


# --- documents ------------------------------------------------------------------------------------
def _texts(rng: Random, folder: Path) -> None:
    """A piece of an example, its lines changed, read to the end."""
    lines = rng.choice(EXAMPLES).read_text("utf-8").split("\n")
    at = rng.randrange(len(lines))
    head = lines[: rng.choice([0, 8])]
    piece = [*head, *lines[at : at + rng.randint(5, _MOST_LINES)]]
    text = mutated("\n".join(piece), rng)
    if rng.random() < 0.3:
        text = "\n".join(_changed(line, rng) for line in text.split("\n"))
    path = folder / f"平乡县水利局2025年部门预算{rng.choice(['.txt', '.md'])}"
    path.write_text(text, "utf-8")
    for disclosure in extract_all(path):
        for said in inventions(disclosure):
            raise Broken(said)


def _readers(rng: Random, folder: Path) -> None:
    """A file of a case with some bytes changed, inside its parts where it is a package of parts."""
    path, content = rng.choice(_files())
    if path.suffix in _TABLE_OF_PARTS and rng.random() < 0.8:
        content = _with_changed_part(content, rng)
    else:
        content = _with_changed_bytes(content, rng)
    changed = folder / f"source{rng.choice([path.suffix, path.suffix, rng.choice(_READ)])}"
    changed.write_bytes(content)
    read(changed)


@cache
def _files() -> list[tuple[Path, bytes]]:
    """The files of the cases, small ones: a reader is looked at here, no large document."""
    found: list[tuple[Path, bytes]] = []
    for path in sorted((TESTS / "cases").rglob("source.*")):
        if path.suffix in _READ and not path.is_symlink():
            found.append((path, path.read_bytes()))
    return found


def _with_changed_part(content: bytes, rng: Random) -> bytes:
    """A package whose one part is changed, or cut, or gone."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        names = old.namelist()
        chosen = rng.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = _with_changed_bytes(part, rng)
                if rng.random() < 0.1:
                    continue
            new.writestr(name, part)
    return stream.getvalue()


def _with_changed_bytes(content: bytes, rng: Random) -> bytes:
    """Bytes with a few of them changed, doubled, taken out, or cut off."""
    changed = bytearray(content)
    for _ in range(rng.choice([1, 1, 2, 8, 50])):
        if not changed:
            break
        at = rng.randrange(len(changed))
        piece = changed[at : at + rng.choice([1, 2, 20, 200])]
        new = rng.choice(
            [rng.randbytes(len(piece)), b"", bytes(piece) * 2, b"\x00", b"<", b"99999999"]
        )
        changed[at : at + len(piece)] = new
    if rng.random() < 0.05:
        del changed[rng.randrange(len(changed) + 1) :]
    return bytes(changed)


_FAMILIES: dict[str, Callable[[Random, Path], None]] = {
    "grammars": _grammars,
    "texts": _texts,
    "readers": _readers,
}


def names(start: dict[str, int]) -> Iterator[str]:
    """The names of inputs without end, from those numbers on: of 50 inputs 40 for grammars, 7 texts
    and 3 files.
    """
    count = {"grammars": 40, "texts": 7, "readers": 3}
    number = {family: start.get(family, 0) for family in count}
    while True:
        for family, times in count.items():
            for _ in range(times):
                yield f"{family}/{number[family]}"
                number[family] += 1
