import { type Command, type ExitCode, exitCodes, fail, noWords } from './command.ts';
import { progressBar } from './progress-bar.ts';
import { proxyFinding } from '../http/proxy-diagnosis.ts';

const purge: Command = {
  forms: [''],
  help: ['end what has expired, and remove what is no longer kept'],
  read: (args) => {
    noWords(args);
    return async ({ services: { housekeeping } }) => {
      const due: Record<string, number> = { ...(await housekeeping.backlog()) };
      let exitCode: ExitCode = exitCodes.done;
      for await (const { name, done, failure } of housekeeping.run()) {
        progressBar(name, done, due[name] ?? 0);
        if (failure === null) continue;
        const { error } = failure;
        exitCode = fail(`${name} failed: ${error instanceof Error ? error.message : String(error)}`);
      }
      return exitCode;
    };
  },
};

const doctor: Command = {
  forms: [''],
  help: ['look for settings that do not fit what happens'],
  read: (args) => {
    noWords(args);
    return async ({ services, publicUrl }) => {
      const isPublic = publicUrl !== null;
      const finding = proxyFinding(await services.administration.recentAddresses(), { isPublic });
      if (finding !== null) return fail(finding);
      console.log('Nothing looks wrong.');
      return exitCodes.done;
    };
  },
};

/** The commands about the database and the settings, by name. */
export const maintenanceCommands: Readonly<Record<string, Command>> = { purge, doctor };
