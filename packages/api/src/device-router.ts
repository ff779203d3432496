import { deviceName } from '@latchkey/sessions/device-name';
import { z } from 'zod';
import { changing, router } from './procedure.ts';
import { Refusal } from './refusal.ts';

export const deviceRouter = router({
  /** Gives a device of the caller a name of their own, or takes it away again. */
  rename: changing
    .input(z.object({ deviceId: z.number(), name: deviceName.nullable() }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      const renamed = await ctx.services.devices.rename(ctx.principal, input.deviceId, input.name);
      if (!renamed.ok) throw new Refusal(renamed.code);
    }),
});
