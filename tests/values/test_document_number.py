"""Document numbers: every spelling folds to one form, glued names are cut off, and what is no
number stays none.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from places import SHARED

from budgetgraph.values.agency_code import Code, code_before, is_plausible, is_usual
from budgetgraph.values.document_number import DocumentNumber, doubtful, find, parse


def numbers(text: str) -> list[str]:
    return [str(found.number) for found in find(text)]


#: One number in many spellings.
SPELLINGS = [
    *[
        "冀财社〔2023〕208号",
        "冀财社[2023]208号",
        "冀财社［2023］208号",
        "冀财社【2023】208号",
        "冀财社（2023）208号",
        "冀财社(2023)208号",
        "冀财社﹝2023﹞208号",
        "冀财社〈2023〉208号",
        "冀财社(2023〕208号",
        "冀财社〔2023）208号",
        "冀财社„2023‟208号",
        "冀财社〔2023〕第208号",
        "冀财社〔2023年〕208号",
        "冀财社〔２０２３〕２０８号",
        "冀财社〔2023〕0208号",
        "冀财社〔2023〕208號",
        "冀财社〔2023〕208",
        "冀财社〔2023〕208。",
        "（冀财社〔2023〕208）",
        "冀财社〔2023〕208号文件",
        "冀财社〔2023〕208号文",
        "（冀财社〔2023〕208号）",
        "《冀财社〔2023〕208号》",
        "“冀财社〔2023〕208号”，",
    ],
    " 冀财社〔2023〕 208 号 ",
    "冀\t财社〔2023〕208号",
    "冀财\n\n社〔20\n23〕2 08\n\n号",
    "冀财社〔2023〕208\n号",
    "冀财社\u3000〔2023〕\u200b208号\ufeff",
]


def test_every_spelling_is_one_number() -> None:
    assert len(SPELLINGS) == 29
    assert {spelling: parse(spelling) for spelling in SPELLINGS} == dict.fromkeys(
        SPELLINGS, DocumentNumber("冀财社", 2023, 208)
    )


#: A text, and the numbers that are found in it: names glued before a code, words glued behind it,
#: lists, line wraps.
CUTS = [
    ("市税务局秦税发〔2020〕41号", ["秦税发〔2020〕41号"]),
    ("县两办卢办发〔2022〕1号《关于…的实施意见》", ["卢办发〔2022〕1号"]),
    ("县委办石办字〔2022〕1号", ["石办字〔2022〕1号"]),
    ("县政府办石政办发〔2022〕1号", ["石政办发〔2022〕1号"]),
    ("县委办发电〔2022〕1号", ["县委办发电〔2022〕1号"]),
    ("县委办字〔2022〕1号", ["县委办字〔2022〕1号"]),
    (
        "中共卢龙县委卢龙县人民政府联席会议纪要卢联[2012]7号《党政联席会议纪要》（2012年6月1日）",
        ["卢联〔2012〕7号"],
    ),
    ("《关于做好参保缴费工作的通知》邢医保函【2024】18号", ["邢医保函〔2024〕18号"]),
    ("实施细则（邢\n\n人社发[2017]2 号） ", ["邢人社发〔2017〕2号"]),
    ("城镇职工居民\n\n长期护理险实施细则》\n\n临政办字（2019）37\n\n号 ", ["临政办字〔2019〕37号"]),
    ("中央医疗救助补助资金(冀财社[2019]116号基金)绩效目标表", ["冀财社〔2019〕116号"]),
    ("5.冀财社[2023]91号2023年中央财政补助金绩效目标表", ["冀财社〔2023〕91号"]),
    ("冀财社[2023]225号关于代办员补助通知", ["冀财社〔2023〕225号"]),
    ("邢政办字[2022]40号、邢医保发[2021]11号", ["邢政办字〔2022〕40号", "邢医保发〔2021〕11号"]),
    ("邢政办字[2022]40号号、邢医保发[2021]11号", ["邢政办字〔2022〕40号", "邢医保发〔2021〕11号"]),
    (
        "依据：临州医改办发【2018】21号关于…的通知 临州医保【2018】62号",
        ["临州医改办发〔2018〕21号", "临州医保〔2018〕62号"],
    ),
    ("最高人民法院法释（2012）10 号文的规定", ["法释〔2012〕10号"]),
    ("《…规划局部调整》的批复和普发改投【2017】89号文", ["普发改投〔2017〕89号"]),
    ("按照财政部财社〔2019〕166号要求", ["财社〔2019〕166号"]),
    ("国家医疗保障局办公室医保办发〔2020〕5号", ["医保办发〔2020〕5号"]),
    ("国务院办公厅国办发〔2016〕3号", ["国办发〔2016〕3号"]),
    ("我市财社〔2019〕5号", ["财社〔2019〕5号"]),
    ("按省厅冀财预（2022）第18号文", ["冀财预〔2022〕18号"]),
    (
        "县医保局栾城医保发〔2019〕5号",
        ["栾城医保发〔2019〕5号"],
    ),
    ("冀财社[2016]93\t下一格", ["冀财社〔2016〕93号"]),
    ("（财社〔2017〕164)号", ["财社〔2017〕164号"]),
    ("《某局职能配置规定》（区委办发〔2019〕36号）", ["区委办发〔2019〕36号"]),
    ("依据县政府办函〔2021〕7号", ["县政府办函〔2021〕7号"]),
    ("（中共石桥市委石发〔2020〕2号）", ["石发〔2020〕2号"]),
]


def test_codes_are_cut_out_of_glued_text() -> None:
    assert len(CUTS) == 29
    assert [(text, numbers(text)) for text, _ in CUTS] == CUTS


#: Codes that stand in real documents: all of them are read whole where nothing Chinese stands
#: directly before them.
CODES = [
    "水移",
    "冀教体艺",
    "冀价行费",
    "冀财社",
    "冀财预",
    "冀财资环",
    "冀教财函",
    "冀医保字",
    "冀政办字",
    "冀办传",
    "冀发",
    "冀人社发",
    "冀民",
    "冀发改价格",
    "冀税发",
    "冀市监函",
    "冀扶贫办字",
    "秦财社",
    "秦财库",
    "秦医保中心",
    "廊财社",
    "武财社",
    "邢政发",
    "邢医保发",
    "邢民",
    "平办字",
    "平发",
    "卢政办发",
    "卢联",
    "临政办字",
    "临社险",
    "临州财社",
    "临州医改办发",
    "临州人社通",
    "临社财发",
    "临市医保发",
    "国发",
    "国办发",
    "国函",
    "国办函",
    "国卫基层发",
    "国卫办医发",
    "国卫财务发",
    "国办发明电",
    "国资发产权",
    "中发",
    "中办发",
    "厅字",
    "财社",
    "财预",
    "财办社",
    "财税",
    "财资环",
    "医保发",
    "医保办发",
    "人社部发",
    "人社厅函",
    "民发",
    "教财函",
    "发改价格",
    "税总函",
    "法释",
    "银保监发",
    "建办质",
    "自然资办函",
    "工信部规",
    "农财发",
    "水规计",
    "退役军人部发",
    "苏财预",
    "苏政办发",
    "沪财社",
    "沪府办规",
    "沪医保医管发",
    "沪发改规范",
    "普府办",
    "普府办规范",
    "川财社",
    "川办发",
    "楚财社",
    "陕医保发",
    "陕政办发",
    "鄂州政办发",
    "渝府办发",
    "江津府办发",
    "湘人社规",
    "粤府办",
    "浙财社",
    "黑市医保发",
    "甘卫体改函",
    "闽财社指",
    "深龙华府办规",
    "深南府办函",
    "沭财预",
    "盐政办发",
    "汕人才发",
    "定财社",
    "市政办发",
]


def test_real_codes_are_read_whole() -> None:
    assert len(CODES) == len(set(CODES)) == 98
    assert [
        numbers(f"{before}{code}〔2021〕5号") for code in CODES for before in ("", "（", "依据：")
    ] == [[f"{code}〔2021〕5号"] for code in CODES for _ in range(3)]


NO_NUMBERS = [
    *[
        "（[2019]-16）",
        "[2019]-16号",
        "[2019]16号",
        "（2012年6月1日）",
        "2021年3月",
        "监督索引号53090000743701000",
        "索引号（2019）5号",
        "实施细则（2019）37号",
        "管理办法（2019）52号",
        "会议纪要（2019）5号",
        "公告（2019）5号",
        "来文（2019）5号",
        "居民（2019）2号",
        "附件（2019）1号",
        "工程建设（2016）7号",
        "财政局文件〔2019〕1号",
        "印发〔2020〕5号",
        "转发〔2020〕5号",
        "关于财政（2019）5号",
        "市财政（2019）5号",
        "（2020）冀05民初12号",
        "民初（2020）12号",
        "三公经费（2021）10号",
        "局党组会（2019）3号",
        "冀财社〔1948〕5号",
        "冀财社〔2101〕5号",
        "冀财社〔2023〕0号",
        "冀财社〔2023〕208万元",
        "冀财社〔2023〕208-2",
        "冀财社〔2023〕号",
        "冀财社〔203〕5号",
        "冀财社2021152号",
        "冀教财函2019年155号",
        "冀财社〔2023208号",
        "冀财社",
    ],
    "冀财社[2016]93\n\n一级指标",
    "冀财社[2016]9 3",
    "",
]


def test_what_is_no_number_is_not_found() -> None:
    assert len(NO_NUMBERS) == 38
    assert {text: numbers(text) for text in NO_NUMBERS} == {text: [] for text in NO_NUMBERS}


def test_parse_takes_exactly_one_number() -> None:
    others = [
        "",
        "208号",
        "冀财社",
        "冀财社〔2023〕208号基金",
        "见冀财社〔2023〕208号",
        "市税务局秦税发〔2020〕41号",
    ]
    others.append("冀财社〔2023〕208号、冀财社〔2023〕209号")
    assert len(others) == 7
    assert [parse(text) for text in others] == [None] * 7
    assert parse("邢民[2016]21 号") == DocumentNumber("邢民", 2016, 21)


TITLES = [
    ("《河北省基金管理暂行办法》冀财社[2016]93号", "河北省基金管理暂行办法"),
    (
        "《邢台市人民政府关于印发\n实施意见的通知》（邢政发[2016]7 号）",
        "邢台市人民政府关于印发实施意见的通知",
    ),
    (
        "邢台市人民政府关于\n\n印发邢台市实施意\n\n见的通知(邢政发\n\n[2016]7 号）",
        "邢台市人民政府关于印发邢台市实施意见的通知",
    ),
    ("根据邢台市实施意见的通知(邢政发[2016]7号）", "邢台市实施意见的通知"),
    ("临西县长期护理险实施细则》临政办字（2019）37号", "临西县长期护理险实施细则"),
    (
        "《2020 年度各县（市\n\n区）工作评价\n\n办法》邢医保发（2020）19 号",
        "2020 年度各县（市区）工作评价办法",
    ),
    ("秦医保中心[2022]18号《关于意外伤害直接结算的通知》", "关于意外伤害直接结算的通知"),
    ("冀财社[2016]94号，《河北省基金管理暂行办法》", "河北省基金管理暂行办法"),
    ("党政联席会议纪要卢联[2012]7号《党政联席会议纪要》（2012年6月1日）的要求", "党政联席会议纪要"),
    (
        "平办字【2019】4号关于印发《平乡县医疗保障局职能规定》",
        "关于印发《平乡县医疗保障局职能规定》",
    ),
    ("冀财社[2023]225号关于代办员补助通知", "关于代办员补助通知"),
    (
        "冀财社【2024】158号河北省财政厅关于提前下达补助资金（能力部分）zk绩效目标表",
        "河北省财政厅关于提前下达补助资金（能力部分）",
    ),
    ("沪府规【2016】168号文关于同意《规划局部调整》的批复和", "关于同意《规划局部调整》的批复"),
    ("临州人社通【2018】163号临夏州职工保险结算管理办法的通知", "临夏州职工保险结算管理办法的通知"),
    ("临州医保【2018】62号关于A的通知 下文另起", "关于A的通知"),
    ("冀财社[2023]208号-2024年补助金绩效目标表", None),
    ("冀财社﹝2020﹞195 号提前下达 2021 年补助资金绩效目标表", None),
    ("3、省级医疗救助补助资金(冀财社[2019]101号) 绩效目标表", None),
    ("冀财社[2023]91号文件", None),
    ("按冀财社〔2020〕1号规定执行", None),
    ("市税务局秦税发〔2020〕41号", None),
]


def test_titles() -> None:
    assert len(TITLES) == 21
    assert [(text, find(text)[0].title) for text, _ in TITLES] == TITLES


def test_one_title_belongs_to_one_number() -> None:
    def titles(text: str) -> list[str | None]:
        return [found.title for found in find(text)]

    assert titles("《甲办法》冀财社〔2020〕1号、《乙办法》冀财社〔2020〕2号") == [
        "甲办法",
        "乙办法",
    ]
    assert titles("冀财社〔2020〕1号《甲办法》、冀财社〔2020〕2号《乙办法》") == [
        "甲办法",
        "乙办法",
    ]
    assert titles("冀财社〔2020〕1号，《乙办法》冀财社〔2020〕2号") == [None, "乙办法"]
    assert titles("冀财社〔2020〕1号关于下达甲资金的通知、冀财社〔2020〕2号") == [
        "关于下达甲资金的通知",
        None,
    ]


#: Numbers of offices that no list knows; the sentence bounds their codes.
UNLISTED = [
    ("《关于机构设置的通知》(朝发[2009]13号),设立水务局", ["朝发〔2009〕13号"]),
    ("根据朝发〔2009〕13号文件精神", ["朝发〔2009〕13号"]),
    ("根据红机发〔2021〕7号", ["红机发〔2021〕7号"]),
    ("（云商商贸〔2024〕109号）", ["云商商贸〔2024〕109号"]),
    ("沪经信制〔2021〕3号", ["沪经信制〔2021〕3号"]),
    ("粤工信融资〔2023〕5号", ["粤工信融资〔2023〕5号"]),
    ("按照清妇发﹝2024﹞5号、清编发(2023)11号和清团〔2025〕2号要求",
     ["清妇发〔2024〕5号", "清编发〔2023〕11号", "清团〔2025〕2号"]),
    ("和政办发〔2020〕5号", ["和政办发〔2020〕5号"]),
    ("冀财社〔2020〕1号和邢财社〔2020〕2号", ["冀财社〔2020〕1号", "邢财社〔2020〕2号"]),
    ("河北省人力资源和社会保障厅冀人社发〔2020〕1号", ["冀人社发〔2020〕1号"]),
    ("市卫健委市卫发〔2021〕3号", ["市卫发〔2021〕3号"]),
    ("县委组织部石组通字〔2022〕6号", ["石组通字〔2022〕6号"]),
    ("关于加强管理的通知沪经信制〔2021〕3号", ["沪经信制〔2021〕3号"]),
    ("第二批资金青财农[2024]33号", ["青财农〔2024〕33号"]),
    ("石桥县教育局 石教〔2021〕5号", ["石教〔2021〕5号"]),
    ("2023年冀财社〔2023〕5号", ["冀财社〔2023〕5号"]),
    ("经研究，按石政纪〔2023〕5号", ["石政纪〔2023〕5号"]),
    ("工信部联企业〔2022〕5号", ["工信部联企业〔2022〕5号"]),
    ("国卫办基层函〔2022〕5号", ["国卫办基层函〔2022〕5号"]),
    ("冀⼈社发〔2021〕11号", ["冀人社发〔2021〕11号"]),
    ("《关于园区的意见》和黑财规审〔2024〕12号文件", ["黑财规审〔2024〕12号"]),
    ("《经费管理办法》（石财行〔2023〕5号）和石办字〔2020〕3号", ["石财行〔2023〕5号", "石办字〔2020〕3号"]),
    ("《改革方案》【石发（2023）4号】和龙发（2024）1号", ["石发〔2023〕4号", "龙发〔2024〕1号"]),
    ("《抽检管理办法》（部令第57号）及石办质函〔2019〕4号", ["石办质函〔2019〕4号"]),
    ("国务院令〔2019〕5号", []),
]  # fmt: skip


def test_a_sign_that_joins_may_be_the_area() -> None:
    """Behind a title 和 is a word, but it may be 和政's as well where no other area is left."""
    for title in ("《关于园区的意见》", "《关于园区的意见》（试行）"):
        text = f"{title}和政办发〔2024〕12号"
        assert numbers(text) == ["和政办发〔2024〕12号"]
        assert [doubt.printed for doubt in doubtful(text)] == ["和政办发〔2024〕12号"]


