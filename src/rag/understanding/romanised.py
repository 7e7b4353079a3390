"""Hindi, Urdu, Punjabi, Bengali and Gujarati written in Latin letters, as most people type them on an English keyboard.

No model that we have tells them: py3langid learnt each in its own script. They are told by their commonest words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

LATIN = "hi-Latn"
"""BCP 47 for Hindi in Latin letters, in which it cannot be told from Urdu."""
LEAST, FEW = 3, 2
"""Different words that must be met, and how few are enough in a short request. None of 42,000 requests of exams, everyday talk,
practice, bank, gaps and prepared asks has two that are half of it."""
SHARE, HALF = 1 / 3, 1 / 2
"""Of all words, since terms and names are English in every such request: the least met in ``tests/data/romanised.tsv``, and what
few words must be."""
WORDS = {
    LATIN: frozenset(
        """
        kya kyaa kyun kyon kyu kaise kaisa kaisi kahan kahaan kaun kaunsa kaunse kaunsi konsa konse kitna kitne kitni kuch
        kuchh kisi kisne kin kab koi hai hain hei hota hoti hote hua hui huye tha thi thay raha rahi rahe gaya gayi gaye kiya
        kiye diya diye karta karti karte karna karne karo karein kare bata batao bataiye bataye batayein kaha likha likhi mein
        mujhe mera meri hamara hamare aap aapka aapke apna apne apni yeh ye woh wo iska iske iski isme ismein uska uske uski
        usme inka inke unka unke unki ka ki ke ko ne se bhi nahi nahin nahee sab sabhi sabse aur lekin magar liye baare saath
        jaise phir wala wali chahiye sakta sakte sakti hoon zyada bahut bohot kyunki jab tak wahan yahan jata jati
        jate milta milti milte dijiye toh wale ho matlab samjhao
        """.split()  # noqa: SIM905 - a list of words is read as a text
    ),
    "pa": frozenset(
        """
        vich vichon kiven kiwen kive kinne kinna kinni kithe kitthe kithon kado kadon kihne kehra kehre kehri keda hai
        naal nal baare tusi tusin tuhada tuhade tuhanu mainu mera sanu koi kujh kuj lai layi hunda hundi hunde karda kardi
        karde kita kitta keeta keeti dasso daso dassdi dasda nahi nahin sareya bahut ke utte hor ki nu ne naalo
        """.split()  # noqa: SIM905
    ),
    "bn": frozenset(
        """
        ami apni apnar amar amake amra amader tumi tomar ki keno kothay kothae kivabe kibhabe kemon koto kotogulo kokhon kobe
        kichu kichhu kichui ache achhe achen hoy hoi hoyeche hoyechhe hobe hocche hochhe chilo chhilo ei eta eti oi sei theke
        thekey jonno jonne kore koreche korechen koren korte kora korbe korar ebong kintu nei noy nai shob somporke shomporke
        bishoye modhye moddhe bolun bole boleche bola bolte jante chai dekhan dao ekta ekti ar ke je niye bepare keu
        """.split()  # noqa: SIM905
    ),
    "gu": frozenset(
        """
        che chhe ma chhu chho shu kem kevi kevu kevo keva thi maate vishe kyare kyan ketla ketli ketlu kayu kayo kayi kai kaik
        kone kon nathi hatu hatun hati hato hata hoy tamne tamara amne aa aapo apo kaho karvu karva thay thayu thaya karyu
        karya kari kare lakhyu badha badhu pachi ane
        """.split()  # noqa: SIM905
    ),
}
"""Postpositions, pronouns, auxiliaries and words that ask, spelt as people spell them. Source: the commonest words of stopwords-iso
(MIT), lists hi, ur, bn and gu, put into Latin letters by hand; it has no Punjabi list, and those are their counterparts. Written by
the assistant's makers, checked by no native speaker. Common English words are left out, but for ``ma`` and ``ache``, without which
hardly a Gujarati or Bengali sentence is made.
"""


def romanised(words: Sequence[str]) -> str | None:
    """The language of these words, in lower case: a key of ``WORDS``; ``None`` where none has enough of them."""
    met = {code: {word for word in words if word in listed} for code, listed in WORDS.items()}
    code = max(met, key=lambda one: len(met[one]))
    counted = sum(word in met[code] for word in words)
    found = len(met[code])
    told = (found >= LEAST and counted >= SHARE * len(words)) or (found >= FEW and counted >= HALF * len(words))
    return code if told else None
