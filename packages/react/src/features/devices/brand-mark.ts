import type { DeviceDescription } from '@latchkey/client';
import { useEffect, useSyncExternalStore } from 'react';
import names from './brand-marks/names.json';

const software: ReadonlyMap<string, string> = new Map(Object.entries(names.software));
const systems: ReadonlyMap<string, string> = new Map(Object.entries(names.systems));

/**
 * The name of the mark of a device's browser or program, or else of its system. Null where neither has one: Simple Icons has no
 * marks of Microsoft, and systems that differ have no common mark.
 */
export function brandMark(device: Pick<DeviceDescription, 'software' | 'systems'>): string | null {
  const marks = new Set(device.systems.map(({ name }) => systems.get(name)));
  const [ofSystem] = marks.size === 1 ? marks : [];
  return software.get(device.software ?? '') ?? ofSystem ?? null;
}

/** The paths that have been loaded, and null for those that are being loaded. */
const paths = new Map<string, string | null>();
const listeners = new Set<() => void>();

function onPath(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function readMark(mark: string): Promise<string | null> {
  const { files } = await import('./brand-mark-files.ts');
  const drawing = await files[`./brand-marks/${mark}.svg`]?.();
  return / d="([^"]+)"/.exec(drawing ?? '')?.[1] ?? null;
}

function load(mark: string) {
  if (paths.has(mark)) return;
  paths.set(mark, null);
  void readMark(mark).then(
    (path) => {
      paths.set(mark, path);
      for (const listener of listeners) listener();
    },
    // Decorative: it may be loaded with the next row that shows it.
    () => paths.delete(mark),
  );
}

/** The path of a mark in a square of 24, once it has been loaded. */
export function useMarkPath(mark: string | null): string | undefined {
  useEffect(() => {
    if (mark !== null) load(mark);
  }, [mark]);
  const path = useSyncExternalStore(
    onPath,
    () => paths.get(mark ?? ''),
    () => null,
  );
  return path ?? undefined;
}
