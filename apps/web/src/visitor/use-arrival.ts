import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { addresses } from '../addresses.ts';

/** What follows a sign-in: nothing known before it holds any more. */
export function useArrival() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return () => {
    queries.clear();
    navigate(addresses.sessions, { replace: true });
  };
}
