// The built server on a new database. Playwright starts and stops it.
import { startMailServer } from './mailbox.mjs';
import { serve } from './serve-database.mjs';
import { temporaryDatabase } from './temporary-database.mjs';

await serve(await temporaryDatabase(), {
  SMTP_URL: `smtp://127.0.0.1:${await startMailServer(process.env.PORT)}`,
  MAIL_FROM: 'Latchkey <latchkey@example.com>',
});
