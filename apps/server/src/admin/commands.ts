import { adminCommand } from '../installation.ts';
import { accountCommands } from './accounts.ts';
import type { Command } from './command.ts';
import { maintenanceCommands } from './maintenance.ts';
import { serviceKeyCommands } from './service-keys.ts';
import { sessionCommands } from './sessions.ts';
import { userCommands } from './users.ts';
import { webhookCommands } from './webhooks.ts';

/** Every command of `npm run admin`, by name. */
export const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...accountCommands,
    ...userCommands,
    ...sessionCommands,
    ...serviceKeyCommands,
    ...webhookCommands,
    ...maintenanceCommands,
  }),
);

const formsOf = (name: string, { forms }: Command): string[] => forms.map((form) => `${name} ${form}`.trimEnd());

/** Where the second column of the overview begins. A longer form has a line of its own. */
const helpColumn = 40;

/** The help of `npm run admin`: one line for each command. */
export function overview(): string {
  const lines = [...commands].flatMap(([name, command]) => {
    const [first = name, ...others] = formsOf(name, command);
    const line = first.length < helpColumn ? first.padEnd(helpColumn) : `${first}\n  ${' '.repeat(helpColumn)}`;
    return [`  ${line}${command.help[0]}`, ...others.map((form) => `  ${form}`)];
  });
  return [
    `Usage: ${adminCommand} COMMAND`,
    '',
    ...lines,
    '',
    'COMMAND --help says more about one. Exit codes: 0 done, 1 refused or failed, 2 not understood.',
    'It reads the same environment as the server. The embedded database serves one process: stop the server first.',
  ].join('\n');
}

/** The help of one command. */
export function helpOf(name: string, command: Command): string {
  const [summary, ...more] = command.help;
  const usages = formsOf(name, command).map((form, at) => `${at === 0 ? 'Usage:' : '      '} ${adminCommand} ${form}`);
  return [...usages, '', `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, ...more].join('\n');
}
