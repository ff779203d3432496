import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { NotingPage } from './noting-page.ts';

const password = 'correct horse battery';
const tokenAnswer = z.object({ session_token: z.string().optional() });
const json = { 'content-type': 'application/json' };

/** Creates an account with one session over REST. */
export async function signUp(origin: URL, email: string): Promise<string> {
  return issuedToken(origin, 'signup', email);
}

export async function signIn(origin: URL, email: string, label?: string): Promise<string> {
  return issuedToken(origin, 'signin', email, label);
}

async function issuedToken(origin: URL, way: 'signup' | 'signin', email: string, label?: string): Promise<string> {
  const answer = await fetch(new URL(`/api/v1/auth/${way}`, origin), {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ email, password, stay_logged_in: true, session_information: label }),
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

/** In milliseconds, from the request for a sign-in. */
export interface SignInTimes {
  /** To its answer. */
  readonly answered: number[];
  /** To the event with the new session in the stream of a page of the same user. */
  readonly shown: number[];
}

/** Signs in until it is aborted. `page`: an open page of the user, or none. */
export async function timeSignIns(
  origin: URL,
  email: string,
  page: NotingPage | null,
  signal: AbortSignal,
): Promise<SignInTimes> {
  const times: SignInTimes = { answered: [], shown: [] };
  for (let number = 1; !signal.aborted; number += 1) {
    const label = `sign-in ${number}`;
    const arrival = page?.arrivalOf(label);
    const began = performance.now();
    await signIn(origin, email, label);
    times.answered.push(performance.now() - began);
    if (arrival) times.shown.push((await arrival) - began);
    await sleep(50);
  }
  return times;
}
