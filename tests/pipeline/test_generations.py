"""A built folder is the old one or the new one at every moment, whatever stops a build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from kill_points import built_with_kill, state_of
from small_budgets import source

from budgetgraph.cli import run
from budgetgraph.document.problems import BudgetGraphError, UnreadableInput, UsageError
from budgetgraph.pipeline import built_sources
from budgetgraph.pipeline.build import build as whole_build
from budgetgraph.pipeline.generation.lock import LOCK
from budgetgraph.pipeline.generation.switch import generations, is_whole, locked
from budgetgraph.pipeline.kept.part import Built, MadeSource
from budgetgraph.pipeline.sandbox.allowance import Allowance
from budgetgraph.pipeline.sandbox.runner import Job
from budgetgraph.store.generations import CURRENT, generation_of, held

build = partial(whole_build, dumps=False)
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="builds want links and locks")


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """Three sources, so that there are three different builds."""
    names = ("平乡县水利局", "平乡县教育局", "平乡县林业局")
    return [source(tmp_path, name, f"{number}31.40") for number, name in enumerate(names, 1)]


def visible(out: Path) -> set[str]:
    return {path.name for path in out.iterdir() if path.name[0] != "."}


# --- what stands on the disk ----------------------------------------------------------------------
def test_a_build_switches_a_pointer(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    first = generation_of(out)
    assert first.parent == out / "generations"
    assert is_whole(first)
    build([str(inputs[1])], out)
    second = generation_of(out)
    assert second != first
    assert generations(out) == sorted([first, second])
    for name in visible(out) - {"generations", CURRENT}:
        assert os.readlink(out / name) == f"current/{name}", "names of users follow the pointer"
    assert (out / "SHA256SUMS").read_bytes() == (second / "SHA256SUMS").read_bytes()


def test_equal_content_is_the_same_generation(tmp_path: Path, inputs: list[Path]) -> None:
    out, other = tmp_path / "out", tmp_path / "other"
    build([str(inputs[0])], out)
    first = generation_of(out)
    build([str(inputs[0])], out)
    build([str(inputs[0])], out, force=True)
    build([str(inputs[0])], other)
    assert generations(out) == [first]
    assert generation_of(other).name == first.name


def test_a_damaged_generation_is_not_used_again(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    first = generation_of(out)
    (first / "metadata.ttl").write_text("", "utf-8")
    build([str(inputs[0])], out)
    assert generation_of(out) != first
    assert is_whole(generation_of(out))


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (2, 2),
        pytest.param(1, 1, marks=pytest.mark.long),
        pytest.param(3, 3, marks=pytest.mark.long),
    ],
)
def test_so_many_generations_stay(
    kept: int, expected: int, tmp_path: Path, inputs: list[Path]
) -> None:
    out = tmp_path / "out"
    for path in inputs:
        build([str(path)], out, keep=kept)
    assert len(generations(out)) == expected
    assert generation_of(out) in generations(out)


def test_a_generation_that_is_read_stays(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    with held(out) as generation:
        for path in inputs[1:]:
            build([str(path)], out, keep=1)
        assert is_whole(generation)
        assert generation != generation_of(out)
    build([str(inputs[0]), str(inputs[1])], out, keep=1)
    assert generations(out) == [generation_of(out)]


def test_a_folder_from_before_generations_is_read_and_taken_over(
    tmp_path: Path, inputs: list[Path], capfd: pytest.CaptureFixture[str]
) -> None:
    built, out = tmp_path / "built", tmp_path / "out"
    build([str(inputs[0])], built)
    shutil.copytree(generation_of(built), out)
    assert generation_of(out) == out
    assert run(["query", "coverage", "--graph", str(out)]) == 0
    assert "平乡县水利局" in capfd.readouterr().out
    build([str(inputs[1])], out)
    assert generation_of(out).parent == out / "generations"
    for name in visible(out) - {"generations", CURRENT}:
        assert (out / name).is_symlink()
    assert run(["query", "coverage", "--graph", str(out)]) == 0
    assert "平乡县教育局" in capfd.readouterr().out


# --- what stands in the way -----------------------------------------------------------------------
def test_a_second_build_is_told_who_writes(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    before = state_of(out)
    with locked(out), pytest.raises(UsageError, match=rf"another build \(process {os.getpid()}\)"):
        build([str(inputs[1])], out)
    assert state_of(out) == before


def test_what_killed_builds_left_is_swept(tmp_path: Path, inputs: list[Path]) -> None:
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    left = [out / "generations" / ".new-x", out / "generations" / ".old-y", out / ".link-current"]
    for path in left[:2]:
        path.mkdir()
        (path / "graph.nq.gz").write_bytes(b"half")
    left[2].symlink_to("nowhere")
    build([str(inputs[0])], out)
    assert not [path for path in left if os.path.lexists(path)]


def _with_digest(built: Built) -> Built:
    return replace(built, sha256="../../astray")


def _with_digest_of_a_part(built: Built) -> Built:
    return replace(built, parts=(replace(built.parts[0], sha256="../../astray"),))


def _with_picture(built: Built) -> Built:
    places = {**built.parts[0].places, "picture-../../astray": (0, 0)}
    return replace(built, parts=(replace(built.parts[0], places=places),))


@pytest.mark.parametrize("astray", [_with_digest, _with_digest_of_a_part, _with_picture])
def test_what_names_other_files_is_not_kept(
    astray: Callable[[Built], Built],
    tmp_path: Path,
    inputs: list[Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A worker that its document took over may say so; it costs that document."""
    whole_run = built_sources.run

    def run_astray(
        jobs: Sequence[Job[MadeSource]], given: Allowance, count: int
    ) -> Iterator[MadeSource | BudgetGraphError]:
        for number, made in enumerate(whole_run(jobs, given, count)):
            assert isinstance(made, MadeSource)
            assert made.built.names_files
            yield made if number else replace(made, built=astray(made.built))

    monkeypatch.setattr(built_sources, "run", run_astray)
    report = build(list(map(str, inputs[:2])), tmp_path / "out")
    assert len(report.parts) == 1
    assert "names files elsewhere" in report.failures[0].reason
    assert not list(tmp_path.rglob("*astray*"))


