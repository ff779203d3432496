type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** A sentence with a number in it, in the form that the language has for that number. `#` is where the number stands. */
export function pluralOf(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  // With the digits of `time/locale.ts`, but for the language of these sentences, which the page may not speak yet.
  const region = globalThis.navigator?.languages?.find((code) => code.split('-')[0] === language);
  const numbers = new Intl.NumberFormat(region ?? language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}
