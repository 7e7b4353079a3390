import json
import subprocess
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from conftest import CORPUS, ROOT
from rag.errors import ReportError
from rag.understanding.language import _LANGUAGES, SPOKEN, Moves, _identifier, detect, emergency, greeting, load_languages
from rag.understanding.romanised import LATIN, romanised

TYPED = [line.split("\t") for line in (Path(__file__).parent / "data" / "languages.tsv").read_text(encoding="utf-8").splitlines()]
ROMANISED = [
    line.split("\t") for line in (Path(__file__).parent / "data" / "romanised.tsv").read_text(encoding="utf-8").splitlines()
]
UNSURE = {"Bore da, sut wyt ti?", "Cine a scris acest raport?", "Compara Salford con UCLH"}
"""Too short, or half of it English words and names: better taken for English than English for another language."""
LANGUAGES = load_languages(CORPUS)


@pytest.mark.parametrize(("code", "text"), TYPED)
def test_a_request_in_another_language_is_recognised(code, text):
    short = len(text.split()) < 3 and text.isascii()
    assert detect(text) == (None if text in UNSURE or short else code)


@pytest.mark.parametrize(("code", "text"), ROMANISED)
def test_a_request_in_latin_letters_instead_of_its_own_is_recognised(code, text):
    assert detect(text) == code


@pytest.mark.parametrize(
    "text",
    [
        "kya",  # too little to tell
        "Ke Ka and Kya Mehta lead the board at Salford",
        "Dr Kiya Raha, Dr Kare Hoon and Mr Aur: who appraised the consultants of the trust?",
        "what did Mera Sakti say about the DCDs and the MAC at UCLH",
        "my ma and I ache",
        "che guevara and mao",
        "KA KI KE",
    ],
)
def test_english_with_a_few_such_words_and_names_is_english(text):
    assert detect(text) is None or text == "KA KI KE"  # gibberish: three of them and nothing else


def test_the_words_of_languages_in_latin_letters_are_counted_by_hand():
    assert romanised(["kya", "report", "mein", "hai"]) == LATIN
    assert romanised(["kya", "hai", "report", "b"]) == LATIN  # two different ones, half of it
    assert romanised(["kya", "hai", "report", "b", "c"]) is None
    assert romanised(["kya", "kya", "report"]) is None
    assert romanised(["kya", "mein", "hai", *"abcdef"]) == LATIN  # a third
    assert romanised(["kya", "mein", "hai", *"abcdefg"]) is None
    assert romanised(["aa", "report", "ma", "shu", "che"]) == "gu"
    assert romanised([]) is None


@pytest.mark.parametrize(
    "text",
    [
        "Sprechen Sie Deutsch über das Krankenhaus?",
        "Come vengono scelti i direttori clinici?",
        "Doktorlar nasıl seçiliyor?",
        "Как выбирают врачей в Солфорде?",
        "医院怎么选择医生？",
        "डॉक्टरों का चयन कैसे होता है?",
    ],
)
def test_languages_without_words_of_their_own_are_recognised_too(text):
    assert detect(text) not in (None, *SPOKEN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "UCLH",
        "NHNN EDH RNTNEH",
        "Kaiser Geisinger Jonkoping",
        "SAS appraisers SHFT",
        "What did Jönköping teach Southern Health?",
        "Dr Siobhan Ó Súilleabháin and Prof Adeyemi Okonkwo on appraisal",
        "Charité",
        "a raison d'être for the board, vis-à-vis the trust",
        "déjà vu",
        "ad hoc committees pro rata",
        "wat got salfrod startd on saftey",
        "apraisal quote pls",
        "critcal comments",
        "plz gimme teh docters apraisal stuf at northumbira",
        "pls chk uclh ed trg prog",
        "translate this: je ne sais quoi",
        "MSC MAC DCD MES LETB",
        "hahaha",
        "aaaaaaa bbbbbb cccccc",
        "11 plus practice questions",
        "curriculum vitae",
        "Compare Salford, UCLH and Northumbria",
    ],
)
def test_english_with_names_abbreviations_and_typos_is_english(text):
    assert detect(text) is None


def test_no_question_of_exam_practice_bank_and_gaps_is_taken_for_another_language():
    evals = [ROOT / "evals" / f"{name}.jsonl" for name in ("questions", "people", "everyday")]
    files = [*evals, *(CORPUS / f"{name}.jsonl" for name in ("practice", "questions", "gaps"))]
    asked = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines()]
    asked = [row for row in asked if "other_language" not in row.get("id", "")]
    texts = {text for row in asked for text in (row.get("question") or row["ask"], *row.get("history", ()))}
    assert len(texts) > 7_000
    assert [text for text in texts if detect(text)] == []
    assert [text for text in texts if emergency(text, LANGUAGES)] == []


def test_languages_are_told_with_the_packages_own_probabilities():
    """We keep less of its model than it does; what it says of a text is the same to the last bit."""
    theirs = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    theirs.set_languages(list(_LANGUAGES))
    texts = [
        "Merci pour votre aide",
        "Sut mae arweinwyr yn cael eu dewis?",
        "كيف يتم اختيار القادة؟",
        "zzz",
        "",
        "How are leaders chosen?",
    ]
    texts += [" ".join(language.emergency) for language in load_languages(CORPUS).values()]
    assert [_identifier().classify(text) for text in texts] == [theirs.classify(text) for text in texts]


