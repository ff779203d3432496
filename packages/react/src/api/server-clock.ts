import { useEffect, useState } from 'react';

/** The `date` header has whole seconds and answers take time, so that smaller differences, in milliseconds, are ignored. */
const blur = 5000;

let offset = 0;

/**
 * Compares the `date` header of an answer with the browser's clock. `sentAt` and `receivedAt` are times of the browser's clock
 * in milliseconds.
 */
export function adjustClock({ headers }: Pick<Response, 'headers'>, sentAt: number, receivedAt = Date.now()) {
  const serverTime = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(serverTime)) return;
  // Half a second more, because the header cuts the time to whole seconds.
  const difference = serverTime + 500 - (sentAt + receivedAt) / 2;
  offset = Math.abs(difference) > blur + (receivedAt - sentAt) / 2 ? difference : 0;
}

/** Sends a request, and compares the server's clock with the browser's. */
export async function timedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const sentAt = Date.now();
  const answer = await fetch(input, init);
  adjustClock(answer, sentAt);
  return answer;
}

/** The present by the server's clock. All times of sessions come from that clock. */
export const serverNow = (): Date => new Date(Date.now() + offset);

const step = 30_000;

/** The present, renewed every 30 seconds. */
export function useNow(): Date {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), step);
    return () => clearInterval(timer);
  }, []);
  return now;
}
