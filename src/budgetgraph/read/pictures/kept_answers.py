"""Keep what the recogniser answers, so that the picture of a page is not read twice.

An answer is found by the digest of the picture that was asked about, so it stays right when the
page is cut in another way. The answers on one page are one file:

    FOLDER/SHA-256 of the source/PAGE-VERSION.json.gz

They hold the text of the page as it was read, personal data too: the folder is its owner's alone.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    # NumPy takes long to import, and few files are pictures.
    from budgetgraph.read.pictures.image import Picture

_LOG = logging.getLogger(__package__)

#: The variable of the environment that names a folder for the answers of every command.
FOLDER = "BUDGETGRAPH_RECOGNISED"
#: What decides an answer: these packages with the models in them, and these modules of ours.
_PACKAGES = ("rapidocr", "onnxruntime")
_MODULES = ("recogniser.py", "likelihoods.py")
#: So many digits of a digest tell versions and pictures apart.
_DIGITS, _PICTURE_DIGITS = 12, 32
_OWNER_ONLY = 0o700
_FRESH = ".new-"

T = TypeVar("T")


class PageAnswers:
    """The answers on the picture of one page: those of its file, and those that are given now."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._answers = _read(path)
        self._is_changed = False

    def answer(self, key: str, ask: Callable[[], object]) -> object:
        """Give a kept answer, or ask and keep what is answered."""
        if key not in self._answers:
            self._answers[key] = ask()
            self._is_changed = True
        return self._answers[key]

    def save(self) -> None:
        """Write the answers where there are new ones; a disk that takes nothing costs time only."""
        if not self._is_changed:
            return
        try:
            self._write()
        except OSError as problem:
            _LOG.warning("what was recognised is not kept: %s", problem)

    def _write(self) -> None:
        folder = self._path.parent
        folder.parent.mkdir(_OWNER_ONLY, parents=True, exist_ok=True)
        folder.mkdir(_OWNER_ONLY, exist_ok=True)
        content = json.dumps(self._answers, ensure_ascii=False, sort_keys=True).encode()
        fresh = folder / f"{_FRESH}{self._path.name}"
        fresh.write_bytes(gzip.compress(content, mtime=0))
        fresh.replace(self._path)
        page = self._path.name.partition("-")[0]
        for other in folder.glob(f"{page}-*"):
            if other != self._path:
                other.unlink()


def _read(path: Path) -> dict[str, object]:
    """Give the answers in a file; none where there is no file, or a damaged one."""
    try:
        kept = json.loads(gzip.decompress(path.read_bytes()))
    except (OSError, EOFError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


_IN_FOLDER: ContextVar[Path | None] = ContextVar("_IN_FOLDER", default=None)
_OF_PAGE: ContextVar[PageAnswers | None] = ContextVar("_OF_PAGE", default=None)


@contextmanager
def answers_kept_in(folder: Path) -> Iterator[None]:
    """Keep in a folder what is recognised while the block runs, and take from it what is known."""
    token = _IN_FOLDER.set(folder)
    try:
        yield
    finally:
        _IN_FOLDER.reset(token)


def folder_of_answers() -> Path | None:
    """Give the folder in which answers are kept, by the block or by the environment."""
    given = os.environ.get(FOLDER)
    return _IN_FOLDER.get() or (Path(given) if given else None)


@contextmanager
def answers_of_page(sha256: str, number: int) -> Iterator[None]:
    """Read page `number` of a source while the block runs; its answers are kept at the end, those
    of a page that was given up half read as well.
    """
    folder = folder_of_answers()
    if folder is None:
        yield
        return
    page = PageAnswers(_file(folder, sha256, number))
    token = _OF_PAGE.set(page)
    try:
        yield
    finally:
        _OF_PAGE.reset(token)
        page.save()


def answered(question: str, picture: Picture, ask: Callable[[], T]) -> T:
    """Give the answer to a question about a picture: the kept one, else that of `ask`, which is
    made of lists, texts and numbers.
    """
    page = _OF_PAGE.get()
    if page is None:
        return ask()
    digest = hashlib.sha256(f"{question} {picture.shape} ".encode())
    digest.update(picture.tobytes())
    return cast("T", page.answer(digest.hexdigest()[:_PICTURE_DIGITS], ask))


def has_answers(folder: Path, sha256: str, number: int) -> bool:
    """Tell whether a page was read before by this version."""
    return _file(folder, sha256, number).is_file()


def forget(folder: Path, digests: Iterable[str]) -> None:
    """Remove the answers on sources."""
    for digest in digests:
        shutil.rmtree(folder / digest, ignore_errors=True)


def forget_others(folder: Path, digests: Iterable[str]) -> None:
    """Remove the answers on every source but these, and the folder where none are left."""
    kept = set(digests)
    present = os.listdir(folder) if folder.is_dir() else []
    forget(folder, [name for name in present if name not in kept])
    with contextlib.suppress(OSError):
        folder.rmdir()


def _file(folder: Path, sha256: str, number: int) -> Path:
    return folder / sha256 / f"{number}-{_version()}.json.gz"


@cache
def _version() -> str:
    """Give a digest of everything that decides what the recogniser answers."""
    digest = hashlib.sha256()
    for package in _PACKAGES:
        digest.update(f"{package} {_version_of(package)} ".encode())
    for module in _MODULES:
        digest.update(Path(__file__).with_name(module).read_bytes())
    return digest.hexdigest()[:_DIGITS]


def _version_of(package: str) -> str:
    """Give the version of a package, or an empty text where it is not installed."""
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""
