"""Hand-worked prepared entries of every shape that the figures and the index must show, in the report's own words."""

from rag.corpus.prepared import Entry, Part

STAFF = {
    "northumbria": ("It has a budget in excess of £400 million, provides care to more than 500,000 people, and employs more than 9,000 staff, including about 250 consultants.", 9000, "staff", "more than"),
    "salford": ("The trust has a budget in excess of £430 million, employs more than 6,500 staff and became a foundation trust in 2007.", 6500, "staff", "more than"),
    "southern-health": ("It employs more than 9,000 staff.", 9000, "staff", "more than"),
    "uclh": ("So we have nearly 8,000 staff here.", 8000, "staff", "nearly"),
}  # fmt: skip
CHAIR = "I think it [the MSC] is approaching being moribund, to be honest."
SHARE = "While difficult to assess accurately the exact number of doctors fulfilling positional or non-positional leadership roles within each of the trusts, it would appear that between 15 and 40 per cent of senior doctors in each trust have some form of leadership role."
CPG = "For instance, these include a monthly half-day Clinical Policy Group (CPG), seen as ‘the soul and conscience of the trust’ and involving a wide range of clinical leaders and managers, as well as some general practitioners (GPs)."
DECISIONS = "Most of the big decisions are essentially made at the CPG."
EVIL = "<script>alert(1)</script> & “quotes”"


def entries(anchors):
    """Figures that compare, with numbers, in words, general only; topics and terms, two of one title."""

    def part(trust, *quotes, **figure):
        return Part(trust, tuple(anchors.strictly(quote, trust) for quote in quotes), **figure)

    def figures(name, title, parts, silent=(), *, comparable=True):
        return Entry(f"figures/{name}", "figures", title, name, tuple(parts), silent, ("?",), None, comparable)

    def other(form, name, title, parts, card=None):
        return Entry(f"{form}/{name}", form, title, name, tuple(parts), (), ("?",), card)

    budget = STAFF["northumbria"][0], STAFF["salford"][0]
    return (
        figures("staff", "Staff employed", [part(t, q, value=v, unit=u, qualifier=f) for t, (q, v, u, f) in STAFF.items()]),
        figures("budget", "Budget", [part("northumbria", budget[0], value=400, unit="£ million", qualifier="in excess of"), part("salford", budget[1], value=430, unit="£ million")], ("southern-health",)),
        figures("formed", "Foundation trust since", [part("salford", budget[1], value=2007, unit="year")], ("uclh",)),
        figures("sites", "Sites", [part("northumbria", budget[0], value=3, unit="hospitals"), part("salford", budget[1], value=200, unit="sites")]),
        figures("words", EVIL, [part("salford", CHAIR), part(None, SHARE, value=15, value_to=40, unit="per cent", qualifier="between")], ("uclh",)),
        figures("study", "Only of all", [part(None, SHARE)]),
        other("topic", "committees", "The committees", [part("northumbria", DECISIONS, CPG), part("salford", CHAIR)]),
        other("term", "cpg", "Clinical Policy Group (CPG)", [part("northumbria", DECISIONS, CPG)], "A card."),
        other("topic", "cpg", "Clinical policy group (CPG)", [part(None, SHARE), part("northumbria", CPG)]),
        other("topic", "evil", EVIL, [part("salford", CHAIR)]),
        other("topic", "360", "360-degree feedback", [part("salford", CHAIR)]),
        other("digest", "d", "No heading of the index", [part("salford", CHAIR)]),
        other("term", "card-only", "Nowhere in the report", [], "It does not say."),
    )  # fmt: skip
