/**
 * What a value of each root map looks like, without its stamp. Strict: the policy judges the fields it knows, so that a
 * value must have no others. Texts are held by the size of the whole.
 */
import { z } from 'zod';
import { isCeiling } from '#lib/domain/ceiling.ts';
import { isRetention } from '#lib/domain/bin.ts';
import { IMPORT_KINDS } from '#lib/domain/importKind.ts';
import type { ImportSummary } from '#lib/domain/importSummary.ts';
import { isInviteMessage } from '#lib/domain/invite.ts';
import { DELIVERY_STATES, MAIL_FAILURES } from '#lib/domain/mailDelivery.ts';
import type { PatientColumns } from '#lib/domain/patient.ts';
import { isPlainDate } from '#lib/domain/plainDate.ts';
import { type PatientRequest, REQUEST_LENGTH } from '#lib/domain/requests.ts';
import type { DocumentKind } from '#lib/replica/documents.ts';

const text = z.string();
const maybeText = text.nullable();
const texts = z.array(text).readonly();
const instant = z.number().nonnegative();
const count = z.number().int().nonnegative();
const day = z.string().refine(isPlainDate);
const maybeDay = day.nullable();
const archiveReason = z.enum(['ssnRevoked', 'ssnDeceased', 'other']);

const moveEnd = z.strictObject({
  moveId: text,
  place: z.strictObject({ panel: text, list: z.enum(['ssn', 'private']) }).nullable(),
});

const ownAddress = {
  address: maybeText,
  town: maybeText,
  province: maybeText,
  postcode: maybeText,
};

const columns = {
  identity: z.strictObject({
    lastName: text,
    firstName: text,
    taxCode: maybeText,
    taxCodeKind: z.enum(['regular', 'provisional', 'stp', 'eni']).nullable(),
    aliases: texts,
    birthDate: maybeDay,
    birthPlace: maybeText,
    sex: z.enum(['F', 'M']).nullable(),
    cardNumber: maybeText,
  }),
  lifecycle: z.strictObject({
    status: z.enum(['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private']),
    archive: z
      .strictObject({
        reason: archiveReason,
        text: maybeText,
        knownOn: day,
        effectiveOn: maybeDay,
        byName: text.optional(),
      })
      .nullable(),
    deathDate: maybeDay,
    binned: z.strictObject({ at: instant, by: text, byName: text.optional() }).nullable(),
    erasedOn: maybeDay,
    aliasOf: maybeText,
    statusChange: z
      .strictObject({
        reason: z
          .enum([
            ...(['changeOfDoctor', 'transfer', 'refusal', 'suspension'] as const),
            ...(['temporaryExpired', 'doubleEnrolment'] as const),
            ...(['work', 'study', 'health', 'family', 'other'] as const),
          ])
          .nullable(),
        text: maybeText,
        knownOn: day,
        effectiveOn: maybeDay,
      })
      .optional(),
    from: moveEnd.optional(),
    moved: moveEnd.optional(),
  }),
  enrolment: z.strictObject({
    startedOn: maybeDay,
    expiresOn: maybeDay,
    revokedOn: maybeDay,
    kind: maybeText,
    doctorCode: maybeText,
    byHand: z.literal(true).optional(),
  }),
  residence: z.strictObject({ ...ownAddress, phone: maybeText, email: maybeText }),
  address: z.strictObject({ ...ownAddress, useRegional: z.boolean().optional() }),
  phones: z.strictObject({
    numbers: z
      .array(z.strictObject({ number: text, label: text, doNotUse: z.boolean() }))
      .readonly(),
    regionalDoNotUse: texts.optional(),
  }),
  email: z.strictObject({
    email: maybeText,
    doNotUse: z.boolean(),
    regionalDoNotUse: texts.optional(),
  }),
  invite: z.strictObject({
    invitedAt: instant.nullable(),
    invitedBy: maybeText,
    invitedByName: text.optional(),
    channel: z.enum(['email', 'sms', 'whatsapp']).nullable().optional(),
    mail: z
      .strictObject({
        id: z.string().min(1).max(40),
        to: text,
        message: z.string().refine(isInviteMessage).nullable(),
        delivery: z
          .strictObject({
            state: z.enum(DELIVERY_STATES),
            why: z.enum(MAIL_FAILURES).nullable(),
            at: instant,
          })
          .optional(),
      })
      .optional(),
    hasApp: z.boolean(),
  }),
  block: z.strictObject({
    areas: z.array(z.enum(['agenda', 'chat', 'documents', 'requests'])).readonly(),
    reason: maybeText,
  }),
  exemptions: z.strictObject({
    codes: z
      .array(z.strictObject({ code: text, validFrom: maybeDay, validTo: maybeDay }))
      .readonly(),
  }),
  note: z.strictObject({ text }),
} satisfies { readonly [C in keyof PatientColumns]: z.ZodType<PatientColumns[C]> };

/** Its `by` is the stamp's, as in every value. */
const imports = z.strictObject({
  id: text,
  kind: z.enum(IMPORT_KINDS).optional(),
  fileName: text,
  fileHash: text,
  rows: count,
  at: instant,
  byName: text,
  reportDate: maybeDay,
  counts: z.strictObject({
    ...{ added: count, changed: count, reactivated: count, statusChanged: count },
    ...{ toArchive: count, unchanged: count, otherDoctors: count, problems: count },
  }),
  demonstration: z.literal(true).optional(),
  undone: z
    .strictObject({ at: instant, by: text, why: z.enum(['undo', 'interrupted']), kept: count })
    .nullable(),
}) satisfies z.ZodType<Omit<ImportSummary, 'by'>>;

const requests = z.strictObject({
  kind: z.literal('restore'),
  patient: text,
  text: z.string().max(REQUEST_LENGTH).nullable(),
  askedBy: text,
  askedByName: text,
  askedAt: instant,
  state: z.enum(['open', 'done', 'refused']),
  answer: z
    .strictObject({
      by: text,
      byName: text,
      at: instant,
      text: z.string().max(REQUEST_LENGTH).nullable(),
    })
    .nullable(),
}) satisfies z.ZodType<PatientRequest>;

/** Each setting under its key; one that is not known yet is a flat value, which only the doctors write. */
const settings: { readonly [key: string]: z.ZodType } = {
  kind: z.strictObject({ kind: z.enum(['group', 'temporary']) }),
  bin: z.strictObject({ retention: z.number().refine(isRetention) }),
  invite: z.strictObject({ message: z.string().refine(isInviteMessage) }),
  mail: z.strictObject({ from: maybeText }),
};
const anySetting = z.record(z.string(), z.union([text, z.number(), z.boolean(), z.null()]));

const listed = { panel: text.min(1), codes: texts };
const practice: { readonly [map: string]: z.ZodType } = {
  doctors: z.strictObject({ ...listed, firstName: text, lastName: text }),
  clinics: z.strictObject({ ...listed, name: text }),
  departures: z.strictObject({ since: day }),
  ceilings: z.strictObject({ ceiling: z.number().refine(isCeiling) }),
  mappings: z.strictObject({
    name: text,
    header: texts,
    columns: z.record(z.string(), z.array(count).readonly()),
    words: z.record(z.string(), text).optional(),
    byName: text,
    at: instant,
  }),
};

/** What a value at that key must look like. */
export function shapeOf(kind: DocumentKind, map: string, key: string): z.ZodType | undefined {
  if (kind === 'practice') {
    return map === 'settings' ? (settings[key] ?? anySetting) : practice[map];
  }
  if (kind === 'requests' || kind === 'requests-private') return requests;
  return map === 'imports' ? imports : columns[map as keyof typeof columns];
}
