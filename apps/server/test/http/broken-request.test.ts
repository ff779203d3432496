import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { startProcess } from '../server-process.ts';

/** The answer to bytes that an HTTP client would not send. */
async function answerTo(address: string, bytes: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(bytes);
  let text = '';
  socket.on('data', (chunk: Buffer) => (text += chunk.toString()));
  await once(socket, 'close');
  return { status: Number(text.slice(9, 12)), body: text.slice(text.indexOf('\r\n\r\n') + 4) };
}

const request = (...lines: string[]) => `${lines.join('\r\n')}\r\nHost: localhost\r\nConnection: close\r\n\r\n`;

describe('on a bare socket', () => {
  it('a client signs in with any user agent, and unreadable requests get documented errors', async () => {
    const address = await startProcess().ready;
    const body = JSON.stringify({ email: 'ada@example.com', password: 'correct horse' });
    const post = (path: string, userAgent: string) =>
      answerTo(
        address,
        `${request(`POST ${path} HTTP/1.1`, `User-Agent: ${userAgent}`, `Content-Length: ${body.length}`)}${body}`,
      );
    expect((await post('/api/v1/auth/signup', 'x'.repeat(30_000))).status).toBe(201);
    expect((await post('/api/v1/auth/signin', '<script>alert(1)</script> \u00E9\u00FF')).status).toBe(200);
    expect((await post('/api/v1/auth/signin', '')).status).toBe(200);

    for (const [bytes, status, code] of [
      [request('GET /api/v1/user/myself HTTP/1.1', `User-Agent: ${'x'.repeat(33_000)}`), 431, 'headers_too_large'],
      [request('GET / HTTP/1.1', 'User-Agent: a\u0001b'), 400, 'request_malformed'],
      ['no request at all\r\n\r\n', 400, 'request_malformed'],
      [request('POST / HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'), 400, 'request_malformed'],
      ['GET /api/v1/user/myself HTTP/1.1\r\nConnection: close\r\n\r\n', 400, 'request_malformed'],
      [`GET / HTTP/1.1\r\n${'X: y\r\n'.repeat(101)}Host: a\r\nConnection: close\r\n\r\n`, 431, 'headers_too_large'],
      [request('GET /api/v1/user/myself HTTP/1.1', 'Expect: nothing-known'), 401, 'token_not_provided'],
      [request('PROPFIND /api/v1/user/myself/session HTTP/1.1'), 405, 'method_not_allowed'],
      [request('PUT /signin HTTP/1.1'), 405, 'method_not_allowed'],
      [request(`DELETE /api/v1/user/myself/session/${'9'.repeat(20_000)} HTTP/1.1`), 401, 'token_not_provided'],
    ] as const) {
      const answer = await answerTo(address, bytes);
      expect([bytes.slice(0, 60), answer.status, JSON.parse(answer.body).error_code]).toEqual([
        bytes.slice(0, 60),
        status,
        code,
      ]);
    }
  });
});
