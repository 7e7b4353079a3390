// The page while the assistant loads: asks until it is ready, then reloads.
"use strict";
(async () => {
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    try {
      if ((await fetch("readyz", { cache: "no-store" })).ok) return location.reload();
    } catch { /* the server restarts: ask again */ }
  }
})();
