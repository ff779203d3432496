import { describe, expect, test } from 'vitest';
import { createMailLink, hashMailLink } from '../tokens/mail-link.ts';
import { Locations } from '../geo/location.ts';
import { type SignInAlert, alertLasts } from '../sign-in-alerts/sign-in-alert.ts';
import { later, start } from '../testing/sample-session.ts';
import { capUserAgent } from '../devices/user-agent.ts';
import { type AccountMailKind, type DueMail, MailNotSent, type MailKind, linkLifetime, mailKinds } from './mail.ts';
import { OutboxWorker, maxTries } from './outbox-worker.ts';

type Deps = ConstructorParameters<typeof OutboxWorker>[0];

const alert = (id: number): SignInAlert => ({
  id,
  cause: 'new_device',
  userId: 3,
  sessionId: 100 + id,
  deviceId: 8,
  label: 'Kitchen',
  userAgent: capUserAgent('curl/8.5.0'),
  clientLabel: 'Job',
  ip: '9.9.9.9',
  createdAt: later(start, id),
  methods: ['passkey', 'otp'],
});

const recipient = { email: 'ada@example.com', isVerified: false, language: 'de', tries: 1 } as const;

/** A due mail of any kind. */
function due(kind: MailKind, other: Partial<Pick<DueMail, 'language' | 'tries'>> = {}): DueMail {
  if (kind === 'new_device') return { ...recipient, kind, ids: [20, 10], alerts: [alert(20), alert(10)], ...other };
  return { ...recipient, kind, ids: [7], requestedAt: later(start, -1000), ...other };
}

const zeros = (bytes: number) => new Uint8Array(bytes);
const link = createMailLink(zeros);
const linkHash = hashMailLink(link);
const signal = new AbortController().signal;

/** A worker with mails that are due and requests that wait, and everything that it does. */
function worker(mails: DueMail[], other: Partial<Deps> = {}, requests: number[] = [0]) {
  const done: unknown[][] = [];
  const waiting = [...mails];
  const accepted = [...requests];
  const isDue = (kind: MailKind) => waiting.some((mail) => mail.kind === kind);
  const options: Deps = {
    outbox: {
      acceptRecoveryRequests: (limit) => {
        done.push(['accept', limit]);
        return Promise.resolve(accepted.shift() ?? 0);
      },
      hasDue: (kind, now) => {
        done.push(['hasDue', kind, now]);
        return Promise.resolve(isDue(kind));
      },
      take: (kind, hash, now) => {
        done.push(['take', kind, hash, now]);
        return Promise.resolve(waiting.splice(waiting.findIndex((mail) => mail.kind === kind), 1)[0] ?? null); // prettier-ignore
      },
      settle: (kind, hash, sentAt) => {
        done.push(['settle', kind, hash, sentAt]);
        return Promise.resolve();
      },
    },
    budget: {
      takeFromHourlyLimit: (kind) => {
        done.push(['budget', kind]);
        return Promise.resolve(true);
      },
    },
    mailer: {
      send: (notice, until) => {
        done.push(['send', notice.kind, notice, until]);
        return Promise.resolve();
      },
    },
    locations: new Locations({ countryOf: () => 'DE' }),
    clock: () => start,
    random: zeros,
    onMail: (outcome, mail, ...error) => done.push(['reported', mail.kind, outcome, mail, ...error]),
    ...other,
  };
  const delivering = new OutboxWorker(options);
  const steps = (...names: string[]) => done.filter(([name]) => names.includes(String(name)));
  return { done, steps, deliver: (until = signal) => delivering.deliver(until) };
}

