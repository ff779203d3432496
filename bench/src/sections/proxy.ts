import { callerEmail, callerHeaders, latchkeyStranger, myself, verify } from '../contestants/latchkey.ts';
import { serverFile } from '../contestants/contestant.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { requestText } from '../load/request-text.ts';
import { type Ratio, type Turn, ratioOf, takeTurns } from '../load/turns.ts';
import type { Plan } from '../plan.ts';
import { freePort } from '../processes/free-port.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { Nginx } from '../processes/nginx.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median } from '../quantile.ts';
import { callers } from '../seeding/peer-layout.ts';
import { prepareField } from './prepare-field.ts';

const connections = 32;
const turnsInRound = 10;
const warmUp = { seconds: 5, patience: 15 };

/** The server that answers the `auth_request` of nginx. */
const verifiers = {
  bare: 'nginx, verified by Fastify alone',
  latchkey: 'nginx, verified by Latchkey',
} as const;
type Verifier = keyof typeof verifiers;
const names = ['bare', 'latchkey'] as const;

interface Row extends Omit<Turn<'cpu'>, 'grown' | 'answered'> {
  readonly id: Verifier;
  readonly title: string;
  /** CPU time of nginx, of the server that verifies and of the application, for one request, in microseconds. */
  readonly cpu: number;
}

export interface ProxyResults {
  readonly connections: number;
  readonly turns: number;
  readonly rows: readonly Row[];
  /** The CPU time with Latchkey, compared with that with a constant. */
  readonly ratio: Ratio | null;
  /** The reason why nothing was measured, or null. */
  readonly failure: string | null;
}

/** Sends requests through nginx, whose `auth_request` asks Latchkey in one server and a constant in the other. */
export async function measureProxy(plan: Plan): Promise<ProxyResults> {
  const field = await prepareField(plan);
  const variables = { ANSWER_HEADERS: JSON.stringify(field.answerHeaders) };
  // The application is a process of its own in both cases, because two processes have more to do than one that does both.
  const application = await ServerProcess.start({ file: serverFile('hand-written/bare-fastify'), variables });
  const bare = await ServerProcess.start({ file: serverFile('hand-written/bare-fastify'), variables });
  const latchkey = await ServerProcess.start(latchkeyProgram(field.root, field.latchkeyUrl));
  const servers = { bare, latchkey };
  const ports = { bare: await freePort(), latchkey: await freePort() };
  const blocks = names.map((name) => server(name, ports[name], servers[name].port, application.port)).join('\n');
  const nginx = await Nginx.start(blocks, ports.latchkey);
  const generator = new LoadGenerator();
  try {
    if (!nginx) return { connections, turns: 0, rows: [], ratio: null, failure: 'nginx is not installed' };
    const stranger = await ask(`http://127.0.0.1:${ports.latchkey}`, myself, latchkeyStranger.headers);
    if (stranger.status !== 401) throw new Error(`A stranger was let in: ${stranger.status}`);
    const friend = await ask(`http://127.0.0.1:${ports.latchkey}`, myself, callerHeaders(field, 7));
    if (friend.headers['seen-email'] !== callerEmail(field, 7)) throw new Error(`Not verified: ${friend.status}`);

    const sides = names.map((name) => ({
      port: ports[name],
      requests: Array.from({ length: callers }, (_, caller) =>
        requestText(ports[name], myself, callerHeaders(field, caller)),
      ),
      counters: async () => ({
        cpu: (await nginx.cpu()) + (await servers[name].cpu()) + (await application.cpu()),
      }),
    }));
    const turns = plan.rounds * turnsInRound;
    progressLine(`proxy, ${turns} turns`);
    const [ofBare = [], ofLatchkey = []] = await takeTurns(generator, sides, {
      connections,
      turns,
      seconds: plan.seconds / 3,
      warmUp,
    });
    const rows = [rowOf('bare', ofBare), rowOf('latchkey', ofLatchkey)];
    return { connections, turns, rows, ratio: ratioOf(ofLatchkey, ofBare), failure: null };
  } finally {
    await generator.stop();
    await nginx?.stop();
    await Promise.all([application.stop(), bare.stop(), latchkey.stop()]);
    closeProgress();
  }
}

function rowOf(id: Verifier, turns: readonly Turn<'cpu'>[]): Row {
  return {
    id,
    title: verifiers[id],
    cpu: median(turns.map(({ grown }) => grown.cpu)),
    perSecond: median(turns.map(({ perSecond }) => perSecond)),
    p50: median(turns.map(({ p50 }) => p50)),
    p99: median(turns.map(({ p99 }) => p99)),
  };
}

/** The snippet of docs/integration.md, with connections that are kept open to both upstreams. */
const server = (name: Verifier, port: number, verifier: number, application: number): string => `
  upstream ${name}_verifier { server 127.0.0.1:${verifier}; keepalive 64; keepalive_requests 1000000000; }
  upstream ${name}_application { server 127.0.0.1:${application}; keepalive 64; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${port};
    proxy_http_version 1.1;
    location = /latchkey-verify {
      internal;
      proxy_method HEAD;
      proxy_pass http://${name}_verifier${verify};
      proxy_pass_request_body off;
      proxy_set_header Content-Length '';
      proxy_set_header Connection '';
      proxy_set_header X-Forwarded-For $remote_addr;
    }
    location / {
      auth_request /latchkey-verify;
      auth_request_set $latchkey_subject $upstream_http_latchkey_subject;
      auth_request_set $latchkey_session $upstream_http_latchkey_session;
      auth_request_set $latchkey_email $upstream_http_latchkey_email;
      auth_request_set $latchkey_methods $upstream_http_latchkey_methods;
      proxy_set_header Latchkey-Subject $latchkey_subject;
      proxy_set_header Latchkey-Session $latchkey_session;
      proxy_set_header Latchkey-Email $latchkey_email;
      proxy_set_header Latchkey-Methods $latchkey_methods;
      proxy_set_header Connection '';
      add_header Seen-Email $latchkey_email;
      proxy_pass http://${name}_application;
    }
  }`;
