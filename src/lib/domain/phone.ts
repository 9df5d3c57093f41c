/** Telephone numbers as the practice writes them: a country prefix, a number, a label. */
import type { Email, Phones } from './patient.ts';
import { phoneDigits } from './search.ts';

/** The labels the users know, as they are stored and shown. */
export const PHONE_LABELS = [
  'Principale',
  'Cellulare',
  'Casa',
  'Lavoro',
  'Familiare',
  'Altro',
] as const;
export type PhoneLabel = (typeof PHONE_LABELS)[number];

export const DEFAULT_PREFIX = '+39';

/** Prefixes offered beside Italy's: neighbours, and the countries most patients' families live in. */
export const PHONE_PREFIXES: readonly string[] = [
  ...[DEFAULT_PREFIX, '+30', '+32', '+33', '+34', '+351', '+353', '+355', '+356', '+359', '+36'],
  ...['+373', '+377', '+378', '+380', '+381', '+382', '+383', '+385', '+386', '+387', '+389'],
  ...['+40', '+41', '+420', '+421', '+43', '+44', '+45', '+46', '+47', '+48', '+49', '+31'],
  ...['+1', '+20', '+212', '+213', '+216', '+221', '+233', '+234', '+51', '+52', '+53', '+54'],
  ...['+55', '+57', '+58', '+593', '+61', '+63', '+7', '+81', '+86', '+90', '+91', '+92', '+94'],
  ...['+880', '+961', '+972', '+98'],
];

export interface WrittenNumber {
  readonly prefix: string;
  /** The number without its prefix, spaced as it was typed. */
  readonly rest: string;
}

/** Takes a stored or typed number apart. Without a prefix of its own it has `prefix`. */
export function splitNumber(text: string, prefix = DEFAULT_PREFIX): WrittenNumber {
  const written = text.trim().replace(/\s+/g, ' ').replace(/^00/, '+');
  if (!written.startsWith('+')) return { prefix, rest: written };
  const known = PHONE_PREFIXES.filter((candidate) => written.startsWith(candidate));
  const longest = known.sort((a, b) => b.length - a.length)[0];
  const own = longest ?? /^\+\d{1,3}/.exec(written)?.[0] ?? '+';
  return { prefix: own, rest: written.slice(own.length).trim() };
}

/** "+39 333 1234567": a prefix typed with the number wins over the chosen one. */
export function writeNumber(prefix: string, text: string): string {
  const { prefix: own, rest } = splitNumber(text, prefix);
  return `${own} ${rest}`.trim();
}

/** Digits and the signs people put between them; 4 to 15 digits (ITU-T E.164 allows 15). */
export function isPhoneNumber(text: string): boolean {
  const digits = phoneDigits(text);
  return /^\+?[\d\s./()-]+$/.test(text.trim()) && digits.length >= 4 && digits.length <= 15;
}

export function samePhone(a: string, b: string): boolean {
  return phoneDigits(a) === phoneDigits(b);
}

export function isEmailAddress(text: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}

export function sameEmail(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

/** Whether the practice said not to use this number of the region's. A new number is a new question. */
export function isRegionalPhoneBarred(phones: Phones | null | undefined, number: string): boolean {
  return (phones?.regionalDoNotUse ?? []).some((barred) => samePhone(barred, number));
}

export function isRegionalEmailBarred(email: Email | null | undefined, address: string): boolean {
  return (email?.regionalDoNotUse ?? []).some((barred) => sameEmail(barred, address));
}
