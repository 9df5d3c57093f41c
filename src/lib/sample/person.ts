import type { Sex } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { TaxCodeKind } from '#lib/domain/taxCode.ts';
import type { Place } from './places.ts';

/** What a person is before any office has given a code. */
export interface Birth {
  readonly lastName: string;
  readonly firstName: string;
  readonly sex: Sex;
  readonly birthDate: PlainDate;
  readonly birthPlace: Place;
}

/** Where a person lives and is reached, as the region has it. */
export interface Contacts {
  readonly address: string;
  readonly town: string;
  readonly province: string;
  readonly postcode: string;
  readonly mobile: string | null;
  readonly landline: string | null;
  readonly email: string | null;
}

export interface SampleEnrolment {
  readonly enrolledOn: PlainDate;
  /** Null for open-ended enrolments. */
  readonly expiresOn: PlainDate | null;
  readonly revokedOn: PlainDate | null;
  readonly deathDate: PlainDate | null;
}

/** A made-up person of a doctor's list: nobody real. */
export interface SamplePerson extends Birth, Contacts, SampleEnrolment {
  /** Unique in its list; '' only in spoilt rows. */
  readonly taxCode: string;
  readonly taxCodeKind: TaxCodeKind;
  readonly exemptions: readonly string[];
  readonly doctorCode: string;
  readonly doctorName: string;
}
