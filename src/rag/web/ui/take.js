// An answer's ways of copying stand behind one control, a disclosure (render/templates/answer.html), and over what follows while it is
// open: a choice, Escape, and a press or the focus elsewhere close it.
import { faded, talk } from "./page.js";

const opened = () => document.querySelector("details.take[open]");

/** Closes it and gives back what opens it, with the focus that was within; nothing of nothing. */
export function shut(take) {
  if (!take) return null;
  const summary = take.querySelector("summary");
  if (take.contains(document.activeElement)) summary.focus({ preventScroll: true });
  take.open = false;
  return summary;
}

const left = ({ target }) => { if (!opened()?.contains(target)) shut(opened()); };
document.addEventListener("click", left);
document.addEventListener("focusin", left);
// Before all others that hear Escape: the report beside it stays.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !event.target.closest?.("details.take[open]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  shut(opened());
}, true);
// What was opened is seen, over the fade above the question box.
document.addEventListener("toggle", ({ target, newState }) => {
  if (newState !== "open" || !target.matches("details.take")) return;
  const hidden = target.querySelector(".tools").getBoundingClientRect().bottom - talk.getBoundingClientRect().bottom + faded();
  if (hidden > 0) talk.scrollBy({ top: hidden, behavior: "instant" });
}, true);
