"""Names and telephone numbers are masked before anything quotes a line; figures, codes and labels
stay. The names here are made up.
"""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personal_roles import HARMLESS as HARMLESS_ROLES
from personal_roles import SECRET as SECRET_ROLES
from personal_texts import HARMLESS, SECRET
from personal_without_labels import HARMLESS as HARMLESS_WITHOUT_LABELS
from personal_without_labels import SECRET as SECRET_WITHOUT_LABELS
from personal_wordings import HARMLESS as MORE_HARMLESS
from personal_wordings import IN_SENTENCES
from personal_wordings import SECRET as MORE_SECRET

from budgetgraph.document.personal_data import MASK, find_personal_data, mask, mask_lines

ALL_SECRET = SECRET + MORE_SECRET + SECRET_WITHOUT_LABELS + SECRET_ROLES
ALL_HARMLESS = HARMLESS + MORE_HARMLESS + HARMLESS_WITHOUT_LABELS + HARMLESS_ROLES
MASKED = [
    ("填报人：甲某某", "填报人：███"),
    ("项目联系人\t甲某\t\t联系电话\t0310-1234567", "项目联系人\t██\t\t联系电话\t████-███████"),
    ("审核人（签字）：甲某 ", "审核人（签字）：██ "),
    ("联系电话：1234567", "联系电话：███████"),
    ("举报电话13012345678", "举报电话███████████"),
    ("请致电 13012345678 咨询", "请致电 ███████████ 咨询"),
    ("填 报 人：甲某某", "填 报 人：███"),
    ("联系人：甲某某（0310-1234567）", "联系人：███（████-███████）"),
    # The number of the next item is none of the telephone's, unless that is not whole without it.
    ("（联系电话：0310-1234567） 2.提高", "（联系电话：████-███████） 2.提高"),
    ("联系电话：0310-123456 7.提高", "联系电话：████-██████ █.提高"),
    ("填报人 甲某某", "填报人 ███"),
    ("|联系人|甲某|", "|联系人|██|"),
    ("分管领导：甲·某某", "分管领导：████"),
]
#: Lines that end within a name or a number, or between it and its label; exactly what is masked.
TORN = [
    ("落实到位，联系⏎  人：张某甲，说明", "落实到位，联系⏎  人：███，说明"),
    ("联系⏎人：张某甲", "联系⏎人：███"),
    ("电话：0310-12⏎34567，说明", "电话：████-██⏎█████，说明"),
    ("电话：0310-12⏎ 345678", "电话：████-██⏎ ██████"),
    ("联系电话：139⏎ 12345678；", "联系电话：███⏎ ████████；"),
    ("电话：7821234⏎2025", "电话：███████⏎2025"),
    ("电话：123⏎456", "电话：123⏎456"),
    ("电话：123⏎4567", "电话：███⏎████"),
    ("电话：12345678⏎123456", "电话：████████⏎123456"),
    ("电话费用 合计139⏎12345678", "电话费用 合计139⏎12345678"),
    ("由张⏎某甲同志牵头", "由█⏎██同志牵头"),
    ("各项工作，单位负责人⏎  张某甲；说明", "各项工作，单位负责人⏎  ███；说明"),
    ("各项工作，单位负责人⏎石桥县财政局", "各项工作，单位负责人⏎石桥县财政局"),
    ("部门\t负责人⏎石桥县\t12", "部门\t负责人⏎石桥县\t12"),
    ("各项工作，负责人⏎高度重视", "各项工作，负责人⏎高度重视"),
    ("账号：8012345678901234⏎  567 ", "账号：████████████████⏎  ███ "),
    ("账号：8012345678901234⏎56789012", "账号：████████████████⏎56789012"),
    ("银行账号：8012345678901234⏎1234567", "银行账号：████████████████⏎1234567"),
    ("账号：8012345678901234号⏎567", "账号：████████████████号⏎567"),
    ("编号：8012345678901234⏎567", "编号：8012345678901234⏎567"),
    ("身份证：130532198501⏎120013", "身份证：████████████⏎██████"),
    ("联系人张某甲⏎联系人李某乙", "联系人███⏎联系人███"),
    ("各项工作由张某甲⏎同志牵头", "各项工作由███⏎同志牵头"),
    ("电话：0310-1234567⏎1234567", "电话：████-███████⏎1234567"),
    ("电话：123⏎4567.89", "电话：123⏎4567.89"),
    ("电话：123⏎4567年", "电话：123⏎4567年"),
    ("电话：⏎⏎说明", "电话：⏎⏎说明"),
    ("乘车人：⏎张海乙", "乘车人：⏎███"),
    ("乘车人⏎张海乙", "乘车人⏎张海乙"),
    ("老年人：⏎高龄者", "老年人：⏎高龄者"),
]
#: Lines of a row with the blanks of a narrow cell's line ends in them; rows of figures stay.
WRAPPED = [
    ("说明：某单位14 607625 235，局长", "说明：某单位██ ██████ ███，局长"),
    ("说明：某单位 146076 25235；局长", "说明：某单位 ██████ █████；局长"),
    ("合计 146076 25235 元", "合计 146076 25235 元"),
    ("合计14 607625 235.00", "合计14 607625 235.00"),
    ("合计14 607625 235元", "合计14 607625 235元"),
    ("某单位14 607625 235 8", "某单位14 607625 235 8"),
    ("某单位14 607625 235", "某单位██ ██████ ███"),
    ("编号 146076 25235 说明", "编号 146076 25235 说明"),
    ("由张 某甲同志牵头", "由█ ██同志牵头"),
    ("联系人 张某甲", "联系人 ███"),
    ("负责人：张 某，电 话7821 234", "负责人：█ █，电 话████ ███"),
    ("联 系人：张某甲", "联 系人：███"),
    ("合计 13 912345 678万", "合计 13 912345 678万"),
    ("占比13 912345 678%", "占比13 912345 678%"),
    ("说明13 912345 678 ，局长", "说明██ ██████ ███ ，局长"),
    ("证件1305321985 0112 0013号", "证件██████████ ████ ████号"),
    ("第一 第二 第三", "第一 第二 第三"),
    ("3 5 7", "3 5 7"),
]
#: Where something begins to be a secret, on both sides.
LIMITS = [
    ("登记130532191903120011号", "登记130532191903120011号"),
    ("登记130532192003120011号", "登记██████████████████号"),
    ("登记130532201203120011号", "登记██████████████████号"),
    ("登记130532201303120011号", "登记130532201303120011号"),
    ("登记650532198503120011号", "登记██████████████████号"),
    ("登记660532198503120011号", "登记660532198503120011号"),
    ("项目编码130532198503120011", "项目编码130532198503120011"),
    ("工行支行 27140101090221，", "工行支行 27140101090221，"),
    ("工行支行 271401010902212，", "工行支行 ███████████████，"),
    ("工行支行 2714010109022123456789，", "工行支行 ██████████████████████，"),
    ("工行支行 27140101090221234567890，", "工行支行 27140101090221234567890，"),
    ("供水公司 271401010902212，", "供水公司 271401010902212，"),
    ("支行 271401010902212元", "支行 271401010902212元"),
    ("电话：七八二三四五", "电话：七八二三四五"),
    ("电话：七八二三四五六", "电话：███████"),
    ("编号139OOO45678", "编号139OOO45678"),
    ("号码139OOO45678，", "号码███████████，"),
    ("号码139OOOO5678，", "号码139OOOO5678，"),
    ("3号楼2单元501室", "██████████"),
    ("3号楼2单元", "3号楼2单元"),
    ("付张海乙工程款", "付███工程款"),
    ("付张海工程款", "付张海工程款"),
    ("退休职工张海丧葬费", "退休职工██丧葬费"),
    ("付张海乙、李海货款，", "付张海乙、李海货款，"),
    ("付李海、张海乙货款，", "付██、███货款，"),
    ("付石渣路工程款", "付石渣路工程款"),
    ("同意。张海乙 2025年1月", "同意。███ 2025年1月"),
    ("同意。张海乙牵头", "同意。张海乙牵头"),
    ("张海乙，男，1985年", "███，男，1985年"),
    ("张海乙，男子组", "张海乙，男子组"),
    ("预算股：张海乙 7823456", "预算股：███ ███████"),
    ("预算股：张海乙 7823456.00", "预算股：张海乙 7823456.00"),
    ("带队人：张海乙", "带队人：███"),
    ("带队人：张海乙负责", "带队人：张海乙负责"),
    ("患者：康复", "患者：康复"),
    ("审核张海乙复核李海甲制单王海丙", "审核███复核███制单███"),
    ("审核方案复核程序", "审核方案复核程序"),
    ("电话：7823456张海乙。", "电话：██████████。"),
    ("电话：7823456，张海乙", "电话：███████，███"),
    ("电话：7823456，高质量办理", "电话：███████，高质量办理"),
    ("电话：7823456安全员", "电话：███████安全员"),
    ("预算股：张海乙7823456。", "预算股：██████████。"),
    ("属实。张海乙。", "属实。███。"),
    ("打印：张海乙", "打印：███"),
    ("打印 张海乙", "打印 张海乙"),
    ("由张海乙汇总", "由███汇总"),
    ("由水务局汇总", "由水务局汇总"),
    ("填报单位：水利局（张海乙）", "填报单位：水利局（███）"),
    ("实施单位：水利局（张海乙）", "实施单位：水利局（张海乙）"),
    ("户主张海乙，4人", "户主███，4人"),
    ("户主张海乙处4人", "户主张海乙处4人"),
    ("支付张海乙诉水利局案款", "支付███诉水利局案款"),
    ("支付张海乙诉求办理费", "支付张海乙诉求办理费"),
    ("按照张海乙县长批示", "按照███县长批示"),
    ("按照常务副县长批示", "按照常务副县长批示"),
    ("出生年月：1985.03", "出生年月：████.██"),
    ("出生年月：1985", "出生年月：1985"),
    ("分机：8012", "分机：████"),
    ("分机：8012部", "分机：8012部"),
    ("分机：80", "分机：80"),
    ("经办人：张××", "经办人：███"),
    ("经办人：×××", "经办人：×××"),
    ("家住石桥村12号", "家住██████"),
    ("家住石桥村12户", "家住石桥村12户"),
]
KEPT = [
    "项目联系人\t\t联系电话\t",
    "审核人:\t股室负责人签字:\t年 月 日",
    "联系人 联系电话",
    "13053225P00T216100029",
    "1\t一、一般公共预算拨款收入\t4981.72\t一、一般公共服务支出\t",
    "城乡居民医疗保险基金支出 15742",
    "冀财社〔2023〕208号",
    "负责人：财社〔2024〕12号",
    "负责人 财社（2024）12号",
    "建立联系人制度。",
    "完善联系人制度：每月联系一次",
    "负责人员培训费 5",
    "落实经办人负责制",
    "审核人员 12 人",
    "单位领导班子建设",
    "2080505\t机关事业单位基本养老保险缴费支出\t59.00",
]


