"""What of a prepared entry is for whom: laid out, quoted, folded, in rows, and silence that is true."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.entries import assemble, cut_to, lay_out, part_quotes, quotes_of, statements_first
from rag.corpus.concordance import Concordance
from rag.types import Row
from rag.understanding.names import Mention
from rag.understanding.question import Question

GENERAL, ASH, BIRCH = tiny.part(None, (0,)), tiny.part("ash", (2,), (4,), (5, 6)), tiny.part("birch", (11,))
ENTRY = tiny.entry(parts=[BIRCH, GENERAL, ASH], silent=["cedar"])
KIT = tiny.answerer().kit


def laid(*trusts, everyone=False, entry=ENTRY):
    return lay_out(entry, Question("?", trusts=trusts, everyone=everyone), tiny.TRUSTS)


def test_an_entry_is_laid_out_in_the_order_asked():
    assert laid("birch", "ash").parts == (BIRCH, ASH)
    assert laid("ash", "birch").parts == (ASH, BIRCH)
    assert laid().parts == (ASH, BIRCH)  # the report's order


def test_silent_and_unknown_are_two_things():
    only_birch = tiny.entry(parts=[BIRCH], silent=["cedar"])
    found = laid("cedar", "ash", "birch", entry=only_birch)
    assert (found.silent, found.unknown, found.parts) == (("cedar",), ("ash",), (BIRCH,))
    assert (laid("birch", entry=only_birch).silent, laid("birch", entry=only_birch).unknown) == ((), ())
    assert (laid(entry=only_birch).silent, laid(entry=only_birch).unknown) == (("cedar",), ("ash",))


def test_what_is_said_of_all_is_shown_to_who_asks_of_nobody_or_of_all():
    assert laid().general == GENERAL
    assert laid("ash").general is None
    assert laid("ash", everyone=True).general == GENERAL
    assert laid().shown == (GENERAL, ASH, BIRCH)
    assert laid("ash").sentences == {2, 4, 5, 6}
    assert laid().sentences == {0, 2, 4, 5, 6, 11}


def test_quotations_that_adjoin_are_joined_and_none_comes_twice():
    assert tiny.texts(quotes_of(tiny.INDEX, [(2,), (3,)])) == ["Ash has a board of 12 directors. They meet monthly."]
    assert tiny.texts(quotes_of(tiny.INDEX, [(4,), (2,)])) == ["Nurses run the wards.", "Ash has a board of 12 directors."]
    assert tiny.texts(quotes_of(tiny.INDEX, [(2, 3), (3, 4)])) == [
        "Ash has a board of 12 directors. They meet monthly. Nurses run the wards."
    ]
    (marked,) = quotes_of(tiny.INDEX, [(2, 3)], marked=[3])
    assert marked.marks == tiny.spans(3)


def test_a_parts_first_quotations_are_shown_and_the_others_folded():
    first, rest = part_quotes(tiny.INDEX, ASH, 1)
    assert tiny.texts(first) == ["Ash has a board of 12 directors."]
    assert tiny.texts(rest) == ["Nurses run the wards.", "We listen to nurses. It works."]


def test_what_leans_on_a_sentence_comes_with_it_and_none_is_shown_and_folded():
    assert tiny.texts(quotes_of(tiny.INDEX, [(11,), (3,)])) == [
        "Birch began mentoring in 2010.", "Ash has a board of 12 directors. They meet monthly.",
    ]  # fmt: skip
    first, rest = part_quotes(tiny.INDEX, tiny.part("ash", (2,), (4,), (3,)), 1)
    assert tiny.texts(first) == ["Ash has a board of 12 directors. They meet monthly."]
    assert tiny.texts(rest) == ["Nurses run the wards."]


def test_quotations_that_overlap_are_one():
    assert tiny.texts(quotes_of(tiny.INDEX, [(2, 3), (11,), (3, 4)])) == [
        "Ash has a board of 12 directors. They meet monthly. Nurses run the wards.", "Birch began mentoring in 2010.",
    ]  # fmt: skip


def test_adjoining_items_of_a_list_are_one_quotation():
    first, rest = part_quotes(tiny.INDEX, tiny.part("birch", (8,), (9,), (10,), (11,)), 1)
    assert tiny.texts(first) == ["Birch teaches three things:\n• safety first\n• open doors\n• shared budgets"]
    assert tiny.texts(rest) == ["Birch began mentoring in 2010."]


@pytest.mark.parametrize(("text", "mentions", "telling"), [
    ("Which nurses sit on the board?", (), ("nurses", "sit", "board")),
    ("Ash: board", (Mention("ash", 0, 3),), ("board",)),
    ("board, board", (), ("board",)),
    ("mentioned wards", (), ("wards",)),
])  # fmt: skip
def test_telling_words_leave_out_names_stop_words_and_the_frame(text, mentions, telling):
    from rag.answering.prepared import Prepared

    kit = tiny.answerer(Prepared(shapes=("is {word} mentioned",))).kit
    assert kit.telling(Question(text, mentions=mentions)) == telling


def test_silence_says_whether_the_words_stand_there():
    assert KIT.silence("ash", ["nurses", "zebra"]) == Row("ash", (), "not_answered", ("nurses",), page="2")
    assert KIT.silence("birch", ["nurses", "zebra"]) == Row(
        "birch", (), "no_mention", ("nurses",)
    )  # the report has no zebra anywhere
    assert KIT.silence("birch", ["zebra"]) == Row("birch", (), "no_mention", ("zebra",))


def test_verbs_of_asking_prove_nothing_of_a_trust():
    assert KIT.silence("birch", ["use", "both", "nurses"]) == Row("birch", (), "no_mention", ("nurses",))
    assert KIT.silence("ash", ["use", "meet", "nurses"]).looked_for == ("nurses",)  # "meet" says nothing of a thing
    assert KIT.silence("ash", ["use", "meet"]).looked_for == ("meet",)  # but there is nothing else
    assert KIT.silence("ash", ["use"]) == Row("ash", (), "no_mention", ("use",))  # there is nothing else to look for


def test_where_the_word_that_tells_most_is_missing_the_others_prove_nothing():
    """ "monthly" stands in one place, with Ash; "nurses" in two."""
    kit = replace(KIT, trust_of={**KIT.trust_of, 4: "birch"})
    assert kit.silence("birch", ["monthly", "nurses"]) == Row("birch", (), "no_mention", ("monthly",))
    assert kit.silence("ash", ["monthly", "nurses"]).looked_for == ("monthly", "nurses")


def test_a_quotation_speaks_of_a_request_that_has_the_rarer_of_its_words():
    asked = Question("do nurses meet monthly")
    assert KIT.speaks_of(tiny.quote(3), asked)
    assert not KIT.speaks_of(tiny.quote(4), asked)
    assert KIT.speaks_of(tiny.quote(4), Question("what of nurses"))
    assert not KIT.speaks_of(tiny.quote(4), Question("how many at each one"))


def test_a_silence_names_the_words_that_stand_there_not_what_was_typed_for_them():
    told = {"nurses": ["sisters"], "12 directors": ["big board"]}
    kit = replace(KIT, concordance=Concordance(tiny.PASSAGES, told))
    assert kit.silence("ash", ["sisters"]).looked_for == ("nurses",)
    assert kit.silence("ash", ["big board"]).looked_for == ("12 directors",)
    assert kit.silence("birch", ["sisters"]) == Row("birch", (), "no_mention", ("sisters",))


def test_words_of_a_name_that_stand_apart_are_not_the_name():
    kit = replace(KIT, concordance=Concordance(tiny.PASSAGES, {"board": ["ash directors"]}))
    assert kit.silence("ash", ["ash directors"]).looked_for == ("board",)


def test_an_answer_is_put_together_with_a_row_a_trust():
    asked = Question("nurses", trusts=("cedar", "ash"), rows=True)
    quotes, more, rows = assemble(KIT, asked, lay_out(ENTRY, asked, tiny.TRUSTS), general=1, each=2)
    assert tiny.texts(quotes) == ["Ash has a board of 12 directors.", "Nurses run the wards."]
    assert tiny.texts(more) == ["We listen to nurses. It works."]
    assert [(row.trust, row.silence, tiny.texts(row.quotes)) for row in rows] == [
        ("cedar", "no_mention", []), ("ash", None, ["Ash has a board of 12 directors.", "Nurses run the wards."]),
    ]  # fmt: skip


def test_rows_are_for_several_trusts_only():
    def rows(*trusts, entry=ENTRY):
        asked = Question("nurses", trusts=trusts)
        return [r.trust for r in assemble(KIT, asked, lay_out(entry, asked, tiny.TRUSTS), general=1, each=1)[2]]

    assert rows("ash") == []
    assert rows("birch", "ash") == ["birch", "ash"]
    assert rows() == ["ash", "birch", "cedar"]
    assert rows(entry=tiny.entry(parts=[ASH])) == []


def test_general_and_each_are_two_bounds():
    asked = Question("nurses")
    entry = tiny.entry(parts=[tiny.part(None, (0,), (1,), (0, 1)), tiny.part("ash", (2,), (4,), (5, 6))])
    quotes, more, _ = assemble(KIT, asked, lay_out(entry, asked, tiny.TRUSTS), general=2, each=1)
    assert tiny.texts(quotes) == ["The study visited three sites. It took two years.", "Ash has a board of 12 directors."]
    assert tiny.texts(more)[-2:] == ["Nurses run the wards.", "We listen to nurses. It works."]


def test_a_row_has_the_editors_value():
    asked = Question("board", trusts=("ash", "birch"))
    entry = tiny.entry(parts=[tiny.part("ash", (2,), value=12, unit="directors")], silent=["birch"])
    (ash, birch) = assemble(KIT, asked, lay_out(entry, asked, tiny.TRUSTS), general=1, each=1)[2]
    assert (ash.value, ash.unit, birch.value) == (12, "directors", None)


def test_of_an_entry_as_many_quotations_as_are_wanted_are_shown_and_the_others_folded():
    entry = tiny.entry(parts=[tiny.part(None, (0,), (1,)), tiny.part("ash", (2,), (3,), (4,))])
    laid = cut_to(lay_out(entry, Question("sum it up"), tiny.TRUSTS), 2)
    assert [(part.trust, part.quotes) for part in laid.shown] == [(None, ((0,), (1,))), ("ash", ((2,), (3,)))]
    assert [(part.trust, part.quotes) for part in laid.folded] == [("ash", ((4,),))]


def test_what_only_asks_the_reader_stands_behind_what_is_said():
    asking = tuple(replace(s, text="Who runs it?") if s.index == 0 else s for s in tiny.SENTENCES)
    laid = lay_out(tiny.entry(parts=[tiny.part(None, (0,), (1,)), tiny.part("ash", (2,))]), Question("sum it up"), tiny.TRUSTS)
    assert statements_first(replace(tiny.INDEX, sentences=asking), laid).general.quotes == ((1,), (0,))
    assert statements_first(tiny.INDEX, laid).general.quotes == ((0,), (1,))
    assert statements_first(tiny.INDEX, replace(laid, general=None)).general is None
