"""Where Chinese, Japanese and Korean lines may end."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publisher.language.east_asian.line_ends import EndRule, end_rules
from publisher.language.locale import Language

# `_` no line end, `~` avoided, `|` allowed whatever UAX #14 says; elsewhere UAX #14 decides.
TABLE = (
    # GB/T 15834, 5.1.1 and 5.1.2: stops, commas, question and exclamation marks begin no line.
    ("zh-Hans", "春天来了_，花开了_；真的_？好_！茶_、米_：都有_。"),
    # 5.1.3: quotation marks, brackets and title marks belong to what they enclose.
    ("zh-Hans", "他说_：|“_走吧_。_”|我读《_红楼梦_》（_上册_）"),
    ("zh-Hans", "所谓|“_新|‘_老人_’_”|的意思"),
    # 5.1.4 and 5.1.5: dashes and ellipses are not divided; two of them are.
    ("zh-Hans", "北京—_—首都…_…等等"),
    ("zh-Hans", "…_……_…"),
    # 5.1.7 and 5.1.8: connectors and middle dots begin no line.
    ("zh-Hans", "北京_～天津_–上海_—广州"),
    ("zh-Hans", "列夫_·托尔斯泰"),
    ("zh-Hant", "列夫_‧托爾斯泰_・某"),
    # 5.1.10: a solidus neither begins nor ends a line; CLREQ, "basic": it begins none.
    ("zh-Hans", "男_／_女"),
    ("zh-Hant", "男_／女"),
    # CLREQ: digits and their prefixes and suffixes; numbers and counters where possible.
    ("zh-Hans", "增长_％_、￥_５_０"),
    ("zh-Hans", "第~8~章_，2_0_2_2~年"),
    ("zh-Hant", "他說_：「_好_。_」王小明（_台北_）"),
    ("zh-Hant", "他說|“_好_”|嗎"),
    # JLREQ 3.1.7: what begins no line; very strict, so also 々 ー and small kana.
    ("ja", "人_々の_、ス_ーツ_。"),
    ("ja", "き_ょう_、ニ_ュ_ーヨ_ークへ"),
    ("ja", "ジ_ョン_・スミス_！東京_〜大阪"),
    # 3.1.8: what ends none; 3.1.10: what is not divided.
    ("ja", "「_『_雪_』_」（_笑_）"),
    ("ja", "だが―_―それは…_…１_２_．_５_％"),
    ("ja", "あ_゙い"),
    # Between words only; within them where nothing else helps (KLREQ).
    ("ko", "바~람~이 분~다~. “_봄_”~이~다"),
    ("ko", "U~N~은 한_·미 회~담~(~서~울~)~에~서"),
    ("ko", "「_봄_」 《_토~지_》"),
    # Other languages are not touched.
    ("en", "The word 漢字、 and“more”"),
)
SIGNS = {"_": EndRule.FORBIDDEN, "~": EndRule.AVOIDED, "|": EndRule.ALLOWED}


@pytest.mark.parametrize(("code", "marked"), TABLE)
def test_line_ends_follow_the_rules_of_each_language(code: str, marked: str) -> None:
    text = re.sub("[_~|]", "", marked)
    found = end_rules(text, Language(code))
    names = {end: sign for sign, end in SIGNS.items()}
    ends = [names.get(end, "") for end in found]
    assert "".join(a + b for a, b in zip(text, [*ends, ""], strict=True)) == marked


@given(
    st.text("“”「」。，·—…ー々あ中ｱA1１ ％한\u0301"), st.sampled_from(["zh", "zh-TW", "ja", "ko"])
)
def test_no_rule_lets_a_mark_begin_or_end_a_line(text: str, code: str) -> None:
    ends = end_rules(text, Language(code))
    assert len(ends) == max(0, len(text) - 1)
    for before, after, end in zip(text, text[1:], ends, strict=False):
        if (after in "”」。，·ー々％\u0301" and before != " ") or (
            before in "“「" and after != " "
        ):
            assert end is EndRule.FORBIDDEN