@pytest.mark.parametrize(
    ("joining", "found"),
    [("及", "政办发〔2024〕12号"), ("与", "政办发〔2024〕12号"), ("和", "和政办发〔2024〕12号")],
)
def test_no_place_begins_with_these_conjunctions(joining: str, found: str) -> None:
    assert numbers(f"《关于园区的意见》{joining}政办发〔2024〕12号") == [found]


@pytest.mark.parametrize(("text", "found"), UNLISTED)
def test_the_sentence_bounds_a_code_that_no_list_knows(text: str, found: list[str]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize("text", [text for text, found in UNLISTED if found])
def test_a_code_that_its_sentence_bounds_is_no_doubt(text: str) -> None:
    assert doubtful(text) == ()


_AREA = st.sampled_from("红朝任南云澜柏鹤枫滦曲威石青雁")
#: No code repeats a character: what repeats one is a name and its code (财政部|财社). Behind 发文
#: another code begins (市里发文财社〔2024〕5号).
_OFFICE = (
    st.lists(
        st.sampled_from("机编妇团商科卫教水农林文旅体民政办发财规"),
        min_size=1,
        max_size=4,
        unique=True,
    )
    .map("".join)
    .filter(lambda office: "发文" not in office[:-1])
)


@given(_AREA, _OFFICE, st.sampled_from(["〔〕", "[]", "【】", "［］"]),
       st.sampled_from(["{}", "（{}）", "《某办法》（{}）", "根据{}", "依据：{}", "按照《甲》、{}执行"]))  # fmt: skip
def test_any_code_in_its_brackets_is_read_whole(
    area: str, office: str, pair: str, sentence: str
) -> None:
    code = area + office
    text = sentence.format(f"{code}{pair[0]}2021{pair[1]}5号")
    assert not is_plausible(code) or numbers(text) == [f"{code}〔2021〕5号"]


@pytest.mark.parametrize(
    ("code", "found", "is_certain"),
    [
        ("经石编办发", "石编办发", True),
        ("由石委发", "石委发", True),
        ("在国发", "国发", True),
        ("对石财预", "石财预", True),
        ("符合石财预", "石财预", True),
        ("按照上级川财社", "川财社", True),
        # the first character is of the body, or is the whole area
        ("经信发", "经信发", True),
        ("自府办发", "自府办发", True),
        ("遵财预", "遵财预", True),
        # it may be a word, or begin the name of a place
        ("依石财预", "依石财预", False),
        ("和石财预", "和石财预", False),
        ("从国发", "从国发", False),
    ],
)
def test_a_particle_before_a_whole_code(code: str, found: str, is_certain: bool) -> None:
    text = f"{code}〔2024〕15号文件要求，安排资金。"
    assert numbers(text) == [f"{found}〔2024〕15号"]
    assert (doubtful(text) == ()) is is_certain


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("根据黑财指（农）〔2024〕15号", "黑财指（农）"),
        ("《通知》（宁财(农)发〔2024〕15号）", "宁财（农）发"),
        ("川财（社）[2024]15号", "川财（社）"),
        # what stands in these brackets is of the sentence
        ("《办法》（试行）财社〔2024〕15号", "财社"),
        ("石桥县财政局（汇总）冀财社〔2024〕15号", "冀财社"),
        ("社保基金（一）财社〔2024〕15号", "财社"),
    ],
)
def test_a_section_in_brackets_is_a_part_of_the_code(text: str, code: str) -> None:
    assert numbers(text) == [f"{code}〔2024〕15号"]
    assert doubtful(text) == ()


