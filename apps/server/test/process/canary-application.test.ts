import { spawnSync } from 'node:child_process';
import { createPrivateKey, hash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServiceKey } from '@latchkey/sessions/applications/service-key';
import { waitFor } from '@latchkey/testing/wait-for';
import { expect, it } from 'vitest';
import { copyDatabase, directoryForTest, startProcess } from '../server-process.ts';
import { Receiver } from '../webhooks/receiver.ts';
import { canary, filesOf, leaksIn } from './canary.ts';

const admin = fileURLToPath(new URL('../../dist/admin/main.js', import.meta.url));
const keyText = /latchkey_service_[0-9a-f]{72}/;

/** A database with a service key that the admin command has created. */
function databaseWithKey() {
  const dataDir = join(directoryForTest(), 'data');
  copyDatabase(dataDir);
  const env = { PATH: process.env.PATH, DATA_DIR: dataDir };
  const created = spawnSync(process.execPath, [admin, 'keys', 'create', 'shop'], { env, encoding: 'utf8' });
  const [storedKey] = keyText.exec(created.stdout) ?? [];
  if (storedKey === undefined) throw new Error(`No key: ${created.stdout}${created.stderr}`);
  return { dataDir, storedKey };
}

/** The private parts of the only key that signs tokens, in the forms of a file and of a JSON Web Key. */
function privatePartsIn(files: string): Record<string, string> {
  const [pem = ''] = /-----BEGIN PRIVATE KEY-----\n[\w+/=\n]+-----END PRIVATE KEY-----/.exec(files) ?? [];
  const { d = '', p = '', q = '', dp = '', dq = '', qi = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  return { pem, d, p, q, dp, dq, qi };
}

/** An application that keeps all answers, without the secrets that an answer is meant to give it. */
class Application {
  readonly answers: string[] = [];
  readonly #address: string;
  readonly #key: string;

  constructor(address: string, key: string) {
    this.#address = address;
    this.#key = key;
  }

  /** `gives` finds the secrets in an answer that are meant to be there. */
  async ask(method: string, path: string, input?: object, gives: RegExp = /(?!)/g, key = this.#key) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
    return this.#keep(await this.#fetch(method, path, headers, input), gives);
  }

  async asBrowser(method: string, path: string, cookie: string, input?: object, gives: RegExp = /(?!)/g) {
    return this.#keep(await this.#fetch(method, path, { 'content-type': 'application/json', cookie }, input), gives);
  }

  #fetch(method: string, path: string, headers: Record<string, string>, input?: object): Promise<Response> {
    const body = input === undefined ? {} : { body: JSON.stringify(input) };
    return fetch(`${this.#address}${path}`, { method, headers, ...body });
  }

  async #keep(answer: Response, gives: RegExp) {
    const text = await answer.text();
    this.answers.push(`${JSON.stringify([...answer.headers])}\n${text.replaceAll(gives, '')}`);
    return { status: answer.status, text, given: text.match(gives)?.[0] ?? '' };
  }
}

