import type { Browser, Page } from '@playwright/test';

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** In microseconds of computing. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/**
 * The longest that the page's own thread computes in one piece while something happens, in milliseconds. Computing, because
 * a task that waits for a busy machine in the middle is not long.
 */
export async function longestTask(browser: Browser, page: Page, happens: () => Promise<void>): Promise<number> {
  await browser.startTracing(page, { categories: ['toplevel'] });
  await happens();
  const trace: { traceEvents: TraceEvent[] } = JSON.parse((await browser.stopTracing()).toString());
  const threads = trace.traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  );
  const isOfPage = ({ pid, tid }: TraceEvent) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = trace.traceEvents.filter((event) => event.name.endsWith('RunTask') && isOfPage(event));
  if (tasks.length === 0) throw new Error('The trace tells of no task');
  return Math.max(...tasks.map(({ tdur = 0 }) => tdur)) / 1000;
}
