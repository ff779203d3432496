import { renderToString } from 'react-dom/server';
import { expect, test } from 'vitest';
import { queries } from '../api/queries.ts';
import { useHistory, useSignInAlerts, useUser } from './hooks.ts';

function Device({ id }: { readonly id: number }) {
  useUser();
  useSignInAlerts();
  return <p>{useHistory({ deviceId: id }).entries?.length}</p>;
}

test('server rendering: a thousand renderings leave no query cached', async () => {
  for (let id = 1; id <= 1000; id += 1) renderToString(<Device id={id} />);
  await expect.poll(() => queries.getQueryCache().getAll()).toEqual([]);
});
