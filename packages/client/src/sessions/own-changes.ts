import type { Session } from './session.ts';

interface PendingLabel {
  readonly deviceId: number;
  readonly label: string | null;
}

/**
 * What the application knows before the list of the server has it: labels that were sent and not answered yet, and sessions
 * that it has ended. A report that the server sent earlier may arrive later, and must not undo either.
 */
export class OwnChanges {
  readonly #onLabels: () => void;
  /** In the order in which they were sent: the last label of a device is shown. */
  #pendingLabels: readonly PendingLabel[] = [];
  /** Ids are not used twice, so that an ended session never returns. */
  readonly #endedIds = new Set<number>();
  #last: { readonly list: readonly Session[]; readonly sessions: readonly Session[] } | null = null;

  /** `onLabels` is called when a label is shown, and when it no longer is. */
  constructor(onLabels: () => void) {
    this.#onLabels = onLabels;
  }

  /** Shows a label until the returned function is called. */
  showLabel(deviceId: number, label: string | null): () => void {
    const pending = { deviceId, label };
    this.#setLabels([...this.#pendingLabels, pending]);
    return () => this.#setLabels(this.#pendingLabels.filter((one) => one !== pending));
  }

  /** Hides sessions for good. */
  hide(endedIds: readonly number[]): void {
    for (const id of endedIds) this.#endedIds.add(id);
    this.#last = null;
  }

  /** Forgets all, because another user has signed in. */
  clear(): void {
    this.#pendingLabels = [];
    this.#endedIds.clear();
    this.#last = null;
  }

  /** The server's list with these changes. The same array until one of them changes. */
  over(list: readonly Session[]): readonly Session[] {
    if (this.#last?.list !== list) this.#last = { list, sessions: this.#apply(list) };
    return this.#last.sessions;
  }

  #setLabels(labels: readonly PendingLabel[]): void {
    this.#pendingLabels = labels;
    this.#last = null;
    this.#onLabels();
  }

  #apply(list: readonly Session[]): readonly Session[] {
    if (this.#pendingLabels.length === 0 && !list.some(({ id }) => this.#endedIds.has(id))) return list;
    const labels = new Map(this.#pendingLabels.map(({ deviceId, label }) => [deviceId, label]));
    return list
      .filter(({ id }) => !this.#endedIds.has(id))
      .map((session) => {
        const label = labels.get(session.deviceId);
        return label === undefined ? session : { ...session, label };
      });
  }
}
