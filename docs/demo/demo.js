// Builds the script tag from the choices, shows what it does, and copies it.
"use strict";
(() => {
  const form = document.querySelector("#choices");
  const source = document.querySelector("#widget").src;
  const DEFAULTS = { position: "bottom-right", accent: "#0a4d74" };
  const chosen = () => [...new FormData(form)].filter(([name, value]) => name !== "mode" && value && value !== DEFAULTS[name]);
  const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");

  function show() {
    const inline = form.elements.mode.value === "inline";
    const set = chosen().map(([name, value]) => ` data-${name}="${quoted(value)}"`).join("");
    const script = `<script src="${source}" defer${inline ? "" : set}></` + "script>";
    document.querySelector("#tag").textContent = inline ? `<report-assistant mode="inline"${set}></report-assistant>\n${script}` : script;
    document.querySelector("#inline-note").hidden = inline;
    const warnings = [];
    const warn = console.warn;
    console.warn = (...words) => { warnings.push(words.join(" ").replace("report-assistant: ", "")); warn(...words); };
    document.querySelectorAll("report-assistant").forEach((old) => old.remove());
    const element = document.createElement("report-assistant");
    element.setAttribute("mode", inline ? "inline" : "launcher");
    for (const [name, value] of chosen()) element.setAttribute(`data-${name}`, value);
    (inline ? document.querySelector("#inline") : document.body).append(element);
    console.warn = warn;
    document.querySelector("#advice").textContent = warnings.join(" ");
  }
  form.addEventListener("change", show);
  form.addEventListener("submit", (event) => event.preventDefault());

  document.querySelector("#copy").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector("#tag").textContent);
      document.querySelector("#copied").textContent = "Copied";
    } catch {
      document.querySelector("#copied").textContent = "Your browser does not allow it; please copy by hand";
    }
  });
  document.querySelector("#open").addEventListener("click", () => ReportAssistant.open());
  document.querySelector("#ask").addEventListener("click", () => ReportAssistant.ask("How are new consultants inducted at UCLH?"));
  for (const kind of ["open", "close", "answer"]) {
    document.addEventListener(`report-assistant:${kind}`, ({ detail }) => {
      const pages = detail ? [...new Set(detail.citations.map((one) => `p. ${one.page}`))].join(", ") : "";
      document.querySelector("#heard").textContent = detail ? `answer: ${detail.status}${pages && `, ${pages}`}` : kind;
    });
  }
  show();
})();
