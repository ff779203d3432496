import type { Paragraph } from './mail-layout.ts';
import type { Sentences } from './sentences/en.ts';

/** Beneath a mail to an address that is not verified: its reader can say by the mail's own link that the account is not theirs. */
export const disowning = ({ account }: Sentences, link: string, origin: string): readonly Paragraph[] => [
  account.disown.lead,
  { action: account.disown.action, link: `${origin}/not-mine#${link}` },
];
