import type { InstanceStore, RegisteredInstance, ClusterSnapshot } from './instance-store.ts';

/** For a database that only one process can open, which has made every change itself. */
export class InProcessInstanceStore implements InstanceStore {
  readonly #renewals = new Map<string, number>();
  readonly #check: () => Promise<void>;
  #last = 0;

  /** `check`: rejects while the database does not work. */
  constructor(check: () => Promise<void> = async () => {}) {
    this.#check = check;
  }

  async renew(id: string): Promise<boolean> {
    await this.#check();
    const wasThere = this.#renewals.has(id);
    this.#renewals.set(id, ++this.#last);
    return wasThere;
  }

  async poll(): Promise<ClusterSnapshot> {
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
