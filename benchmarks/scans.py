"""How well pages that are pictures are read, by resolution and damage.

    python benchmarks/scans.py [FOLDER ...] [--pages 10] [--every-page] [--tally scans.jsonl]

Pages with a text layer are rendered, damaged, and read again with the extra `ocr`; what is read is
held to the text layer of the same page. The PDF files are those of the folders; without a folder
the examples are printed first. Each result is kept in the tally, so that a run that was stopped
goes on where it stood. Needs the extra `ocr` and a font for Chinese.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, fields
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

from budgetgraph.disclosure import Disclosure
from budgetgraph.document.problems import UnreadableInput
from budgetgraph.document.where import Where
from budgetgraph.pipeline.line import extract_all
from budgetgraph.read.pictures.second_look import DOUBTFUL

HERE = Path(__file__).resolve().parent
#: A page of tables prints so many amounts at least.
_FEWEST_AMOUNTS = 20
_WHITE = 255


# --- damages --------------------------------------------------------------------------------------
def _noisy(picture: Image.Image) -> Image.Image:
    """Make the paper darker and every pixel uncertain, as a cheap scanner does."""
    random = np.random.default_rng(1)
    pixels = np.asarray(picture).astype(float) * 0.88
    pixels += random.normal(0, 14, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, _WHITE).astype("uint8"))


def _grey(picture: Image.Image) -> Image.Image:
    """Lay a shadow over the page: from light grey at the left to dark grey at the right."""
    pixels = np.asarray(picture).astype(float)
    shade = np.linspace(0.92, 0.55, pixels.shape[1])[None, :, None]
    return Image.fromarray((pixels * shade).astype("uint8"))


def _stamped(picture: Image.Image) -> Image.Image:
    """Put a round red stamp with a star over the middle of the page."""
    seal = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(seal)
    x, y, radius = picture.width // 2, picture.height // 2, picture.height // 7
    for inner in (0, radius // 12):
        edge = radius - inner
        pen.ellipse((x - edge, y - edge, x + edge, y + edge), outline=210, width=radius // 25)
    pen.regular_polygon((x, y, radius // 3), 5, fill=210)
    for turn in range(12):
        angle = 2 * np.pi * turn / 12
        across, down = x + 0.72 * radius * np.cos(angle), y + 0.72 * radius * np.sin(angle)
        half = radius // 12
        pen.rectangle((across - half, down - half, across + half, down + half), fill=210)
    red = Image.new("RGB", picture.size, (214, 36, 40))
    # Ink of a stamp lies over print and does not cover it.
    mixed = Image.fromarray(np.minimum(np.asarray(picture), np.asarray(red)))
    return Image.composite(mixed, picture, seal)


def _askew(degrees: float) -> Callable[[Image.Image], Image.Image]:
    """Give the damage of paper that lies askew."""

    def turned(picture: Image.Image) -> Image.Image:
        bicubic = Image.Resampling.BICUBIC
        return picture.rotate(degrees, resample=bicubic, fillcolor=(_WHITE,) * 3)

    return turned


def _photographed(corners: Sequence[tuple[float, float]]) -> Callable[[Image.Image], Image.Image]:
    """Give the damage of a photograph: the corners of the page (upper left, upper right, lower
    right, lower left) lie at these shares of its width and height, on a dark table, in uneven
    light, a little out of focus.
    """

    def seen(picture: Image.Image) -> Image.Image:
        width, height = picture.size
        goals = [(x * width, y * height) for x, y in corners]
        origins = [(0, 0), (width, 0), (width, height), (0, height)]
        bicubic = Image.Resampling.BICUBIC
        terms = _perspective(goals, origins)
        perspective = Image.Transform.PERSPECTIVE
        paper = Image.new("L", picture.size, _WHITE)
        size, desk = picture.size, (92, 78, 66)
        covered = paper.transform(size, perspective, terms, bicubic, fillcolor=0)
        warped = picture.transform(size, perspective, terms, bicubic, fillcolor=desk)
        lying = Image.composite(warped, Image.new("RGB", size, desk), covered)
        pixels = np.asarray(lying.filter(ImageFilter.GaussianBlur(0.7))).astype(float)
        down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
        light = 0.98 - 0.3 * across * down - 0.1 * (1 - down)
        pixels = pixels * light[:, :, None]
        pixels += np.random.default_rng(2).normal(0, 4, pixels.shape)
        return Image.fromarray(np.clip(pixels, 0, _WHITE).astype("uint8"))

    return seen


def _curled(picture: Image.Image) -> Image.Image:
    """Bend the page as one of a bound volume: its lines are curves."""
    pixels = np.asarray(picture)
    height, width = pixels.shape[:2]
    rise = np.rint(0.012 * height * np.sin(np.linspace(0, np.pi, width))).astype(int)
    rows = np.clip(np.arange(height)[:, None] + rise[None, :], 0, height - 1)
    return Image.fromarray(pixels[rows, np.arange(width)[None, :]])


def _perspective(
    goals: Sequence[tuple[float, float]], origins: Sequence[tuple[float, float]]
) -> list[float]:
    """Give the terms by which Pillow finds the origin of a place, from four places of each."""
    rows, sides = [], []
    for (x, y), (u, v) in zip(goals, origins, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
        sides += [u, v]
    return [float(term) for term in np.linalg.solve(np.array(rows), np.array(sides))]


def _worn(picture: Image.Image) -> Image.Image:
    """Put several damages on one page: askew, under a stamp, in a shadow, noisy."""
    return _noisy(_grey(_stamped(_askew(-1.3)(picture))))


def _untouched(picture: Image.Image) -> Image.Image:
    return picture


@dataclass(frozen=True)
class Damage:
    """What is done to a page: its resolution, the quality of its JPEG, what lies over it."""

    name: str
    dpi: int
    quality: int = 95
    over: Callable[[Image.Image], Image.Image] = _untouched


_FROM_BELOW = ((0.09, 0.06), (0.92, 0.05), (0.98, 0.97), (0.02, 0.96))
_FROM_SIDE = ((0.05, 0.09), (0.93, 0.03), (0.96, 0.98), (0.03, 0.92))
_TURNED = ((0.19, 0.03), (0.98, 0.13), (0.84, 0.97), (0.02, 0.84))
#: The edges of the page lie outside, so that only its print tells how it lies.
_OF_PART = ((-0.01, -0.02), (1.01, -0.04), (1.05, 1.04), (-0.06, 1.02))
CLEAN = Damage("200 dpi, clean", 200)
DAMAGES = (
    CLEAN,
    Damage("150 dpi", 150),
    Damage("300 dpi", 300),
    Damage("askew by 2°", 200, over=_askew(2.0)),
    Damage("askew by -2°", 200, over=_askew(-2.0)),
    Damage("noise", 200, over=_noisy),
    Damage("JPEG 60", 200, quality=60),
    Damage("red stamp", 200, over=_stamped),
    Damage("grey shadow", 200, over=_grey),
    Damage("several, 150 dpi, JPEG 60", 150, quality=60, over=_worn),
    Damage("several, 300 dpi, JPEG 60", 300, quality=60, over=_worn),
    Damage("photograph from below", 200, 80, _photographed(_FROM_BELOW)),
    Damage("photograph from the side", 200, 80, _photographed(_FROM_SIDE)),
    Damage("photograph, turned by 10°", 200, 80, _photographed(_TURNED)),
    Damage("photograph of a part", 200, 80, _photographed(_OF_PART)),
    Damage("curled", 200, 80, _curled),
)


# --- material -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sheet:
    """One page of a PDF file, as a PDF of its own, and what its text layer says."""

    file: str
    number: int
    data: bytes
    printed: tuple[Disclosure, ...]

    def scanned(self, damage: Damage) -> bytes:
        """Give the page as a PDF that holds nothing but a picture."""
        with pypdfium2.PdfDocument(self.data) as pdf:
            picture = pdf[0].render(scale=damage.dpi / 72).to_pil().convert("RGB")
        out = io.BytesIO()
        damaged = damage.over(picture)
        damaged.save(out, "PDF", resolution=damage.dpi, quality=damage.quality)
        return out.getvalue()


def _sheets(file: Path) -> Iterator[Sheet]:
    """Give the pages of a file that say something by themselves."""
    with pypdfium2.PdfDocument(file) as pdf:
        for number in range(len(pdf)):
            with pypdfium2.PdfDocument.new() as one:
                one.import_pages(pdf, [number])
                out = io.BytesIO()
                one.save(out)
            printed = _read(out.getvalue())
            if _values(printed):
                yield Sheet(file.name, number + 1, out.getvalue(), printed)


def _read(data: bytes) -> tuple[Disclosure, ...]:
    """Extract the disclosures of a PDF; none where it is not readable."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        path.write_bytes(data)
        try:
            return extract_all(path)
        except UnreadableInput:
            return ()


