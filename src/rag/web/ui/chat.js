// What the chat page does by script. Everything works by delegation, since Gradio redraws its messages; every text of the
// report is put into the page as a text node.
"use strict";
(() => {
  const box = () => document.querySelector("#question textarea");
  const asked = () => [...document.querySelectorAll("#log .asked")].map((p) => p.textContent);
  const status = make("div", { className: "visually-hidden", role: "status" });
  // Elements without innerHTML.
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  // Asking: a click on an example or a suggestion.
  function put(field, text) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function type(question) {
    put(box(), question);
  }
  function ask(question) {
    type(question);
    setTimeout(() => document.querySelector("#ask")?.click(), 0);
  }

  document.addEventListener("report-assistant:ask", (event) => ask(event.detail)); // of a page around this one

  // The log. The server sends a question with its answer once, into a hidden part of the page; here it is kept, and never sent back.
  const log = make("div", { className: "turns", role: "log" });
  log.setAttribute("aria-label", "Questions and answers");
  const clear = make("button", { className: "clear", type: "button", onclick: forget }, "Clear");
  let kept = "";
  function keep() {
    const place = document.querySelector("#log");
    if (place && log.parentElement !== place) place.prepend(clear, log); // before the examples
    const turn = document.querySelector("#turn .turn");
    if (!turn || turn.className === kept) return;
    kept = turn.className; // each has a name of its own
    log.querySelectorAll(".refused").forEach((old) => old.parentElement.remove()); // it has been answered
    const around = turn.closest(".prose").cloneNode(false);
    around.append(turn.cloneNode(true));
    log.append(around);
  }
  function forget() {
    log.replaceChildren();
    put(document.querySelector("#context textarea, #context input"), "");
    box().focus();
  }

  // The report beside the answer.
  let opener = null;
  const panel = make("aside", { id: "panel", hidden: true, role: "dialog", tabIndex: -1 });
  panel.setAttribute("aria-labelledby", "panel-title");
  document.body.append(status, panel);

  async function show(id, mark) {
    let record;
    try {
      const response = await fetch(`api/passages/${encodeURIComponent(id)}`);
      if (!response.ok) throw new Error(response.statusText);
      record = await response.json();
    } catch {
      panel.replaceChildren(head("The report cannot be reached"), make("p", {}, "Please try again in a moment."));
      return open();
    }
    const place = make("p", { className: "place" }, `${record.trust_name} · ${record.theme_name} · ${pageOf(record)}`);
    const text = make("div", { className: "text" });
    if (record.before) text.append(block(record.before, null, "around"));
    text.append(block(record, mark, "here"));
    if (record.after) text.append(block(record.after, null, "around"));
    const link = make("a", { href: `read?edition=${record.edition}&mark=${mark ? mark.join("-") : ""}#${id}` }, "Read on in the report");
    const steps = make("p", { className: "steps" }, step("Previous passage", record.previous), " ", step("Next passage", record.next), " ", link);
    panel.className = `trust-${record.trust || "all"}`;
    panel.replaceChildren(head(record.heading), place, text, steps);
    open();
    (panel.querySelector("mark") || panel.querySelector(".here")).scrollIntoView({ block: "center" });
  }
  function head(title) {
    const close = make("button", { className: "close", type: "button", onclick: shut }, "Close");
    return make("header", {}, make("h2", { id: "panel-title" }, title), close);
  }
  function step(label, id) {
    return make("button", { type: "button", disabled: !id, onclick: () => show(id, null) }, label);
  }
  function pageOf(record) {
    return /^\d/.test(record.page) ? `p. ${record.page}` : record.page;
  }
  function block(record, mark, name) {
    const lines = record.lines.map((line) => make("p", { className: /^[•–]/.test(line.text) ? "item" : "" }, ...marked(line, mark)));
    const block = make("div", { className: name + (record.speaker ? " voice" : "") }, ...lines);
    if (record.speaker) block.append(make("p", { className: "speaker" }, record.speaker));
    return block;
  }
  function marked(line, mark) {
    const [from, to] = mark ? [Math.max(line.start, mark[0]), Math.min(line.end, mark[1])] : [0, 0];
    if (from >= to) return [line.text];
    const cut = (a, b) => line.text.slice(a - line.start, b - line.start);
    return [cut(line.start, from), make("mark", {}, cut(from, to)), cut(to, line.end)];
  }
  function open() {
    panel.hidden = false;
    document.documentElement.classList.add("panel-open");
    panel.focus({ preventScroll: true });
  }
  function shut() {
    panel.hidden = true;
    document.documentElement.classList.remove("panel-open");
    opener?.focus();
  }

  // Copying: the server writes the citation, so that it is the same everywhere.
  async function copy(button) {
    const answer = button.closest(".answer");
    let text;
    if (button.classList.contains("link")) {
      const question = questionOf(answer);
      const link = new URL("./", document.baseURI);
      link.search = new URLSearchParams({ ask: question, ...filters() });
      text = link.href;
    } else {
      const chips = [...answer.querySelectorAll("a.chip")].filter((chip) => !chip.closest("details:not([open])")); // what is folded is not copied
      const spans = chips.map((chip) => new URL(chip.href).searchParams.get("mark"));
      const form = button.classList.contains("markdown") ? "markdown" : "text";
      const response = await fetch(`api/cite?form=${form}&spans=${spans.join(",")}`);
      text = await response.text();
    }
    await navigator.clipboard.writeText(text);
    const label = button.textContent;
    button.textContent = status.textContent = "Copied";
    setTimeout(() => { button.textContent = label; }, 1500);
  }

  // A reader's word on an answer, where the operator asks for it.
  async function say(button) {
    const answer = button.closest(".answer");
    const question = questionOf(answer);
    const body = { useful: button.classList.contains("yes"), status: answer.classList[1], question };
    const response = await fetch("api/feedback", {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
    });
    const word = response.ok ? "Thank you." : "That could not be kept. Please try again later.";
    button.closest(".feedback").replaceChildren(word);
    status.textContent = word;
  }
  function questionOf(answer) {
    const all = [...document.querySelectorAll("#log .answer")];
    return asked()[all.indexOf(answer)] || "";
  }

  // Filters stand in the address, so that a link keeps them.
  function filters() {
    const chosen = (id) => [...document.querySelectorAll(`#${id} input:checked`)].map((input) => input.name).join(",");
    const found = { trust: chosen("trusts"), theme: chosen("themes") };
    return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
  }
  document.addEventListener("change", (event) => {
    if (!event.target.closest?.("#trusts, #themes")) return;
    const query = new URLSearchParams(filters()).toString();
    history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
  });

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const chip = event.target.closest?.("a.chip");
    const link = event.target.closest?.("a.ask");
    const button = event.target.closest?.("button.copy");
    if (chip) {
      event.preventDefault();
      opener = chip;
      const target = new URL(chip.href);
      show(target.hash.slice(1), target.searchParams.get("mark").split("-").map(Number));
    } else if (link && box()) {
      event.preventDefault();
      ask(new URL(link.href, document.baseURI).searchParams.get("ask"));
    } else if (event.target.closest?.("button.useful")) say(event.target).catch(() => { status.textContent = "That could not be kept"; });
    else if (button) copy(button).catch(() => { status.textContent = "Could not copy"; });
  }, true);

  // A new answer is read from its question on.
  let answers = 0;
  const framed = document.documentElement.classList.contains("embed");
  let ready = framed; // a frame takes no focus from the page around it
  new MutationObserver(() => {
    if (!ready && box()) {
      ready = true;
      if (document.activeElement === document.body) box().focus({ preventScroll: true });
    }
    keep();
    const questions = document.querySelectorAll("#log .asked");
    if (questions.length > answers && document.querySelectorAll("#log .answer").length === questions.length) {
      if (framed || answers || questions.length > 1) questions[questions.length - 1].scrollIntoView({ block: "start" });
      status.textContent = "Answer ready";
      const all = document.querySelectorAll("#log .answer");
      document.dispatchEvent(new CustomEvent("report-assistant:answered", { detail: all[all.length - 1] }));
    }
    answers = questions.length;
  }).observe(document.body, { childList: true, subtree: true });

  // When Gradio loses the server it waits until one answers and then reloads the page. What was asked and typed is carried over
  // in the tab's own history entry, which nobody else reads and which goes with the tab, and is asked again: answers are
  // the same for the same questions.
  const LOST = "The assistant could not be reached. Nothing you asked is lost: this goes on as soon as it answers.";
  const BACK = "The connection was lost for a moment. Your questions have been asked again.";
  const MOST_REPLAYED = 8;
  const OURS = "Your question is still in the box.";
  const TOLD = {
    401: "You are signed out. Reload this page to sign in, then ask again.", 403: "Something between you and the assistant, such as a firewall, turned the question away. Put it in other words, or tell whoever runs this page.",
    404: "The assistant does not stand at this address any more. Reload this page.", 413: "That is too much text for one question. Ask in fewer words.",
    200: "A page came instead of an answer: you may have been signed out. Reload this page, then ask again.",
  };
  const MOST_WAITED = 120; // seconds; who has to wait longer asks by hand
  // What was said instead of an answer: in the server's words where they are its own, else what its status means.
  function told({ status, detail, seconds }) {
    const own = typeof detail === "string" ? detail : "";
    const then = seconds && seconds <= MOST_WAITED ? `${OURS} It is asked again by itself in ${seconds} second${seconds > 1 ? "s" : ""}.` : OURS;
    return `${own || TOLD[status] || `The assistant could not answer (${status}). Please ask again in a moment.`} ${then}`;
  }
  let again = 0;
  function refuse(refused) {
    const typed = box()?.value;
    const words = told(refused);
    const line = make("div", { className: "prose" }, make("p", { className: "refused" }, words));
    log.querySelectorAll(".refused").forEach((old) => old.parentElement.remove());
    log.append(line);
    status.textContent = words;
    clearTimeout(again);
    if (typed && refused.seconds && refused.seconds <= MOST_WAITED) {
      again = setTimeout(() => { if (box()?.value === typed) ask(typed); }, refused.seconds * 1000);
    }
    return words;
  }
  new MutationObserver(() => {
    for (const text of document.querySelectorAll('.toast-body.error [data-testid="toast-text"]')) {
      if (text.textContent === LOST || text.dataset.told) continue;
      if (window.refused) {
        text.dataset.told = "1";
        text.textContent = refuse(window.refused);
        continue;
      }
      text.textContent = LOST;
      history.replaceState({ asked: asked().slice(-MOST_REPLAYED), typed: box()?.value || "" }, "");
    }
  }).observe(document.body, { childList: true, subtree: true });

  async function resume({ asked: questions, typed, arrived }) {
    if (!arrived) history.replaceState(null, ""); // a question that came with the address is asked again where the page is loaded again
    for (const question of questions) {
      await new Promise((done) => {
        document.addEventListener("report-assistant:answered", done, { once: true });
        ask(question);
      });
    }
    if (typed) type(typed);
    if (arrived) return;
    const word = make("p", { className: "word" }, BACK);
    document.body.append(word);
    status.textContent = BACK;
    setTimeout(() => word.remove(), 8000);
  }
  if (Array.isArray(history.state?.asked)) {
    const state = history.state;
    const watch = new MutationObserver(() => {
      if (!document.querySelector("#log .arrived, #log .answer")) return;
      watch.disconnect();
      setTimeout(() => resume(state), 0);
    });
    watch.observe(document.body, { childList: true, subtree: true });
  }

  let recalled = -1;
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape" && !panel.hidden) { event.preventDefault(); shut(); }
    else if (event.key === "/" && !typing) { event.preventDefault(); box()?.focus(); }
    else if (event.key === "ArrowUp" && event.target === box() && (!box().value || recalled >= 0)) {
      const turns = asked();
      recalled = Math.min(recalled + 1, turns.length - 1);
      if (recalled >= 0) { event.preventDefault(); type(turns[turns.length - 1 - recalled]); }
    } else if (event.target === box()) recalled = -1;
  }, true);
})();
