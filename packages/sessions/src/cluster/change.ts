/** Whose sessions something was changed of: of these users, or of everyone. */
export type Change = readonly number[] | 'everyone';

/** What an instance has in memory that a change makes untrue. */
export interface Memory {
  /** Forgets at once, before it returns. Resolves when nothing that is still open acts on what was before. */
  forget(change: Change): Promise<void>;
}
