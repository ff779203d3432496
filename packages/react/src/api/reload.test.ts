import { InfiniteQueryObserver, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { queries } from './queries.ts';
import { reload } from './reload.ts';

test('reload: asks again after a first request that is under way', async () => {
  const answers: ((value: string) => void)[] = [];
  const observer = new QueryObserver(queries, {
    queryKey: ['alerts'],
    queryFn: () => new Promise<string>((resolve) => answers.push(resolve)),
  });
  const unsubscribe = observer.subscribe(() => {});
  expect(answers).toHaveLength(1);
  const reloaded = reload(['alerts']);
  answers[0]?.('before the change');
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.('after the change');
  await reloaded;
  expect(queries.getQueryData(['alerts'])).toBe('after the change');
  unsubscribe();
});

test('reload: waits for a further page, and asks again for all', async () => {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const observer = new InfiniteQueryObserver(queries, {
    queryKey: ['history'],
    queryFn: ({ pageParam }) => {
      asked.push(pageParam);
      return new Promise<number>((resolve) => answers.push(() => resolve(pageParam)));
    },
    initialPageParam: 1,
    getNextPageParam: (last: number) => last + 1,
  });
  const unsubscribe = observer.subscribe(() => {});
  answers[0]?.();
  await expect.poll(() => observer.getCurrentResult().data?.pages).toEqual([1]);
  const more = observer.fetchNextPage();
  const reloaded = reload(['history']);
  for (const count of [2, 3, 4]) {
    await expect.poll(() => answers.length).toBe(count);
    answers[count - 1]?.();
  }
  await Promise.all([more, reloaded]);
  expect(asked).toEqual([1, 2, 1, 2]);
  expect(observer.getCurrentResult().data?.pages).toEqual([1, 2]);
  unsubscribe();
});
