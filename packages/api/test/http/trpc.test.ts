import { once } from 'node:events';
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { errorCode } from '../testing/browser.ts';
import { openTestApp, password, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const post = (path: string, payload: string, headers: Record<string, string> = {}) =>
  app.http.inject({
    method: 'POST',
    url: `/api/trpc/${path}`,
    headers: { 'content-type': 'application/json', ...headers },
    payload,
  });

describe('over tRPC', () => {
  it('only JSON bodies are accepted: no form, empty or full, and no file', async () => {
    for (const type of ['multipart/form-data; boundary=x', 'application/octet-stream', 'text/plain']) {
      for (const payload of ['', '--x--\r\n', '{}']) {
        const answer = await post('auth.signIn', payload, { 'content-type': type });
        expect([type, answer.statusCode, answer.json().error_code]).toEqual([type, 415, 'media_type_unsupported']);
      }
    }
  });

  it.each(['application/json', 'multipart/form-data; boundary=x'])(
    'a body that does not end is cut off, whatever it calls itself: %s',
    async (type) => {
      await using served = await openTestApp({ database: app.database });
      const url = await served.http.listen({ host: '127.0.0.1', port: 0 });
      const sending = request(`${url}/api/trpc/auth.signIn`, { method: 'POST', headers: { 'content-type': type } });
      sending.on('error', () => {});
      sending.write(`--x\r\nContent-Disposition: form-data; name="email"\r\n\r\n${'x'.repeat(70_000)}`);
      const [answer] = await once(sending, 'response');
      expect([413, 415]).toContain(answer.statusCode);
      sending.destroy();
    },
  );

  it('user.current gives the user, null without a token, and an error for an invalid token', async () => {
    const { email, token } = await app.signUp();
    const ask = (headers: Record<string, string>) => app.http.inject({ url: '/api/trpc/user.current', headers });
    expect((await ask({ authorization: `Bearer ${token}` })).json().result.data).toMatchObject({ email });
    expect((await ask({})).json()).toEqual({ result: { data: null } });
    const refused = await ask({ authorization: `Bearer ${token.slice(0, -1)}` });
    expect([refused.statusCode, errorCode(refused)]).toEqual([401, 'token_incorrect']);
  });

  it('long answers of queries are compressed as the client accepts', async () => {
    const { email, token } = await app.signUp();
    const signIn = { email, password, rememberMe: true };
    for (let count = 0; count < 5; count += 1) await post('auth.signIn', JSON.stringify(signIn));
    const ask = async (encodings: string | undefined) => {
      const headers = { authorization: `Bearer ${token}`, ...(encodings && { 'accept-encoding': encodings }) };
      const answer = await app.http.inject({ url: '/api/trpc/session.list', headers });
      const { 'content-encoding': encoding, vary } = answer.headers;
      const decode = { br: brotliDecompressSync, gzip: gunzipSync, none: (body: Buffer) => body };
      const name = encoding === 'br' || encoding === 'gzip' ? encoding : 'none';
      const body = decode[name](answer.rawPayload).toString();
      return { name, vary, body, size: answer.rawPayload.length };
    };
    const plain = await ask(undefined);
    expect(plain).toMatchObject({ name: 'none', vary: expect.stringContaining('accept-encoding') });
    expect(JSON.parse(plain.body).result.data.sessions).toHaveLength(6);
    for (const [asked, name] of [
      ['gzip, deflate, br', 'br'],
      ['gzip', 'gzip'],
      ['br;q=0, gzip;q=0.5', 'gzip'],
    ] as const) {
      const answer = await ask(asked);
      expect(answer).toMatchObject({ name, vary: plain.vary, body: plain.body });
      expect(answer.size).toBeLessThan(plain.size / 3);
    }
    for (const asked of ['identity', 'deflate', 'br;q=0', '']) expect((await ask(asked)).name, asked).toBe('none');
  });

  it('short answers, mutations and errors are not compressed', async () => {
    const { token, email } = await app.signUp();
    const headers = { authorization: `Bearer ${token}`, 'accept-encoding': 'br' };
    const short = await app.http.inject({ url: '/api/trpc/user.current', headers });
    expect([short.headers['content-encoding'], short.json().result.data.email]).toEqual([undefined, email]);
    const refused = await app.http.inject({ url: '/api/trpc/session.list', headers: { 'accept-encoding': 'br' } });
    expect([refused.headers['content-encoding'], errorCode(refused)]).toEqual([undefined, 'token_not_provided']);
    const rest = await app.http.inject({ url: '/api/v1/user/myself/session', headers });
    expect(rest.headers['content-encoding']).toBeUndefined();
  });

  it('a call that asks for a stream gets one JSON answer with its cookies and status', async () => {
    const { email } = await app.signUp();
    for (const headers of [{ 'trpc-accept': 'application/jsonl' }, { accept: 'application/jsonl' }]) {
      const begun = await post('auth.signIn?batch=1', JSON.stringify({ 0: { email, password } }), headers);
      expect([begun.headers['set-cookie']].flat()[0]).toMatch(/^latchkey=latchkey_/);
      const url = '/api/trpc/session.list?batch=1&input=%7B%7D';
      expect((await app.http.inject({ method: 'GET', url, headers })).statusCode).toBe(401);
    }
  });

  it('a batch beyond the limit is rejected before any of its calls', async () => {
    const names = (count: number) => Array(count).fill('user.myself').join(',');
    const asked = (count: number) =>
      app.http.inject({ method: 'GET', url: `/api/trpc/${names(count)}?batch=1&input=%7B%7D` });
    expect((await asked(20)).json()).toHaveLength(20);
    const refused = await asked(21);
    expect([refused.statusCode, errorCode(refused)]).toEqual([400, 'request_malformed']);
  });
});
