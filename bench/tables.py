"""Each part's figures (as ``bench.json`` has them) → its table and what it came to, for ``docs/performance.md``. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench.figures import significant
from bench.markdown import DIFFER, NOT_YET, aim, caption, number, percent, size, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Figures = Mapping[str, Any]

AIM_ANSWER, AIM_HIGH = 2.0, 4.0
AIM_CROWD = 0.8
AIM_API = 0.8
AIM_AGAINST, AIM_CHAT = 2.0, 0.8
AIM_START = 2.0
"""Times what ``import gradio`` alone takes."""
AIM_SERVED = 450.0
"""MiB that a server holds after the exam's first questions."""
AIM_GROWTH = 10.0
"""MiB that the second half of the questions may add to a process that has settled."""
AIM_SLOW = 3_000.0
AIM_ECHO = 50
"""ms of a first visit on a slow line, after which a question need not wait."""


def render(results: Mapping[str, Any]) -> dict[str, str]:
    """Every part's block, those that were never measured too."""
    parts = results["parts"]
    return {
        name: f"{block(parts[name]['figures'])}\n\n{caption(parts[name]['run'])}" if name in parts else NOT_YET
        for name, block in BLOCKS.items()
    }


def answer(figures: Figures) -> str:
    """One answer against one call of the embedder, and the stages' shares."""
    head = ("questions", "n", "answer p50 ms", "p95", "p99", "embedder p50 ms", "p95", "p99", "ratio of p50", "p95 to embedder p50")
    rows = [
        (name, g["questions"], *_spread(g["answer"]), *_spread(g["embedder"]), g["ratio"], _high(g))
        for name, g in figures["groups"].items()
    ]
    shares = sorted(figures["shares"].items(), key=lambda s: -s[1])
    whole, high = figures["groups"]["all questions"]["ratio"], _high(figures["groups"]["all questions"])
    wanted = aim(
        f"a median answer costs at most {number(AIM_ANSWER)} times a median call of the embedder, and 95 of 100 at most "
        f"{number(AIM_HIGH)} times", reached=whole <= AIM_ANSWER and high <= AIM_HIGH,
    )  # fmt: skip
    judge = figures["shares"]["judge"] + figures["shares"]["features"]
    return "\n\n".join([
        table(head, rows),
        f"{wanted} They cost {number(whole)} and {number(high)} times as much.",
        f"The mean answer calls the embedder {number(figures['calls'])} times.",
        table(("stage", "share of the time"), [(name, percent(share)) for name, share in shares]),
        f"The judge, with the features that it weighs, takes {percent(judge)}.",
    ])  # fmt: skip


def _high(group: Figures) -> float:
    """How many median calls of the embedder the dearest answers but 5 of 100 cost."""
    return significant(group["answer"]["p95"] / group["embedder"]["p50"])


def throughput(figures: Figures) -> str:
    """Crowds at both doors."""
    head = ("door", "users", "answers/s", "p50 ms", "p95", "p99", "answered", "refused", "failed", "of the embedder alone")
    rows = [
        (x["door"], x["users"], x["per_second"], *(_spread(x["latency"]) if x["latency"] else (None,) * 3),
         x["answered"], x["refused"], x["failed"], percent(x["ratio"]))
        for x in figures["loads"]
    ]  # fmt: skip
    before, after = figures["embedder"]
    uneven = max(before, after) > DIFFER * min(before, after)
    note = " They differ by more than a tenth: something else used the machine, and the last column is rough." if uneven else ""
    sound = all(
        _last(figures, door)["per_second"] >= AIM_CROWD * _first(figures, door)["per_second"] and not _last(figures, door)["failed"]
        for door in ("API", "chat")
    )
    return "\n\n".join([
        table(head, rows),
        f"The embedder alone makes {number(before)} calls a second before and {number(after)} after.{note}",
        aim(
            f"at its best the API answers at least {percent(AIM_API)} as often as the embedder alone can be called",
            reached=max(x["ratio"] for x in figures["loads"] if x["door"] == "API") >= AIM_API,
        ),
        aim(f"the largest crowd gets at least {percent(AIM_CROWD)} of one user's answers a second, and no failure", reached=sound),
    ])  # fmt: skip


def against(figures: Figures) -> str:
    """The doors that are compared in one run."""
    head = ("door", "answers/s by round", "p50 ms", "p95", "p99", "answered", "refused", "failed")
    rows = [
        (x["door"], ", ".join(map(number, x["per_second"])), *(_spread(x["latency"]) if x["latency"] else (None,) * 3),
         x["answered"], x["refused"], x["failed"])
        for x in figures["doors"]
    ]  # fmt: skip
    before = aim(
        f"with {figures['users']} users the API gives at least {number(AIM_AGAINST)} times the answers a second of "
        f"{figures['before']}",
        reached=figures["api"] >= AIM_AGAINST,
    )
    ceiling = aim(
        f"the chat gives at least {percent(AIM_CHAT)} of those of a page that does nothing", reached=figures["chat"] >= AIM_CHAT
    )
    return "\n\n".join([
        table(head, rows),
        f"{before} It gives {number(figures['api'])} times as many, the median of the rounds.",
        f"{ceiling} It gives {percent(figures['chat'])}.",
        f"An answer of the API and the way of that page, one after the other, would allow {number(figures['both'])} a second.",
    ])  # fmt: skip


