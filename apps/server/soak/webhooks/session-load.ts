const subjects = 20;
const workers = 8;

/** Begins and ends sessions of some users over the service API, until the server is gone. */
export class SessionLoad {
  readonly #key: string;
  #requests = 0;
  /** How many changes were answered, each of which has committed at least one event. */
  answered = 0;

  constructor(key: string) {
    this.#key = key;
  }

  /** Resolves when the server answers no more. */
  async run(origin: string): Promise<void> {
    await Promise.all(Array.from({ length: workers }, () => this.#work(origin)));
  }

  async #work(origin: string): Promise<void> {
    for (;;) {
      this.#requests += 1;
      const subject = `user-${this.#requests % subjects}`;
      const isEnd = this.#requests % 5 === 0;
      const status = await (isEnd
        ? this.#ask(`${origin}/api/v1/service/users/${subject}/sessions`, 'DELETE')
        : this.#ask(`${origin}/api/v1/service/sessions`, 'POST', {
            subject,
            methods: ['pwd'],
            kind: 'program',
            client: {},
          }));
      if (status === null) return;
      if (status === 201) this.answered += 1;
    }
  }

  /** The status of the answer, or null where there was none. */
  async #ask(url: string, method: string, body?: object): Promise<number | null> {
    try {
      const headers = { authorization: `Bearer ${this.#key}`, 'content-type': 'application/json' };
      const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return null;
    }
  }
}
