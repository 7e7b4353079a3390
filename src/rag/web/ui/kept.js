// What the tab's own storage keeps of the talk, and how it is read again. Nobody else reads it, and it goes with the tab.
export const KEY = "report-assistant:talk";

/** A turn as it came: without what scripts put into it. */
export function plain(turn) {
  const own = turn.cloneNode(true);
  own.querySelectorAll(".fold, .choices").forEach((made) => made.remove());
  own.querySelectorAll(".take").forEach((take) => { take.open = false; });
  own.querySelectorAll(".unchosen, .open").forEach((one) => one.classList.remove("unchosen", "open"));
  return own.outerHTML;
}

/** What this tab has kept; null where that is nothing, or is forbidden. */
export function stored() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    return Array.isArray(kept?.turns) && (kept.turns.length || kept.asked?.length || kept.typed) ? kept : null;
  } catch { // forbidden, or not ours
    return null;
  }
}

// tests/test_fuzz.py holds answers to these.
const TAGS = /^(DIV|P|SECTION|H2|H3|FIGURE|BLOCKQUOTE|FIGCAPTION|SPAN|A|BUTTON|UL|LI|MARK|DETAILS|SUMMARY)$/;
/** A turn that was kept, whoever wrote it: what answers are made of, and nothing else. */
export function cleaned(text) {
  const { body } = new DOMParser().parseFromString(String(text), "text/html");
  for (const element of body.querySelectorAll("*")) {
    if (!TAGS.test(element.tagName)) element.remove();
    for (const { name, value } of [...element.attributes]) {
      if (!/^(class|title|open)$/.test(name) && !(name === "href" && /^(\?ask=|read([?#]|$))/.test(value))) element.removeAttribute(name);
    }
  }
  return body;
}
