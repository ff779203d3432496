import type { Clock } from '../clock.ts';
import type { Result } from '../result.ts';
import type { Principal } from '../sessions/principal.ts';
import type { RandomSource } from '../tokens/session-token.ts';
import { type AccountsRule, type HostApplication, hasPassword } from './host-application.ts';
import { type StepUpClaims, type StepUpPurpose, signStepUpRequest, verifyStepUpRequest } from './step-up-request.ts';
import { subjectOf } from './subject.ts';

/** How long a request is valid, in seconds: long enough for an application that sends a code by mail. */
const stepUpRequestLasts = 10 * 60;

/** The page that repeats the call of the user after the step-up, below the base path, unless the request names another page. */
const listPath = '/sessions';

interface Deps {
  readonly accounts: AccountsRule;
  readonly application: HostApplication;
  readonly basePath: string;
  readonly clock: Clock;
  readonly random: RandomSource;
}

/** Sends users without a password here to the application, to prove again who they are. */
export class StepUpRequests {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /**
   * Where the user of a session proves who they are: the application's address with a signed request. `step_up_unavailable`:
   * the user has a password here, or the operator has named no such address. The user returns to `returnTo`, a `returnPath`.
   */
  create(
    { user, session, tokenHash }: Principal,
    purpose: StepUpPurpose,
    returnTo: string | null,
  ): Result<string, 'step_up_unavailable'> {
    const { accounts, application, basePath, clock, random } = this.#deps;
    const { stepUpUrl } = application;
    if (stepUpUrl === null || hasPassword(accounts, user)) return { ok: false, code: 'step_up_unavailable' };
    const iat = Math.floor(clock().getTime() / 1000);
    const request = signStepUpRequest(
      {
        sub: subjectOf(user),
        sid: session.id,
        purpose,
        return_to: returnTo ?? `${basePath}${listPath}`,
        iat,
        exp: iat + stepUpRequestLasts,
        jti: Buffer.from(random(16)).toString('base64url'),
      },
      tokenHash,
    );
    return { ok: true, value: `${stepUpUrl}${stepUpUrl.includes('?') ? '&' : '?'}request=${request}` };
  }

  /**
   * What a request is for. `step_up_request_unusable`: it was not made in this session, has expired, or the session has
   * stepped up since.
   */
  read({ tokenHash }: Principal, text: string): Result<StepUpClaims, 'step_up_request_unusable'> {
    const request = verifyStepUpRequest(text, tokenHash);
    const isOpen = request !== null && this.#deps.clock().getTime() < request.exp * 1000;
    return isOpen ? { ok: true, value: request } : { ok: false, code: 'step_up_request_unusable' };
  }
}
