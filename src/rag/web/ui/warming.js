// The page while the assistant loads: asks until it is ready, then reloads.
"use strict";
(async () => {
  for (;;) {
    await new Promise((done) => setTimeout(done, 700));
    try {
      // Itself, not /readyz, which a proxy at the edge may keep to itself.
      if ((await fetch(location.href, { cache: "no-store" })).ok) return location.reload();
    } catch { /* the server restarts: ask again */ }
  }
})();
