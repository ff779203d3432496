import { hash, randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { freePort } from '@latchkey/testing/port';
import { waitFor } from '@latchkey/testing/wait-for';
import { insistsOnHostName, startMailServer } from './mail-server.ts';
import { startProcess } from '../server-process.ts';

const password = 'correct horse battery';
const from = 'Latchkey <no-reply@example.com>';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';

/** Starts the server, and returns requests to it. */
async function start(settings: Record<string, string>) {
  const PORT = String(await freePort());
  const { child, ready, ended, output, dataDir } = startProcess({ PORT, LOG_LEVEL: 'debug', ...settings });
  await ready;
  const address = `http://127.0.0.1:${PORT}`;
  const post = (path: string, input: object, headers: Record<string, string> = {}) =>
    fetch(`${address}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': firefox, ...headers },
      body: JSON.stringify(input),
    });
  return {
    address,
    output,
    dataDir,
    signUp: (email: string, language = 'en') =>
      post('/api/trpc/auth.signUp', { email, password }, { 'accept-language': language }),
    signIn: (email: string) => post('/api/trpc/auth.signIn', { email, password }),
    post,
    mutate: (name: string, input: object) => post(`/api/trpc/${name}`, input),
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

const linkIn = (text: string): string => /http:\/\/\S+\/new-device#([\w-]+)/.exec(text)?.[1] ?? '';

describe('a mail about a new device', { timeout: 60_000 }, () => {
  it('is sent to a real mail server at once, names the device, and its link works once without a sign-in', async () => {
    const post = await startMailServer();
    const app = await start({ SMTP_URL: post.url, MAIL_FROM: from, PUBLIC_URL: 'http://sessions.example.com' });
    const email = "o'brien&x/y=?#|%@example.com";
    await app.signUp(email);
    expect((await app.signIn(email)).status).toBe(200);
    await waitFor(() => expect(post.mails).toHaveLength(1));
    const [mail] = post.mails;
    expect(mail?.to).toEqual([email]);
    for (const text of [
      'From: Latchkey <no-reply@example.com>',
      `To: ${email}`,
      'Subject: New sign-in: Firefox on Windows, Your local network',
      'Auto-Submitted: auto-generated',
      'Firefox 128 on Windows 10 or 11',
      'Content-Language: en',
      'Yes? Then there is nothing to do.',
      'UTC',
    ]) {
      expect(mail?.shown).toContain(text);
    }
    expect(mail?.shown).toContain('http://sessions.example.com/new-device#');
    const link = linkIn(mail?.shown ?? '');
    const read = await app.mutate('alert.readByLink', { link });
    expect([read.status, await read.text()]).toEqual([200, expect.stringContaining('"isLive":true')]);
    const denied = await app.mutate('alert.answerByLink', { link, answer: 'denied' });
    expect([denied.status, await denied.text()]).toEqual([200, expect.stringContaining('"ended":1')]);
    expect((await app.mutate('alert.answerByLink', { link, answer: 'denied' })).status).toBe(404);
    expect(post.mails).toHaveLength(1);
  });

  it('is accepted by a relay that requires a host name in EHLO: the one of PUBLIC_URL', async () => {
    const post = await startMailServer(undefined, insistsOnHostName);
    const app = await start({ SMTP_URL: post.url, MAIL_FROM: from, PUBLIC_URL: 'http://sessions.example.com:8080' });
    await app.signUp('ada@example.com');
    await app.signIn('ada@example.com');
    await waitFor(() => expect(post.mails).toHaveLength(1));
  });

  it('is not answered by a scanner: GET and HEAD of its link show the page and change nothing', async () => {
    const post = await startMailServer();
    const app = await start({ SMTP_URL: post.url, MAIL_FROM: from });
    await app.signUp('bob@example.com');
    await app.signIn('bob@example.com');
    await waitFor(() => expect(post.mails).toHaveLength(1));
    const link = linkIn(post.mails[0]?.shown ?? '');
    const { hostname, port } = new URL(app.address);
    // A scanner may send the fragment, which browsers do not.
    for (const path of ['/new-device', `/new-device#${link}`, `/new-device?${link}`]) {
      for (const method of ['GET', 'HEAD']) {
        for (const headers of [{}, { purpose: 'prefetch' }, { 'sec-purpose': 'prefetch;prerender' }]) {
          const status = await new Promise((resolve, reject) => {
            request({ hostname, port, path, method, headers: { accept: 'text/html', ...headers } }, (answer) => {
              answer.resume();
              resolve(answer.statusCode);
            })
              .on('error', reject)
              .end();
          });
          expect(status).toBe(200);
        }
      }
    }
    expect((await app.mutate('alert.readByLink', { link })).status).toBe(200);
    await app.stop();
    expect(app.output()).not.toContain(link);
  });

  it('has its link in no log, file or answer: only the hash is stored', async () => {
    const post = await startMailServer();
    const app = await start({ SMTP_URL: post.url, MAIL_FROM: from });
    await app.signUp('eve@example.com');
    const signedIn = await app.signIn('eve@example.com');
    await waitFor(() => expect(post.mails).toHaveLength(1));
    const link = linkIn(post.mails[0]?.shown ?? '');
    const answers = [
      await signedIn.text(),
      await (await app.mutate('alert.readByLink', { link })).text(),
      await (await app.mutate('alert.answerByLink', { link, answer: 'confirmed' })).text(),
      await (await app.mutate('alert.readByLink', { link })).text(),
    ].join('\n');
    const { output } = await app.stop();
    const files = readdirSync(app.dataDir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
    const drawn = Buffer.from(link.slice(0, 43), 'base64url').toString('latin1');
    for (const place of [output, answers, kept]) {
      expect(place.includes(link)).toBe(false);
      expect(place.includes(drawn)).toBe(false);
    }
    expect(kept).toContain(hash('sha256', link, 'buffer').toString('latin1'));
    expect(output).not.toContain('eve@example.com');
  });

  it('neither delays a sign-in nor fails it when the mail server hangs, refuses, or is unavailable', async () => {
    const hanging = await startMailServer(() => new Promise(() => {}));
    const refusing = await startMailServer(() => Promise.reject(new Error('550 no room for ada@example.com')));
    for (const SMTP_URL of [hanging.url, refusing.url, 'smtp://127.0.0.1:9']) {
      const app = await start({ SMTP_URL, MAIL_FROM: from });
      await app.signUp('ada@example.com');
      for (let times = 0; times < 3; times += 1) expect((await app.signIn('ada@example.com')).status).toBe(200);
      if (SMTP_URL !== hanging.url) {
        await waitFor(() => expect(app.output()).toContain('a mail could not be sent'));
      }
      // A mail that hangs does not delay the stop.
      expect((await app.stop()).code).toBe(0);
      expect(app.output()).not.toContain('ada@example.com');
    }
  });

  it('is sent by the next process if one was killed before or while sending it', async () => {
    const hanging = await startMailServer(() => new Promise(() => {}));
    const first = await start({ SMTP_URL: hanging.url, MAIL_FROM: from });
    await first.signUp('kim@example.com');
    await first.signIn('kim@example.com');
    await waitFor(() => expect(hanging.tries()).toBe(1));
    await first.signIn('kim@example.com');
    await first.stop('SIGKILL');
    const post = await startMailServer();
    const second = await start({ SMTP_URL: post.url, MAIL_FROM: from, DATA_DIR: first.dataDir });
    await second.signIn('kim@example.com');
    // The second sign-in, which no mail had, and the new one: in one mail if both are due at once. The interrupted mail is
    // due again after two minutes.
    const devices = () => post.mails.flatMap(({ shown }) => shown.match(/^ *Device: Firefox 128/gm) ?? []);
    await waitFor(() => expect(devices()).toHaveLength(2));
  });

  it('is printed in its language without SMTP_URL, and a public server logs one warning', async () => {
    const app = await start({ PUBLIC_URL: 'https://sessions.example.com' });
    await app.signUp('ada@example.com', 'de');
    await app.signIn('ada@example.com');
    await waitFor(() => expect(app.output()).toContain('https://sessions.example.com/new-device#'));
    expect(app.output()).toContain(
      'To: ada@example.com\nSubject: Neue Anmeldung: Firefox auf Windows, Ihr lokales Netzwerk\n',
    );
    expect(app.output()).toContain('Wo: Ihr lokales Netzwerk');
    expect(app.output().match(/SMTP_URL is not set: mails/g)).toHaveLength(1);
    const local = await start({});
    expect(local.output()).not.toContain('SMTP_URL is not set: mails');
  });

  it('has BRAND_NAME and a whole address of SUPPORT_URL', async () => {
    const app = await start({ BRAND_NAME: 'Acme', SUPPORT_URL: '/help', PUBLIC_URL: 'https://sessions.example.com' });
    await app.signUp('ada@example.com');
    const end = 'Sent by Acme to the address of your account.\nhttps://sessions.example.com\nHelp with your account';
    await waitFor(() => expect(app.output()).toContain(`${end}\nhttps://sessions.example.com/help\n`));
  });

  it('names the application by APPLICATION_NAME where that says only that it has signed the user in', async () => {
    const hex = randomBytes(32).toString('hex');
    const key = `latchkey_service_${hex}${crc32(hex).toString(16).padStart(8, '0')}`;
    const app = await start({ ACCOUNTS: 'host', APPLICATION_NAME: 'Acme', SERVICE_KEYS: `acme ${key}` });
    for (const userAgent of [firefox, 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0']) {
      const client = { ip: '203.0.113.9', headers: { 'user-agent': userAgent, 'accept-language': 'en' } };
      const signIn = { subject: 'ada', email: 'ada@example.com', methods: ['fed'], client };
      const begun = await app.post('/api/v1/service/sessions', signIn, { authorization: `Bearer ${key}` });
      expect(begun.status).toBe(201);
    }
    await waitFor(() => expect(app.output()).toContain('  How: the sign-in of \u2068Acme\u2069\n'));
  });

  it('never sends the password of SMTP_URL without TLS', async () => {
    const credentials: string[] = [];
    const post = await startMailServer(() => {}, {
      allowInsecureAuth: true,
      onAuth({ password: given }, _session, done) {
        credentials.push(given ?? '');
        done(null, { user: 'app' });
      },
    });
    const app = await start({ SMTP_URL: `smtp://app:s%40cret@127.0.0.1:${post.port}`, MAIL_FROM: from });
    await app.signUp('ada@example.com');
    await app.signIn('ada@example.com');
    await waitFor(() => expect(app.output()).toContain('a mail could not be sent'));
    expect(credentials).toEqual([]);
    expect(app.output()).not.toContain('s@cret');
  });
});