def test_whether_a_word_stands_before_the_code_of_a_ministry_is_not_certain() -> None:
    assert numbers("依水财务〔2024〕1号") == ["依水财务〔2024〕1号"]
    assert len(doubtful("依水财务〔2024〕1号")) == 1
    assert doubtful("（依水财务〔2024〕1号）") == ()
    assert numbers("依赤团〔2024〕1号") == ["依赤团〔2024〕1号"]
    assert len(doubtful("依赤团〔2024〕1号")) == 1
    assert numbers("据赤团〔2024〕1号") == ["赤团〔2024〕1号"]
    assert numbers("依据水财务〔2024〕1号") == ["水财务〔2024〕1号"]


def test_a_guess_is_reported() -> None:
    text = "乡村振兴有效衔接衔接推进青财农〔2024〕33号"
    assert numbers(text) == ["青财农〔2024〕33号"]
    assert [doubt.reason for doubt in doubtful(text)] == [
        "where the agency code begins is not certain"
    ]


def test_the_title_of_a_paper_that_passes_another_one_on() -> None:
    text = "关于转发《甲意见》（冀交规〔2021〕7号）的通知（云交规〔2021〕36号）"
    assert [(str(found.number), found.title) for found in find(text)] == [
        ("冀交规〔2021〕7号", "甲意见"),
        ("云交规〔2021〕36号", "关于转发《甲意见》（冀交规〔2021〕7号）的通知"),
    ]


