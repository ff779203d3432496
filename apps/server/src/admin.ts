import type { Services } from '@latchkey/sessions/services';
import { compose } from './composition.ts';
import { readEnvironment } from './environment.ts';
import { progressBar } from './progress-bar.ts';
import { proxyFinding } from './proxy-diagnosis.ts';

const usage = `Usage: npm run admin -- COMMAND

  purge                     end what has lapsed, and remove what is no longer kept
  end-sessions EMAIL        end every session of one account
  end-sessions --everyone   end every session of everybody
  disable EMAIL             bar an account and end its sessions
  enable EMAIL              let a barred account in again
  delete EMAIL              remove an account with all that is its own
  doctor                    look for settings that do not fit what happens

It reads the same environment as the server. The embedded database serves one process: stop the server first.`;

/** What whoever runs the service may do by hand. Ends with 0, or with 1 and a sentence. */
async function run([command = '', subject = '']: string[]): Promise<number> {
  if (!isCommand(command) || (command !== 'purge' && command !== 'doctor' && subject === '')) {
    console.error(usage);
    return 1;
  }
  const environment = readEnvironment(process.env, process.cwd());
  for (const warning of environment.warnings) console.error(`Warning: ${warning}`);
  const { database, services } = await compose(environment, { mustExist: true });
  try {
    // It remembers nothing itself, but what it changes, the running instances must know.
    services.cluster.listen();
    try {
      return await commands[command](services, subject.trim().toLowerCase(), environment.publicUrl);
    } finally {
      await services.cluster.leave();
    }
  } finally {
    await database.close();
  }
}

const commands = {
  async purge({ housekeeping }: Services) {
    const due: Record<string, number> = { ...(await housekeeping.due()) };
    let exitCode = 0;
    for await (const { name, done, failure } of housekeeping.run()) {
      progressBar(name, done, due[name] ?? 0);
      if (failure === null) continue;
      exitCode = 1;
      console.error(
        `${name} failed: ${failure.error instanceof Error ? failure.error.message : String(failure.error)}`,
      );
    }
    return exitCode;
  },
  async 'end-sessions'({ administration }: Services, subject: string) {
    if (subject !== '--everyone') return told(await administration.endSessions(subject), 'Signed out');
    for await (const ended of administration.endEverySession()) progressBar('ended', ended, 0);
    return 0;
  },
  disable: async ({ administration }: Services, subject: string) =>
    told(await administration.disable(subject), 'Disabled'),
  enable: async ({ administration }: Services, subject: string) =>
    told(await administration.enable(subject), 'Enabled'),
  delete: async ({ administration }: Services, subject: string) =>
    told(await administration.delete(subject), 'Deleted'),
  async doctor({ administration }: Services, _subject: string, publicUrl: URL | null) {
    // Without a public address, everybody may well be on this machine.
    const finding = publicUrl === null ? null : proxyFinding(await administration.recentAddresses());
    if (finding === null) {
      console.log('Nothing looks wrong.');
      return 0;
    }
    console.error(finding);
    return 1;
  },
};

const isCommand = (text: string): text is keyof typeof commands => Object.hasOwn(commands, text);

function told(ended: Awaited<ReturnType<Services['administration']['disable']>>, done: string): number {
  if (!ended.ok) {
    console.error('There is no account with this address.');
    return 1;
  }
  console.log(`${done}. Sessions ended: ${ended.value}.`);
  return 0;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
