"""Names: the same people and places in both texts, recognised by sound, from CLDR, or inferred."""

from __future__ import annotations

import pytest
from check_helpers import Pair, context, faults, messages

MEETING = Pair("Yesterday Pashinyan visited Lukashenko.", "Вчера Пашинян встретил Лукашенко.")
TWO_COUNTRIES = Pair("Yesterday Armenia visited Georgia.", "Вчера Армения встретила Грузию.")
CROSSED = Pair("They crossed the Danube.", "Они перешли Дунай.")
SWAM = Pair("We swam across the Danube.", "Мы переплыли Дунай.")
SAW = Pair("She saw the Danube.", "Она увидела Дунай.")
ELSEWHERE = [
    Pair(f"It is {colour} there.", f"Там {translation} Дунай.")
    for colour, translation in (("blue", "синий"), ("red", "красный"), ("big", "большой"))
]


def found(source: str, target: str) -> str:
    return f"has the name “{target}” where the source has “{source}”"


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Then Lukashenko left.", "Затем Пашинян уехал.", ("Lukashenko", "Пашинян")),
        ("Then Lukashenko left.", "Пашинян уехал.", ("Lukashenko", "Пашинян")),
        ("Lukashenko left.", "Затем Пашинян уехал.", ("Lukashenko", "Пашинян")),
        ("Lukashenko.", "Пашинян.", ("Lukashenko", "Пашинян")),
        ("It was Pashinyan.", "О Лукашенке.", ("Pashinyan", "Лукашенке")),
        ("Lukashenko in the US.", "Пашинян в США.", ("Lukashenko", "Пашинян")),
        ("Then Lukashenko left.", "Затем Алиев уехал.", ("Lukashenko", "Алиев")),
        ("Then Lukashenko left.", "Он, «Алиев», уехал.", ("Lukashenko", "Алиев")),
        ("Then Pashinyan left Lukashenko.", "И Пашинян ждал Алиева.", ("Lukashenko", "Алиева")),
        ("Then Lukashenko’s car left.", "Машина Пашиняна уехала.", ("Lukashenko", "Пашиняна")),
        ("They noticed the Danube.", "Они видели Лукашенко.", ("Danube", "Лукашенко")),
        ("Then Lukashenko left Minsk.", "Пашинян уехал из Минска.", ("Lukashenko", "Пашинян")),
        ("Lukashenko and the River", "Пашинян и река", None),
        ("Then Lukashenko left.", "Затем уехал Лукашенко.", None),
        ("Then Lukashenko left.", "Уехали с Лукашенком.", None),
        ("Then Lukashenko left.", "Затем он уехал.", None),
        ("Then Lukashenko left.", "Алиев уехал.", None),
        ("Then Lukashenko left.", "Затем СМИ уехали.", None),
        ("Then Lukashenko left.", "Затем ПАШИНЯН уехал.", None),
        ("Then Pashinyan left Lukashenko.", "Затем Пашинян оставил его.", None),
        ("Then he left.", "Затем уехал Пашинян.", None),
        ("Lukashenko Leaves Minsk", "Пашинян уезжает из Минска", None),
        ("Lukashenko Leaves", "Пашинян уезжает", None),
        ("Then on Monday he left.", "Затем в понедельник Пашинян уехал.", None),
        ("Then in March he left.", "Затем в марте Пашинян уехал.", None),
        ("Then the NATO left.", "Затем Пашинян уехал.", None),
        ("Then the EU left.", "Затем Пашинян уехал.", None),
    ],
)
def test_name_is_recognised_by_its_sound(
    source: str, target: str, expected: tuple[str, str] | None
) -> None:
    pairs = [MEETING, Pair(source, target)]
    assert messages("name", pairs, "ru") == ([found(*expected)] if expected else [])


def test_fault_names_the_message_with_the_other_name() -> None:
    pairs = [Pair("Then Lukashenko left.", "Пашинян уехал."), MEETING]
    (fault,) = faults("name", context(pairs, "ru"))
    assert fault.key == (None, "Then Lukashenko left.")
    assert faults("name", context([], "ru")) == []
    assert faults("name", context(pairs[:1], "ru")) == []


@pytest.mark.parametrize(
    ("language", "first", "second", "third"),
    [
        ("hy", "Երեկ Փաշինյանը հանդիպեց Լուկաշենկոյին։", "Փաշինյանը գնաց։", "Փաշինյանը"),
        ("el", "Χθες ο Πασινιάν συνάντησε τον Λουκασένκο.", "Ο Πασινιάν έφυγε.", "Πασινιάν"),
        ("uk", "Учора Пашинян зустрів Лукашенка.", "Пашинян поїхав.", "Пашинян"),
        ("es", "Ayer Pashinián visitó a Lukashenko.", "Pashinián salió.", "Pashinián"),
        ("fr", "Hier Pachinian a rencontré Loukachenko.", "Pachinian est parti.", None),
        ("zh", "昨天帕希尼揚會見了盧卡申科。", "帕希尼揚走了。", None),
    ],
)
def test_name_is_recognised_in_each_script(
    language: str, first: str, second: str, third: str | None
) -> None:
    swapped = Pair("Then Lukashenko left.", second)
    same = Pair("Then Pashinyan left.", second)
    meeting = Pair(MEETING.source, first)
    assert messages("name", [meeting, same], language) == []
    expected = [found("Lukashenko", third)] if third else []
    assert messages("name", [meeting, swapped], language) == expected


