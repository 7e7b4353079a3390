"""Where words stand, in which forms, with which synonyms: each place counted by hand."""

import pytest

import tiny
from rag.corpus.concordance import KEPT, Concordance, load_synonyms
from rag.errors import CorpusError
from rag.types import Passage, Sentence

SYNONYMS = {"board": ["top table", "committee"], "mentoring": ["coaching scheme for doctors"]}
CONCORDANCE = Concordance(tiny.PASSAGES, SYNONYMS)


def of(*texts):
    """The concordance of one passage of these sentences."""
    sentences = tuple(Sentence(n, "p", 0, 0, text) for n, text in enumerate(texts))
    return Concordance([Passage("p", "s", "paragraph", 0, 0, "", None, "t", ("t",), "", "1", None, 0, sentences)])


@pytest.mark.parametrize(("word", "places"), [
    ("nurses", {4, 5}), ("nurse", {4, 5}), ("board", {2}), ("three", {0, 7}), ("in", {11, 12}), ("zebra", set()),
    ("mentor", {11}), ("mentored", {11}), ("12", {2}),
])  # fmt: skip
def test_a_word_stands_where_any_of_its_forms_does(word, places):
    assert CONCORDANCE.sentences(word) == places


def test_forms_are_a_few_letters_longer_than_what_is_left_of_the_word():
    found = of("manage managed manager management managements managing man")
    assert found.forms("manage") == ("manage", "managed", "management", "manager")  # and not managements, which is five longer
    assert found.forms("managed") == ("manage", "managed", "manager", "managing")  # from "manag"; management is five longer


def test_a_word_of_the_publishers_name_is_no_form_of_another():
    texts = ("The Fund asked them.", "They had to fund it.", "It was funded.", "Ask the Fund’s staff for funding.")
    sentences = tuple(Sentence(n, "p", 0, 0, text) for n, text in enumerate(texts))
    passage = Passage("p", "s", "paragraph", 0, 0, "", None, "t", ("t",), "", "1", None, 0, sentences)
    assert Concordance([passage], name="The Fund").sentences("funding") == {1, 2, 3}
    assert Concordance([passage], name="The Fund").sentences("fund") == {0, 1, 2, 3}
    assert Concordance([passage]).sentences("funding") == {0, 1, 2, 3}


def test_a_name_is_the_form_of_no_word_that_it_happens_to_begin_with():
    found = of(
        "The Guardian came to Virginia.", "Partners of Ford.", "They guard it.", "Guarded, too.", "the unguarded, the virgins"
    )
    assert found.forms("guard") == ("guard", "guarded")
    assert found.forms("virgin") == ("virgins",)
    assert found.forms("partner") == ("partners",)
    assert (found.named("guardian"), found.named("guard"), found.named("zebra")) == ({0}, frozenset(), frozenset())


def test_a_short_word_has_no_forms_but_its_plural():
    found = of("us use used user trust ups")
    assert found.forms("us") == ("us",)
    assert of("ward wards warden").forms("ward") == ("ward", "wards")
    assert of("king kings kingdom").forms("king") == ("king", "kings")
    assert of("plan planned planning planet").forms("plan") == ("plan", "planned", "planning")
    assert of("nurse nursing nurses nursery").forms("nurses") == ("nurse", "nurses", "nursing")
    assert of("gp gps gpsomething").forms("gps") == ("gps",)
    assert of("gp gps").forms("gp") == ("gp", "gps")


def test_an_ending_is_taken_off_only_where_four_letters_remain():
    assert of("bused bus").forms("bused") == ("bused",)
    assert of("policies policy policing").forms("policies") == ("policies", "policing", "policy")


def test_words_of_the_same_stem_count_only_where_no_form_occurs():
    found = of("They decided.", "A decision.")
    assert found.sentences("decides") == {0}
    assert of("Leadership is a policy.").sentences("policies") == {0}
    assert of("A happy end.").sentences("happiness") == {0}  # no form of it: by the stem "happi"
    assert of("Happiness.", "A happy end.").sentences("happiness") == {0}


def test_what_is_full_of_a_thing_is_another_word():
    found = of("Have it in mind.", "That is useful.")
    assert not found.sentences("mindfulness")
    assert found.sentences("usefulness") == {1}
    assert not found.spans("in mind", ["mindfulness"])
    assert not found.stands_in("in mind", "mindfulness")


def test_words_of_a_phrase_must_stand_in_one_sentence():
    assert CONCORDANCE.sentences("nurses wards") == {4}
    assert CONCORDANCE.sentences("board wards") == set()
    assert CONCORDANCE.sentences("") == set()


def test_a_listed_synonym_stands_for_its_headword_and_not_the_other_way_round():
    assert CONCORDANCE.with_synonyms("committee") == {2}
    assert CONCORDANCE.sentences("committee") == set()
    assert CONCORDANCE.with_synonyms("Top table") == {2}
    own = Concordance(tiny.PASSAGES, {"board": ["wards"]})
    assert own.with_synonyms("wards") == {2, 4}
    assert own.with_synonyms("board") == {2}
    assert own.said("wards", frozenset({2, 4})) == ("wards", "board")
    assert own.said("wards", frozenset({2})) == ("board",)
    assert own.said("wards", frozenset()) == ()


def test_a_request_falls_into_words_and_the_longest_listed_phrases():
    assert CONCORDANCE.units("the coaching scheme for doctors at the top table") == (
        "the",
        "coaching scheme for doctors",
        "at",
        "the",
        "top table",
    )
    assert CONCORDANCE.units("top") == ("top",)
    assert CONCORDANCE.units("coaching scheme") == ("coaching", "scheme")
    both = Concordance((), {"a": ["red flag"], "b": ["red flag day"]})
    assert both.units("red flag day") == ("red flag day",)


def test_a_sentence_knows_its_passage():
    assert [CONCORDANCE.passage_of[n] for n in (0, 4, 12)] == ["p0", "p1", "p5"]


@pytest.mark.parametrize(
    "written", ["[words", "[others]\na = ['b']", "[words]\nboard = 'committee'", "[words]\nboard = [1]", "words = 3"]
)
def test_a_list_of_synonyms_that_is_none_is_told(tmp_path, written):
    assert load_synonyms(tmp_path) == {}
    (tmp_path / "prepared").mkdir()
    (tmp_path / "prepared" / "synonyms.toml").write_text(written, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"\[words\]"):
        load_synonyms(tmp_path)
    (tmp_path / "prepared" / "synonyms.toml").write_text("[words]\nboard = ['top table']", encoding="utf-8")
    assert load_synonyms(tmp_path) == {"board": ["top table"]}


def test_whether_a_word_stands_in_a_text_is_whether_it_has_places_there():
    for text in (*(s.text for s in tiny.SENTENCES), ""):
        for word in ("nurse", "top table", "committee", "zebra", "decides", "mentored"):
            assert CONCORDANCE.stands_in(text, word) == bool(CONCORDANCE.spans(text, [word])), (text, word)
    assert CONCORDANCE.stands_in("Ash has a board", "committee")
    assert not CONCORDANCE.stands_in("Nurses run the wards", "board")


def test_what_is_kept_is_bounded_and_the_same():
    found = of("nurses run wards")
    for n in range(2 * KEPT):
        assert found.with_synonyms(f"word{n}") == frozenset()
    assert found.with_synonyms("nurse") == found.with_synonyms("nurse") == {0}
    assert found._kept_places.cache_info().currsize == KEPT
