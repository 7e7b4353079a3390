import pytest
from spellchecker import SpellChecker

from rag.understanding.spelling import MOST, Speller, count_words
from rag.understanding.wordlist import Words, is_english, is_listed

BRITISH = """
    organisation organise organised organising organisations behaviour behavioural programme programmes centre centres centred colour
    colourful favour favourable honour labour neighbourhood paediatric paediatrics paediatrician anaesthetist anaesthetics orthopaedic
    oesophagus haematology haematologist gynaecologist foetal diarrhoea analyse analysed analysing catalyse judgement acknowledgement
    licence practise defence offence instalment enrol fulfil fulfilment skilful wilful travelled travelling counsellor counselling
    modelling labelled signalled cancelled levelling ageing catalogue dialogue whilst learnt spelt towards afterwards manoeuvre
    manoeuvring mould plough sceptical cheque grey tyre kerb theatre metre litre recognise recognising realise prioritise prioritisation
    centralised decentralisation specialise specialisation specialities maximise standardised rationalisation criticise summarise maths
    """.split()  # noqa: SIM905
WORK = """
    rota rotas locum registrar registrars midwifery preceptorship secondment secondments appraisee appraiser appraisees clinician triage
    sepsis burnout onboarding psychometric revalidation revalidating deanery multidisciplinary interprofessional mentee mentees coachee
    whistleblowing benchmarking benchmarked workstream workstreams rollout handover handovers outpatient inpatients perioperative
    telehealth covid webinar stakeholders subcommittee siloed landline texting admin dept govt approx misc
    """.split()  # noqa: SIM905
NAMES = "keogh berwick francis dickinson patel khan okonkwo adeyemi nguyen kowalski mcdonald siobhan priya mohammed olufemi".split()  # noqa: SIM905


def test_the_list_is_the_packages_own():
    theirs = list(SpellChecker(language="en").word_frequency.dictionary)
    assert len(theirs) > 100_000
    assert all(map(is_listed, theirs))
    assert not is_listed("leadershp")


def names_of(tags, organisations):
    return (*organisations.every, *(alias for trust in tags.trusts for alias in trust.aliases))


@pytest.fixture(scope="module")
def speller(small_index, embedder, organisations, tags):
    counts = count_words(small_index.report.text, (q.question for q in small_index.bank), embedder.knows)
    return Speller(counts, embedder.knows, names_of(tags, organisations))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("quote about not saying consultnat any more", "quote about not saying consultant any more"),
        ("apraisal of docters", "appraisal of doctors"),
        ("Goverance at Salford", "Governance at Salford"),
        ("how many trainees for the shadowng scheme", "how many trainees for the shadowing scheme"),
        ("leadreship developement", "leadership development"),
        ("wich bord", "which board"),
        ("GOVERANCE AT SALFORD", "GOVERNANCE AT SALFORD"),
        ("Who leads? Goverance", "Who leads? Governance"),
        ("traning, programe", "training, programme"),
    ],
)
def test_misspelt_words_become_the_words_meant(speller, typed, meant):
    assert speller.correct(typed)[0] == meant


def test_what_was_corrected_is_told_in_order_and_once(speller):
    assert speller.correct("Docters and docters on the bord") == (
        "Doctors and doctors on the board",
        (("Docters", "Doctors"), ("docters", "doctors"), ("bord", "board")),
    )
    assert speller.correct("How are doctors chosen?") == ("How are doctors chosen?", ())


@pytest.mark.parametrize("word", [*BRITISH, *WORK, *NAMES])
def test_a_correctly_spelt_word_is_never_changed(speller, word):
    assert speller.correct(f"about {word} at") == (f"about {word} at", ())


@pytest.mark.parametrize("word", [*BRITISH, *WORK])
def test_british_english_is_english(word):
    assert is_english(word)


@pytest.mark.parametrize(
    "word",
    ["consultnat", "apraisal", "docters", "goverance", "improveing", "developement", "traning", "accesss", "accessable",
     "behaviuor", "programe", "organistion", "centrre", "wich", "libarys", "countrys", ""],
)  # fmt: skip
def test_misspellings_are_not(word):
    assert not is_english(word)


@pytest.mark.parametrize(
    "text",
    [
        "How did Salford select its clinical directors?",
        "weather football recipe",
        "MSC, MAC and DCD",
        "ask about QIPs, mDTs, SDEC and KPIs",
        "what did Dr Goverance say",
        "who's professor goverance",
        "dr. apraisal",
        "Wythenshawe and Leeds",
        "dont isnt couldnt whats",
        "uclhs values",
        "los médicos y consultanți",
        "acct qips mdts hr",
        "b2b covid19 v2consultnat",
        "x" * 40,
        "",
        "£430 million",
    ],
)
def test_what_is_right_or_unknown_stays(speller, text):
    assert speller.correct(text) == (text, ())


def test_one_or_two_edits_by_length_and_the_likeliest():
    counts = {"board": 9, "bored": 1, "governance": 5, "with": 50, "which": 10, "while": 60, "rest": 3}
    speller = Speller(counts, set().__contains__)
    assert speller.correct("bosrd") == ("board", (("bosrd", "board"),))
    assert speller.correct("goverance govrnanse")[0] == "governance governance"
    assert speller.correct("gvrnnce")[0] == "gvrnnce", "three letters are missing"
    assert speller.correct("wich")[0] == "which", "a letter left out is likelier than a wrong one, though with is commoner"
    assert speller.correct("resk")[0] == "resk", "four letters with a wrong one may be an abbreviation"
    assert speller.correct("goxvernancex")[0] == "goxvernancex", "nobody adds two letters"


def test_a_text_of_nothing_but_misspellings_is_left_after_a_dozen():
    speller = Speller({"governance": 1}, set().__contains__)
    typed = [f"gover{a}ance"[:10] + b for a in "bcdfg" for b in ("", "q", "z")]
    changed = speller.correct(" ".join(typed))[1]
    assert len(changed) == MOST


def test_words_of_the_bank_count_where_they_are_words():
    counts = count_words(
        "The board governs.", ["board meetings", "bord zzgl", *["datix use"] * 8], {"use", "meetings"}.__contains__
    )
    assert counts == {"the": 1, "board": 2, "governs": 1, "meetings": 1, "datix": 8, "use": 8}


def test_words_of_a_sorted_list_are_found_whatever_their_length():
    listed = ["a", "ab", "abc", "abcd", "abd", "b", "boards", "zoo"]
    words = Words("\n".join(listed))
    assert [word for word in (*listed, "", "abce", "bc", "board", "oards", "ab\nabc", "zo", "zoos") if word in words] == listed


def test_every_word_of_the_package_is_a_word():
    assert [word for word in SpellChecker(language="en").word_frequency.words() if not is_listed(word)] == []


def test_words_of_what_somebody_put_are_meant_where_letters_were_left_out():
    counts = count_words("the board", (), lambda _word: False, ["any recommendations to specify", "his roadmap rcommendaton"])
    assert dict(counts) == {"the": 1, "board": 1, "recommendations": 0, "specify": 0}
    speller = Speller(counts, lambda _word: False)
    assert speller.correct("recomendations") == ("recommendations", (("recomendations", "recommendations"),))
    assert speller.correct("spotify") == ("spotify", ())
