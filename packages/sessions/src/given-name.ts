import { z } from 'zod';

/** One letter, sign or emoji as a person sees it, with all its marks and joiners. */
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** More than any script puts on one letter: Vietnamese, Hebrew and Tibetan need three or four. */
const mostMarks = 4;

/** What Unicode draws as nothing although it is a letter or a symbol: Hangul fillers and the empty Braille pattern. */
const blankLetters = /[\u115F\u1160\u2800\u3164\uFFA0]/u;
const control = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
/** Marks that turn the direction of what follows: "gnp.exe" would read "exe.png". */
const directionMark = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;
/** What is drawn as nothing: joiners, soft hyphens, tags, selectors of a form, and what is not assigned. */
const invisible = /[\p{Cf}\p{Cn}\p{Co}\p{Default_Ignorable_Code_Point}]/gu;
const mark = /\p{M}/gu;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Scripts in which a joiner between two letters changes how a word is written: Persian, Urdu, and those of India. */
const joinable =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{M}]$/u;
const joiner = /[\u200C\u200D]/u;
/** What a joiner makes one picture of, such as a family. A colour of skin or a form may stand before the joiner. */
const picture = /^\p{Extended_Pictographic}$/u;
const pictureBefore = /\p{Extended_Pictographic}[\p{Emoji_Modifier}\uFE0F]?$/u;
/** The flags of England, Scotland and the like are spelt with tags. */
const flagOfTags = /^\u{1F3F4}[\u{E0020}-\u{E007E}]{2,6}\u{E007F}$/u;
/** The selector that asks for the coloured or the plain form of a sign. */
const formSelector = /[\uFE0E\uFE0F]$/u;
const signWithForm = /^\p{Emoji}$/u;

/** Whether what is drawn as nothing has a meaning where it stands. */
function hasMeaning(text: string, at: number, grapheme: string): boolean {
  if (flagOfTags.test(grapheme)) return true;
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  const before = Array.from(text.slice(0, at)).at(-1) ?? '';
  if (formSelector.test(character)) return signWithForm.test(before);
  const [after = ''] = text.slice(at + character.length);
  if (character === '\u200D' && picture.test(after)) return pictureBefore.test(text.slice(0, at));
  return joiner.test(character) && joinable.test(before) && joinable.test(after);
}

const longestText = 2_000;
const longestStored = 190;

interface Part {
  readonly text: string;
  readonly at: number;
}

const partsOf = (text: string): Part[] =>
  Array.from(graphemes.segment(text), ({ segment, index }) => ({ text: segment, at: index }));

const invisibleIn = (text: string, { text: grapheme, at }: Part): boolean =>
  [...grapheme.matchAll(invisible)].some(({ index }) => !hasMeaning(text, at + index, grapheme));

const isVisible = (text: string): boolean =>
  Array.from(text).some((character) => visible.test(character) && !blankLetters.test(character));

const marksOn = ({ text }: Part): number => text.match(mark)?.length ?? 0;

/** Printable ASCII has nothing in it that could be refused, and most names are made of it: only other names are taken apart. */
const printableAscii = /^[ -~]*$/;

/** Why a trimmed text in NFC is no name, or null where it is one. */
function faultOf(text: string): string | null {
  if (printableAscii.test(text)) return null;
  if (directionMark.test(text)) return 'No marks that turn the direction of writing';
  const parts = partsOf(text);
  if (blankLetters.test(text) || parts.some((part) => invisibleIn(text, part))) return 'No invisible characters';
  if (parts.some((part) => marksOn(part) > mostMarks)) return `At most ${mostMarks} marks on a letter`;
  return isVisible(text) ? null : 'At least one character that can be seen';
}

/**
 * A name that a person or a program gives, of at most so many characters: on one line, with something to be seen, without
 * anything invisible or that turns the direction of writing, and with few marks on a letter. In the normal form NFC, so
 * that what looks the same is the same.
 */
export const givenName = (longest: number) =>
  z
    .string('Required')
    .min(1, { error: 'At least 1 character', abort: true })
    // No name is this long in any normal form, and what follows looks at each character.
    .max(longestText, { error: `At most ${longest} characters`, abort: true })
    .refine((text) => text.isWellFormed() && !control.test(text.trim()), {
      error: 'No control characters or line breaks',
      abort: true,
    })
    .meta({ minLength: 1, maxLength: longest })
    .transform((text) => text.trim().normalize('NFC'))
    .pipe(
      z
        .string()
        .min(1, { error: 'At least 1 character', abort: true })
        .max(longest, { error: `At most ${longest} characters`, abort: true })
        .superRefine((text, context) => {
          const fault = faultOf(text);
          if (fault !== null) context.addIssue(fault);
        }),
    );

/**
 * A stored name as it may be shown: names from before this rule lose what the rule refuses. Null where nothing is left to be
 * seen. What the rule accepts stays as it is.
 */
export function harmlessName(name: string | null): string | null {
  if (name === null) return null;
  if (name.length <= longestStored && name === name.trim() && name !== '' && printableAscii.test(name)) return name;
  const known = checked.get(name);
  if (known !== undefined) return known;
  if (checked.size >= mostChecked) checked.clear();
  const harmless = withoutHarm(name);
  checked.set(name, harmless);
  return harmless;
}

/** There are far fewer names than looks at a list. */
const checked = new Map<string, string | null>();
const mostChecked = 5_000;

const storedName = givenName(longestStored);

function withoutHarm(name: string): string | null {
  const accepted = storedName.safeParse(name);
  if (accepted.success && accepted.data === name) return name;
  const text = name
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .normalize('NFC');
  const plain = text.replaceAll(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\u115F\u1160\u2800\u3164\uFFA0]/gu, '');
  const parts = partsOf(plain).map((part) => {
    const seen = invisibleIn(plain, part) ? part.text.replaceAll(invisible, '') : part.text;
    let marks = 0;
    return seen.replaceAll(mark, (one) => ((marks += 1) > mostMarks ? '' : one));
  });
  const harmless = parts.join('').replaceAll(/\s+/gu, ' ').trim().slice(0, longestStored).toWellFormed();
  return isVisible(harmless) ? harmless : null;
}
