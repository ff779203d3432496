import { serviceEventRouter } from './service-event-router.ts';
import { serviceRouterOf } from './service-procedure.ts';
import { serviceSessionRouter } from './service-session-router.ts';
import { serviceUserRouter } from './service-user-router.ts';
import { serviceWebhookRouter } from './service-webhook-router.ts';

/**
 * The procedures of applications that sign their users in themselves: over tRPC by these names at `/api/service`, over
 * REST at the routes in their meta. All of them need a service key.
 */
export const serviceRouter = serviceRouterOf({
  serviceSession: serviceSessionRouter,
  serviceUser: serviceUserRouter,
  serviceEvent: serviceEventRouter,
  serviceWebhook: serviceWebhookRouter,
});

/** @public */
export type ServiceRouter = typeof serviceRouter;
