// Find in the report: every place marked without a change to the page (CSS Custom Highlight), or selected where that is unknown.
import { say } from "./page.js";

const form = document.querySelector(".find");
const field = form.querySelector("input");
const [earlier, later] = form.querySelectorAll("button");
const MOST = 1000; // places; a letter has more, which nobody walks
let places = [];
let at = -1;

// The text as one string, with where each piece of it stands.
const pieces = [];
let whole = "";
const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
  pieces.push({ node: walk.currentNode, start: whole.length });
  whole += walk.currentNode.data;
}
// As they are typed: apostrophes and dashes of any kind are one.
const typed = (words) => words.toLowerCase().replace(/[’‘]/g, "'").replace(/[\u2010-\u2015\u2212]/g, "-").replace(/\s/g, " ");
const letters = typed(whole);
const plain = letters.length === whole.length ? letters : whole; // some letters are longer in lower case

function rangeOf(start, end) {
  const range = new Range();
  const put = (place, act) => {
    const piece = pieces.findLast((one) => one.start <= place);
    act(piece.node, place - piece.start);
  };
  put(start, (node, offset) => range.setStart(node, offset));
  put(end - 1, (node, offset) => range.setEnd(node, offset + 1));
  return range;
}

function search() {
  const words = typed(field.value.trim());
  places = [];
  for (let start = 0; words.length > 1 && places.length < MOST; start += words.length) {
    start = plain.indexOf(words, start);
    if (start < 0) break;
    places.push(rangeOf(start, start + words.length));
  }
  // From where the reader is.
  at = places.findIndex((range) => range.getBoundingClientRect().top > 0) - 1;
  if (at < -1) at = -1;
  earlier.disabled = later.disabled = !places.length;
  if (window.Highlight) CSS.highlights.set("found", new Highlight(...places));
  tell(field.value.trim().length < 2 ? "" : places.length ? `${places.length}${places.length < MOST ? "" : "+"}` : "Nowhere");
}

function tell(words) {
  form.querySelector(".found").textContent = words;
}

function go(step) {
  if (!places.length) return field.value.trim() && say("The words stand nowhere in the report.");
  at = (at + step + places.length) % places.length;
  const range = places[at];
  if (window.Highlight) CSS.highlights.set("here", new Highlight(range));
  else getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
  const { top } = range.getBoundingClientRect();
  scrollBy({ top: top - innerHeight / 3, behavior: "instant" });
  tell(`${at + 1} of ${places.length}`);
  say(`${at + 1} of ${places.length}: ${range.startContainer.parentElement.closest("p, li, h2, h3, h4").textContent}`);
}

field.addEventListener("input", () => {
  window.CSS?.highlights?.delete("here");
  search();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go(1);
});
earlier.addEventListener("click", () => go(-1));
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.shiftKey) return;
  event.preventDefault();
  go(-1);
});
if (field.value) search(); // as the browser has kept it
