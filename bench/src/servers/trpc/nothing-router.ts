import { initTRPC } from '@trpc/server';

const t = initTRPC.create({ isDev: false });

/** One query that does nothing. */
export const nothingRouter = t.router({ nothing: t.procedure.query(() => 'nothing') });
