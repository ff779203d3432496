import type { OnStepUp, StepUp, StepUpHandling, StepUpPurpose } from '../account/step-up.ts';
import { LatchkeyError } from '../latchkey-error.ts';
import type { LatchkeyApi } from './latchkey-api.ts';

interface Options {
  readonly api: LatchkeyApi;
  readonly onStepUp: OnStepUp | undefined;
  /** Checks a password. */
  readonly prove: (password: string) => Promise<void>;
}

/** Repeats calls that the server refuses with `step_up_required`, after the user has proved who they are. */
export class StepUpQuestion {
  readonly #options: Options;
  /** The open question. One answers all calls that wait. */
  #answer: Promise<boolean> | null = null;

  constructor(options: Options) {
    this.#options = options;
  }

  /** Runs a call, and repeats it at most once. A call with a handling of its own does not wait for the question of others. */
  async around<Answer>(purpose: StepUpPurpose, run: () => Promise<Answer>, handling?: StepUpHandling): Promise<Answer> {
    try {
      return await run();
    } catch (error) {
      const { onStepUp } = handling ?? this.#options;
      if (!onStepUp || !(error instanceof LatchkeyError) || error.code !== 'step_up_required') throw error;
      const answer = handling
        ? this.#ask(onStepUp, purpose)
        : (this.#answer ??= this.#ask(onStepUp, purpose).finally(() => (this.#answer = null)));
      if (!(await answer)) throw error;
      return run();
    }
  }

  async #ask(onStepUp: OnStepUp, purpose: StepUpPurpose): Promise<boolean> {
    const { api, prove } = this.#options;
    const user = await api.call(({ user: { current } }) => current.query());
    const stepUp: StepUp = {
      purpose,
      application: user?.application ?? null,
      prove,
      requestUrl: async (returnTo = null) =>
        (await api.call(({ auth: { requestStepUp } }) => requestStepUp.mutate({ purpose, returnTo }))).url,
    };
    return onStepUp(stepUp);
  }
}
