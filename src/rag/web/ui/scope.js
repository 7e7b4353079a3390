// Of what the next answer is: said in the line above the question box, where it is changed as well.
import { make, soon, whenever } from "./page.js";

const WHOLE = "the whole report";
const scope = make("button", { id: "scope", type: "button", onclick: () => choose(!document.documentElement.classList.contains("choosing")) });
scope.setAttribute("aria-controls", "filters");
scope.setAttribute("aria-expanded", "false");
export const line = document.querySelector("#line");
line.prepend(scope);

/** The filters as the address has them. */
function filters() {
  const chosen = (id) => [...document.querySelectorAll(`#${id} input:checked`)].map((input) => input.name).join(",");
  const found = { trust: chosen("trusts"), theme: chosen("themes") };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value));
}

/** Asks of the whole report again. */
export function widen() {
  document.querySelectorAll("#trusts input:checked, #themes input:checked").forEach((input) => input.click());
}

function choose(open) {
  document.documentElement.classList.toggle("choosing", open);
  scope.setAttribute("aria-expanded", String(open));
}

function describe() {
  if (!document.querySelector("#trusts input") && /[?&](trust|theme)=./.test(location.search)) return; // not known yet
  const names = (id) => [...document.querySelectorAll(`#${id} label:has(input:checked)`)].map((label) => label.textContent.trim()).join(", ");
  const [trusts, themes] = [names("trusts"), names("themes")];
  const words = [trusts, themes].filter(Boolean).join(", on ") || WHOLE;
  if (scope.title === words) return;
  scope.title = words;
  scope.classList.toggle("some", words !== WHOLE);
  scope.replaceChildren(make("span", { className: "what" }, words === WHOLE ? "Asking " : "Asking only "), make("span", { className: "of" }, words));
}

// They stand in the address, so that a link keeps them.
document.addEventListener("change", (event) => {
  if (!event.target.closest?.("#trusts, #themes")) return;
  const query = new URLSearchParams(filters()).toString();
  history.replaceState(history.state, "", query ? `?${query}` : location.pathname);
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || !event.target.closest?.("#filters, #scope") || scope.getAttribute("aria-expanded") === "false") return;
  event.preventDefault();
  choose(false);
  scope.focus();
}, true);

const chosen = new MutationObserver(describe); // a chosen filter is one by its class
let watched = null;
whenever(soon(() => {
  const place = document.querySelector("#filters");
  document.querySelector("gradio-app main")?.setAttribute("role", "presentation"); // the page has its own
  if (place && watched !== place) {
    watched = place;
    chosen.observe(place, { subtree: true, attributes: true, attributeFilter: ["class"] });
  }
  describe();
}));
