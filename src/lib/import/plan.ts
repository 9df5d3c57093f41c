/** The plan of a regional import: a diff in eight groups that preview, commit, report and undo share. */
import type { Change } from '#lib/domain/change.ts';
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { ArchiveReason, Patient, PatientId } from '#lib/domain/patient.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { TaxCodeKind } from '#lib/domain/taxCode.ts';
import type { CheckedRow, RowProblem, RowWarning } from './checkedRow.ts';
import type { Damage } from './reading.ts';

/** Nuovi, Modificati, Riattivati, Stato cambiato, Da archiviare, Invariati, Altri medici, Problemi: as the preview orders them. */
export const GROUPS = [
  'added',
  'changed',
  'reactivated',
  'statusChanged',
  'toArchive',
  'unchanged',
  'otherDoctors',
  'problems',
] as const;
export type Group = (typeof GROUPS)[number];

/** Groups whose switched-on entries are written, and counted on the commit button. */
export const WRITTEN_GROUPS = [
  'added',
  'changed',
  'reactivated',
  'statusChanged',
  'toArchive',
] as const satisfies readonly Group[];

/**
 * One field of a patient, old -> new, as a person reads it: dates are gg/mm/aaaa. `field` is a key for the
 * Italian texts (`fieldChangeLabel`); the values of `status` and `sex` are keys too (`fieldValueText`).
 */
export interface FieldChange {
  readonly field: string;
  readonly from: string | null;
  readonly to: string | null;
}

/** Why an entry stands where it stands. Everything the preview says beyond fields old -> new. */
export type EntryReason =
  | { readonly kind: 'row'; readonly problem: RowProblem }
  | { readonly kind: 'identityDiffers'; readonly fields: readonly FieldChange[] }
  | { readonly kind: 'deceasedHere'; readonly deathDate: PlainDate | null }
  | { readonly kind: 'isPrivate' }
  /** `CF sostituito?`: `candidate` is the patient for a row, null on the patient's own entry, where `line` tells the row. */
  | {
      readonly kind: 'taxCodeReplaced';
      readonly withName: string;
      readonly line: number | null;
      readonly candidate: PatientId | null;
    }
  | {
      readonly kind: 'sameNameAndBirthDate';
      readonly candidate: PatientId;
      readonly candidateName: string;
    }
  /** An import of contacts or exemptions alone creates nobody. */
  | { readonly kind: 'notInList' }
  /** The rows of one patient make one change, which stands with that row. */
  | { readonly kind: 'withRow'; readonly line: number }
  /** The file of exemptions does not name the patient. */
  | { readonly kind: 'exemptionsAbsent' }
  | { readonly kind: 'inBin'; readonly since: PlainDate }
  | { readonly kind: 'erased'; readonly on: PlainDate }
  | { readonly kind: 'absent' }
  | { readonly kind: 'revokedInFile'; readonly on: PlainDate | null }
  | { readonly kind: 'deceasedInFile'; readonly on: PlainDate | null }
  /** Our own export had the patient in the archive, with the reason Altro. */
  | { readonly kind: 'archivedInFile'; readonly on: PlainDate | null }
  | { readonly kind: 'addedByHand'; readonly on: PlainDate }
  | { readonly kind: 'archivedHere'; readonly reason: ArchiveReason; readonly on: PlainDate }
  | {
      readonly kind: 'otherDoctor';
      readonly doctorCode: string;
      readonly doctorName: string | null;
    }
  /** The file has a doctor column and this row's cell is empty: nothing proves that the row is mine. */
  | { readonly kind: 'noDoctorCode' }
  /** A patient of mine whom the file lists under a colleague's code. */
  | {
      readonly kind: 'nowWithOtherDoctor';
      readonly doctorCode: string;
      readonly doctorName: string | null;
      readonly line: number;
    };

export interface PlanEntry {
  /** Stable between preview and commit: `line:12` for a row of the file, `patient:<id>` for an absent patient. */
  readonly key: string;
  readonly group: Group;
  /** Null for an absent patient. */
  readonly line: number | null;
  readonly patient: PatientId | null;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: PlainDate | null;
  readonly taxCode: string | null;
  readonly included: boolean;
  /** `Salta la riga`: nothing is asked about it any more, and nothing is written. */
  readonly skipped: boolean;
  /** False where nothing can be written (Invariati, Altri medici, most Problemi). */
  readonly canInclude: boolean;
  /** For an empty tax code: `Crea comunque`, or linking to the candidate found by name and birth date. */
  readonly canCreateAnyway: boolean;
  /** For a really different identity on the same tax code: `Proponi correzione` is offered. */
  readonly canProposeCorrection: boolean;
  readonly fields: readonly FieldChange[];
  readonly reasons: readonly EntryReason[];
  readonly warnings: readonly RowWarning[];
  /** What is written when the entry is included. */
  readonly changes: readonly Change[];
}

export type CellCorrections = {
  readonly [line: number]: { readonly [column: number]: string };
};