# Without capitals any word may be a name: only one with four consonants, all equal, is taken.
@pytest.mark.parametrize(
    ("language", "meeting", "target", "other"),
    [
        ("ar", "أمس التقى زيلينسكي لوكاشينكو", "ثم ذهب زيلينسكي إلى هناك", "زيلينسكي"),
        ("ar", "أمس التقى زيلينسكي لوكاشينكو", "زيلينسكي ذهب", "زيلينسكي"),
        ("ka", "გუშინ ზელენსკი შეხვდა ლუკაშენკოს.", "მერე ზელენსკი წავიდა.", "ზელენსკი"),
        ("ar", "أمس التقى زيلينسكي لوكاشينكو", "ثم ذهب هو إلى هناك", None),
        ("ka", "გუშინ ზელენსკი შეხვდა ლუკაშენკოს.", "მერე ისიც წავიდა.", None),
        ("ar", "أمس التقى زيلينسكي لوكاشينكو", "ثم ذهب لوكاشينكو إلى هناك", None),
        ("ja", "昨日ゼレンスキーがルカシェンコに会った。", "その後ゼレンスキーは去った。", None),
    ],
)
def test_name_without_a_capital_must_sound_exactly_alike(
    language: str, meeting: str, target: str, other: str | None
) -> None:
    pairs = [
        Pair("Yesterday Zelensky visited Lukashenko.", meeting),
        Pair("Then Lukashenko left.", target),
    ]
    expected = [found("Lukashenko", other)] if other else []
    assert messages("name", pairs, language) == expected


def test_name_with_three_consonants_is_no_evidence_without_capitals() -> None:
    first = Pair("Yesterday Biden visited Zelensky.", "أمس التقى بايدن زيلينسكي")
    assert messages("name", [first, Pair("Then Zelensky left.", "ثم ذهب بايدن")], "ar") == []


def test_japanese_names_are_in_katakana() -> None:
    pairs = [
        Pair("Yesterday Macron visited Zelensky.", "昨日マクロンはゼレンスキーに会った。"),
        Pair("Then Zelensky left.", "その後マクロンは去った。"),
    ]
    assert messages("name", pairs, "ja") == [found("Zelensky", "マクロン")]
    assert messages("name", [pairs[0], Pair("Then Zelensky left.", "彼は去った。")], "ja") == []


# The second name of each message sounds alike or not; if it does, it counts as recognised.
@pytest.mark.parametrize(
    ("language", "name", "translation", "is_alike"),
    [
        ("hy", "Yerevan", "Երևան", True),
        ("ru", "Phillips", "Филлипс", True),
        ("ru", "Qaddafi", "Каддафи", True),
        ("ru", "Sophia", "Софья", True),
        ("ru", "Carter", "Картер", True),
        ("ru", "Alexander", "Александр", True),
        ("ru", "Brezhnev", "Брежнев", True),
        ("ru", "Churchill", "Черчилль", True),
        ("ru", "Obama", "Обамой", True),
        ("ru", "Aliyev", "Алиев", True),
        ("ru", "Aliyev", "Алиевичу", True),
        ("ru", "Vienna", "Вена", True),
        ("fr", "Tigran", "Dikran", True),
        ("fr", "Sargsyan", "Sarkissian", True),
        ("fr", "Karabakh", "Garabagh", True),
        ("az", "Vardanyan", "Vardanyanın", True),
        ("ru", "Rome", "Рим", False),
        ("ru", "Danube", "Дунай", False),
        ("ru", "Pashinyan", "Вашинян", False),
        ("ru", "Aliyev", "Алексеев", False),
        ("ru", "Sargsyan", "Маргсян", False),
        ("ru", "Lukashenko", "Тукашенко", False),
        ("ru", "Obama", "Омара", False),
        ("ru", "Trump", "Тренер", False),
    ],
)
def test_sound_of_a_name_survives_other_spellings(
    language: str, name: str, translation: str, is_alike: bool
) -> None:
    pairs = [
        Pair(f"It was {name} then.", f"X «{translation}»."),
        Pair(f"Here is {name} again.", "X «Nikolai»."),
    ]
    assert messages("name", pairs, language) == ([found(name, "Nikolai")] if is_alike else [])


