import type { SigningKey } from '@latchkey/sessions/webhooks/signing-keys';
import type { Client } from '../connection/client.ts';
import { inTransaction } from '../connection/transaction.ts';

/** The advisory lock of adding keys, so that two processes that need the first one create one. */
const adding = 0x6c6b_736b;

const order = [{ createdAt: 'desc' }, { id: 'desc' }] as const;

export class SigningKeyStore {
  readonly #prisma: Client;

  constructor(prisma: Client) {
    this.#prisma = prisma;
  }

  list(): Promise<SigningKey[]> {
    return this.#prisma.signingKey.findMany({ orderBy: [...order] });
  }

  add(key: SigningKey, { isFirst, most }: { readonly isFirst: boolean; readonly most: number }): Promise<void> {
    return inTransaction(this.#prisma, async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${adding}::bigint)`;
      if (isFirst && (await tx.signingKey.count()) > 0) return;
      await tx.signingKey.create({ data: key });
      const kept = await tx.signingKey.findMany({ orderBy: [...order], take: most, select: { id: true } });
      await tx.signingKey.deleteMany({ where: { id: { notIn: kept.map(({ id }) => id) } } });
    });
  }
}