@pytest.mark.parametrize(("line", "masked"), MASKED)
def test_personal_data_is_masked(line: str, masked: str) -> None:
    assert mask(line) == masked


@pytest.mark.parametrize(("lines", "masked"), TORN)
def test_what_the_end_of_a_line_tears_is_masked_and_nothing_else(lines: str, masked: str) -> None:
    assert "⏎".join(mask_lines(lines.split("⏎"))) == masked


@pytest.mark.parametrize(("line", "masked"), WRAPPED)
def test_what_a_narrow_cell_wraps_is_masked(line: str, masked: str) -> None:
    assert mask(line) == masked


@pytest.mark.parametrize(("line", "masked"), LIMITS)
def test_each_limit_has_two_sides(line: str, masked: str) -> None:
    assert mask(line) == masked


@pytest.mark.parametrize("line", KEPT)
def test_everything_else_stays(line: str) -> None:
    assert mask(line) == line


@pytest.mark.parametrize(("line", "masked"), IN_SENTENCES)
def test_a_name_that_a_sentence_tells_is_masked_and_nothing_else(line: str, masked: str) -> None:
    assert mask(line) == masked


def test_names_and_numbers_are_masked_however_they_are_printed() -> None:
    left = {text: left_over(text) for text in ALL_SECRET}
    assert {text: names for text, names in left.items() if names} == {}


