import {
  endpointAudience,
  endpointUrl,
  mostEndpoints,
  webhookFormat,
  webhookFormats,
} from '@latchkey/sessions/webhooks/endpoint';
import { kindOfType, outgoingKinds, outgoingTypes } from '@latchkey/sessions/webhooks/outgoing-event';
import { basePathOf } from '@latchkey/api/http/base-path';
import { type Action, type Arguments, type Command, UsageError, exitCodes, fail, wholeNumber } from './command.ts';
import { hostWarning } from './host-warning.ts';
import { formatTable, timeCell } from './table.ts';

const typesHelp = `The events are ${outgoingKinds.map((kind) => outgoingTypes[kind]).join(', ')}.`;
const defaultLogLength = 50;
const longestLog = 1_000;

/** A message for each code with which the domain refuses a command. */
const failureMessages = {
  https_required: 'The URL must be https, unless WEBHOOKS_TO_PRIVATE_NETWORKS is on.',
  host_private: 'The host of the URL must be public, unless WEBHOOKS_TO_PRIVATE_NETWORKS is on.',
  audience_required: 'Tokens name whom they are for: give the client id as --audience.',
  kinds_unsupported: 'Tokens say that a session has ended: only session.ended can be chosen.',
  too_many_endpoints: `There are ${mostEndpoints} endpoints. Delete one first.`,
  endpoint_not_found: 'There is no endpoint with this id.',
  delivery_not_found: 'There is no finished delivery with this id, or its event is no longer kept.',
} as const;

/** @throws {UsageError} with the message of the schema. */
function urlOf(text: string): string {
  const url = endpointUrl.safeParse(text);
  if (!url.success) throw new UsageError(`URL: ${url.error.issues[0]?.message ?? 'not valid'}.`);
  return url.data;
}

/** Says on stderr why deliveries to a URL would fail now. */
async function warnOfHost(url: string, allowsPrivate: boolean): Promise<void> {
  const warning = allowsPrivate ? null : await hostWarning(url);
  if (warning !== null) console.error(warning);
}

function kindsOf({ event }: Arguments) {
  return event.map((type) => {
    const kind = kindOfType(type);
    if (kind === null) throw new UsageError(`There is no event ${type}.`);
    return kind;
  });
}

function create(args: Arguments, text: string): Action {
  const url = urlOf(text);
  const kinds = kindsOf(args);
  const format = webhookFormat.safeParse(args.format ?? 'webhook');
  if (!format.success) throw new UsageError(`--format is ${webhookFormats.join(' or ')}.`);
  const audience = endpointAudience.optional().safeParse(args.audience);
  if (!audience.success) throw new UsageError('--audience is 1 to 255 visible ASCII characters.');
  return async ({ services: { webhooks }, address }) => {
    const created = await webhooks.create({ url, kinds, format: format.data, audience: audience.data ?? null });
    if (!created.ok) return fail(failureMessages[created.code]);
    const { id, secret } = created.value;
    await warnOfHost(url, webhooks.allowsPrivate);
    if (format.data === 'webhook') {
      // The secret alone to stdout, so that scripts can read it.
      console.log(secret);
      console.error(`Endpoint ${id}. The secret is not shown again. The application verifies each webhook with it.`);
    } else
      console.log(`Endpoint ${id}. Its tokens are signed by the keys at ${basePathOf(new URL(address))}/api/v1/jwks.`);
    return exitCodes.done;
  };
}

const list: Action = async ({ services: { webhooks } }) => {
  const endpoints = await webhooks.list();
  const rows = endpoints.map(({ id, format, createdAt, waiting, failures, failingSince, pausedAt, kinds, url }) => [
    String(id),
    format,
    timeCell(createdAt),
    String(waiting),
    String(failures),
    timeCell(failingSince),
    timeCell(pausedAt),
    kinds.length === outgoingKinds.length ? 'all' : kinds.map((kind) => outgoingTypes[kind]).join(' '),
    url,
  ]);
  const names = ['id', 'format', 'created', 'waiting', 'failures', 'failing since', 'paused', 'events', 'url'];
  console.log(formatTable(names, rows));
  if (endpoints.length === 0) console.error('There is no endpoint yet.');
  return exitCodes.done;
};

