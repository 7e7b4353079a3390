// See docs/embedding.md.
"use strict";
(() => {
  const NAME = "report-assistant";
  const script = document.currentScript;
  const warn = (...words) => console.warn(`${NAME}:`, ...words);
  if (!script?.src) return warn("needs src");
  const known = customElements.get(NAME);
  if (known) return known.launch?.(script); // a second tag, or a single-page application
  const HOME = new URL("./", script.src);

  const WORDS = {
    en: { ask: "Ask the report", close: "Close", more: "Enlarge", wait: "Opening …", again: "Try again",
      away: "The assistant cannot be reached just now." },
    cy: { ask: "Gofyn i’r adroddiad", close: "Cau", more: "Ehangu", wait: "Yn agor …", again: "Ceisio eto",
      away: "Ni ellir cyrraedd y cynorthwyydd ar hyn o bryd." },
  };
  const IDS = /^[a-z-]+(,[a-z-]+)*$/;
  const PIXELS = /^(2[89]\d|[3-9]\d\d|1[0-5]\d\d|1600)$/;
  const RULES = {
    position: ["bottom-right", /^(top|bottom)-(left|right)$/], lang: ["en", /^(en|cy)$/], "color-scheme": ["auto", /^(auto|page|light|dark)$/],
    label: ["", /^.{1,60}$/], title: ["Ask the report", /^.{1,80}$/], greeting: ["", /^.{1,300}$/],
    trust: ["", IDS], theme: ["", IDS], accent: ["#0a4d74", { test: (hex) => /^#[\da-f]{6}$/i.test(hex) && contrast(hex) >= 4.5 }], open: ["false", /^(true|false)$/],
    "z-index": ["999999999", /^\d{1,9}$/], width: ["", PIXELS], height: ["640", PIXELS],
  };
  // With the chat's page, #faf8f4, by WCAG 2.2: what passes there passes under white words too.
  function contrast(hex) {
    const [r, g, b] = hex.match(/\w\w/g).map((part) => parseInt(part, 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.99 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
  }
  function settings(element) {
    const set = {};
    for (const [name, [fallback, rule]] of Object.entries(RULES)) {
      const value = element.getAttribute(`data-${name}`) ?? fallback;
      const fits = value === fallback || rule.test(value);
      set[name] = fits ? value : fallback;
      if (!fits) warn(`data-${name}="${value}" is ignored`);
    }
    return { ...WORDS[set.lang], ...set };
  }

  // Names and types of a message, as one line.
  const shape = (data) => Object.entries(data).sort().map(([key, value]) => `${key}:${value === null ? null : typeof value}`).join();
  const CITATION = /^end:number,link:string,page:string,passage:string,speaker:(null|string),start:number,theme:string,trust:(null|string)$/;
  function heard(data) {
    const [, kind] = /^report-assistant:(alive|warming|ready|close|answer)$/.exec(data?.type) || [];
    const list = kind === "answer" ? "citations:object,status:string," : "";
    return kind && shape(data) === `${list}type:string` && (!list || [].concat(data.citations).every((one) => one && CITATION.test(shape(one)))) ? kind : "";
  }

  const SMALL = "(max-width: 40rem), (max-height: 26rem)";
  const PHONE = matchMedia(SMALL);
  const STILL = { preventScroll: true };
  const STYLE = `
    :host { all: initial !important; direction: ltr !important; display: block !important; }
    * { box-sizing: border-box; margin: 0; font: 1rem/1.5 system-ui, "Segoe UI", sans-serif; }
    button { min-height: 2.5rem; padding: 0 1rem; border: 1px solid #fff; border-radius: .375rem; background: var(--accent); color: #fff; cursor: pointer; }
    button:hover { text-decoration: underline; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; } header :focus-visible { outline-color: #fff; }
    .launch { border: 2px solid #fff; border-radius: 1.75rem; min-height: 3rem; max-width: calc(100vw - 2rem); font-weight: 600; box-shadow: 0 2px 10px #0005; }
    .panel { padding: 0; border: 1px solid #8888; border-radius: .5rem; overflow: hidden; background: Canvas; color: CanvasText; }
    .wide { --width: 76rem; --height: 100vh; } .wide .more { background: #fff; color: var(--accent); }
    .panel[open], div.panel { display: flex; flex-direction: column; } div.panel { height: 100%; }
    dialog { position: fixed; inset: auto; width: min(var(--width), 100vw - 2rem); height: min(var(--height), 100vh - 6.5rem); box-shadow: 0 6px 32px #0006; }
    header { display: flex; align-items: center; gap: .5rem; padding: .5rem .5rem .5rem 1rem; background: var(--accent); color: #fff; }
    h2 { flex: 1; font-weight: 600; }
    .body { position: relative; flex: 1; } iframe { border: 0; position: absolute; width: 100%; height: 100%; }
    .note { position: absolute; inset: 0; padding: 4rem 1.5rem; text-align: center; background: Canvas; } p { margin-bottom: 1rem; }
    @media ${SMALL} { dialog.panel { inset: 0; width: 100%; height: 100dvh; max-width: none; max-height: none; border: 0; border-radius: 0; background: var(--accent);
      padding: env(safe-area-inset-top) env(safe-area-inset-right) env(safe-area-inset-bottom) env(safe-area-inset-left); } .more { display: none; } }
    @media print { .launch, dialog { display: none !important; } }`;
  const sheet = (text) => {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    return made;
  };
  // Holds the page still behind a dialog that fills the screen.
  const behind = sheet("html { overflow: hidden !important; }");
  behind.disabled = true;
  document.adoptedStyleSheets.push(behind);
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const button = (textContent, onclick, more) => make("button", { type: "button", textContent, onclick, ...more });

  class ReportAssistant extends HTMLElement {
    #asked = []; #body; #button; #frame; #note; #panel; #ready; #root = this.attachShadow({ mode: "open" }); #set; #timer;

    // The launcher of a script tag, unless the page has an assistant already.
    static launch(tag) {
      if (document.readyState === "loading") return document.addEventListener("DOMContentLoaded", () => this.launch(tag));
      if (document.querySelector(NAME)) return;
      const element = make(NAME);
      Object.assign(element.dataset, tag.dataset);
      document.documentElement.append(element); // beside the body, which pages may replace
    }

    connectedCallback() {
      const set = (this.#set = settings(this));
      const { lang, title } = set;
      const inline = this.getAttribute("mode") === "inline";
      const root = this.#root;
      const [edge, side] = set.position.split("-");
      // A page that says nothing is light, but its frames would be as the reader's system.
      const said = getComputedStyle(document.documentElement).colorScheme === "normal" ? "only light" : "inherit";
      const scheme = { auto: "light dark", page: said }[set["color-scheme"]] || `only ${set["color-scheme"]}`;
      const place = inline ? `width: 100% !important; max-width: ${set.width || 9999}px !important; height: ${set.height}px !important;`
        : `position: fixed !important; ${edge}: 1rem !important; ${side}: 1rem !important; z-index: ${set["z-index"]} !important;`;
      root.adoptedStyleSheets = [sheet(STYLE), sheet(`:host { color-scheme: ${scheme} !important; ${place} }
        * { --accent: ${set.accent}; --width: ${set.width || 420}px; --height: ${set.height}px; } dialog { ${edge}: 5rem; ${side}: 1rem; }`)];
      this.#body = make("div", { className: "body" });
      const head = make("header", {}, make("h2", { textContent: title }));
      if (inline) {
        root.replaceChildren(make("div", { className: "panel", lang }, ...(this.dataset.title ? [head] : []), this.#body));
        new IntersectionObserver((entries) => entries.at(-1).isIntersecting && this.#load()).observe(this);
      } else {
        const more = button(set.more, () => (more.ariaPressed = this.#panel.classList.toggle("wide")), { className: "more", ariaPressed: "false" });
        head.append(more, button(set.close, () => this.close()));
        this.#panel = make("dialog", { className: "panel", id: "panel", ariaLabel: title, lang }, head, this.#body);
        this.#button = button(set.label || set.ask, () => (this.#panel.open ? this.close() : this.open()), { className: "launch", ariaHasPopup: "dialog", ariaExpanded: "false", lang });
        this.#button.setAttribute("aria-controls", "panel");
        root.replaceChildren(this.#button, this.#panel);
        this.onkeydown = (event) => { if (event.key === "Escape") this.close(); };
        this.#panel.oncancel = () => this.close();
        this.#panel.onwheel = (event) => event.ctrlKey || event.preventDefault(); // over the heading bar
        PHONE.addEventListener("change", this.#turn);
        if (set.open === "true" && !PHONE.matches) this.open(false);
      }
      addEventListener("message", this.#hear);
    }
    disconnectedCallback() {
      removeEventListener("message", this.#hear);
      PHONE.removeEventListener("change", this.#turn);
      clearTimeout(this.#timer);
      behind.disabled = true;
      this.#frame = this.#panel = undefined;
    }

    // Not modal beside a page, modal where it fills the screen: the browser then keeps focus inside.
    #show() {
      this.#button.ariaExpanded = "true";
      behind.disabled = !PHONE.matches;
      if (PHONE.matches) this.#panel.showModal();
      else this.#panel.setAttribute("open", "");
    }
    #turn = () => {
      if (this.#panel.open) this.#panel.close(), this.#show();
    };
    open(focus = true) {
      if (this.#panel?.open) return;
      if (this.#panel) this.#show(), this.#tell("open");
      else this.scrollIntoView({ block: "nearest" });
      this.#load();
      if (focus) this.#focus();
    }
    close() {
      if (!this.#panel?.open) return;
      this.#panel.close();
      behind.disabled = true;
      this.#button.ariaExpanded = "false";
      this.#button.focus();
      this.#tell("close");
    }
    ask(question) {
      if (typeof question !== "string" || !question.trim() || question.length > 20000) return warn("ask() takes a question as text");
      this.#asked.push(question);
      this.open();
      this.#pass();
    }
    #pass() {
      while (this.#ready && this.#asked.length) this.#send("ask", { question: this.#asked.shift() });
    }
    #focus() {
      if (!this.#ready) return this.#note?.focus(STILL);
      this.#frame.focus(STILL);
      this.#send("focus");
    }
    #tell(what, detail = null) {
      this.dispatchEvent(new CustomEvent(`${NAME}:${what}`, { detail, bubbles: true, composed: true }));
    }

    #load() {
      if (this.#frame) return;
      const { trust, theme, title, wait, greeting, accent } = this.#set;
      const query = new URLSearchParams(Object.entries({ trust, theme }).filter(([, value]) => value));
      this.#ready = false;
      this.#frame = make("iframe", { title, allow: "clipboard-write", referrerPolicy: "no-referrer", src: new URL(`embed?${query}${this.#panel ? "#in-panel" : ""}`, HOME).href,
        sandbox: "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-downloads allow-modals" });
      this.#frame.onload = () => {
        this.#ready = false;
        this.#send("hello", { greeting, accent });
        this.#wait(4000);
      };
      this.#note = make("div", { className: "note", tabIndex: -1 }, make("p", { textContent: wait, role: "status" }));
      this.#body.replaceChildren(this.#frame, this.#note);
      this.#wait(15000);
    }
    #wait(ms) {
      clearTimeout(this.#timer);
      if (!this.#ready) this.#timer = setTimeout(() => this.#away(), ms);
    }
    #away() {
      const had = this.#root.activeElement;
      const again = button(this.#set.again, () => { this.#frame = undefined; this.#load(); this.#focus(); });
      this.#note.replaceChildren(make("p", { textContent: this.#set.away, role: "alert" }), again);
      this.#note.hidden = false;
      this.#frame.remove();
      if (had === this.#note || had === this.#frame) again.focus();
      console.error(`${NAME}: no answer from ${HOME.origin}. Is it running, and does its RAG_ALLOWED_ORIGINS hold ${location.origin}?`);
    }
    #send(kind, data = {}) {
      this.#frame.contentWindow?.postMessage({ type: `${NAME}:${kind}`, ...data }, HOME.origin);
    }
    #hear = (event) => {
      if (event.source !== this.#frame?.contentWindow || event.origin !== HOME.origin) return;
      const { data } = event, kind = heard(data);
      if (kind === "alive") this.#wait(30000);
      else if (kind === "close") this.close();
      else if (kind === "answer") this.#tell(kind, { status: data.status, citations: data.citations });
      else if (kind) {
        clearTimeout(this.#timer);
        const waiting = this.#root.activeElement === this.#note;
        this.#ready = kind === "ready";
        this.#note.hidden = true;
        if (waiting) this.#focus();
        this.#pass();
      }
    };
  }

  customElements.define(NAME, ReportAssistant);
  const here = () => document.querySelector(`${NAME}:not([mode=inline])`) || document.querySelector(NAME);
  window.ReportAssistant = { open: () => here()?.open(), close: () => here()?.close(), ask: (question) => here()?.ask(question) };
  ReportAssistant.launch(script);
})();
