import { ShieldQuestionMark } from 'lucide-react';
import { useRef, useState } from 'react';
import { sentences } from '../sentences.ts';
import { labelsOf } from '../sessions/session-labels.ts';
import { useNow } from '../time/use-now.ts';
import { AlertQuestion } from './alert-question.tsx';
import { DeniedDialog, type Denied } from './denied-dialog.tsx';
import type { SignInAlert } from './sign-in-alert.ts';

interface AlertBannerProps {
  readonly alerts: readonly SignInAlert[];
}

/** More at once would be no question but a wall: the others come when these are answered. */
const shown = 3;

/** So long, in milliseconds, a press may still be meant for the question that stood there before. */
const settlesWithin = 700;

/** The question that each new device raises. It lies in the page like anything else, and waits. */
export default function AlertBanner({ alerts }: AlertBannerProps) {
  const [denied, setDenied] = useState<Denied | null>(null);
  const answeredAt = useRef(-Infinity);
  const now = useNow();
  const { title, lead, more } = sentences.alerts;
  const labelOf = labelsOf(alerts);
  const hidden = alerts.length - shown;
  return (
    <>
      {alerts.length > 0 && (
        <section aria-labelledby="alerts" className="screen-only card alert mb-10">
          <div className="flex flex-wrap gap-4 p-4 pb-2 sm:gap-5 sm:px-6 sm:pt-5">
            <span className="tile">
              <ShieldQuestionMark aria-hidden size={22} strokeWidth={1.75} />
            </span>
            <div className="min-w-0 flex-1 basis-40">
              <h2 id="alerts" tabIndex={-1} className="text-xl font-semibold tracking-tight outline-none">
                {title}
              </h2>
              <p className="text-sm text-muted text-pretty">{lead(alerts.length)}</p>
            </div>
          </div>
          <ul aria-labelledby="alerts">
            {alerts.slice(0, shown).map((alert) => (
              <AlertQuestion
                key={alert.id}
                {...{ alert, now }}
                label={labelOf(alert)}
                isSettled={() => performance.now() - answeredAt.current > settlesWithin}
                onAnswered={() => {
                  if (alerts.length > 1) answeredAt.current = performance.now();
                }}
                onDenied={setDenied}
              />
            ))}
          </ul>
          {hidden > 0 && <p className="px-6 pb-4 text-sm text-muted">{more(hidden)}</p>}
        </section>
      )}
      {denied && <DeniedDialog denied={denied} onClose={() => setDenied(null)} />}
    </>
  );
}
