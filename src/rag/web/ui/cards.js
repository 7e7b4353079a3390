// A card under a citation that has the pointer or the focus: whose, on what, which page, and the words around. It can be pointed
// at, stays until it is left, and goes by Escape (WCAG 1.4.13); a finger gets none, since a tap opens the source itself.
import { make, talk } from "./page.js";
import { pageOf, passage } from "./report.js";

const SLOW = 300; // ms before a pointer that passes over opens one, and before one that has left closes it
const AROUND = 150; // letters before and after
const LONGEST = 160; // letters of the quotation itself, which stands beside the card
const card = make("div", { id: "card", role: "tooltip", hidden: true });
talk.append(card);
let owner = null; // the citation that has the card, or will have it
let timer = 0;

const soon = (act) => { clearTimeout(timer); timer = setTimeout(act, SLOW); };

async function show(chip) {
  if (owner === chip && !card.hidden) return;
  hide();
  owner = chip;
  const target = new URL(chip.href);
  let record;
  try {
    record = await passage(target.hash.slice(1));
  } catch {
    return; // the panel tells that the report is away
  }
  if (owner !== chip || !chip.isConnected) return;
  fill(record, target.searchParams.get("mark").split("-").map(Number));
  chip.dataset.title = chip.title; // else the browser shows its own over this one
  chip.title = "";
  chip.setAttribute("aria-describedby", "card");
  place(chip);
}

function hide() {
  clearTimeout(timer);
  card.hidden = true;
  if (owner?.dataset.title) owner.title = owner.dataset.title;
  owner?.removeAttribute("aria-describedby");
  owner = null;
}

function fill(record, [start, end]) {
  const lines = record.section.flatMap((one) => one.lines);
  const between = (from, to) => lines.filter((line) => line.start < to && line.end > from)
    .map((line) => line.text.slice(Math.max(0, from - line.start), Math.max(0, to - line.start))).join(" ");
  const before = between(start - AROUND, start).trim();
  const after = between(end, end + AROUND).trim();
  const own = between(start, end);
  const middle = own.length > LONGEST ? `${own.slice(0, LONGEST / 2).replace(/\s\S*$/, "")} … ${own.slice(-LONGEST / 2).replace(/^\S*\s/, "")}` : own;
  const words = [
    before && (start - AROUND > lines[0].start ? `… ${before.replace(/^\S*\s/, "")} ` : `${before} `), make("mark", {}, middle),
    after && (end + AROUND < lines.at(-1).end ? ` ${after.replace(/\s\S*$/, "")} …` : ` ${after}`),
  ].filter(Boolean);
  card.className = `trust-${record.trust || "all"}`;
  card.replaceChildren(make("p", { className: "place" }, `${record.trust_name} · ${record.theme_name} · ${pageOf(record)}`), make("p", { className: "words", translate: false, lang: "en" }, ...words));
}

// In the talk, so that it scrolls with its citation: below it, or above where there is no room below.
function place(chip) {
  card.hidden = false;
  const [{ left, top, bottom }, room] = [chip, talk].map((one) => one.getBoundingClientRect());
  const above = bottom + card.offsetHeight > room.bottom && top - card.offsetHeight > room.top;
  card.style.left = `${Math.max(8, Math.min(left - room.left, talk.clientWidth - card.offsetWidth - 8))}px`;
  card.style.top = `${(above ? top - card.offsetHeight : bottom) - room.top + talk.scrollTop}px`;
}

const chipOf = (target) => target.closest?.("#log a.chip");
document.addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType === "touch") return;
  const chip = chipOf(target);
  if (target.closest?.("#card")) clearTimeout(timer);
  else if (chip && chip !== owner) soon(() => show(chip));
  else if (chip) clearTimeout(timer);
});
document.addEventListener("pointerout", ({ target, pointerType }) => {
  if (pointerType !== "touch" && (chipOf(target) || target.closest?.("#card"))) soon(() => { if (document.activeElement !== owner) hide(); });
});
document.addEventListener("focusin", ({ target }) => {
  const chip = chipOf(target);
  if (chip?.matches(":focus-visible")) show(chip);
  else if (owner) hide();
});
document.addEventListener("focusout", ({ target }) => { if (target === owner) hide(); });
document.addEventListener("click", hide, true);
// Before all others that hear Escape: it only closes the card.
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || card.hidden) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  hide();
}, true);
