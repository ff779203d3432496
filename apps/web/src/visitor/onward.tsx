import { useEffect } from 'react';
import { Redirect } from 'wouter';
import { addresses } from '../addresses.ts';
import { nextAddress } from './next-address.ts';

/** Takes whoever is signed in already on to where they were going, or else to their sessions. */
export function Onward() {
  const next = nextAddress(window.location);
  useEffect(() => {
    if (next !== null) window.location.replace(next);
  }, [next]);
  return next === null ? <Redirect to={addresses.sessions} replace /> : null;
}