DOUBTS = [
    (
        "冀财社〔2023〕0208号",
        [("冀财社〔2023〕0208号", "the serial number is printed with a leading zero: 0208")],
    ),
    ("依据冀财社2021152号", [("冀财社2021152号", "the brackets of the year are lost")]),
    ("冀教财函 2019年155 号", [("冀教财函2019年155号", "the brackets of the year are lost")]),
    ("冀财社〔2023 208号", [("冀财社〔2023208号", "one bracket of the year is lost")]),
    ("冀财社2023〕208号", [("冀财社2023〕208号", "one bracket of the year is lost")]),
    ("实施细则（2019）37号", [("（2019）37号", "no agency code can be told before the year")]),
    ("冀财社〔2023〕208号、209号", [("209号", "the agency is that of the number before it")]),
    ("冀财社〔2023〕208号文、209号文", [("209号", "the agency is that of the number before it")]),
    ("冀财社〔2023〕5-8号", [("冀财社〔2023〕5-8号", "it stands for several serial numbers")]),
    ("检查〔2023〕楼5-8号", []),
    (
        "冀财社〔2023〕208号、〔2024〕5号",
        [("〔2024〕5号", "the agency is that of the number before it")],
    ),
    (
        "冀财社〔2023〕208号；（2012年6月1日）；监督索引号53090000743701000；2019年155号；（[2019]-16）",
        [],
    ),
]


