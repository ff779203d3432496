import { linkLasts } from '@latchkey/sessions/accounts/account-mail';
import type { AlertLink } from '@latchkey/sessions/alert-link';
import { email as emailSchema } from '@latchkey/sessions/email';
import {
  type Command,
  type ExitCode,
  type Operator,
  UsageError,
  exitCodes,
  onlyWord,
  refusals,
  refuse,
  wholeNumber,
} from './command.ts';
import { momentCell, table } from './table.ts';

const defaultLimit = 50;
const mostAtOnce = 1000;
const linkMinutes = linkLasts.recovery / 60_000;

const list: Command = {
  forms: ['[TEXT] [--after ID] [--limit N]'],
  help: [
    'list accounts, those whose address contains TEXT or all',
    `They come by ascending id, ${defaultLimit} at a time, or N, which is at most ${mostAtOnce}.`,
    'Where there are more, the last line (on stderr) says which --after continues.',
  ],
  options: ['after', 'limit'],
  read: (args) => {
    const text = args.words.length === 0 ? '' : onlyWord(args, 'one TEXT at most');
    const after = args.after === undefined ? 0 : wholeNumber('--after', args.after, 0);
    const limit = args.limit === undefined ? defaultLimit : wholeNumber('--limit', args.limit, 1, mostAtOnce);
    return async ({ services }) => {
      const found = await services.administration.accounts({ text, after, limit: limit + 1 });
      const page = found.slice(0, limit);
      const rows = page.map(({ id, email, createdAt, verifiedAt, disabledAt, liveSessions }) => [
        String(id),
        email,
        momentCell(createdAt),
        momentCell(verifiedAt),
        momentCell(disabledAt),
        String(liveSessions),
      ]);
      console.log(table(['id', 'e-mail', 'created', 'verified', 'disabled', 'live sessions'], rows));
      if (found.length === 0)
        console.error(text === '' && after === 0 ? 'There is no account yet.' : 'No account fits.');
      if (found.length > limit) console.error(`There are more: --after ${page.at(-1)?.id}`);
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
    return async (operator) => {
      const created = await operator.services.administration.create(address.data);
      return created.ok ? printLink(operator, created.value) : refuse(refusals[created.code]);
    };
  },
};

const recoveryLink: Command = {
  forms: ['EMAIL'],
  help: [
    'print a link by which the owner of an account chooses a new password',
    `It works once, for ${linkMinutes} minutes, replaces every earlier recovery link, and ends all sessions when it is used.`,
    'Whoever has it has the account: hand it over in a way that nobody else reads.',
  ],
  read: (args) => {
    const email = onlyWord(args, 'EMAIL');
    return async (operator) => {
      const issued = await operator.services.administration.recoveryLink(email);
      return issued.ok ? printLink(operator, issued.value) : refuse(refusals[issued.code]);
    };
  },
};

/** The link alone goes to stdout, so that a script can take it from there. Its secret stands behind the #. */
function printLink({ origin, publicUrl }: Operator, link: AlertLink): ExitCode {
  if (publicUrl === null) console.error('PUBLIC_URL is not set, so the link leads to the address of this machine.');
  console.log(`${origin}/recovery#${link}`);
  console.error(`It works once, for ${linkMinutes} minutes. Whoever has it has the account.`);
  return exitCodes.done;
}

type Change = 'disable' | 'enable' | 'delete';

/** A command that changes one account, and says how many live sessions that ended. */
const changing = (change: Change, done: string, help: Command['help']): Command => ({
  forms: ['EMAIL'],
  help,
  read: (args) => {
    const email = onlyWord(args, 'EMAIL');
    return async ({ services: { administration } }) => {
      const ended = await administration[change](email);
      if (!ended.ok) return refuse(refusals[ended.code]);
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
  disable: changing('disable', 'Disabled', ['bar an account and end its sessions']),
  enable: changing('enable', 'Enabled', ['let a barred account in again', 'Its ended sessions stay ended.']),
  delete: changing('delete', 'Deleted', ['remove an account with all that is its own']),
};
