const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long sessions live and how many there may be. Times in milliseconds. docs/security.md gives the reasons. */
export interface SessionLimits {
  /** Unused for this long, a session ends (ASVS 7.3.1). */
  readonly idle: number;
  /** A session of someone who chose to stay signed in ends this long after its start, used or not (ASVS 7.3.2). */
  readonly absolute: number;
  /** The same for a session without that choice. */
  readonly absoluteUnlessKept: number;
  /**
   * Live sessions a user may have in browsers. One more sign-in ends the newest that is not confirmed, or else the one that
   * was unused for longest (ASVS 7.1.2).
   */
  readonly perUser: number;
  /** The same for programs. One more sign-in ends one of the same program first. No program ends a browser's session. */
  readonly programsPerUser: number;
  /** A session's last use is written again only when what is stored is older than this. */
  readonly lastUsedStep: number;
}

export const defaultSessionLimits: SessionLimits = {
  idle: 14 * day,
  absolute: 30 * day,
  absoluteUnlessKept: day,
  perUser: 100,
  programsPerUser: 100,
  lastUsedStep: minute,
};
