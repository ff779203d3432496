// Borders by Natural Earth (public domain), countries by ISO 3166.
import outlines from './world.json';

/** A country on the map: its outline, and the centre (x, y) of its dot where it is too small to be seen otherwise. */
interface Outline {
  readonly d: string;
  readonly dot: readonly number[] | null;
}

/** The box around the outlines, as `apps/web/world/draw-world.mjs` prints it. */
export const viewBox = '0 0 2000 862';

/** Every country but Antarctica by its code. ZZ has the areas that belong to none. */
export const world: Readonly<Record<string, Outline>> = outlines;
