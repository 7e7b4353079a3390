// To the clipboard, or where the page may not write to it into a box with the text selected.
import { make, say, tell } from "./page.js";

/** Links into the report as they are for who has only what was copied. */
export const absolute = (html) => html.replaceAll('href="read', `href="${new URL("read", document.baseURI).href}`);

const labels = new WeakMap(); // of buttons that say that it was done, pressed again meanwhile or not

// Promises go to the clipboard, not what has come of them: some browsers heed only what is begun at the click.
/** Copies promised texts by their types; says on the button that it was done. */
export async function given(button, taken) {
  const items = Object.entries(taken).map(([type, words]) => [type, words.then((text) => new Blob([text], { type }))]);
  items.forEach(([, item]) => item.catch(() => {})); // told below
  try {
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(items))]); // there is none over plain HTTP, and a browser may refuse it
  } catch {
    return taken["text/plain"].then((text) => offer(text, button), () => tell("That could not be copied: the assistant cannot be reached. Please try again in a moment."));
  }
  const label = labels.get(button) ?? [...button.childNodes];
  labels.set(button, label);
  button.replaceChildren("Copied");
  say("Copied");
  setTimeout(() => { labels.delete(button); button.replaceChildren(...label); }, 1500);
}

// A box with the text selected, where the page may not write to the clipboard.
function offer(text, opener) {
  const area = make("textarea", { readOnly: true, value: text, rows: 12, id: "copy-text" });
  const close = make("button", { type: "button", onclick: () => dialog.close() }, "Close");
  const label = make("label", { htmlFor: "copy-text" }, "This browser does not let the page copy. The text is selected: copy it with Ctrl+C, ⌘C or, on a phone, by holding a finger on it.");
  const dialog = make("dialog", { className: "copying", onclose: () => { dialog.remove(); opener.focus(); } }, label, area, close);
  dialog.setAttribute("aria-label", "Text to copy");
  document.body.append(dialog);
  dialog.showModal();
  area.focus();
  area.select();
}
