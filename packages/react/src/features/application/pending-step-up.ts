import { latchkey } from '../../api/latchkey.ts';
import { userIdNow } from '../../api/queries.ts';
import { pendingKey as key, returnsHere } from './application.ts';

/** What the user wants to do after the step-up. `other` is a request without a question of its own. */
const purposes = {
  one: 'end_session',
  many: 'end_sessions',
  others: 'end_other_sessions',
  denial: 'deny_sign_in',
  other: 'continue',
} as const;

/** What the page goes on with when the user is back: the chosen sessions, or the alert of a `denial`, by their ids. */
export interface PendingStepUp {
  readonly kind: keyof typeof purposes;
  readonly ids: readonly number[];
  /** Whether the user has said that they do not recognise the device. */
  readonly isUnknown: boolean;
}

/** As long as the server keeps the request. In milliseconds. */
const lifetime = 10 * 60_000;

/** This page, where its path is one that the server accepts. Without the hash, which may have a secret. */
function pathOfPage(): string | null {
  const path = window.location.pathname + window.location.search;
  return path.length <= 300 && !path.startsWith('//') ? path : null;
}

/**
 * Leads to the application, which asks the user to prove who they are. What was chosen stays in this tab: no address contains
 * it, so that no link from elsewhere can open a question. Resolves never, because the page is left; throws if it cannot be.
 */
export async function leaveForStepUp(pending: PendingStepUp): Promise<never> {
  const url = await latchkey().requestStepUp(purposes[pending.kind], returnsHere() ? pathOfPage() : null);
  window.sessionStorage.setItem(key, JSON.stringify({ ...pending, userId: userIdNow(), leftAt: Date.now() }));
  window.location.assign(url);
  return new Promise(() => {});
}

/**
 * What the user had chosen before they left, once. Null if they have not left or left too long ago, or if another user or
 * another version has stored it.
 */
export function takePendingStepUp(storage: Storage): PendingStepUp | null {
  const text = storage.getItem(key);
  storage.removeItem(key);
  const stored = text === null ? null : parsed(text);
  return isPending(stored) ? stored : null;
}

/** The value of a JSON text, or null for any other text. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isPending(stored: unknown): stored is PendingStepUp {
  const { kind, ids, isUnknown, userId, leftAt } = Object.fromEntries(Object.entries<unknown>(Object(stored)));
  return (
    typeof kind === 'string' &&
    Object.hasOwn(purposes, kind) &&
    Array.isArray(ids) &&
    ids.every((id) => typeof id === 'number') &&
    typeof isUnknown === 'boolean' &&
    userId === userIdNow() &&
    typeof leftAt === 'number' &&
    Math.abs(Date.now() - leftAt) < lifetime
  );
}
