import type { OnDemand } from '@latchkey/react/api/on-demand.ts';
import { type ComponentType, use } from 'react';

interface LazyScreen {
  /** Starts to load the code, once. The promise resolves when `Screen` renders at once. */
  readonly load: () => Promise<unknown>;
  /** Loads the code before it is needed. A failure shows where it is needed. */
  readonly preload: () => void;
  /** The screen. It suspends while its code loads. */
  readonly Screen: ComponentType;
}

/**
 * A screen whose code is a file of its own. Unlike with `lazy` of React, a screen that has been loaded before its first render
 * does not suspend, so that the skeleton of the HTML shell stays until the screen replaces it.
 */
export function lazyScreen(load: OnDemand<ComponentType>): LazyScreen {
  let loading: Promise<ComponentType> | undefined;
  let loaded: ComponentType | undefined;
  const start = () => (loading ??= load().then((screen) => (loaded = screen)));
  return {
    load: start,
    preload: load.preload,
    Screen() {
      const Loaded = loaded ?? use(start());
      return <Loaded />;
    },
  };
}
