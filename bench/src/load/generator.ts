import type { LoadOrder } from './load-order.ts';
import { load } from './load.ts';

// A process of its own, so that asking costs nothing of the time that is measured.
process.on('message', (order: LoadOrder) => {
  load(order).then(
    (report) => process.send?.(report),
    (error: unknown) => process.send?.({ id: order.id, failure: String(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
