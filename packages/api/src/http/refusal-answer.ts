import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, Refusal, refusalOf } from '../refusal.ts';
import { refusalBody, refusalHeaders } from '../rest/refusal-body.ts';

/** Answers whatever was thrown while a request was served. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = httpRefusal(error);
  logFault(refusal, request);
  void reply.status(refusal.status).headers(refusalHeaders(refusal)).send(refusalBody(refusal));
}

/** Answers at an address where nothing is, or nothing for this method: then with the methods that there are. */
export function answerNowhere(allowed: readonly string[], request: FastifyRequest, reply: FastifyReply): void {
  if (allowed.length > 0) reply.header('allow', allowed.join(', '));
  answerError(new Refusal(allowed.length > 0 ? 'method_not_allowed' : 'route_not_found'), request, reply);
}

/** Writes to the log what is our fault, with its cause, which no client ever sees. */
export function logFault(refusal: Refusal, { log, id }: FastifyRequest): void {
  if (refusal.status >= 500) log.error({ reqId: id, err: refusal.cause ?? refusal, code: refusal.errorCode });
}

/** The refusals that Fastify decides on before a procedure is asked, by its codes. */
const ofFastify: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_BAD_URL: 'route_not_found',
  FST_ERR_CTP_BODY_TOO_LARGE: 'body_too_large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'json_malformed',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'media_type_unsupported',
};

function httpRefusal(error: unknown): Refusal {
  const code = error instanceof Error && 'code' in error ? ofFastify[String(error.code)] : undefined;
  if (code) return new Refusal(code);
  // Whatever else the server blames on the client is not our fault either.
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500 && !(error instanceof Refusal)
    ? new Refusal('request_malformed')
    : refusalOf(error);
}
