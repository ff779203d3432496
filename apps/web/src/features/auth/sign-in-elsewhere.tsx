import { useEffect } from 'react';
import { messages } from '@latchkey/react/i18n/messages.ts';
import { nextAddress, recordRedirect } from '../auth/after-sign-in.tsx';
import { basePath } from '../../layout/base-path.ts';
import { routes } from '../../layout/routes.ts';
import { atApplication } from '@latchkey/react/features/application/application.ts';

const sessionsPath = `${basePath}${routes.sessions}`;

interface HostApplication {
  readonly name: string | null;
  readonly signInUrl: string | null;
}

/**
 * The address of the application's sign-in, with the path to come back to in `next`: what was asked for, or the sessions. Only
 * paths of this origin: two slashes at the start would name another host (CWE-601).
 */
export function signInAddressAt(signInUrl: string, location: Pick<Location, 'origin' | 'search' | 'hash'>): string {
  const wanted = new URL(nextAddress(location) ?? sessionsPath, location.origin);
  const path = `${wanted.pathname}${wanted.search}`;
  const address = new URL(signInUrl, location.origin);
  address.searchParams.set('next', path.startsWith('//') ? sessionsPath : path);
  return address.href;
}

interface SignInLinkProps {
  readonly application: HostApplication;
  readonly signInUrl: string;
  readonly isPrimary?: boolean;
}

/** The button that leads to the application's sign-in. */
export function SignInLink({ application, signInUrl, isPrimary = false }: SignInLinkProps) {
  const look = isPrimary
    ? 'bg-accent text-on-accent shadow-key hover:bg-accent-strong'
    : 'border border-edge bg-surface text-ink hover:border-accent hover:bg-accent-faint';
  return (
    <a href={signInAddressAt(signInUrl, window.location)} className={`button w-full ${look}`}>
      {messages.application.signIn(atApplication(application))}
    </a>
  );
}

interface SignInElsewhereProps {
  readonly application: HostApplication;
  /** Whether the page leads there by itself, because it has nothing to say first. */
  readonly leadsOn: boolean;
}

/** In place of the form where all users sign in at the application. */
export function SignInElsewhere({ application, leadsOn }: SignInElsewhereProps) {
  const { signInUrl } = application;
  useEffect(() => {
    if (!leadsOn || signInUrl === null) return;
    // An application that takes its user for signed in would send them back here again and again.
    if (recordRedirect(window.sessionStorage, Date.now()))
      window.location.replace(signInAddressAt(signInUrl, window.location));
  }, [leadsOn, signInUrl]);
  const { signInLead, signInUnknown } = messages.application;
  if (signInUrl === null) return <p className="text-pretty">{signInUnknown}</p>;
  return (
    <div className="grid gap-6">
      <p className="text-pretty">{signInLead(atApplication(application))}</p>
      <SignInLink application={application} signInUrl={signInUrl} isPrimary />
    </div>
  );
}
