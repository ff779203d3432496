import type { AppRouter } from '@latchkey/api/app-router';
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';

export type SignInAlert = inferRouterOutputs<AppRouter>['alert']['readByLink']['alerts'][number];
/** It was me, it was not me, or null: the yes is taken back. */
export type AlertAnswer = inferRouterInputs<AppRouter>['alert']['answer']['answer'];
export type Answered = inferRouterOutputs<AppRouter>['alert']['answer'];
