// The talk: each question with its answer, kept in the page and in the tab's own storage, never sent back.
import { box, context, copying, faded, framed, make, painted, put, say, talk, whenever } from "./page.js";
import { KEY, cleaned, plain, stored } from "./kept.js";
import { follow, isUnwanted, leave, prepare } from "./report.js";
import { line } from "./scope.js";

const MOST_KEPT = 50; // turns; a context reaches no further back
const [log, gone, welcome] = ["#log .turns", "#log .gone", "#welcome"].map((selector) => document.querySelector(selector));
let waiting = null; // the question that has no answer yet
let last = ""; // the name of the turn that came last
let shown = null; // the examples as Gradio has them, which change with the filters
let undo = null;
let forsaken = 0; // questions of a talk that was left before their answers came
let owed = ""; // the context of a restored talk, until Gradio has drawn what takes it
let lay = null; // lays an answer out; comes while the first question is asked, and is no part of a first visit's weight
let coming = null;
const MOST_IN_LINE = 8;
/** The questions that wait for the one before them. */
export const inLine = [];

const laid = () => coming ??= Promise.all([import("./fold.js"), import("./rows.js"), import("./take.js")]).then(
  ([{ fold }, { choose }]) => { lay = (turn) => { fold(turn); choose(turn); }; },
  () => { lay = () => {}; }, // all of it is there, and as long as it is
);

const newest = () => [...log.querySelectorAll(".answer")].at(-1) ?? null;
export const turns = () => [...log.querySelectorAll(".turn")];
const answered = () => turns().filter((turn) => turn.querySelector(".answer"));
export const asked = () => turns().map((turn) => turn.querySelector(".asked").textContent);
export const pending = () => waiting && waiting.querySelector(".asked").textContent;
export const isStuck = () => Boolean(waiting?.classList.contains("stuck"));
export const owes = () => Boolean(owed);
export const questionOf = (answer) => answer.closest(".turn").querySelector(".asked").textContent;

/** Shows a question at once, before anything is heard of its answer. */
export function echo(question) {
  drop();
  const turn = make("div", { className: "turn waiting" }, make("h2", { className: "asked" }, question), make("p", { className: "wait" }, "Looking in the report …"));
  waiting = wrapped(turn);
  gone.hidden = true;
  undo = null;
  if (owed) lend(owed);
  prepare();
  log.append(waiting);
  behind(...inLine);
  land(); // what stands over and under it is out of sight, and is laid out anew when the question is on the screen
  painted(() => {
    if (turns().length) settle();
    save(); // a page that is left before the answer comes asks again
    laid();
  });
}

/** Says under the question why it has no answer; one that is not `refused` is asked again where the page is loaded again. */
export function stick(words, refused) {
  if (!waiting || isStuck()) return;
  waiting.classList.add("stuck");
  waiting.classList.toggle("refused", refused);
  const again = make("button", { type: "button", className: "again" }, "Ask it again");
  waiting.querySelector(".wait").replaceChildren(words, " ", again);
}

/** Says under the question why it waits, and offers to act; it is still asked as soon as it can be. */
export function explain(words, label, act) {
  waiting?.querySelector(".wait").replaceChildren(words, " ", make("button", { type: "button", className: "act", onclick: act }, label));
}

/** Takes a question that is asked when those before it are answered, and shows it under them; false where too many wait, unless
 * it was taken before (`again`). */
export function queue(question, again = false) {
  if (inLine.length >= MOST_IN_LINE && !again) return false;
  inLine.push(question);
  behind(question);
  if (!again) say("It waits in line.");
  save();
  return true;
}

// In a list of its own, to which each is added, since what is drawn anew is told anew.
function behind(...questions) {
  if (!questions.length || !waiting) return;
  const list = waiting.querySelector(".behind") ?? make("ol", { className: "behind" });
  list.append(...questions.map((question) => make("li", { dir: "auto" }, question)));
  waiting.append(list);
}

/** Takes back a question that got no answer. */
function drop() {
  waiting?.remove();
  waiting = null;
}

