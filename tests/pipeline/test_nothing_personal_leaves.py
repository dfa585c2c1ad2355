"""No artefact of a build, a report or an export holds a name or a number that a paper printed.

Secrets are planted at every place where papers print them, in text, web pages, Word files and
workbooks; all are made up. Beside them stand as many texts that only look like secrets, and stay.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import textwrap
import zipfile
from collections.abc import Iterator
from pathlib import Path
from pprint import pformat

import docx
import openpyxl
import pytest
from paper import SIZE, Page, pdf

from budgetgraph.cli import run
from budgetgraph.disclosure.extraction import to_json
from budgetgraph.document.personal_data import MASK
from budgetgraph.pipeline.line import extract_all, show
from budgetgraph.pipeline.stages import Stage

FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "某甲乙丙丁戊己庚辛壬癸"


def name(rng: random.Random) -> str:
    given = "".join(rng.choice(GIVEN) for _ in range(2))
    return rng.choice(FAMILY) + given


def long_name(rng: random.Random) -> str:
    return f"阿卜杜{rng.choice(GIVEN)}·买买{rng.choice(GIVEN)}"


def mobile(rng: random.Random) -> str:
    return f"1{rng.randint(30, 99)}{rng.randint(0, 99_999_999):08d}"


def dashed(rng: random.Random) -> str:
    digits = mobile(rng)
    return f"{digits[:3]}-{digits[3:7]}-{digits[7:]}"


def landline(rng: random.Random) -> str:
    return f"0{rng.randint(310, 999)}-{rng.randint(2_000_000, 8_999_999)}"


def bracketed(rng: random.Random) -> str:
    return f"（0{rng.randint(310, 999)}）{rng.randint(2_000_000, 8_999_999)}"


def wide(rng: random.Random) -> str:
    return mobile(rng).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def identity(rng: random.Random) -> str:
    body = f"130532{rng.randint(1950, 2005)}{rng.randint(1, 12):02d}{rng.randint(1, 28):02d}"
    body += f"{rng.randint(0, 999):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(body, weights, strict=True))
    return body + "10X98765432"[total % 11]


def mail(rng: random.Random) -> str:
    return f"moujia{rng.randint(100, 999)}@example.gov.cn"


def account(rng: random.Random) -> str:
    return f"5000{rng.randint(10**11, 10**12 - 1)}"


def account_of_network(rng: random.Random) -> str:
    return f"88{rng.randint(10**6, 10**7 - 1)}"


#: What is said around a secret, and the kinds of secrets that can stand there.
WORDINGS = [
    ("项目联系人：{}", (name, long_name)),
    ("联系人{}，", (name,)),
    ("负责人 {}", (name,)),
    ("填报人：{}同志", (name,)),
    ("经办：{}；", (name,)),
    ("审核人（签字）：{}", (name,)),
    ("联络员：{}", (name, long_name)),
    ("局长：{}", (name,)),
    ("制表：{}", (name,)),
    ("联系电话：{}", (mobile, dashed, landline, bracketed, wide)),
    ("请致电{}。", (mobile, dashed, landline)),
    ("电话 +86 {}", (mobile,)),
    ("身份证号：{}", (identity,)),
    ("证件{}已登记", (identity,)),
    ("邮箱{}", (mail,)),
    ("收款账号：{}", (account,)),
    ("联系人及电话：某单位{}", (mobile,)),
    ("验收人为{}。", (name,)),
    ("由{}同志牵头", (name,)),
    ("负责人——{}", (name, long_name)),
    ("联系人1：{}", (name,)),
    ("咨询热线：{}", (landline, bracketed)),
    ("QQ号：{}", (account_of_network,)),
]
HARMLESS = [
    "建立联系人制度", "负责人培训覆盖率", "完善经办机构建设", "审核金额准确率", "局长办公会次数", "主任医师人数",
    "会计核算规范", "书记员队伍建设", "负责人任期审计", "复核程序合规", "校长职级制改革", "电话费节约率",
    "冀财社〔2023〕208号", "13053225P00T216100029", "2080505", "13800138000.00", "≥31.76万人", "12345678元",
    "2025年3月底前", "联系人：市财政局预算科", "举报电话畅通率", "手机应用推广", "传真设备购置", "户名核对率",
    "院长基金使用率",
]  # fmt: skip
PLACES = ("goal", "purpose", "name", "description", "basis", "prose", "beside", "below", "foot")


class Paper:
    """A small disclosure with texts planted at some places; `rows` are its lines of cells."""

    def __init__(self, number: int, planted: dict[str, str]) -> None:
        put = dict.fromkeys(PLACES, "") | planted
        label, _, value = put["beside"].partition("：")
        beside = [label, value, "", ""] if value else ["项目概况", "无", "", ""]
        label, _, value = put["below"].partition("：")
        below = [[f"{label}："], [value]] if value else []
        self.rows = [
            [f"青禾县水务局2025年部门预算信息公开（第{number}份）"],
            [f"本部门2025年收入预算100.00万元。{put['prose']}"],
            ["1.河道清淤工程绩效目标表"],
            ["单位：万元"],
            ["项目编码", f"13053225P00T2161{number:05d}", "项目名称", "河道清淤工程"],
            ["预算规模及资金用途", "预算数", "60.00", "其中：财政资金", "60.00", "其他资金", ""],
            ["资金用途", f"用于清淤。{put['purpose']}"],
            ["绩效目标", f"1.完成清淤。{put['goal']}"],
            beside,
            ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
            ["产出指标", "数量指标", f"清淤长度{put['name']}", f"清淤的长度{put['description']}", "≥12公里",
             f"年度计划{put['basis']}"],
            *below,
            [put["foot"]] if put["foot"] else ["第二部分 名词解释"],
        ]  # fmt: skip

    def text(self) -> bytes:
        return "\n".join("\t".join(row) for row in self.rows).encode()

    def html(self) -> bytes:
        lines = []
        for row in self.rows:
            cells = "".join(f"<td>{cell}</td>" for cell in row)
            lines.append(f"<table><tr>{cells}</tr></table>" if len(row) > 1 else f"<p>{row[0]}</p>")
        page = "".join(lines).replace("</table><table>", "")
        return f"<html><meta charset=utf-8><body>{page}</body></html>".encode()

    def table(self) -> bytes:
        text = io.StringIO()
        csv.writer(text).writerows(self.rows)
        return text.getvalue().encode()

    def word(self) -> bytes:
        document = docx.Document()
        table = None
        for row in self.rows:
            if len(row) == 1:
                document.add_paragraph(row[0])
                table = None
                continue
            table = table or document.add_table(rows=0, cols=7)
            for cell, words in zip(table.add_row().cells, row, strict=False):
                cell.text = words
        stream = io.BytesIO()
        document.save(stream)
        return stream.getvalue()

    def workbook(self) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in self.rows:
            sheet.append(row)
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def printed(self) -> bytes:
        """A page of paragraphs and ruled rows, long texts wrapped at the edge of their cell."""

        def draw(page: Page) -> None:
            top = 30.0
            for row in self.rows:
                edges = [50 + 500 * at / len(row) for at in range(len(row) + 1)]
                room = int(500 / len(row) / SIZE) - 1
                cells = ["\n".join(textwrap.wrap(cell, room)) for cell in row]
                if len(row) > 1:
                    top = page.table(top, edges, [cells])
                    continue
                for line in cells[0].split("\n"):
                    page.text(top + 4, 50, line)
                    top += SIZE * 1.5

        return pdf(draw)


FORMATS = {
    "pdf": Paper.printed,
    "txt": Paper.text,
    "csv": Paper.table,
    "html": Paper.html,
    "docx": Paper.word,
    "xlsx": Paper.workbook,
}


def planted() -> Iterator[tuple[str, str, str]]:
    """Give (secret, what is said with it, place), every wording at every place."""
    rng = random.Random(208)
    turn = 0
    for _ in range(3):
        for place in PLACES:
            for wording, kinds in WORDINGS:
                if place in ("beside", "below") and "：" not in wording:
                    continue
                secret = kinds[turn % len(kinds)](rng)
                yield secret, wording.format(secret), place
                turn += 1


def papers() -> Iterator[tuple[Paper, set[str]]]:
    """Give papers that each hold a secret at each place, with those secrets."""
    by_place: dict[str, list[tuple[str, str]]] = {place: [] for place in PLACES}
    for secret, text, place in planted():
        by_place[place].append((secret, text))
    for number in range(max(map(len, by_place.values()))):
        here = {place: found[number] for place, found in by_place.items() if number < len(found)}
        texts = {place: text for place, (_, text) in here.items()}
        yield Paper(number, texts), {secret for secret, _ in here.values()}


def contents(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Every file below a folder, packed ones unpacked."""
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        if data[:4] == b"PK\x03\x04":
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                data = b"\n".join(archive.read(member) for member in archive.namelist())
        yield path, data


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> tuple[set[str], Path]:
    """The planted secrets, and a folder with everything that was made of the papers."""
    folder = tmp_path_factory.mktemp("papers")
    made = tmp_path_factory.mktemp("made")
    planted_secrets: set[str] = set()
    for number, (paper, held) in enumerate(papers()):
        form = list(FORMATS)[number % len(FORMATS)]
        (folder / f"{number}.{form}").write_bytes(FORMATS[form](paper))
        planted_secrets |= held
    out = made / "built"
    assert run(["build", str(folder), "--out", str(out)]) == 0
    for form in ("text", "json", "csv", "sarif", "junit", "github", "html", "turtle"):
        report = made / f"report.{form}"
        run(["validate", str(out), "--format", form, "--output", str(report), "--fail-on", "never"])
    for form in ("csv", "trig"):
        assert run(["export", str(out), "--format", form, "--out", str(made / form)]) == 0
    for path in sorted(folder.iterdir()):
        extracted = [to_json(one) for one in extract_all(path)]
        text = json.dumps(extracted, ensure_ascii=False)
        (made / f"{path.name}.json").write_text(text, "utf-8")
        for stage in Stage:
            shown = "".join(pformat(one, width=140) for one in show(path, stage))
            (made / f"{path.name}.{stage}.txt").write_text(shown, "utf-8")
    return planted_secrets, made


