// The report's sections, each a button, under whose they are: what the pane has where an answer quotes nothing.
import { make } from "./page.js";

let sections = null; // once they are asked for

/** The list, of the trusts `of` if there are any; a press gives the section's first passage to `open`. Throws where the report is away. */
export async function list(open, of = []) {
  if (!sections) {
    const response = await fetch("api/outline");
    if (!response.ok) throw new Error(response.statusText);
    ({ sections } = await response.json());
  }
  const shown = of.length ? sections.filter((one) => of.includes(one.trust)) : sections;
  return make("ol", { className: "sections" }, ...shown.flatMap((one, at) => entry(one, shown[at - 1], open)));
}

function entry(one, before, open) {
  const own = make("button", { type: "button", onclick: () => open(one.first_passage) },
    make("span", { className: "visually-hidden" }, one.trust ? `${one.trust_name}: ` : ""), one.heading || (one.trust ? one.theme_name : one.chapter_title));
  const page = /^\d/.test(one.first_page) ? `p. ${one.first_page}` : one.first_page;
  const named = one.trust && one.trust !== before?.trust; // once to the eye, every time to the ear
  return [
    ...(named ? [make("li", { className: `owner trust-${one.trust}`, ariaHidden: "true" }, one.trust_name)] : []),
    make("li", { className: one.trust ? "of" : "" }, own, " ", page),
  ];
}
