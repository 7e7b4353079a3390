// The report beside the answer. From 80rem a pane that stays and follows the talk; below that, and in a frame of another page, a
// panel over it that a citation opens.
import { box, framed, make, painted, talk } from "./page.js";

const WIDE = matchMedia("(min-width: 80rem)");
const root = document.documentElement;
const panel = make("div", { id: "panel", hidden: true, tabIndex: -1 });
panel.setAttribute("aria-labelledby", "panel-title");
document.body.append(panel);

const records = new Map(); // passages that were read, each with its section
let opener = null; // the citation whose source is shown
let newest = null; // the answer that the pane follows
let unwanted = false; // a reader closed the pane
let watcher = null; // hears a phone's Back while a panel is open
let latest = 0; // counts what was asked for, so that a slow passage does not come over a later one

export const isUnwanted = () => unwanted;
const isPane = () => WIDE.matches && !framed;

/** Opens the source that a citation leads to, marked here and in the answer. */
export async function openSource(chip) {
  unwanted = false;
  await showSource(chip);
  panel.focus({ preventScroll: true });
}

/** A question was asked: the pane makes room at once, and fills it when the question is on the screen; a panel gives way. */
export function prepare() {
  if (!isPane()) return hide();
  if (unwanted || !panel.hidden) return;
  root.classList.add("pane");
  const mine = latest += 1;
  painted(() => { if (mine === latest) note("What an answer quotes is shown here, where it stands in the report."); });
}

/** The pane shows what the newest answer begins with. */
export function follow(answer, stays = unwanted) {
  newest = answer;
  unwanted = stays;
  if (!answer || !isPane() || unwanted) return;
  // What is nearest is no answer: shown beside it, marked, it would be taken for one.
  const lead = answer.querySelector("figure.lead a.chip") || answer.querySelector("a.chip:not(.nearest *)");
  if (lead) showSource(lead);
  else {
    const looked = answer.matches(".not_stated") && answer.querySelector(".scope");
    note(answer.querySelector(".nearest") ? "The nearest passage opens here from its citation." : "Each section of the report can be read here.", looked ? looked.textContent : "The report");
    offer(latest, looked ? [...looked.classList].flatMap((name) => name.match(/^of-(.+)/)?.[1] ?? []) : []);
  }
}

/** The talk is gone, and what was shown of it. */
export function leave() {
  newest = null;
  hide();
}

/** Escape: from the pane back to the citation; a panel closes. Whether there was anything to do. */
export function escape() {
  if (panel.hidden || (isPane() && !panel.contains(document.activeElement))) return false;
  if (isPane()) back();
  else shut();
  return true;
}

function shut() {
  unwanted = isPane();
  steady(hide);
  back();
}

// The talk makes room for the report and takes it again: the citation that a reader is at stays where it is in the window.
function steady(act) {
  const before = opener?.isConnected && opener.getBoundingClientRect().top;
  act();
  if (before !== false && before !== undefined) talk.scrollBy({ top: opener.getBoundingClientRect().top - before, behavior: "instant" });
}

function hide() {
  latest += 1;
  watcher?.destroy();
  watcher = null;
  panel.hidden = true;
  root.classList.remove("panel-open", "pane");
  unmark();
}

function back() {
  if (!opener?.isConnected) return box.focus({ preventScroll: true });
  opener.focus({ preventScroll: true });
  bring(opener);
}

function unmark() {
  document.querySelectorAll("#log figure.open").forEach((figure) => figure.classList.remove("open"));
  document.querySelectorAll("#log a.chip[aria-current]").forEach((chip) => chip.removeAttribute("aria-current"));
}

// By the talk's own scrolling only: scrollIntoView and focus would move a page around this one as well.
function bring(element) {
  const [own, room] = [element, talk].map((one) => one.getBoundingClientRect());
  if (own.top >= room.top && own.bottom <= room.bottom) return;
  const middle = own.top + Math.min(own.height, room.height / 2) / 2;
  talk.scrollBy({ top: middle - room.top - room.height / 2, behavior: "instant" });
}

const CLEAR = 12; // pixels between the pane's heading and what it begins with: less than stands between two passages

// The pane begins with what is cited; where less than that follows it, with a passage above: never within one, whose speaker would
// stand over what is cited as if it were its own.
function begin(cited) {
  panel.scrollTop = panel.scrollHeight;
  const furthest = panel.scrollTop;
  const top = Math.max(panel.getBoundingClientRect().top, panel.querySelector("header").getBoundingClientRect().bottom) + CLEAR; // the heading stays there, or goes
  const from = (element) => element.getBoundingClientRect().top - top + furthest;
  const own = cited.closest("p") ?? cited;
  const first = from(cited) - from(own) > panel.clientHeight / 3 ? from(cited) : from(own); // it may stand late in a long paragraph
  const above = [...panel.querySelectorAll(".text > div")].map(from).filter((start) => start <= Math.min(first, furthest)).at(-1) ?? 0;
  const alone = first <= furthest || first - above > panel.clientHeight / 2;
  if (alone) panel.querySelector(".steps").style.marginBottom = `${Math.max(0, first - furthest)}px`;
  panel.scrollTop = alone ? first : above;
}

function showSource(chip) {
  opener = chip;
  unmark();
  const figure = chip.closest("figure");
  figure.classList.add("open");
  chip.setAttribute("aria-current", "true");
  const target = new URL(chip.href);
  return show(target.hash.slice(1), target.searchParams.get("mark").split("-").map(Number));
}

