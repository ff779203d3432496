import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCode, Refusal, refusalOf } from '../refusal.ts';
import { refusalBody, refusalHeaders } from '../rest/refusal-body.ts';

/** Answers whatever was thrown while a request was served. What is our fault goes to the log, with its cause. */
export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const refusal = httpRefusal(error);
  if (refusal.status >= 500) request.log.error({ err: refusal.cause ?? refusal, code: refusal.errorCode });
  void reply.status(refusal.status).headers(refusalHeaders(refusal)).send(refusalBody(refusal));
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
  return code ? new Refusal(code) : refusalOf(error);
}
