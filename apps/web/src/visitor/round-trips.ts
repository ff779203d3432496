const key = 'latchkey-round-trips';

/** More of them in so short a time, in milliseconds, are nobody's own doing. */
const most = 3;
const within = 10_000;

/**
 * Notes that somebody who is signed in is taken back to an application. Tells whether that may be done: one that does not
 * see that they are signed in would send them here again, for ever.
 */
export function mayGoBack(storage: Storage, now: number): boolean {
  const times = (storage.getItem(key) ?? '').split(' ').map(Number);
  const lately = times.filter((time) => now - time < within);
  storage.setItem(key, [...lately, now].join(' '));
  return lately.length < most;
}
