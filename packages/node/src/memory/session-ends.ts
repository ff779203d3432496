import type { SessionOrigin } from './session-from-memory.ts';
import type { ChangedUsers } from './session-memory.ts';

/** What an application wants closed when a session ends. */
export interface Registration extends SessionOrigin {
  readonly close: () => void;
}

/** What applications have registered with `onSessionEnd`, by user, because a change of one user concerns few of them. */
export class SessionEnds {
  readonly #byUser = new Map<number, Set<Registration>>();

  get all(): readonly Registration[] {
    return [...this.#byUser.values()].flatMap((registrations) => [...registrations]);
  }

  get isEmpty(): boolean {
    return this.#byUser.size === 0;
  }

  add(registration: Registration): void {
    const registrations = this.#byUser.get(registration.userId);
    if (registrations) registrations.add(registration);
    else this.#byUser.set(registration.userId, new Set([registration]));
  }

  /** Returns whether it was registered. */
  remove(registration: Registration): boolean {
    const registrations = this.#byUser.get(registration.userId);
    if (!registrations?.delete(registration)) return false;
    if (registrations.size === 0) this.#byUser.delete(registration.userId);
    return true;
  }

  /** Those of the sessions of these users. */
  of(users: ChangedUsers): readonly Registration[] {
    if (users === 'all') return this.all;
    return [...new Set(users)].flatMap((userId) => [...(this.#byUser.get(userId) ?? [])]);
  }

  /** Calls `close` of these once. An error of one keeps no other open, and is thrown where nothing catches it. */
  end(registrations: readonly Registration[]): void {
    for (const registration of registrations) {
      if (!this.remove(registration)) continue;
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