@pytest.mark.slow
def test_no_artefact_holds_a_planted_secret(secrets: tuple[set[str], Path]) -> None:
    planted_secrets, made = secrets
    assert len(planted_secrets) >= 500
    needles = {secret: secret.encode() for secret in planted_secrets}
    leaks = set()
    read = 0
    for path, data in contents(made):
        read += 1
        leaks |= {(secret, path.name) for secret, needle in needles.items() if needle in data}
    assert read > 100
    assert sorted(leaks)[:20] == []


@pytest.mark.slow
def test_each_masked_line_is_noted_and_quoted_masked(secrets: tuple[set[str], Path]) -> None:
    _, made = secrets
    records = [json.loads(path.read_text("utf-8"))[0] for path in made.glob("*.*.json")]
    silent = [
        record["source"]["file"]
        for record in records
        if not any(note["code"] == "personal-data" for note in record["notes"])
    ]
    assert len(records) > 30
    assert silent == []


def test_what_was_read_from_a_secret_is_masked_with_it(tmp_path: Path) -> None:
    paper = Paper(1, {})
    for row in paper.rows:
        row[:] = ["13900001234" if cell == "≥12公里" else cell for cell in row]
    path = tmp_path / "target.txt"
    path.write_bytes(paper.text())
    [disclosure] = extract_all(path)
    extracted = json.dumps(to_json(disclosure), ensure_ascii=False)
    assert f'"{MASK * 11}"' in extracted
    assert "13900001234" not in extracted


def test_texts_that_only_look_personal_stay(tmp_path: Path) -> None:
    kept = 0
    for place in ("goal", "purpose", "name", "description", "basis", "prose"):
        for number, text in enumerate(HARMLESS):
            path = tmp_path / f"{place}{number}.txt"
            path.write_bytes(Paper(number, {place: text}).text())
            [disclosure] = extract_all(path)
            assert MASK not in json.dumps(to_json(disclosure), ensure_ascii=False), text
            assert MASK not in "".join(disclosure.source.lines), text
            kept += 1
    assert kept >= 100
