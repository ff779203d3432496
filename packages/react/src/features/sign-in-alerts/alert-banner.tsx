import { ShieldQuestionMark } from 'lucide-react';
import { useRef } from 'react';
import type { OpenAlert } from '../../api/outputs.ts';
import { useNow } from '../../api/server-clock.ts';
import { messages } from '../../i18n/messages.ts';
import { uniqueNames } from '../devices/unique-names.ts';
import { AlertQuestion } from './alert-question.tsx';

interface AlertBannerProps {
  readonly alerts: readonly OpenAlert[];
}

/** Further alerts follow when these are answered. */
const visibleAlerts = 3;

/** After an answer another alert takes its place. Clicks within this time, in milliseconds, were meant for the former one. */
const settleTime = 700;

/** The sign-in alerts of the account, each with its two answers. */
export default function AlertBanner({ alerts }: AlertBannerProps) {
  const answeredAt = useRef(-Infinity);
  const now = useNow();
  const { title, lead, more } = messages.alerts;
  const uniqueNameOf = uniqueNames(alerts);
  const hidden = alerts.length - visibleAlerts;
  return (
    <>
      {alerts.length > 0 && (
        <section aria-labelledby="latchkey-alerts" className="screen-only card alert mb-3">
          <div className="flex gap-3 p-4 pb-1 sm:gap-4 sm:px-5">
            <span className="tile">
              <ShieldQuestionMark aria-hidden size={22} strokeWidth={1.75} />
            </span>
            <div className="min-w-0 flex-1">
              <h2
                id="latchkey-alerts"
                tabIndex={-1}
                className="text-lg leading-6 font-semibold tracking-tight outline-none"
              >
                {title}
              </h2>
              <p className="text-sm text-muted text-pretty">{lead(alerts.length)}</p>
            </div>
          </div>
          <ul aria-labelledby="latchkey-alerts">
            {alerts.slice(0, visibleAlerts).map((alert) => (
              <AlertQuestion
                key={alert.id}
                {...{ alert, now }}
                uniqueName={uniqueNameOf(alert)}
                isSettled={() => performance.now() - answeredAt.current > settleTime}
                onAnswered={() => {
                  if (alerts.length > 1) answeredAt.current = performance.now();
                }}
              />
            ))}
          </ul>
          {hidden > 0 && <p className="px-6 pb-4 text-sm text-muted">{more(hidden)}</p>}
        </section>
      )}
    </>
  );
}
