"""Write a built folder as generations and a pointer, so that it is the old one or the new one at
every moment, whatever happens.

    out/generations/3f0c…/graph.nq.gz …   a generation: written once, named by its content
    out/current → generations/3f0c…       the pointer: one rename switches it
    out/graph.nq.gz → current/graph.nq.gz the names that users know

A generation is complete on the disk before the pointer names it. What a killed build left is
removed by the next one, which goes on with what had been made of each source.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

from budgetgraph.isolation.termination import held, undisturbed
from budgetgraph.pipeline.generation.lock import BuildLock, told_of
from budgetgraph.pipeline.kept.unfinished import UNFINISHED, take_over
from budgetgraph.store.generations import CURRENT, GENERATIONS, generation_of

if sys.platform != "win32":
    import fcntl

#: Generations that are kept: the current one and the one before, for readers that still have it.
KEPT = 2
#: Beginnings of names that exist only while a build runs.
_FRESH, _LINK, _OLD = ".new-", ".link-", ".old-"
#: Digits of a generation's name.
_DIGITS = 16


@contextlib.contextmanager
def locked(out: Path) -> Iterator[None]:
    """Be the only build that writes into a built folder, and clear away what a killed one left.

    UsageError where another one writes; UnreadableInput where `out` cannot be written or holds
    something else.
    """
    with held(lambda: BuildLock(out), BuildLock.release) as lock:
        with told_of(out):
            lock.sign()
            _sweep(out)
        yield


def _sweep(out: Path) -> None:
    """Remove what killed builds left half made, but for what they had made of sources."""
    for path in (out / GENERATIONS).glob(f"{_FRESH}*"):
        take_over(path, out / GENERATIONS / UNFINISHED)
    for folder in (out, out / GENERATIONS):
        for path in folder.iterdir():
            if path.name.startswith((_FRESH, _LINK, _OLD)):
                _remove(path)


def forget_unfinished(out: Path) -> None:
    """Remove what killed builds had made of sources."""
    shutil.rmtree(out / GENERATIONS / UNFINISHED, ignore_errors=True)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


@contextlib.contextmanager
def fresh_generation(out: Path) -> Iterator[Path]:
    """Give an empty folder for a generation, which goes away where it is not published.

    UnreadableInput where the disk does not take it.
    """
    with told_of(out), held(lambda: _made_folder(out), _remove_folder) as folder:
        yield folder


def _made_folder(out: Path) -> Path:
    folder = Path(mkdtemp(prefix=_FRESH, dir=out / GENERATIONS))
    folder.chmod(0o755)
    return folder


def _remove_folder(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def publish(out: Path, fresh: Path, kept: int = KEPT) -> None:
    """Make a written generation the current one, and remove those that are not kept.

    The order makes every moment a whole one: the generation is on the disk before it gets its
    name, the names that users know lead to the pointer before it is switched, and nothing is
    removed before that.
    """
    with told_of(out):
        _to_disk(fresh)
        with undisturbed():
            names = _switch(out, fresh)
        _to_disk(out)
        _replace_files_of_old(out, names)
        remove_old(out, kept)


def _switch(out: Path, fresh: Path) -> list[str]:
    """Give a generation its name and turn the pointer to it; the names of what it holds."""
    name = _named(out, fresh)
    place = out / GENERATIONS / name
    if place.exists():
        os.utime(place)
    else:
        fresh.rename(place)
    _to_disk(out / GENERATIONS)
    names = sorted(os.listdir(place))
    for known in names:
        if not os.path.lexists(out / known):
            _link(out, f"{CURRENT}/{known}", known)
    _link(out, f"{GENERATIONS}/{name}", CURRENT)
    return names


def _named(out: Path, fresh: Path) -> str:
    """Name a generation by its content.

    The name is free, or that of an equal generation which is still whole.
    """
    digest = content_digest(fresh)
    name, number = digest, 1
    while (place := out / GENERATIONS / name).exists() and not is_whole(place):
        number += 1
        name = f"{digest}-{number}"
    return name


def content_digest(generation: Path) -> str:
    """Give the first digits of a digest over the sums of a generation and over its kept parts."""
    digest = hashlib.sha256((generation / "SHA256SUMS").read_bytes())
    for path in sorted(generation.glob("parts/**/*.json.gz")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:_DIGITS]


def is_whole(generation: Path) -> bool:
    """Tell whether every file of a generation is as its sums say, and its store is there."""
    try:
        lines = (generation / "SHA256SUMS").read_text("utf-8").splitlines()
        for line in lines:
            digest, _, name = line.partition("  ")
            if hashlib.sha256((generation / name).read_bytes()).hexdigest() != digest:
                return False
    except OSError:
        return False
    return (generation / "store" / "CURRENT").is_file()


def _link(folder: Path, target: str, name: str) -> None:
    """Make the link `name`, or turn it to another target, in one step."""
    made = folder / f"{_LINK}{name}"
    with contextlib.suppress(FileNotFoundError):
        made.unlink()
    made.symlink_to(target)
    made.replace(folder / name)


def _replace_files_of_old(out: Path, names: list[str]) -> None:
    """Turn what a build without generations wrote into links; remove links that lead nowhere."""
    for name in names:
        path = out / name
        if path.is_symlink():
            continue
        if path.is_dir():
            path.rename(out / f"{_OLD}{name}")
        _link(out, f"{CURRENT}/{name}", name)
    for path in out.iterdir():
        if path.name.startswith(_OLD) or _leads_nowhere(path):
            _remove(path)


def _leads_nowhere(path: Path) -> bool:
    """Tell whether a link of ours names a file that the current generation does not have."""
    if not path.is_symlink() or path.exists():
        return False
    return os.readlink(path).startswith(f"{CURRENT}/")


def remove_old(out: Path, kept: int) -> None:
    """Remove the oldest generations but `kept`, never the current one or one that is being read."""
    current = generation_of(out).name
    places = [path for path in generations(out) if path.name != current]
    places.sort(key=lambda path: path.stat().st_mtime_ns, reverse=True)
    for place in places[max(kept - 1, 0) :]:
        if not _is_held(place):
            # Under another name first: a generation that is half removed is none.
            place.rename(place.with_name(f"{_OLD}{place.name}"))
            shutil.rmtree(place.with_name(f"{_OLD}{place.name}"), ignore_errors=True)


def generations(out: Path) -> list[Path]:
    """Give the published generations of a built folder."""
    return sorted(path for path in (out / GENERATIONS).iterdir() if path.name[0] != ".")


def _is_held(generation: Path) -> bool:
    opened = os.open(generation, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(opened)
    return False


def _to_disk(folder: Path) -> None:
    """Have the system write everything of this folder's file system to the disk (syncfs(2))."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        if sys.platform == "linux":
            failed = ctypes.CDLL(None, use_errno=True).syncfs(opened)
            if failed:
                number = ctypes.get_errno()
                raise OSError(number, os.strerror(number))
        else:
            os.sync()
            os.fsync(opened)
    finally:
        os.close(opened)
