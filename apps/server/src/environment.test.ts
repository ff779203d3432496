import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

const read = (variables: Record<string, string>) => readEnvironment(variables, '/srv/latchkey');

describe('the environment', () => {
  it('needs nothing to be set', () => {
    expect(read({})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      database: { dataDir: '/srv/latchkey/.data' },
      publicUrl: null,
    });
  });

  it('takes an empty variable as one that is not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' })).toEqual(read({}));
  });

  it('prefers a PostgreSQL that it is given to the embedded one', () => {
    const url = 'postgresql://app:secret@db:5432/app';
    expect(read({ DATABASE_URL: url, DATA_DIR: '/data' }).database).toEqual({ url });
  });

  it.each([
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/app'],
    ['DATABASE_URL', 'hunter2'],
    ['PUBLIC_URL', 'sessions.example.com'],
    ['PUBLIC_URL', 'https://example.com/sessions'],
    ['PUBLIC_URL', 'ftp://example.com'],
  ])('refuses %s=%s with one sentence that names it and does not repeat its value', (name, value) => {
    const sentence = new RegExp(`^${name} must [^\\n]+\\.$`);
    expect(() => read({ [name]: value })).toThrow(sentence);
    expect(() => read({ [name]: value })).not.toThrow('hunter2');
  });
});
