const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** What a sign-in does at the limit: it ends another session, or it is refused. */
export const atLimitRules = ['end_another', 'refuse'] as const;
export type AtLimit = (typeof atLimitRules)[number];

/** How long sessions live and how many a user may have. Times in milliseconds. docs/security.md gives the reasons. */
export interface SessionLimits {
  /** A session ends after being unused for this long (ASVS 7.3.1). */
  readonly idle: number;
  /** The absolute lifetime of a session with `rememberMe` (ASVS 7.3.2). */
  readonly absoluteRemembered: number;
  /** The absolute lifetime of other sessions. */
  readonly absolute: number;
  /**
   * Live sessions a user may have in browsers, unless the user has a limit of their own. A sign-in beyond that ends the
   * newest one that is not confirmed, or else the least recently used one (ASVS 7.1.2).
   */
  readonly perUser: number;
  /** The same for programs, which end a session of the same program first and never a browser's. */
  readonly programsPerUser: number;
  /** What happens at these limits, unless the user has a rule of their own. */
  readonly atLimit: AtLimit;
  /** A stored last use is updated only when it is older than this. */
  readonly lastUsedStep: number;
}

export const defaultSessionLimits: SessionLimits = {
  idle: 14 * day,
  absoluteRemembered: 30 * day,
  absolute: day,
  perUser: 100,
  programsPerUser: 100,
  atLimit: 'end_another',
  lastUsedStep: minute,
};
