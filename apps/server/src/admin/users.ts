import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import type { ImportReport } from '@latchkey/sessions/accounts/user-import';
import { type Action, type Command, UsageError, exitCodes, fail } from './command.ts';
import { numberedLines } from './numbered-lines.ts';

/** The number of lines after which the progress is printed. */
const reportEvery = 10_000;

const numbers = ({ created, existing, refused }: ImportReport, dryRun: boolean): string =>
  `${dryRun ? 'Would be imported' : 'Imported'}: ${created}. Already there: ${existing}. Refused: ${refused}.`;

const importUsers =
  (file: string, dryRun: boolean): Action =>
  async ({ services: { userImport } }) => {
    if (file !== '-') await access(file, constants.R_OK);
    const lines = numberedLines(file === '-' ? process.stdin : createReadStream(file));
    let last: ImportReport = { lines: 0, created: 0, existing: 0, refused: 0, refusedLines: [] };
    let reportedAt = 0;
    try {
      for await (const report of userImport.run(lines, { dryRun })) {
        for (const { number, reason } of report.refusedLines) console.error(`Line ${number}: ${reason}.`);
        if (report.lines - reportedAt >= reportEvery) {
          console.error(`${report.lines} lines. ${numbers(report, dryRun)}`);
          reportedAt = report.lines;
        }
        last = report;
      }
    } catch (error) {
      console.error(
        `Stopped after line ${last.lines}. Run the command again: users that are there already are skipped.`,
      );
      throw error;
    }
    console.log(numbers(last, dryRun));
    return last.refused > 0 ? fail('Some lines were refused.') : exitCodes.done;
  };

const users: Command = {
  forms: ['import FILE|- [--dry-run]'],
  help: [
    'import users with the password hashes of another application',
    'FILE, or the standard input, has a JSON object on each line, with subject or email, and display_name, verified (true',
    'or false), created_at and password_hash: argon2, bcrypt, scrypt or PBKDF2, as docs/integration.md says.',
    'Users that are there already stay as they are, so an import that broke off can be run again.',
    'Refused lines are named on stderr by their number, and make the exit code 1. --dry-run only checks.',
  ],
  options: ['dry-run'],
  read({ words: [action, file, ...others], dryRun }) {
    if (action !== 'import' || file === undefined || others.length > 0) {
      throw new UsageError('This command takes import and a FILE, or - for the standard input.');
    }
    return importUsers(file, dryRun);
  },
};

/** The commands about many users, by name. */
export const userCommands: Readonly<Record<string, Command>> = { users };
