/**
 * A page that a browser keeps as it is when the reader leaves it (the back/forward cache) may come back after its session has ended
 * elsewhere. It is hidden as it leaves, and loads anew when it comes back, so that nothing personal is shown before the server
 * has said who is signed in.
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
