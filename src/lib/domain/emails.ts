/** The addresses known of a patient: the practice's own first, then the region's where it says another. */
import type { Email, Residence } from './patient.ts';
import { isRegionalEmailBarred } from './phone.ts';

export interface KnownEmail {
  readonly value: string;
  readonly isRegional: boolean;
  readonly doNotUse: boolean;
}

export function emailsOf(
  email: Email | null | undefined,
  residence: Pick<Residence, 'email'> | null | undefined,
): KnownEmail[] {
  const own = email?.email;
  const emails: KnownEmail[] = [];
  if (own) emails.push({ value: own, isRegional: false, doNotUse: email.doNotUse });
  const regional = residence?.email;
  if (regional && regional.toLowerCase() !== own?.toLowerCase()) {
    const doNotUse = isRegionalEmailBarred(email, regional);
    emails.push({ value: regional, isRegional: true, doNotUse });
  }
  return emails;
}

/** Those that may be written to. */
export function usableEmails(...known: Parameters<typeof emailsOf>): string[] {
  return emailsOf(...known).flatMap(({ value, doNotUse }) => (doNotUse ? [] : [value]));
}
