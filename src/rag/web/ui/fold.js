// A long quotation shows the sentences that answer (its marks, or the one that tells most: render/sentences.py) with what stands
// before and after them as far as there is room, and all of it at a press, so that what stands beside it is seen at once. No
// sentence is cut, nor the quotation that leads an answer, nor a list; on paper and in what is copied all are whole.
import { NARROW, make } from "./page.js";

// Letters a line, fewer than there are; and lines that are seen: of most, of a row's, and of what is said before rows.
const LETTERS = { wide: 60, row: 50, narrow: 32 };
const [SEEN, OF_A_ROW, BEFORE_ROWS] = [8, 5, 4];
const SPARED = 2; // lines; fewer are worth no press

/** Folds the long quotations within an element, or lays them out again, as the width asks. Counts letters, since what is not shown has no height. */
export function fold(within) {
  for (const answer of within.querySelectorAll(".answer")) {
    for (const button of answer.querySelectorAll("button.fold")) button.remove();
    const figures = [...answer.querySelectorAll("figure.quote:not(details figure)")];
    for (const figure of figures) {
      const before = figure.closest(".group")?.matches(":has(~ .grid)");
      const leads = figure === figures[0] && !figure.closest(".row, .part") && !before; // of one request without rows
      shorten(figure, leads ? Infinity : before ? BEFORE_ROWS : figure.closest(".row") ? OF_A_ROW : SEEN);
    }
  }
}

function shorten(figure, seen) {
  const sentences = [...figure.querySelectorAll(".sentence")];
  const shown = chosen(sentences, seen, NARROW.matches ? LETTERS.narrow : figure.closest(".row") ? LETTERS.row : LETTERS.wide);
  sentences.forEach((one, at) => {
    one.classList.toggle("away", at < shown.from || at >= shown.to);
    one.classList.toggle("goes-on", at > 0 && at === shown.from);
    one.classList.toggle("stops", at + 1 < sentences.length && at + 1 === shown.to);
  });
  const long = shown.to - shown.from < sentences.length;
  figure.classList.toggle("long", long);
  if (long) figure.querySelector("blockquote").after(opener(figure));
}

// Which sentences are seen, by their places: what answers, then what goes before it if all of that has room, then what follows.
function chosen(sentences, seen, letters) {
  const lines = (from, to) => Math.ceil(sentences.slice(from, to).reduce((sum, one) => sum + one.textContent.length, 0) / letters);
  const all = { from: 0, to: sentences.length };
  if (lines(0, all.to) <= seen + SPARED) return all;
  const answering = needed(sentences, (from, to) => lines(from, to) <= seen);
  const from = lines(0, answering.to) <= seen ? 0 : answering.from;
  let { to } = answering;
  while (to < all.to && lines(from, to + 1) <= seen) to += 1;
  return lines(0, from) + lines(to, all.to) > SPARED ? { from, to } : all;
}

// All that is marked, where it has room; else the sentence that tells most.
function needed(sentences, fits) {
  const marked = sentences.flatMap((one, at) => (one.querySelector("mark") ? [at] : []));
  if (marked.length && fits(marked[0], marked.at(-1) + 1)) return { from: marked[0], to: marked.at(-1) + 1 };
  const key = Math.max(0, sentences.findIndex((one) => one.matches(".key")));
  return { from: key, to: key + 1 };
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