def _of_tables(sheets: Iterable[Sheet], most: int) -> list[Sheet]:
    """Give so many pages with many amounts in tables, in turn from every file."""
    by_file: defaultdict[str, list[Sheet]] = defaultdict(list)
    for sheet in sheets:
        if len(list(_cells(sheet.printed))) >= _FEWEST_AMOUNTS:
            by_file[sheet.file].append(sheet)
    chosen: list[Sheet] = []
    while len(chosen) < most and any(by_file.values()):
        for left in by_file.values():
            if left and len(chosen) < most:
                chosen.append(left.pop(0))
    return chosen


# --- what was read --------------------------------------------------------------------------------
@dataclass(frozen=True)
class Value:
    """An amount that was read, and whether something says that it may be wrong."""

    text: str
    is_marked: bool


def _doubted(where: Where) -> bool:
    return where.picture is not None and where.picture.confidence < DOUBTFUL


def _cells(found: Iterable[Disclosure]) -> Iterator[Value]:
    """Give the figures in the cells of all tables."""
    for disclosure in found:
        for table in disclosure.tables:
            for row in table.rows:
                for cell in row.cells:
                    if any(map(str.isdigit, cell.value)):
                        marked = table.closes is False or _doubted(cell.where)
                        yield Value(cell.value, marked)


