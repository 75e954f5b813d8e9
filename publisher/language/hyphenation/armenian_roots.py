"""Armenian roots with an unwritten ը in the first syllable that is heard within compounds.

In լուսա-ն(ը)կար and մարտա-հ(ը)րավեր it is heard as in նկար and հրավեր. Roots that lose it
after a vowel are not listed: ստորագ-րել, արտադ-րել, մարդաս-պան. Each entry stands for all
words that begin with it. Roots that change in derivation (կշիռ, կշռել) are listed in the form
that begins with two consonants; three consonants are divided by another rule.

Composed by us, with the words of Debian's aspell-hy as a test. The rules of the Republic of
Armenia («Տողադարձի մասին», 2003) name the law, but list no words.
"""

from __future__ import annotations

import re
from functools import cache

_ROOTS = """
    բժիշկ բլիթ բլոկ բլուր բղավ բնագ բնազ բնակ բնապ բնավ բնիկ բնույթ գդալ գդակ գլան գլոր գլուխ
    գնահատ գնաց գնել գնորդ գնում գռեհ գրագետ գրադարան գրանց գրասեն գրավ(?!որ) գրոհ գրող գցել դժոխ
    դպիր դրախտ դրամ դրոշ զբոս զվար զտել զտիչ զտում զրահ զրույց զրուց թզեն թթու թռիչ թռուց թվական
    թվանշ ժլատ ժխոր ժպիտ լծակ լկտի լճակ լռակ լռութ լսող լվաց(?!իա) լրագ լրատ լրաց խլաց խլուրդ
    խճանկ խճուղ խմիչ խմոր խնամ խնայ խռով խրախ խրամ խրատ խրոխտ խցան խցիկ ծխախոտ ծխական ծնել ծնող
    ծնունդ ծռել ծռութ ծրագ ծրար կզակ կլիմ կլինիկ կլոր կլուբ կղեր կմախ կնիք կշիռ կռապ կռիվ կռիւ
    կտակ կտավ(?!ո) (?<=ա)կտոր կր[ոօ]ն կրակ(?!ան) կրիա հզոր հզօր հմայ հմուտ հնագ հնազ հնար հնաց
    հնություն հպարտ հռետոր հռոմ հրաբ հրազ հրաժ հրահանգ հրահր հրամ հրանոթ հրաշ հրապ հրավ հրատ հրաւ
    հրեա հրեշ ձգան ձգել ձգող ձգում ձմեռ ձվածեղ ձվար ճկուն ճպուռ ճրագ մթեր մթութ մխիթար մկան մղել
    մղող մղոն մղում մնաց մշակ մշուշ մսավաճ մսուր մտածել մտածող մտածում մտահ մտաղ մտավ մտերիմ նժար
    նժույգ նկատ նկար(?!գ|ծ) նկուղ (?<=միա)նման նմանա նմանու նմուշ նշան նշել նշեց նշող նշում նպաստ
    նպատակ նպար նվագ նվազ նվաճ նվաստ նվեր նվիր շնորհ շշուկ շռայլ շռինդ շփոթ շփում շքախ շքան շքեղ
    շքերթ չմուշկ չնաշխ պլան պլատ պղինձ պնակ պսակ պտոյտ պտուղ պտույտ պտուտակ պրեզ պրեմ պրոբ պրոգ
    պրոդ պրոյ պրոպ պրոս պրոտ պրոց պրոֆ ջնարակ ջրաղ ջրամբ ջրանց սլաց սլաք սխալ սկիզբ սղոց սնահ
    սնանկ սնունդ սվաղ սվին սրահ սրամիտ սրիկա սրինգ սրունք վթար վկա վհատ վհուկ վճար վճիռ վնաս վսեմ
    վտակ վտանգ վտար վր[եէ]ժ վրան վրիպ տգեղ տգետ տխուր տկար տղա տմարդ տն[օո]րեն տնակ տնամ տնանկ
    տնաշ տպագ տպավ տպար տպել տպում տրակտ տրամ տրանս տրոհ ցնոր ցրիվ ցրիւ փլատ փլուզ փշալար փռոց
    քնար քնիչ քսուկ քսուք (?<=հանրա)քվե քվեա քր[եէ]ական քրիստ ֆլամ ֆրան ֆրիզ
"""
# The first part of a compound, up to its linking vowel; a shorter one is no word (ան-կարգ).
_LINKED = re.compile("..+[աե]|.*(?:ռադիո|ֆոտո|վիդեո|ավտո|հեռու)")
_SUPERLATIVE = "(?<=^ամենա)(?!յն)"  # before any word, except in ամենայն


@cache
def _root() -> re.Pattern[str]:
    return re.compile("|".join([_SUPERLATIVE, *_ROOTS.split()]))


def begins_root(before: str, rest: str) -> bool:
    """Return whether a root with an unwritten ը begins between the parts of a word.

    `before` ends in a vowel, and `rest` begins with two or more consonants.
    """
    return bool(_LINKED.fullmatch(before) and _root().match(before + rest, len(before)))
