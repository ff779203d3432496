import { existsSync } from 'node:fs';
import type { Program } from './server-process.ts';

/** The Latchkey that is built below `root`. @throws if it is not built. */
export function latchkeyProgram(
  root: URL,
  databaseUrl: string,
  variables: Readonly<Record<string, string>> = {},
): Program {
  const file = new URL('apps/server/dist/main.js', root);
  if (!existsSync(file))
    throw new Error(`${file.pathname} is not there: build Latchkey first, with npm run build:server`);
  return {
    file,
    variables: { PORT: '0', DATABASE_URL: databaseUrl, LOG_LEVEL: 'warn', RATE_LIMITS: 'off', ...variables },
  };
}