// A question runs as its letters do; what is quoted is not to be put into other words, and is read in an English voice.
function wrapped(turn) {
  turn.querySelectorAll(".asked").forEach((words) => { words.dir = "auto"; });
  turn.querySelectorAll("blockquote").forEach((words) => { Object.assign(words, { translate: false, lang: "en" }); });
  const whole = make("div", {}, turn);
  lay?.(whole);
  return whole;
}

function settle() {
  document.documentElement.classList.add("talking");
  count(); // before the page is measured, which lays it out
  land();
}

/** Scrolls to the last question, and as much further as its leading quotation needs. Never moves a page around this one. */
function land() {
  const turn = turns().at(-1);
  if (!turn) return;
  const { top } = turn.getBoundingClientRect();
  const lead = turn.querySelector("figure.lead blockquote")?.getBoundingClientRect();
  const wanted = lead ? Math.min(lead.height, 60) : 0; // two lines of a leading quotation
  const further = lead ? Math.max(0, lead.top - top + wanted + faded() - talk.clientHeight) : 0;
  bringUp(top + further);
}

const bringUp = (top) => talk.scrollBy({ top: top - talk.getBoundingClientRect().top, behavior: "instant" });

function keep() {
  const offered = document.querySelector("#offered .arrived");
  if (offered && offered !== shown) {
    shown = offered;
    if (welcome.textContent !== offered.textContent) welcome.replaceChildren(offered.cloneNode(true));
    else welcome.firstElementChild.className = offered.className;
  }
  if (owed && offered) lend(owed);
  const turn = document.querySelector("#turn .turn");
  if (!turn || turn.className === last) return;
  if (!lay) return laid().then(keep);
  last = turn.className; // each has a name of its own
  if (forsaken && turn.querySelector(".asked").textContent !== pending()) {
    forsaken -= 1;
    return setTimeout(() => lend(""), 0); // the context that comes with it is the other talk's
  }
  forsaken = 0;
  if (unheard(turn)) return document.dispatchEvent(new CustomEvent("report-assistant:unheard"));
  const answer = turn.cloneNode(true);
  drop();
  log.append(wrapped(answer));
  settle();
  say("Answer ready");
  setTimeout(save, 0); // the context comes with it
  follow(newest());
  document.dispatchEvent(new CustomEvent("report-assistant:answered", { detail: answer.querySelector(".answer") }));
}

// Gradio was seen to send an empty box, once in some hundred first questions: what was asked is asked once more.
function unheard(turn) {
  const lost = waiting && !waiting.classList.contains("twice") && turn.querySelector(".asked").textContent === "(nothing)";
  if (lost) waiting.classList.add("twice");
  return lost;
}

// In the tab, which nobody else reads and which goes with it. A frame of another site keeps nothing.
export function save(place) {
  if (framed) return;
  const whole = answered().slice(-MOST_KEPT).map(plain);
  try {
    const waits = [waiting?.matches(".refused") ? null : pending(), ...inLine].filter(Boolean);
    if (whole.length || pending()) sessionStorage.setItem(KEY, JSON.stringify({ turns: whole, context: owed || (context()?.value ?? ""), unwanted: isUnwanted(), asked: waits, typed: box.value || (waiting?.matches(".refused") ? pending() : ""), place }));
    else sessionStorage.removeItem(KEY);
  } catch { /* full or forbidden: the talk lives as long as the page */ }
}

// Where a reader is: at which turn, counted from the last, and how far under the top that begins.
function here() {
  const { top } = talk.getBoundingClientRect();
  const bounds = answered().map((turn) => turn.getBoundingClientRect());
  const at = bounds.findIndex(({ bottom }) => bottom > top);
  return at < 0 ? undefined : { turn: at - bounds.length, under: bounds[at].top - top };
}

// Back there, for who comes back to this page or loads it again; who comes by a link of another is at what was asked last.
function regain(place) {
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  const turn = type === "navigate" ? null : answered().at(Number(place?.turn));
  if (place && turn) bringUp(turn.getBoundingClientRect().top - Number(place.under));
  else land();
}

