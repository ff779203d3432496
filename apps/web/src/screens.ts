import { lazyScreen } from './layout/lazy-screen.tsx';
import { routes } from './layout/routes.ts';
import { onDemand } from '@latchkey/react/api/on-demand.ts';

/** Not in the first script, which every screen needs: `shells.ts` lets the HTML of these paths load them beside it. */
export const sessions = lazyScreen(
  onDemand(async () => {
    const { SessionsScreen } = await import('./features/sessions/sessions-screen.tsx');
    return SessionsScreen;
  }),
);
export const history = lazyScreen(
  onDemand(async () => {
    const { HistoryScreen } = await import('./features/sessions/history-screen.tsx');
    return HistoryScreen;
  }),
);

const byPath = new Map<string, { readonly load: () => Promise<unknown> }>([
  ['', sessions],
  [routes.home, sessions],
  [routes.sessions, sessions],
  [routes.history, history],
]);

/** Loads the code of the screen at a path. A failure is left to the screen, which throws it where the error boundary is. */
export async function loadScreenAt(path: string): Promise<void> {
  await byPath
    .get(path)
    ?.load()
    .catch(() => {});
}
