import { createServiceKey, serviceScope, serviceScopes } from '@latchkey/sessions/applications/service-key';
import { mostServiceKeys } from '@latchkey/sessions/applications/service-keys';
import {
  type Action,
  type Arguments,
  type Command,
  type OfflineAction,
  UsageError,
  exitCodes,
  fail,
  wholeNumber,
} from './command.ts';
import { formatTable, timeCell } from './table.ts';

const scopesHelp = `The scopes are ${serviceScopes.join(', ')}.`;

function scopesOf({ scope }: Arguments): (typeof serviceScopes)[number][] {
  const scopes = scope.map((name) => {
    const known = serviceScope.safeParse(name);
    if (!known.success) throw new UsageError(`There is no scope ${name}.`);
    return known.data;
  });
  return scopes.length === 0 ? [...serviceScopes] : scopes;
}

function create(args: Arguments, name: string): Action {
  if (!/^[\w.-]{1,60}$/.test(name))
    throw new UsageError('NAME is 1 to 60 letters, digits, dots, dashes and underscores.');
  const scopes = scopesOf(args);
  return async ({ services: { serviceKeys } }) => {
    const created = await serviceKeys.create(name, scopes);
    if (!created.ok) return fail(`There are ${mostServiceKeys} keys in use. Revoke one first.`);
    // The key alone to stdout, so that scripts can read it.
    console.log(created.value.secret);
    console.error(
      `Key ${created.value.id}. It is not shown again. Send it as Authorization: Bearer, to this server only.`,
    );
    return exitCodes.done;
  };
}

/** For settings: a server that starts with the key in `SERVICE_KEYS` needs no database before. */
const generate: OfflineAction = {
  offline() {
    console.log(createServiceKey());
    console.error(
      'A new key, stored nowhere. The server accepts it with SERVICE_KEYS="NAME KEY" or a SERVICE_KEYS_FILE.',
    );
    return exitCodes.done;
  },
};

const list: Action = async ({ services: { serviceKeys } }) => {
  const keys = await serviceKeys.list();
  const rows = keys.map(({ id, name, createdAt, lastUsedAt, revokedAt, scopes }) => [
    String(id),
    name,
    timeCell(createdAt),
    timeCell(lastUsedAt),
    timeCell(revokedAt),
    scopes.length === serviceScopes.length ? 'all' : scopes.join(' '),
  ]);
  console.log(formatTable(['id', 'name', 'created', 'last used', 'revoked', 'scopes'], rows));
  if (keys.length === 0) console.error('There is no key yet.');
  return exitCodes.done;
};

const revoke =
  (id: number): Action =>
  async ({ services: { serviceKeys } }) => {
    if (!(await serviceKeys.revoke(id))) return fail('There is no key in use with this id.');
    console.log('Revoked. No instance accepts the key any more.');
    return exitCodes.done;
  };

const keys: Command = {
  forms: ['create NAME [--scope SCOPE]…', 'list', 'revoke ID', 'generate'],
  help: [
    'the keys by which applications use the service API',
    'Several keys may have one name, so that a new one can replace another without a pause.',
    `Without --scope a key has every scope. ${scopesHelp}`,
    'generate prints a key for the setting SERVICE_KEYS, and needs no database.',
    'The shown last use is at most two minutes older than the real one.',
  ],
  options: ['scope'],
  read(args) {
    const [action, word, ...others] = args.words;
    if (action !== 'create' && args.scope.length > 0) throw new UsageError('Only create has --scope.');
    if (action === 'create' && word !== undefined && others.length === 0) return create(args, word);
    if (action === 'generate' && word === undefined) return generate;
    if (action === 'list' && word === undefined) return list;
    if (action === 'revoke' && word !== undefined && others.length === 0) return revoke(wholeNumber('ID', word, 1));
    throw new UsageError('This command takes create NAME, list, revoke ID, or generate.');
  },
};

/** The commands about service keys, by name. */
export const serviceKeyCommands: Readonly<Record<string, Command>> = { keys };
