import type { EventKind } from '@latchkey/client';

/** The filters of the history and the kinds of events that each shows. */
export const historyFilters = {
  everything: null,
  signIns: ['signed_in'],
  failures: ['sign_in_failed', 'step_up_failed'],
  ends: ['ended'],
  changes: [
    'stepped_up',
    'password_changed',
    'password_reset_requested',
    'password_reset',
    'email_verified',
    'device_renamed',
    'idle_limit_changed',
    'alert_confirmed',
    'alert_reopened',
    'alert_denied',
  ],
} satisfies Record<string, EventKind[] | null>;

export type HistoryFilter = keyof typeof historyFilters;

export const isHistoryFilter = (name: string): name is HistoryFilter => Object.hasOwn(historyFilters, name);

/** Which events are shown. In the address, so that it can be shared and undone with Back. */
export interface HistoryView {
  readonly filter: HistoryFilter;
  /** The only device whose events are shown, or null for all. */
  readonly deviceId: number | null;
}

export const everything: HistoryView = { filter: 'everything', deviceId: null };

const filterParam = 'show';
const deviceParam = 'device';

/** Reads the view from the parameters of an address: `show=failures&device=12`. Unknown values are ignored. */
export function readView(params: URLSearchParams): HistoryView {
  const name = params.get(filterParam) ?? '';
  const device = params.get(deviceParam) ?? '';
  return {
    filter: isHistoryFilter(name) ? name : everything.filter,
    deviceId: /^[1-9]\d{0,14}$/.test(device) ? Number(device) : null,
  };
}

export function writeView({ filter, deviceId }: HistoryView): URLSearchParams {
  const params = new URLSearchParams();
  if (filter !== everything.filter) params.set(filterParam, filter);
  if (deviceId !== null) params.set(deviceParam, String(deviceId));
  return params;
}
