// Signs up, signs in, ends a session and sends its token to every instance: node deploy/smoke.mjs http://127.0.0.1:3000
import { randomUUID } from 'node:crypto';

const [origin = 'http://127.0.0.1:3000'] = process.argv.slice(2);
const times = 60;
const lostDevice = 'A device that gets lost';
const email = `${randomUUID()}@example.com`;
const password = `smoke ${randomUUID()}`;
/** The instances that answered, if `X-Served-By` names them. */
const servedBy = new Set();

try {
  await readiness();
  const owner = await token('signup', { email, password });
  const other = await token('signin', { email, password, session_information: lostDevice });

  // So that each instance has the session in its cache.
  for (let time = 0; time < times; time += 1) await expectStatus(200, other);
  const listed = await (await ask('/user/myself/session', owner)).text();
  const lost = String(JSON.parse(listed).sessions.find(({ information }) => information === lostDevice)?.id);
  const began = performance.now();
  const ended = await ask(`/user/myself/session/${lost}`, owner, 'DELETE');
  const took = Math.round(performance.now() - began);
  if (ended.status !== 200) throw new Error(`The session was not ended: ${ended.status} ${await ended.text()}`);

  for (let time = 0; time < times; time += 1) await expectStatus(401, other);
  await expectStatus(200, owner);
  const instances = servedBy.size > 0 ? `, by ${servedBy.size} instances` : '';
  console.log(`A session was ended in ${took} ms, and its token was refused ${times} times after that${instances}.`);
} catch (error) {
  console.error(`Failed: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
}

async function readiness() {
  const answer = await fetch(`${origin}/readyz`);
  if (answer.status !== 200) throw new Error(`${origin} is not ready: ${answer.status} ${await answer.text()}`);
}

/** @param {string} path @param {object} body @returns {Promise<string>} */
async function token(path, body) {
  const answer = await fetch(`${origin}/api/v1/auth/${path}`, { method: 'POST', body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path} was answered with ${answer.status} ${await answer.text()}`);
  return String(JSON.parse(await answer.text()).session_token);
}

/**
 * On a new connection, because `npm run cluster` chooses an instance for each connection.
 * @param {string} path
 * @param {string} bearer
 */
async function ask(path, bearer, method = 'GET') {
  const headers = { authorization: `Bearer ${bearer}`, connection: 'close' };
  const answer = await fetch(`${origin}/api/v1${path}`, { method, headers });
  const instance = answer.headers.get('x-served-by');
  if (instance) servedBy.add(instance);
  return answer;
}

/** @param {number} status @param {string} bearer */
async function expectStatus(status, bearer) {
  const answer = await ask('/user/myself', bearer);
  await answer.text();
  if (answer.status !== status) throw new Error(`A token was answered with ${answer.status} instead of ${status}`);
}
