// Links that open an answer or a talk again, and the page's own address, which follows the talk.
import { framed } from "./page.js";
import { questionOf } from "./talk.js";

const MOST_LINKED = 20; // questions, which are asked again one after the other

/** To the very answer. One that no request gets by itself, as "more" or "why?", needs the talk before it. */
export function linkTo(answer) {
  const until = [...document.querySelectorAll("#log .answer")];
  until.length = until.indexOf(answer) + 1;
  return (answer.querySelector(".tools a.follows") && linkToTalk(until)) || alone(answer);
}

/** Of the last of these answers: all that led to it, as it was typed, since what was asked last may only be "more". The first
    question of a talk that is too long for a link stands as it was understood. Nothing where they were asked of different parts of the
    report; a kind word was asked of none, and what was too long, or failed, is no part of the talk. */
export function linkToTalk(answers) {
  const told = answers.filter((answer) => !answer.matches(".too_long, .failed"));
  const last = told.slice(-MOST_LINKED);
  const links = last.filter(hasLink).map((answer) => new URL(alone(answer)));
  const asked = last.map((answer, at) => (at || last.length === told.length ? questionOf(answer) : new URL(alone(answer)).searchParams.get("ask")));
  if (!asked.length || new Set(links.map(scopeOf)).size > 1) return "";
  const link = links.at(-1) ?? new URL("./", document.baseURI);
  link.searchParams.delete("ask");
  link.hash = new URLSearchParams(asked.map((question) => ["talk", question]));
  return link.href;
}

const hasLink = (answer) => Boolean(answer.querySelector(".tools a.link"));
const scopeOf = ({ searchParams }) => ["trust", "theme"].map((name) => searchParams.get(name) ?? "").join("&");

// The server has written what was asked, of what, whatever the page is set to since. A question that was too long to be answered
// has no link.
function alone(answer) {
  const link = answer.querySelector(".tools a.link");
  return new URL(link ? link.getAttribute("href") : `?${new URLSearchParams({ ask: questionOf(answer) })}`, new URL("./", document.baseURI)).href;
}

// The page's address follows the talk: after its #, which no browser sends, so that what is typed stays out of every log. The filters
// stand before it (scope.js); what was asked of other parts than they leave now, it does not name. A frame's address nobody sees.
function followTalk() {
  const answer = [...document.querySelectorAll("#log .answer")].findLast(hasLink);
  const here = new URL(location.href);
  const link = answer ? new URL(linkTo(answer)) : here;
  const asked = answer ? [...link.searchParams.getAll("ask"), ...new URLSearchParams(link.hash.slice(1)).getAll("talk")] : [];
  const named = [...asked.map((question) => ["talk", question]), ["edition", link.searchParams.get("edition") ?? ""]];
  here.hash = answer && scopeOf(link) === scopeOf(here) ? new URLSearchParams(named) : "";
  if (here.href !== location.href) history.replaceState({ ...history.state, followed: true }, "", here.href.replace(/#$/, ""));
}
if (!framed) {
  for (const change of ["answered", "changed"]) document.addEventListener(`report-assistant:${change}`, followTalk);
  followTalk();
}
