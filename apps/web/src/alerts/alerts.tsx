import { lazy, startTransition, useEffect, useState } from 'react';
import { sentences } from '../sentences.ts';
import { nameInSentence } from '../sessions/session-name.ts';
import type { SignInAlert } from './sign-in-alert.ts';
import { useAlerts } from './use-alerts.ts';

/** Hardly anybody is ever asked. Whoever is, should be at once: it is fetched when the page has nothing else to do. */
const banner = () => import('./alert-banner.tsx');
const AlertBanner = lazy(banner);

const none: readonly SignInAlert[] = [];

/** Asks on a device that the account knows about those that have just become new to it. */
export function Alerts() {
  const alerts = useAlerts().data?.alerts ?? none;
  const [newest] = alerts;
  useEffect(() => void banner(), []);
  // What an answer has done is said there too, when nothing is asked any more.
  const [isWanted, setWanted] = useState(newest !== undefined);
  // What is in view stays there until the question comes.
  useEffect(() => {
    if (newest) startTransition(() => setWanted(true));
  }, [newest]);
  return (
    <>
      {/* Said politely to who cannot see it, and nobody's focus is taken. */}
      <output className="sr-only">{newest && sentences.alerts.announced(nameInSentence(newest))}</output>
      {isWanted && <AlertBanner alerts={alerts} />}
    </>
  );
}
