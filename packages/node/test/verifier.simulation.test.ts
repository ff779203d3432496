import { leaseDuration } from '@latchkey/sessions/instances/lease';
import type { NetworkConditions } from '@latchkey/sessions/testing/network-conditions';
import { type ApplicationFault, type Fault, SimulatedWorld } from '@latchkey/sessions/testing/simulated-world';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simulatedApplication } from './simulated-application.ts';

const machines = 2;
const applications = 3;

/** The number of simulated worlds. Mutation tests use fewer, because each mutant would take minutes; after a change use more. */
const worlds = Number(process.env['SIMULATED_WORLDS'] ?? 20);

/** How long a world lasts, and when its faults and revocations begin at the latest, in simulated milliseconds. */
const lasts = 12_000;
const begins = 5_000;

const machine = fc.nat({ max: machines - 1 });
const revocations = fc.array(fc.record({ by: machine, at: fc.integer({ min: 1_000, max: begins }) }), {
  minLength: 2,
  maxLength: 6,
});

/** At any time, or just before or after a revocation. */
const nearOne = (planned: readonly { readonly at: number }[]) =>
  fc.oneof(
    fc.nat({ max: begins }),
    fc.tuple(fc.constantFrom(...planned), fc.integer({ min: -50, max: 50 })).map(([{ at }, later]) => at + later),
  );
/** About as long as a lease, or much shorter. */
const length = fc.oneof(fc.integer({ min: 1_700, max: 6_500 }), fc.integer({ min: 1, max: 1_000 }));

const plans = revocations.chain((planned) =>
  fc.record({
    seed: fc.integer(),
    revocations: fc.constant(planned),
    keepsOrder: fc.boolean(),
    faults: fc.array(
      fc.record({
        kind: fc.constantFrom<Fault['kind'][]>(
          'pause',
          'kill',
          'stop',
          'no database',
          'no channel',
          'failover',
          'sleep',
          'wall clock back',
          'wall clock forward',
        ),
        machine,
        at: nearOne(planned),
        lasts: length,
      }),
      { maxLength: 4 },
    ),
    applicationFaults: fc.array(
      fc.record({
        kind: fc.constantFrom<ApplicationFault['kind'][]>(
          'pause',
          'kill',
          'no network',
          'sleep',
          'wall clock back',
          'wall clock forward',
          'no network',
        ),
        application: fc.nat({ max: applications - 1 }),
        at: nearOne(planned),
        lasts: length,
      }),
      { minLength: 1, maxLength: 6 },
    ),
    conditions: fc.record({
      lost: fc.constantFrom(0, 0.1, 0.4),
      duplicated: fc.constantFrom(0, 0.3),
      slowestText: fc.constantFrom(2, 50, 1_500),
      slowestWay: fc.constantFrom(20, 600),
      slowestCommit: fc.constantFrom(20, 300),
    }),
  }),
);

/** Applications whose wall clock is set back, and which then lose the network just before a revocation, over slow connections. */
const cutOff = revocations.chain((planned) =>
  fc.record({
    seed: fc.integer(),
    revocations: fc.constant(planned),
    keepsOrder: fc.boolean(),
    faults: fc.constant<Fault[]>([]),
    applicationFaults: fc
      .tuple(
        fc.nat({ max: applications - 1 }),
        fc.constantFrom(...planned),
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 300 }),
      )
      .map(([application, { at }, set, cut]): ApplicationFault[] => [
        { kind: 'wall clock back', application, at: at - cut - set, lasts: 0 },
        { kind: 'no network', application, at: at - cut, lasts: 6_500 },
      ]),
    conditions: fc.record({
      lost: fc.constant(0),
      duplicated: fc.constant(0),
      slowestText: fc.constantFrom(2, 1_500),
      slowestWay: fc.constantFrom(20, 600),
      slowestCommit: fc.constant(20),
    }),
  }),
);

const fine: NetworkConditions = { lost: 0, duplicated: 0, slowestText: 2, slowestWay: 20, slowestCommit: 100 };

interface Plan {
  readonly seed: number;
  readonly revocations: readonly { readonly by: number; readonly at: number }[];
  readonly keepsOrder: boolean;
  readonly faults: readonly Fault[];
  readonly applicationFaults: readonly ApplicationFault[];
  readonly conditions: NetworkConditions;
}

async function simulate(plan: Plan): Promise<SimulatedWorld> {
  const world = new SimulatedWorld(plan.seed, plan.conditions);
  for (const { by, at } of plan.revocations) world.planRevocation(by, at);
  world.addMachines(machines);
  world.addApplications(applications, simulatedApplication(plan.keepsOrder));
  for (const fault of plan.faults) world.planFault(fault);
  for (const fault of plan.applicationFaults) world.planApplicationFault(fault);
  await world.passUntil(lasts);
  return world;
}

/** The commit of the end, and the checks of streams and sockets. */
const slowestEnd = ({ slowestCommit, slowestWay }: NetworkConditions): number => slowestCommit + 4 * slowestWay;

/** How long an instance takes to stop in order at most: until the leases of its verifiers are over. */
const slowestStop = 3_000;

const isUndisturbed = (by: number, from: number, until: number, faults: readonly Fault[]): boolean =>
  faults.every(({ kind, machine: index, at, lasts: long }) => {
    const over = at + long + (kind === 'stop' ? slowestStop : 0);
    return (index !== by && kind !== 'failover') || at > until || over < from;
  });

describe('in every simulated world', () => {
  test('no application accepts a session, or has a socket of one, whose end was answered', async () => {
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
      { numRuns: worlds, seed: 20_261_126, endOnFailure: true },
    );
  }, 600_000);

  test('an application that loses the network accepts no ended session, whose wall clock was set back before', async () => {
    await fc.assert(
      fc.asyncProperty(cutOff, async (plan) => {
        expect((await simulate(plan)).broken).toEqual([]);
      }),
      { numRuns: Math.ceil(worlds / 4), seed: 20_261_128, endOnFailure: true },
    );
  }, 600_000);

  test('where nothing goes wrong, the memory of applications answers, and an end is answered long before a lease is over', async () => {
    let fromMemory = 0;
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(fc.record({ seed: fc.integer(), revocations }), async (plan) => {
        const world = await simulate({
          ...plan,
          keepsOrder: true,
          faults: [],
          applicationFaults: [],
          conditions: fine,
        });
        expect(world.broken).toEqual([]);
        for (const { at, answeredAt } of world.revocations) {
          expect((answeredAt ?? Infinity) - at).toBeLessThan(2 * slowestEnd(fine));
        }
        fromMemory += world.applicationCounts.fromMemory;
        accepted += world.applicationCounts.accepted;
      }),
      { numRuns: Math.min(worlds, 5), seed: 20_261_126 },
    );
    // The first lease and the first answers take a part of these short worlds.
    expect(fromMemory / accepted).toBeGreaterThan(0.8);
  }, 120_000);
});
