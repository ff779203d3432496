import type { DeviceDescription } from '@latchkey/client';
import names from './brand-marks/names.json';

/** The addresses of the files by their paths. A file is loaded when a row first shows its mark. */
const files: Readonly<Record<string, string>> = import.meta.glob('./brand-marks/*.svg', {
  eager: true,
  query: '?url',
  import: 'default',
});

const software: ReadonlyMap<string, string> = new Map(Object.entries(names.software));
const systems: ReadonlyMap<string, string> = new Map(Object.entries(names.systems));

/**
 * The address of the mark of a device's browser or program, or else of its system. Null where neither has one: Simple Icons
 * has no marks of Microsoft, and systems that differ have no common mark.
 */
export function brandMark(device: Pick<DeviceDescription, 'software' | 'systems'>): string | null {
  const marks = new Set(device.systems.map(({ name }) => systems.get(name)));
  const [ofSystem] = marks.size === 1 ? marks : [];
  const slug = software.get(device.software ?? '') ?? ofSystem;
  const file = slug && files[`./brand-marks/${slug}.svg`];
  return file ? `${file}#mark` : null;
}
