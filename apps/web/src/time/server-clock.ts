/** Answers tell whole seconds and take a moment to arrive: a difference up to this, in milliseconds, says nothing. */
const blur = 5000;

let offset = 0;

/** Learns from an answer of the server by how much this browser's clock is wrong. `sentAt` is when it was asked, by that clock. */
export function learnClock({ headers }: Pick<Response, 'headers'>, sentAt: number, receivedAt = Date.now()) {
  const told = Date.parse(headers.get('date') ?? '');
  if (Number.isNaN(told)) return;
  // Half a second, because what is told is cut to whole ones.
  const difference = told + 500 - (sentAt + receivedAt) / 2;
  offset = Math.abs(difference) > blur + (receivedAt - sentAt) / 2 ? difference : 0;
}

/** The present, by the clock of the server, which all moments of sessions come from. */
export const serverNow = (): Date => new Date(Date.now() + offset);
