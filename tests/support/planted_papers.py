"""Small disclosures with made-up names and numbers at every place where papers print them, in every
format.
"""

from __future__ import annotations

import csv
import io
import random
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import docx
import openpyxl
from paper import SIZE, Page, pdf

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
PLACES = ("goal", "purpose", "name", "description", "basis", "prose", "beside", "below", "foot")


class Paper:
    """A small disclosure with texts planted at some places; `rows` are its lines of cells."""

    def __init__(self, number: int, planted: Mapping[str, Sequence[str]]) -> None:
        self.signed = f"填表人 {name(random.Random(number))}"
        put = {place: "".join(planted.get(place, ())) for place in PLACES}
        beside = [[*_parted(text), "", ""] for text in planted.get("beside", ())]
        below = [[cell] for text in planted.get("below", ()) for cell in _parted(text)]
        foot = [[text] for text in planted.get("foot", ())]
        self.rows = [
            [f"青禾县水务局2025年部门预算信息公开（第{number}份）"],
            [f"本部门2025年收入预算100.00万元。{put['prose']}"],
            ["1.河道清淤工程绩效目标表"],
            ["单位：万元"],
            ["项目编码", f"13053225P00T2161{number:05d}", "项目名称", "河道清淤工程"],
            ["预算规模及资金用途", "预算数", "60.00", "其中：财政资金", "60.00", "其他资金", ""],
            ["资金用途", f"用于清淤。{put['purpose']}"],
            ["绩效目标", f"1.完成清淤。{put['goal']}"],
            *(beside or [["项目概况", "无", "", ""]]),
            ["一级指标", "二级指标", "三级指标", "绩效指标描述", "指标值", "指标值确定依据"],
            ["产出指标", "数量指标", f"清淤长度{put['name']}", f"清淤的长度{put['description']}", "≥12公里",
             f"年度计划{put['basis']}"],
            *below,
            *(foot or [["第二部分 名词解释"]]),
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
        document.core_properties.author = self.signed
        document.sections[0].header.paragraphs[0].text = self.signed
        document.sections[0].footer.paragraphs[0].text = self.signed
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
        sheet.title = self.signed
        book.properties.creator = self.signed
        book.create_sheet(f"审核人 {self.signed.split()[1]}").append([1, 2, 3])
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


def papers(count: int) -> Iterator[tuple[Paper, set[str]]]:
    """Give so many papers that share all secrets among them, each with those that it holds."""
    shares: list[dict[str, list[str]]] = [{} for _ in range(count)]
    held: list[set[str]] = [set() for _ in range(count)]
    for turn, (secret, text, place) in enumerate(planted()):
        shares[turn % count].setdefault(place, []).append(f"{text}；")
        held[turn % count].add(secret)
    for number, share in enumerate(shares):
        paper = Paper(number, share)
        yield paper, held[number] | {paper.signed.split()[1]}


def _parted(text: str) -> list[str]:
    """Part a label from its value: `联系人：甲某；` → `联系人：`, `甲某`."""
    label, _, value = text.rstrip("；").partition("：")
    return [f"{label}：", value]
