"""What is known of a sentence in a row, what is learnt of it, and which rows are emptied and filled by that."""

import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering import rows
from rag.answering.draft import Draft
from rag.answering.row_judge import LIKELIEST, OF_MEMBER, OF_SENTENCE, ROW_FEATURES, Rows, is_judged
from rag.answering.rows import FAINT, HOPELESS, LIKELY, judged
from rag.corpus.bank import Anchors
from rag.corpus.prepared import Entry, Part
from rag.corpus.rows import load_rows
from rag.errors import CorpusError
from rag.types import Row
from rag.understanding.question import Question
from rag.understanding.route import Route

BOARD, MONTHLY, NURSES, SAYS, MENTORING, MAY = 2, 3, 4, 5, 11, 12
KIT = tiny.answerer().kit
OWN = len(OF_SENTENCE) + len(OF_MEMBER)
ASKED = Question("which trusts have mentoring", rows=True, everyone=True)
WARDS = Entry("topic/wards", "topic", "Wards", "wards", (Part("ash", ((NURSES,),)),), ("cedar",), ())
ROUTE = Route(("topic/wards", "find", "absent"), np.array([0.6, 0.25, 0.15], np.float32))


def chances(**sure):
    made = np.zeros(len(tiny.SENTENCES))
    for name, value in sure.items():
        made[int(name[1:])] = value
    return made


def draft(*trusts_rows, more=()):
    made = tuple(Row(trust, tuple(map(tiny.quote, quoted))) for trust, *quoted in trusts_rows)
    shown = tuple(q for row in made for q in row.quotes)
    return Draft("topic", "answered", "", shown, tuple(map(tiny.quote, more)), made)


def known(made, **sure):
    """Rows of a request whose entry on wards is meant with 0.6, each member searched apart."""
    table = np.zeros((len(tiny.SENTENCES), len(ROW_FEATURES) - OWN))
    searched = tuple(SimpleNamespace(trusts=(t,), chances=chances(**sure), features=table) for t in tiny.TRUSTS)
    rivals = SimpleNamespace(entries={"topic/wards": WARDS}, subjects=lambda *_: [(WARDS, 0.6)])
    return Rows(KIT, rivals, ASKED, made, SimpleNamespace(judged=searched), ROUTE)


def feature(name):
    return ROW_FEATURES.index(name)


def test_features_are_of_the_sentence_its_member_and_all_rows():
    made = draft(("ash", NURSES), ("birch", MENTORING), ("cedar", MAY))
    sentences, features = known(made, s4=0.5, s11=0.8, s12=0.1).of("ash")
    assert sentences == [BOARD, MONTHLY, NURSES, SAYS, 6]
    assert features.shape == (5, len(ROW_FEATURES))
    own = dict(zip(ROW_FEATURES[-OWN:], features[sentences.index(NURSES)][-OWN:], strict=True))
    assert own["chance"] == pytest.approx(0.0)  # even odds
    assert own["of_best"] == pytest.approx(0.5 / 0.8)
    assert (own["place"], own["first_entry"], own["shown"], own["words"]) == (0, 1, 1, 0)
    assert own["prepared"] == own["member_prepared"] == own["any_prepared"] == pytest.approx(0.6)
    assert (own["member_silent"], own["find"], own["absent"]) == pytest.approx((0, 0.25, 0.15))
    assert own["best"] == pytest.approx(np.log(4))
    assert own["near_best"] == 2  # 0.5 and 0.8 are over half of 0.8
    other = dict(zip(ROW_FEATURES[-OWN:], features[sentences.index(MONTHLY)][-OWN:], strict=True))
    assert (other["prepared"], other["first_entry"], other["shown"]) == (0, 0, 0)
    assert other["place"] > own["place"]
    _, mentoring = known(made, s4=0.5, s11=0.8).of("birch")
    held = mentoring[:, feature("words")]
    assert held.max() == 1
    _, silent = known(made, s12=0.5).of("cedar")
    assert silent[0, feature("member_silent")] == pytest.approx(0.6)


