// What the chat page does by script: asking, the keys, and a lost connection. The rest is in the modules that it imports.
// Everything works by delegation, since Gradio redraws its messages.
import { NARROW, box, context, copying, framed, make, painted, put, say, talk, tell, typed, whenever } from "./page.js";
import { escape, openSource } from "./report.js";
import { widen } from "./scope.js";
import { afresh, asked, echo, explain, inLine, isStuck, left, owes, pending, questionOf, queue, save, stick, turns } from "./talk.js";

// Asking: by the box, a click on an example or a suggestion, or a page around this one. One at a time, the others in line.
let refused = false; // the question in hand; what Gradio says of that is not shown as well

function ask(question) {
  if (pending() && !isStuck()) {
    if (queue(question.trim())) return true;
    if (!box.value.trim()) put(box, question); // a link's, say; what was typed stays there anyway
    return tell("So many questions wait already: ask this one when they are answered.");
  }
  refused = false;
  echo(question.trim());
  painted(() => whenDrawn(send));
  return true;
}
function send() {
  if (!pending()) return; // a new talk was begun meanwhile
  put(typed(), pending());
  setTimeout(() => document.querySelector("#send").click(), 0);
}
document.addEventListener("report-assistant:unheard", send);
// What is sent before Gradio has drawn what its server sends on arrival would be lost.
const isDrawn = () => typed() && context() && document.querySelector("#send") && document.querySelector("#offered .arrived, #turn .turn");
function whenDrawn(act) {
  if (isDrawn()) return act();
  const late = setTimeout(tellLate, LATE);
  const watch = new MutationObserver(() => {
    if (isDrawn()) clearTimeout(late), watch.disconnect(), act();
  });
  watch.observe(document.body, { childList: true, subtree: true });
}

// A script that did not come is asked for by no browser again, only by the page anew; on a slow line it may be on its way.
const LATE = 8000; // ms; ten times what a first visit takes here
const MISSING = "A part of this page has not come yet. Your question is asked as soon as it has; if it takes long, load the page again. Nothing is lost.";
function tellLate() {
  if (!pending()) return;
  explain(MISSING, "Load the page again", () => {
    carry();
    location.reload();
  });
  say(MISSING);
}

// What a reader has typed is shown before anything is heard of it, and stays in the box until it is answered.
function submit() {
  const question = box.value.trim();
  if (!question) {
    tell("Type a question first.");
    return box.focus();
  }
  if (question.split(/\s+/).length > Number(box.dataset.words)) { // each is a token at least, so the server would only turn it away
    tell("That question is too long: ask the heart of it in a sentence or two. What you typed is still in the box.");
    return box.focus();
  }
  const waits = pending() && !isStuck();
  const taken = (waits && question === pending()) || ask(question);
  if (waits && taken) put(box, "");
}
document.querySelector("#ask").addEventListener("click", submit); // no form: a frame that the widget makes may submit none
document.addEventListener("report-assistant:ask", (event) => ask(event.detail));
document.addEventListener("report-assistant:answered", ({ detail: answer }) => {
  if (box.value.trim() === questionOf(answer)) put(box, ""); // but for what has been typed meanwhile
  if (inLine.length) ask(inLine.shift());
});

// A link may have been made of another edition.
document.addEventListener("report-assistant:answered", ({ detail: answer }) => {
  const { wanted } = document.documentElement.dataset;
  const ours = new URL(answer.querySelector("a.copy.link")?.href ?? location.href).searchParams.get("edition");
  if (wanted && ours && wanted !== ours) answer.prepend(make("p", { className: "within" }, `Your link names edition ${wanted}; this is edition ${ours}. What it says may differ.`));
  if (ours) delete document.documentElement.dataset.wanted;
});

// Cards and copying have nothing to do before there is an answer, and are no part of a first visit's weight.
const furnish = () => {
  import("./cards.js");
  copying(() => {});
};
if (turns().length) furnish();
else document.addEventListener("report-assistant:answered", furnish, { once: true });

// A reader's word on an answer, where the operator asks for it.
async function rate(button) {
  const answer = button.closest(".answer");
  const body = { useful: button.classList.contains("yes"), status: answer.classList[1], question: questionOf(answer) };
  const response = await fetch("api/feedback", {
    method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body),
  });
  const word = response.ok ? "Thank you." : "That could not be kept. Please try again later.";
  button.closest(".feedback").replaceChildren(word);
  say(word);
}

document.addEventListener("click", (event) => {
  const found = (selector) => event.target.closest?.(selector);
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  const [chip, link] = [found("a.chip"), found("a.ask")];
  if (chip) {
    event.preventDefault();
    openSource(chip);
  } else if (link) {
    event.preventDefault();
    if (link.classList.contains("whole")) widen();
    ask(new URL(link.href, document.baseURI).searchParams.get("ask"));
  } else if (found("button.again")) ask(pending());
  else if (found("button.useful")) rate(found("button.useful")).catch(() => tell("That could not be kept. Please try again later."));
  else if (found(".copy")) {
    event.preventDefault(); // one is a link, for who has no script or wants it by the browser's menu
    copying((copy) => copy.copyFrom(found(".copy")));
  }
}, true);

if (!framed && document.activeElement === document.body) box.focus({ preventScroll: true }); // a frame takes no focus from the page around it
// A line too long for its box would be cut.
const { placeholder } = box;
const invite = () => { box.placeholder = NARROW.matches ? box.dataset.short : placeholder; };
NARROW.addEventListener("change", invite);
invite();
if (!CSS.supports("field-sizing", "content")) {
  box.addEventListener("input", () => {
    box.style.height = "auto";
    box.style.height = `${box.scrollHeight + 2}px`; // its borders
  });
}

