// The chat inside a frame of another site, at /embed: the compact layout, storage that may be forbidden, and the other end
// of widget.js. Loaded before everything else in the page. Only the parent window is heard, only from an allowed origin, and
// only in the words below; the parent is never told what was asked or quoted.
"use strict";
(() => {
  const NAME = "report-assistant";
  const allowed = document.querySelector('meta[name="allowed-origins"]').content.split(" ").filter(Boolean);
  let host = null; // the origin of the page around, once it has said hello
  document.documentElement.classList.add("embed");
  document.documentElement.classList.toggle("in-panel", location.hash === "#in-panel"); // rather than in the page's own flow

  // Gradio reads storage at its start; where a browser forbids it to frames of other sites, an empty one stands in.
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      window[name].getItem("");
    } catch {
      const kept = new Map();
      const value = {
        getItem: (key) => kept.get(String(key)) ?? null,
        setItem: (key, text) => void kept.set(String(key), String(text)),
        removeItem: (key) => void kept.delete(String(key)),
        clear: () => kept.clear(),
        key: (place) => [...kept.keys()][place] ?? null,
        get length() { return kept.size; },
      };
      Object.defineProperty(window, name, { value, configurable: true });
    }
  }
  if (window.parent === window) return;

  const say = (kind, data = {}) => host && window.parent.postMessage({ type: `${NAME}:${kind}`, ...data }, host);
  const box = () => document.querySelector("#question textarea");
  // The chat has drawn what its server sends on arrival; a question asked before that would be lost.
  const settled = () => document.querySelector("#log .arrived, #log .answer");
  const within = (value, most) => typeof value === "string" && value.length <= most;
  const heard = {
    hello: { keys: "accent,greeting,type", fits: (data) => within(data.greeting, 300) && /^#[\da-f]{6}$/i.test(data.accent), act: greet },
    ask: { keys: "question,type", fits: (data) => within(data.question, 20_000), act: (data) => emit("ask", data.question) },
    focus: { keys: "type", fits: () => true, act: () => box()?.focus({ preventScroll: true }) },
  };
  window.addEventListener("message", ({ source, origin, data }) => {
    if (source !== window.parent || !(origin === location.origin || allowed.includes(origin))) return;
    if (!data || Object.getPrototypeOf(data) !== Object.prototype || typeof data.type !== "string") return;
    const kind = data.type.startsWith(`${NAME}:`) ? data.type.slice(NAME.length + 1) : "";
    if (!Object.hasOwn(heard, kind) || Object.keys(data).sort().join() !== heard[kind].keys || !heard[kind].fits(data)) return;
    if (kind !== "hello" && origin !== host) return;
    host = origin;
    heard[kind].act(data);
  });

  function emit(what, detail) {
    document.dispatchEvent(new CustomEvent(`${NAME}:${what}`, { detail }));
  }
  function greet({ greeting, accent }) {
    say("alive");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@media (prefers-color-scheme: light) { :root { --link: ${accent}; --link-strong: ${accent}; } }`);
    document.adoptedStyleSheets = [sheet];
    if (document.querySelector('meta[name="warming"]')) return say("warming");
    whenSettled(() => {
      if (greeting && !document.querySelector(".greeting")) {
        const line = Object.assign(document.createElement("p"), { className: "greeting", textContent: greeting });
        document.querySelector("#masthead .links").before(line);
      }
      for (const name of unknown()) console.warn(`${NAME}: the report has no ${name}; this filter is left out`);
      say("ready");
    });
  }
  function whenSettled(act) {
    if (settled()) return act();
    const watch = new MutationObserver(() => { if (settled()) watch.disconnect(), act(); });
    watch.observe(document.documentElement, { childList: true, subtree: true });
  }
  function unknown() {
    const query = new URLSearchParams(location.search);
    return ["trust", "theme"].flatMap((kind) => (query.get(kind) || "").split(",").filter(Boolean)
      .filter((id) => !document.querySelector(`#${kind}s input[name="${CSS.escape(id)}"]`)).map((id) => `${kind} "${id}"`));
  }

  function citation(figure) {
    const chip = figure.querySelector("a.chip");
    const link = new URL(chip.href);
    const [start, end] = link.searchParams.get("mark").split("-").map(Number);
    const named = (kind) => [...figure.classList].find((name) => name.startsWith(`${kind}-`)).slice(kind.length + 1);
    return {
      trust: named("trust") === "all" ? null : named("trust"), theme: named("theme"),
      page: chip.textContent.split(/ · |, /).pop().replace("p. ", ""), speaker: figure.querySelector(".speaker")?.textContent ?? null,
      start, end, passage: link.hash.slice(1), link: link.href,
    };
  }
  document.addEventListener(`${NAME}:answered`, ({ detail: answer }) => {
    const quotes = [...answer.querySelectorAll("figure.quote")].filter((figure) => !figure.closest(".nearest"));
    say("answer", { status: answer.classList[1], citations: quotes.map(citation) });
  });

  // Whole pages open beside the intranet, not in its frame.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (link && !link.matches(".chip, .ask")) Object.assign(link, { target: "_blank", rel: "noopener" });
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented) say("close");
  });
})();
