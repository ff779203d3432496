import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';

/** Names each mutant that no test noticed as soon as that is known, and not at the end of a run that may be broken off. */
class SurvivorReporter {
  /** @param {{ fileName: string, location: { start: { line: number } }, mutatorName: string, replacement?: string, status: string }} result */
  onMutantTested({ fileName, location, mutatorName, replacement = '', status }) {
    if (status !== 'Survived' && status !== 'NoCoverage') return;
    console.log(`${fileName}:${location.start.line} ${status} ${mutatorName}: ${replacement.slice(0, 120)}`);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Reporter, 'survivors', SurvivorReporter)];
