import { executionAsyncResource } from 'node:async_hooks';

const kept: object[] = [];

/**
 * Keeps the object of one `process.nextTick` for the life of the process. V8 frees the hidden class of such objects when a full
 * garbage collection finds none of them, and then runs the literal that makes them in its slow path for good: 3 µs of
 * each request, in most processes (docs/decisions/0098).
 */
export function keepTickObject(): void {
  process.nextTick(() => kept.push(executionAsyncResource()));
}
