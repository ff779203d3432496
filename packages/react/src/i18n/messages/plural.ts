type Forms = Partial<Readonly<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Chooses the plural form of a language for a number. `#` in the form is replaced by the number. */
export function pluralOf(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  // Not `locale()`: these messages may be read, by a build or a test, while the page has another language.
  const region = globalThis.navigator?.languages?.find((code) => code.split('-')[0] === language);
  const numbers = new Intl.NumberFormat(region ?? language);
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', numbers.format(count));
}
