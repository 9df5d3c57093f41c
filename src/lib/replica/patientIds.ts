/**
 * Deterministic patient ids: HMAC(practice secret, normalised tax code) plus a generation number, so that
 * two desktops that import the same list offline reach the same patient, and no id tells a tax code.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { PatientId } from '#lib/domain/patient.ts';
import type { TaxCodeKind } from '#lib/domain/taxCode.ts';

const ID_BYTES = 16;

export interface PatientIdFunction {
  forTaxCode(kind: TaxCodeKind, taxCode: string, generation: number): PatientId;
  /** For a person without a tax code: the same seed gives the same id within one practice. */
  forSeed(seed: string): PatientId;
}

/** `secret` is the practice's id secret, hex. `taxCode` is normalised; omocodia is never undone. */
export function createPatientIds(secret: string): PatientIdFunction {
  const keyed = hmac.create(sha256, hexToBytes(secret));
  const id = (text: string) =>
    bytesToHex(keyed.clone().update(utf8ToBytes(text)).digest().subarray(0, ID_BYTES));
  return {
    forTaxCode: (kind, taxCode, generation) => `${id(`${kind} ${taxCode}`)}-${generation}`,
    forSeed: (seed) => `${id(`seed ${seed}`)}-1`,
  };
}
