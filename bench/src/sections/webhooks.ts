import { once } from 'node:events';
import { type Socket, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { callerHeaders, myself } from '../contestants/latchkey.ts';
import type { Field } from '../contestants/field.ts';
import { ask } from '../load/answer.ts';
import { LoadGenerator } from '../load/load-generator.ts';
import { RequestReader } from '../load/request-reader.ts';
import { requestText } from '../load/request-text.ts';
import type { Plan } from '../plan.ts';
import { CpuBurner, usedCpu } from '../processes/cpu-burner.ts';
import { latchkeyProgram } from '../processes/latchkey-program.ts';
import { ServerProcess } from '../processes/server-process.ts';
import { closeProgress, progressLine } from '../progress.ts';
import { median } from '../quantile.ts';
import { withClient } from '../seeding/database.ts';
import type { LatchkeyLayout } from '../seeding/latchkey-layout.ts';
import { callers } from '../seeding/peer-layout.ts';
import { serviceHeaders, serviceKeys } from '../service-key.ts';
import { prepareField } from './prepare-field.ts';

/** Events that other instances write, a second: each is one delivery. */
const eventsPerSecond = 1_000;
/** Events are written in batches, so that the database is not busy with their commits. */
const batchesPerSecond = 20;
/** Authenticated requests a second meanwhile, whose times are compared. */
const requestsPerSecond = 500;
const connections = 16;

interface Measurement {
  readonly p50: number;
  readonly p99: number;
  /** Deliveries, and microseconds of CPU time, for each second. */
  readonly arrived: number;
  readonly cpu: number;
  /** Milliseconds of CPU time of all processes of this machine for each second. */
  readonly machine: number;
}

interface Round {
  readonly quiet: Measurement;
  readonly delivering: Measurement;
  /** Without deliveries, while another process uses as much CPU time as all that takes part in them. */
  readonly busy: Measurement;
}

export interface WebhookResults {
  readonly eventsPerSecond: number;
  readonly requestsPerSecond: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Deliveries that arrived, a second. */
  readonly perSecond: number;
  /** CPU time of the instance for one delivery, in microseconds. */
  readonly cpu: number;
  /** Times of requests without deliveries, and with them, in milliseconds. */
  readonly quiet: { readonly p50: number; readonly p99: number };
  readonly delivering: { readonly p50: number; readonly p99: number };
  readonly busy: { readonly p50: number; readonly p99: number };
  /** CPU time a second that deliveries take on this machine: of the instance, PostgreSQL, the receiver and the writer, in milliseconds. */
  readonly machine: number;
  /** The p99 with deliveries divided by the one without. */
  readonly ratio: number;
  /** The same divided by the one without deliveries on a machine that is as busy. */
  readonly ratioToBusy: number;
}

/** Delivers events to a receiver on this machine, and measures what that costs requests to the same instance. */
export async function measureWebhooks(plan: Plan): Promise<WebhookResults> {
  const field = await prepareField(plan);
  // Rounds are longer than those of requests, because one percent of few requests is few.
  const seconds = plan.seconds * 3;
  const receiver = await Receiver.start();
  const settings = { ACCOUNTS: 'both', SERVICE_KEYS: serviceKeys, WEBHOOKS_TO_PRIVATE_NETWORKS: 'on' };
  const server = await ServerProcess.start(latchkeyProgram(field.root, field.latchkeyUrl, settings));
  const [generator, burner] = [new LoadGenerator(), new CpuBurner()];
  const endpoint = await createEndpoint(server.origin, receiver.url);
  try {
    const requests = Array.from({ length: callers }, (_, caller) =>
      requestText(server.port, myself, callerHeaders(field, caller)),
    );
    const wish = { port: server.port, requests, connections, rate: requestsPerSecond };
    progressLine('webhooks: showing all tokens');
    await generator.run({ ...wish, rate: null, atLeast: callers });
    const measure = async (): Promise<Measurement> => {
      const [cpu, machine, before] = [await server.cpu(), usedCpu(), receiver.arrived];
      const { p50, p99, ...report } = await generator.run({ ...wish, seconds });
      return {
        p50,
        p99,
        arrived: (receiver.arrived - before) / report.seconds,
        cpu: ((await server.cpu()) - cpu) / report.seconds,
        machine: (usedCpu() - machine) / report.seconds,
      };
    };
    const rounds: Round[] = [];
    for (let round = 1; round <= plan.rounds; round += 1) {
      progressLine(`webhooks, round ${round} of ${plan.rounds}`);
      const quiet = await measure();
      const before = receiver.arrived;
      const writer = new EventWriter(field);
      // Deliveries are under way when the measurement begins.
      await until(() => receiver.arrived - before >= eventsPerSecond);
      const delivering = await measure();
      await writer.stop();
      await until(() => receiver.arrived - before >= writer.written);
      burner.burn(Math.max(0, delivering.machine - quiet.machine));
      const busy = await measure();
      burner.burn(0);
      rounds.push({ quiet, delivering, busy });
    }
    return { eventsPerSecond, requestsPerSecond, rounds: plan.rounds, seconds, ...mediansOf(rounds) };
  } finally {
    await Promise.all([generator.stop(), burner.stop()]);
    await ask(server.origin, `${webhooks}/${endpoint}`, serviceHeaders, 'DELETE').finally(() => server.stop());
    receiver.stop();
    closeProgress();
  }
}

function mediansOf(rounds: readonly Round[]) {
  const middle = (value: (round: Round) => number) => median(rounds.map(value));
  return {
    perSecond: middle(({ delivering }) => delivering.arrived),
    cpu: middle(({ quiet, delivering }) => (delivering.cpu - quiet.cpu) / delivering.arrived),
    quiet: { p50: middle(({ quiet }) => quiet.p50), p99: middle(({ quiet }) => quiet.p99) },
    delivering: { p50: middle(({ delivering }) => delivering.p50), p99: middle(({ delivering }) => delivering.p99) },
    busy: { p50: middle(({ busy }) => busy.p50), p99: middle(({ busy }) => busy.p99) },
    machine: middle(({ quiet, delivering }) => delivering.machine - quiet.machine),
    // Of the medians: in a single round the p99 of few requests is by chance up to twice that of another round.
    ratio: middle(({ delivering }) => delivering.p99) / middle(({ quiet }) => quiet.p99),
    ratioToBusy: middle(({ delivering }) => delivering.p99) / middle(({ busy }) => busy.p99),
  };
}

const answer = 'HTTP/1.1 204 No Content\r\n\r\n';

/** Counts the webhooks that arrive at it, and answers each with 204. Without Node's HTTP server, which would take CPU time of the measured one. */
class Receiver {
  arrived = 0;
  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => {
    const reader = new RequestReader();
    this.#sockets.add(socket.on('error', () => socket.destroy()).on('close', () => this.#sockets.delete(socket)));
    socket.setNoDelay().on('data', (chunk: Buffer) => {
      const count = reader.read(chunk);
      this.arrived += count;
      if (count > 0) socket.write(answer.repeat(count));
    });
  });

  static async start(): Promise<Receiver> {
    const receiver = new Receiver();
    receiver.#server.listen(0, '127.0.0.1');
    await once(receiver.#server, 'listening');
    return receiver;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('The receiver does not listen');
    return `http://127.0.0.1:${address.port}/`;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }
}

const webhooks = '/api/v1/service/webhooks';

async function createEndpoint(origin: string, url: string): Promise<number> {
  const headers = { ...serviceHeaders, 'content-type': 'application/json' };
  const created = await ask(origin, webhooks, headers, 'POST', JSON.stringify({ url }));
  const { id }: { id?: unknown } = created.status === 201 ? JSON.parse(created.body) : {};
  if (typeof id !== 'number') throw new Error(`No endpoint was created: ${created.status} ${created.body}`);
  return id;
}

/** Writes ends of sessions to the history at a steady rate, as other instances do. */
class EventWriter {
  written = 0;
  #stopping = false;
  readonly #done: Promise<void>;

  constructor({ latchkeyUrl, layout }: Pick<Field, 'latchkeyUrl' | 'layout'>) {
    this.#done = this.#write(latchkeyUrl, layout);
    this.#done.catch(() => {});
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#done;
  }

  #write(url: string, layout: LatchkeyLayout): Promise<void> {
    return withClient(url, async (client) => {
      const begin = performance.now();
      const batch = eventsPerSecond / batchesPerSecond;
      for (let next = 1; !this.#stopping; next += 1) {
        // Users of the load, whose ids are multiples of the group's, are left out: an end makes an instance read them again.
        await client.query(
          `INSERT INTO session_events (user_id, kind, at, session_id, device_id, end_reason, user_agent, ip)
           SELECT 2 + (($1::bigint + i) % $2::bigint) * $3::bigint, 'ended', now(), i, i, 'logout', 'shop/1.0', '203.0.113.9'
           FROM generate_series(1, $4::bigint) AS i`,
          [this.written, layout.knownUsers, layout.usersPerGroup, batch],
        );
        this.written += batch;
        await sleep(Math.max(0, begin + (next * 1000) / batchesPerSecond - performance.now()));
      }
    });
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = performance.now() + 60_000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error('Events did not arrive within a minute');
    await sleep(20);
  }
}
