import { expect, test } from 'vitest';
import { productsOf } from './user-agent-product.ts';

test.each([
  [
    'Mozilla/5.0 (X11; (nested; twice) Linux) Gecko/20100101 Firefox/143.0',
    ['Mozilla 5', 'Gecko 20100101', 'Firefox 143'],
  ],
  ['Edge Canary/v12.3', ['Edge Canary 12']],
  ['Name/x12 Other/', ['Name', 'Other']],
  ['Safari/604.1 Brave', ['Safari 604', 'Brave']],
  ['Safari/604.1 brave', ['Safari 604']],
  ['Safari/604.1 Brave4', ['Safari 604']],
  ['Safari/604.1 4Brave', ['Safari 604']],
  ['Safari/604.1 No', ['Safari 604']],
  ['Safari/604.1 Two Words', ['Safari 604']],
  ['Mobile/15E148', ['Mobile 15']],
  ['Mobile Fennec/2', ['Fennec 2']],
  ['[FBAN/5;FBDV', ['FBAN 5']],
  ['Ab[c/1', []],
  ['/1 Name/2', ['Name 2']],
  ['Name/1  ,  Other/2', ['Name 1', 'Other 2']],
  ['a) One/1 (b) Two/2', ['a One 1', 'Two 2']],
  ['(not closed Name/1', []],
  ['One Two Three Four Five/1', ['One Two Three Four Five 1']],
  ['One Two Three Four Five Six/1', []],
  ['9lives/1', []],
  ['', []],
])('the products of %s are %j', (header, products) => {
  expect(productsOf(header).map(({ name, version }) => (version === undefined ? name : `${name} ${version}`))).toEqual(
    products,
  );
});