def test_doubts_are_reported_not_guessed() -> None:
    assert len(DOUBTS) == 12
    assert [
        (text, [(doubt.printed, doubt.reason) for doubt in doubtful(text)]) for text, _ in DOUBTS
    ] == DOUBTS
    assert [
        text[doubt.start : doubt.end] for text, _ in DOUBTS[2:3] for doubt in doubtful(text)
    ] == ["冀教财函 2019年155 号"]


@pytest.mark.parametrize(
    ("text", "doubts"),
    [
        ("依据财社2024〕1号文", 1),
        ("依据财社2024〕0号文", 0),
        ("依据财社1024〕12号文", 0),
        ("实施细则（2024）0号", 0),
        ("（2024）37号", 0),
        ("则（2024）37号", 1),
    ],
)
def test_a_damaged_number_has_a_year_a_serial_and_words_before_it(text: str, doubts: int) -> None:
    assert len(list(doubtful(text))) == doubts


def test_offsets_and_print() -> None:
    text = "见《甲办法》（邢政发\n[2016]7 号） "
    found = find(text)[0]
    assert text[found.start : found.end] == "邢政发\n[2016]7 号"
    assert found.printed == "邢政发[2016]7号"


def test_the_area_is_read_backwards_from_the_bracket() -> None:
    assert code_before("市税务局秦税发〔", 7, lambda index: "") == Code(4)
    assert code_before("实施细则〔", 4, lambda index: "") is None


