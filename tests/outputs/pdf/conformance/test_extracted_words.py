"""Law: the words of a PDF are found by copying and searching, in every language."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdf
import pypdfium2
import pytest
from helpers import need_fonts, need_poppler
from pdf_helpers import page_of

from publisher.language.word_breaks import word_breaks
from publisher.outputs import OUTPUTS
from publisher.outputs.pdf.engine.glyph_clusters import PLACEHOLDER
from publisher.pages.theme import Theme

if TYPE_CHECKING:
    from pathlib import Path

TEXTS = {
    "ar": (
        "أعلنت الحكومة يوم الاثنين أن الطرفين ملتزمان بالاتفاق، والحمد لله والإسلام "
        "دين السلام. وقال المتحدث: لا يزال القرار قائمًا حتى عام ٢٠٢٤ رغم الخلافات "
        "الكثيرة بين اللاجئين والأهالي. وقال أيضًا إنّ الحقَّ لَهُ."
    ),
    "fa": (
        "دولت می\u200cخواهد نامه\u200cها را به نویسنده\u200cها برگرداند و "
        "خانه\u200cهای روستایی را نمی\u200cفروشد. خبرنگاران می\u200cگویند که "
        "گفت\u200cوگوها ادامه دارد و شرکت\u200cکنندگان تا سال ۱۴۰۳ در کنفرانس\u200cها "
        "می\u200cمانند."
    ),
    "ur": (
        "حکومت نے اعلان کیا کہ فریقین کے درمیان معاہدہ برقرار ہے اور پچھلے ہفتے کے "
        "واقعات کے باوجود بات چیت جاری رہے گی۔ صحافیوں نے بتایا کہ لوگ گھروں میں "
        "محفوظ ہیں۔"
    ),
    "he": (
        "הממשלה הודיעה ביום שני כי שני הצדדים מחויבים להסכם, וכי השיחות יימשכו גם "
        "בשנת 2024. עיתונאים אמרו: צה״ל לא השיב על השאלות. בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת "
        "הַשָּׁמַיִם וְאֵת הָאָרֶץ."
    ),
    "hi": (
        "सरकार ने सोमवार को घोषणा की कि दोनों पक्ष समझौते के प्रति प्रतिबद्ध हैं और "
        "मंत्री ने कहा कि किताबें, कर्म, क्षेत्र और निर्णय महत्वपूर्ण हैं। "
        "विद्यार्थियों ने श्रद्धांजलि दी।"
    ),
    "bn": (
        "বাংলাদেশের প্রধানমন্ত্রী সোমবার বলেছেন যে উভয় পক্ষ চুক্তির প্রতি "
        "প্রতিশ্রুতিবদ্ধ। কোথায় নৌকা চলছে তা র\u200d্যাব জানে না এবং বিদ্যার্থীরা "
        "ক্ষুব্ধ হয়েছেন।"
    ),
    "te": ("ప్రభుత్వం సోమవారం ఒప్పందానికి కట్టుబడి ఉన్నట్లు ప్రకటించింది. క్షేత్రంలో విద్యార్థులు శ్రద్ధగా విన్నారు."),
    "kn": ("ಸರ್ಕಾರ ಸೋಮವಾರ ಒಪ್ಪಂದಕ್ಕೆ ಬದ್ಧವಾಗಿದೆ ಎಂದು ಘೋಷಿಸಿತು. ವಿದ್ಯಾರ್ಥಿಗಳು ಕ್ಷೇತ್ರಕ್ಕೆ ಹೋದರು, ಕೊನೆಗೆ ಮರಳಿದರು."),
    "ml": ("സർക്കാർ തിങ്കളാഴ്ച കരാറിനോട് പ്രതിജ്ഞാബദ്ധമാണെന്ന് പ്രഖ്യാപിച്ചു. വിദ്യാർത്ഥികൾ കൊച്ചിയിലും പോയി."),
    "gu": ("સરકારે સોમવારે કરાર પ્રત્યે પ્રતિબદ્ધતા જાહેર કરી. વિદ્યાર્થીઓએ ક્ષેત્રમાં શ્રદ્ધાંજલિ આપી."),
    "pa": "ਸਰਕਾਰ ਨੇ ਸੋਮਵਾਰ ਨੂੰ ਸਮਝੌਤੇ ਪ੍ਰਤੀ ਵਚਨਬੱਧਤਾ ਦਾ ਐਲਾਨ ਕੀਤਾ। ਵਿਦਿਆਰਥੀ ਖ਼ੁਸ਼ ਸਨ।",
    "si": (
        "ශ්\u200dරී ලංකා රජය සඳුදා ගිවිසුමට බැඳී සිටින බව ප්\u200dරකාශ කළේය. කොළඹ ශෛලය ගැන කෞතුකාගාරයේදී කතා කළෝය."
    ),
    "ta": (
        "தமிழ் மொழி கொண்டு போய் கௌரவம் பெற்ற ஔவையார் பாடல்களை அரசு திங்கட்கிழமை "
        "வெளியிட்டது. இரு தரப்பினரும் ஒப்பந்தத்திற்கு உறுதியாக உள்ளனர் என்று அமைச்சர் "
        "கூறினார். ஸ்ரீ"
    ),
    "th": (
        "รัฐบาลประกาศเมื่อวันจันทร์ว่าทั้งสองฝ่ายยังคงยึดมั่นในข้อตกลง "
        "น้ำท่วมทำให้จำนวนผู้ประสบภัยเพิ่มขึ้น และคำสำคัญนี้จำเป็น ที่นี่มีห้องสมุดสำหรับเด็กชายซึ่งกำลังค่อยๆ เดินกลับ"
    ),
    "lo": ("ລັດຖະບານປະກາດໃນວັນຈັນວ່າທັງສອງຝ່າຍຍັງຄົງຢຶດໝັ້ນໃນຂໍ້ຕົກລົງ ນ້ຳຖ້ວມເຮັດໃຫ້ຈຳນວນຜູ້ປະສົບໄພເພີ່ມຂຶ້ນ"),
    "km": (
        "រដ្ឋាភិបាលបានប្រកាសកាលពីថ្ងៃចន្ទថា "
        "ភាគីទាំងពីរនៅតែប្តេជ្ញាចំពោះកិច្ចព្រមព្រៀង។ "
        "អ្នកសារព័ត៌មានបាននិយាយអំពីការប្រជុំនៅទីក្រុង "
        "ហើយការធ្វើដំណើរក៏ចប់ឡើងវិញ មានរឿងជាច្រើនទៀត ទើបគ្មានអ្នកណាលើកឡើយ។ សៀវភៅនិងកៅអី"
    ),
    "my": (
        "အစိုးရက တနင်္လာနေ့တွင် နှစ်ဖက်စလုံး သဘောတူညီချက်ကို လိုက်နာကြောင်း "
        "ကြေညာခဲ့သည်။ မြန်မာနိုင်ငံ သတင်းထောက်များက ပြောကြားခဲ့ကြသည်။"
    ),
    "ka": (
        "მთავრობამ ორშაბათს განაცხადა, რომ ორივე მხარე შეთანხმების ერთგულია. "
        "ჟურნალისტებმა თქვეს, რომ მოლაპარაკებები 2024 წელსაც გაგრძელდება."
    ),
    "hy": (
        "Կառավարությունը երկուշաբթի հայտարարեց, որ երկու կողմերն էլ հավատարիմ են "
        "համաձայնագրին։ Ի՞նչ կլինի հետո. «Բանակցությունները կշարունակվեն և 2024 "
        "թվականին»,— ասաց նա։"
    ),
    "ru": (
        "Правительство заявило в понедельник, что обе стороны по-прежнему привержены "
        "соглашению. «Переговоры продолжатся и в 2024 г.», — сказала министр "
        "иностранных дел."
    ),
    "el": (
        "Η κυβέρνηση ανακοίνωσε τη Δευτέρα ότι οι δύο πλευρές παραμένουν δεσμευμένες "
        "στη συμφωνία. «Οι συνομιλίες θα συνεχιστούν και το 2024», είπε ο υπουργός "
        "Εξωτερικών."
    ),
    "ja": (
        "政府は月曜日、双方が合意を順守していると発表した。「協議は2024年も続く」と外務大臣は述べた。ガラスのビルで記者会見が行われた。"
    ),
    "zh": (
        "政府星期一宣布，双方仍然遵守协议。“谈判将在2024年继续进行，”外交部长说。记者们在玻璃大楼里参加了新闻发布会。"
    ),
    "ko": (
        "정부는 월요일 양측이 합의를 계속 준수하고 있다고 발표했다. "
        "“협상은 2024년에도 계속될 것”이라고 외교부 장관이 말했다. 기자들은 "
        "유리 건물에 모였다."
    ),
    "en": (
        "The government announced on Monday that both sides remain committed to the "
        "first official agreement. “Efficient talks will continue in 2024,” the "
        "mother-in-law of the minister affirmed."
    ),
    "vi": (
        "Chính phủ tuyên bố hôm thứ Hai rằng cả hai bên vẫn cam kết tuân thủ thỏa "
        "thuận. “Các cuộc đàm phán sẽ tiếp tục vào năm 2024,” Bộ trưởng Ngoại giao "
        "nói với những phóng viên."
    ),
}
# Languages whose lines end within words, without a hyphen.
DIVIDED = {"ja", "zh", "ko"}
UNSPACED = {"th", "lo", "km", "my"}
CAPITALS = ("en", "ru", "hy", "el")
FROM_RIGHT = {"ar", "fa", "he", "ur"}
# Words that an extractor reads wrong, by its own fault: it puts a mark at the end of a word from
# right to left before its letter.
FAULTS = {
    ("PDFium", "ar"): {"لَهُ"},
    # MuPDF 1.21 reads no more than eight letters of a glyph.
    ("MuPDF", "si"): {"කෞතුකාගාරයේදී"},
}


def by_pdftotext(file: Path) -> str:
    need_poppler("pdftotext")
    # In the order of drawing: spaces of justified lines that meet would look like columns.
    order = () if file.stem in FROM_RIGHT else ("-raw",)
    command = ("pdftotext", *order, str(file), "-")
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def by_pdfium(file: Path) -> str:
    with pypdfium2.PdfDocument(file) as document:
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in document)


def by_mutool(file: Path) -> str:
    if shutil.which("mutool") is None:
        pytest.skip("mutool is not installed")
    command = ("mutool", "draw", "-q", "-F", "txt", "-o", "-", str(file))
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def by_pypdf(file: Path) -> str:
    return "\n".join(sheet.extract_text() for sheet in pypdf.PdfReader(file).pages)


# The last two may be missing.
EXTRACTORS = {
    "PDFium": by_pdfium,
    "pypdf": by_pypdf,
    "pdftotext": by_pdftotext,
    "MuPDF": by_mutool,
}
FROM_LEFT_ALONE = {"MuPDF", "pypdf"}  # others are returned in the order of drawing


def words(text: str, language: str) -> set[str]:
    """Return the words of a text; if lines end within words, the text as one word.

    Punctuation and digits are left out: each extractor has its own bidirectional algorithm.
    """
    # PDFium reads a soft hyphen as U+FFFE or U+0002. A hyphen at a line end is anyone's guess.
    undivided = re.sub(r"[\u00ad\ufffe\x02]\s*|(?<=[^\W\d])-\s*", "", text)
    letters = "".join(map(_letter_or_space, unicodedata.normalize("NFC", undivided)))
    return {letters.replace(" ", "")} if language in DIVIDED else {*letters.split()}


def spelled(text: str, language: str) -> set[str]:
    """Return the words of an article, also of one without spaces between them."""
    if language not in UNSPACED:
        return words(text, language)
    places = [0, *word_breaks(text), len(text)]
    return words(" ".join(text[start:end] for start, end in pairwise(places)), language)


def _letter_or_space(character: str) -> str:
    kind = unicodedata.category(character)
    if character in "\u200c\u200d" or kind[0] in "LM":
        return character
    return "" if kind == "Cf" and character != PLACEHOLDER else " "


@pytest.mark.parametrize(
    ("language", "theme"),
    [*((tag, Theme()) for tag in TEXTS), *((tag, Theme(drop_cap=True)) for tag in CAPITALS)],
)
def test_words_are_extracted_as_written(language: str, theme: Theme, tmp_path: Path) -> None:
    # Other fonts would set the text, with other faults of the extractors.
    need_fonts(language)
    file = tmp_path / f"{language}.pdf"
    page = page_of(f"# Title\n\n{TEXTS[language]}\n", language, theme=theme)
    file.write_bytes(OUTPUTS["pdf"].render(page).content)
    for extractor, extract in EXTRACTORS.items():
        if extractor in FROM_LEFT_ALONE and language in FROM_RIGHT:
            continue
        found = " ".join(words(extract(file), language))
        whole = found if language in DIVIDED | UNSPACED else found.split()
        missing = {word for word in spelled(TEXTS[language], language) if word not in whole}
        assert missing <= FAULTS.get((extractor, language), set()), extractor
