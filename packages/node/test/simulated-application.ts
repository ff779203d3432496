import { SimulatedConnection } from '@latchkey/sessions/testing/simulated-connection';
import type { ApplicationSite, SimulatedApplication } from '@latchkey/sessions/testing/simulated-applications';
import { Verifier } from '../src/memory/verifier.ts';

/** In milliseconds. */
const timeout = 2_000;
const reconnectAfter = 50;

/** The code of an application with `@latchkey/node`, on a simulated machine. `keepsOrder`: whether its connections do. */
export const simulatedApplication =
  (keepsOrder: boolean) =>
  (site: ApplicationSite): SimulatedApplication => {
    const { time, random, conditions, machine, pickInstance } = site;
    const verifier = new Verifier({ timing: machine, capacity: 1_000, timeout, address: 'http://latchkey.test' });
    const open = new Set<string>();
    let connection: SimulatedConnection | null = null;
    let isCut = false;
    const counts = { accepted: 0, fromMemory: 0 };

    const connect = () => {
      const instance = pickInstance();
      if (isCut || !instance?.machine.isRunning) {
        machine.after(reconnectAfter, connect);
        return;
      }
      const opened = new SimulatedConnection(time, random, conditions, keepsOrder);
      connection = opened;
      instance.connections.add(opened);
      // Both ends are called only later.
      let served: ReturnType<typeof instance.serve> | null = null;
      let conversation: ReturnType<Verifier['connect']> | null = null;
      let isOver = false;
      const ended = () => {
        if (isOver) return;
        isOver = true;
        conversation?.end();
        machine.after(reconnectAfter, connect);
      };
      const [toInstance, toApplication] = opened.join(
        { machine, receive: (text) => isOver || conversation?.receive(text), ended },
        {
          machine: instance.machine,
          receive: (text) => served?.receive(text),
          ended: () => {
            instance.connections.delete(opened);
            served?.end();
          },
        },
      );
      served = instance.serve(toApplication);
      conversation = verifier.connect({
        send: (text) => isOver || toInstance(text),
        close: () => {
          opened.end();
          ended();
        },
        keepAlive() {},
      });
    };
    machine.after(1, connect);

    const travel = () =>
      new Promise<void>((resolve) => {
        time.after(random.delay(0.2, conditions.slowestWay), () => machine.run(resolve));
      });

    return {
      counts,
      async ask(token) {
        const known = verifier.recall(token, null);
        if (known) counts.fromMemory += 1;
        const found = known ?? (await verifier.ask({ token, cookie: null }, null));
        if (found === 'not connected') {
          // Over HTTP.
          await travel();
          const instance = pickInstance();
          if (isCut || !instance?.machine.isRunning) throw new Error('No answer');
          const { ok } = await instance.ask(token);
          await travel();
          if (ok) counts.accepted += 1;
          return ok;
        }
        if (found) counts.accepted += 1;
        // One that is not in memory may have ended meanwhile, and its socket is open until that is checked.
        if (known && !open.has(token)) {
          open.add(token);
          verifier.onSessionEnd(known, () => open.delete(token));
        }
        return found !== null;
      },
      hasOpen: (token) => open.has(token),
      kill() {
        connection?.end();
      },
      interrupt() {
        isCut = true;
        const restore = connection?.interrupt();
        return () => {
          isCut = false;
          restore?.();
        };
      },
    };
  };
