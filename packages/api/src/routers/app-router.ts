import { alertRouter } from './sign-in-alert-router.ts';
import { authRouter } from './auth-router.ts';
import { deviceRouter } from './device-router.ts';
import { historyRouter } from './history-router.ts';
import { router } from '../procedure.ts';
import { recoveryRouter } from './recovery-router.ts';
import { sessionRouter } from './session-router.ts';
import { userRouter } from './user-router.ts';
import { verificationRouter } from './verification-router.ts';

/** All procedures of Latchkey: over tRPC by these names, over REST at the routes in their meta. */
export const appRouter = router({
  auth: authRouter,
  recovery: recoveryRouter,
  verification: verificationRouter,
  user: userRouter,
  session: sessionRouter,
  device: deviceRouter,
  history: historyRouter,
  alert: alertRouter,
});

export type AppRouter = typeof appRouter;
