import { compose, addressOf } from '../composition.ts';
import { readEnvironment } from '../config/environment.ts';
import { type ExitCode, type CommandContext, UsageError, exitCodes, readArguments } from './command.ts';
import { commands, helpOf, overview } from './commands.ts';

/** Runs one command line, and returns the exit code of the process. */
async function run([name, ...args]: readonly string[]): Promise<ExitCode> {
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(overview());
    return exitCodes.done;
  }
  const command = commands.get(name ?? '');
  if (name === undefined || command === undefined) {
    if (name !== undefined) console.error(`There is no command ${name}.\n`);
    console.error(overview());
    return exitCodes.usage;
  }
  try {
    const action = readArguments(command, args);
    if (action && 'offline' in action) return action.offline();
    if (action) return await runOnDatabase(action);
    console.log(helpOf(name, command));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${helpOf(name, command)}`);
    return exitCodes.usage;
  }
}

async function runOnDatabase(action: (context: CommandContext) => Promise<ExitCode>): Promise<ExitCode> {
  const environment = readEnvironment(process.env, process.cwd());
  for (const warning of environment.warnings) console.error(`Warning: ${warning}`);
  const { database, services } = await compose(environment, { mustExist: true });
  try {
    // Without a lease this process caches no sessions. It listens so that its changes reach the running instances.
    services.cluster.listen();
    try {
      return await action({ services, publicUrl: environment.publicUrl, address: addressOf(environment) });
    } finally {
      await services.cluster.leave();
    }
  } finally {
    await database.close();
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = exitCodes.failed;
}
