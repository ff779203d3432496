// The built server on a database that is new with each run. Playwright starts it and ends it.
import { startMailServer } from './mailbox.mjs';
import { serve } from './served.mjs';
import { temporaryDatabase } from './temporary-database.mjs';

await serve(await temporaryDatabase(), {
  SMTP_URL: `smtp://127.0.0.1:${await startMailServer(process.env.PORT)}`,
  MAIL_FROM: 'Latchkey <latchkey@example.com>',
});
