import { signInMethodSchema } from '@latchkey/sessions/sessions/sign-in-method';
import { deviceDescriptionSchema } from '@latchkey/sessions/devices/device-description';
import type { DeviceView } from '@latchkey/sessions/devices/device-view';
import { locationSchema } from '@latchkey/sessions/geo/location';
import type { SessionView } from '@latchkey/sessions/sessions/session-view';
import { z } from 'zod';
import { sessionPath } from './documented-session.ts';

/** The address of a user's devices, with everything that the page shows of them. */
export const devicesPath = '/api/v1/user/myself/devices';

const moment = z.iso.datetime();

/** What a device is, and what its owner and its program call it. */
export const documentedNamesSchema = z.object({
  device: deviceDescriptionSchema,
  label: z.string().nullable(),
  session_information: z.string().nullable(),
});

export const documentedNames = ({ device, label, clientLabel }: DeviceView): z.infer<typeof documentedNamesSchema> => ({
  device,
  label,
  session_information: clientLabel,
});

/** A session with its device: everything that the page shows of it. */
export const documentedDeviceSchema = z
  .object({
    session_id: z.int().min(1),
    device_id: z.int().min(1),
    is_current: z.boolean(),
    ...documentedNamesSchema.shape,
    is_confirmed: z.boolean(),
    is_bound: z.boolean(),
    remember_me: z.boolean(),
    ip: z.string().nullable(),
    location: locationSchema,
    signed_in_with: z.array(signInMethodSchema),
    last_country: z.string().nullable(),
    is_new_country: z.boolean(),
    created_at: moment,
    last_used_at: moment,
    active_days: z.int().meta({ description: 'Bit i stands for the UTC day that lies i days before the last use.' }),
    used_days: z.int(),
    expires_at: moment,
    expires_unless_used: z.boolean(),
    delete_session: z.object({ href: z.string(), method: z.literal('DELETE') }),
  })
  .meta({ id: 'Device' });

/** A view without further fields. A new field of the page does not compile until it is documented here. */
type NothingLeft = Readonly<Record<string, never>>;

/** Turns a session into the documented answer, its keys in the documented order. */
export function documentedDevice(view: SessionView): z.infer<typeof documentedDeviceSchema> {
  const { id, deviceId, isCurrent, device, label, clientLabel, isConfirmed, isBound, rememberMe, ...more } = view;
  const {
    ip,
    location,
    signedInWith,
    lastCountry,
    isNewCountry,
    createdAt,
    lastUsedAt,
    activeDays,
    usedDays,
    ...expiry
  } = more;
  const { expiresAt, expiresUnlessUsed, ...left } = expiry;
  left satisfies NothingLeft;
  return {
    session_id: id,
    device_id: deviceId,
    is_current: isCurrent,
    ...documentedNames({ device, label, clientLabel }),
    is_confirmed: isConfirmed,
    is_bound: isBound,
    remember_me: rememberMe,
    ip,
    location,
    signed_in_with: signedInWith,
    last_country: lastCountry,
    is_new_country: isNewCountry,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt.toISOString(),
    active_days: activeDays,
    used_days: usedDays,
    expires_at: expiresAt.toISOString(),
    expires_unless_used: expiresUnlessUsed,
    delete_session: { href: `${sessionPath.slice(1)}/${id}`, method: 'DELETE' },
  };
}
