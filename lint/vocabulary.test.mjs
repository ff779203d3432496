import { expect, it } from 'vitest';
import { nameFaults, replacementOf, riddleFaults } from './vocabulary.mjs';

const path = 'packages/sessions/src/sessions/session.ts';

it.each(['isNewcomer', 'is_newcomer', 'LastUses', 'lastUsesOf', 'Watch', 'HeldSession', 'told', 'refusal_code'])(
  'replaces the name %s',
  (name) => {
    expect(replacementOf(name, 'code')).not.toBeNull();
  },
);

it.each(['watch', 'lastUsedAt', 'uses', 'policyOf', 'foundation', 'isFound', 'retold', 'order', 'SessionSubscription'])(
  'keeps the name %s',
  (name) => {
    expect(replacementOf(name, 'code')).toBeNull();
  },
);

it('finds a replaced name once, with its first line and the name to use', () => {
  const text = 'export interface A {\n  lapsesAt: number;\n}\nconst at = (a: A) => a.lapsesAt;\n';
  expect(nameFaults(path, text)).toEqual([`${path}:2: lapsesAt: use expires`]);
});

it('finds a replaced name on the wire and in a type', () => {
  expect(nameFaults(path, "const limit = z.enum(['everybodys', 'own']);\n")).toHaveLength(1);
  expect(nameFaults(path, 'type Row = { information: string };\n')).toHaveLength(1);
});

it('finds a replaced name among folders and files', () => {
  expect(nameFaults('apps/web/src/sentences.ts', '')).toEqual([expect.stringContaining('sentences.ts: use messages')]);
  expect(nameFaults('apps/web/src/controls/modal.tsx', '')).toEqual([expect.stringContaining('controls: use ui')]);
  expect(nameFaults('packages/sessions/src/jobs/postman.ts', '')).toHaveLength(1);
  expect(nameFaults('apps/web/src/ui/order.ts', '')).toEqual([]);
});

it('keeps the documented names of REST', () => {
  expect(
    nameFaults('packages/api/src/rest/session.ts', 'const answer = { information: 1, stay_logged_in: 2 };\n'),
  ).toEqual([]);
});

it.each([
  'Whoever does not know it passes over it.',
  'It is told once.',
  'Ends what is held.',
  'Who only listens does not learn of it.',
  'for nobody',
  'So many streams an instance has.',
])('finds the riddle in “%s”', (sentence) => {
  expect(riddleFaults(path, `/** ${sentence} */\nconst a = 1;\n`)).toHaveLength(1);
  expect(riddleFaults('docs/a.md', `# A\n\n${sentence}\n`)).toEqual([expect.stringMatching(/^docs\/a\.md:3: /)]);
});

it.each([
  'The client that only listens gets no notice.',
  'The user who is signed in.',
  'who asks',
  'so many that some wait',
  'It is held for 10 s.',
])('passes “%s”', (sentence) => {
  expect(riddleFaults(path, `// ${sentence}\nconst a = 1;\n`)).toEqual([]);
});

it('reads the texts of product code, but of a test only comments and names', () => {
  const text = "throw new Error('Sent to nobody');\n";
  expect(riddleFaults(path, text)).toHaveLength(1);
  expect(riddleFaults('packages/sessions/src/sessions/session.test.ts', text)).toEqual([]);
});

it.each([
  "it('waits for nobody', () => {});",
  "test.describe('nobody waits', () => {});",
  'it(`waits for nobody on ${name}`, () => {});',
  "describe.each(['nobody waits'])('nobody waits on %s', () => {});",
  "it.each`\n a b\n`('waits for nobody', () => {});",
])('finds the riddle in the name of a test once: %s', (text) => {
  expect(riddleFaults('packages/sessions/src/sessions/session.test.ts', text)).toHaveLength(1);
});

it('passes message catalogues', () => {
  expect(riddleFaults('apps/web/src/i18n/messages/en.ts', "const none = 'Nobody is signed in';\n")).toEqual([]);
});