def test_numbers_sort_by_agency_year_serial() -> None:
    assert (
        sorted(
            [
                DocumentNumber("邢民", 2016, 21),
                DocumentNumber("冀财社", 2023, 91),
                DocumentNumber("冀财社", 2023, 9),
            ]
        )[0].serial
        == 9
    )


white = st.sampled_from(["", "", "", "", " ", "\n", "\n\n", "\u3000", " \n "])
brackets = st.sampled_from(
    ["〔〕", "[]", "［］", "【】", "（）", "()", "﹝﹞", "〈〉", "(〕", "〔）", "„‟"]
)
around = st.sampled_from(
    [
        ("", ""),
        ("（", "）"),
        ("(", "）"),
        ("《", "》"),
        ("、", "。"),
        ("：", "文件"),
        (" ", "\n"),
        ("“", "”，"),
    ]
)


@given(
    st.sampled_from(CODES),
    st.integers(1949, 2100),
    st.integers(1, 99999),
    brackets,
    around,
    st.booleans(),
    st.data(),
)
def test_any_spelling_is_the_same_number(
    agency: str,
    year: int,
    serial: int,
    pair: str,
    outside: tuple[str, str],
    wide: bool,
    data: st.DataObject,
) -> None:
    number = DocumentNumber(agency, year, serial)
    figures = f"{pair[0]}{year}{pair[1]}{serial}"
    spelled = (
        agency
        + (
            figures.translate({code: code + 0xFEE0 for code in range(0x30, 0x3A)})
            if wide
            else figures
        )
        + "号"
    )
    spaced = "".join(sign + data.draw(white) for sign in spelled[:-1]) + spelled[-1]
    assert parse(outside[0] + spaced + outside[1]) == number
    assert parse(str(number)) == number
    assert find(spaced)[0].printed == spelled


