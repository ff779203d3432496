import { expect, test } from 'vitest';
import { everything } from './criteria.ts';
import { criteriaIn, criteriaParams } from './criteria-address.ts';

const there = (address: string) => criteriaIn(new URLSearchParams(address));

test('search and filters come back from the address that they are written in', () => {
  const criteria = {
    words: 'über Backup',
    chosen: { country: 'DE', kind: 'phone', unused: '30', software: '', binding: 'bound' },
  };
  expect(there(criteriaParams(criteria).toString())).toEqual(criteria);
  expect(criteriaParams(everything).toString()).toBe('');
});

test('what nobody can choose is passed over in an address', () => {
  expect(there('unused=31&kind=spaceship&country=Germany&binding=maybe&other=1')).toEqual(everything);
  expect(there(`q=${'x'.repeat(5000)}&software=${'x'.repeat(5000)}`)).toEqual({ words: 'x'.repeat(200), chosen: {} });
  expect(there('new-password')).toEqual(everything);
});
