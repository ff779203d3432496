import type { AppRouter } from '@latchkey/api/routers/app-router';
import type { Session } from '@latchkey/client';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

export type SessionView = Session;
/** The fields of a session that make its name on the page. */
export type NamedDevice = Pick<SessionView, 'label' | 'clientLabel' | 'device'>;
export type DeviceDescription = SessionView['device'];
export type DeviceKind = DeviceDescription['kind'];

/** How a user signed in: a password, a provider, or a name that an application made up. */
export type SignInMethod = SessionView['signedInWith'][number];

export type HistoryPage = inferRouterOutputs<AppRouter>['history']['list'];
export type HistoryEntry = HistoryPage['entries'][number];
export type EventKind = HistoryEntry['kind'];

export type SignInAlert = inferRouterOutputs<AppRouter>['alert']['readByLink']['alerts'][number];
/** An alert on another device of the account, with the session that it is about. */
export type OpenAlert = inferRouterOutputs<AppRouter>['alert']['list']['alerts'][number];
/** `confirmed` (it was me), `denied` (it was not me), or null, which takes a confirmation back. */
export type AlertAnswer = inferRouterInputs<AppRouter>['alert']['answer']['answer'];
export type AnswerResult = inferRouterOutputs<AppRouter>['alert']['answer'];
