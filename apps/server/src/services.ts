import { randomBytes } from 'node:crypto';
import type { Services } from '@latchkey/api/request-context';
import type { Database } from '@latchkey/db/database';
import { systemClock } from '@latchkey/sessions/clock';
import { argon2idHasher } from '@latchkey/sessions/password-hasher';
import { defaultSessionLimits } from '@latchkey/sessions/session-limits';
import { SessionService } from '@latchkey/sessions/session-service';
import { UserService } from '@latchkey/sessions/user-service';

/** The domain on a real database, with the real time and the system's randomness. */
export function createServices(database: Database): Services {
  const sessions = new SessionService({
    store: database.sessions,
    limits: defaultSessionLimits,
    clock: systemClock,
    random: randomBytes,
  });
  const users = new UserService({ store: database.users, sessions, hasher: argon2idHasher(), clock: systemClock });
  return { sessions, users };
}
