import { PrismaPg } from '@prisma/adapter-pg';
import { type ListRow, latchkeyLike, listBody, listen, myselfBody, refusalBody, tokenHash } from './latchkey-like.ts';
import { createPool } from './session-select.ts';
import { variable } from '../variable.ts';

interface SessionRow {
  readonly id: bigint;
  readonly userAgent: string;
  readonly clientLabel: string | null;
  readonly lastUsedAt: Date;
  readonly user: { readonly id: bigint; readonly email: string };
}

/** The part of Latchkey's generated Prisma client that is used here. */
interface Prisma {
  readonly session: {
    findUnique(query: object): Promise<SessionRow | null>;
    findMany(query: object): Promise<SessionRow[]>;
  };
}

const generated = new URL('packages/db/dist/generated/client.js', variable('LATCHKEY_ROOT'));
const { PrismaClient }: { PrismaClient: new (options: object) => Prisma } = await import(generated.href);
const prisma = new PrismaClient({ adapter: new PrismaPg(createPool()) });

const idle = 14 * 86_400_000;
const liveNow = () => ({
  endedAt: null,
  expiresAt: { gt: new Date() },
  lastUsedAt: { gt: new Date(Date.now() - idle) },
});

const callerOf = async (hash: Buffer | null) => {
  if (hash === null) return null;
  const row = await prisma.session.findUnique({
    where: { tokenHash: Uint8Array.from(hash), ...liveNow() },
    include: { user: true },
  });
  return row && { id: Number(row.user.id), email: row.user.email };
};

const toListRow = ({ id, userAgent, clientLabel, lastUsedAt }: SessionRow): ListRow => ({
  id,
  user_agent: userAgent,
  client_label: clientLabel,
  last_used_at: lastUsedAt,
});

const app = latchkeyLike();
app.get('/api/v1/user/myself', async (request, reply) => {
  const caller = await callerOf(tokenHash(request));
  return caller ? myselfBody(caller) : reply.status(401).send(refusalBody);
});
app.get('/api/v1/user/myself/session', async (request, reply) => {
  const caller = await callerOf(tokenHash(request));
  if (!caller) return reply.status(401).send(refusalBody);
  const rows = await prisma.session.findMany({
    where: { userId: BigInt(caller.id), ...liveNow() },
    orderBy: [{ lastUsedAt: 'asc' }, { id: 'asc' }],
  });
  return listBody(rows.map(toListRow));
});
await listen(app);
