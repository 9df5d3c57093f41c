/** Since when and until when a person is on the list, and the exemptions of that age. */
import { addDays, addMonths, ageOn, daysBetween, type PlainDate } from '#lib/domain/plainDate.ts';
import type { SampleEnrolment } from './person.ts';
import type { Random } from './random.ts';

/** A GP takes over from the paediatrician at 14. */
const FIRST_MONTHS = 14 * 12;

export function openEndedEnrolment(
  random: Random,
  birthDate: PlainDate,
  today: PlainDate,
): SampleEnrolment {
  const longAgo = addMonths(today, -30 * 12);
  const grownUp = addMonths(birthDate, FIRST_MONTHS);
  const first = grownUp > longAgo ? grownUp : longAgo;
  const days = Math.max(0, daysBetween(first, today));
  return enrolment(addDays(first, random.between(0, days)), null);
}

/** A temporary choice is valid for a year at most; the region lists those that have not expired. */
export function temporaryEnrolment(random: Random, today: PlainDate): SampleEnrolment {
  const enrolledOn = addDays(today, -random.between(0, 350));
  const sixMonths = addMonths(enrolledOn, 6);
  const ending = sixMonths > today && random.chance(0.5) ? sixMonths : addMonths(enrolledOn, 12);
  return enrolment(enrolledOn, ending);
}

export function drawExemptions(random: Random, birthDate: PlainDate, today: PlainDate): string[] {
  const age = ageOn(birthDate, today);
  const codes: string[] = [];
  const add = (code: string, probability: number) => {
    if (random.chance(probability)) codes.push(code);
  };
  if (age >= 65) {
    add('E01', 0.25);
    add('0A31', 0.2);
  }
  if (age >= 45) {
    add('013', 0.09);
    add('025', 0.07);
  }
  add('048', age >= 50 ? 0.06 : 0.01);
  add('027', 0.02);
  add('007', 0.02);
  add('C03', 0.02);
  add('E30', 0.04);
  return codes;
}

function enrolment(enrolledOn: PlainDate, expiresOn: PlainDate | null): SampleEnrolment {
  return { enrolledOn, expiresOn, revokedOn: null, deathDate: null };
}