def start(figures: Figures) -> str:
    """The start and its imports."""
    rows = [("until `/healthz` answers", figures["answered"]), ("until `/readyz` is 200", figures["ready"])]
    gradio = figures.get("gradio")  # kept figures may be older than what is measured now
    rows += [("`import gradio` alone", gradio)] if gradio else []
    packages = [(f"`{p['name']}`", p["own"], p["whole"]) for p in figures["packages"]]
    return "\n\n".join([
        table(("from the start of the process", f"seconds, median of {figures['starts']}"), rows),
        table(("package", "s in its own modules", "s with what its import brought in"), packages),
        (
            f"Imports take {number(figures['imports'])} s of the {number(figures['traced'])} s of one traced start "
            f"({percent(figures['share'])})."
        ),
        _against_gradio(figures["ready"], gradio) if gradio else "It has not been measured yet against `import gradio` alone.",
    ])  # fmt: skip


def _against_gradio(ready: float, gradio: float) -> str:
    times = significant(ready / gradio)
    wanted = f"ready in at most {number(AIM_START)} times what `import gradio` alone takes in the same run"
    return f"{aim(wanted, reached=times <= AIM_START)} It takes {number(times)} times as long."


def build(figures: Figures) -> str:
    """Building against loading."""
    rows = [
        ("build the index", figures["build"]),
        (f"load it, median of {figures['loads']}", figures["load"]),
        ("load the embedder, needed for both", figures["embedder"]),
    ]
    what = ", ".join(f"{number(n)} {name}" for name, n in figures["counts"].items())
    wanted = "loading is the cheaper one, or keeping an index would be pointless"
    verdict = (
        f" A build costs {number(figures['ratio'])} times a load. {aim(wanted, reached=figures['ratio'] > 1)}"
        if figures["ratio"]
        else ""
    )
    return f"{table(('step', 'seconds'), rows)}\n\nIt holds {what}, {size(figures['bytes'])} on disk.{verdict}"


def memory(figures: Figures) -> str:
    """Growth at each step."""
    sizes = [figures["before"], *figures["after"]]
    rows = [(f"{n * figures['step']:,}", f"{mib:,.1f}", f"{mib - sizes[0]:+.1f}") for n, mib in enumerate(sizes)]
    middle = len(sizes) // 2
    late = sizes[-1] - sizes[middle]
    served = figures.get("served")
    told = f"A server holds {number(served)} MiB after some of the exam's questions. " if served else ""
    serving = [told + aim(f"under {number(AIM_SERVED)} MiB", reached=served < AIM_SERVED)] if served else []
    return "\n\n".join([
        table(("questions", "MiB resident", "since the warm-up"), rows),
        f"From question {middle * figures['step']:,} on the process grew by {late:+.1f} MiB. "
        + aim(f"the second half adds less than {number(AIM_GROWTH)} MiB", reached=late < AIM_GROWTH),
        *serving,
    ])  # fmt: skip


def page(figures: Figures) -> str:
    """Visits and assets."""
    assets = table(
        ("own file", "bytes", "gzipped"), [(f"`{a['name']}`", a["bytes"], a["gzipped"]) for a in figures["assets"]]
    )  # fmt: skip
    if not figures["visits"]:
        return f"Visits were not measured: {figures['missing']}.\n\n{assets}"
    rows = [
        (f"`{v['path']}`", v["visit"], size(v["bytes"]), v["requests"], ", ".join(f"{k} {size(b)}" for k, b in v["kinds"].items()))
        for v in figures["visits"]
    ]
    elsewhere = sum(v["elsewhere"] for v in figures["visits"])
    slow = figures["slow"]
    times = [(slow["painted"] / 1000, slow["box"] / 1000, slow["answerable"] / 1000)]
    return "\n\n".join([
        table(("page", "visit", "on the wire", "requests", "of which"), rows),
        aim("no request goes to another host", reached=not elsewhere),
        ("On a line of 1.6 Mbit/s with 150 ms there and back, with a quarter of the processor's speed, medians of "
        f"{slow['visits']} first visits:"),
        table(("s until something is painted", "the question box is there", "a question is answered without waiting"), times),
        aim(f"it is answered within {number(AIM_SLOW / 1000)} s", reached=slow["answerable"] < AIM_SLOW),
        *echo(figures.get("echo")),
        assets,
    ])  # fmt: skip


