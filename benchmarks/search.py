"""How long a search takes at 100,000 names, beside a peer: looking at every name in turn.

    python benchmarks/search.py [--names 100000] [--repeat 5]

Names are made of the syllables of real ones, with a fixed seed. The last column is the peer's time
over ours.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from budgetgraph.query.search_entries import Name, build, normal
from budgetgraph.query.search_index import Index

PLACES = [
    "平乡",
    "卢龙",
    "临西",
    "元氏",
    "临夏",
    "秦皇岛",
    "邢台",
    "石家庄",
    "保定",
    "沧州",
    "张家口",
    "承德",
    "唐山",
    "廊坊",
    "衡水",
    "邯郸",
]
BODIES = [
    "医疗保障局",
    "财政局",
    "教育局",
    "民政局",
    "水务局",
    "卫生健康局",
    "交通运输局",
    "农业农村局",
    "自然资源局",
    "公安局",
]
THINGS = [
    "城乡居民基本医疗保险",
    "长期护理保险",
    "医疗救助",
    "义务教育",
    "公用经费",
    "农村公路养护",
    "退耕还林",
    "高龄津贴",
    "困难残疾人生活补贴",
    "疫苗接种",
]
WORDS = [
    "县级配套资金",
    "省级补助资金",
    "中央补助资金",
    "参保人数",
    "到位率",
    "满意度",
    "发放及时率",
    "业务培训",
    "信息化建设",
    "宣传经费",
]
ASKED = ["医疗", "平乡县", "长期护理保险县级", "补助", "冀", "满意度", "没有这样的"]


def made(count: int) -> list[Name]:
    """Names in the proportions of a real graph: one in twenty a document, most of them indicators
    and projects.
    """
    chance = random.Random(1)
    names = []
    for number in range(count):
        if number % 20 == 0:
            text = f"冀{chance.choice(['财教', '财社', '医保', '政办'])}〔{chance.randint(2010, 2025)}〕{chance.randint(1, 999)}号"
        elif number % 20 < 4:
            text = f"{chance.randint(130100, 139999)}{chance.randint(20, 25)}P00T{chance.randint(10**8, 10**9 - 1)}"
        else:
            text = "".join(map(chance.choice, (PLACES, ["县", "市"], BODIES, THINGS, WORDS))) + str(
                number % 977
            )
        names.append(Name(f"urn:thing:{number}", "kind", number % 9, None, text))
    return names


def scan(names: list[Name], text: str) -> list[Name]:
    """The peer: every name that holds the text, best first."""
    whole = normal(text)
    found = [name for name in names if whole in normal(name.text)]
    return sorted(
        found, key=lambda name: (normal(name.text) != whole, name.weight, len(name.text))
    )[:200]


def best(work: Callable[[], object], repeat: int) -> float:
    """The shortest of several runs, in milliseconds."""
    times = []
    for _ in range(repeat):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--repeat", type=int, default=5)
    options = parser.parse_args()
    names = made(options.names)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "index"
        building = best(lambda: build(path, names), 1)
        print(
            f"{options.names} names indexed in {building / 1000:.1f} s, {path.stat().st_size / 1e6:.1f} MB\n"
        )
        index = Index.open(path)
        assert index is not None
        print(
            "| asked | found | index, ms | scan, ms | ratio |\n| --- | ---: | ---: | ---: | ---: |"
        )
        for text in [*ASKED, names[0].text, names[1].text[:14]]:
            ours = best(lambda text=text: index.find(text, 200), options.repeat)
            peer = best(lambda text=text: scan(names, text), 1)
            print(
                f"| {text} | {len(index.find(text, 200))} | {ours:.2f} | {peer:.0f} | {peer / ours:.0f} |"
            )
        index.close()


if __name__ == "__main__":
    main()
