import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, ApiError, toApiError } from '../api-error.ts';
import { errorBody, errorHeaders } from '../rest/error-body.ts';

/** Answers an error that was thrown while a request was served. */
export function answerError(cause: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const error = httpError(cause);
  logFault(error, request);
  void reply.status(error.status).headers(errorHeaders(error)).send(errorBody(error));
}

/** Logs an error of the server's own with its cause, which no client receives. */
export function logFault(error: ApiError, { log, id }: FastifyRequest): void {
  if (error.status >= 500) log.error({ reqId: id, err: error.cause ?? error, code: error.errorCode });
}

/** The errors that Fastify throws before a procedure is called, by its codes. */
const ofFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: 'route_not_found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'json_malformed',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
};

function httpError(cause: unknown): ApiError {
  const code = cause instanceof Error && 'code' in cause ? ofFastify[String(cause.code)] : undefined;
  if (code) return new ApiError(code);
  // Every other error that Fastify attributes to the client is its fault here too.
  const status = cause instanceof Error && 'statusCode' in cause ? Number(cause.statusCode) : 500;
  return status >= 400 && status < 500 && !(cause instanceof ApiError)
    ? new ApiError('request_malformed')
    : toApiError(cause);
}

/** The errors of Node's parser and of its timers, by their codes. */
const ofParser: Readonly<Record<string, ErrorCode>> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'request_timed_out',
};

/** Answers on the bare socket a client that sent no valid HTTP request, or sent it too slowly. For Node's `clientError`. */
export function answerBrokenRequest(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  answerOnSocket(ofParser[error.code ?? ''] ?? 'request_malformed', socket);
}

/** How long a client has to read an answer on the bare socket before that is destroyed, in milliseconds. */
const readingTime = 1_000;

/** Writes an error where no response object exists, and closes the connection. */
export function answerOnSocket(code: ErrorCode, socket: Duplex): void {
  const error = new ApiError(code);
  const body = JSON.stringify(errorBody(error));
  const lines = [
    `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  endSocket(socket, `${lines.join('\r\n')}\r\n\r\n${body}`);
}

/** Ends a socket that Node has left to us, with the last bytes. */
export function endSocket(socket: Duplex, lastBytes = ''): void {
  // Node has removed its listener, and an error without one, such as a reset by the client, would end the process.
  socket.on('error', () => {});
  socket.end(lastBytes);
  // `end` closes one half: without this, a client that keeps the other half open keeps the socket.
  const timer = setTimeout(() => socket.destroy(), readingTime);
  socket.once('close', () => clearTimeout(timer));
}