def _values(found: Sequence[Disclosure]) -> list[Value]:
    """Give all amounts: those of tables, of the prose, of projects."""
    values = list(_cells(found))
    for disclosure in found:
        values += [Value(one.value, _doubted(one.where)) for one in disclosure.statements]
        for project in disclosure.projects:
            for amount in filter(None, (project.total, project.fiscal, project.other)):
                values.append(Value(amount.value, _doubted(amount.where)))
    return values


def _labels(found: Iterable[Disclosure]) -> str:
    """Give the codes and names of all rows and projects."""
    lines: list[str] = []
    for disclosure in found:
        for table in disclosure.tables:
            lines += [f"{row.code or ''}{row.item}" for row in table.rows]
        lines += [project.name for project in disclosure.projects]
    return "\n".join(lines)


def _documents(found: Iterable[Disclosure]) -> Counter[str]:
    return Counter(str(one.number) for disclosure in found for one in disclosure.documents)


# --- comparison -----------------------------------------------------------------------------------
@dataclass
class Tally:
    """What was found on one page, or on several together."""

    pages: int = 0
    amounts: int = 0
    right: int = 0
    marked: int = 0
    silent: int = 0
    missing: int = 0
    invented: int = 0
    characters: int = 0
    characters_right: int = 0
    documents: int = 0
    documents_right: int = 0
    seconds: float = 0.0

    def add(self, other: Tally) -> None:
        for field in fields(self):
            own, further = getattr(self, field.name), getattr(other, field.name)
            setattr(self, field.name, own + further)


def _compared(printed: Sequence[Disclosure], scanned: Sequence[Disclosure]) -> Tally:
    """Hold what was read on a picture to what its text layer says."""
    tally = Tally(pages=1)
    _compare_amounts(_values(printed), _values(scanned), tally)
    labels, read = _labels(printed), _labels(scanned)
    blocks = SequenceMatcher(None, labels, read, autojunk=False).get_matching_blocks()
    tally.characters, tally.characters_right = len(labels), sum(block.size for block in blocks)
    numbers = _documents(printed)
    tally.documents = numbers.total()
    tally.documents_right = (numbers & _documents(scanned)).total()
    return tally


