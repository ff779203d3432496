/**
 * Carries short texts from each instance to all others. It only makes revocation fast: it may lose, duplicate, delay
 * and reorder texts. A writer could end the wait of a revocation early, so only instances may have access.
 */
export interface AnnouncementChannel {
  /** Connects, and reconnects until the channel is closed. Never fails. */
  open(listener: (text: string) => void): void;
  /** Resolves when the text has been sent. Rejects where there is no connection: nothing is kept for later. */
  publish(text: string): Promise<void>;
  /** Whether the channel is connected, as far as it knows. */
  readonly isConnected: boolean;
  close(): Promise<void>;
}

/** The longest text in bytes that every channel carries. PostgreSQL's limit is the lowest. */
export const maxTextBytes = 7_900;