// What came instead of an answer: in the server's words where they are its own, else what its status means. The question is
// kept under its words, and asked again by itself when the server says when.
const MEANING = {
  200: "A page came instead of an answer: you may have been signed out. Reload this page, then ask again.",
  401: "You are signed out. Reload this page to sign in, then ask again.",
  403: "Something between you and the assistant, such as a firewall, turned the question away. Put it in other words, or tell whoever runs this page.",
  404: "The assistant does not stand at this address any more. Reload this page.",
  413: "That is too much text for one question. Ask in fewer words.",
  422: "What this question follows on was not taken. Asked again, it is asked by itself.",
};
const MOST_WAITED = 120; // seconds; who has to wait longer asks by hand
document.addEventListener("report-assistant:refused", ({ detail: { status, words, seconds } }) => {
  refused = true;
  const own = typeof words === "string" && status !== 422 ? words : MEANING[status];
  const question = pending();
  const soon = question && seconds && seconds <= MOST_WAITED;
  const then = soon ? `It is asked again by itself in ${seconds} second${seconds > 1 ? "s" : ""}.` : "";
  const told = `${own || `The assistant could not answer (${status}). Please try again in a moment.`} ${then}`.trim();
  if (!question) return tell(told);
  if (status === 422) put(context(), "");
  stick(told, true);
  say(told);
  if (soon) setTimeout(() => { if (pending() === question && isStuck()) ask(question); }, seconds * 1000);
});

// When Gradio loses the server it waits until one answers and then reloads the page. What was asked and typed is carried over
// in the tab's own history entry, which nobody else reads and which goes with the tab, and is asked again: answers are
// the same for the same questions. What has been answered is in the tab's storage, but for a frame, which keeps nothing.
const LOST = "The assistant could not be reached. Nothing you asked is lost: this goes on as soon as it answers.";
const BACK = "The connection was lost for a moment. Your questions have been asked again.";
const MOST_REPLAYED = 8; // of a frame's talk, beside what waits
function carry() {
  if (pending() && box.value.trim() === pending()) put(box, "");
  const again = [...(framed ? asked().slice(-MOST_REPLAYED) : [pending()]), ...inLine].filter(Boolean);
  history.replaceState({ ...history.state, asked: again, typed: box.value || "" }, "");
}
const toasts = document.getElementsByClassName("toast-body"); // at once: nothing is looked for at every change
whenever(() => {
  for (const text of toasts.length ? document.querySelectorAll('.toast-body.error [data-testid="toast-text"]') : []) {
    const toast = text.closest(".toast-body");
    if (text.textContent === LOST || toast.hidden) continue;
    if (refused) {
      toast.hidden = true;
      continue;
    }
    text.textContent = LOST;
    carry();
    stick("The assistant cannot be reached just now. This is asked as soon as it answers.", false);
    save();
  }
});

// All of them at once: the first is asked, the others wait for it in their order, before what is asked meanwhile.
function resume({ asked: questions, typed: words, arrived, begun }) {
  if (words) put(box, words);
  if (arrived && !begun) afresh();
  const [first, ...others] = questions;
  if (first) ask(first);
  others.forEach((question) => queue(question, true));
  let replayed = !arrived && questions.length > 0;
  // A question that came with the address is asked again where the page is loaded again, unless the tab has kept its answer.
  const note = () => {
    const wait = [pending(), ...inLine].filter(Boolean);
    if (wait.length && !framed) history.replaceState({ ...history.state, asked: wait, typed: "", begun: true }, "");
    else if (!wait.length && (!arrived || !framed)) {
      if (history.state?.asked) history.replaceState(history.state.followed ? { followed: true } : null, "");
      if (replayed && turns().length) tell(BACK);
      replayed = false;
    }
  };
  document.addEventListener("report-assistant:answered", note);
  document.addEventListener("report-assistant:changed", note); // a new talk
  if (!first) note();
}
const carried = Array.isArray(history.state?.asked) ? history.state : null;
if (carried) resume({ ...carried, asked: [...carried.asked, ...(left?.asked ?? []).filter((one) => !carried.asked.includes(one))], typed: carried.typed || left?.typed });
else if (left) resume({ ...left, arrived: true, begun: true });

let recalled = -1;
document.addEventListener("keydown", (event) => {
  if (event.target === box && event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    recalled = -1;
    event.preventDefault();
    event.stopPropagation(); // Gradio hears every key, and takes its time
    submit();
  } else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("dialog[open]") && escape()) event.preventDefault();
  else if (event.key === "ArrowUp" && event.target === box && (!box.value || recalled >= 0)) {
    const all = asked();
    recalled = Math.min(recalled + 1, all.length - 1);
    if (recalled >= 0) { event.preventDefault(); put(box, all[all.length - 1 - recalled]); }
  } else if (event.target === box) recalled = -1;
}, true);
// A page up or down is the talk's, also for who is at the box or nowhere.
document.addEventListener("keydown", (event) => {
  const way = { PageDown: 1, PageUp: -1 }[event.key];
  if (!way || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || ![box, document.body].includes(event.target)) return;
  event.preventDefault();
  talk.scrollBy({ top: way * 0.9 * talk.clientHeight });
});
