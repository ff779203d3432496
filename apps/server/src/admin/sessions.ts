import type { DeviceDescription } from '@latchkey/sessions/device-description';
import type { ListedSession } from '@latchkey/sessions/listed-session';
import { type Command, UsageError, exitCodes, noWords, onlyWord, refusals, refuse, wholeNumber } from './command.ts';
import { progressBar } from './progress-bar.ts';
import { momentCell, table } from './table.ts';

const sessions: Command = {
  forms: ['EMAIL'],
  help: [
    'list the live sessions of an account, latest use first',
    'While the server runs, a last use may be up to a minute later than the one shown.',
  ],
  read: (args) => {
    const email = onlyWord(args, 'EMAIL');
    return async ({ services }) => {
      const found = await services.administration.sessionsOf(email);
      if (!found.ok) return refuse(refusals[found.code]);
      const rows = found.value.map((session) => [
        String(session.id),
        deviceCell(session),
        session.place.country ?? '-',
        session.address ?? '-',
        momentCell(session.lastUsedAt),
        momentCell(session.createdAt),
      ]);
      console.log(table(['id', 'device', 'country', 'address', 'last used', 'signed in'], rows));
      if (rows.length === 0) console.error('The account is signed in nowhere.');
      return exitCodes.done;
    };
  },
};

const endSession: Command = {
  forms: ['EMAIL ID'],
  help: [
    'end one session of an account',
    'When it answers, no instance lets the session in any more. The history of the account records the end.',
  ],
  read: ({ words: [email = '', id, ...others] }) => {
    if (email.trim() === '' || id === undefined || others.length > 0) {
      throw new UsageError('This command takes EMAIL and ID.');
    }
    const sessionId = wholeNumber('ID', id, 1);
    return async ({ services }) => {
      const ended = await services.administration.endSession(email, sessionId);
      if (!ended.ok) return refuse(refusals[ended.code]);
      console.log('Ended.');
      return exitCodes.done;
    };
  },
};

const endSessions: Command = {
  forms: ['EMAIL', '--everyone'],
  help: ['end every session of one account, or of everybody'],
  options: ['everyone'],
  read: (args) => {
    if (!args.everyone) {
      const email = onlyWord(args, 'EMAIL or --everyone');
      return async ({ services }) => {
        const ended = await services.administration.endSessions(email);
        if (!ended.ok) return refuse(refusals[ended.code]);
        console.log(`Signed out. Sessions ended: ${ended.value}.`);
        return exitCodes.done;
      };
    }
    // An address beside it could mean that account alone.
    noWords(args);
    return async ({ services }) => {
      for await (const ended of services.administration.endEverySession()) progressBar('ended', ended, 0);
      return exitCodes.done;
    };
  },
};

/** The commands about sessions, by name. */
export const sessionCommands: Readonly<Record<string, Command>> = {
  sessions,
  'end-session': endSession,
  'end-sessions': endSessions,
};

/** `“Laptop”, Firefox 128 on Windows 10 or 11`: a name that a person or a program gave is quoted. */
function deviceCell({ ownersName, selfName, device }: ListedSession): string {
  const name = ownersName ?? selfName;
  return name === null ? softwareOf(device) : `“${name}”, ${softwareOf(device)}`;
}

function softwareOf({ software, version, systems }: DeviceDescription): string {
  const named = [software ?? 'unknown', version].filter((part) => part !== null).join(' ');
  const system = systems.map(({ name, version: of }) => (of === null ? name : `${name} ${of}`)).join(' or ');
  return system === '' ? named : `${named} on ${system}`;
}