/** What had been asked and typed when the page was left. */
export let left = null;
function restore() {
  const tab = framed || turns().length ? null : stored();
  if (!tab) return;
  for (const text of tab.turns) {
    const turn = cleaned(text).querySelector(".turn:has(.asked)");
    if (turn) log.append(wrapped(turn));
  }
  owed = String(tab.context ?? "");
  left = { asked: [tab.asked ?? []].flat().map(String).slice(0, 1 + MOST_IN_LINE), typed: String(tab.typed ?? "") };
  document.documentElement.classList.toggle("talking", turns().length > 0);
  count();
  follow(newest(), Boolean(tab.unwanted));
  requestAnimationFrame(() => regain(tab.place));
}

/** What comes next follows nothing that was asked before, as in the talk that a link was made of. */
export function afresh() {
  owed = "";
  lend("");
}

function lend(text) {
  const field = context();
  if (!field) return;
  put(field, text);
  owed = "";
}

// The line above the box: what has been asked, and a new talk.
const list = make("div", { id: "asked-list", hidden: true });
const many = make("button", { id: "asked-many", type: "button", hidden: true, onclick: () => unfold(list.hidden) });
many.setAttribute("aria-controls", "asked-list");
many.setAttribute("aria-expanded", "false");
const fresh = make("button", { id: "new-talk", type: "button", hidden: true, onclick: begin }, "New talk");
line.append(many, fresh, list);

function unfold(open) {
  list.hidden = !open;
  many.setAttribute("aria-expanded", String(open));
  if (!open) return;
  const item = (turn) => make("li", {}, make("button", { type: "button", onclick: () => go(turn) }, turn.querySelector(".asked").textContent));
  const tool = (label, act) => make("button", { type: "button", onclick: ({ currentTarget }) => copying((copy) => act(copy, currentTarget)) }, label);
  list.replaceChildren(make("ol", {}, ...turns().map(item)), make("p", {},
    tool("Copy the talk", (copy, button) => copy.copyTalk(button, false)), " ", tool("Copy it as Markdown", (copy, button) => copy.copyTalk(button, true)), " ",
    tool("Copy a link to it", (copy, button) => copy.copyTalkLink(button)), " ",
    tool("Save for Word", (copy) => copy.saveTalk(false)), " ", tool("Save as Markdown", (copy) => copy.saveTalk(true)), " ",
    make("button", { type: "button", onclick: () => print() }, "Print")));
}

function go(turn) {
  unfold(false);
  const question = turn.querySelector(".asked");
  question.tabIndex = -1;
  question.focus({ preventScroll: true });
  bringUp(turn.getBoundingClientRect().top);
  const answer = turn.querySelector(".answer");
  if (answer) follow(answer);
}

function count() {
  const number = turns().length;
  many.hidden = fresh.hidden = !number;
  many.textContent = `This talk (${number})`;
  if (!list.hidden) unfold(true);
}

function begin() {
  if (waiting && !isStuck()) forsaken += 1;
  drop();
  inLine.length = 0;
  undo = { nodes: [...log.children], context: context()?.value ?? "" };
  log.replaceChildren();
  lend("");
  unfold(false);
  leave();
  count();
  save();
  document.dispatchEvent(new CustomEvent("report-assistant:changed"));
  document.documentElement.classList.remove("talking");
  gone.replaceChildren("This is a new talk; the one before is forgotten. ", make("button", { type: "button", onclick: back }, "Undo"));
  gone.hidden = !undo.nodes.length;
  say("A new talk. The one before can be brought back by Undo, until something is asked.");
  talk.scrollTo({ top: 0, behavior: "instant" });
  box.focus({ preventScroll: true });
}

function back() {
  log.replaceChildren(...undo.nodes);
  lend(undo.context);
  undo = null;
  gone.hidden = true;
  document.documentElement.classList.add("talking");
  count();
  follow(newest());
  land();
  setTimeout(save, 0);
  document.dispatchEvent(new CustomEvent("report-assistant:changed"));
  box.focus({ preventScroll: true });
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || list.hidden || !event.target.closest?.("#line")) return;
  event.preventDefault();
  unfold(false);
  many.focus();
}, true);
addEventListener("pagehide", () => save(here()));
document.addEventListener("visibilitychange", () => { if (document.hidden) save(here()); }); // a tab may be discarded without more
if (!framed && stored()) await laid(); // a talk is drawn at once as it was
restore();
whenever(keep);
