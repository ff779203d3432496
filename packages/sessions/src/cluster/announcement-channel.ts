/**
 * Carries short texts from each instance to all of them. Nothing depends on it but speed: it may lose what it carries,
 * deliver it twice or late or in another order. Whoever can write to it can end the wait of a revocation too early, so it
 * belongs to the instances alone.
 */
export interface AnnouncementChannel {
  /** Connects, and stays so: a connection that breaks is made again until the channel is closed. Never fails. */
  open(listener: (text: string) => void): void;
  /** Resolves when the text is on its way. Fails where there is no connection: nothing is kept for later. */
  publish(text: string): Promise<void>;
  /** Whether texts can be sent and received at this moment, as far as it knows. */
  readonly isConnected: boolean;
  close(): Promise<void>;
}

/** The longest text that every channel carries, in bytes: PostgreSQL's limit is the lowest. */
export const longestText = 7_900;
