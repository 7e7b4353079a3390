// A comparison on a narrow page: a tab a row, after the pattern of the ARIA Authoring Practices, one below the other, each with
// what its row says, so that all of them are seen without a press; the row of the chosen one stands under it, and says it instead. On a wide page, on paper and in what is copied it is the
// rows that it is, and where no row has anything behind it.
import { NARROW, make, pageOf, talk } from "./page.js";

// What a browser finds in a row that is not shown shows that row.
const AWAY = "onbeforematch" in document.documentElement ? "until-found" : "hidden";
let made = 0;

/** Makes tabs of every comparison within an element, or rows again, as the width asks. */
export function arrange(within) {
  for (const grid of within.querySelectorAll(".grid")) {
    const rows = [...grid.querySelectorAll(":scope > .row")];
    undo(grid, rows);
    if (NARROW.matches && rows.length > 1 && grid.querySelector("figure")) tabbed(grid, rows);
  }
}

function undo(grid, rows) {
  grid.classList.remove("tabbed");
  grid.querySelector(":scope > .tabs")?.remove();
  for (const row of rows) ["role", "id", "hidden", "tabindex", "aria-labelledby", "style"].forEach((name) => row.removeAttribute(name));
}

function tabbed(grid, rows) {
  const tabs = rows.map((row) => tab(row));
  const list = make("div", { className: "tabs", role: "tablist" }, ...tabs);
  list.setAttribute("aria-label", "Compare");
  list.setAttribute("aria-orientation", "vertical");
  rows.forEach((row, at) => { // the list itself has no box: its tabs and the rows take turns
    tabs[at].style.order = 2 * at;
    row.style.order = 2 * at + 1;
  });
  grid.prepend(list);
  grid.classList.add("tabbed");
  choose(tabs[rows.findIndex((row) => row.querySelector("figure"))]);
}

function tab(row) {
  made += 1;
  const quotes = row.querySelectorAll("figure.quote").length;
  const value = row.querySelector("h3 .value"); // which says more than the quotation's words
  const own = make("button", { type: "button", role: "tab", id: `tab-${made}`, className: [...row.classList].find((name) => name.startsWith("trust-")) },
    make("span", { className: "who" }, row.querySelector("h3").firstChild.textContent.trim()), " ",
    make("span", { className: quotes ? "many" : "many none" }, quotes ? place(row, quotes) : silence(row)));
  if (value) own.append(" ", make("span", { className: "value" }, value.textContent, ...(quotes ? by(row) : [])));
  else if (quotes) own.append(" ", make("span", { className: "gist" }, make("span", { translate: false }, gist(row)), ...by(row)));
  row.id = `row-${made}`;
  row.setAttribute("role", "tabpanel");
  row.setAttribute("aria-labelledby", own.id);
  if (!quotes) row.tabIndex = 0; // what else has nothing in it to go to
  own.setAttribute("aria-controls", row.id);
  return own;
}

// The row's sentence that tells most, of its first quotation that is no list; else a list's beginning.
const telling = (row) => row.querySelector(".key") ?? row.querySelector("blockquote p:not(.lead-in)");
const gist = (row) => `“${telling(row).textContent.replace(/^• /, "").trim()}”`;
// Where it stands, and how many quotations stand behind the tab; who said it.
const place = (row, quotes) => [telling(row).closest(".of-all + figure") && "said of all", pageOf(telling(row).closest("figure")), quotes > 1 && `${quotes} quotations`].filter(Boolean).join(" · ");
const by = (row) => [...telling(row).closest("figure").querySelectorAll(".speaker")].flatMap((one) => [" ", make("span", { className: "by" }, `— ${one.textContent}`)]);
// Why nothing is quoted, without the words that prove it.
const silence = (row) => row.querySelector(".silent").textContent.replace(/[:.].*$/s, "");

function choose(tab) {
  const grid = tab.closest(".grid");
  for (const one of tab.parentElement.children) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    const row = grid.querySelector(`#${one.getAttribute("aria-controls")}`); // which may not be in the page yet
    if (chosen) row.removeAttribute("hidden");
    else row.setAttribute("hidden", AWAY);
  }
}

const BEGUN = 96; // pixels of a row that are seen with its tab, some four lines

// The row of the one that was chosen before may go above this one, which is to stay where the finger is, or as high as it takes to
// see its row begin. By the talk's own scrolling, which moves no page around this one.
function steady(tab, act) {
  const top = () => tab.getBoundingClientRect().top;
  const before = top();
  act();
  const room = talk.getBoundingClientRect();
  const seen = tab.offsetHeight + Math.min(BEGUN, document.getElementById(tab.getAttribute("aria-controls")).offsetHeight);
  talk.scrollBy({ top: top() - Math.max(room.top, Math.min(before, room.bottom - seen)), behavior: "instant" });
}

const tabOf = (element) => {
  const row = element.closest?.(".tabbed > .row");
  return row && document.getElementById(row.getAttribute("aria-labelledby"));
};
const show = ({ target }) => { const tab = tabOf(target); if (tab) choose(tab); };
document.addEventListener("beforematch", show, true);
document.addEventListener("report-assistant:reveal", show);
document.addEventListener("click", ({ target }) => {
  const tab = target.closest?.(".tabbed [role=tab]");
  if (tab) steady(tab, () => choose(tab));
});
document.addEventListener("keydown", (event) => {
  const tab = event.target.closest?.(".tabbed [role=tab]");
  if (!tab || event.ctrlKey || event.altKey || event.metaKey) return;
  const all = [...tab.parentElement.children];
  const at = all.indexOf(tab);
  const to = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  const next = all.at(to % all.length);
  steady(next, () => choose(next));
  next.focus({ preventScroll: true });
});
NARROW.addEventListener("change", () => arrange(document));
