import type { AppRouter } from '@latchkey/api/app-router';
import type { inferRouterOutputs } from '@trpc/server';

export type ListedSession = inferRouterOutputs<AppRouter>['session']['list']['sessions'][number];
/** What something on this page is called by. */
export type NamedDevice = Pick<ListedSession, 'ownersName' | 'selfName' | 'device'>;
export type DeviceDescription = ListedSession['device'];
export type DeviceKind = DeviceDescription['kind'];
