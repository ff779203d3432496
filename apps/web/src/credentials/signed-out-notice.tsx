import type { SessionEnd } from '../api/refusal.ts';
import { Notice } from '../controls/notice.tsx';
import { sentences } from '../sentences.ts';
import { calendarDate, clockTime, isSameDay } from '../time/calendar.ts';

interface SignedOutNoticeProps {
  readonly end: SessionEnd | null;
}

/** Says calmly why somebody who was signed in finds themselves before the door. */
export function SignedOutNotice({ end }: SignedOutNoticeProps) {
  // A page left open may be older than the server, and not know a new reason.
  const sentence = end && sentences.ended[end.reason]?.(whenItWas(new Date(end.at)));
  return <Notice tone="calm">{sentence ?? sentences.endedSomehow}</Notice>;
}

function whenItWas(at: Date): string {
  return isSameDay(at, new Date()) ? sentences.today(clockTime(at)) : sentences.onDay(calendarDate(at), clockTime(at));
}
