import { alertRouter } from './alert-router.ts';
import { authRouter } from './auth-router.ts';
import { deviceRouter } from './device-router.ts';
import { historyRouter } from './history-router.ts';
import { router } from './procedure.ts';
import { recoveryRouter } from './recovery-router.ts';
import { sessionRouter } from './session-router.ts';
import { userRouter } from './user-router.ts';
import { verificationRouter } from './verification-router.ts';

/** Everything that Latchkey can be asked, over tRPC by these names and over REST at the addresses in their meta. */
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
