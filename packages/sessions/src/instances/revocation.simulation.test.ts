import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leaseDuration } from './lease.ts';
import { type Fault, SimulatedWorld } from './testing/simulated-world.ts';
import type { NetworkConditions } from './testing/network-conditions.ts';

const machines = 3;

/** The number of simulated worlds. Mutation tests use fewer, because each mutant would take minutes; after a change use more. */
const worlds = Number(process.env['SIMULATED_WORLDS'] ?? 50);

/** How long a world lasts, and when its faults and revocations begin at the latest, in simulated milliseconds. */
const lasts = 12_000;
const begins = 5_000;

const machine = fc.nat({ max: machines - 1 });
const moment = fc.integer({ min: 1_000, max: begins });
const revocations = fc.array(fc.record({ by: machine, at: moment }), { minLength: 2, maxLength: 8 });

/** A machine either sleeps or has its clock set: if both happen at once, no clock can detect it. */
const faultKinds: readonly Fault['kind'][][] = [
  ['pause', 'kill', 'no database', 'no channel', 'failover', 'crash', 'sleep'],
  ['pause', 'kill', 'no database', 'no channel', 'failover', 'crash', 'wall clock back', 'wall clock forward'],
];

/** Faults at any time, or just before or after a revocation. */
const plans = revocations.chain((planned) =>
  fc.constantFrom(...faultKinds).chain((kinds) =>
    fc.record({
      seed: fc.integer(),
      revocations: fc.constant(planned),
      faults: fc.array(
        fc.record({
          kind: fc.constantFrom(...kinds),
          machine,
          at: fc.oneof(
            fc.nat({ max: begins }),
            fc
              .tuple(fc.constantFrom(...planned), fc.integer({ min: -50, max: 50 }))
              .map(([{ at }, later]) => at + later),
          ),
          // About as long as a lease, or much shorter.
          lasts: fc.oneof(fc.integer({ min: 1_700, max: 6_500 }), fc.integer({ min: 1, max: 1_000 })),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      conditions: fc.record({
        lost: fc.constantFrom(0, 0.1, 0.6),
        duplicated: fc.constantFrom(0, 0.3),
        slowestText: fc.constantFrom(2, 50, 3_000),
        slowestWay: fc.constantFrom(20, 600),
        slowestCommit: fc.constantFrom(20, 300),
      }),
    }),
  ),
);

const fine: NetworkConditions = { lost: 0, duplicated: 0, slowestText: 2, slowestWay: 20, slowestCommit: 100 };

interface Plan {
  readonly seed: number;
  readonly revocations: readonly { readonly by: number; readonly at: number }[];
  readonly faults: readonly Fault[];
  readonly conditions: NetworkConditions;
}

async function simulate({ seed, revocations: planned, faults, conditions }: Plan): Promise<SimulatedWorld> {
  const world = new SimulatedWorld(seed, conditions);
  for (const { by, at } of planned) world.planRevocation(by, at);
  world.addMachines(machines);
  for (const fault of faults) world.planFault(fault);
  await world.passUntil(lasts);
  return world;
}

/** The commit of the end, and the checks of streams on the same instance, which need the database. */
const slowestEnd = ({ slowestCommit, slowestWay }: NetworkConditions): number => slowestCommit + 4 * slowestWay;

const isUndisturbed = (by: number, from: number, until: number, faults: readonly Fault[]): boolean =>
  faults.every(
    ({ kind, machine: place, at, lasts: length }) =>
      (place !== by && kind !== 'failover' && kind !== 'crash') || at > until || at + length < from,
  );

describe('in every simulated world', () => {
  test('a session whose end was answered opens nothing, and shows nothing, on any instance', async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const world = await simulate(plan);
        expect(world.broken).toEqual([]);
        for (const { by, at, answeredAt } of world.revocations) {
          const bound = leaseDuration / 0.9 + slowestEnd(plan.conditions);
          if (isUndisturbed(by, at, at + bound, plan.faults)) expect((answeredAt ?? Infinity) - at).toBeLessThan(bound);
        }
      }),
      // Without shrinking, which would take minutes. The seed repeats a failed world.
      { numRuns: worlds, seed: 20_261_124, endOnFailure: true },
    );
  }, 300_000);

  test('where nothing goes wrong, memory answers, and an end is answered long before a lease is over', async () => {
    let known = 0;
    let remembered = 0;
    let answers = 0;
    let hits = 0;
    await fc.assert(
      fc.asyncProperty(fc.record({ seed: fc.integer(), revocations }), async (plan) => {
        const world = await simulate({ ...plan, faults: [], conditions: fine });
        expect(world.broken).toEqual([]);
        for (const { at, answeredAt, rememberedBy } of world.revocations) {
          expect((answeredAt ?? Infinity) - at).toBeLessThan(2 * slowestEnd(fine));
          known += machines - 1;
          remembered += rememberedBy;
        }
        answers += world.answers;
        hits += world.hits;
      }),
      { numRuns: Math.min(worlds, 10), seed: 20_261_124 },
    );
    // Some revocations follow each other so fast that the other instances have not cached the user again.
    expect(remembered / known).toBeGreaterThan(0.8);
    expect(hits / answers).toBeGreaterThan(0.9);
  }, 60_000);
});
