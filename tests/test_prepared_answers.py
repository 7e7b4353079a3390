"""Prepared answers: read as numbers of sentences, and every mistake of an editor named with its file and line."""

import json

import pytest

import tiny
from rag.corpus.bank import Anchors
from rag.corpus.prepared import Entry, Negative, Part, load_negatives, load_prepared, load_shapes
from rag.errors import CorpusError

ANCHORS = Anchors(tiny.REPORT, tiny.PASSAGES)
ROW = {
    "id": "board", "form": "figures", "title": "The board", "subject": "boards", "silent": ["cedar"], "asks": ["board size"],
    "comparable": False, "parts": [
        {"trust": "ash", "quotes": ["Ash has a board of 12 directors. They meet", "Nurses run the wards."], "value": 12, "unit": "directors", "qualifier": "about"},
        {"trust": None, "quotes": ["It took two years."]},
    ],
}  # fmt: skip


def written(folder, *rows, name="figures.jsonl"):
    (folder / "prepared").mkdir(exist_ok=True)
    lines = (row if isinstance(row, str) else json.dumps(row) for row in rows)
    (folder / "prepared" / name).write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_an_entry_is_read_with_its_sentences_by_number(tmp_path):
    ash = Part("ash", ((2, 3), (4,)), 12, "directors", "about")
    general = Part(None, ((1,),))
    assert load_prepared(written(tmp_path, ROW), ANCHORS) == (
        Entry("board", "figures", "The board", "boards", (ash, general), ("cedar",), ("board size",), None, comparable=False),
    )
    assert ash.sentences == {2, 3, 4}


def test_an_entry_finds_its_part_and_its_sentences():
    ash, general = Part("ash", ((2, 3), (4,))), Part(None, ((1,),))
    entry = tiny.entry(parts=[ash, general])
    assert (entry.part("ash"), entry.part(None), entry.part("birch")) == (ash, general, None)
    assert entry.sentences == {1, 2, 3, 4}


def test_files_are_read_in_order_and_negatives_apart(tmp_path):
    assert load_prepared(tmp_path, ANCHORS) == ()
    written(tmp_path, {**ROW, "id": "b"}, {**ROW, "id": "a"}, name="b.jsonl")
    written(tmp_path, {**ROW, "id": "c"}, name="a.jsonl")
    written(
        tmp_path, {"form": "absent", "ask": "beds at Ash", "trust": "ash"}, {"form": "social", "ask": "ta"}, name="negatives.jsonl"
    )
    assert [e.id for e in load_prepared(tmp_path, ANCHORS)] == ["c", "b", "a"]
    assert load_negatives(tmp_path) == (Negative("absent", "beds at Ash", "ash"), Negative("social", "ta"))


@pytest.mark.parametrize(("change", "told"), [
    ({"id": 3}, '"id" must be a text'), ({"title": None}, '"title" must be a text'), ({"subject": None}, '"subject" must be a text'),
    ({"asks": "one"}, '"asks" must be a list'), ({"silent": None}, '"silent" must be a list'), ({"parts": {}}, '"parts" must be a list'),
    ({"form": "poem"}, "'poem' is no form"), ({"parts": []}, "or a card"), ({"silent": ["ash"]}, "ash is quoted and called silent"),
    ({"parts": [{"trust": "ash", "quotes": []}]}, 'list of "quotes"'), ({"parts": ["x"]}, 'list of "quotes"'),
    ({"parts": [{"trust": "ash", "quotes": ["Ash has a bored of"]}]}, "not in this edition's part on ash"),
    ({"parts": [{"trust": "birch", "quotes": ["Nurses run the wards."]}]}, "not in this edition's part on birch"),
    ({"parts": [{"quotes": ["Nurses run the wards."]}]}, "not in this edition's part on no single trust"),
])  # fmt: skip
def test_a_mistake_is_named_with_its_line(tmp_path, change, told):
    with pytest.raises(CorpusError, match=r"figures\.jsonl line 2") as raised:
        load_prepared(written(tmp_path, {**ROW, "id": "other"}, {**ROW, **change}), ANCHORS)
    assert told in str(raised.value)


def test_a_card_needs_no_parts(tmp_path):
    (entry,) = load_prepared(written(tmp_path, {**ROW, "form": "about", "parts": [], "card": "I am an assistant."}), ANCHORS)
    assert (entry.parts, entry.card, entry.comparable) == ((), "I am an assistant.", False)


def test_an_id_may_not_stand_twice(tmp_path):
    with pytest.raises(CorpusError, match="line 2: the id 'board' stands there twice"):
        load_prepared(written(tmp_path, ROW, ROW), ANCHORS)


@pytest.mark.parametrize(
    ("line", "told"),
    [("{", r"prepared/\w+\.jsonl line 1 is not JSON: .* Mend the line, or restore the file"), ("[1]", "must be an object")],
)
def test_a_line_that_is_no_object_is_told(tmp_path, line, told):
    with pytest.raises(CorpusError, match=told):
        load_prepared(written(tmp_path, line), ANCHORS)


@pytest.mark.parametrize("row", [{"form": "find", "ask": "x"}, {"form": "absent"}, {"form": "absent", "ask": 1}])
def test_a_negative_has_a_kind_and_an_ask(tmp_path, row):
    with pytest.raises(CorpusError, match="offtopic, absent, social"):
        load_negatives(written(tmp_path, row, name="negatives.jsonl"))


def test_a_file_that_cannot_be_read_is_told(tmp_path):
    (written(tmp_path, ROW) / "prepared" / "b.jsonl").write_bytes(b"\xff")
    with pytest.raises(CorpusError, match="Restore it"):
        load_prepared(tmp_path, ANCHORS)


def test_shapes_are_the_lines_that_are_not_empty(tmp_path):
    assert load_shapes(tmp_path) == ()
    written(tmp_path, "is {word} mentioned", "", "any {word}", name="mentions.txt")
    assert load_shapes(tmp_path) == ("is {word} mentioned", "any {word}")
