/** A document whose content is the numbers 0, 1, 2 and so on, to see at once what of it is there. */
import { ssnDocument } from '#lib/replica/documents.ts';
import type { DocumentStorage } from '#server/storage/documentStorage.ts';

export const NUMBERS = ssnDocument('P1');

export function numbersIn(storage: DocumentStorage): number[] {
  const { snapshot, updates } = storage.readDocument(NUMBERS) ?? { snapshot: null, updates: [] };
  return [snapshot ?? new Uint8Array(), ...updates].flatMap((bytes) => [
    ...new Uint32Array(bytes.slice().buffer),
  ]);
}

export function bytesOf(...numbers: number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(numbers).buffer);
}
