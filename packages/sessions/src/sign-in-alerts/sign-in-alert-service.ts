import { type MailLinkHash, hashMailLink, parseMailLink } from '../tokens/mail-link.ts';
import { type AccountsRule, hasPassword } from '../applications/host-application.ts';
import type { Client } from '../devices/client.ts';
import type { Locations } from '../geo/location.ts';
import type { Principal } from '../sessions/principal.ts';
import type { Limited, RateLimiter } from '../rate-limits/rate-limiter.ts';
import type { Result } from '../result.ts';
import type { SessionService } from '../sessions/session-service.ts';
import {
  type AlertAnswer,
  type AlertOutcome,
  type LinkedAlerts,
  type OpenAlertView,
  alertLasts,
  openAlertView,
} from './sign-in-alert.ts';
import type { SignInAlertStore } from './sign-in-alert-store.ts';

interface Deps {
  readonly store: SignInAlertStore;
  readonly sessions: SessionService;
  readonly limiter: RateLimiter;
  readonly locations: Locations;
  readonly accounts: AccountsRule;
}

type LinkResult<Value> = Result<Value, 'alert_link_unusable'> | Limited;

const unusable = { ok: false, code: 'alert_link_unusable' } as const;
const missing = { ok: false, code: 'alert_not_found' } as const;

/**
 * Alerts about sign-ins from new devices and countries. Their owner answers them on another device, or by the link in
 * a mail.
 */
export class SignInAlertService {
  readonly #deps: Deps;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** The open alerts that the user can answer on this device: those about browsers first, then the newest. */
  async list(principal: Principal): Promise<OpenAlertView[]> {
    if (!principal.ofBrowser) return [];
    const { cutoff, openSince } = this.#moment();
    const reader = { userId: principal.user.id, deviceId: principal.session.deviceId };
    return (await this.#deps.store.listOpen(reader, openSince, cutoff)).map((alert) =>
      openAlertView(alert, this.#deps.locations),
    );
  }

  /**
   * Answers an alert, or withdraws a confirmation (null). A denial ends the sessions of the device, and requires the
   * same step-up as ending a session. A confirmation by a session that has stepped up is final; any other can still
   * be denied by the link of the mail.
   */
  async answer(
    principal: Principal,
    alertId: number,
    answer: AlertAnswer | null,
    { ip }: Client,
  ): Promise<Result<AlertOutcome, 'alert_not_found' | 'step_up_required'>> {
    if (!principal.ofBrowser) return missing;
    const isProved = !this.#deps.sessions.needsStepUp(principal);
    if (answer === 'denied' && !isProved) return { ok: false, code: 'step_up_required' };
    const { cutoff, openSince } = this.#moment();
    const { user, session } = principal;
    const by = { sessionId: session.id, deviceId: session.deviceId, isProved };
    const ended = await this.#deps.store.answer({
      userId: user.id,
      alertIds: [alertId],
      answer,
      by,
      ip,
      openSince,
      cutoff,
    });
    return ended === null ? missing : { ok: true, value: { at: cutoff.now, ended } };
  }

  /** The alerts of a mailed link. Changes nothing. */
  async readByLink(text: string, client: Client): Promise<LinkResult<LinkedAlerts>> {
    const opened = await this.#open(text, client);
    if (!opened.ok) return opened;
    const { cutoff, openSince } = this.#moment();
    const linked = await this.#deps.store.findByLink(opened.value, openSince, cutoff);
    if (!linked) return unusable;
    const { accounts, locations } = this.#deps;
    const { email, isVerified, subject } = linked;
    const alerts = linked.alerts.map((alert) => openAlertView(alert, locations));
    return { ok: true, value: { alerts, email, isVerified, hasPassword: hasPassword(accounts, { subject }) } };
  }

  /**
   * Answers alerts by a mailed link: those with the given ids, or all of the link (null). While the link works, a
   * confirmation can be withdrawn (null) or turned into a denial. A denial is final.
   */
  async answerByLink(
    text: string,
    ids: readonly number[] | null,
    answer: AlertAnswer | null,
    client: Client,
  ): Promise<LinkResult<AlertOutcome>> {
    const opened = await this.#open(text, client);
    if (!opened.ok) return opened;
    const owner = await this.#deps.store.ownerOfLink(opened.value);
    if (!owner) return unusable;
    const { cutoff, openSince } = this.#moment();
    const alertIds = ids === null ? owner.alertIds : owner.alertIds.filter((id) => ids.includes(id));
    const by = { linkHash: opened.value };
    const { userId } = owner;
    const ended = await this.#deps.store.answer({
      userId,
      alertIds,
      answer,
      by,
      ip: client.ip,
      openSince,
      cutoff,
    });
    return ended === null ? unusable : { ok: true, value: { at: cutoff.now, ended } };
  }

  /** Counts the attempt of the network, and refuses text that cannot be a link without asking the database. */
  async #open(text: string, { ip }: Client): Promise<LinkResult<MailLinkHash>> {
    const allowed = await this.#deps.limiter.takeFrom('alertLink', ip);
    if (!allowed.ok) return allowed;
    const link = parseMailLink(text);
    return link ? { ok: true, value: hashMailLink(link) } : unusable;
  }

  #moment() {
    const cutoff = this.#deps.sessions.cutoff();
    return { cutoff, openSince: new Date(cutoff.now.getTime() - alertLasts) };
  }
}
