// Runs before the page's own scripts. When one of them fails to load, reloads the page once, and shows a message when that does
// not help. Its name has no hash, so that the pages of all builds find it.
(() => {
  const marker = 'latchkey-loaded-again';
  /** A second failure within this time, in milliseconds, is shown instead of reloading again. */
  const patience = 60_000;

  /** Reloads the page, unless it has just done so. Returns whether it reloads. */
  function loadAgain() {
    try {
      const before = Number(sessionStorage.getItem(marker));
      if (before > 0 && Date.now() - before < patience) return false;
      sessionStorage.setItem(marker, String(Date.now()));
    } catch {
      // Without storage it could reload forever.
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
  // Vite sends this event when a lazy part of the page fails to load. The error boundary of the page shows the message.
  addEventListener('vite:preloadError', (event) => {
    if (loadAgain()) event.preventDefault();
  });
  // A style sheet that failed has no sheet. Style sheets are loaded before deferred scripts run.
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) if (!link.sheet) fail();
})();
