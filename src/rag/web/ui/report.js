// The report beside the answer: a source of the answer, with what stands around it.
import { framed, make } from "./page.js";

let opener = null;
const panel = make("aside", { id: "panel", hidden: true, role: "dialog", tabIndex: -1 });
panel.setAttribute("aria-labelledby", "panel-title");
document.body.append(panel);

/** Opens the source that a citation leads to, marked here and in the answer. */
export function openSource(chip) {
  opener = chip;
  document.querySelector("#log figure.open")?.classList.remove("open");
  chip.closest("figure").classList.add("open");
  const target = new URL(chip.href);
  return show(target.hash.slice(1), target.searchParams.get("mark").split("-").map(Number));
}

export const isOpen = () => !panel.hidden;

export function shut() {
  panel.hidden = true;
  document.documentElement.classList.remove("panel-open");
  document.querySelector("#log figure.open")?.classList.remove("open");
  if (!opener?.isConnected) return;
  opener.focus({ preventScroll: true });
  const { top, bottom } = opener.getBoundingClientRect();
  const covered = document.querySelector("#bar")?.offsetHeight ?? 0;
  if (top < 0 || bottom > innerHeight - covered) centre(opener, window);
}

// In the middle of the window, by its own scrolling only: scrollIntoView and focus would move a page around this one as well.
function centre(element, scroller) {
  const { top, height } = element.getBoundingClientRect();
  scroller.scrollBy({ top: top + height / 2 - innerHeight / 2, behavior: "instant" });
}

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
  const text = make("div", { className: "text", translate: false });
  if (record.before) text.append(block(record.before, null, "around"));
  text.append(block(record, mark, "here"));
  if (record.after) text.append(block(record.after, null, "around"));
  const link = make("a", { href: `read?edition=${record.edition}&mark=${mark ? mark.join("-") : ""}#${id}` }, "Read on in the report");
  const steps = make("p", { className: "steps" }, step("Previous passage", record.previous), " ", step("Next passage", record.next), " ", link);
  panel.className = `trust-${record.trust || "all"}`;
  panel.replaceChildren(head(record.heading), ...(mark ? [sources()] : []), place, text, steps);
  open();
  centre(panel.querySelector("mark") || panel.querySelector(".here"), panel);
}

// Through the sources of the answer, those unfolded, in its order.
function sources() {
  const all = [...opener.closest(".answer").querySelectorAll("a.chip")].filter((chip) => chip.offsetParent);
  const at = all.indexOf(opener);
  const to = (label, chip) => make("button", { type: "button", disabled: !chip, onclick: () => openSource(chip) }, label);
  return make("p", { className: "sources" }, `Source ${at + 1} of ${all.length} `, to("Previous source", all[at - 1]), " ", to("Next source", all[at + 1]));
}

function head(title) {
  const close = make("button", { className: "close", type: "button", onclick: shut }, framed ? "Back to the answer" : "Close"); // the widget has a Close of its own
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
  const all = make("div", { className: name + (record.speaker ? " voice" : "") }, ...lines);
  if (record.speaker) all.append(make("p", { className: "speaker" }, record.speaker));
  return all;
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
