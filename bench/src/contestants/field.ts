import type { RequestHeaders } from './contestant.ts';

/** What all contestants are measured on. */
export interface Field {
  /** Where Latchkey is built. */
  readonly root: URL;
  /** Its database. */
  readonly latchkeyUrl: string;
  readonly layout: import('../seeding/latchkey-layout.ts').LatchkeyLayout;
  /** The headers that Latchkey answers with, so that servers written by hand answer with the same. */
  readonly answerHeaders: RequestHeaders;
  /** The same over tRPC. */
  readonly trpcHeaders: RequestHeaders;
}

/** The known user of Latchkey who is caller number so and so. */
export const knownCaller = ({ layout }: Field, caller: number): number => (caller * 4) % layout.knownUsers;
