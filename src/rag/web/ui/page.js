// What every part of the chat page's script shares. Every text of the report is put into the page as a text node.

/** An element without innerHTML. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name in element) element[name] = value;
    else element.setAttribute(name, value);
  }
  element.append(...children);
  return element;
}

export const NARROW = matchMedia("(max-width: 40rem)"); // as style.css has it
export const framed = document.documentElement.classList.contains("embed");
export const box = document.querySelector("#box");
/** What scrolls, over the bar with the box. */
export const talk = document.querySelector("#talk");
/** How much of its foot, in pixels, lies under the fade. */
export const faded = () => Number.parseFloat(getComputedStyle(talk).scrollPaddingBottom);
/** Gradio's own box, which takes a question to the server, once Gradio has drawn it. */
export const typed = () => document.querySelector("#typed textarea, #typed input");
export const context = () => document.querySelector("#context textarea, #context input");

/** Sets a field as typing does, so that Gradio hears of it. */
export function put(field, text) {
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** Where a quotation stands, as its citation says it. */
export const pageOf = (figure) => figure.querySelector("a.chip").textContent.replace(/^\s*\d+ · /, "").trim();

const status = make("div", { className: "visually-hidden", role: "status" });
document.body.append(status);

/** To those who hear the page. */
export function say(text) {
  status.textContent = text;
}

/** To those who see it as well, for eight seconds; in the place of what was told before. */
export function tell(text) {
  document.querySelectorAll(".word").forEach((earlier) => earlier.remove());
  const word = make("p", { className: "word" }, text);
  document.body.append(word);
  say(text);
  setTimeout(() => word.remove(), 8000);
}

let copy = null;
/** Copying, which has nothing to do before there is an answer and comes with the first; then at once, as browsers ask of who writes to the clipboard. */
export function copying(act) {
  if (copy) return act(copy);
  return import("./copy.js").then((module) => { copy = module; return act(copy); }, () => tell("The assistant cannot be reached. Please try again in a moment."));
}

const UNPAINTED = 100; // ms: a tab or a frame that nobody sees paints nothing

/** Calls back once what has just changed is on the screen, so that what can wait does not hold it up. */
export function painted(act) {
  let done = false;
  const once = () => { if (!done) done = true, act(); };
  requestAnimationFrame(() => setTimeout(once, 0));
  setTimeout(once, UNPAINTED);
}

/** An act that is done once for all that asks for it before the next frame, and after that frame. */
export function soon(act) {
  let due = false;
  return () => {
    if (due) return;
    due = true;
    painted(() => { due = false; act(); });
  };
}

/** Calls back once now and after every change of the page, which Gradio redraws as it likes. */
export function whenever(act) {
  new MutationObserver(act).observe(document.body, { childList: true, subtree: true });
  act();
}