def test_no_more_is_weighed_than_the_likeliest_what_is_shown_and_what_is_prepared(monkeypatch):
    monkeypatch.setattr("rag.answering.row_judge.LIKELIEST", 1)
    assert LIKELIEST > 1
    made = draft(("ash", SAYS), ("birch",), more=(MONTHLY,))
    assert known(made, s2=0.9).of("ash")[0] == [BOARD, MONTHLY, NURSES, SAYS]
    general = replace(tiny.quote(0), trust=None)
    whole = replace(made, rows=(Row("ash", (general,)), made.rows[1]))
    assert known(whole, s2=0.9).of("ash")[0] == [BOARD, MONTHLY, NURSES]  # what is said of all is no sentence of its


class Believes:
    """A judge of rows that believes of each sentence what it is told."""

    def __init__(self, **told):
        self.told = told

    def chances(self, features):
        return features


def judge_rows(made, told, chosen=(), tried=()):
    """``told``: by member, its sentences with how likely each answers."""
    rows_known = SimpleNamespace(of=lambda trust: (list(told.get(trust, {})), np.array(list(told.get(trust, {}).values()))))
    return judged(KIT, Believes(), rows_known, ASKED, made, chosen, tried)


def test_a_row_in_which_nothing_is_likely_to_answer_is_silent_and_folded():
    made = draft(("ash", NURSES), ("birch", MENTORING), ("cedar", MAY))
    faint = {"ash": {NURSES: FAINT - 0.01}, "birch": {MENTORING: FAINT}, "cedar": {MAY: HOPELESS}}
    found = judge_rows(made, faint, chosen=("cedar",))
    assert [bool(row.quotes) for row in found.rows] == [False, True, True]
    assert found.rows[0].silence
    assert found.more == (tiny.quote(NURSES),)
    assert found.status == "partial"


def test_an_empty_row_has_what_is_likely_to_answer_the_folded_quotation_first():
    whole = replace(tiny.quote(BOARD), end=tiny.SENTENCES[MONTHLY].end, text=f"{tiny.SENTENCES[BOARD].text} They meet monthly.")
    made = draft(("ash",), ("birch", MENTORING), ("cedar",))
    told = {"ash": {BOARD: 0.1, MONTHLY: LIKELY}, "birch": {MENTORING: 0.9}, "cedar": {MAY: LIKELY - 0.01}}
    found = judge_rows(replace(made, more=(whole,)), told)
    assert found.rows[0].quotes == (whole,)
    assert found.more == ()
    assert not found.rows[2].quotes
    alone = judge_rows(made, {"ash": {NURSES: 0.9}})
    assert tiny.texts(alone.rows[0].quotes) == ["Nurses run the wards."]
    assert judge_rows(made, {"ash": {NURSES: 0.9}}, tried=("ash",)) is made  # a rule has emptied it


def test_an_answer_is_not_emptied_of_all_its_rows():
    made = draft(("ash", NURSES), ("birch", MENTORING), ("cedar",))
    assert judge_rows(made, {"ash": {NURSES: 0.0}, "birch": {MENTORING: 0.0}}) is made


def test_a_value_and_what_is_said_of_all_stand():
    made = draft(("ash", NURSES), ("birch", MENTORING))
    valued = replace(made, rows=(replace(made.rows[0], value=5, unit="days"), made.rows[1]))
    assert judge_rows(valued, {"ash": {NURSES: 0.0}, "birch": {MENTORING: 0.9}}) is valued
    general = replace(tiny.quote(0), trust=None)
    of_all = replace(made, rows=(Row("ash", (general,)), made.rows[1]))
    assert judge_rows(of_all, {"ash": {NURSES: 0.0}}) is of_all


def test_places_of_a_word_what_people_said_and_refusals_are_not_judged():
    made, trace = draft(("ash", NURSES)), SimpleNamespace(judged=(1,), chosen="find")
    assert is_judged(made, trace)
    assert not is_judged(replace(made, rows=()), trace)
    assert not is_judged(replace(made, form="voices"), trace)
    for chosen in ("mention", "refusal"):
        assert not is_judged(made, SimpleNamespace(judged=(1,), chosen=chosen))


