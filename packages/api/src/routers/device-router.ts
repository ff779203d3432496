import { deviceLabel } from '@latchkey/sessions/devices/label';
import { z } from 'zod';
import { changing, router } from '../procedure.ts';
import { unwrap } from '../api-error.ts';
import { devicesPath } from '../rest/documented-device.ts';
import { restRoute } from '../rest/route.ts';
import { idInput } from '../rest/text-input.ts';

const renameRoute = restRoute({
  method: 'POST',
  path: `${devicesPath}/{device_id}`,
  summary: 'Name a device',
  description: 'Sets what the owner calls a device of the account, or removes the name (`null`).',
  status: 200,
  body: z.object({ msg: z.literal('Successfully named device') }),
  errors: ['device_not_found', 'rate_limited'],
  present: () => ({ msg: 'Successfully named device' as const }),
});

export const deviceRouter = router({
  /** Sets the label of a device of the caller, or removes it (null). */
  rename: changing
    .meta({ rest: renameRoute })
    .input(z.object({ deviceId: idInput, label: deviceLabel.nullable() }))
    .output(z.void())
    .mutation(async ({ ctx, input }) => {
      unwrap(await ctx.services.devices.rename(ctx.principal, input.deviceId, input.label));
    }),
});
