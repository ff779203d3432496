import { defineConfig } from 'prisma/config';

/** These need no schema engine; naming any program as the engine keeps Prisma from downloading one. */
const engineless = ['generate', 'validate', 'format'];
if (engineless.some((command) => process.argv.includes(command))) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

const url = process.env.DATABASE_URL;

export default defineConfig({
  schema: 'packages/db/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  // Left out where it is not set: only `prisma migrate` and its kin ask for it.
  ...(url ? { datasource: { url } } : {}),
});
