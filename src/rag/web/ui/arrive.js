// A question in the address (/?ask=…) is taken out of it before anything else of the page is asked for: Gradio repeats the
// address's query in its own requests, and proxies write them down. It stays in the tab's own history entry, so that a page that
// is loaded again asks it again. Loaded before everything else in the page.
"use strict";
(() => {
  const address = new URL(location.href);
  const question = address.searchParams.get("ask");
  if (question === null) return;
  address.searchParams.delete("ask");
  history.replaceState(question.trim() ? { asked: [question.trim()], typed: "", arrived: true } : null, "", address);
})();
