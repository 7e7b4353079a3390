"""A report of six passages that fits in the head, for tests whose results are worked out by hand.

Sentences, by number:

    general  the-study  0 The study visited three sites.    1 It took two years.
    ash      culture    2 Ash has a board of 12 directors.  3 They meet monthly.   4 Nurses run the wards.
    ash      culture    5 We listen to nurses.              6 It works.            (said by a clinical chair)
    birch    induction  7 Birch teaches three things:       8 safety first         9 open doors   10 shared budgets
    birch    culture   11 Birch began mentoring in 2010.
    cedar    induction 12 Cedar inducts every consultant in May.

The embedder has an axis for each of a few stems: a text's vector is the sum of the axes of its words, of unit length. So
"nurses" lies at cosine 1 from sentence 5, at 0.7071 (half of two words) from sentence 4, and at 0 from what has none of the
words. Nothing here needs a model.
"""

from dataclasses import replace

import numpy as np

from rag.answering.answerer import Answerer
from rag.answering.assistant import Assistant
from rag.answering.features import FEATURES
from rag.answering.find import Finder
from rag.answering.judge import REFUSAL_FEATURES, Calibration
from rag.answering.prepared import Prepared
from rag.answering.trees import LEAF, Trees
from rag.corpus.bank import BankQuestion, Gap
from rag.corpus.prepared import Entry, Part
from rag.corpus.profile import Profile
from rag.corpus.report import Report
from rag.corpus.tags import Tags, Trust
from rag.search.index import make_index
from rag.search.retrieval import Retriever
from rag.search.vectors import Exact
from rag.settings import Settings
from rag.text import terms
from rag.types import Block, Passage, Quote, Section, Sentence
from rag.understanding.likeness import Likeness
from rag.understanding.names import Organisations

AXES = ("board", "director", "nurs", "ward", "mentor", "safeti", "budget", "consult", "site")
TRUSTS = ("ash", "birch", "cedar")
PROFILE = Profile.model_validate(
    {
        "title": "Three sites",
        "publisher": "The Fund",
        "year": 2020,
        "rights": "Nobody’s.",
        "comes_with": ("adapter",),
        "group": {"noun": "trust", "nouns": "trusts", "count": "three", "others": ("hospital",), "name_words": ("NHS", "Trust")},
        "layout": {"theme": "the-study"},
        "words": {"subjects": ("culture", "induction"), "roles": ("consultant", "clinical chair"), "people": ("nurses",), "offices": ("board", "director", "directors", "nurse", "consultant")},
        "says": {"greeting": "Hello, ask of Ash.", "unclear": "I could not find a question in that.", "emergency": "In an emergency call 999.", "attack": "Only what is printed: nothing invented.", "off_topic": "That is outside this report on {members}.", "recommends": "It recommends nothing."},
        "page": {"title": "Ask the sites", "masthead": "Read {title}.", "invitation": "Ask", "examples": ("What is taught at Birch Royal?",)},
        "mcp": {"name": "three-sites", "instructions": "Quote it."},
        "api": {"description": "Three sites."},
        "widget": {"title": "Ask the sites"},
        "colours": {name: {"light": "#333333", "dark": "#cccccc"} for name in TRUSTS},
    }
)  # fmt: skip
TAGS = Tags(
    edition="e" * 64,
    trusts=(
        Trust("ash", "Ash General", "Ash General NHS Trust", ("ash general", "ash")),
        Trust("birch", "Birch Royal", "Birch Royal NHS Trust", ("birch royal", "birch")),
        Trust("cedar", "Cedar Health", "Cedar Health NHS Trust", ("cedar health", "cedar")),
    ),
    themes={"the-study": "The study", "culture": "Culture", "induction": "Induction"},
    headings={"The study": "the-study", "Culture": "culture", "Induction": "induction"},
    chapters={},
    grouping=frozenset(),
    extra_themes=(),
    profile=PROFILE,
)
ORGANISATIONS = Organisations((), ("elm hospital",), (), frozenset())

# Trust, theme, heading, kind, speaker, and the sentences, those of a list with the number of their item.
_PASSAGES = (
    (None, "the-study", "The study", "paragraph", None, [(None, "The study visited three sites."), (None, "It took two years.")]),
    ("ash", "culture", "Culture", "paragraph", None, [(None, "Ash has a board of 12 directors."), (None, "They meet monthly."), (None, "Nurses run the wards.")]),
    ("ash", "culture", "Culture", "quotation", "Clinical chair", [(None, "We listen to nurses."), (None, "It works.")]),
    ("birch", "induction", "Induction", "list", None, [(None, "Birch teaches three things:"), (0, "safety first"), (1, "open doors"), (2, "shared budgets")]),
    ("birch", "culture", "Culture", "paragraph", None, [(None, "Birch began mentoring in 2010.")]),
    ("cedar", "induction", "Induction", "paragraph", None, [(None, "Cedar inducts every consultant in May.")]),
)  # fmt: skip


