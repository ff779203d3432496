// Forwards Latchkey's paths, so that this example needs no proxy. In production nginx or Caddy does it: docs/integration.md.
import { request as ask } from 'node:http';
import { pipeline } from 'node:stream';

// The expression of the guide. The service API is not in it: the application asks that itself.
const paths =
  /^\/(signin|signup|sessions|history|new-device|recovery|verification|not-mine)\/?$|^\/latchkey\/|^\/api\/(docs(\/[^/]*)?|dbsc\/(registration|refresh)|v1\/openapi\.json|v1\/jwks|v1\/auth\/(signup|signin|stepup|password|recovery(\/password)?|verification(\/(confirm|disown))?)\/?|v1\/user\/myself(\/(session(\/[^/]+)?|devices(\/[^/]+)?|history|alerts(\/[^/]+)?))?\/?|trpc\/(alert|auth|device|history|recovery|session|user|verification)\.[^/]*)$/;

/** Latchkey's setting, without a slash at its end. Both processes need it. */
export const basePath = process.env.BASE_PATH ?? '';

/** Whether a path is one of Latchkey's. @param {string} path */
const isLatchkeys = (path) =>
  path.startsWith(basePath) && (path === basePath || paths.test(path.slice(basePath.length)));

/**
 * @param {import('express').Request} incoming
 * @param {import('express').Response} outgoing
 * @param {import('express').NextFunction} next
 */
export function forwardToLatchkey(incoming, outgoing, next) {
  if (!isLatchkeys(incoming.path)) {
    next();
    return;
  }
  const target = new URL(incoming.originalUrl, process.env.LATCHKEY ?? 'http://127.0.0.1:3000');
  const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress };
  const forwarded = ask(target, { method: incoming.method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    outgoing.flushHeaders();
    pipeline(answer, outgoing, () => {});
  });
  forwarded.once('error', () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end()));
  outgoing.once('close', () => forwarded.destroy());
  incoming.pipe(forwarded);
}
