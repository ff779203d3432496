import { linkLifetime } from '@latchkey/sessions/mail/mail';
import type { MailLink } from '@latchkey/sessions/tokens/mail-link';
import { email as emailSchema } from '@latchkey/sessions/accounts/email';
import {
  type Command,
  type CommandContext,
  type ExitCode,
  UsageError,
  exitCodes,
  fail,
  failureReasons,
  onlyWord,
  wholeNumber,
} from './command.ts';
import { formatTable, timeCell } from './table.ts';

const defaultLimit = 50;
const maxLimit = 1000;
const linkMinutes = linkLifetime.recovery / 60_000;

const list: Command = {
  forms: ['[TEXT] [--after ID] [--limit N]'],
  help: [
    'list accounts, those whose address or subject contains TEXT or all',
    `They come by ascending id, ${defaultLimit} at a time, or N, which is at most ${maxLimit}.`,
    'Where there are more, the last line (on stderr) says which --after continues.',
  ],
  options: ['after', 'limit'],
  read: (args) => {
    const text = args.words.length === 0 ? '' : onlyWord(args, 'one TEXT at most');
    const after = args.after === undefined ? 0 : wholeNumber('--after', args.after, 0);
    const limit = args.limit === undefined ? defaultLimit : wholeNumber('--limit', args.limit, 1, maxLimit);
    return async ({ services }) => {
      const accounts = await services.administration.accounts({ text, after, limit: limit + 1 });
      const page = accounts.slice(0, limit);
      const rows = page.map(({ id, subject, email, createdAt, verifiedAt, disabledAt, liveSessions }) => [
        String(id),
        email ?? '-',
        subject ?? '-',
        timeCell(createdAt),
        timeCell(verifiedAt),
        timeCell(disabledAt),
        String(liveSessions),
      ]);
      console.log(formatTable(['id', 'e-mail', 'subject', 'created', 'verified', 'disabled', 'live sessions'], rows));
      if (accounts.length === 0)
        console.error(text === '' && after === 0 ? 'There is no account yet.' : 'No account fits.');
      if (accounts.length > limit) console.error(`There are more: --after ${page.at(-1)?.id}`);
      return exitCodes.done;
    };
  },
};

const create: Command = {
  forms: ['EMAIL'],
  help: [
    'open an account, and print the link by which its owner chooses a password',
    `Until then no password opens it. The link works once, for ${linkMinutes} minutes. No mail is sent.`,
    'It works whatever SIGN_UP says.',
  ],
  read: (args) => {
    const address = emailSchema.safeParse(onlyWord(args, 'EMAIL'));
    if (!address.success) throw new UsageError('EMAIL is no e-mail address that an account can have.');
    return async (context) => {
      const created = await context.services.administration.create(address.data);
      return created.ok ? printLink(context, created.value) : fail(failureReasons[created.code]);
    };
  },
};

const recoveryLink: Command = {
  forms: ['EMAIL'],
  help: [
    'print a link by which the owner of an account chooses a new password',
    `It works once, for ${linkMinutes} minutes, replaces every earlier recovery link, and ends all sessions when it is used.`,
    'It gives access to the account: send it over a channel that only the owner reads.',
  ],
  read: (args) => {
    const email = onlyWord(args, 'EMAIL');
    return async (context) => {
      const issued = await context.services.administration.recoveryLink(email);
      return issued.ok ? printLink(context, issued.value) : fail(failureReasons[issued.code]);
    };
  },
};

/** Prints the link alone to stdout, so that scripts can read it. Its secret is in the fragment, which browsers send to no server. */
function printLink({ address, publicUrl }: CommandContext, link: MailLink): ExitCode {
  if (publicUrl === null) console.error('PUBLIC_URL is not set, so the link leads to the address of this machine.');
  console.log(`${address}/recovery#${link}`);
  console.error(`It works once, for ${linkMinutes} minutes. It gives access to the account.`);
  return exitCodes.done;
}

type AccountChange = 'disable' | 'enable' | 'delete';

/** A command that changes one account, and prints how many sessions that ended. */
const changeCommand = (change: AccountChange, done: string, help: Command['help']): Command => ({
  forms: ['EMAIL', 'subject:SUBJECT'],
  help,
  read: (args) => {
    const name = onlyWord(args, 'EMAIL or subject:SUBJECT');
    return async ({ services: { administration } }) => {
      const ended = await administration[change](name);
      if (!ended.ok) return fail(failureReasons[ended.code]);
      console.log(`${done}. Sessions ended: ${ended.value}.`);
      return exitCodes.done;
    };
  },
});

/** The commands about accounts, by name. */
export const accountCommands: Readonly<Record<string, Command>> = {
  list,
  create,
  'recovery-link': recoveryLink,
  disable: changeCommand('disable', 'Disabled', ['disable an account and end its sessions']),
  enable: changeCommand('enable', 'Enabled', ['enable a disabled account again', 'Its ended sessions stay ended.']),
  delete: changeCommand('delete', 'Deleted', ['remove an account with all that is its own']),
};
