// On a phone a comparison's rows may be seen one at a time: above them stands a choice of the members, all of them at first, so
// that nothing is behind a press that nobody makes. Wider pages, paper and what is copied have all of them whatever is chosen.
import { make } from "./page.js";

const FEW = 2; // rows that are seen together without

/** Puts the choice above the rows of each comparison within an element, which is not there on a wide page (style.css). */
export function choose(within) {
  for (const grid of within.querySelectorAll(".answer .grid")) {
    const rows = [...grid.querySelectorAll(".row")];
    if (rows.length <= FEW) continue;
    const names = rows.map((row) => row.querySelector("h3").firstChild.textContent.trim());
    const show = (chosen) => {
      rows.forEach((row, at) => row.classList.toggle("unchosen", chosen !== null && at !== chosen));
      buttons.forEach((button, at) => button.setAttribute("aria-pressed", String(at === (chosen === null ? 0 : chosen + 1))));
    };
    const button = (label, name, chosen) => {
      const made = make("button", { type: "button", onclick: () => show(chosen) }, label);
      made.setAttribute("aria-label", name);
      return made;
    };
    const buttons = [button("All", "All", null), ...names.map((name, at) => button(shortly(name, names), name, at))];
    const choices = make("div", { className: "choices" }, ...buttons);
    choices.setAttribute("role", "group");
    choices.setAttribute("aria-label", "Show of this comparison");
    grid.before(choices);
    show(null);
  }
}

// The first word of a name, where no other begins with it.
function shortly(name, names) {
  const [first] = name.split(" ");
  return names.filter((one) => one.startsWith(first)).length > 1 ? name : first;
}
