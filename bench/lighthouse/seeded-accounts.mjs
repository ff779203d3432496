// Servers with an account of a given number of sessions, and a browser's sign-in to it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const crowd = fileURLToPath(new URL('../../apps/web/e2e/servers/many-sessions-server.mjs', import.meta.url));
const person = { email: 'ada@example.com', password: 'correct horse battery staple' };

/** As `chromium` of Lighthouse's emulated telephone says, so that the browser is the same device in all measurements. */
const userAgent =
  'Mozilla/5.0 (Linux; Android 11; moto g power (2022)) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36';

/**
 * Starts the built server on a new database, with an account that has `sessions` sessions. One of them is the browser's, which
 * the returned cookie belongs to.
 * @param {number} sessions
 */
export async function startAccount(sessions) {
  const child = spawn(process.execPath, [crowd], {
    env: {
      ...process.env,
      SEED_EMAIL: person.email,
      SEED_PASSWORD: person.password,
      CROWD_SIZE: String(sessions - 1),
      PORT: '0',
      HOST: 'localhost',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  let origin = '';
  for await (const line of lines) {
    origin = /ready: (\S+)/.exec(line)?.[1] ?? '';
    if (origin) break;
  }
  if (!origin) throw new Error('The server did not start.');
  child.stdout.resume();
  const stop = async () => {
    child.kill('SIGTERM');
    await once(child, 'exit');
  };
  return { origin, cookie: await signIn(origin), stop };
}

/** Signs a browser in, and returns its cookies. @param {string} origin */
async function signIn(origin) {
  const answer = await fetch(`${origin}/api/trpc/auth.signIn`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, 'user-agent': userAgent },
    body: JSON.stringify({ ...person, rememberMe: true }),
  });
  if (!answer.ok) throw new Error(`Sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs programs in, so that the history has events. @param {string} origin @param {number} count */
export async function signProgramsIn(origin, count) {
  const { email, password } = person;
  for (let number = 1; number <= count; number += 1) {
    await fetch(`${origin}/api/v1/auth/signin`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'curl/8.5.0' },
      body: JSON.stringify({ email, password, stay_logged_in: true, session_information: `Backup ${number}` }),
    });
  }
}
