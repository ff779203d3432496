// Runs before the page's own scripts. Where one of them does not arrive, it loads the page once more by itself; where that
// does not help, it says so. It has no hash in its name, so that every build has it.
(() => {
  const marker = 'latchkey-loaded-again';
  /** A second failure within this time is told, and not tried again. In milliseconds. */
  const patience = 60_000;

  /** Loads the page once more, unless that was tried a moment ago. Tells whether it does. */
  function loadAgain() {
    try {
      const before = Number(sessionStorage.getItem(marker));
      if (before > 0 && Date.now() - before < patience) return false;
      sessionStorage.setItem(marker, String(Date.now()));
    } catch {
      // Without a note of it, it could go on for ever.
      return false;
    }
    location.reload();
    return true;
  }

  function fail() {
    if (loadAgain()) return;
    const notice = document.getElementById('load-failure');
    if (!notice) return;
    notice.hidden = false;
    notice.querySelector('button')?.addEventListener('click', () => location.reload());
  }

  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement) fail();
    },
    true,
  );
  // Vite says so where a part of the page that is loaded later does not arrive. The page's own boundary tells the rest.
  addEventListener('vite:preloadError', (event) => {
    if (loadAgain()) event.preventDefault();
  });
  // A style sheet is waited for before this runs, and has none where it failed.
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) if (!link.sheet) fail();
})();
