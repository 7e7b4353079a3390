// A question in the address (/?ask=…) is taken out of it before anything else of the page is asked for: Gradio repeats the
// address's query in its own requests, and proxies write them down. It stays in the tab's own history entry, so that a page that
// is loaded again asks it again. Loaded before everything else in the page.
"use strict";
(() => {
  // Gradio writes where it was asked, which behind a proxy is not where a reader is: a prefix, a port or https may be missing.
  const config = window.gradio_config;
  if (config) config.root = new URL("./", location.href).href.replace(/\/$/, "");
  // Gradio's sheets, which nothing seen at first needs, hold nothing up until they have come (web/preloads.py); and it waits for
  // none that the page has already.
  document.addEventListener("load", ({ target }) => { if (target.matches?.("link.late")) target.media = "all"; }, true);
  if (config) document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", className: "late", media: "print", href: `${config.root}/theme.css?v=${config.theme_hash}` }));
  // What comes instead of an answer, be it from this server or from what stands before it: Gradio has one toast for all of it.
  // The page tells what it was (chat.js).
  const fetched = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetched(...request);
    const asking = String(request[0]?.url || request[0]).includes("/gradio_api/run/predict");
    if (asking && !(response.ok && response.headers.get("content-type")?.includes("json"))) {
      const said = await response.clone().json().catch(() => ({}));
      const seconds = Number(response.headers.get("retry-after")) || 0;
      document.dispatchEvent(new CustomEvent("report-assistant:refused", { detail: { status: response.status, words: said?.detail, seconds } }));
    }
    return response;
  };

  // The words are English whatever the browser says, but where it has translated them, which Chrome names so; Gradio sets the
  // browser's language, and screen readers take its voice.
  const inEnglish = () => { if (!document.documentElement.matches(".translated-ltr, .translated-rtl, [lang=en]")) document.documentElement.lang = "en"; };
  new MutationObserver(inEnglish).observe(document.documentElement, { attributes: true, attributeFilter: ["lang"] });
  inEnglish();

  // A link to a whole talk has its questions after the #, which no browser sends (links.js).
  const MOST_LINKED = 20;
  const address = new URL(location.href);
  // Of one that this page wrote itself (links.js) the tab has the answers; another may open it as a link.
  const root = document.documentElement;
  let kept = null;
  try {
    kept = root.classList.contains("embed") ? null : JSON.parse(sessionStorage.getItem("report-assistant:talk"));
  } catch { /* forbidden, or not ours */ }
  const own = history.state?.followed && kept?.turns?.length;
  const hash = new URLSearchParams(own ? "" : address.hash.slice(1));
  const linked = [...address.searchParams.getAll("ask").slice(0, 1), ...hash.getAll("talk").slice(0, MOST_LINKED)];
  const asked = linked.map((question) => question.trim()).filter(Boolean);
  addEventListener("hashchange", () => { if (location.hash.startsWith("#talk=")) location.reload(); });
  // A talk that goes on is drawn as one from the first: a short head, no examples, room for the report (style.css, panel.css).
  if (kept?.turns?.length || asked.length) {
    root.classList.add("talking");
    root.classList.toggle("pane", !kept?.unwanted && !root.classList.contains("embed") && matchMedia("(min-width: 80rem)").matches);
  }
  const edition = address.searchParams.get("edition") ?? hash.get("edition"); // of which the link was made (chat.js)
  if (edition) root.dataset.wanted = edition;
  if (!linked.length && !edition) return;
  address.searchParams.delete("edition");
  address.searchParams.delete("ask");
  address.hash = "";
  history.replaceState(asked.length ? { asked, typed: "", arrived: true } : linked.length ? null : history.state, "", address.href.replace(/#$/, ""));
})();