/** A passage with its section; throws where the report is away. */
export async function passage(id) {
  if (!records.has(id)) {
    const response = await fetch(`api/passages/${encodeURIComponent(id)}?whole=true`);
    if (!response.ok) throw new Error(response.statusText);
    records.set(id, await response.json());
  }
  return records.get(id);
}

async function show(id, mark) {
  const mine = latest += 1;
  let record;
  try {
    record = await passage(id);
  } catch {
    return mine === latest && note("The report cannot be reached. Please try again in a moment.");
  }
  if (mine !== latest) return;
  const held = panel.contains(document.activeElement) ? document.activeElement.textContent : "";
  const place = make("p", { className: "place" }, `${record.trust_name} · ${record.theme_name} · ${pageOf(record)}`);
  const text = make("div", { className: "text", translate: false, lang: "en" }, ...record.section.map((one) => block(one, mark, one.id === id)));
  const link = make("a", { href: `read?edition=${record.edition}&mark=${mark ? mark.join("-") : ""}#${id}` }, "Read on in the report");
  const steps = make("p", { className: "steps" }, step("Previous passage", record.previous), " ", step("Next passage", record.next), " ", link);
  panel.className = `trust-${record.trust || "all"}`;
  panel.replaceChildren(head(record.heading, place, ...(mark ? [sources()] : opener?.isConnected ? [away()] : [])), text, steps);
  open();
  begin(panel.querySelector("mark") ?? panel.querySelector(".here"));
  // Who steps on goes on stepping: the button that was pressed is a new one.
  if (held) ([...panel.querySelectorAll("button:enabled")].find((button) => button.textContent === held) || panel).focus({ preventScroll: true });
}

// Quiet, so that what it stands beside is read first.
function note(words, title = "The report") {
  latest += 1;
  unmark();
  panel.className = "trust-all quiet";
  panel.replaceChildren(head(title), make("p", { className: "note" }, words), make("p", {}, make("a", { href: "read" }, "Read the whole report")));
  open();
}

// Where nothing is cited the pane has the sections that were looked in, or all of the report's, each of which is read in it.
async function offer(mine, of) {
  try {
    const { list } = await import("./sections.js");
    const sections = await list((first) => show(first, null), of);
    if (mine === latest) panel.append(sections);
  } catch { /* the link to the whole report is there */ }
}

// Through the sources of the answer in its order, by the numbers that the answer gives them; the folded ones too.
function sources() {
  const all = [...opener.closest(".answer").querySelectorAll("a.chip")];
  const at = all.indexOf(opener);
  if (all.length === 1) return make("p", { className: "sources" }, "The only source");
  const to = (label, chip) => make("button", { type: "button", disabled: !chip, onclick: () => go(chip) }, label);
  const count = make("span", { className: "count" }, `Source ${at + 1} of ${all.length}`);
  return make("p", { className: "sources" }, count, " ", to("Previous source", all[at - 1]), " ", to("Next source", all[at + 1]));
}

// Beside a passage that was stepped on to: the way back to the source that is still marked in the answer.
function away() {
  const number = [...opener.closest(".answer").querySelectorAll("a.chip")].indexOf(opener) + 1;
  return make("p", { className: "sources" }, make("button", { type: "button", onclick: () => go(opener) }, `Back to source ${number}`));
}

function go(chip) {
  const fold = chip.closest("details");
  if (fold) fold.open = true;
  if (chip.closest(".row.unchosen")) chip.closest(".grid").previousElementSibling.querySelector("button").click(); // all rows (rows.js)
  bring(chip.closest("figure"));
  showSource(chip);
}

function head(title, ...more) {
  const close = make("button", { className: "close", type: "button", onclick: shut }, framed ? "Back to the answer" : "Close"); // the widget has a Close of its own
  return make("header", {}, make("h2", { id: "panel-title" }, title), close, ...more);
}

function step(label, id) {
  return make("button", { type: "button", disabled: !id, onclick: () => show(id, null) }, label);
}

export function pageOf(record) {
  return /^\d/.test(record.page) ? `p. ${record.page}` : record.page;
}

function block(record, mark, here) {
  const lines = record.lines.map((line) => make("p", { className: /^[•–]/.test(line.text) ? "item" : "" }, ...marked(line, mark)));
  const all = make("div", { className: (here ? "here" : "around") + (record.speaker ? " voice" : "") }, ...lines);
  if (record.speaker) all.append(make("p", { className: "speaker" }, record.speaker));
  return all;
}

function marked(line, mark) {
  const [from, to] = mark ? [Math.max(line.start, mark[0]), Math.min(line.end, mark[1])] : [0, 0];
  if (from >= to) return [line.text];
  const cut = (a, b) => line.text.slice(a - line.start, b - line.start);
  const whole = from === line.start && to === line.end;
  return [cut(line.start, from), make("mark", { className: whole ? "whole" : "" }, cut(from, to)), cut(to, line.end)];
}

function open() {
  panel.setAttribute("role", isPane() ? "complementary" : "dialog");
  steady(() => {
    panel.hidden = false;
    root.classList.add("panel-open");
    root.classList.toggle("pane", isPane());
  });
  if (isPane() || watcher || !window.CloseWatcher) return;
  watcher = new window.CloseWatcher();
  watcher.onclose = shut;
}

WIDE.addEventListener("change", () => {
  hide();
  follow(newest);
});
