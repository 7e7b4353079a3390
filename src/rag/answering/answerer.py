"""A request as understood → its answer and the trace of how it came about. What was said before is not its business."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rag.answering import about, bare, beside, both, compare, digest, figures, refusal, social, term, tones, topic, voices, wording
from rag.answering.aspects import asks_for_one, aspects_of, on_its_aspect
from rag.answering.by_name import with_what_is_named
from rag.answering.by_row import by_row
from rag.answering.candidates import Candidates
from rag.answering.counted import stands
from rag.answering.despite import despite, surely
from rag.answering.draft import Draft
from rag.answering.earned import earned, found, is_broad, is_meant, meets
from rag.answering.embedded import Embedded
from rag.answering.entries import led_by
from rag.answering.find import likeliest, routed
from rag.answering.kit import Kit
from rag.answering.located import told
from rag.answering.lookup import LookUps
from rag.answering.offers import Offers
from rag.answering.on_a_list import Lists
from rag.answering.on_screen import on_screen, shown_in
from rag.answering.one_by_one import is_idle, one_by_one
from rag.answering.only_named import OnlyNamed
from rag.answering.paged import placed
from rag.answering.relevance import settled
from rag.answering.talk import context_of
from rag.answering.talked_of import from_here_on
from rag.answering.trace import Trace
from rag.answering.weigh import Candidate, answerable_features, least, near_features, worth
from rag.answering.what_came import of_a_turn
from rag.answering.within import Contents
from rag.corpus.concordance import Concordance
from rag.text import words
from rag.types import Answer
from rag.understanding.given import SPEAKER
from rag.understanding.route import ABSENT, FIND, MENTION, OFF_TOPIC, SURE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.entries import Laid
    from rag.answering.find import Finder, Judged
    from rag.answering.prepared import Prepared
    from rag.answering.weigh import Floats, Weights
    from rag.types import Form
    from rag.understanding.question import Question
    from rag.understanding.route import Route

PLAIN = 0.9
"""Probability of ``find`` from which what was found is left alone: on the exam's neat questions more costs only precision."""
AWAY = 0.4
"""Probability of another subject from which nothing is shown. At 0.5 a quarter more of everyday chatter gets quotations, at 0.3 two
in a hundred more of the dev halves' answerable requests are refused."""
WORTHLESS = 0.045
"""Worth of the best candidate below which nothing is shown unless an answer is likelier than none: of the dev halves' requests it
refuses two, and both have no answer; at 0.1 it would refuse two that have one."""
FAR = 0.9
"""The same from which even what names the report's matter is off it: engagement rings have 0.94, "does it cut deaths" 0.5."""
_LAID_OUT = {"digest": digest.answer, "figures": figures.answer, "term": term.answer, "topic": topic.answer,
             "voices": voices.answer, "about": about.answer}  # fmt: skip