const log =
  (id: number, limit: number): Action =>
  async ({ services: { webhooks } }) => {
    const deliveries = await webhooks.log(id, { before: null, limit });
    if (!deliveries.ok) return fail(failureMessages[deliveries.code]);
    const rows = deliveries.value.map((delivery) => [
      String(delivery.id),
      `evt_${delivery.eventId}`,
      outgoingKinds.flatMap((kind) => (kind === delivery.kind ? [outgoingTypes[kind]] : [])).join('') || '-',
      delivery.deliveredAt ? 'delivered' : delivery.dueAt ? 'waits' : 'given up',
      String(delivery.tries),
      timeCell(delivery.triedAt),
      timeCell(delivery.dueAt),
      delivery.lastStatus === null ? '-' : String(delivery.lastStatus),
      delivery.lastError ?? '-',
    ]);
    console.log(formatTable(['delivery', 'event', 'type', 'state', 'tries', 'tried', 'due', 'status', 'error'], rows));
    return exitCodes.done;
  };

const rotate =
  (id: number): Action =>
  async ({ services: { webhooks } }) => {
    const rotated = await webhooks.rotate(id);
    if (!rotated.ok) return fail(failureMessages[rotated.code]);
    console.log(rotated.value);
    console.error('The secret is not shown again. The one before signs too for a day.');
    return exitCodes.done;
  };

const resend =
  (id: number): Action =>
  async ({ services: { webhooks } }) => {
    const sent = await webhooks.resend(id);
    if (!sent.ok) return fail(failureMessages[sent.code]);
    console.log(`Delivery ${sent.value} sends the event again.`);
    return exitCodes.done;
  };

const move =
  (id: number, url: string): Action =>
  async ({ services: { webhooks } }) => {
    const moved = await webhooks.move(id, url);
    if (!moved.ok) return fail(failureMessages[moved.code]);
    await warnOfHost(url, webhooks.allowsPrivate);
    console.log('Moved. Waiting deliveries are sent to the new URL now.');
    return exitCodes.done;
  };

const change =
  (name: 'resume' | 'remove', id: number, done: string): Action =>
  async ({ services: { webhooks } }) => {
    const changed = await webhooks[name](id);
    if (!changed.ok) return fail(failureMessages[changed.code]);
    console.log(done);
    return exitCodes.done;
  };

const rotateKeys: Action = async ({ services: { signingKeys } }) => {
  await signingKeys.rotate();
  console.log('Tokens are signed by a new key. Those before it are published until two more have followed.');
  return exitCodes.done;
};

/** The action of a command line with these words, or null for any other. */
function actionOf(args: Arguments): Action | null {
  const [action, word, second, ...others] = args.words;
  if (action === 'list' && word === undefined) return list;
  if (action === 'rotate-keys' && word === undefined) return rotateKeys;
  if (word === undefined || others.length > 0) return null;
  if (action === 'move') return second === undefined ? null : move(wholeNumber('ID', word, 1), urlOf(second));
  if (second !== undefined) return null;
  if (action === 'create') return create(args, word);
  const id = wholeNumber('ID', word, 1);
  if (action === 'log') return log(id, wholeNumber('--limit', args.limit ?? String(defaultLogLength), 1, longestLog));
  if (action === 'rotate') return rotate(id);
  if (action === 'resend') return resend(id);
  if (action === 'resume') return change('resume', id, 'Resumed. Waiting deliveries are sent now.');
  return action === 'delete' ? change('remove', id, 'Deleted. Deliveries that waited are not sent.') : null;
}

const webhooks: Command = {
  forms: [
    'create URL [--event TYPE]… [--format FORMAT] [--audience CLIENT_ID]',
    'list',
    'log ID [--limit N]',
    'resend DELIVERY',
    'move ID URL',
    'rotate ID',
    'rotate-keys',
    'resume ID',
    'delete ID',
  ],
  help: [
    'the endpoints at which applications receive events',
    `Without --event an endpoint receives every event that its format can carry. ${typesHelp}`,
    `FORMAT is ${webhookFormats.join(', ')}. The last two are signed tokens about sessions that end, and need --audience.`,
    'rotate replaces the secret of an endpoint, rotate-keys the key that signs tokens.',
    'An endpoint at which nothing has arrived for five days is paused. Events wait for it; resume sends them.',
    `log shows the last deliveries, ${defaultLogLength} without --limit. resend sends the event of one again.`,
  ],
  options: ['event', 'format', 'audience', 'limit'],
  read(args) {
    const [action] = args.words;
    const isForCreate = args.event.length > 0 || args.format !== undefined || args.audience !== undefined;
    if (action !== 'create' && isForCreate) throw new UsageError('Only create has --event, --format and --audience.');
    if (action !== 'log' && args.limit !== undefined) throw new UsageError('Only log has --limit.');
    const read = actionOf(args);
    if (read) return read;
    throw new UsageError('This command takes one of the forms above.');
  },
};

/** The commands about endpoints, by name. */
export const webhookCommands: Readonly<Record<string, Command>> = { webhooks };
