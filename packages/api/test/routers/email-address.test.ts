import { describe, expect, it } from 'vitest';
import { errorCode, TestBrowser } from '../testing/browser.ts';
import { password, rest, sharedTestApp } from '../testing/test-app.ts';

const app = await sharedTestApp();

const signUp = (email: string) => rest(app, 'POST', '/auth/signup', undefined, { payload: { email, password } });

describe('an e-mail address with letters beyond ASCII', () => {
  it('in its domain is the same account as its Punycode, at sign-up, sign-in and for administrators', async () => {
    expect((await signUp('ada@xn--exmple-cua.de')).statusCode).toBe(201);
    expect((await signUp('Ada@EXÄMPLE.de')).json().error_code).toBe('email_taken');
    for (const typed of ['ada@exämple.de', 'ADA@EXÄMPLE.DE', 'ada@exa\u0308mple.de', 'ada@XN--EXMPLE-CUA.DE']) {
      const payload = { email: typed, password };
      expect((await rest(app, 'POST', '/auth/signin', undefined, { payload })).statusCode, typed).toBe(200);
      expect(errorCode(await new TestBrowser(app).signIn(typed)), typed).toBeNull();
    }
    expect(await app.services.administration.endSessions(' Ada@exämple.de')).toEqual({ ok: true, value: 9 });
  });

  it('before the @ is rejected, and so is an invalid domain', async () => {
    for (const typed of ['ädä@example.com', '\u212aim@example.com', 'ada@exämple.de/x', 'ada@exä%6dple.de']) {
      const refused = await signUp(typed);
      expect([refused.statusCode, refused.json().fields]).toEqual([422, { email: 'Not an e-mail address' }]);
    }
  });
});
