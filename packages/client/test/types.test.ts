import type { UserErrorCode } from '@latchkey/api/api-error';
import type { AppRouter } from '@latchkey/api/routers/app-router';
import type { inferRouterError, inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import { describe, expectTypeOf, it } from 'vitest';
import type {
  AlertAnswer,
  AlertOutcome,
  Credentials,
  HistoryPage,
  HistoryRequest,
  IdleLimits,
  LatchkeyClient,
  LatchkeyErrorCode,
  LinkedAlert,
  LiveList,
  MailLanguage,
  PasswordChange,
  SessionEnd,
  SessionPage,
  SessionPageRequest,
  SignInAlert,
  SignInOptions,
  StepUpPurpose,
  User,
} from '../src/client.ts';

type Outputs = inferRouterOutputs<AppRouter>;
type Inputs = inferRouterInputs<AppRouter>;

/** A type without `readonly` and `undefined`, which differ where the router infers its types. */
type Plain<Type> = Type extends readonly (infer Item)[]
  ? Plain<Item>[]
  : Type extends object
    ? { -readonly [Key in keyof Type]-?: Plain<Exclude<Type[Key], undefined>> }
    : Type;

/** An input as values that have every field. */
type Given<Type> = Plain<Required<NonNullable<Type>>>;

describe('the types of @latchkey/client are those of the router:', () => {
  it('answers', () => {
    expectTypeOf<Plain<SessionPage>>().toEqualTypeOf<Plain<Outputs['session']['page']>>();
    expectTypeOf<Plain<HistoryPage>>().toEqualTypeOf<Plain<Outputs['history']['list']>>();
    expectTypeOf<Plain<SignInAlert>>().toEqualTypeOf<Plain<Outputs['alert']['list']['alerts'][number]>>();
    expectTypeOf<Plain<AlertOutcome>>().toEqualTypeOf<Plain<Outputs['alert']['answer']>>();
    expectTypeOf<Plain<User>>().toEqualTypeOf<Plain<NonNullable<Outputs['user']['current']>>>();
    expectTypeOf<Plain<IdleLimits>>().toEqualTypeOf<Plain<Outputs['user']['idleLimits']>>();
    expectTypeOf<Plain<SignInOptions>>().toEqualTypeOf<Plain<Outputs['auth']['options']>>();
    expectTypeOf<Plain<LinkedAlert>[]>().toEqualTypeOf<Plain<Outputs['alert']['readByLink']['alerts']>>();
  });

  it('inputs', () => {
    expectTypeOf<keyof SessionPageRequest>().toEqualTypeOf<keyof NonNullable<Inputs['session']['page']>>();
    expectTypeOf<Given<HistoryRequest>['kinds']>().toExtend<Given<Inputs['history']['list']>['kinds']>();
    expectTypeOf<keyof HistoryRequest>().toEqualTypeOf<keyof NonNullable<Inputs['history']['list']>>();
    expectTypeOf<AlertAnswer>().toEqualTypeOf<Inputs['alert']['answer']['answer']>();
    expectTypeOf<keyof Credentials>().toEqualTypeOf<keyof Inputs['auth']['signIn']>();
    expectTypeOf<keyof PasswordChange>().toEqualTypeOf<keyof Inputs['auth']['changePassword']>();
    expectTypeOf<StepUpPurpose>().toEqualTypeOf<Inputs['auth']['requestStepUp']['purpose']>();
    expectTypeOf<MailLanguage>().toEqualTypeOf<Inputs['user']['setLanguage']['language']>();
  });

  it('errors', () => {
    type OwnCode = 'unreachable' | 'timed_out' | 'unexpected_answer';
    expectTypeOf<Exclude<LatchkeyErrorCode, OwnCode>>().toEqualTypeOf<UserErrorCode>();
    type Data = inferRouterError<AppRouter>['data'];
    expectTypeOf<Plain<SessionEnd>>().toEqualTypeOf<Plain<NonNullable<Serialized<Data['end']>>>>();
  });
});

/** A type as it is on the wire: dates are text. */
type Serialized<Type> = Type extends Date
  ? string
  : Type extends readonly (infer Item)[]
    ? Serialized<Item>[]
    : Type extends object
      ? { [Key in keyof Type]: Serialized<Type[Key]> }
      : Type;

describe('the types of the client refuse', () => {
  const unused = (_use: (client: LatchkeyClient) => unknown) => {};

  it('what the server does not take', () => {
    unused((client) => [
      // @ts-expect-error: an id is a number
      client.sessions.end('7'),
      // @ts-expect-error: no such answer
      client.alerts.answer(7, 'maybe'),
      // @ts-expect-error: no such kind of event
      client.history.list({ kinds: ['logged_in'] }),
      // @ts-expect-error: a password is needed
      client.signIn({ email: 'ada@example.com' }),
    ]);
    expectTypeOf<LiveList['sessions'][number]['lastUsedAt']>().toEqualTypeOf<string>();
  });

  it('changes to what it gives', () => {
    unused(({ sessions: { live } }) => {
      // @ts-expect-error: the list is read-only
      live.current.sessions.pop();
      // @ts-expect-error: and so is each session
      for (const session of live.current.sessions) session.label = 'Kitchen';
    });
    expectTypeOf<LiveList>().toExtend<Readonly<LiveList>>();
  });
});
