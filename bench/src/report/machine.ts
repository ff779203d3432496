import { readFile } from 'node:fs/promises';
import { cpus, release, totalmem, type } from 'node:os';
import { createClient } from 'redis';
import { environment } from '../environment.ts';
import { withClient } from '../seeding/database.ts';

/** The machine and the versions of a measurement, by name. */
export type Surroundings = Readonly<Record<string, string>>;

/** The machine, its system and its stores. */
export async function surroundings(): Promise<Surroundings> {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: String(cpus().length),
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    'operating system': `${await distribution()}, ${type()} ${release().split('-')[0]}`,
    Node: process.versions.node,
    PostgreSQL: await postgresVersion(),
    Redis: await redisVersion(),
  };
}

async function distribution(): Promise<string> {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(text)?.[1] ?? 'unknown';
}

async function postgresVersion(): Promise<string> {
  const version = (await show('server_version')).split(' ')[0];
  return `${version}, shared_buffers ${await show('shared_buffers')}, synchronous_commit ${await show('synchronous_commit')}`;
}

const show = (name: string) =>
  withClient(environment.postgres.href, async (client) => {
    const { rows } = await client.query<Record<string, string>>(`SHOW ${name}`);
    return Object.values(rows[0] ?? {})[0] ?? 'unknown';
  });

async function redisVersion(): Promise<string> {
  const client = createClient({ url: environment.redis, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  try {
    await client.connect();
    const version = /redis_version:(\S+)/.exec(await client.info('server'))?.[1];
    await client.close();
    return version ?? 'unknown';
  } catch {
    return 'none';
  }
}

/** The version of each measured package. */
export async function packageVersions(names: Iterable<string>): Promise<Surroundings> {
  const sorted = [...new Set(names)].toSorted();
  const entries = sorted.map(async (name) => {
    const text = await readFile(new URL(`../../node_modules/${name}/package.json`, import.meta.url), 'utf8');
    const { version }: { version: string } = JSON.parse(text);
    return [name, version] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