describe.each(mailKinds)('a mail of the kind %s', (kind) => {
  const { ids } = due(kind);

  test('is counted, taken with a new link, sent, and settled, and nothing more is asked when none is due', async () => {
    const { done, deliver } = worker([due(kind)]);
    await deliver();
    expect(done.filter(([, about]) => about === kind)).toEqual([
      ['hasDue', kind, start],
      ['budget', kind],
      ['take', kind, linkHash, start],
      ['send', kind, expect.objectContaining({ email: 'ada@example.com', isVerified: false, link }), signal],
      ['settle', kind, linkHash, start],
      ['reported', kind, 'sent', { kind, ids }],
      ['hasDue', kind, start],
    ]);
  });

  test('names the language of the account, or none where that is not known', async () => {
    const { steps, deliver } = worker([due(kind), due(kind, { language: null })]);
    await deliver();
    expect(steps('send').map(([, , notice]) => notice)).toMatchObject([{ language: 'de' }, { language: null }]);
  });

  test('waits where the part of the total is used up, is not taken, and keeps back no other kind', async () => {
    const budget = { takeFromHourlyLimit: (subject: string) => Promise.resolve(subject !== kind) };
    const { steps, deliver } = worker(mailKinds.map((each) => due(each)), { budget }); // prettier-ignore
    await deliver();
    const others = mailKinds.filter((each) => each !== kind);
    expect(steps('take').map(([, taken]) => taken)).toEqual(expect.arrayContaining(others));
    expect(steps('take')).toHaveLength(others.length);
  });

  test('that cannot be sent stays due, delays no other, and is given up after the last try', async () => {
    const error = new MailNotSent('ECONNREFUSED');
    const mails = [maxTries - 1, maxTries, maxTries + 1].map((tries) => due(kind, { tries }));
    const { steps, deliver } = worker(mails, { mailer: { send: () => Promise.reject(error) } });
    await deliver();
    expect(steps('reported', 'settle')).toEqual([
      ['reported', kind, 'failed', { kind, ids }, error],
      ['settle', kind, linkHash, null],
      ['reported', kind, 'given_up', { kind, ids }, error],
      ['settle', kind, linkHash, null],
      ['reported', kind, 'given_up', { kind, ids }, error],
    ]);
  });

  test('that another process has taken is left to it', async () => {
    const outbox = {
      acceptRecoveryRequests: () => Promise.resolve(0),
      hasDue: (about: MailKind) => Promise.resolve(about === kind),
      take: () => Promise.resolve(null),
      settle: () => Promise.reject(new Error('Nothing was sent')),
    };
    const { steps, deliver } = worker([], { outbox });
    await deliver();
    expect(steps('budget', 'send', 'reported')).toEqual([['budget', kind]]);
  });

  test('is the last one when the process stops', async () => {
    const stopping = new AbortController();
    const mailer = { send: () => Promise.resolve(stopping.abort()) };
    const { steps, deliver } = worker([due(kind), due(kind)], { mailer });
    await deliver(stopping.signal);
    expect(steps('take')).toHaveLength(1);
    const stopped = worker([due(kind)], {}, [100]);
    await stopped.deliver(AbortSignal.abort());
    expect(stopped.done).toEqual([]);
  });

  test('is sent where another kind fails, and the failure is thrown after that', async () => {
    const other = mailKinds.find((each) => each !== kind);
    const broken = new Error('no database');
    const budget = {
      takeFromHourlyLimit: (subject: string) => (subject === other ? Promise.reject(broken) : Promise.resolve(true)),
    };
    const { steps, deliver } = worker(mailKinds.map((each) => due(each)), { budget }); // prettier-ignore
    await expect(deliver()).rejects.toBe(broken);
    expect(steps('settle').map(([, settled]) => settled)).toContain(kind);
  });
});

describe('a mail about an account', () => {
  test.each([
    ['recovery', linkLifetime.recovery],
    ['verification', linkLifetime.verification],
    ['password_changed', linkLifetime.disown],
  ] as const)('%s says until when its link works for what it is about', async (kind: AccountMailKind, lasts) => {
    const { steps, deliver } = worker([due(kind)]);
    await deliver();
    const notice = { kind, requestedAt: later(start, -1000), linkUntil: later(start, lasts) };
    expect(steps('send')).toMatchObject([['send', kind, notice, signal]]);
  });

  test('is sent after all requests for one were taken out of their queue, a hundred at a time', async () => {
    const { steps, deliver } = worker([], {}, [100, 100, 99, 100]);
    await deliver();
    expect(steps('accept')).toEqual([1, 2, 3].map(() => ['accept', 100]));
  });
});

test('a mail about sign-ins describes each, and its link works for a week from the first of them', async () => {
  const { steps, deliver } = worker([due('new_device')]);
  await deliver();
  const about = { cause: 'new_device', label: 'Kitchen', clientLabel: 'Job', location: { kind: 'country' } };
  const alerts = [
    { id: 20, ...about },
    { id: 10, ...about },
  ];
  const notice = { alerts, linkUntil: later(start, 10 + alertLasts) };
  expect(steps('send')).toMatchObject([['send', 'new_device', notice, signal]]);
});