def test_a_name_is_told_by_what_stands_around_it() -> None:
    # 某 alone tells a made-up name; 海 stands in many names, and in as many other words.
    plain = [_SECRET.sub(_with_usual_characters, text) for text in ALL_SECRET]
    assert [text for text in plain if left_over(text)] == []


_SECRET = re.compile("{(.+?)}")


def _with_usual_characters(secret: re.Match[str]) -> str:
    return secret[0].replace("甲某", "张某").replace("某", "海")


def left_over(text: str) -> list[str]:
    """The secrets of a text, in braces, that its masked lines still hold."""
    secrets = _SECRET.findall(text)
    masked = "⏎".join(mask_lines(re.sub("[{}]", "", text).split("⏎")))
    return [secret for secret in secrets if secret in masked]


def test_what_only_looks_personal_stays() -> None:
    masked = ["⏎".join(mask_lines(text.split("⏎"))) for text in ALL_HARMLESS]
    assert [text for text, after in zip(ALL_HARMLESS, masked, strict=True) if after != text] == []


@given(st.text(max_size=60))
def test_masking_keeps_the_length_and_is_done_once(line: str) -> None:
    assert len(mask(line)) == len(line)
    assert mask(mask(line)) == mask(line)


def test_the_tables_are_as_long_as_they_look() -> None:
    assert (len(MASKED), len(KEPT)) == (13, 16)
    assert len(set(ALL_SECRET)) >= 1190
    assert len(set(ALL_HARMLESS)) >= 1400
    assert all("{" in text for text in ALL_SECRET)
    assert not any(MASK in text for text in ALL_HARMLESS)


@pytest.mark.parametrize(
    "line", ["51082425T00 0012406731-供水工程", "13052225P00 0310240673-清淤", "序号 0012406731"]
)
def test_the_half_of_a_code_that_a_narrow_cell_breaks_is_no_telephone(line: str) -> None:
    assert find_personal_data([line]) == ()


@pytest.mark.parametrize("line", ["02112345678", "0310-2406731", "0999 2406731", "010-62406731"])
def test_area_codes_of_china(line: str) -> None:
    assert [secret.kind for secret in find_personal_data([line])] == ["telephone"]
