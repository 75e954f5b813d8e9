"""Words that stay on one line with their neighbour, by language.

The sources are the style guides for each language's typography: ru, be: А. Э. Мильчин,
Справочник издателя и автора; uk: ДСТУ 3582; bg: Официален правописен речник; cs: Internetová
jazyková příručka (Zalomení řádků); sk: Pravidlá slovenského pravopisu; pl: Adam Wolański,
Edycja tekstów; de: DIN 5008; fr: Lexique des règles typographiques; es: Ortografía de la lengua
española; it: UNI 6461; pt: Código de Redação; hy: «Հայերենի կետադրություն»; the others:
the dates and units of Unicode CLDR.
"""

from __future__ import annotations

from types import MappingProxyType

# Words after a number, * for any ending; the names of the months are added.
UNITS = MappingProxyType(
    {
        "be": "г гг год года году годы годзе гады гадоў гадах ст стагоддз* тыс млн млрд"
        " руб рубл* км кг м см га",
        "bg": "г гг годин* век века хил млн млрд лв лева лев леву км кг м см ч мин",
        "bs": "godin* god g vijek* stoljeć* hilj mil mlrd KM",
        "cs": "Kč hod min tis mil mld bodů procent* let století",
        "da": "kr mio mia",
        "de": "Uhr Mio Mrd Tsd Euro Jahrhundert Prozent",
        "es": "año años siglo siglos millones euros",
        "et": "a aasta* sajand* eurot krooni",
        "fi": "luvu* luku* milj mrd euroa",
        "fr": "ans euros million millions milliard milliards dollars heures",
        "hr": "godin* god g stoljeć* tis mil mlrd kn",
        "hu": "év* század* ezer millió milliárd Ft",
        "hy": "թ թթ դ դդ թվական* դար դարի դարում դարից դարեր* կմ կգ մ հա մլն մլրդ հազ"
        " դոլար* դրամ* եվրո* ռուբլ* տոկոս*",
        "is": "kr ár* öld*",
        "ka": "წ წელ* წლ* ს სს საუკუნ* კმ კგ მ მლნ მლრდ ათას* ლარ* დოლარ*",
        "kk": "ж жж жыл* ғ ғғ ғасыр* мың млн млрд теңге* км кг",
        "ky": "ж жж жыл* кылым* миң млн млрд сом* км кг",
        "lt": "metai metų metais a d val mln mlrd tūkst eurų",
        "lv": "gad* tūkst milj mljrd eiro",
        "mk": "год годин* г век* илј мил км кг",
        "nb": "kr mill mrd",
        "nn": "kr mill mrd",
        "no": "kr mill mrd",
        "pl": "r w zł gr tys mln mld proc godz min lat",
        "pt": "ano anos século séculos milhões mil reais euros",
        "ro": "lei ani mil mld",
        "ru": "г гг в вв год года году годом годы годах годов лет век века веке"
        " веков тыс млн млрд трлн руб долл км кг м см мм т га ч мин сек чел экз",
        "sk": "eur hod min tis mil mld rokov storoči*",
        "sl": "let leta letu stoletj* tisoč mio mrd evrov",
        "sr": "годин* год г век* хиљ мил млрд дин godin* god g vek* hilj mil mlrd din",
        "sv": "kr mn miljoner miljarder",
        "tg": "с сол* млн млрд сомон* км кг",
        "uk": "р рр рік року роком роки років роках рокам році ст століт* тис млн млрд"
        " трлн грн гривень гривні дол км кг м см га год хв осіб",
    }
)
# Abbreviations before a number.
BEFORE_NUMBER = MappingProxyType(
    {
        "be": "с. гл. ст. арт. мал. п. т.",
        "bg": "с. чл. ал. гл. т. бр. фиг.",
        "cs": "s. str. č. čl. odst. r. obr. tab. sv. kap.",
        "de": "S. Nr. Art. Abs. Bd. Kap. Abb. Tab. Ziff.",
        "es": "p. pp. art. núm. n.º cap. vol. fig. s.",
        "fr": "p. art. chap. vol. fig. n° nº t.",
        "it": "p. pp. art. n. cap. vol. fig.",
        "pl": "s. str. art. ust. pkt nr t. rozdz. rys. tab.",
        "pt": "p. pp. art. n.º cap. vol. fig.",
        "ru": "с. стр. гл. ст. п. рис. табл. т. ч. кв. д. вып.",
        "sk": "s. str. č. čl. ods. r. obr. tab. kap.",
        "uk": "с. стор. гл. ст. п. рис. табл. т. ч. кв. буд. вип.",
    }
)
# Abbreviations before a name. Initials are kept with it too.
BEFORE_NAME = MappingProxyType(
    {
        "be": "г. вул. ім. св. праф. акад.",
        "bg": "г-н г-жа д-р проф. акад. ул. гр. св. с.",
        "bs": "dr. prof. sv.",
        "cs": "p. pí sv. dr. Dr. prof. gen. ing. Ing. ul.",
        "de": "Dr. Prof. St. Hl.",
        "es": "Sr. Sra. Dr. Dra. Ud. EE.",
        "fr": "MM. Mme Mmes Mlle Dr Pr Me St",
        "hr": "dr. prof. sv.",
        "hy": "պրոֆ. պրոֆ․ ակադ. ակադ․",
        "it": "sig. dott. prof. on.",
        "kk": "проф. акад.",
        "ky": "проф. акад.",
        "lt": "prof. dr. šv.",
        "lv": "prof. sv.",
        "mk": "г-дин г-ѓа д-р проф. св. ул.",
        "pl": "p. ks. św. ul. gen. prof. dr im. al. pl.",
        "pt": "Sr. Sra. Dr. Dra.",
        "ru": "г. с. о. ул. пр. пл. им. св. проф. акад. г-н г-жа",
        "sk": "p. sv. dr. Dr. prof. gen. ing. Ing. ul.",
        "sl": "dr. prof. sv. g. ga.",
        "sr": "др проф. св. г. г-ђа dr prof. sv. g.",
        "tg": "проф. акад.",
        "uk": "м. с. вул. просп. пл. ім. св. проф. акад. о.",
    }
)
# Capital letters by script.
CAPITALS = MappingProxyType(
    {"Latn": "[A-ZÀ-ÖØ-ÞĀ-Ž]", "Cyrl": "[А-ЯЁЄІЇҐЎЈЉЊЋЂЏЀ-ЏҐ-Ӿ]", "Armn": "[Ա-Ֆ]"}
)
# Words of one letter: prepositions, conjunctions, pronouns, particles.
ONE_LETTER = MappingProxyType(
    {
        "be": "аіуўвзк",
        "bg": "авсикуо",
        "cs": "kosuvzai",
        "pl": "aiouwz",
        "ru": "авикосуя",
        "sk": "kosuvzai",
        "uk": "авзійоуяє",
    }
)
# Languages in which a dash between words must not begin a line.
WITH_DASHES = frozenset({"be", "bg", "hy", "ka", "kk", "ky", "mk", "ru", "tg", "uk"})
# Languages that write every noun with a capital: 3. Oktober.
CAPITAL_NOUNS = frozenset({"de", "gsw", "lb"})
