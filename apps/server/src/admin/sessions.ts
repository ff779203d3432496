import type { DeviceDescription } from '@latchkey/sessions/devices/device-description';
import type { SessionView } from '@latchkey/sessions/sessions/session-view';
import {
  type Command,
  UsageError,
  exitCodes,
  fail,
  failureReasons,
  noWords,
  onlyWord,
  wholeNumber,
} from './command.ts';
import { progressBar } from './progress-bar.ts';
import { formatTable, timeCell } from './table.ts';

const sessions: Command = {
  forms: ['EMAIL', 'subject:SUBJECT'],
  help: [
    'list the live sessions of an account, latest use first',
    'While the server runs, a last use may be up to a minute later than the one shown.',
  ],
  read: (args) => {
    const email = onlyWord(args, 'EMAIL');
    return async ({ services }) => {
      const live = await services.administration.sessionsOf(email);
      if (!live.ok) return fail(failureReasons[live.code]);
      // The latest use first.
      const rows = live.value
        .toReversed()
        .map((session) => [
          String(session.id),
          deviceCell(session),
          session.location.country ?? '-',
          session.ip ?? '-',
          timeCell(session.lastUsedAt),
          timeCell(session.createdAt),
        ]);
      console.log(formatTable(['id', 'device', 'country', 'address', 'last used', 'signed in'], rows));
      if (rows.length === 0) console.error('The account is signed in nowhere.');
      return exitCodes.done;
    };
  },
};

const endSession: Command = {
  forms: ['EMAIL ID', 'subject:SUBJECT ID'],
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
      if (!ended.ok) return fail(failureReasons[ended.code]);
      console.log('Ended.');
      return exitCodes.done;
    };
  },
};

const endSessions: Command = {
  forms: ['EMAIL', 'subject:SUBJECT', '--everyone'],
  help: ['end every session of one account, or of all accounts'],
  options: ['everyone'],
  read: (args) => {
    if (!args.everyone) {
      const email = onlyWord(args, 'EMAIL or --everyone');
      return async ({ services }) => {
        const ended = await services.administration.endSessions(email);
        if (!ended.ok) return fail(failureReasons[ended.code]);
        console.log(`Signed out. Sessions ended: ${ended.value}.`);
        return exitCodes.done;
      };
    }
    // With an address beside --everyone, the operator may have meant that account alone.
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

/** `“Laptop”, Firefox 128 on Windows 10 or 11`: a name that the owner or the program gave is quoted. */
function deviceCell({ label, clientLabel, device }: SessionView): string {
  const name = label ?? clientLabel;
  return name === null ? softwareOf(device) : `“${name}”, ${softwareOf(device)}`;
}

function softwareOf({ software, version, systems }: DeviceDescription): string {
  const named = [software ?? 'unknown', version].filter((part) => part !== null).join(' ');
  const system = systems.map(({ name, version: of }) => (of === null ? name : `${name} ${of}`)).join(' or ');
  return system === '' ? named : `${named} on ${system}`;
}
