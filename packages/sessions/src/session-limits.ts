const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a session may live, in milliseconds. */
export interface SessionLimits {
  /** Unused for this long, a session ends (ASVS 7.3.1). */
  readonly idle: number;
  /** A session of someone who chose to stay signed in ends this long after its start, used or not (ASVS 7.3.2). */
  readonly absolute: number;
  /** The same for a session without that choice. */
  readonly absoluteUnlessKept: number;
  /** A session's last use is written again only when what is stored is older than this. */
  readonly lastUsedStep: number;
}

export const defaultSessionLimits: SessionLimits = {
  idle: 14 * day,
  absolute: 30 * day,
  absoluteUnlessKept: day,
  lastUsedStep: minute,
};
