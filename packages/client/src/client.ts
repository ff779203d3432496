import { accountCalls } from './api/account-calls.ts';
import { LatchkeyApi } from './api/latchkey-api.ts';
import { sessionCalls } from './api/session-calls.ts';
import { settingCalls } from './api/setting-calls.ts';
import { StepUpQuestion } from './api/step-up-question.ts';
import { TokenKeeper } from './api/token-keeper.ts';
import type { LatchkeyClient, LatchkeyClientOptions } from './latchkey-client.ts';
import { SessionListConnection } from './sessions/session-list-connection.ts';

export type { AlertAnswer, AlertOutcome, LinkedAlert, SignInAlert } from './account/alert.ts';
export type { EndReason, EventKind, HistoryEntry, HistoryPage, HistoryRequest } from './account/history.ts';
export type { IdleLimits, MailLanguage, SignInOptions } from './account/settings.ts';
export type { OnStepUp, StepUp, StepUpHandling, StepUpPurpose } from './account/step-up.ts';
export type { Credentials, HostApplication, PasswordChange, User } from './account/user.ts';
export { isSignedOut, LatchkeyError, type LatchkeyErrorCode, type SessionEnd } from './latchkey-error.ts';
export type { LatchkeyClient, LatchkeyClientOptions } from './latchkey-client.ts';
export {
  endOthers,
  type LiveList,
  type LiveSessions,
  type SessionChange,
  type SessionList,
  type SessionListChange,
} from './sessions/session-list.ts';
export type {
  DeviceDescription,
  Location,
  NamedDevice,
  Session,
  SessionCursor,
  SessionPage,
  SessionPageRequest,
  SignInMethod,
} from './sessions/session.ts';

const defaultTimeout = 15_000;

/**
 * Creates a client. It sends nothing until it is used.
 * @throws {TypeError} if `url` is neither one of HTTP nor a path, or has a password.
 */
export function createLatchkeyClient(options: LatchkeyClientOptions = {}): LatchkeyClient {
  const { url = '', token, onToken, onStepUp, timeout = defaultTimeout } = options;
  // Called as a function: a browser's `fetch` must not be called as a method.
  const send = options.fetch ?? ((address, request) => globalThis.fetch(address, request));
  const keeper = new TokenKeeper({ token, onToken });
  const api = new LatchkeyApi({
    url: baseOf(url),
    fetch: (address, request) => send(address, request),
    timeout,
    token: keeper.isCookie ? undefined : () => keeper.token,
    replaced: () => keeper.replaced,
  });
  const live = new SessionListConnection({
    readPage: (request, signal) => api.call(({ session }) => session.page.query(request, { signal })),
    openStream: (handlers) => api.watchSessions(handlers),
    errorOf: (error) => api.errorOf(error),
  });
  const stepUp = new StepUpQuestion({ api, onStepUp, prove: (password) => keeper.stepUp(api, password) });
  const parts = { api, keeper, live, stepUp };
  return {
    get token() {
      return keeper.token;
    },
    setToken(next) {
      keeper.set(next);
      live.clear();
    },
    ...accountCalls(parts),
    ...sessionCalls(parts),
    ...settingCalls(parts),
  };
}

/** The address without slashes at its end. */
function baseOf(url: string): string {
  if (url !== '' && !url.startsWith('/') && !/^https?:\/\//.test(url)) {
    throw new TypeError('`url` must begin with http:// or https://, or be a path');
  }
  // `fetch` refuses them, with an error whose message has the password.
  if (/^https?:\/\/[^/?#]*@/.test(url)) throw new TypeError('`url` must have no user name and no password');
  let end = url.length;
  while (url[end - 1] === '/') end -= 1;
  return url.slice(0, end);
}
