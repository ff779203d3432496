import type { RequestHeaders } from './contestant.ts';

/** The conditions that all contestants share. */
export interface Field {
  /** The root of the built Latchkey. */
  readonly root: URL;
  /** The URL of Latchkey's database. */
  readonly latchkeyUrl: string;
  readonly layout: import('../seeding/latchkey-layout.ts').LatchkeyLayout;
  /** The headers of Latchkey's answers, which the hand-written servers send too. */
  readonly answerHeaders: RequestHeaders;
  /** The headers of its tRPC answers. */
  readonly trpcHeaders: RequestHeaders;
}

/** The known user of Latchkey for a caller. */
export const knownCaller = ({ layout }: Field, caller: number): number => (caller * 4) % layout.knownUsers;
