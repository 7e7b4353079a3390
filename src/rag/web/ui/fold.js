// A long quotation shows the sentences that answer (its marks, or the one that tells most: render/sentences.py) with what stands
// before and after them as far as there is room, and all of it at a press, so that what stands beside it is seen at once. The
// one that leads, in larger type, is the shortest. No sentence is cut, nor a list, nor an item of one that leads; on paper and
// in what is copied all are whole.
import { NARROW, make } from "./page.js";

// Letters a line, fewer than there are; and lines that are seen: of most, of a row's, and of what is said before rows.
const LETTERS = { wide: 60, row: 50, narrow: 32 };
const [SEEN, OF_A_ROW, BEFORE_ROWS] = [8, 5, 3];
const OF_MANY_ROWS = 3; // of a row among more than two, which are to be seen at once
// Of the one that leads, in a phone's lines whatever the width: where it is known what answers; and where it is not, on a phone
// and on a wide page, which holds a paragraph of two long sentences.
const [ANSWERING, OPENING, OPENING_WIDE] = [5, 11, 14];
const SPARED = 2; // lines; fewer are worth no press
const [FEW, SHORT] = [3, 350]; // sentences and letters that answer which are seen together whatever room there is
const LEANT = 450; // letters of what answers with what it cannot be read without: "Others not only ..."

/** Folds the long quotations within an element, or lays them out again, as the width asks. Counts letters, since what is not shown has no height. */
export function fold(within) {
  for (const answer of within.querySelectorAll(".answer")) {
    for (const button of answer.querySelectorAll("button.fold")) button.remove();
    const figures = [...answer.querySelectorAll("figure.quote:not(details figure)")];
    for (const figure of figures) {
      const before = figure.closest(".group")?.matches(":has(~ .grid)");
      const leads = figure === figures[0] && !figure.closest(".row, .part, .nearest") && !before; // of one request without rows
      if (leads) shorten(figure, figure.querySelector(".lead-in") ? Infinity : figure.querySelector(".answers") ? ANSWERING : NARROW.matches ? OPENING : OPENING_WIDE, LETTERS.narrow);
      else shorten(figure, before ? BEFORE_ROWS : figure.closest(".row") ? ofRow(figure) : SEEN, NARROW.matches ? LETTERS.narrow : figure.closest(".row") ? LETTERS.row : LETTERS.wide);
    }
  }
}

const ofRow = (figure) => (figure.closest(".grid").querySelectorAll(".row").length > 2 ? OF_MANY_ROWS : OF_A_ROW);

function shorten(figure, seen, letters) {
  const sentences = [...figure.querySelectorAll(".sentence")];
  const shown = chosen(sentences, seen, letters);
  if (shown.to - shown.from > 1 && announces(sentences[shown.to - 1], figure)) shown.to -= 1;
  sentences.forEach((one, at) => {
    one.classList.toggle("away", at < shown.from || at >= shown.to);
    one.classList.toggle("goes-on", at > 0 && at === shown.from);
    one.classList.toggle("stops", at + 1 < sentences.length && at + 1 === shown.to);
  });
  const long = shown.to - shown.from < sentences.length;
  figure.classList.toggle("long", long);
  if (long) figure.querySelector("a.chip").after(" ", opener(figure));
}

// Whether a sentence only leads into a quotation that is not seen beneath it.
const announces = (sentence, figure) => /:\s*$/.test(sentence.textContent) && !figure.nextElementSibling?.matches("figure");

// Which sentences are seen, by their places: what answers, then what goes before it if all of that has room, then what follows.
function chosen(sentences, seen, letters) {
  const long = (from, to) => sentences.slice(from, to).reduce((sum, one) => sum + one.textContent.length, 0);
  const lines = (from, to) => Math.ceil(long(from, to) / letters);
  const all = { from: 0, to: sentences.length };
  if (lines(0, all.to) <= seen + SPARED) return all;
  const answering = needed(sentences, (from, to) => lines(from, to) <= seen || (to - from <= FEW && long(from, to) <= SHORT), (from, to) => long(from, to) <= LEANT);
  const from = lines(0, answering.to) <= seen ? 0 : answering.from;
  let { to } = answering;
  while (to < all.to && lines(from, to + 1) <= seen) to += 1;
  return lines(0, from) + lines(to, all.to) > SPARED ? { from, to } : all;
}

// All that answers, where it has room; else the sentence that tells most. With what it leans on.
function needed(sentences, fits, leant) {
  const answering = sentences.flatMap((one, at) => (one.matches(".answers") ? [at] : []));
  const key = Math.max(0, sentences.findIndex((one) => one.matches(".key")));
  let [from, to] = answering.length && fits(answering[0], answering.at(-1) + 1) ? [answering[0], answering.at(-1) + 1] : [key, key + 1];
  while (from > 0 && sentences[from].matches(".leans") && (fits(from - 1, to) || leant(from - 1, to))) from -= 1;
  return { from, to };
}

function opener(figure) {
  const number = Number.parseInt(figure.querySelector("a.chip").textContent, 10);
  const words = make("span", {});
  const button = make("button", { type: "button", className: "fold", onclick: () => say(figure.classList.toggle("whole")) },
    words, make("span", { className: "visually-hidden" }, ` of quotation ${number}`));
  const say = (whole) => {
    words.textContent = whole ? "Show less" : "Show all";
    button.setAttribute("aria-expanded", String(whole));
  };
  say(figure.classList.contains("whole"));
  return button;
}

NARROW.addEventListener("change", () => fold(document));