def echo(figures: Figures | None) -> list[str]:
    """How soon a question is on the screen; nothing where that has not been measured."""
    if not figures:
        return []
    times = [(figures["median"], figures["p90"], figures["cpu_median"], figures["cpu_p90"])]
    return [
        f"Enter to the question on the screen, with a quarter of the processor's speed, of {figures['questions']} questions:",
        table(("ms, median", "ms, p90", "of which the page works, median", "p90"), times),
        aim(f"nine of ten within {AIM_ECHO} ms", reached=figures["p90"] < AIM_ECHO),
    ]


def growth(figures: Figures) -> str:
    """Sizes, and where exact search stops paying."""
    head = ("passages", "vectors", "embedder ms", "exact ms", "every score ms", "IVF ms", "lists read", "recall@10",
            "exact build s", "IVF build s", "exact", "IVF")  # fmt: skip
    rows = [
        (f"× {s['times']:,}", s["vectors"], s["embedder"], s["exact"], s["every"], s["ivf"], s["width"], s["recall"],
         s["exact_build"], s["ivf_build"], size(s["exact_bytes"]), size(s["ivf_bytes"]))
        for s in figures["sizes"]
    ]  # fmt: skip
    first, most = figures["sizes"][0], figures["sizes"][-1]["vectors"]

    def where(vectors: float | None) -> str:
        return f"from about {vectors:,.0f} vectors" if vectors else f"not up to {most:,} vectors"

    points = (
        f"- The ten best by exact search cost more than a call of the embedder {where(figures['exact_dear'])}; a score for every "
        f"vector, which is what the judge is given now, {where(figures['every_dear'])}.\n"
        f"- IVF with a recall@10 of {figures['enough']} is the faster one {where(figures['ivf_cheaper'])}, by a tenth of a call "
        f"of the embedder or more {where(figures['ivf_felt'])}."
    )
    wanted = "at the report's size, a score for every passage costs less than one call of the embedder"
    answers = whole(figures, where)
    return f"{table(head, rows)}\n\n{points}\n\n{answers}\n\n{aim(wanted, reached=first['every'] < first['embedder'])}"


def whole(figures: Figures, where: Callable[[float | None], str]) -> str:
    """Whole answers at each size, and where exact search stops paying."""
    head = ("whole answers", "search", "vectors in all", "p50 ms", "p95 ms", "MiB", "made in s", "recall@20", "evidence recall")
    rows = [
        (f"× {r['times']:,}", r["search"], r["vectors"], *_spread(r["answer"])[:2], r["held"], r["build"],
         r["found"], r["evidence"])
        for r in figures["whole"]
    ]  # fmt: skip
    most = figures["whole"][-1]["vectors"]
    cheaper = figures["answer_cheaper"]
    point = where(cheaper) if cheaper else f"not up to {most:,} vectors"
    return f"{table(head, rows)}\n\n- A whole answer is the shorter one with IVF, by the median, {point}."


def side_by_side(figures: Figures) -> str:
    """The systems."""
    head = ("system", "pieces", "p50 ms", "p95", "p99", "time against ours", "evidence recall", "full answers", "precision",
            "characters shown (median)")  # fmt: skip
    rows = [
        (r["name"], r["pieces"], *_spread(r["latency"]), r["ratio"],
         *(f"{r[measure]:.3f}" for measure in ("recall", "full", "precision")), r["characters"])
        for r in figures["rows"]
    ]  # fmt: skip
    mine, *others = figures["rows"]
    better = all(mine[measure] > o[measure] for o in others for measure in ("recall", "precision"))
    slower = [o["name"] for o in others if o["ratio"] < 1]
    speed = f" Faster than ours, by the median: {', '.join(slower)}." if slower else " None is faster by the median."
    left_out = f" Not installed, and left out: {', '.join(figures['missing'])}." if figures["missing"] else ""
    verdict = aim("more evidence and more of it to the point than either", reached=better) + speed if others else ""
    return f"{table(head, rows)}\n\n{figures['questions']} questions, {figures['answerable']} with evidence. {verdict}{left_out}"


BLOCKS: dict[str, Callable[[Figures], str]] = {
    "answer": answer,
    "throughput": throughput,
    "against": against,
    "start": start,
    "build": build,
    "memory": memory,
    "page": page,
    "growth": growth,
    "side_by_side": side_by_side,
}


def _spread(spread: Figures) -> tuple[float, float, float]:
    return spread["p50"], spread["p95"], spread["p99"]


def _first(figures: Figures, door: str) -> Figures:
    return next(x for x in figures["loads"] if x["door"] == door)


def _last(figures: Figures, door: str) -> Figures:
    return next(x for x in reversed(figures["loads"]) if x["door"] == door)
