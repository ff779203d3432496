/**
 * Reloads a page that the browser restores from its back/forward cache, because its session may have ended meanwhile. The page
 * is hidden when it is left, so that nothing personal is visible before the reload.
 */
export function reloadWhenRestored() {
  const { documentElement: page } = document;
  addEventListener('pagehide', ({ persisted }) => {
    page.hidden = persisted;
  });
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) location.reload();
  });
}
