import type { InstanceStore, RegisteredInstance, Sight } from './instance-store.ts';

/** For a database that only one process can open: whatever changes, that process has changed it itself. */
export class InProcessInstanceStore implements InstanceStore {
  readonly #renewals = new Map<string, number>();
  #last = 0;

  async renew(id: string): Promise<boolean> {
    const wasThere = this.#renewals.has(id);
    this.#renewals.set(id, ++this.#last);
    return wasThere;
  }

  async look(): Promise<Sight> {
    return { instances: await this.instances(), changed: [], cursor: '' };
  }

  async instances(): Promise<readonly RegisteredInstance[]> {
    return [...this.#renewals].map(([id, renewals]) => ({ id, renewals }));
  }

  async remove({ id, renewals }: RegisteredInstance): Promise<void> {
    if (this.#renewals.get(id) === renewals) this.#renewals.delete(id);
  }

  async leave(id: string): Promise<void> {
    this.#renewals.delete(id);
  }
}
