import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';

/** A shorter answer fits into one packet uncompressed. In bytes. */
const shortest = 1400;

const compressors = {
  // As fast as gzip at this quality, and smaller.
  br: (text: string) => promisify(brotliCompress)(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: (text: string) => promisify(gzip)(text),
};

/** The best supported encoding that the client accepts, or null. */
function encodingFor(accepted: string): keyof typeof compressors | null {
  const names = new Negotiator({ headers: { 'accept-encoding': accepted } }).encodings(['br', 'gzip']);
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
}

/**
 * Compresses the JSON answers of queries in an encoding that the client accepts. For Fastify's `onSend`. Streams, which would
 * wait in a buffer, and answers to mutations stay as they are. docs/security.md says why compression leaks nothing here.
 */
export async function compressQuery(
  { method, headers }: FastifyRequest,
  _reply: FastifyReply,
  payload: unknown,
): Promise<unknown> {
  const isJson = payload instanceof Response && /^application\/json\b/.test(payload.headers.get('content-type') ?? '');
  if (method !== 'GET' || !isJson) return payload;
  const text = await payload.text();
  const encoding = Buffer.byteLength(text) < shortest ? null : encodingFor(headers['accept-encoding'] ?? '');
  const { status, headers: answered } = payload;
  answered.append('vary', 'accept-encoding');
  if (encoding === null) return new Response(text, { status, headers: answered });
  answered.delete('content-length');
  answered.set('content-encoding', encoding);
  return new Response(await compressors[encoding](text), { status, headers: answered });
}
