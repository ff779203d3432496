/**
 * Where an application wants whoever it sent here to go on after they have signed in: `next` in the address, as a path of
 * this very origin, so that no link to the sign-in leads elsewhere (CWE-601). Null where there is none. Whatever stands
 * behind the address comes first: it is what the person chose.
 */
export function nextAddress({ origin, search, hash }: Pick<Location, 'origin' | 'search' | 'hash'>): string | null {
  const next = new URLSearchParams(search).get('next');
  if (hash !== '' || !next?.startsWith('/') || !URL.canParse(next, origin)) return null;
  const address = new URL(next, origin);
  // Whole, because a path alone may begin with two slashes by now, which would name a host.
  return address.origin === origin ? address.href : null;
}
