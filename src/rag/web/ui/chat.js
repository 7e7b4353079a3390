// What the page does by script: a click on an example asks it. Works by delegation, since Gradio redraws its messages.
"use strict";
(() => {
  const box = () => document.querySelector("#question textarea");

  function ask(question) {
    const field = box();
    const setter = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
    setter.call(field, question);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    setTimeout(() => document.querySelector("#ask")?.click(), 0);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.ask");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const question = new URL(link.href, document.baseURI).searchParams.get("ask");
    if (!question || !box()) return;
    event.preventDefault();
    ask(question);
  }, true);
})();
