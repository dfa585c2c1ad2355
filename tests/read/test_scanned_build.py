"""A built scan shows the pictures of its pages, and takes them along when it goes."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from paper import Page
from PIL import Image
from scanned import scanned_page
from starlette.testclient import TestClient
from test_pictures import draw, needs_ocr, written

from budgetgraph.export.archive import export
from budgetgraph.pipeline.build import build
from budgetgraph.pipeline.retract import retract
from budgetgraph.publish.app import create_app

GREY = 85
TEXT = """平乡县水利局2025年部门预算
一、收支预算说明
2025年收入预算120.00万元，其中一般公共预算拨款收入120.00万元。
2025年支出预算120.00万元，其中基本支出100.00万元，项目支出20.00万元。
"""


@dataclass(frozen=True)
class Built:
    folder: Path
    sha256: str
    scan: str


def contact(page: Page) -> None:
    draw(page)
    page.text(330, 60, "联系人：钱小满 联系电话：13800000000")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A folder built of a scan and of a paper with text."""
    folder = tmp_path_factory.mktemp("scanned")
    scan = written(scanned_page(contact), folder / "scan.png")
    text = folder / "text.txt"
    text.write_text(TEXT, "utf-8")
    report = build([str(scan), str(text)], folder / "out", dumps=False)
    (digest,) = [part.sha256 for part in report.parts if part.file == scan.name]
    return Built(folder / "out", digest, scan.name)


@needs_ocr
def test_the_picture_hides_what_the_text_hides(built: Built) -> None:
    folder = built.folder / "sources"
    lines = (folder / f"{built.sha256}.txt").read_text("utf-8").split("\n")
    assert not any("钱小满" in line or "13800000000" in line for line in lines)
    (page,) = json.loads((folder / built.sha256 / "pages.json").read_text())["pages"]
    (hidden,) = [line for line in page["lines"] if lines[line[0] - 1].startswith("联系人")]
    picture = Image.open(io.BytesIO((folder / built.sha256 / "1.png").read_bytes()))
    inside = np.asarray(picture.convert("L").crop([round(side * 2) for side in hidden[1:]]))
    assert (inside == GREY).all()
    assert 0 in np.asarray(picture.convert("L"))


@needs_ocr
def test_the_source_view_marks_lines_and_cells_on_it(built: Built) -> None:
    app = create_app(built.folder)
    with TestClient(app) as client:
        sent = client.get(f"/source/{built.sha256}/1.png")
        assert (sent.status_code, sent.headers["content-type"]) == (200, "image/png")
        assert sent.headers["cache-control"] == "public, no-cache"
        assert "frame-ancestors 'none'" in sent.headers["content-security-policy"]
        held = {"If-None-Match": sent.headers["etag"]}
        assert client.get(f"/source/{built.sha256}/1.png", headers=held).status_code == 304
        assert client.get(f"/source/{built.sha256}/2.png").status_code == 404
        assert client.get(f"/source/{built.sha256}/pages.png").status_code == 404
        page = client.get(f"/source/{built.sha256}").text
        assert f'src="/source/{built.sha256}/1.png"' in page
        assert '<rect id="B5"' in page
        cell = "/page/disclosure/000000/石桥县水务局/2025/table/general_public_expenditure/1/合计"
        figure = client.get(cell).text
        anchor = figure.split(f'href="/source/{built.sha256}#')[1].split('"')[0]
        place = figure.split(f'href="/source/{built.sha256}#P')[1].split('"')[0]
    assert anchor == "L5"
    assert f'<rect id="P{place}"' in page


@needs_ocr
def test_an_archive_has_it_and_a_retraction_takes_it_away(built: Built, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(built.folder.parent, tmp_path, symlinks=True, dirs_exist_ok=True)
    files = {path.name for path in export(folder, tmp_path / "bag")}
    assert {"1.png", "pages.json"} <= files
    retract(built.scan, folder)
    assert not list(folder.resolve().glob(f"**/{built.sha256}*"))
    assert not list(folder.glob("current/**/*.png"))
