import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Redirect, useLocation } from 'wouter';
import { routes } from '../../layout/routes.ts';
import { keepTypedEmail } from '@latchkey/react/features/auth/credentials.ts';

/** Redirects a user who is already signed in to the address in `next`, or to the sessions. */
export function RedirectAfterSignIn() {
  const next = nextAddress(window.location);
  const [, navigate] = useLocation();
  useEffect(() => {
    if (next === null) return;
    if (recordRedirect(window.sessionStorage, Date.now())) window.location.replace(next);
    else {
      console.warn(`${next} does not see who is signed in.`);
      navigate(routes.sessions, { replace: true });
    }
  }, [next, navigate]);
  return next === null ? <Redirect to={routes.sessions} replace /> : null;
}

/** Returns what to do after a sign-in: clear all cached queries and go to `next` or to the sessions. */
export function useAfterSignIn() {
  const queries = useQueryClient();
  const [, navigate] = useLocation();
  return () => {
    queries.clear();
    keepTypedEmail('');
    const next = nextAddress(window.location);
    // `next` is a path of another application, which the router does not know.
    if (next !== null) window.location.replace(next);
    // The hash continues: it may hold a search, or open the dialog for a new password.
    else navigate(`${routes.sessions}${window.location.hash}`, { replace: true });
  };
}

/**
 * The address in the query parameter `next`, to which an application wants the user to return after the sign-in. Only paths of
 * this origin count, so that no link to the sign-in form leads to another site (CWE-601). Null without one, or where the
 * address has a hash, which was chosen by the user.
 */
export function nextAddress({ origin, search, hash }: Pick<Location, 'origin' | 'search' | 'hash'>): string | null {
  const next = new URLSearchParams(search).get('next');
  if (hash !== '' || !next?.startsWith('/') || !URL.canParse(next, origin)) return null;
  const address = new URL(next, origin);
  // As an absolute address, because the path alone may begin with two slashes here, which a browser reads as a host.
  return address.origin === origin ? address.href : null;
}

const key = 'latchkey-round-trips';

/** More redirects than this within the time, in milliseconds, are a loop. */
const most = 3;
const within = 10_000;

/**
 * Records a redirect to an application. Returns false for a loop: an application that does not see the session would send the
 * user back here again and again.
 */
export function recordRedirect(storage: Storage, now: number): boolean {
  const times = (storage.getItem(key) ?? '').split(' ').map(Number);
  const lately = times.filter((time) => now - time < within);
  storage.setItem(key, [...lately, now].join(' '));
  return lately.length < most;
}
