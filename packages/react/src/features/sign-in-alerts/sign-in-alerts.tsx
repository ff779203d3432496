import { lazy, startTransition, useEffect, useState } from 'react';
import type { OpenAlert } from '../../api/outputs.ts';
import { messages } from '../../i18n/messages.ts';
import { nameInSentence } from '../devices/session-name.tsx';
import { useAlerts } from './alerts-query.ts';
import { onDemand } from '../../api/on-demand.ts';

/** Loaded with the first alert, because few users see one. */
const AlertBanner = lazy(onDemand(() => import('./alert-banner.tsx')));

const none: readonly OpenAlert[] = [];

/** Shows sign-in alerts on a device that the account already knows. */
export function SignInAlerts() {
  const alerts = useAlerts().data ?? none;
  const [newest] = alerts;
  // The banner stays mounted after the last answer, because it shows the dialog that follows a no.
  const [isWanted, setWanted] = useState(newest !== undefined);
  // As a transition, so that the screen stays visible while the banner's code loads.
  useEffect(() => {
    if (newest) startTransition(() => setWanted(true));
  }, [newest]);
  return (
    <>
      {/* Announced by screen readers without taking the focus. */}
      <output className="sr-only">{newest && messages.alerts.announced(nameInSentence(newest))}</output>
      {isWanted && <AlertBanner alerts={alerts} />}
    </>
  );
}
