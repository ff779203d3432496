import { z } from 'zod';
import { describeDevice, deviceDescriptionSchema } from './device-description.ts';
import { displayableLabel } from './label.ts';
import type { UserAgent } from './user-agent.ts';

/** A device as its owner sees it. */
export const deviceViewSchema = z.object({
  device: deviceDescriptionSchema,
  /** The name that the owner gave the device, or null. */
  label: z.string().nullable(),
  /** The name that a program gave itself, or null. */
  clientLabel: z.string().nullable(),
});
export type DeviceView = Readonly<z.infer<typeof deviceViewSchema>>;

/** What the view of a device is made of. */
export interface StoredDevice {
  readonly userAgent: UserAgent;
  readonly label: string | null;
  readonly clientLabel: string | null;
}

/** Describes a stored device. Labels from before the present rules lose what those refuse. */
export const deviceView = ({ userAgent, label, clientLabel }: StoredDevice): DeviceView => ({
  device: describeDevice(userAgent),
  label: displayableLabel(label),
  clientLabel: displayableLabel(clientLabel),
});
