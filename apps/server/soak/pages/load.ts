import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const password = 'correct horse battery';
const tokenAnswer = z.object({ session_token: z.string().optional() });
const json = { 'content-type': 'application/json' };

/** Creates an account with one session over REST. */
export async function signUp(origin: URL, email: string): Promise<string> {
  return issuedToken(origin, 'signup', email);
}

export async function signIn(origin: URL, email: string): Promise<string> {
  return issuedToken(origin, 'signin', email);
}

async function issuedToken(origin: URL, way: 'signup' | 'signin', email: string): Promise<string> {
  const answer = await fetch(new URL(`/api/v1/auth/${way}`, origin), {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password, stay_logged_in: true }),
  });
  const body = tokenAnswer.parse(await answer.json());
  if (body.session_token === undefined) throw new Error(`${way} of ${email}: ${answer.status} ${JSON.stringify(body)}`);
  return body.session_token;
}

/** Uses the sessions in turn, `perSecond` times a second, until it is aborted. Returns the number of answers with 200. */
export async function useSessions(
  origin: URL,
  tokens: readonly string[],
  perSecond: number,
  signal: AbortSignal,
): Promise<number> {
  let answered = 0;
  let next = 0;
  const underWay = new Set<Promise<void>>();
  const use = async () => {
    const token = tokens[next++ % tokens.length] ?? '';
    const answer = await fetch(new URL('/api/v1/user/myself', origin), {
      headers: { authorization: `Bearer ${token}` },
    });
    await answer.arrayBuffer();
    if (answer.status === 200) answered += 1;
  };
  const began = performance.now();
  for (let sent = 0; !signal.aborted;) {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    // At most 100 requests at once, also for a slow server.
    for (; sent < due && underWay.size < 100; sent += 1) {
      const using = use();
      underWay.add(using);
      void using.catch(() => {}).finally(() => underWay.delete(using));
    }
    sent = Math.max(sent, due - perSecond);
    await sleep(5);
  }
  await Promise.allSettled(underWay);
  return answered;
}

/** Signs in until it is aborted. Returns the duration of each sign-in, in milliseconds. */
export async function timeSignIns(origin: URL, email: string, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const began = performance.now();
    await signIn(origin, email);
    times.push(performance.now() - began);
    await sleep(50);
  }
  return times;
}
