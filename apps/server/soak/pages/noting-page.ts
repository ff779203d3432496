import { EventEmitter, once } from 'node:events';
import { OpenPage } from './open-page.ts';

/** Longer than a label in an event, which may arrive in two pieces. */
const longestLabel = 100;

/** An open page that notes when a session with a label of its own arrives in its stream. */
export class NotingPage {
  readonly #page: OpenPage;
  readonly #arrivals = new EventEmitter();
  #text = '';

  constructor(origin: URL, token: string) {
    this.#page = new OpenPage(origin, token, (piece) => {
      this.#text += piece;
      for (const [, label = ''] of this.#text.matchAll(/"clientLabel":"([^"]*)"/g)) this.#arrivals.emit(label);
      this.#text = this.#text.slice(-longestLabel);
    });
  }

  get opened(): Promise<void> {
    return this.#page.opened;
  }

  /** When the session arrives, by `performance.now`. Infinity where it does not within ten seconds. To be called before the sign-in. */
  async arrivalOf(label: string): Promise<number> {
    try {
      await once(this.#arrivals, label, { signal: AbortSignal.timeout(10_000) });
      return performance.now();
    } catch {
      return Infinity;
    }
  }

  close(): void {
    this.#page.close();
  }
}