@given(
    st.text(
        alphabet="冀邢财社医保发办文件《》（）[]〔〕【】201939号、，关于的通知第年- \n\t",
        max_size=60,
    )
)
def test_any_text_is_read_without_harm(text: str) -> None:
    found = find(text)
    assert [item.start for item in found] == sorted(item.start for item in found)
    for item in found:
        assert parse(str(item.number)) == item.number
        assert "".join(text[item.start : item.end].split()) == item.printed
        assert item.title is None or item.title.strip() == item.title != ""
    assert all(doubt.start < doubt.end for doubt in doubtful(text))


ADVERSARIAL = [
    "医保",
    "财政办",
    "（",
    "《",
    "》",
    "[2020]",
    "[2020]1号",
    "冀财社[2020]1号",
    "发改委财社",
    "办办办办办办办办办办[2020]1号",
    "1",
    "、1号",
    "通知",
    "关于",
    "（1）",
]


@pytest.mark.parametrize("unit", ADVERSARIAL)
def test_long_texts_finish(unit: str) -> None:
    text = unit * (60_000 // len(unit)) + "冀财社[2020]1号"
    assert isinstance(find(text), tuple)
    assert isinstance(doubtful(text), tuple)


def golds() -> list[dict[str, Any]]:
    paths = sorted((SHARED / "gold").glob("*.json"))
    if not paths:
        pytest.skip(f"no reference extractions beside the repository ({SHARED / 'gold'})")
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def test_reference_documents_are_found_and_no_others() -> None:
    for gold in golds():
        text = (SHARED / "seeds" / gold["source"]["file"]).read_text(encoding="utf-8")
        assert {str(found.number) for found in find(text)} == {
            document["number"] for document in gold["documents"]
        }


def test_reference_titles() -> None:
    for gold in golds():
        titles: dict[str, set[str]] = {document["number"]: set() for document in gold["documents"]}
        cells = [project["name"] for project in gold["projects"]]
        cells += [
            (row["basis"] or {}).get("text") or ""
            for project in gold["projects"]
            for row in project["indicators"]
        ]
        for found in (found for cell in cells for found in find(cell)):
            titles[str(found.number)] |= {found.title} if found.title else set()
        assert titles == {
            document["number"]: set(document["titles"]) for document in gold["documents"]
        }


@pytest.mark.parametrize(
    ("code", "usual"), [("财社", True), ("石家庄财社", True), ("呼和浩特财社", False)]
)
def test_an_area_before_a_usual_code_has_three_characters_at_most(code: str, usual: bool) -> None:
    assert is_usual(code) == usual
