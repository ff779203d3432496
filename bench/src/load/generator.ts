import type { LoadOrder } from './load-order.ts';
import { load } from './load.ts';

// Runs in a separate process, so that sending requests takes no CPU time of the measuring process.
process.on('message', (order: LoadOrder) => {
  load(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ id: order.id, failure: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
