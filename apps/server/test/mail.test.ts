import { hash } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { freePort } from '../src/cluster/free-port.ts';
import { insistsOnHostName, startMailServer } from './mail-server.ts';
import { startProcess } from './server-process.ts';

const home = mkdtempSync(join(tmpdir(), 'latchkey-mail-'));
afterAll(() => rmSync(home, { recursive: true }));

const password = 'correct horse battery';
const from = 'Latchkey <no-reply@example.com>';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';

let databases = 0;
const newDatabase = () => join(home, String((databases += 1)));

/** The real process, and somebody in it. */
async function started(settings: Record<string, string>, DATA_DIR = newDatabase()) {
  const PORT = String(await freePort());
  const { child, ready, ended, output } = startProcess({ DATA_DIR, PORT, LOG_LEVEL: 'debug', ...settings });
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
    DATA_DIR,
    signUp: (email: string, language = 'en') =>
      post('/api/trpc/auth.signUp', { email, password }, { 'accept-language': language }),
    signIn: (email: string) => post('/api/trpc/auth.signIn', { email, password }),
    mutate: (name: string, input: object) => post(`/api/trpc/${name}`, input),
    async stop(signal: NodeJS.Signals = 'SIGTERM') {
      child.kill(signal);
      return ended;
    },
  };
}

const linkIn = (text: string): string => /http:\/\/\S+\/new-device#([\w-]+)/.exec(text)?.[1] ?? '';

const soon = { timeout: 10_000, interval: 50 };

