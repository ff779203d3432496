import { readEnvironment } from '../environment.ts';
import { ignoreOutputErrors } from '../standard-output.ts';
import { Balancer } from './balancer.ts';
import { freePort } from './free-port.ts';
import { Instance } from './instance.ts';

ignoreOutputErrors();

/** Several instances on this machine, on one PostgreSQL, behind one address: `npm run cluster`. */
try {
  const {
    database,
    redisUrl,
    publicUrl,
    host,
    port,
    instances: count,
    drain,
    warnings,
  } = readEnvironment(process.env, process.cwd());
  for (const warning of warnings) console.error(`Warning: ${warning}`);
  if (!('url' in database)) {
    throw new TypeError('DATABASE_URL must name a PostgreSQL: the embedded database serves one process only.');
  }
  const instances: Instance[] = [];
  const balancer = new Balancer(instances);
  const listening = await balancer.listen(host, port);
  const origin = publicUrl?.origin ?? `http://${host.includes(':') ? `[${host}]` : host}:${listening}`;

  let isStopping = false;
  const stop = async (exitCode: number) => {
    if (isStopping) return;
    isStopping = true;
    balancer.close();
    await Promise.all(instances.map((instance) => instance.stop()));
    balancer.end();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));

  for (let number = 1; number <= count; number += 1) {
    const own = await freePort();
    const environment = {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: String(own),
      PUBLIC_URL: origin,
      TRUST_PROXY: '127.0.0.1',
      // One port cannot serve several.
      METRICS_PORT: undefined,
    };
    instances.push(new Instance({ name: String(number), port: own, environment, stopsWithin: drain + 10_000 }));
  }
  try {
    await Promise.all(instances.map((instance) => instance.start()));
    const messages = redisUrl === null ? 'PostgreSQL' : 'Redis';
    console.log(
      `Latchkey's cluster is ready: ${origin}  (${count} instances, data: PostgreSQL, messages: ${messages})`,
    );
  } catch (error) {
    if (!isStopping) console.error(`Latchkey's cluster did not start: ${sentenceOf(error)}`);
    await stop(1);
  }
} catch (error) {
  console.error(`Latchkey's cluster did not start: ${sentenceOf(error)}`);
  process.exit(1);
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
