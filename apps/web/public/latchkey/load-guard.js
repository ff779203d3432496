// Runs before the page's own scripts. When one of them fails to load, reloads the page once, and shows a message when that does
// not help. Its name has no hash, so that the pages of all builds find it.
(() => {
  const marker = 'latchkey-loaded-again';
  /** A second failure within this time, in milliseconds, is shown instead of reloading again. */
  const patience = 60_000;

  /** Whether the server has the page. Without a network or a server, a reload would replace the page by the browser's error. */
  async function isServed() {
    try {
      return (await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).ok;
    } catch {
      return false;
    }
  }

  /** Reloads the page, unless it has just done so or the page is not served. Returns whether it reloads. */
  async function loadAgain() {
    if (!(await isServed())) return false;
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

  async function fail() {
    if (await loadAgain()) return;
    const notice = document.getElementById('load-failure');
    if (!notice) return;
    notice.hidden = false;
    notice.querySelector('button')?.addEventListener('click', () => location.reload());
  }

  addEventListener(
    'error',
    ({ target }) => {
      if (target instanceof HTMLScriptElement) void fail();
    },
    true,
  );
  // Vite sends this event when a lazy part of the page fails to load. Where no reload helps, the page requests the part again.
  addEventListener('vite:preloadError', () => void fail());
  // A style sheet that failed has no sheet. Style sheets are loaded before deferred scripts run.
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) if (!link.sheet) void fail();
})();