def _compare_amounts(printed: list[Value], scanned: list[Value], tally: Tally) -> None:
    """Put both lists of amounts side by side and count."""
    tally.amounts = len(printed)
    expected, found = [one.text for one in printed], [one.text for one in scanned]
    matcher = SequenceMatcher(None, expected, found, autojunk=False)
    for kind, first, last, start, end in matcher.get_opcodes():
        if kind == "equal":
            tally.right += last - first
            continue
        pairs = list(zip(range(first, last), range(start, end), strict=False))
        for place, other in pairs:
            is_marked = scanned[other].is_marked
            tally.marked += is_marked
            tally.silent += not is_marked
            print(f"    {expected[place]} read as {found[other]}, marked: {is_marked}")
        for place in range(first + len(pairs), last):
            print(f"    {expected[place]} not read")
        for other in range(start + len(pairs), end):
            print(f"    {found[other]} invented, marked: {scanned[other].is_marked}")
        tally.missing += last - first - len(pairs)
        tally.invented += end - start - len(pairs)


# --- the run --------------------------------------------------------------------------------------
def _kept(path: Path) -> dict[tuple[str, int, str], Tally]:
    """Give what an earlier run has found."""
    found: dict[tuple[str, int, str], Tally] = {}
    if path.exists():
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            key = (entry["file"], entry["page"], entry["damage"])
            found[key] = Tally(**entry["tally"])
    return found


def _run(work: Sequence[tuple[Sheet, Damage]], path: Path) -> dict[str, Tally]:
    """Read every page with its damage; what the tally holds is not read again."""
    kept = _kept(path)
    total: dict[str, Tally] = {}
    for done, (sheet, damage) in enumerate(work, start=1):
        key = (sheet.file, sheet.number, damage.name)
        if key not in kept:
            print(f"{done}/{len(work)} {sheet.file} page {sheet.number}: {damage.name}", flush=True)
            scan = sheet.scanned(damage)
            start = time.process_time()
            found = _read(scan)
            kept[key] = _compared(sheet.printed, found)
            kept[key].seconds = round(time.process_time() - start, 2)
            entry = {"file": key[0], "page": key[1], "damage": key[2], "tally": asdict(kept[key])}
            with path.open("a", encoding="utf-8") as out:
                out.write(json.dumps(entry, ensure_ascii=False) + "\n")
        total.setdefault(damage.name, Tally()).add(kept[key])
    return total


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.4f}" if whole else "-"


def _print(total: dict[str, Tally]) -> None:
    print("| damage | pages | amounts | right | wrong, marked | wrong, unmarked | not read", end="")
    print(" | invented | characters | documents | s/page |")
    print("| --- " * 11 + "|")
    for name, one in total.items():
        cells = [
            name, one.pages, one.amounts, _share(one.right, one.amounts), one.marked, one.silent,
            one.missing, one.invented, _share(one.characters_right, one.characters),
            _share(one.documents_right, one.documents), f"{one.seconds / one.pages:.1f}",
        ]  # fmt: skip
        print("| " + " | ".join(map(str, cells)) + " |")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory of this run: {peak:.0f} MB")


def _files(folders: Sequence[Path], made: Path) -> list[Path]:
    """Give the PDF files of the folders; of the examples, printed into `made`, without any."""
    if not folders:
        program = HERE.parent / "examples" / "render.py"
        subprocess.run([sys.executable, str(program), "--out", str(made)], check=True)
    return sorted(file for folder in folders or [made] for file in folder.glob("*.pdf"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--pages", type=int, default=10, help="pages of tables for each damage")
    parser.add_argument("--every-page", action="store_true", help="all pages clean at 200 dpi, too")
    parser.add_argument("--damage", help="only damages whose names hold this text")
    parser.add_argument("--tally", type=Path, default=Path("scans.jsonl"))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        files = _files(given.folders, Path(made))
        sheets = [sheet for file in files for sheet in _sheets(file)]
    chosen = _of_tables(sheets, given.pages)
    damages = [damage for damage in DAMAGES if (given.damage or "") in damage.name]
    work = [(sheet, damage) for damage in damages for sheet in chosen]
    if given.every_page:
        work += [(sheet, CLEAN) for sheet in sheets if sheet not in chosen]
    _print(_run(work, given.tally))


if __name__ == "__main__":
    main()
