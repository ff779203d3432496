import { once } from 'node:events';
import { createServer } from 'node:http';
import { isIP } from 'node:net';
import { hostname } from 'node:os';
import type { Metrics } from './metrics.ts';

export interface MetricsServer {
  readonly url: string;
  stop(): void;
}

/** Serves `/metrics` on a port of its own, because metrics are for operators and not for users. */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<MetricsServer> {
  const server = createServer((request, response) => {
    request.resume();
    if (!isOwnHost(request.headers.host ?? '', host)) {
      response.writeHead(421, { 'content-type': 'text/plain' }).end(foreignHostMessage);
      return;
    }
    // Prometheus can be configured to add parameters.
    if (!/^\/metrics\/?(?:\?|$)/.test(request.url ?? '')) {
      response.writeHead(404).end();
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    metrics.read().then(
      (text) => response.writeHead(200, { 'content-type': metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen({ host, port });
  await once(server, 'listening');
  const address = server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/metrics`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const foreignHostMessage =
  'This Host name is not answered. Ask by an IP address, by METRICS_HOST, or by a name of your own network.\n';

/** Names that cannot be registered in the public DNS (RFC 6761, RFC 6762, and ICANN's reservation of `internal`). */
const privateSuffixes = /(?:^|\.)(?:localhost|local|internal)$/;

/**
 * Whether a Host header names this server. By DNS rebinding a website can make its own host name resolve to this server, and
 * read the metrics through an operator's browser. Such a request has that public name, not an IP address or a private name.
 */
function isOwnHost(header: string, listening: string): boolean {
  const name = header
    .replace(/:\d{1,5}$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(name.replaceAll(/^\[|\]$/g, '')) !== 0) return true;
  if (name === listening.toLowerCase() || name === hostname().toLowerCase()) return true;
  return privateSuffixes.test(name) || /^[a-z0-9_-]+$/.test(name);
}
