"""A follow-up that asks for an aspect of what was talked of is led by what tells it; where nothing does, that is said."""

import json
from dataclasses import replace

import numpy as np
import pytest

from rag.answering.aspect_judge import Aspects, Told, Wanted
from rag.answering.aspects import aspects_of, not_told
from rag.answering.find import routed
from rag.answering.prepared import Prepared
from rag.corpus.aspects import ASPECTS, FOLDER, load_asks, load_talks, load_told
from rag.errors import CorpusError
from rag.settings import Settings
from rag.training.aspects import fit_aspects, readings
from rag.understanding.aspects import ANSWER_FEATURES, SENTENCE_FEATURES, AspectWeights, load_aspect_weights

CORPUS = Settings().corpus


def talk(real, *turns):
    """The answer to the last of the turns."""
    context = None
    for turn in turns:
        answer = real.ask(turn, context=context)
        context = answer.context
    return answer


@pytest.mark.parametrize(
    ("turns", "leading"),
    [
        (("what about appraisal at Salford", "why were they upset"), "Implementation was really challenging"),
        (("tell me about the executive shadowing programme at UCLH", "any downsides?"), "The only criticism of this programme"),
        (("is there a staff compact at southern", "is it up and running yet?"), "It is still at an embryonic stage"),
    ],
)
def test_the_aspect_that_is_asked_for_leads(real, turns, leading):
    assert leading in talk(real, *turns).quotes[0].text


def test_of_a_way_of_choosing_people_it_is_told_whether_it_worked(real):
    answer = talk(real, "how does northumbria pick consultants", "did it work")
    assert any("Medical staff appear to value the selection process" in q.text for q in answer.quotes)


def test_why_a_table_matters_is_not_told_by_the_table_again(real):
    answer = talk(real, "how long has the chief executive been in post at each trust", "why does that matter")
    assert not answer.rows
    assert any("Constant changing of top-level leaders is unlikely" in q.text for q in answer.quotes)


UNHAPPY = ("where were people unhappy about the changes", "which of the trusts was that")


def test_what_is_said_of_them_all_stands_beside_what_is_told_of_each(real):
    answer = talk(real, *UNHAPPY, "and was all that hurt worth it")
    assert any(q.trust is None and "well worth the sustained improvements" in q.text for q in answer.quotes)
    assert all(row.quotes for row in answer.rows)


def test_of_several_of_whom_none_tells_the_aspect_that_is_told(real):
    answer = talk(real, *UNHAPPY, "and how often does it happen")
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert answer.message.startswith("The report does not say when, how long or how often.")
    assert answer.nearest
    assert not any(row.quotes for row in answer.rows)


def test_now_is_asked_of_the_thing_and_not_to_read_on(real):
    answer = talk(real, "what about appraisal at Salford", "how did people take it", "and now?")
    assert any("some five years on, it appears to be much valued now" in q.text for q in answer.quotes)


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("tell me about going viral at southern", "what did it cost"), "what it costs or who pays"),
        (("Has salford still got a medical staff committee", "how often does it meet"), "when, how long or how often"),
    ],
)
def test_of_what_is_not_told_it_is_said_so_with_what_comes_nearest(real, turns, told):
    answer = talk(real, *turns)
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert answer.message == not_told("").replace("that.", f"{told}.", 1)
    assert answer.nearest


def test_another_trust_is_asked_for_the_same_aspect_of_the_same_thing(real):
    answer = talk(real, "has salford still got a medical staff committee", "do people bother going", "and at Northumbria?")
    assert "Medical staff committees still exist on each site and are attended by the CEO" in answer.quotes[0].text


def test_a_request_with_a_subject_of_its_own_is_not_read_so(real):
    answer = talk(real, "how does northumbria pick consultants", "how are junior doctors at northumbria involved in quality work")
    assert any("junior doctors" in q.text.lower() for q in answer.quotes)
    answer = talk(real, "how does northumbria pick consultants", "who won the football last night")
    assert answer.status == "off_topic"


def test_the_talk_stays_of_all_though_one_alone_answers(real):
    answer = talk(real, "is there a compact at each trust", "is it up and running yet?")
    assert {q.trust for q in answer.quotes} == {"southern-health"}
    assert answer.context.trusts == ()


