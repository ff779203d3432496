import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { addresses } from '../addresses.ts';

/** What follows a sign-in: nothing known before it holds any more. */
export function useArrival() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return () => {
    queries.clear();
    // What was to follow the sign-in stands behind the address.
    navigate(`${addresses.sessions}${window.location.hash}`, { replace: true });
  };
}
