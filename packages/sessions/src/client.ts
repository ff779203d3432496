import type { DeviceTokenHash } from './device-token.ts';
import type { Language } from './language.ts';
import type { UserAgent } from './user-agent.ts';

/** Where a request comes from, as far as it can be told. */
export interface Client {
  readonly userAgent: UserAgent;
  /** In its canonical form, or null where it cannot be told. */
  readonly address: string | null;
  /** What it is spoken to in. */
  readonly language: Language;
  /** The browser installation, or null for a program. */
  readonly deviceTokenHash: DeviceTokenHash | null;
  /** Whether it may be asked for a key: a browser over HTTPS. */
  readonly canBind: boolean;
}

/** What somebody chooses at sign-in. */
export interface SessionChoices {
  /** The name that a program gives its session, or null. */
  readonly information: string | null;
  readonly staysSignedIn: boolean;
}
