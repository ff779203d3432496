import { QueryObserver } from '@tanstack/react-query';
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
