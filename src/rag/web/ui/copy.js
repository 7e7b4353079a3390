// Taking away: one quotation, an answer, the talk. The server writes the citations, so that they are the same everywhere.
import { absolute, given } from "./clipboard.js";
import { linkTo, linkToTalk } from "./links.js";
import { make, pageOf, say, tell } from "./page.js";
import { shut } from "./take.js";
import { questionOf, turns } from "./talk.js";

const SIGNS = /[\\`*_{}[\]<>|~]|^[-+#=]/g; // as rag.render.markdown has them, of what a line of words may hold
// How a heading, a line of ours and a link are put in each form.
const markup = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const WAYS = {
  text: { head: (text) => text, line: (text) => text, link: (address) => address, between: "\n\n————\n\n" },
  markdown: { head: (text) => `## ${WAYS.markdown.line(text)}`, line: (text) => text.replace(SIGNS, "\\$&"), link: (address) => `<${address}>`, between: "\n---\n\n" },
  html: { head: (text) => `<h2>${markup(text)}</h2>`, line: (text) => `<p>${markup(text)}</p>`, link: (address) => `<p><a href="${markup(address)}">${markup(address)}</a></p>`, between: "<hr>\n" },
};

/** What a button of an answer copies. */
export function copyFrom(button) {
  const answer = button.closest(".answer");
  const teller = shut(button.closest(".take")) ?? button; // of a closed one, what opens it says that it was done
  if (button.classList.contains("link")) return given(teller, { "text/plain": Promise.resolve(linkTo(answer)) });
  const write = button.classList.contains("one") ? (form) => single(button.closest("figure"), form) : (form) => written(answer, form);
  return given(teller, forms(write, button.classList.contains("markdown")));
}

/** All questions with their answers, oldest first. */
export function copyTalk(button, markdown) {
  return given(button, forms(talkWritten, markdown));
}

/** A link that asks the talk's questions again, as they were put. They stand after its #, which no browser sends. */
export function copyTalkLink(button) {
  const answers = turns().map((turn) => turn.querySelector(".answer")).filter(Boolean);
  const link = linkToTalk(answers);
  if (!link) return tell("These questions were asked of different parts of the report, which no one link can hold. Each answer has a link of its own.");
  return given(button, { "text/plain": Promise.resolve(link) });
}

// Plain text with rich text beside it, which a word processor or a mail takes.
function forms(write, markdown) {
  if (markdown) return { "text/plain": write("markdown") };
  return { "text/plain": write("text"), ...(navigator.clipboard?.write ? { "text/html": write("html") } : {}) };
}

/** The talk as a file: a Word document, which the server writes, or Markdown. */
export async function saveTalk(markdown) {
  try {
    const file = markdown ? new Blob([await talkWritten("markdown")], { type: "text/markdown" }) : await wordOf();
    const link = make("a", { href: URL.createObjectURL(file), download: markdown ? "talk.md" : "talk.docx" });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say("Saved");
  } catch {
    tell("That could not be saved: the assistant cannot be reached, or the talk is too long. Please try again in a moment.");
  }
}

async function wordOf() {
  const answers = turns().map((turn) => turn.querySelector(".answer")).filter(Boolean);
  const records = answers.map((answer) => ({ question: questionOf(answer), said: saidIn(answer), spans: shownIn(answer).map(spanOf).slice(0, MOST_CITED) }));
  const response = await fetch("api/talk", { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ turns: records, home: new URL("./", document.baseURI).href }) });
  if (!response.ok) throw new Error(response.statusText);
  return response.blob();
}

async function talkWritten(form) {
  const all = [];
  for (const turn of turns()) if (turn.querySelector(".answer")) all.push(await written(turn.querySelector(".answer"), form));
  return all.join(WAYS[form].between);
}

const MOST_CITED = 60; // of one answer, as the server takes them
const spanOf = (figure) => new URL(figure.querySelector("a.chip").href).searchParams.get("mark");
// What is folded is not taken away.
const shownIn = (answer) => [...answer.querySelectorAll("figure.quote")].filter((figure) => !figure.closest("details:not([open])"));
// What stands in a row beside its quotations: why there is none, or which of them are said of all, by their pages.
function noteOf(row) {
  const general = [...row.querySelectorAll(".of-all + figure")].filter((figure) => !figure.closest("details:not([open])")).map(pageOf);
  const note = row.querySelector(".silent").textContent;
  return `${row.querySelector("h3").textContent.trim()}: ${general.length ? `${note.replace(/:$/, "")} (${[...new Set(general)].join(", ")}).` : note}`;
}

// All that is no quotation: the message, what stands in rows beside quotations, and where it was looked for.
function saidIn(answer) {
  const words = [...answer.querySelectorAll(".said")].map((said) => said.textContent);
  const notes = [...answer.querySelectorAll(".row:has(.silent:not(details:not([open]) *))")].map(noteOf);
  return [...words, ...notes, answer.querySelector(".scope")?.textContent].filter(Boolean);
}

async function written(answer, form) {
  const way = WAYS[form];
  const shown = shownIn(answer);
  const quoted = shown.length ? [(await cited(shown, form)).trim()] : [];
  return [way.head(questionOf(answer)), ...saidIn(answer).map(way.line), ...quoted, way.link(linkTo(answer))].join("\n\n") + "\n";
}

// One quotation, with the way to its place; rich text has that in its citation.
async function single(figure, form) {
  const words = await cited([figure], form);
  return form === "html" ? words : `${words.trimEnd()}\n${form === "markdown" ? "\n" : ""}${WAYS[form].link(figure.querySelector("a.chip").href)}\n`;
}

async function cited(figures, form) {
  const spans = figures.map(spanOf);
  const response = await fetch(`api/cite?form=${form}&spans=${spans.slice(0, MOST_CITED).join(",")}`);
  if (!response.ok) throw new Error(response.statusText);
  const words = await response.text();
  return form === "html" ? absolute(words) : words;
}
