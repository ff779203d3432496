import { describe, expect, it } from 'vitest';
import { describeDevice } from './device-description.ts';
import { capUserAgent } from './user-agent.ts';

describe('a device description', () => {
  it('calls what names itself a program, and a browser what it is', () => {
    expect(describeDevice(capUserAgent('my-backup-job/2.1'))).toEqual({
      kind: 'program',
      software: 'my-backup-job',
      version: '2',
      systems: [],
    });
    expect(
      describeDevice(capUserAgent('Mozilla/5.0 (X11; Linux x86_64; rv:69.0) Gecko/20100101 Firefox/69.0')).kind,
    ).toBe('desktop');
  });

  const android =
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
  const kindWith = (hints: string) => describeDevice(capUserAgent(`${android} ${hints}`)).kind;

  it.each([
    ['"Desktop"', 'desktop'],
    ['"Mobile"', 'phone'],
    ['"Tablet"', 'tablet'],
    ['"Watch"', 'wearable'],
    ['"XR"', 'wearable'],
    ['"Mobile", "XR"', 'wearable'],
    ['"Mobile", "Tablet"', 'unknown'],
    ['"Automotive"', 'unknown'],
    ['"Automotive", "Tablet"', 'unknown'],
    ['"EInk", "Tablet"', 'tablet'],
  ])('follows the hint of the form factor %s: %s', (factors, kind) => {
    expect(kindWith(`<sec-ch-ua-form-factors: ${factors}>`)).toBe(kind);
  });

  it('follows the hint of a phone where no form factor is known, and ignores hints beside a header of another engine', () => {
    expect(kindWith('<sec-ch-ua-mobile: ?1>')).toBe('phone');
    expect(kindWith('<sec-ch-ua-mobile: ?1> <sec-ch-ua-form-factors: "EInk">')).toBe('phone');
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0';
    expect(describeDevice(capUserAgent(`${firefox} <sec-ch-ua-form-factors: "Tablet">`)).kind).toBe('desktop');
  });

  const desktop =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

  it.each([
    ['HeadlessChrome', 'Headless Chrome'],
    ['Microsoft Edge', 'Edge'],
    ['YaBrowser', 'Yandex Browser'],
    ['Google Chrome', 'Chrome'],
    ['Some Browser', 'Some Browser'],
  ])('calls the browser of the brand %s %s', (brand, software) => {
    const hints = `<sec-ch-ua: "Not=A?Brand";v="24", "Chromium";v="140", "${brand}";v="7">`;
    expect(describeDevice(capUserAgent(`${desktop} ${hints}`))).toMatchObject({ software, version: '7' });
  });

  it('is parsed once, and kept for at most 5,000 user agents', () => {
    const first = describeDevice(capUserAgent('first/1'));
    describeDevice(capUserAgent('second/1'));
    expect(describeDevice(capUserAgent('first/1'))).toBe(first);
    for (let count = 0; count < 5000; count += 1) describeDevice(capUserAgent(`agent/${count}`));
    expect(describeDevice(capUserAgent('first/1'))).not.toBe(first);
  });
});