class AxisEmbedder:
    """Texts as unit vectors over ``AXES``; one without any of those words is at 0 from everything."""

    digest = "axes"
    max_tokens = 600

    def count_tokens(self, text):
        return len(text.split()) + 2

    def knows(self, word):
        return word.isalpha()  # so that none is taken for misspelt

    def use_one_core(self):
        pass

    def encode(self, texts, progress=None):
        vectors = np.zeros((len(texts), len(AXES)), np.float32)
        for row, text in enumerate(texts):
            for word in terms(text):
                if word in AXES:
                    vectors[row, AXES.index(word)] += 1
        if progress:
            progress(len(texts))
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1)


def _made():
    text, passages, sections, number = "", [], [], 0
    for place, (trust, theme, heading, kind, speaker, pieces) in enumerate(_PASSAGES):
        text += "\n\n" if text else ""
        start, sentences, name = len(text), [], f"p{place}"
        for n, (item, words) in enumerate(pieces):
            if n:
                text += "\n• " if item is not None else " "
            sentences.append(Sentence(number, name, len(text), len(text) + len(words), words, item))
            text += words
            number += 1
        text += f"\n{speaker}" if speaker else ""
        whole = text[start:]
        passages.append(Passage(name, f"s{place}", kind, start, len(text), whole, trust, theme, (theme,), heading, "2" if place < 3 else "3", speaker, len(whole.split()), tuple(sentences)))  # fmt: skip
        block = Block(kind, start, len(text))
        sections.append(Section(f"s{place}", "1", "One", trust, heading, theme, start, len(text), "2", "3", (block,)))
    return text, tuple(passages), tuple(sections)


TEXT, PASSAGES, SECTIONS = _made()
SENTENCES = tuple(s for p in PASSAGES for s in p.sentences)
REPORT = Report(TEXT, "e" * 64, SECTIONS, TAGS, page_starts=(0, PASSAGES[3].start), page_labels=("2", "3"))
BANK = (
    BankQuestion("Who sits on the board at Ash General?", (2,)),
    BankQuestion("Which directors does Ash have?", (2,)),
    BankQuestion("What is taught at Birch Royal?", (7, 8, 9, 10), whole=True),
    BankQuestion("When did Birch Royal begin mentoring?", (11,)),
)
GAPS = (Gap("What does mentoring at Birch cost?", "birch", "number", (11,)),)
EMBEDDER = AxisEmbedder()
INDEX = make_index(REPORT, PASSAGES, BANK, GAPS, EMBEDDER)


def calibration(**changes):
    """A judge that looks at nothing but the cosine: a sentence answers with the logistic of 4 × dense − 2 (0.88 at 1, 0.70 at
    0.7071, 0.12 at 0), and the report answers as likely as its best sentence does; nothing is off the subject.
    """
    weights, best = np.zeros(len(FEATURES)), np.zeros(len(REFUSAL_FEATURES))
    weights[FEATURES.index("dense")] = 4.0
    best[REFUSAL_FEATURES.index("best")] = 1.0
    made = replace(
        Calibration.blank(), weights=weights, bias=-2.0, refusal_weights=best, outside_bias=-30.0,
        show=0.5, keep=0.5, answer=0.5, answer_row=0.5,
    )  # fmt: skip
    return replace(made, **changes)


def finder(**changes):
    return Finder(INDEX, EMBEDDER, calibration(**changes))


def answerer(prepared=None, **changes):
    return Answerer(finder(**changes), prepared or Prepared())


def assistant(prepared=None, **changes):
    return Assistant(INDEX, EMBEDDER, ORGANISATIONS, calibration(**changes), Settings(), prepared)


LIKENESS = Likeness(np.eye(len(AXES), dtype=np.float32), np.zeros((1, len(AXES)), np.int8), 1.0, np.zeros(1, np.uint8), "axes")
"""One known request, which is like none."""


class Told:
    """Finds the similarities that are given for a collection, and in the others what exact search does."""

    def __init__(self, **told):
        self.told = told

    def similarities(self, collection, query):
        told = self.told.get(collection)
        return Exact(INDEX).similarities(collection, query) if told is None else np.array(told, np.float32)


def search(text, **told):
    """A search for which these similarities are found."""
    (found,) = Retriever(INDEX, EMBEDDER, Told(**told)).prepare([text])
    return found


def trees(bias):
    """A tree that asks nothing: the probability is the logistic of ``bias``."""
    return Trees.from_dict(
        {"feature": [[LEAF]], "threshold": [[0]], "left": [[0]], "right": [[0]], "value": [[0]], "bias": bias}, 1
    )


def entry(name="board", form="digest", parts=(), silent=(), **more):
    """A prepared entry of these parts."""
    return Entry(name, form, more.pop("title", "The board"), more.pop("subject", name), tuple(parts), tuple(silent), (), **more)


def part(trust, *quotes, **more):
    return Part(trust, quotes, **more)


def quote(number, last=None):
    """Sentences ``number`` to ``last`` as a quote."""
    first, end = SENTENCES[number], SENTENCES[number if last is None else last]
    home = next(p for p in PASSAGES if p.id == first.passage)
    return Quote(TEXT[first.start : end.end], home.trust, home.theme, home.heading, home.page, home.speaker, first.start, end.end, home.id)  # fmt: skip


def spans(*numbers):
    """Where these sentences stand in the text."""
    return tuple((SENTENCES[n].start, SENTENCES[n].end) for n in numbers)


def texts(quotes):
    return [q.text for q in quotes]
