import { createAlertLink } from '@latchkey/sessions/alert-link';
import { describeDevice } from '@latchkey/sessions/device-description';
import { capUserAgent } from '@latchkey/sessions/user-agent';
import { describe, expect, it } from 'vitest';
import { signInMail } from './sign-in-mail.ts';

const link = createAlertLink();
const origin = 'https://sessions.example.com';

function mailAbout({ userAgent = '', selfName = null as string | null, address = '203.0.113.7' as string | null }) {
  const createdAt = new Date('2026-11-25T12:31:59.000Z');
  const device = describeDevice(capUserAgent(userAgent));
  const alert = { id: 1, device, ownersName: null, selfName, address, createdAt };
  return signInMail({ email: 'ada@example.com', alert, link, linkUntil: new Date('2026-12-02T12:31:59.000Z') }, origin);
}

const windows = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0';

describe('the mail about a new device', () => {
  it('tells the same as text and as a page: what, with its uncertainty, when, from where, for whom, until when', () => {
    const { to, text, html } = mailAbout({ userAgent: windows });
    expect(to).toBe('ada@example.com');
    for (const form of [text, html]) {
      for (const told of [
        'Firefox 128 on Windows 10 or 11',
        '25 November 2026 at 12:31 UTC',
        'ada@example.com',
        '2 December 2026 at 12:31 UTC',
        `${origin}/new-device#${link}`,
      ]) {
        expect(form).toContain(told);
      }
      expect(form.split(link)).toHaveLength(2);
    }
  });

  it('says what it does not know', () => {
    const { text } = mailAbout({ address: null });
    expect(text).toContain('An unknown browser on an unknown system');
    expect(text).toContain('not known');
  });

  it('shows what a stranger calls themself as text, in quotes, and as no link and no markup', () => {
    const { subject, text, html } = mailAbout({
      userAgent: 'evil.example/1',
      selfName: '<img src=x onerror=alert(1)> "call" https://evil.example/help now@evil.example',
    });
    expect(subject).toBe('A new device signed in to your account');
    for (const form of [text, html]) {
      expect(form).not.toMatch(/evil\.example|now@evil|:\/\/evil/);
    }
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img');
    expect(html.match(/<a /g)).toHaveLength(1);
    expect(html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);
  });
});