def test_rows_are_judged_after_the_rules_where_a_judge_was_taught(monkeypatch):
    made = draft(("ash", NURSES), ("birch", MENTORING))
    searched = SimpleNamespace(chances=chances(s4=0.9, s11=0.9), themes=())
    trace = SimpleNamespace(judged=(searched,), chosen="find", route=None)
    rivals = SimpleNamespace(entries={})
    assert rows.earned_rows(KIT, rivals, None, ASKED, made, trace).rows == made.rows
    told = {"ash": [0.0], "birch": [0.9]}
    monkeypatch.setattr(rows, "Rows", lambda *_: SimpleNamespace(of=lambda trust: ([NURSES], np.array(told[trust]))))
    trace.route = ROUTE
    assert [bool(row.quotes) for row in rows.earned_rows(KIT, rivals, Believes(), ASKED, made, trace).rows] == [False, True]
    for unlearnt in (replace(ASKED, rows=False), replace(ASKED, lead="the round")):  # no rows, and a follow-up
        assert rows.earned_rows(KIT, rivals, Believes(), unlearnt, made, trace).rows == made.rows
    searched.themes = ("culture",)
    assert rows.earned_rows(KIT, rivals, Believes(), ASKED, made, trace).rows == made.rows


ANCHORS = Anchors(tiny.REPORT, tiny.PASSAGES)


def test_rows_to_learn_from_are_tied_to_the_edition(tmp_path):
    assert load_rows(tmp_path, ANCHORS) == ()
    path = tmp_path / "rows.jsonl"
    quoted = {"is": "quote", "evidence": ["Nurses run the wards."]}
    path.write_text(
        json.dumps({"question": "who runs wards", "rows": {"ash": quoted, "birch": {"is": "silent"}, "cedar": {"is": "open"}}})
    )
    (asked,) = load_rows(tmp_path, ANCHORS)
    assert (asked.request, dict(asked.rows)) == ("who runs wards", {"ash": {NURSES}, "birch": frozenset()})


@pytest.mark.parametrize(("line", "told"), [
    ("{", "rows.jsonl line 1 cannot be read"),
    ('{"question": "x"}', "rows.jsonl line 1 cannot be read"),
    ('{"question": "x", "rows": {"ash": {"is": "none"}}}', 'line 1: "is" must be one of quote, silent, open'),
    (
        '{"question": "x", "rows": {"ash": {"is": "quote", "evidence": ["Not there."]}}}',
        "line 1: not in this edition's part on ash: 'Not there.'",
    ),
    ('{"question": "x", "rows": {"birch": {"is": "quote", "evidence": ["Nurses run the wards."]}}}', "part on birch"),
    ('{"question": "x", "rows": {"ash": {"is": "quote"}}}', 'line 1: ash needs "evidence" where it "is" a quote'),
    ('{"question": "x", "rows": {"ash": {"is": "silent", "evidence": ["Nurses run the wards."]}}}', "and there alone"),
])  # fmt: skip
def test_a_line_that_is_wrong_is_named(tmp_path, line, told):
    (tmp_path / "rows.jsonl").write_text(line)
    with pytest.raises(CorpusError, match=told):
        load_rows(tmp_path, ANCHORS)


def test_what_is_on_the_other_of_two_things_stands_in_its_row():
    made = replace(draft(("ash", NURSES), ("birch", MENTORING)), beside=(tiny.quote(MENTORING),))
    rows_known = SimpleNamespace(of=lambda trust: ([MENTORING], np.array([0.0 if trust == "birch" else 0.9])))
    for text, stands in (("when was each founded or begun", True), ("when was each founded", False)):
        found = judged(KIT, Believes(), rows_known, replace(ASKED, text=text), made, (), ())
        assert bool(found.rows[1].quotes) is stands