class Answerer:
    """Answers requests from one index and what was prepared. Holds no state that changes."""

    def __init__(self, finder: Finder, prepared: Prepared) -> None:
        self.finder, self.prepared = finder, prepared
        self.tags = finder.index.report.tags
        self.message: Embedded | None = None
        trust_of = {s.index: p.trust for p in finder.index.passages for s in p.sentences}
        frame = frozenset(w for shape in prepared.shapes for w in words(shape)) | {"word"}
        readers = frozenset(word for question in finder.index.bank for word in words(question.question))
        concordance = Concordance(finder.index.passages, prepared.synonyms, self.tags.profile.publisher)
        self.kit = Kit(finder.index, concordance, frame, trust_of, readers)
        self.rivals = Candidates(finder, self.kit, prepared.entries)
        self.lookups = LookUps(self.kit, self.rivals, prepared.shapes)
        self.offers = Offers(finder.index, self.kit, prepared.entries)
        self.lists = Lists(self.kit, prepared.entries)
        self.contents = Contents(self.kit, self.rivals.chapters)
        self.names = OnlyNamed(self.kit, prepared.entries)
        self.aspects = aspects_of(finder.index, prepared)

    def answer(self, asked: Question, themes: Sequence[str] = (), searched: Trace | None = None) -> tuple[Answer, Trace]:
        """The answer, without what the door adds, and its trace; ``searched`` is what ``search`` found for it already."""
        base = Answer(asked.text, "unclear", "", taken_as=asked.taken_as, trusts=asked.trusts, themes=tuple(themes))
        aside = bool(asked.others) and not asked.trusts and asked.kind == "question"
        named = self.lookups.of_others(asked) if aside else None  # whether it is named there at all may be asked of anyone
        if aside and not named:
            other = wording.other_organisation(asked.others, self.finder.index.report)
            return replace(base, status="other_organisation", message=other), Trace(asked, chosen="other organisation")
        if asked.kind not in ("question", "greeting"):
            status = wording.STATUS_OF_KIND[asked.kind]
            form: Form = "social" if status in ("greeting", "unclear") else "find"
            base = replace(base, status=status, message=wording.of_kind(asked.kind, self.tags), form=form)
            return base, Trace(asked, chosen=asked.kind)
        listed: tuple[Draft, str] | None = None
        if draft := named or placed(self.kit, asked) or voices.of_nobody(self.kit, asked):
            trace = Trace(asked, chosen=MENTION if named else "structure", confidence=1.0)
        elif listed := None if themes else self.lists.of(asked):
            draft, trace = listed[0], Trace(asked, chosen=listed[1], confidence=1.0)
        else:
            draft, trace = self.drafted(asked, searched or self.search(asked, themes), themes)
            rowed = by_row(self.kit, self.finder, self.rivals, self.prepared.rows, asked, draft, trace)
            draft = rowed or with_what_is_named(self.kit, self.rivals, asked, self._refusal(asked, trace))
            draft, trace = (not themes and one_by_one(self.kit, asked, draft, self.search, self.drafted)) or (draft, trace)
            draft = beside.on_what_is_asked_now(self.kit, asked, tones.theirs(self.kit, self.prepared, asked, draft, trace), trace)
            draft = on_its_aspect(self.aspects, self.kit, self.finder, self.embedded, asked, draft, trace)
            draft = on_screen(self.kit, asked, of_a_turn(self.kit, self.finder, self.prepared.told, asked, draft, trace))
            draft, chosen = self.names.of_itself(asked, draft), self.rivals.entries.get(trace.chosen)
            draft = draft if themes else self.contents.held_to(asked, draft, trace, chosen)
        draft = settled(self.kit, self.rivals, self.prepared.relevance, asked, draft, trace)
        draft = refusal.owned(self.kit, self.offers, asked, draft)
        unheard = asked.unheard or (bare.unheard(self.kit, asked) if draft.quotes and trace.judged else ())
        status = "partial" if unheard and draft.status == "answered" else draft.status
        answer = replace(
            base, form=draft.form, status=status, message=told(draft, unheard, self.tags), quotes=draft.quotes, more=draft.more,
            rows=draft.rows, nearest=draft.nearest, next=draft.next, retrieved=self.finder.retrieved(trace.judged),
        )  # fmt: skip
        entry = trace.chosen if trace.chosen in self.rivals.entries else None
        asks_one = partial(asks_for_one, self.aspects, self.embedded, asked)
        talked = asked if listed else from_here_on(self.kit, self.offers, asked, entry, asks_one)  # of a list it is asked further
        trace = replace(trace, request=talked) if asked.lead and not talked.lead else trace
        return replace(answer, context=context_of(talked, answer, entry, asked.lead, shown_in(self.kit.index, answer))), trace

    def with_prepared(self, prepared: Prepared) -> Answerer:
        """The same with other prepared answers, route or weights."""
        other = copy(self)
        other.prepared = prepared
        return other

    def of_message(self) -> Answerer:
        """The same for the requests of one message, which embed no more than a message may, and no text twice."""
        other = object.__new__(Answerer)  # as ``copy`` makes it, in a tenth of the time
        other.__dict__.update(self.__dict__, message=self.embedded)
        return other

    @property
    def embedded(self) -> Embedded:
        """What is embedded: of one message, or else of one search."""
        return self.message or Embedded(self.finder, routes=self.prepared.router is not None, aspects=self.aspects is not None)

    def search(self, asked: Question, themes: Sequence[str] = ()) -> Trace:
        """Every search and the route, with one call of the embedder at most."""
        embedded, router, likeness = self.embedded, self.prepared.router, self.prepared.likeness
        plans = tuple(embedded.plans(asked))
        searches = embedded.searches([*(plan.query for plan in plans), *([routed(asked, self.tags)] if router else [])])
        near = searches[0].beside(lambda: likeness.near(searches[-1].vector)) if router and likeness else None
        judged = tuple(self.finder.judge(asked, search, plan.trusts, themes) for plan, search in zip(plans, searches, strict=False))
        route = router.route(routed(asked, self.tags), searches[-1].vector) if router else None
        return Trace(asked, plans, judged, route, near, confidence=max(j.answerable for j in judged))

    def is_social(self, asked: Question, trace: Trace) -> bool:
        """Whether the route takes the request, by its own words, for small talk."""
        return trace.route is not None and social.meant(self.rivals, self.lookups, asked, trace.route) is not None

    def drafted(self, asked: Question, trace: Trace, themes: Sequence[str] = ()) -> tuple[Draft, Trace]:
        """The best form's answer; without a route, or within themes, what the judge finds."""
        weights, near = self.prepared.weights, trace.likeness
        if trace.route is None or weights is None or near is None or themes:
            return self._unrouted(asked, trace)
        return self._routed(asked, trace, trace.route, weights, lambda: near_features(near(), trace.judged))

    def _unrouted(self, asked: Question, trace: Trace) -> tuple[Draft, Trace]:
        if asked.kind == "greeting":
            return Draft("social", "greeting", wording.of_kind("greeting", self.tags)), replace(trace, chosen="greeting")
        draft = self._by_judge(asked, trace.judged)
        return draft or self._refusal(asked, trace), replace(trace, chosen=FIND if draft else "refusal")

    def _routed(
        self, asked: Question, trace: Trace, route: Route, weights: Weights, near: Callable[[], Floats]
    ) -> tuple[Draft, Trace]:
        """Small talk, a word's places, the best candidate, or a refusal: the first that there is; ``near`` is asked last."""
        worth_asked = social.of_itself(self.rivals, asked, route)
        if kind_word := worth_asked or social.meant(self.rivals, self.lookups, asked, route):
            return social.answer(kind_word), replace(trace, chosen=kind_word.id, confidence=1.0)
        if (named := self.rivals.named(asked)) and (draft := self._by_entry(asked, named, trace.judged)):
            return draft, replace(trace, chosen=named.entry.id, confidence=1.0)
        looked_up = self.lookups.of(asked, route)
        meant = looked_up and not looked_up.quotes and bare.is_meant(self.kit, self.rivals, asked, route, trace.judged)
        if looked_up and not meant and not self.rivals.of_report(route) and (looked_up.quotes or self.lookups.is_unheard(asked)):
            offers: tuple[str, ...] = () if looked_up.quotes else self._refusal(asked, trace).next
            return replace(looked_up, next=offers), replace(trace, chosen=MENTION, confidence=1.0)
        weighed = tuple(
            Candidate(c.laid, c.features, worth(weights.entry if c.laid else weights.find, c.features))
            for c in self.rivals.of(asked, route, trace.judged)
        )
        sure = weights.answerable.probability(answerable_features(weighed, near()))
        trace = replace(trace, candidates=weighed, confidence=sure)
        rivals = bare.edited_first(self.kit, self.rivals, asked, self.rivals.ranked(asked, weighed), trace.judged)
        elsewhere = (self._away(asked, route) > AWAY or route.of(OFF_TOPIC) > SURE) and not self.rivals.names_a_chapter(asked)
        enough = despite(self.kit, asked, trace) if elsewhere else least(asked, weights)
        able = self.rivals.tells(asked, route, trace.judged, rivals[0]) or sure >= enough
        able |= not elsewhere and surely(self.rivals, rivals, trace, route)
        able &= not rivals[0].proves_silence and (rivals[0].worth >= WORTHLESS or sure > SURE)
        if able and (best := self._best(asked, trace, route, rivals, unheard=looked_up is not None and not meant)):
            return best
        places_of = self.lookups.by_name if elsewhere else self.lookups.places
        if not looked_up and (places := places_of(asked)):
            return places, replace(trace, chosen=MENTION, confidence=1.0)
        counts = not looked_up and not elsewhere and stands(self.kit, asked, trace.judged)
        number = self._found_draft(asked, trace.judged) if counts else None
        told = number or self._refusal(asked, trace)
        return replace(looked_up, next=told.next) if looked_up else told, replace(trace, chosen=FIND if number else "refusal")

    def _best(
        self, asked: Question, trace: Trace, route: Route, rivals: Sequence[Candidate], *, unheard: bool
    ) -> tuple[Draft, Trace] | None:
        """The best candidate's answer, and with it the next one's where that is nearly as good, or on the other thing asked about.

        Where the words asked for are ``unheard`` of in the report, or the request names nothing that anyone has a word for, only an
        entry that the route is sure of answers.
        """
        taken: tuple[Draft, Candidate] | None = None
        strange, alien = self.lookups.strange(asked), self.lookups.alien(asked, sure=trace.confidence > SURE)
        for candidate in rivals:
            share = self.rivals.share(candidate.laid.entry, route) if candidate.laid else 0.0
            beyond = self.rivals.is_beside(candidate, share, strange, alien, sure=trace.confidence > SURE)
            if beyond or self.rivals.is_another(asked, candidate, share) or is_idle(self.kit, self.rivals, asked, candidate, share):
                continue
            fills = taken is not None and self.rivals.fills(asked, taken[1], candidate)
            meant = fills or not candidate.laid or is_meant(asked, candidate.laid, likeliest(trace.judged), share)
            if (unheard and share <= SURE) or not meant:
                continue
            half = fills or (" or " in asked.text and taken and any(not row.quotes for row in taken[0].rows))
            enough = beside.enough(rivals[0].worth, taken[1].worth if taken else 0.0, half=bool(half))
            if candidate.worth < enough or (taken and candidate.form in ("about", "voices")):
                continue
            laid, judged = candidate.laid, trace.judged
            draft = self._by_entry(asked, laid, judged, share) if laid else self._found_draft(asked, judged, route.of(FIND))
            if not draft or not meets(self.kit, asked, draft):
                continue
            if taken and fills:
                return both.halves(taken[0], draft), replace(trace, chosen=taken[1].name)
            if taken:
                tells = beside.may_stand(self.finder.index, likeliest(trace.judged), route.of(FIND), taken[0], draft)
                if asked.each:
                    entry = taken[1].laid.entry if taken[1].laid else None
                    silent, chances = self.rivals.silent(taken[1], route), likeliest(judged)
                    draft = compare.beside_rows(self.kit, asked, draft, entry, silent, chances)
                taken = both.together(taken[0], draft, tells), taken[1]
                break
            taken = draft, candidate
            if candidate.form in ("about", "voices") or (not candidate.laid and route.of(FIND) > PLAIN):
                break
        return (taken[0], replace(trace, chosen=taken[1].name)) if taken else None

    def _by_entry(self, asked: Question, laid: Laid, judged: Sequence[Judged], share: float = 1.0) -> Draft | None:
        if not (laid.shown or laid.entry.card):
            return None
        chances = likeliest(judged)
        ordered = laid.entry.form == "digest" and is_broad(asked)  # by its editor
        laid = earned(self.kit, asked, laid if ordered else led_by(self.finder.index, laid, chances), chances, share)
        draft = _LAID_OUT[laid.entry.form](self.kit, asked, laid)
        draft = draft if ordered else beside.rows_led(self.finder.index, draft, chances)
        draft = beside.rows_first(self.kit, asked, draft, chances) if asked.rows else draft
        general = draft.form in ("digest", "figures") and {p.trust for p in laid.entry.parts} == {None}
        whole = draft.form in ("about", "voices") or general or (draft.complete and not draft.rows)
        tabular = (asked.each or (asked.everyone and bool(draft.rows))) and not whole
        return compare.fill(self.kit, self.finder, asked, draft, judged, laid.unknown) if tabular else draft

    def _by_judge(self, asked: Question, judged: Sequence[Judged]) -> Draft | None:
        """What was found, where the judge is sure enough of it; ``None`` else."""
        best = max(judged, key=lambda j: j.answerable)
        enough = self.finder.calibration.answer_row if asked.rows else self.finder.calibration.answer
        return None if self._outside(asked, best) or best.answerable < enough else self._found_draft(asked, judged)

    def _found_draft(self, asked: Question, judged: Sequence[Judged], fact: float = 0.0) -> Draft | None:
        if asked.rows:
            return compare.answer(self.kit, self.finder, asked, judged)
        quotes, more = found(self.kit, self.finder, asked, judged[0], fact)
        if not asked.trusts and not asked.everyone and len({q.trust for q in quotes} - {None}) > 1:
            # Nobody was named, and several have something to say: then each is asked, so that none is passed over.
            return compare.row_by_row(self.kit, self.finder, self.embedded, asked, judged[0].themes)
        return Draft("find", "partial" if asked.others else "answered", "", quotes, more, note=wording.not_studied(asked.others))

    def _refusal(self, asked: Question, trace: Trace) -> Draft:
        """Off the subject, or on it and not answered; then with what comes nearest, and empty rows where several were asked."""
        best, route = max(trace.judged, key=lambda j: j.answerable), trace.route
        away = self._away(asked, route) > route.of(ABSENT) if route else self._outside(asked, best)
        away &= route is None or trace.confidence <= PLAIN  # else it is on the subject, and what it has is not what is asked for
        away &= route is None or self._away(asked, route) > FAR or not self.kit.names_the_matter(asked)
        away &= not SPEAKER.found(asked.text.lower())  # of somebody whom it quotes
        if away and not self.offers.names_a_term(asked) and not self.kit.points_back(asked):
            return Draft("find", "off_topic", wording.off_topic(self.tags), next=self.tags.profile.page.examples[:3])
        likely = next(iter(self.rivals.subjects(route, asked)), None) if route else None
        return refusal.not_stated(self.kit, self.finder, self.offers, asked, best, likely)

    def _outside(self, asked: Question, judged: Judged) -> bool:
        """Whether the judge takes it to be off the report's subject; a request that names a trust always is on it."""
        return judged.outside > self.finder.calibration.outside and not asked.mentions and not asked.trusts

    def _away(self, asked: Question, route: Route) -> float:
        """How likely the request is about something else altogether; one that names a trust or only asks on never is."""
        return 0.0 if asked.mentions or asked.trusts or asked.each or self.kit.only_asks_on(asked) else route.elsewhere
