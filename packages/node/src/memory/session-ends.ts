import type { ChangedUsers } from './session-memory.ts';
import type { SessionOrigin } from './session-from-memory.ts';

/** What an application wants closed when a session ends. */
export interface Registration extends SessionOrigin {
  readonly close: () => void;
}

/** What applications have registered with `onSessionEnd`. */
export class SessionEnds {
  readonly #registered = new Set<Registration>();

  get all(): readonly Registration[] {
    return [...this.#registered];
  }

  get isEmpty(): boolean {
    return this.#registered.size === 0;
  }

  add(registration: Registration): void {
    this.#registered.add(registration);
  }

  remove(registration: Registration): void {
    this.#registered.delete(registration);
  }

  /** Those of the sessions of these users. */
  of(users: ChangedUsers): readonly Registration[] {
    if (this.isEmpty) return [];
    if (users === 'all') return this.all;
    const changed = new Set(users);
    return this.all.filter(({ userId }) => changed.has(userId));
  }

  /** Calls `close` of these once. An error of one keeps no other open, and is thrown where nothing catches it. */
  end(registrations: readonly Registration[]): void {
    for (const registration of registrations) {
      if (!this.#registered.delete(registration)) continue;
      try {
        registration.close();
      } catch (error) {
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }
}
