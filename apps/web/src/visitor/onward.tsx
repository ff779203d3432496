import { useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import { addresses } from '../addresses.ts';
import { nextAddress } from './next-address.ts';
import { mayGoBack } from './round-trips.ts';

/** Takes whoever is signed in already on to where they were going, or else to their sessions. */
export function Onward() {
  const next = nextAddress(window.location);
  const [, navigate] = useLocation();
  useEffect(() => {
    if (next === null) return;
    if (mayGoBack(window.sessionStorage, Date.now())) window.location.replace(next);
    else {
      console.warn(`${next} does not see who is signed in.`);
      navigate(addresses.sessions, { replace: true });
    }
  }, [next, navigate]);
  return next === null ? <Redirect to={addresses.sessions} replace /> : null;
}
