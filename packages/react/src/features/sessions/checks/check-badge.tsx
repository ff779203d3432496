import type { SessionView } from '../../../api/outputs.ts';
import { messages } from '../../../i18n/messages.ts';
import { countryName, countryOf } from '../../locations/location.tsx';
import type { CheckReason } from './check-reason.ts';

interface CheckBadgeProps {
  readonly session: SessionView;
  readonly reason: CheckReason;
}

/** The reason for a look at a session, in two or three words. */
export function CheckBadge({ session, reason }: CheckBadgeProps) {
  return (
    <span className="badge badge-check" title={explainCheck(session, reason)}>
      {checkTitle(session, reason)}
    </span>
  );
}

const countryText = (session: SessionView): string => countryName(countryOf(session) ?? '');

function checkTitle(session: SessionView, reason: CheckReason): string {
  const { onlyInCountry, usedOnce } = messages.deviceList;
  switch (reason) {
    case 'unconfirmed':
      return messages.sessions.unconfirmed;
    case 'newCountry':
      return messages.alerts.newCountry;
    case 'onlyInCountry':
      return onlyInCountry(countryText(session));
    case 'usedOnce':
      return usedOnce;
    default:
      return reason satisfies never;
  }
}

/** Why the badge is there, in a sentence. */
export function explainCheck(session: SessionView, reason: CheckReason): string {
  const { why } = messages.deviceList;
  const sentence = why[reason];
  return typeof sentence === 'string' ? sentence : sentence(countryText(session));
}