describe('a mail about a new device', { timeout: 60_000 }, () => {
  it('comes through a real mail server at once, says what signed in, and its link works once without a sign-in', async () => {
    const post = await startMailServer();
    const app = await started({ SMTP_URL: post.url, MAIL_FROM: from, PUBLIC_URL: 'http://sessions.example.com' });
    await app.signUp('ada@example.com');
    expect((await app.signIn('ada@example.com')).status).toBe(200);
    await vi.waitFor(() => expect(post.mails).toHaveLength(1), soon);
    const [mail] = post.mails;
    expect(mail?.to).toEqual(['ada@example.com']);
    for (const told of [
      'From: Latchkey <no-reply@example.com>',
      'To: ada@example.com',
      'Subject: A new device signed in to your account',
      'Auto-Submitted: auto-generated',
      'Firefox 128 on Windows 10 or 11',
      'Content-Language: en',
      'Yes? Then there is nothing to do.',
      'UTC',
    ]) {
      expect(mail?.shown).toContain(told);
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

  it('is taken by a relay that insists on a host name in EHLO: the one of PUBLIC_URL', async () => {
    const post = await startMailServer(undefined, insistsOnHostName);
    const app = await started({ SMTP_URL: post.url, MAIL_FROM: from, PUBLIC_URL: 'http://sessions.example.com:8080' });
    await app.signUp('ada@example.com');
    await app.signIn('ada@example.com');
    await vi.waitFor(() => expect(post.mails).toHaveLength(1), soon);
  });

  it('is no mail that a scanner could answer: GET and HEAD of its address show the page and change nothing', async () => {
    const post = await startMailServer();
    const app = await started({ SMTP_URL: post.url, MAIL_FROM: from });
    await app.signUp('bob@example.com');
    await app.signIn('bob@example.com');
    await vi.waitFor(() => expect(post.mails).toHaveLength(1), soon);
    const link = linkIn(post.mails[0]?.shown ?? '');
    const { hostname, port } = new URL(app.address);
    // A careless scanner sends even what stands behind the #, which no browser does.
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

  it('leaves its link in no log, no file and no answer; only its hash is kept', async () => {
    const post = await startMailServer();
    const app = await started({ SMTP_URL: post.url, MAIL_FROM: from });
    await app.signUp('eve@example.com');
    const signedIn = await app.signIn('eve@example.com');
    await vi.waitFor(() => expect(post.mails).toHaveLength(1), soon);
    const link = linkIn(post.mails[0]?.shown ?? '');
    const answers = [
      await signedIn.text(),
      await (await app.mutate('alert.readByLink', { link })).text(),
      await (await app.mutate('alert.answerByLink', { link, answer: 'confirmed' })).text(),
      await (await app.mutate('alert.readByLink', { link })).text(),
    ].join('\n');
    const { output } = await app.stop();
    const files = readdirSync(app.DATA_DIR, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const kept = files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1')).join('\n');
    const drawn = Buffer.from(link.slice(0, 43), 'base64url').toString('latin1');
    for (const place of [output, answers, kept]) {
      expect(place.includes(link)).toBe(false);
      expect(place.includes(drawn)).toBe(false);
    }
    expect(kept).toContain(hash('sha256', link, 'buffer').toString('latin1'));
    expect(output).not.toContain('eve@example.com');
  });

  it('neither keeps a sign-in waiting nor fails it when the mail server hangs, refuses, or is not there', async () => {
    const hanging = await startMailServer(() => new Promise(() => {}));
    const refusing = await startMailServer(() => Promise.reject(new Error('550 no room for ada@example.com')));
    for (const SMTP_URL of [hanging.url, refusing.url, 'smtp://127.0.0.1:9']) {
      const app = await started({ SMTP_URL, MAIL_FROM: from });
      await app.signUp('ada@example.com');
      for (let times = 0; times < 3; times += 1) expect((await app.signIn('ada@example.com')).status).toBe(200);
      if (SMTP_URL !== hanging.url) {
        await vi.waitFor(() => expect(app.output()).toContain('a mail could not be sent'), soon);
      }
      // A mail that hangs keeps no stop waiting.
      expect((await app.stop()).code).toBe(0);
      expect(app.output()).not.toContain('ada@example.com');
    }
  });

  it('is sent by the next process where one was killed before or while sending it', async () => {
    const hanging = await startMailServer(() => new Promise(() => {}));
    const first = await started({ SMTP_URL: hanging.url, MAIL_FROM: from });
    await first.signUp('kim@example.com');
    await first.signIn('kim@example.com');
    await vi.waitFor(() => expect(hanging.tries()).toBe(1), soon);
    await first.signIn('kim@example.com');
    await first.stop('SIGKILL');
    const post = await startMailServer();
    const second = await started({ SMTP_URL: post.url, MAIL_FROM: from }, first.DATA_DIR);
    await second.signIn('kim@example.com');
    // The second sign-in, which no mail had told of, and the new one: together in one mail where both are due at once. The
    // mail that was being sent is due again after two minutes.
    const told = () => post.mails.flatMap(({ shown }) => shown.match(/^ *Device: Firefox 128/gm) ?? []);
    await vi.waitFor(() => expect(told()).toHaveLength(2), soon);
  });

  it('is printed where no mail server is named, in the same language, and a public server is warned of that once', async () => {
    const app = await started({ PUBLIC_URL: 'https://sessions.example.com' });
    await app.signUp('ada@example.com', 'de');
    await app.signIn('ada@example.com');
    await vi.waitFor(() => expect(app.output()).toContain('https://sessions.example.com/new-device#'), soon);
    expect(app.output()).toContain(
      'To: ada@example.com\nSubject: Ein neues Gerät hat sich bei Ihrem Konto angemeldet\n',
    );
    expect(app.output()).toContain('Wo: Privates Netzwerk');
    expect(app.output().match(/SMTP_URL is not set: mails/g)).toHaveLength(1);
    const local = await started({});
    expect(local.output()).not.toContain('SMTP_URL is not set: mails');
  });

  it('never sends a password over a connection that anybody can read', async () => {
    const credentials: string[] = [];
    const post = await startMailServer(() => {}, {
      allowInsecureAuth: true,
      onAuth({ password: given }, _session, done) {
        credentials.push(given ?? '');
        done(null, { user: 'app' });
      },
    });
    const app = await started({ SMTP_URL: `smtp://app:s%40cret@127.0.0.1:${post.port}`, MAIL_FROM: from });
    await app.signUp('ada@example.com');
    await app.signIn('ada@example.com');
    await vi.waitFor(() => expect(app.output()).toContain('a mail could not be sent'), soon);
    expect(credentials).toEqual([]);
    expect(app.output()).not.toContain('s@cret');
  });
});
