// The whole report, which is read without script as well: an outline that follows, and the way back to the answer.
import "./cite.js";
import "./find.js";

// The section that has reached the upper third of the window is the one that is read.
const where = document.querySelector(".tools .where");
const links = new Map([...document.querySelectorAll("#outline a")].map((link) => [link.hash.slice(1), link]));
const seen = new IntersectionObserver((entries) => {
  const here = entries.filter((entry) => entry.isIntersecting).at(-1)?.target;
  if (here) follow(links.get(here.id));
}, { rootMargin: "-33% 0px -66% 0px" });
document.querySelectorAll("main > section").forEach((section) => seen.observe(section));

function follow(link) {
  if (!link || link.hasAttribute("aria-current")) return;
  document.querySelector("#outline [aria-current]")?.removeAttribute("aria-current");
  link.setAttribute("aria-current", "true");
  where.textContent = link.textContent;
  const outline = document.querySelector("#outline");
  if (outline.scrollHeight <= outline.clientHeight) return; // it scrolls only where it stands beside the text
  const { top, height } = link.getBoundingClientRect();
  const box = outline.getBoundingClientRect();
  if (top < box.top || top + height > box.bottom) outline.scrollBy({ top: top - box.top - box.height / 2, behavior: "instant" });
}

// The tab keeps the talk that was left for this page; where it is the page before, going back finds the very place.
const back = document.querySelector(".tools .back");
let kept = null;
try {
  kept = sessionStorage.getItem("report-assistant:talk");
} catch { /* forbidden: there is no talk either */ }
if (kept) {
  back.textContent = "Back to the answer";
  back.addEventListener("click", (event) => {
    const before = window.navigation?.entries()[window.navigation.currentEntry.index - 1];
    if (!before || event.ctrlKey || event.metaKey || event.shiftKey || new URL(before.url).pathname !== new URL(back.href).pathname) return;
    event.preventDefault();
    history.back();
  });
}
