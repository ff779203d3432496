import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { addresses } from '../addresses.ts';
import { keepTypedEmail } from '../credentials/typed-email.ts';
import { nextAddress } from './next-address.ts';

/** What follows a sign-in: nothing known before it holds any more. */
export function useArrival() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return () => {
    queries.clear();
    keepTypedEmail('');
    const next = nextAddress(window.location);
    // An application's address is none of the router's.
    if (next !== null) window.location.replace(next);
    // What was to follow the sign-in stands behind the address.
    else navigate(`${addresses.sessions}${window.location.hash}`, { replace: true });
  };
}
