import { translations as mails } from '@latchkey/mail/messages/translations';
import { describe, expect, test } from 'vitest';
import { isLanguage, type Language, languages } from '../language.ts';
import { forbidden, glossary, terms } from './glossary.ts';
import { translations } from './translations.ts';

/**
 * The texts of messages by their keys, `sessions.title`. A message with parameters is written for one and for two, because a
 * number fits into all parameters.
 */
function textsOf(messages: object, path = ''): Map<string, string> {
  const texts = new Map<string, string>();
  for (const [name, message] of Object.entries(messages)) {
    const key = `${path}${name}`;
    if (typeof message === 'string') texts.set(key, message);
    else if (typeof message === 'function') texts.set(key, [1, 2].map((count) => message(count, count)).join(' / '));
    else for (const [inner, text] of textsOf(message, `${key}.`)) texts.set(inner, text);
  }
  return texts;
}

const codes = Object.keys(languages).filter(isLanguage);
const sources: readonly (readonly [source: string, load: (language: Language) => Promise<object>])[] = [
  ['page', async (language) => (await translations[language]()).default],
  ['mails', (language) => Promise.resolve(mails[language])],
];
const has = (text: string, words: string) => {
  const lower = text.toLowerCase().replaceAll('\u00a0', ' ');
  return words.split('|').some((word) => lower.includes(word));
};

/** Where a translation says the same without the word: a pronoun, or a verb that has the noun in it. */
const withoutWord: Readonly<Record<string, Partial<Record<Language, readonly (typeof terms)[number][]>>>> = {
  'credentials.rememberMe': { pl: ['signIn'] },
  'selection.title': { de: ['session'], fr: ['session'] },
  'revokeOthers.confirm': { es: ['device'] },
  'idleLimit.confirm': { es: ['device'] },
};

/** The messages that users of an application read, who may have no password: of the page and of the mails about sign-ins. */
const forEveryUser =
  /^(?:application\.|newDevice\.unusable\.|errors\.step_up_required$|lead|subject|afterNo|question$|link$|signInMethods\.by$)/;

/** Forbidden words of Japanese that are a part of others: ブラウザー and パスキー. */
const partsOf: Readonly<Record<string, string>> = { ブラウザ: 'ブラウザ(?!ー)', キー: '(?<!パス)キー' };

/** Letters of any script, so that `key` is not found in `monkey`. Japanese has no spaces between words. */
const asWord = (word: string, language: Language) =>
  language === 'ja' ? new RegExp(partsOf[word] ?? word) : new RegExp(`(?<!\\p{L})${word}(?!\\p{L})`, 'iu');

describe.each(sources)('glossary: the messages of the %s', (_source, load) => {
  const textsIn = async (language: Language) => textsOf(await load(language));

  test.each(codes)('in %s use the words of the glossary where English does', async (language) => {
    const [english, texts] = [await textsIn('en'), await textsIn(language)];
    const missing = [...english].flatMap(([key, text]) => {
      const translated = texts.get(key) ?? '';
      return terms
        .filter((term) => has(text, glossary.en[term]) && !has(translated, glossary[language][term]))
        .filter((term) => !withoutWord[key]?.[language]?.includes(term))
        .map((term) => `${key} (${term}): ${translated}`);
    });
    expect(missing).toEqual([]);
  });

  test.each(codes)('in %s speak of no password where the reader may be a user of an application', async (language) => {
    const spoken = [...(await textsIn(language))].filter(
      ([key, text]) => forEveryUser.test(key) && has(text, glossary[language].password),
    );
    expect(spoken).toEqual([]);
  });

  test.each(codes)('in %s have none of the forbidden words', async (language) => {
    const found = [...(await textsIn(language))].flatMap(([key, text]) =>
      forbidden[language]
        .split('|')
        .filter((word) => asWord(word, language).test(text))
        .map((word) => `${key} (${word}): ${text}`),
    );
    expect(found).toEqual([]);
  });
});