def test_the_moves_of_a_table_are_those_of_the_flat_array():
    flat = np.random.default_rng(7).integers(0, 3, 256 * 9).astype(np.uint32)
    flat[256 * 4 : 256 * 5] = flat[:256]  # a row without a move of its own
    flat[-1] = 104_582  # the last state of the package's
    moves = Moves(flat)
    assert [moves[at] for at in range(len(flat))] == flat.tolist()


def test_every_language_that_is_spoken_has_its_words():
    assert set(LANGUAGES) == SPOKEN
    for code, language in LANGUAGES.items():
        assert detect(language.only_english) == code
        assert language.checked_by


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("cy", "Mae gen i boen yn fy mrest, helpwch fi"),
        ("pl", "Mam bol w klatce piersiowej"),
        ("pl", "RATUNKU"),
        ("ro", "Am dureri in piept"),
        ("ur", "میرے سینے میں درد ہے، مدد کریں"),
        ("pa", "ਮੇਰੀ ਛਾਤੀ ਵਿੱਚ ਦਰਦ ਹੈ, ਮਦਦ ਕਰੋ"),
        ("bn", "আমার বুকে ব্যথা, সাহায্য করুন"),
        ("gu", "મને છાતીમાં દુખાવો છે, મદદ કરો"),
        ("ar", "لدي ألم في الصدر، ساعدوني"),
        ("pt", "nao consigo respirar"),
        ("es", "Mi padre tiene dolor en el pecho"),
        ("fr", "J'ai mal à la poitrine"),
        ("fr", "il s’est évanoui"),
        ("hi-Latn", "mujhe seene me dard hai"),
        ("hi-Latn", "main marna chahti hoon"),
        ("pa", "meri chhati vich dard hai"),
        ("bn", "amar buke betha korche"),
        ("gu", "mane chhati ma dukhavo thay che"),
    ],
)
def test_an_emergency_is_recognised_in_its_own_words_with_or_without_accents(code, text):
    assert emergency(text, LANGUAGES).code == code


@pytest.mark.parametrize(
    ("text", "code"),
    [("Bore da!", "cy"), ("diolch", "cy"), ("Dzien dobry", "pl"), ("Bună ziua.", "ro"), ("Sat Sri Akal", "pa"), ("kem cho?", "gu"), ("شكراً", "ar"), ("Obrigada", "pt"), ("¡Hola!", "es"), ("Merci beaucoup", "fr")],
)  # fmt: skip
def test_a_greeting_or_thanks_is_told_by_its_words(text, code):
    assert greeting(text, LANGUAGES) == code


@pytest.mark.parametrize("text", ["", "?", "hello", "thank you", "Merci Hospital", "hola consultants", "da"])
def test_other_words_are_no_greeting_in_another_language(text):
    assert greeting(text, LANGUAGES) is None


@pytest.mark.parametrize("text", ["", "I have chest pain", "the infarcts", "Quiero saber más", "ratunk"])
def test_other_words_are_no_emergency_here(text):
    assert emergency(text, LANGUAGES) is None


def spoilt(tmp_path, change):
    data = tomllib.loads((CORPUS / "languages.toml").read_text(encoding="utf-8"))
    change(data["languages"])
    lines = []
    for entry in data["languages"]:
        lines += ["[[languages]]", *(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in entry.items())]
    (tmp_path / "languages.toml").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda entries: entries.pop(0), "cy"),
        (lambda entries: entries.append(entries[0]), "stands there once"),
        (lambda entries: entries[1].update(danger="999"), "'pl' does not say all of 999, 111 and 116 123"),
        (lambda entries: entries[2].update(only_english=" "), "'ro' lacks a text"),
        (lambda entries: entries[3].update(emergency=[]), "'ur' needs `emergency`"),
        (lambda entries: entries[3].update(greeting=["Salam"]), "'ur' needs `greeting`"),
        (lambda entries: entries[9].update(emergency=["Infarto"]), "'es' needs `emergency`"),
        (lambda entries: entries[4].pop("danger"), "cannot be read"),
        (lambda entries: entries[4].update(more="x"), "cannot be read"),
    ],
)
def test_a_faulty_file_names_the_entry(tmp_path, change, told):
    with pytest.raises(ReportError, match=told):
        load_languages(spoilt(tmp_path, change))


def test_a_file_that_is_cut_within_a_character_is_named_and_not_printed(tmp_path):
    content = (CORPUS / "languages.toml").read_bytes()
    (tmp_path / "languages.toml").write_bytes(content[: content.index("é".encode()) + 1])
    with pytest.raises(ReportError, match=r"languages\.toml cannot be read .* Restore it from the repository") as told:
        load_languages(tmp_path)
    assert len(str(told.value)) < 300 + len(str(tmp_path))


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(ReportError, match=r"languages\.toml cannot be read"):
        load_languages(tmp_path)


def test_another_language_is_told_where_no_temporary_file_can_be_made():
    """In a process of its own, in which the model has not been loaded."""
    code = """
import tempfile
def nowhere(*_, **__): raise FileNotFoundError("No usable temporary directory found")
tempfile.TemporaryFile = tempfile.mkstemp = tempfile.gettempdir = nowhere
from rag.understanding.language import detect
print(detect("Jak lekarze są zaangażowani w zarządzanie szpitalem?"))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "pl"