/** What the doctor decided in the preview. The same decisions on the same input give the same plan. */
export interface ImportDecisions {
  readonly kind: ImportKind;
  /** Cells corrected by hand: what stands in them now, by line and column (0-based) of the file. */
  readonly cells: CellCorrections;
  /** Lines of the file that are left out. */
  readonly skipped: readonly number[];
  /** The tick "Togli le esenzioni che non sono nel file". */
  readonly removeExemptions: boolean;
  /** The tick "Archivia pazienti che non sono più miei assistiti". */
  readonly archiveAbsent: boolean;
  /**
   * Answer to `Di chi è questo elenco?`: the panel. Null: that of the codes in the file, or one's own; where the file
   * has no codes, nobody said yet whose it is.
   */
  readonly panel: string | null;
  /** `Ogni riga al suo medico`: rows go to the lists whose code they carry, as far as they may be imported. */
  readonly byCode: boolean;
  /** The file has no doctor column, and is that panel's list all the same. */
  readonly listIsMine: boolean;
  /** Codes confirmed with `Il codice NNNNN è mio`, to be remembered for the doctor. */
  readonly myCodes: readonly string[];
  /** Creation date of the report, when the doctor or the file says it. */
  readonly reportDate: PlainDate | null;
  /** Switches that were moved away from what the plan proposes. */
  readonly switched: { readonly [key: string]: boolean };
  /** Rows without a tax code: `create` anyway, or take them for the patient with that id. */
  readonly resolved: {
    readonly [key: string]:
      { readonly kind: 'create' } | { readonly kind: 'match'; readonly patient: PatientId };
  };
  /** Rows for which `Proponi correzione` was pressed: kept with the import as a request, nothing is written. */
  readonly proposedCorrections: readonly string[];
}

/** What holds before the doctor decided anything. */
export const NO_DECISIONS: ImportDecisions = {
  kind: 'region',
  cells: {},
  skipped: [],
  removeExemptions: false,
  archiveAbsent: false,
  panel: null,
  byCode: false,
  listIsMine: false,
  myCodes: [],
  reportDate: null,
  switched: {},
  resolved: {},
  proposedCorrections: [],
};

/** An earlier import, as far as a new one must know it. */
export interface EarlierImport {
  readonly id: string;
  readonly kind?: ImportKind;
  readonly fileHash: string;
  readonly fileName: string;
  readonly at: number;
  readonly reportDate: PlainDate | null;
  readonly undone: boolean;
}

/** Another doctor or clinic of the practice. */
export interface Colleague {
  readonly name: string;
  readonly codes: readonly string[];
}

export interface PlanInput {
  readonly rows: readonly CheckedRow[];
  readonly hasDoctorColumn: boolean;
  /**
   * The file has a column for the end of temporary enrolments, so that an empty cell there says open-ended.
   * When unsaid: some row has such a date.
   */
  readonly hasExpiryColumn?: boolean;
  /** The file is an export of ours, be it of everybody: not the region's list, it proves no absence. */
  readonly isOwnExport?: boolean;
  readonly damage: readonly Damage[];
  readonly fileHash: string;
  readonly panel: string;
  /** The doctor's regional codes known so far; they compare without leading zeros and spaces. */
  readonly doctorCodes: readonly string[];
  /** The other doctors and clinics of the practice: their rows are named in Altri medici. */
  readonly colleagues?: readonly Colleague[];
  /** Everyone in the panel's SSN document: active, archived, in the bin. */
  readonly patients: readonly Patient[];
  /** Ids erased for good, with the day; nothing else is left of them. */
  readonly erased: ReadonlyMap<PatientId, PlainDate>;
  /** Patients of the private list the user may see: never touched, only recognised. */
  readonly privatePatients: readonly Patient[];
  readonly earlierImports: readonly EarlierImport[];
  readonly today: PlainDate;
  /** The civil day on which a stamp's clock reading was made. */
  readonly dayOf: (t: string) => PlainDate;
  readonly ids: PatientIds;
}

/** Deterministic ids: two desktops that import the same list offline reach the same patient (DESIGN.md §3). */
export interface PatientIds {
  forTaxCode(kind: TaxCodeKind, taxCode: string, generation: number): PatientId;
  /** For a person without a tax code. Repeatable: the same seed text gives the same id within one practice. */
  forSeed(seed: string): PatientId;
}

export type PlanNotice =
  | { readonly kind: 'reportIsOld'; readonly days: number }
  | { readonly kind: 'olderThanLastImport'; readonly lastReportDate: PlainDate }
  | { readonly kind: 'sameFile'; readonly fileName: string; readonly at: number }
  | {
      readonly kind: 'archivingOff';
      readonly why: 'damaged' | 'ownExport' | 'scopeUnknown' | 'noRowOfMine';
      readonly damage: readonly Damage[];
    }
  | {
      readonly kind: 'noRowOfMine';
      /** `of`: the colleague whose code it is; where it is nobody's it may be mine. */
      readonly codes: readonly {
        readonly code: string;
        readonly rows: number;
        readonly of?: string;
      }[];
    }
  | { readonly kind: 'whoseList' };

/** More than 5 % of the active list would be archived, or the file holds under half of it (rule 5). */
export interface ArchiveAlarm {
  readonly why: 'manyArchived' | 'smallFile';
  readonly archived: number;
  readonly active: number;
  readonly rowsInFile: number;
}

export interface ImportPlan {
  readonly entries: readonly PlanEntry[];
  readonly counts: { readonly [G in Group]: { readonly total: number; readonly included: number } };
  /** N of the button: included entries of the written groups. */
  readonly toWrite: number;
  readonly alarms: readonly ArchiveAlarm[];
  readonly notices: readonly PlanNotice[];
}
