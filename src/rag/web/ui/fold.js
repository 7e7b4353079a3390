// A long quotation shows its beginning, and all of it at a press, so that what stands beside it is seen at once. What it answers
// by (its marks) is never out of sight, nor an item of a list, nor any of the quotation that leads; on paper and in what is copied
// it is whole.
import { NARROW, make } from "./page.js";

// Letters a line, and lines that are seen: of most, and of what is said before a comparison's rows, which are the answer.
const LETTERS = { wide: 60, narrow: 32 };
const [SEEN, BEFORE_ROWS] = [8, 4];
const SPARED = 3; // lines; fewer are worth no press

/** Folds the long quotations within an element, or lays them out again, as the width asks. Counts letters, since what is not shown has no height. */
export function fold(within) {
  const wide = NARROW.matches ? LETTERS.narrow : LETTERS.wide;
  for (const answer of within.querySelectorAll(".answer")) {
    for (const button of answer.querySelectorAll("button.fold")) button.remove();
    const figures = [...answer.querySelectorAll("figure.quote:not(details figure)")];
    for (const figure of figures) {
      const seen = figure.closest(".row") || !figure.closest(".group")?.matches(":has(~ .grid)") ? SEEN : BEFORE_ROWS;
      const leads = figure === figures[0] && seen === SEEN; // unless rows are the answer
      const long = !leads && !figure.querySelector(".item") && isLong(figure, wide, seen);
      figure.classList.toggle("long", long);
      if (long) figure.querySelector("blockquote").after(opener(figure));
      figure.style.setProperty("--seen", seen);
    }
  }
}

function isLong(figure, wide, seen) {
  let [lines, lastMarked] = [0, 0];
  for (const paragraph of figure.querySelectorAll("blockquote p")) {
    lines += Math.ceil(paragraph.textContent.length / wide);
    if (paragraph.querySelector("mark")) lastMarked = lines;
  }
  return lastMarked <= seen && lines > seen + SPARED;
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
