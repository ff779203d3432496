import { describe, expect, test } from 'vitest';
import { acceptClientHints, readHints, writeHints } from './client-hints.ts';
import { capUserAgent, userAgentOf } from './user-agent.ts';

const headers = {
  'sec-ch-ua': '"Chromium";v="140", "Not=A?Brand";v="24", "Brave";v="141"',
  'sec-ch-ua-mobile': '?1',
  'sec-ch-ua-platform': '"Android"',
  'sec-ch-ua-platform-version': '"15.0.0"',
  'sec-ch-ua-form-factors': '"Mobile", "XR"',
};

describe('client hints', () => {
  test('are asked for without the model', () => {
    expect(acceptClientHints).toBe('Sec-CH-UA-Platform-Version, Sec-CH-UA-Form-Factors');
  });

  test('are written behind each other, and read back', () => {
    const written = writeHints({ ...headers, 'user-agent': 'x', 'sec-ch-ua-model': '"Pixel"' });
    expect(written).toBe(
      ' <sec-ch-ua: "Chromium";v="140", "Not=A?Brand";v="24", "Brave";v="141"> <sec-ch-ua-mobile: ?1>' +
        ' <sec-ch-ua-platform: "Android"> <sec-ch-ua-platform-version: "15.0.0"> <sec-ch-ua-form-factors: "Mobile", "XR">',
    );
    expect(readHints(`Mozilla/5.0 (Linux)${written}`)).toEqual({
      header: 'Mozilla/5.0 (Linux)',
      hints: {
        brand: { name: 'Brave', version: '141' },
        platform: 'Android',
        platformVersion: '15.0.0',
        formFactors: ['Mobile', 'XR'],
        isMobile: true,
      },
    });
  });

  test('are left out where they are longer than any browser writes one, or sent several times', () => {
    expect(writeHints({ 'sec-ch-ua': 'a'.repeat(160) })).toBe(` <sec-ch-ua: ${'a'.repeat(160)}>`);
    expect(writeHints({ 'sec-ch-ua': 'a'.repeat(161) })).toBe('');
    expect(writeHints({ 'sec-ch-ua': ['a', 'b'], 'sec-ch-ua-mobile': undefined })).toBe('');
    expect(writeHints({})).toBe('');
  });

  test('cannot end before they end', () => {
    const written = writeHints({ 'sec-ch-ua-platform': '"A>B>"' });
    expect(written).toBe(' <sec-ch-ua-platform: "AB">');
    expect(readHints(`x${written}`).hints?.platform).toBe('AB');
  });

  test('are none where there are none', () => {
    expect(readHints('Mozilla/5.0 <b> <sec-other: x>')).toEqual({
      header: 'Mozilla/5.0 <b> <sec-other: x>',
      hints: null,
    });
  });

  test('leave open what they do not say', () => {
    expect(readHints('x <sec-ch-ua-mobile: ?0>')).toEqual({
      header: 'x',
      hints: { brand: null, platform: null, platformVersion: null, formFactors: [], isMobile: false },
    });
  });

  test('leave open what is malformed or of another type', () => {
    const malformed =
      ' <sec-ch-ua: "x> <sec-ch-ua-mobile: ?2> <sec-ch-ua-platform: Linux> <sec-ch-ua-platform-version: 15>';
    expect(readHints(`x${malformed} <sec-ch-ua-form-factors: Mobile, "XR", 3>`).hints).toEqual({
      brand: null,
      platform: null,
      platformVersion: null,
      formFactors: ['XR'],
      isMobile: false,
    });
    expect(readHints('x <sec-ch-ua-platform: "Linux> <sec-ch-ua-form-factors: "XR>').hints).toMatchObject({
      platform: null,
      formFactors: [],
    });
  });

  const brandOf = (field: string) => readHints(`x <sec-ch-ua: ${field}>`).hints?.brand ?? null;

  test.each([
    ['"Chromium";v="140"', { name: 'Chromium', version: '140' }],
    ['"Chromium";v="140", "Google Chrome";v="140"', { name: 'Google Chrome', version: '140' }],
    ['"Google Chrome";v="140", "Chromium";v="139"', { name: 'Google Chrome', version: '140' }],
    ['" Not A;Brand";v="99", "Chromium";v="90"', { name: 'Chromium', version: '90' }],
    ['"Not)A;Brand";v="8", "Opera";v="120"', { name: 'Opera', version: '120' }],
    ['"not a brand";v="8"', null],
    ['"";v="8", "Vivaldi";v="7"', { name: 'Vivaldi', version: '7' }],
    ['"\\"quoted\\"Name";v="7"', { name: '"quoted"Name', version: '7' }],
    ['"Alone"', { name: 'Alone', version: '' }],
    ['"Alone";v=7', { name: 'Alone', version: '' }],
    ['nothing', null],
    ['"cut', null],
  ])('name the brand that %s is sold as', (field, brand) => {
    expect(brandOf(field)).toEqual(brand);
  });
});

describe('what a client says of itself', () => {
  test('is its header with the hints behind it, of which none is cut', () => {
    expect(userAgentOf({ 'user-agent': 'x', 'sec-ch-ua-mobile': '?1' })).toBe('x <sec-ch-ua-mobile: ?1>');
    const long = userAgentOf({ 'user-agent': 'x'.repeat(600), 'sec-ch-ua-mobile': '?1' });
    expect([long.length, long.slice(-25)]).toEqual([512, 'x <sec-ch-ua-mobile: ?1>'.padStart(25, 'x')]);
    expect(userAgentOf({ 'sec-ch-ua-mobile': '?1' })).toBe('<sec-ch-ua-mobile: ?1>');
    expect(userAgentOf({})).toBe('');
  });

  test('is capped, well-formed, and without control characters', () => {
    expect(capUserAgent('y'.repeat(513))).toBe('y'.repeat(512));
    expect(capUserAgent(undefined)).toBe('');
    expect(capUserAgent(' a\r\n\tb\u0000 ')).toBe('a b');
    expect(capUserAgent(`${'z'.repeat(511)}🔑`)).toBe(`${'z'.repeat(511)}\uFFFD`);
  });
});
