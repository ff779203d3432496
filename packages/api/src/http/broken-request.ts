import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { type ErrorCode, Refusal } from '../refusal.ts';
import { refusalBody } from '../rest/refusal-body.ts';

/** How long a client has to read such an answer before its socket is destroyed, in milliseconds. */
const patience = 1_000;

/** The refusals for what Node's parser and its timers complain about, by their codes. */
const ofParser: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timed_out',
};

/** Answers a client whose bytes are no HTTP request, whose headers are too large or who is too slow, on the bare socket. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  answerOnSocket(ofParser[error.code ?? ''] ?? 'request_malformed', socket);
}

/** Writes a refusal where no response object exists, and closes the connection. */
export function answerOnSocket(code: ErrorCode, socket: Duplex): void {
  const refusal = new Refusal(code);
  const body = JSON.stringify(refusalBody(refusal));
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  // `end` closes one half: without this, a client that keeps the other half open keeps the socket.
  const cut = setTimeout(() => socket.destroy(), patience);
  socket.once('close', () => clearTimeout(cut));
}
