import { useEffect, useState } from 'react';
import { Redirect } from 'wouter';
import { addresses } from '../addresses.ts';
import { nextAddress } from './next-address.ts';
import { mayGoBack } from './round-trips.ts';

/** Takes whoever is signed in already on to where they were going, or else to their sessions. */
export function Onward() {
  const next = nextAddress(window.location);
  const [isHere, setIsHere] = useState(next === null);
  useEffect(() => {
    if (next === null) return;
    if (mayGoBack(window.sessionStorage, Date.now())) window.location.replace(next);
    else {
      console.warn(`${next} does not see who is signed in.`);
      setIsHere(true);
    }
  }, [next]);
  return isHere ? <Redirect to={addresses.sessions} replace /> : null;
}
