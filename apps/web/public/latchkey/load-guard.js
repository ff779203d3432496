// When a script of the page fails to load, reloads the page once, and shows a message when that does not help.
(() => {
  const marker = 'latchkey-loaded-again';
  /** A second failure within this time, in milliseconds, is shown instead of reloading again. */
  const patience = 60_000;

  /** Reloads the page, unless it has just done so. Returns whether it reloads. */
  async function loadAgain() {
    try {
      // Without a network or a server, the browser would replace the page by its own error.
      const { ok } = await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
      const before = Number(sessionStorage.getItem(marker));
      if (!ok || Date.now() - before < patience) return false;
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

  addEventListener('error', ({ target }) => target instanceof HTMLScriptElement && void fail(), true);
  // A part that is needed did not load. Where no reload helps, the page requests the part again.
  addEventListener('latchkey:load-failed', () => void fail());
  // A style sheet that failed has no sheet. Style sheets are loaded before deferred scripts run.
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) if (!link.sheet) void fail();
})();