@pytest.mark.parametrize(
    ("source", "target", "expected"),
    [
        ("Then Armenia left.", "Затем Грузия ушла.", ("Armenia", "Грузия")),
        ("Then Armenia left.", "Грузия ушла.", ("Armenia", "Грузия")),
        ("In Armenian towns.", "В городах Грузии.", ("Armenian", "Грузии")),
        ("Then Armenia left.", "Затем Иран ушёл.", ("Armenia", "Иран")),
        ("Then Armenia left.", "Затем Армения ушла.", None),
        ("Then Armenia left.", "Затем ушла страна.", None),
        ("Then Armenia left Georgia.", "Затем Грузия ушла.", None),
    ],
)
def test_country_is_known_from_cldr(
    source: str, target: str, expected: tuple[str, str] | None
) -> None:
    pairs = [TWO_COUNTRIES, Pair("The Armenian side.", "Сторона."), Pair(source, target)]
    assert messages("name", pairs, "ru") == ([found(*expected)] if expected else [])


def test_names_of_one_family_share_five_letters() -> None:
    both = Pair("Yesterday Slovakia visited Slovenia.", "Вчера Словакия посетила Словению.")
    other = Pair("Then Slovakia left.", "Затем Словения ушла.")
    assert messages("name", [both, other], "ru") == [found("Slovakia", "Словения")]


def test_country_that_sounds_different_is_known_in_armenian() -> None:
    both = Pair("Yesterday Armenia visited Germany.", "Երեկ Հայաստանը հանդիպեց Գերմանիային։")
    other = Pair("Then Armenia left.", "Հետո Գերմանիան գնաց։")
    right = Pair("Then Armenia left.", "Հետո Հայաստանը գնաց։")
    assert messages("name", [both, other], "hy") == [found("Armenia", "Գերմանիան")]
    assert messages("name", [both, right], "hy") == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ([CROSSED, SWAM, SAW], True),
        ([CROSSED, SWAM, SAW, Pair("By the Danube.", "У реки.")], True),
        ([CROSSED, SWAM, SAW, *ELSEWHERE[:2]], True),
        ([CROSSED, SWAM, Pair("We saw Danubian towns.", "Вот и Дунай.")], True),
        ([Pair("He saw the Rhine.", "Он увидел реку."), CROSSED, SWAM, SAW], True),
        ([CROSSED, SWAM], False),
        ([CROSSED, SWAM, Pair("By the Danube.", "У реки.")], False),
        (
            [CROSSED, SWAM, SAW, Pair("By the Danube.", "У реки."), Pair("O Danube.", "О река.")],
            False,
        ),
        ([CROSSED, SWAM, SAW, *ELSEWHERE], False),
    ],
)
def test_equivalent_is_inferred_from_three_messages_of_four(
    known: list[Pair], *, expected: bool
) -> None:
    pairs = [*known, Pair("Then Hungary left.", "Затем ушёл Дунай.")]
    assert bool(messages("name", pairs, "ru")) is expected


@pytest.mark.parametrize("target", ["Здесь Рейн.", "Здесь река."])
def test_name_with_an_inferred_equivalent_is_missed(target: str) -> None:
    rhine = [
        Pair("He saw the Rhine.", "Он увидел Рейн."),
        Pair("We saw the Rhine.", "Мы увидели Рейн."),
        Pair("You see the Rhine.", "Вы видите Рейн."),
    ]
    pairs = [CROSSED, SWAM, SAW, *rhine, Pair("Here is the Danube again.", target)]
    expected = [found("Danube", "Рейн")] if "Рейн" in target else []
    assert messages("name", pairs, "ru") == expected


def test_first_word_of_a_sentence_is_no_inferred_name() -> None:
    pairs = [CROSSED, SWAM, SAW, Pair("Then Hungary left.", "Дунай ушёл.")]
    assert messages("name", pairs, "ru") == []


def test_unknown_name_of_two_messages_may_have_any_translation() -> None:
    pairs = [MEETING, Pair("He saw the Danube.", "Он увидел реку.")]
    last = Pair("They noticed the Danube.", "Они видели Лукашенко.")
    assert messages("name", [*pairs, last], "ru") == []


def test_word_that_is_also_in_lower_case_is_no_name() -> None:
    bridge = Pair("They noticed the Bridge.", "Они видели Лукашенко.")
    assert messages("name", [MEETING, bridge], "ru") == [found("Bridge", "Лукашенко")]
    assert messages("name", [MEETING, bridge, Pair("A bridge.", "Мост.")], "ru") == []


def test_words_of_a_heading_in_title_case_are_no_names() -> None:
    heading = Pair("The Bridge and the Great River", "Мост")
    last = Pair("Bridge was there.", "Там Лукашенко.")
    assert messages("name", [MEETING, heading, last], "ru") == []


@pytest.mark.parametrize("source_language", ["de", "lb", "gsw", "nds"])
def test_no_names_are_known_where_all_nouns_have_capitals(source_language: str) -> None:
    pairs = [MEETING, Pair("Then Lukashenko left.", "Затем Пашинян уехал.")]
    assert messages("name", pairs, "ru", source_language) == []
    assert messages("name", pairs, "ru", "nl")


def test_part_of_a_word_with_a_hyphen_is_no_name() -> None:
    pairs = [
        Pair("Вчера Пашинян встретил Лукашенко.", MEETING.source),
        Pair("Вот жёлто-синий флаг.", "There Lukashenko is."),
    ]
    assert messages("name", pairs, "en", "ru") == []
