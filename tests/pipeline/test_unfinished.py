"""A build that was killed is gone on with: what it had made of sources is not made again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from kill_points import state_of
from small_budgets import source

from budgetgraph.disclosure import Told
from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.pipeline.kept.unfinished import UNFINISHED
from budgetgraph.pipeline.retract import retract
from budgetgraph.pipeline.told_sources import ToldSources

build = partial(whole_build, dumps=False)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks")

_KILLED = """
import os, pathlib, signal, sys
from budgetgraph.pipeline.build import build

def killing(done, total):
    if done == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)

build(sys.argv[3:], pathlib.Path(sys.argv[2]), dumps=False, progress=killing)
"""
_PROSE = """石桥县水利局2025年部门预算

2025年收入预算总计100.00万元，其中：一般公共预算拨款收入100.00万元。
2025年支出预算总计100.00万元，其中：基本支出60.00万元，项目支出40.00万元。
"""
_TABLES = """石桥县水利局2025年部门预算公开表

部门支出总表
单位：万元
科目编码\t科目名称\t合计\t基本支出\t项目支出
\t合计\t100.00\t60.00\t40.00
213\t农林水支出\t100.00\t60.00\t40.00
"""


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    names = ("平乡县水利局", "平乡县教育局", "平乡县林业局")
    folder = tmp_path / "papers"
    return [source(folder, name, f"{number}31.40") for number, name in enumerate(names, 1)]


def kill(out: Path, inputs: list[Path], after: int) -> None:
    """Kill a build once so many sources were made."""
    command = [sys.executable, "-c", _KILLED, str(after), str(out), *map(str, inputs)]
    process = subprocess.run(command, check=False, stderr=subprocess.DEVNULL)
    assert process.returncode == -signal.SIGKILL


def made(out: Path, inputs: list[Path], told: ToldSources | None = None) -> int:
    """Build, and count the sources that were read for it."""
    steps: list[int] = []
    build(list(map(str, inputs)), out, told=told, progress=lambda done, _: steps.append(done))
    return len(steps)


def unfinished(out: Path) -> list[str]:
    folder = out / "generations" / UNFINISHED
    return sorted(os.listdir(folder)) if folder.exists() else []


@pytest.mark.parametrize("after", [1, 2, 3])
def test_what_a_killed_build_had_made_is_not_made_again(
    tmp_path: Path, inputs: list[Path], after: int
) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    kill(out, inputs, after)
    assert made(out, inputs) == len(inputs) - after
    assert not unfinished(out)
    assert made(whole, inputs) == len(inputs)
    assert state_of(out) == state_of(whole)


def test_several_killed_builds_add_up(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    kill(out, inputs, 1)
    kill(out, inputs, 1)
    assert made(out, inputs) == 1


def test_a_killed_build_beside_an_older_one(tmp_path: Path, inputs: list[Path]) -> None:
    out, whole = tmp_path / "out", tmp_path / "whole"
    build([str(inputs[0])], out)
    before = state_of(out)
    kill(out, inputs, 1)
    assert state_of(out) == before
    assert made(out, inputs) == 1
    build(list(map(str, inputs)), whole)
    assert state_of(out) == state_of(whole)


def test_what_was_told_otherwise_is_made_again(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    kill(out, inputs, 2)
    told = ToldSources([(min(inputs).name, Told(issued="2025-02-10"))])
    assert made(out, inputs, told) == 2


def test_a_damaged_piece_is_made_again(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    kill(out, inputs, 2)
    fresh = next((out / "generations").glob(".new-*"))
    pack = sorted((fresh / "parts").glob("*.pack.gz"))[0]
    pack.write_bytes(pack.read_bytes()[:-10])
    assert made(out, inputs) == 2


def test_what_two_files_say_together_follows_what_was_made_anew(tmp_path: Path) -> None:
    """One of two files that complete each other is told otherwise, and the build is killed behind
    it: the two are put together anew.
    """
    papers = tmp_path / "papers"
    papers.mkdir()
    prose, tables = papers / "说明.txt", papers / "公开表.txt"
    prose.write_text(_PROSE, "utf-8")
    tables.write_text(_TABLES, "utf-8")
    out, whole = tmp_path / "out", tmp_path / "whole"
    build([str(papers)], out)
    tables.write_text(_TABLES.replace("60.00\t40.00", "70.00\t30.00"), "utf-8")
    kill(out, [prose, tables], 1)
    build([str(papers)], out)
    build([str(papers)], whole)
    assert state_of(out) == state_of(whole)


def test_a_retracted_paper_goes_from_there_too(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build(list(map(str, inputs[:2])), out)
    kill(out, inputs, 1)
    retract(inputs[0].name, out)
    assert not unfinished(out)
    assert not list((out / "generations").glob(".new-*"))


def test_whoever_reads_all_again_takes_nothing_up(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    kill(out, inputs, 2)
    steps: list[int] = []
    named = list(map(str, inputs))
    build(named, out, force=True, progress=lambda done, _: steps.append(done))
    assert len(steps) == len(inputs)
    assert not unfinished(out)
