/** The practice document: its doctors, the codes they are known by, and the lists mapped by hand. */
import type * as Y from 'yjs';
import type { Cleared, Stamp } from '#lib/domain/patient.ts';
import type { Practice } from '#lib/domain/practice.ts';

export interface DoctorValue {
  readonly firstName: string;
  readonly lastName: string;
  readonly panel: string;
  /** The first is the one given at set-up; others were confirmed at an import. */
  readonly codes: readonly string[];
}

/** The practice's first doctor as the document has him, or as the set-up made him. */
export function doctorOf(document: Y.Doc, practice: Practice): DoctorValue {
  const stored = document.getMap<DoctorValue & Stamp>('doctors').get(practice.doctor.id);
  if (stored) {
    const { firstName, lastName, panel, codes } = stored;
    return { firstName, lastName, panel, codes };
  }
  const { firstName, lastName, doctorCode } = practice.doctor;
  return { firstName, lastName, panel: practice.panelId, codes: [doctorCode] };
}

/** How the columns of one kind of list were mapped by hand; its key is the hash of the header. */
export interface MappingValue {
  readonly name: string;
  /** As the file had it: what a person recognises the list by. */
  readonly header: readonly string[];
  /** Columns (0-based) by field name. */
  readonly columns: { readonly [field: string]: readonly number[] };
  /** What words of the list's own mean for a patient's status, by the word. */
  readonly words?: { readonly [word: string]: string };
  /** Who mapped it, and when (ms since 1970). */
  readonly byName: string;
  readonly at: number;
}

/** Null when there is none, or it was forgotten. */
export function mappingOf(document: Y.Doc, key: string): MappingValue | null {
  const stored = document.getMap<(MappingValue & Stamp) | (Cleared & Stamp)>('mappings').get(key);
  if (!stored || 'cleared' in stored) return null;
  const { name, header, columns, words, byName, at } = stored;
  return { name, header, columns, ...(words ? { words } : {}), byName, at };
}

export function mappingKeys(document: Y.Doc): string[] {
  return [...document.getMap('mappings').keys()];
}
