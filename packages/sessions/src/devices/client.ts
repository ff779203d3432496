import type { DeviceTokenHash } from '../tokens/device-token.ts';
import type { Language } from '../language.ts';
import type { UserAgent } from './user-agent.ts';

/** The client of a request. */
export interface Client {
  readonly userAgent: UserAgent;
  /** The canonical IP address, or null where it is unknown. */
  readonly ip: string | null;
  /** The language for responses and mails. */
  readonly language: Language;
  /** The browser installation, or null for a program. */
  readonly deviceTokenHash: DeviceTokenHash | null;
  /** Whether it supports device binding: a browser over HTTPS. */
  readonly canBind: boolean;
}

/** The choices of a sign-in. */
export interface SessionChoices {
  /** The name that a program gives its session, or null. */
  readonly clientLabel: string | null;
  readonly rememberMe: boolean;
}