def test_a_build_of_nothing_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    build([str(tmp_path / "nothing.txt")], out)
    assert not out.exists()


def test_a_full_disk_leaves_the_old_generation(tmp_path: Path, inputs: list[Path]) -> None:
    """No file may grow over a limit, from the smallest to one that just suffices."""
    out = tmp_path / "out"
    build([str(inputs[0])], out)
    before = state_of(out)
    script = (
        "import resource, signal, sys; from budgetgraph.cli import run;"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "limit = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit));"
        "sys.exit(run(sys.argv[2:]))"
    )
    for limit in (100, 40_000):
        arguments = [str(limit), "build", str(inputs[1]), "--out", str(out), "--jobs", "1"]
        ended = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True)
        said = ended.stderr.decode()
        assert ended.returncode == UnreadableInput.status, said
        assert f"{out}: cannot be written" in said
        assert "what was built before is as it was" in said
        assert "Traceback" not in said
        assert state_of(out) == before


@pytest.mark.skipif(sys.platform != "linux", reason="mounts of Linux")
@pytest.mark.parametrize("way", ["full", "read-only"])
@pytest.mark.long
def test_a_disk_that_takes_nothing(way: str, tmp_path: Path, inputs: list[Path]) -> None:
    """In a small file system of its own, where the system lets a user have one."""
    place, out = tmp_path / "place", tmp_path / "place" / "out"
    place.mkdir()
    command = f"{sys.executable} -m budgetgraph"
    fill = {
        "full": f"head -c 1G /dev/zero > {place}/filler",
        "read-only": f"mount -o remount,ro {place}",
    }
    script = f"""
        mount -t tmpfs -o size=4m none {place} || exit 99
        {command} build {inputs[0]} --out {out} || exit 98
        {fill[way]} 2>/dev/null
        readlink {out}/current
        {command} build {inputs[1]} --out {out}; echo status $?
        readlink {out}/current; ls -A {out}/generations
        {command} query coverage --graph {out}
    """
    ended = subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script], capture_output=True
    )
    if ended.returncode == 99 or b"unshare" in ended.stderr:
        pytest.skip("no mounts for this user")
    before, status, after, left, *answer = ended.stdout.decode().splitlines()
    said = ended.stderr.decode()
    assert status == "status 3", said
    assert f"{out}: cannot be written" in said
    assert before == after == f"generations/{left}"
    assert any("平乡县水利局" in line for line in answer)


# --- kills ----------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, int]:
    """An old built folder, the input of a new one, the new one, and the steps that building takes."""
    folder = tmp_path_factory.mktemp("kills")
    old, new = source(folder, "平乡县水利局", "131.40"), source(folder, "平乡县教育局", "231.40")
    build([str(old)], folder / "old")
    build([str(new)], folder / "new")
    shutil.copytree(folder / "old", folder / "counted", symlinks=True)
    steps = built_with_kill([new], folder / "counted", None)
    return folder / "old", new, folder / "new", steps


@pytest.mark.parametrize(
    "from_the_end",
    [5, 9, *(pytest.param(step, marks=pytest.mark.long) for step in (1, 3, 6, 7, 8, 12))],
)
def test_a_kill_leaves_the_old_folder_or_the_new_one(
    from_the_end: int, tmp_path: Path, builds: tuple[Path, Path, Path, int]
) -> None:
    """The steps around the switch; a script of the benchmarks goes through all of them."""
    old, path, new, steps = builds
    out = tmp_path / "out"
    shutil.copytree(old, out, symlinks=True)
    built_with_kill([path], out, steps - from_the_end)
    assert state_of(out) in (state_of(old), state_of(new))
    assert is_whole(generation_of(out))
    build([str(path)], out)
    assert state_of(out) == state_of(new)
    assert {path.name for path in out.iterdir() if path.name[0] == "."} == {LOCK}
    assert not [path for path in (out / "generations").iterdir() if path.name[0] == "."]