it(
  'the secrets of an application leave the process in the answers that give them only',
  { timeout: 120_000 },
  async () => {
    const { dataDir, storedKey } = databaseWithKey();
    const wrongKey = createServiceKey();
    await using receiver = new Receiver(({ path }, response) => {
      const status = path.endsWith('fails') ? 500 : path.endsWith('moves') ? 302 : 204;
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end();
    });
    const url = await receiver.listen();
    const configuredKey = createServiceKey();
    const { child, ready, ended } = startProcess({
      DATA_DIR: dataDir,
      ACCOUNTS: 'both',
      SERVICE_KEYS: `shop ${configuredKey}`,
      STEP_UP_URL: '/confirm',
      WEBHOOKS_TO_PRIVATE_NETWORKS: 'on',
      LOG_LEVEL: 'debug',
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (log += chunk.toString()));
    const app = new Application(await ready, storedKey);

    const service = '/api/v1/service';
    const secretText = /whsec_[A-Za-z0-9+/=]+/g;
    const create = async (more: object) =>
      (await app.ask('POST', `${service}/webhooks`, { url, ...more }, secretText)).given;
    const webhookSecret = await create({});
    expect(await create({ url: `${url}/fails` })).toMatch(secretText);
    expect(await create({ url: `${url}/moves` })).toMatch(secretText);
    expect(await create({ format: 'set', audience: 'shop' })).toBe('');
    const rotation = await app.ask('POST', `${service}/webhooks/1`, { rotate_secret: true }, secretText);
    const newSecret = rotation.given;

    const tokenText = /latchkey_[0-9a-f]{72}|latchkey-device=[0-9a-f]{64}/g;
    const subject = canary('person');
    const client = { ip: '203.0.113.9', headers: { 'user-agent': 'Firefox' } };
    const begin = { subject, methods: ['pwd'], client };
    const begun = await app.ask('POST', `${service}/sessions`, begin, tokenText);
    expect(begun.status).toBe(201);
    const other = await app.ask('POST', `${service}/sessions`, { ...begin, kind: 'program' }, tokenText);
    const { set_cookie: lines }: { set_cookie: string[] } = JSON.parse(begun.text);
    const cookie = lines.map((line) => line.split(';', 1)[0]).join('; ');
    const requestText = /[\w-]{20,}\.[\w-]{20,}\.[\w-]{43}/g;
    const asked = await app.asBrowser(
      'POST',
      '/api/trpc/auth.requestStepUp',
      cookie,
      { purpose: 'continue' },
      requestText,
    );
    const request = asked.given;
    const secrets = {
    storedKey, configuredKey, wrongKey, webhookSecret, newSecret, request,
    'signature of the request': request.split('.')[2] ?? '',
    'bytes of the webhook secret': webhookSecret.slice('whsec_'.length),
    session: begun.given,
    otherSession: other.given,
  }; // prettier-ignore
    expect(Object.entries(secrets).filter(([, secret]) => secret.length < 40)).toEqual([]);

    // The page, with what a browser may bring back in its address.
    for (const path of ['/', '/sessions', '/confirm', '/api/v1/nowhere', '/api/trpc/session.list', '/api/v1/verify']) {
      const query = new URLSearchParams({ request, key: storedKey, secret: webhookSecret }).toString();
      await app.asBrowser('GET', `${path}?${query}`, cookie);
    }
    await app.asBrowser('GET', '/api/trpc/history.list?input=%7B%7D', cookie);
    // Refused requests that contain the secrets.
    const stepUp = { cookie, request };
    for (const [path, input, status, key] of [
      ['step-ups', { cookie: 'latchkey=x', request }, 404, storedKey],
      ['step-ups', { ...stepUp, request: `${request}x` }, 409, storedKey],
      ['step-ups', { ...stepUp, request: `${request}${' '.repeat(2_000)}` }, 409, storedKey],
      ['step-ups', stepUp, 401, wrongKey],
      ['sessions/confirm', { ...stepUp, subject: 'another', methods: ['otp'] }, 409, storedKey],
      ['webhooks', { url: webhookSecret, audience: newSecret, events: [newSecret] }, 422, storedKey],
      ['webhooks/9', { url: `${url}/${webhookSecret}` }, 404, storedKey],
      [`users/${encodeURIComponent(request)}/disable`, { secret: webhookSecret }, 422, configuredKey],
      ['nothing', { secret: webhookSecret, key: storedKey }, 404, storedKey],
    ] as const) {
      expect([path, (await app.ask('POST', `${service}/${path}`, input, undefined, key)).status]).toEqual([
        path,
        status,
      ]);
    }
    expect((await app.ask('POST', `${service}/step-ups`, stepUp)).status).toBe(200);
    const confirm = { ...stepUp, subject, methods: ['otp'] };
    expect((await app.ask('POST', `${service}/sessions/confirm`, confirm, tokenText)).status).toBe(200);
    expect((await app.ask('POST', `${service}/sessions/confirm`, confirm)).status).toBe(404);
    expect((await app.ask('DELETE', `${service}/users/${subject}/sessions`)).status).toBe(200);
    // Each endpoint has received or refused events, and the log of each shows it.
    await waitFor(() => expect(new Set(receiver.received.map(({ path }) => path)).size).toBe(3));
    await waitFor(() => expect(receiver.received.filter(({ body }) => body.split('.').length === 3).length).toBe(2));
    for (const path of ['/webhooks', '/webhooks/1/deliveries', '/webhooks/2/deliveries', '/events']) {
      expect((await app.ask('GET', `${service}${path}`)).status).toBe(200);
    }
    expect((await app.ask('GET', '/api/v1/jwks')).text).toContain('"kid"');
    child.kill('SIGTERM');
    await ended;

    const kept = filesOf(dataDir);
    const signing = privatePartsIn(kept);
    const all = { ...secrets, ...signing };
    expect(leaksIn(app.answers.join('\n'), all)).toEqual([]);
    expect(leaksIn(log, { ...all, subject })).toEqual([]);
    expect(log).toContain('"route":"/api/v1/service/step-ups"');
    expect(leaksIn(receiver.received.map((one) => JSON.stringify(one)).join('\n'), all)).toEqual([]);
    // What signs what is sent has to be stored. Nothing else is, but for hashes.
    const { webhookSecret: _old, newSecret: _new, 'bytes of the webhook secret': _bytes, ...neverStored } = secrets;
    expect(leaksIn(kept, neverStored)).toEqual([]);
    expect(leaksIn(kept, { webhookSecret, newSecret })).toEqual(['webhookSecret', 'newSecret']);
    expect(kept.includes(hash('sha256', storedKey, 'buffer').toString('latin1'))).toBe(true);
  },
);
