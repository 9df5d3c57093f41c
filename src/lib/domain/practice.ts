/**
 * The practice: created once by the first browser that opens a fresh server, joined by every other one.
 */

/** How the id of a practice that a server made up for reviewers begins. */
export const DEMONSTRATION = 'demo-';

/** Made up by `npm run demo`: nothing in it is anybody's. */
export function isDemonstration({ id }: Pick<Practice, 'id'>): boolean {
  return id.startsWith(DEMONSTRATION);
}

/** A doctor of the practice. `doctorCode` is the code the region gives, as typed (letters and digits). */
export interface Doctor {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly doctorCode: string;
}

export interface Practice {
  readonly id: string;
  readonly name: string;
  /** 32 bytes in lower-case hex: the key of the deterministic patient ids. Never in a log, a URL or an export. */
  readonly idSecret: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly doctor: Doctor;
  /** The list of the first doctor: the `<panel>` of `ssn:<panel>` and `private:<panel>`. */
  readonly panelId: string;
}
