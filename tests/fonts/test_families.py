"""Fonts: every language is set in its own, with the same bytes on every machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import unicodedata
from io import BytesIO
from typing import TYPE_CHECKING

import pypdf
import pytest
from helpers import TEMPLATES, document, need_fonts
from pdf_helpers import fonts_of
from system_helpers import use_programs

from publisher.catalogues.catalogue import Catalogue
from publisher.editions.edition import source_edition
from publisher.fonts.families import missing_families, own_families
from publisher.fonts.installed import faces
from publisher.language.locale import Language
from publisher.outputs import OUTPUTS
from publisher.pages.layout import lay_out
from publisher.pages.templates import Templates

if TYPE_CHECKING:
    from pathlib import Path

    from publisher.pages.page import Page


# “The bridge is open. The second one comes in 2027,” in each language.
NOTICES = {
    "en": "The bridge is open. “We did it,” she said; the second one comes in 2027.",
    "de": "Die Brücke ist offen. „Geschafft“, sagte sie; die zweite kommt 2027.",
    "fr": "Le pont est ouvert. « Enfin ! » dit-elle ; le second viendra en 2027.",
    "es": "El puente está abierto. «¡Por fin!», dijo; el segundo llegará en 2027.",
    "pl": "Most jest otwarty. „Udało się”, powiedziała; drugi będzie w 2027 r.",
    "cs": "Most je otevřen. „Zvládli jsme to,“ řekla; druhý přijde v roce 2027.",
    "vi": "Cây cầu đã mở. “Cuối cùng!”, bà nói; cầu thứ hai sẽ có vào năm 2027.",
    "tr": "Köprü açıldı. “Başardık” dedi; ikincisi 2027’de geliyor, ığdır İĞDE.",
    "ru": "Мост открыт. «Мы сделали это», — сказала она; второй будет в 2027 г.",
    "uk": "Міст відкрито. «Нарешті», — сказала вона; другий буде у 2027 році, ґанок.",
    "bg": "Мостът е отворен. „Успяхме“, каза тя; вторият идва през 2027 г.",
    "sr": "Мост је отворен. „Успели смо“, рекла је; други стиже 2027. године.",
    "kk": "Көпір ашылды. «Ақыры», деді ол; екіншісі 2027 жылы болады.",
    "el": "Η γέφυρα άνοιξε. «Τα καταφέραμε», είπε· η δεύτερη έρχεται το 2027.",
    "hy": "Կամուրջը բաց է։ «Վերջապե՛ս», — ասաց նա. երկրորդը կլինի 2027 թ.-ին և հետո։",
    "ka": "ხიდი გაიხსნა. „როგორც იქნა“, თქვა მან; მეორე 2027 წელს იქნება.",
    "he": "הגשר פתוח. ״סוף סוף״, אמרה; השני יגיע בשנת 2027 (NATO).",
    "yi": "די בריק איז אָפֿן. „סוף־כּל־סוף“, האָט זי געזאָגט; 2027.",
    "ar": "الجسر مفتوح. «أخيرًا!» قالت؛ الثاني يأتي في عام ٢٠٢٧ (NATO).",
    "fa": "پل باز است. «بالاخره!» او گفت؛ دومی در سال ۲۰۲۷ می‌آید (NATO).",
    "ur": "پل کھل گیا ہے۔ ”آخرکار!“ اس نے کہا؛ دوسرا ۲۰۲۷ میں آئے گا۔",
    "ckb": "پردەکە کراوەیە. «دواجار!» گوتی؛ دووەم لە ٢٠٢٧ دێت.",
    "hi": "पुल खुला है। “आख़िरकार,” उसने कहा; दूसरा 2027 में आएगा।",
    "mr": "पूल खुला आहे. “शेवटी,” ती म्हणाली; दुसरा २०२७ मध्ये येईल.",
    "ne": "पुल खुला छ। “अन्ततः,” उनले भनिन्; दोस्रो २०२७ मा आउँछ।",
    "bn": "সেতুটি খোলা। “অবশেষে,” তিনি বললেন; দ্বিতীয়টি ২০২৭ সালে আসবে।",
    "pa": "ਪੁਲ ਖੁੱਲ੍ਹਾ ਹੈ। “ਆਖ਼ਰਕਾਰ,” ਉਸਨੇ ਕਿਹਾ; ਦੂਜਾ 2027 ਵਿੱਚ ਆਵੇਗਾ।",
    "gu": "પુલ ખુલ્લો છે. “આખરે,” તેણીએ કહ્યું; બીજો 2027માં આવશે.",
    "or": "ପୋଲ ଖୋଲା ଅଛି। “ଶେଷରେ,” ସେ କହିଲେ; ଦ୍ୱିତୀୟ 2027 ରେ ଆସିବ।",
    "ta": "பாலம் திறந்துள்ளது. “இறுதியாக,” என்றார்; இரண்டாவது 2027இல் வரும்.",
    "te": "వంతెన తెరిచి ఉంది. “చివరికి,” ఆమె చెప్పింది; రెండవది 2027లో వస్తుంది.",
    "kn": "ಸೇತುವೆ ತೆರೆದಿದೆ. “ಕೊನೆಗೂ,” ಅವಳು ಹೇಳಿದಳು; ಎರಡನೆಯದು 2027ರಲ್ಲಿ.",
    "ml": "പാലം തുറന്നു. “ഒടുവിൽ,” അവൾ പറഞ്ഞു; രണ്ടാമത്തേത് 2027ൽ വരും.",
    "si": "පාලම විවෘතයි. “අවසානයේ,” ඇය කීවාය; දෙවැන්න 2027 දී එයි.",
    "th": "สะพานเปิดแล้ว “ในที่สุด” เธอกล่าว สะพานที่สองจะมาในปี 2027",
    "lo": "ຂົວເປີດແລ້ວ “ໃນທີ່ສຸດ” ນາງເວົ້າ ຂົວທີສອງຈະມາໃນປີ 2027",
    "km": "ស្ពានបានបើក។ «ទីបំផុត» នាងនិយាយ ស្ពានទីពីរនឹងមកនៅឆ្នាំ 2027។",
    "my": "တံတားဖွင့်ပြီ။ “နောက်ဆုံးတော့” ဟု သူမပြောသည်။ ဒုတိယတံတား ၂၀၂၇ တွင်လာမည်။",
    "bo": "ཟམ་པ་ཁ་ཕྱེ་སོང་། གཉིས་པ་༢༠༢༧ལོར་ཡོང་གི་རེད།",
    "am": "ድልድዩ ተከፍቷል። «በመጨረሻ» አለች፤ ሁለተኛው በ2027 ይመጣል።",
    "chr": "ᎠᏍᏓᏅᏅ ᎤᎵᏍᏚᎩᎭ. 2027.",
    "ii": "ꆈꌠꉙ ꃅꄷ 2027.",
    "ko": "다리가 열렸다. “드디어”라고 그는 말했다. 두 번째는 2027년에 온다.",
    "ja": "橋が開通した。「ついに」と彼女は言った。二本目は2027年に来る、と直ちに発表。",
    "zh-Hans": "大桥今天开放。“终于，”她说。第二座将于2027年建成，直将骨。",
    "zh-Hant": "大橋今天開放。「終於，」她說。第二座將於2027年建成，直骨。",
    "zh-HK": "大橋今日開放。「終於，」她說。第二座將於2027年落成。",
}


# Words in scripts other than the page's.
FOREIGN_WORDS = ("שלום", "ሰላም", "გზა", "සේතුව", "ᐃᓄᒃ", "∑≠→★", "ߒߞߏ", "ꓡꓲꓢꓳ", "𐬀𐬎")


def page(code: str, text: str) -> Page:
    seed = f"# {text}\n\n{text}\n\n- {text}\n\n> *{text}*\n"
    edition = source_edition(document(seed, code, "md"), Catalogue(), "block")
    return lay_out(edition, [], Templates(TEMPLATES))


@pytest.mark.parametrize("code", NOTICES)
def test_language_is_set_in_its_own_fonts(code: str) -> None:
    need_fonts(code)
    laid_out = page(code, NOTICES[code])
    rendering = OUTPUTS["pdf"].render(laid_out)
    assert rendering.missing_characters == ""
    own = {re.sub(r"(?<= CJK) ..$", "", family) for family in own_families(Language(code))}
    found = fonts_of(rendering.content)
    assert found & own
    assert found <= own | {"Noto Serif", "Noto Sans"}


@pytest.mark.parametrize("word", FOREIGN_WORDS)
def test_word_in_another_script_finds_a_font(word: str) -> None:
    laid_out = page("ru", f"Слово {word}")
    assert OUTPUTS["pdf"].render(laid_out).missing_characters == ""


@pytest.mark.parametrize(
    ("character", "families"),
    [
        ("桥", ("Noto Serif CJK SC",)),
        ("한", ("Noto Serif CJK KR",)),
        ("\ue000", ()),  # of private use
        ("𐕰", ()),  # in no font of the package, which is installed
        ("∑", ()),
        ("א", ()),
    ],
)
def test_missing_character_needs_the_fonts_of_its_script(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    character: str,
    families: tuple[str, ...],
) -> None:
    use_programs(monkeypatch, tmp_path, "apt-get")
    missing = (" CJK", "Vithkuqi")
    monkeypatch.setattr(
        "publisher.fonts.families.is_installed",
        lambda family, _own=(): not any(name in family for name in missing),
    )
    assert missing_families(character) == families


def test_missing_character_needs_fonts_of_another_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_programs(monkeypatch, tmp_path, "dnf")
    common = {"Noto Serif", "Noto Sans", "Noto Sans Math"}
    monkeypatch.setattr(
        "publisher.fonts.families.is_installed", lambda family, _own=(): family in common
    )
    assert missing_families("ա") == ("Noto Serif Armenian", "Noto Sans Armenian")
    assert missing_families("∑") == ("Noto Sans Symbols", "Noto Sans Symbols2", "Noto Music")
    assert missing_families("я") == ()


@pytest.mark.parametrize(("code", "side"), [("he", 1), ("fa", 1), ("en", 0)])
def test_columns_follow_the_direction_of_the_language(code: str, side: int) -> None:
    paragraphs = "\n\n".join(f"{number}" for number in range(1001, 1041))
    edition = source_edition(document(f"# 1000\n\n{paragraphs}", code, "md"), Catalogue(), "block")
    laid_out = lay_out(edition, [], Templates(TEMPLATES))
    (sheet, *_) = pypdf.PdfReader(BytesIO(OUTPUTS["pdf"].render(laid_out).content)).pages
    found: dict[str, float] = {}

    def visit(text: str, page: list[float], matrix: list[float], *_: object) -> None:
        found.setdefault(unicodedata.normalize("NFKC", text.strip()), page[0] * matrix[4])

    sheet.extract_text(visitor_text=visit)
    middle = float(sheet.mediabox.width) / 2
    assert (found["1003"] > middle) is bool(side)
    assert (found["1039"] > middle) is not bool(side)


RENDER_SCRIPT = """
import sys
from publisher.outputs import OUTPUTS
from publisher.pages.page import Page
families = sys.argv[1].split(",")
page = sys.stdin.buffer.read().decode()
sys.stdout.buffer.write(OUTPUTS["pdf"].render(Page(page, tuple(families))).content)
"""


def test_other_fonts_and_settings_do_not_change_the_pdf(tmp_path: Path) -> None:
    laid_out = page("ar", f"{NOTICES['ar']} {NOTICES['ru']} ∑")
    fonts = tmp_path / ".local" / "share" / "fonts"
    fonts.mkdir(parents=True)
    # Another font under the name of one of ours, and settings that prefer it.
    (serif,) = (face.file for face in faces(["Noto Serif"]) if face.file.stem.endswith("-Italic"))
    shutil.copy(serif, fonts / "NotoNaskhArabic-Regular.ttf")
    settings = tmp_path / "fonts.conf"
    settings.write_text(
        f"<fontconfig><dir>{fonts}</dir><match target='pattern'><edit name='family'"
        " mode='prepend_first' binding='strong'><string>Noto Serif</string></edit></match>"
        "</fontconfig>",
        encoding="utf-8",
    )

    def render(**environment: str) -> bytes:
        return subprocess.run(
            (sys.executable, "-c", RENDER_SCRIPT, ",".join(laid_out.families)),
            input=laid_out.html.encode(),
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            check=True,
        ).stdout

    plain = render()
    elsewhere = {"HOME": str(tmp_path), "FONTCONFIG_FILE": str(settings), "FC_LANG": "ur"}
    assert render(**elsewhere, LC_ALL="C", LANG="ja_JP.UTF-8", PANGO_LANGUAGE="ur") == plain
    assert plain.startswith(b"%PDF")
    for trace in (b"font:", b"/usr/", b"/tmp/", b"weasyprint-"):
        assert trace not in plain