def test_the_kinds_of_asks_are_told_apart(real):
    def likeliest(ask):
        vector = real.retriever.prepare([ask])[0].vector
        return (*ASPECTS, "none")[int(np.argmax(real.answerer.aspects.weights.of(vector)))]

    asks = ("did it work", "who pays", "why", "and now?", "how did it start", "any downsides", "is it compulsory")
    assert [likeliest(ask) for ask in asks] == ["result", "money", "why", "now", "origin", "trouble", "rule"]
    assert likeliest("what does the report say about job planning at the trust") == "none"


def test_every_sentence_is_told_of_and_few_tell_nothing(real):
    told = load_told(CORPUS, real.index.anchors, len(real.index.sentences))
    lines = [json.loads(line) for line in (CORPUS / FOLDER / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["evidence"] for line in lines] == [" ".join(s.text.split()) for s in real.index.sentences]
    assert told.sum(axis=0).min() >= 15
    assert (told.sum(axis=1) == 0).mean() < 0.04
    asks = load_asks(CORPUS)
    assert len({ask.text.lower() for ask in asks}) == len(asks)
    assert min(sum(name in ask.aspects for ask in asks) for name in ASPECTS) >= 150


def test_what_is_not_in_the_edition_is_refused_with_its_line(real, tmp_path):
    (tmp_path / FOLDER).mkdir()
    count = len(real.index.sentences)
    assert load_told(tmp_path / "none", real.index.anchors, count) is None
    for line, why in (
        ('{"evidence": "No such words.", "trust": null, "tells": ["why"]}', "line 1: not in this edition: 'No such words.'"),
        (
            '{"evidence": "Mentoring and coaching is offered.", "trust": null, "tells": ["because"]}',
            "must be a list of aspects: what,",
        ),
        ("{", "Restore it from the repository"),
    ):
        (tmp_path / FOLDER / "sentences.jsonl").write_text(line)
        with pytest.raises(CorpusError, match=why):
            load_told(tmp_path, real.index.anchors, count)
    for line, why in (
        ('{"turns": [{"question": "why", "evidence": [["No such words."]]}]}', "line 1: not in this edition"),
        ('{"turns": [{"question": "why"}]}', 'line 1: each turn needs a "question" and a list of "evidence"'),
        ("[1]", "line 1 is no object"),
    ):
        (tmp_path / FOLDER / "talks.jsonl").write_text(line)
        with pytest.raises(CorpusError, match=rf"talks.jsonl {why}"):
            load_talks(tmp_path, real.index.anchors)


def test_the_weights_are_read_for_their_own_embedder_and_features_alone(tmp_path):
    path = tmp_path / "aspects.json"
    weights = AspectWeights(
        np.eye(len(ASPECTS) + 1, 4),
        np.eye(len(ASPECTS)),
        np.ones(len(SENTENCE_FEATURES) + 1),
        np.ones(len(ANSWER_FEATURES) + 1),
        0.25,
        "axes",
    )
    assert load_aspect_weights(path, "axes") is None
    weights.save(path, {"follow-ups": 1})
    read = load_aspect_weights(path, "axes")
    assert (read.least, read.head.tolist(), read.sentence.tolist()) == (0.25, weights.head.tolist(), weights.sentence.tolist())
    assert load_aspect_weights(path, "another") is None
    replace(weights, sentence=np.ones(3)).save(path, {})
    with pytest.raises(CorpusError, match="other features"):
        load_aspect_weights(path, "axes")
    path.write_text("{}")
    with pytest.raises(CorpusError, match="cannot be read"):
        load_aspect_weights(path, "axes")


def test_aspects_are_likelier_the_nearer_their_direction():
    head = np.zeros((len(ASPECTS) + 1, 4))
    head[ASPECTS.index("why"), 0], head[-1, 1] = 5, 5
    weights = AspectWeights(head, np.eye(len(ASPECTS)), np.zeros(9), np.zeros(23), 0.5, "axes")
    asked = weights.of(np.array([1.0, 0, 0]))
    assert asked.sum() == pytest.approx(1)
    assert int(np.argmax(asked)) == ASPECTS.index("why")
    assert int(np.argmax(weights.of(np.array([0.0, 1, 0])))) == len(ASPECTS)


def test_what_tells_plainly_is_said_however_unlikely_an_answer_and_a_refusal_needs_more():
    assert Told(0.1, 0.4, near=False, quotes=()).says(0.4)
    assert not Told(0.1, 0.3, near=True, quotes=()).says(0.4)
    assert Told(0.85, 0.0, near=True, quotes=()).surely
    assert not Told(0.85, 0.0, near=False, quotes=()).surely
    assert not Told(0.5, 0.5, near=True, quotes=()).surely


def test_features_of_a_sentence_say_how_near_it_stands(real):
    aspects = real.answerer.aspects
    first = next(p for p in real.index.passages if len(p.sentences) > 2)
    at = first.sentences[0].index
    [search] = real.finder.prepare(["why"])
    judged = real.finder.judge(real.understood("why"), search, ())
    alone, on_it = np.zeros(len(real.index.sentences)), np.zeros(len(real.index.sentences))
    alone[at + 1], on_it[at] = 0.75, 0.6
    asked = Wanted(np.eye(len(ASPECTS) + 1)[ASPECTS.index("why")], alone, on_it, np.sign(on_it))
    columns = dict(zip(SENTENCE_FEATURES, aspects.sentence_features(asked, judged, [at]).T, strict=True))
    assert columns["behind"][[at, at + 1]].tolist() == [-0.75, 0]
    assert (columns["quoted"][at], columns["meant"].sum(), columns["meant"][at]) == (0.6, 1, 1)
    assert columns["near"][[at, at + 1, at + 3]] == pytest.approx([1, np.exp(-1 / 3), np.exp(-1)])
    assert (columns["found"].sum(), columns["found"][at]) == (1, 1)
    assert columns["passage"].sum() == len(first.sentences)
    assert columns["section"].sum() >= columns["passage"].sum()
    assert columns["aspect"].tolist() == aspects.told[:, ASPECTS.index("why")].tolist()
    assert aspects.sentence_features(asked, judged, [])[:, 3:7].sum() == pytest.approx(
        len(columns["near"]) * np.exp(-len(columns["near"]) / 3)
    )


def test_without_what_was_prepared_or_learnt_there_are_none(real):
    assert aspects_of(real.index, Prepared()) is None
    assert aspects_of(real.index, replace(real.answerer.prepared, aspects=None)) is None
    assert isinstance(aspects_of(real.index, real.answerer.prepared), Aspects)


def test_they_are_learnt_from_talks(real):
    talks = load_talks(CORPUS, real.index.anchors)[:25]
    embedder = real.retriever._embedder
    weights, figures = fit_aspects(real, embedder, load_asks(CORPUS)[::4], talks, real.answerer.aspects.told, 0)
    assert sum(len(list(readings(real, talk))) for talk in talks) >= figures["follow-ups"] > 50  # but those of another trust
    assert weights.sentence[SENTENCE_FEATURES.index("lift")] > 0 < weights.sentence[SENTENCE_FEATURES.index("chance")]
    own = np.eye(len(ASPECTS), dtype=bool)
    assert weights.lift[own].mean() > 2 * abs(
        weights.lift[~own].mean()
    )  # what answers an aspect tells that one oftener than others
    assert weights.embedder == embedder.digest
    assert 0 < weights.least < 1


def test_what_is_wanted_is_told_by_the_words_alone_and_by_what_they_are_of(real):
    aspects, asked = real.answerer.aspects, "why does the GE appraisal grid matter"
    text = routed(real.understood(asked), real.tags)
    [search] = real.finder.prepare([text])
    route = real.answerer.prepared.router.route(text, search.vector)
    wanted = aspects.wanted(search, route)
    likeliest = max(route.entries(), key=route.entries().__getitem__)
    own = sorted(n for part in aspects.entries[likeliest].parts for n in part.sentences)
    assert np.flatnonzero(wanted.meant).tolist() == own
    assert wanted.quoted[own].min() >= route.entries()[likeliest] - 1e-6
    assert wanted.alone == pytest.approx(search.found.dense)
    unrouted = aspects.wanted(search, None)
    assert unrouted.quoted.sum() == unrouted.meant.sum() == 0
