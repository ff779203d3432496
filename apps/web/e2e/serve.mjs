// The built server on a database that is new with each run. Playwright starts it and ends it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMailServer } from './mailbox.mjs';

const dataDir = mkdtempSync(join(tmpdir(), 'latchkey-e2e-'));
process.env.DATA_DIR = dataDir;
// Every visitor of a run comes from one address.
process.env.RATE_LIMITS = 'off';
process.env.LOG_LEVEL = 'warn';
delete process.env.DATABASE_URL;
process.env.SMTP_URL = `smtp://127.0.0.1:${await startMailServer(process.env.PORT)}`;
process.env.MAIL_FROM = 'Latchkey <latchkey@example.com>';
// Every person of every test signs in from one address.
process.env.RATE_LIMITS = 'off';
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));

await import(new URL('../../server/dist/main.js', import.meta.url).href);
