import { describe, expect, it } from 'vitest';
import { readEnvironment } from '../../src/config/environment.ts';

const read = (variables: Record<string, string>) => readEnvironment(variables, '/srv/latchkey');

describe('the environment', () => {
  it('has a default for every setting', () => {
    expect(read({})).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      database: { dataDir: '/srv/latchkey/.data' },
      publicUrl: null,
    });
  });

  it('treats an empty variable as not set', () => {
    expect(read({ PORT: '', DATABASE_URL: '', PUBLIC_URL: '' })).toEqual(read({}));
  });

  it('prefers DATABASE_URL to DATA_DIR', () => {
    const url = 'postgresql://app:secret@db:5432/app';
    expect(read({ DATABASE_URL: url, DATA_DIR: '/data' }).database).toEqual({ url });
  });

  it('accepts REDIS_URL only together with DATABASE_URL', () => {
    const url = 'rediss://app:secret@cache:6380';
    expect(read({ DATABASE_URL: 'postgresql://db/app', REDIS_URL: url }).redisUrl).toBe(url);
    expect(read({}).redisUrl).toBeNull();
    expect(() => read({ REDIS_URL: url })).toThrow(/^REDIS_URL must not be set without DATABASE_URL[^\n]+\.$/);
  });

  it('reads hosts', () => {
    const hosts = ['localhost', '0.0.0.0', '::', '::1', 'db-1.example.com'];
    expect(hosts.map((host) => read({ HOST: host }).host)).toEqual(hosts);
  });

  it('reads durations', () => {
    expect(read({ KEEP_DELIVERIES: '36500d', DRAIN: '24h' })).toMatchObject({ drain: 86_400_000 });
    const { config } = read({ SESSION_IDLE: '90m', SESSION_ABSOLUTE: '2d', SESSION_ABSOLUTE_UNLESS_KEPT: '12h' });
    const hour = 3_600_000;
    expect(config.limits).toMatchObject({ idle: 1.5 * hour, absoluteRemembered: 48 * hour, absolute: 12 * hour });
  });

  it('accepts SMTP_URL only together with MAIL_FROM', () => {
    const from = 'Latchkey <no-reply@example.com>';
    const smtp = { SMTP_URL: 'smtps://app:s%40cret@mail.example.com', MAIL_FROM: from };
    expect(read(smtp).smtp).toEqual({ url: new URL(smtp.SMTP_URL), from });
    expect(read({ MAIL_FROM: 'no-reply@example.com' }).smtp).toBeNull();
    expect(() => read({ SMTP_URL: smtp.SMTP_URL })).toThrow(/^MAIL_FROM must be set together with SMTP_URL\.$/);
  });

  it('reads the name and the links of the page and the mails', () => {
    expect(read({}).brand).toMatchObject({ name: 'Latchkey', supportUrl: null, termsUrl: null });
    const settings = { BRAND_NAME: ' Acme & Co. ', SUPPORT_URL: 'mailto:help@example.com', TERMS_URL: '/terms#use' };
    expect(read(settings).brand).toMatchObject({
      name: 'Acme & Co.',
      supportUrl: 'mailto:help@example.com',
      termsUrl: '/terms#use',
    });
  });

  it('trusts the proxies in TRUST_PROXY, by default none', () => {
    expect(read({}).trustProxy).toBe(false);
    expect(read({ TRUST_PROXY: '2' }).trustProxy).toBe(2);
    expect(read({ TRUST_PROXY: '10.0.0.0/8, ::1, fc00::/7' }).trustProxy).toEqual(['10.0.0.0/8', '::1', 'fc00::/7']);
  });

  it.each([
    ['PORT', '3000x'],
    ['PORT', '-1'],
    ['PORT', '65536'],
    ['DATABASE_URL', 'mysql://root:hunter2@db/app'],
    ['DATABASE_URL', 'hunter2'],
    ['DATA_DIR', ' '],
    ['DATA_DIR', ' data'],
    ['DATA_DIR', '~/hunter2'],
    ['DATA_DIR', 'postgresql://app:hunter2@db/app'],
    ['METRICS_PORT', 'yes'],
    ['METRICS_HOST', 'http://localhost'],
    ['DRAIN', '10'],
    ['DRAIN', '25h'],
    ['KEEP_DELIVERIES', '36501d'],
    ['KEEP_EVENTS', '59m'],
    ['REDIS_URL', 'http://:hunter2@cache'],
    ['REDIS_URL', 'redis://:hunter2@cache'],
    ['SMTP_URL', 'http://:hunter2@mail'],
    ['SMTP_URL', 'smtp://:hunter2@mail/?tls.rejectUnauthorized=false'],
    ['SMTP_URL', 'smtp:'],
    ['SMTP_URL', 'smtp://hunter2:50%off@mail:587'],
    ['MAIL_FROM', 'hunter2'],
    ['MAIL_FROM', 'Latchkey <no-reply@example.com>\r\nBcc: hunter2@example.com'],
    ['MAIL_FROM', 'a@example.com, hunter2@example.com'],
    ['PUBLIC_URL', 'sessions.example.com'],
    ['PUBLIC_URL', 'https://example.com/sessions'],
    ['PUBLIC_URL', 'ftp://example.com'],
    ['PUBLIC_URL', 'https://user:hunter2@example.com/?q#h'],
    ['HOST', 'two words'],
    ['HOST', '127.0.0.1:3000'],
    ['HOST', '127.0.0.256'],
    ['METRICS_HOST', 'localhost:9090'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '0'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', '10.0.0.0/8/9'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '::/0'],
    ['TRUST_PROXY', '::ffff:0:0/96'],
    ['TRUST_PROXY', '10.0.0.0/8,128.0.0.0/1'],
    ['TRUST_PROXY', '10.0.0.0/8,proxy.local'],
    ['SESSION_IDLE', '14'],
    ['SESSION_IDLE', '0d'],
    ['SESSION_IDLE', '-1d'],
    ['SESSION_IDLE', '1e3d'],
    ['SESSION_IDLE', '31d'],
    ['SESSION_ABSOLUTE_UNLESS_KEPT', '31d'],
    ['SESSIONS_PER_USER', '0'],
    ['STEP_UP', 'never'],
    ['RATE_LIMITS', 'no'],
    ['DEVICE_BINDING', 'no'],
    ['LOG_LEVEL', 'loud'],
    ['PAGE_FRAMES', 'all'],
    ['BRAND_COLOR', 'hunter2'],
    ['BRAND_NAME', ' '],
    ['BRAND_NAME', 'A\u202EemcA'],
    ['BRAND_NAME', 'A'.repeat(31)],
    ['SUPPORT_URL', 'help'],
    ['SUPPORT_URL', '//example.com/hunter2'],
    ['SUPPORT_URL', 'mailto:hunter2'],
    ['SUPPORT_URL', 'javascript:alert(1)'],
    ['TERMS_URL', 'mailto:terms@example.com'],
    ['TERMS_URL', 'javascript:alert(1)'],
  ])('refuses %s=%s with one sentence that has the name and not the value', (name, value) => {
    const sentence = new RegExp(`^${name} must [^\\n]+\\.$`);
    expect(() => read({ [name]: value })).toThrow(sentence);
    expect(() => read({ [name]: value })).not.toThrow('hunter2');
  });
});
