// What a reader selects in the report can be asked about, or copied with its citation: whole sentences, as quotations are.
import { absolute, given } from "./clipboard.js";
import { make } from "./page.js";

const LONGEST = 120; // letters of a question's subject
const ask = make("a", { href: "./" }, "Ask about this");
const copy = make("button", { type: "button", onclick: () => given(copy, taken(passages(chosen))) }, "Copy with citation");
const bar = make("div", { className: "chosen", role: "region", hidden: true }, ask, copy);
bar.setAttribute("aria-label", "The selected words");
document.body.append(bar);
let chosen = null;

document.addEventListener("selectionchange", () => {
  const selection = getSelection();
  if (bar.contains(document.activeElement)) return;
  const range = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const words = range && document.querySelector("main").contains(range.commonAncestorContainer) ? selection.toString().replace(/\s+/g, " ").trim() : "";
  bar.hidden = words.length < 2;
  if (bar.hidden) return;
  chosen = range.cloneRange();
  const subject = words.length > LONGEST ? `${words.slice(0, LONGEST).replace(/\s\S*$/, "")} …` : words;
  ask.href = `./?${new URLSearchParams({ ask: `What does the report say about “${subject}”?` })}`;
});

// Each passage that is touched, with how many letters of it stand before the selection and before its end.
const letters = (text) => text.replace(/[\s•–]+/g, "");
function passages(range) {
  return [...document.querySelectorAll("main section > [id]")].filter((element) => range.intersectsNode(element) && !element.matches(".page, h2, h3, h4")).map((element) => {
    const part = new Range();
    part.selectNodeContents(element);
    const before = part.cloneRange();
    if (element.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (element.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    before.setEnd(part.startContainer, part.startOffset);
    const from = letters(before.toString()).length;
    return { id: element.id, text: letters(element.textContent), from, to: from + letters(part.toString()).length };
  }).filter(({ from, to }) => to > from);
}

async function span({ id, text, from, to }) {
  const response = await fetch(`api/passages/${encodeURIComponent(id)}`);
  if (!response.ok) throw new Error(response.statusText);
  const { lines, sentences } = await response.json();
  const words = (start, end) => letters(lines.map((line) => line.text.slice(Math.max(0, start - line.start), Math.max(0, end - line.start))).join(""));
  let place = 0;
  const touched = sentences.filter(([start, end]) => {
    const own = words(start, end);
    const first = text.indexOf(own, place);
    place = first + own.length;
    return first < to && place > from;
  });
  return touched.length ? `${touched[0][0]}-${touched.at(-1)[1]}` : "";
}

function taken(found) {
  const spans = Promise.all(found.map(span)).then((all) => all.filter(Boolean).join());
  const cited = async (form) => {
    const response = await fetch(`api/cite?form=${form}&spans=${await spans}`);
    if (!response.ok) throw new Error(response.statusText);
    return response.text();
  };
  return { "text/plain": cited("text"), ...(navigator.clipboard?.write ? { "text/html": cited("html").then(absolute) } : {}) };
}
