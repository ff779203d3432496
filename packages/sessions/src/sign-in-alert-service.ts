import { type AlertLinkHash, hashAlertLink, parseAlertLink } from './alert-link.ts';
import type { Client } from './client.ts';
import type { Places } from './place.ts';
import type { Principal } from './principal.ts';
import type { Limited, RateLimiter } from './rate-limiter.ts';
import type { Result } from './result.ts';
import type { SessionService } from './session-service.ts';
import { type AlertAnswer, type ShownOpenAlert, alertLasts, shownOpenAlert } from './sign-in-alert.ts';
import type { SignInAlertStore } from './sign-in-alert-store.ts';

export interface SignInAlertServiceOptions {
  readonly store: SignInAlertStore;
  readonly sessions: SessionService;
  readonly limiter: RateLimiter;
  readonly places: Places;
}

/** What an answer brought about. */
export interface Answered {
  readonly at: Date;
  /** How many sessions of the device it ended. */
  readonly ended: number;
}

/** What a link asks about, the newest first, and the account. */
export interface LinkedAlerts {
  readonly alerts: ShownOpenAlert[];
  readonly email: string;
  /** Whether that address is verified: where not, the link can also say that the account is not its reader's. */
  readonly isVerified: boolean;
}

type ByLink<Value> = Result<Value, 'alert_link_unusable'> | Limited;

const unusable = { ok: false, code: 'alert_link_unusable' } as const;
const missing = { ok: false, code: 'alert_not_found' } as const;

/** Sign-ins from new devices and countries, and what their owner says of them: on another device, or by the link in a mail. */
export class SignInAlertService {
  readonly #store: SignInAlertStore;
  readonly #sessions: SessionService;
  readonly #limiter: RateLimiter;
  readonly #places: Places;

  constructor({ store, sessions, limiter, places }: SignInAlertServiceOptions) {
    this.#store = store;
    this.#sessions = sessions;
    this.#limiter = limiter;
    this.#places = places;
  }

  /** What the user is to be asked on this device: browsers first, then the newest. */
  async list(principal: Principal): Promise<ShownOpenAlert[]> {
    if (!principal.ofBrowser) return [];
    const { liveAt, openSince } = this.#moment();
    const reader = { userId: principal.user.id, deviceId: principal.session.deviceId };
    return (await this.#store.listOpen(reader, openSince, liveAt)).map((alert) => shownOpenAlert(alert, this.#places));
  }

  /**
   * Answers an alert, or takes a yes back (null). A no ends the sessions of the device, and needs the proof of identity that
   * any end needs. A yes is final where the caller has that proof: else the link of the mail can still say no.
   */
  async answer(
    principal: Principal,
    alertId: number,
    answer: AlertAnswer | null,
    { address }: Client,
  ): Promise<Result<Answered, 'alert_not_found' | 'step_up_required'>> {
    if (!principal.ofBrowser) return missing;
    const isProved = !this.#sessions.lacksProof(principal);
    if (answer === 'denied' && !isProved) return { ok: false, code: 'step_up_required' };
    const { liveAt, openSince } = this.#moment();
    const { user, session } = principal;
    const by = { sessionId: session.id, deviceId: session.deviceId, isProved };
    const ended = await this.#store.answer({
      userId: user.id,
      alertIds: [alertId],
      answer,
      by,
      address,
      openSince,
      liveAt,
    });
    return ended === null ? missing : { ok: true, value: { at: liveAt.now, ended } };
  }

  /** Shows what a link asks about. It changes nothing. */
  async readByLink(text: string, client: Client): Promise<ByLink<LinkedAlerts>> {
    const opened = await this.#open(text, client);
    if (!opened.ok) return opened;
    const { liveAt, openSince } = this.#moment();
    const found = await this.#store.findByLink(opened.value, openSince, liveAt);
    if (!found) return unusable;
    const alerts = found.alerts.map((alert) => shownOpenAlert(alert, this.#places));
    return { ok: true, value: { ...found, alerts } };
  }

  /**
   * Answers by the link in the mail, about some of its alerts or, where `ids` is null, about all that can be answered so. A
   * yes can be taken back (null) or turned into a no for as long as the link works, a no cannot.
   */
  async answerByLink(
    text: string,
    ids: readonly number[] | null,
    answer: AlertAnswer | null,
    client: Client,
  ): Promise<ByLink<Answered>> {
    const opened = await this.#open(text, client);
    if (!opened.ok) return opened;
    const owner = await this.#store.ownerOfLink(opened.value);
    if (!owner) return unusable;
    const { liveAt, openSince } = this.#moment();
    const alertIds = ids === null ? owner.alertIds : owner.alertIds.filter((id) => ids.includes(id));
    const by = { linkHash: opened.value };
    const { userId } = owner;
    const ended = await this.#store.answer({
      userId,
      alertIds,
      answer,
      by,
      address: client.address,
      openSince,
      liveAt,
    });
    return ended === null ? unusable : { ok: true, value: { at: liveAt.now, ended } };
  }

  /** A text that can be no link is refused without a look-up, and many tries from one network must wait. */
  async #open(text: string, { address }: Client): Promise<ByLink<AlertLinkHash>> {
    const allowed = await this.#limiter.takeFrom('alertLink', address);
    if (!allowed.ok) return allowed;
    const link = parseAlertLink(text);
    return link ? { ok: true, value: hashAlertLink(link) } : unusable;
  }

  #moment() {
    const liveAt = this.#sessions.liveAt();
    return { liveAt, openSince: new Date(liveAt.now.getTime() - alertLasts) };
  }
}
