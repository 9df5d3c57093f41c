/**
 * What can be done with patients, as data: row menu, context menu, patient page, bulk bar and quick search all show
 * the same list. Permissions are asked here and nowhere else; the desk judges again what is written. Long, as it is
 * the whole of that list.
 */
import { type LifeRight, hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Session } from '#lib/domain/session.ts';
import { type ListedPatient, placeOf } from '#lib/read-model/patientRow.ts';
import type { Edit } from '#lib/replica/editDesk.ts';
import { inviteLabel } from './texts/invite.ts';
import { patientsText } from './texts/life.ts';

/** What a dialog asks about patients. `delete` is the bin, or the erasure of who is in it. */
export interface PatientQuestion {
  readonly kind: 'changeStatus' | 'archive' | 'moveToSsn' | 'delete' | 'askRestore' | 'invite';
  readonly patients: readonly ListedPatient[];
  /** Of an invite: it was asked for with its message. */
  readonly sends?: boolean;
}

/** What an action needs from the page it runs in. */
export interface ActionEffects {
  open(patient: ListedPatient): void;
  /** Puts `text` on the clipboard and tells it with `said`. */
  copy(text: string, said: string): void;
  /** Opens the dialog that asks it. */
  ask(question: PatientQuestion): void;
  /** Done at once, told with `said`, and taken back with Annulla. */
  edit(edit: Edit, said: string): void;
}

export interface PatientAction {
  readonly id:
    | 'open'
    | 'copyTaxCode'
    | 'changeStatus'
    | 'moveToSsn'
    | 'archive'
    | 'restoreOwn'
    | 'invite'
    | 'setHasApp'
    | 'askRestore'
    | 'unbin'
    | 'delete'
    | 'erase';
  readonly label: string;
  /** Why it cannot be done now; null when it can. */
  readonly unavailable: string | null;
  run(effects: ActionEffects): void;
}

/** Actions on the chosen patients, in the order of the menu: those that `session` may do to some of them at least. */
export function patientActions(
  patients: readonly ListedPatient[],
  session: Session,
  today: PlainDate,
): PatientAction[] {
  const [patient] = patients;
  if (!patient) return [];
  const rights = rightsAt(session, today);
  const life = LIFE_ACTIONS.filter(({ suits }) => patients.some((one) => suits(one, rights))).map(
    (action) => actionOn(patients, action),
  );
  if (patients.length > 1) return life;
  const { taxCode } = patient;
  return [
    {
      id: 'open',
      label: 'Apri scheda',
      unavailable: null,
      run: (effects) => effects.open(patient),
    },
    ...life,
    {
      id: 'copyTaxCode',
      label: 'Copia codice fiscale',
      unavailable: taxCode === null ? 'Il codice fiscale manca.' : null,
      run: (effects) => {
        if (taxCode !== null) effects.copy(taxCode, 'Codice fiscale copiato');
      },
    },
  ];
}

/** The one that stands on the patient's row as an icon too; a search asks it for every row it draws. */
export function rowAction(
  patient: ListedPatient,
  session: Session,
  today: PlainDate,
): PatientAction | null {
  const rights = rightsAt(session, today);
  const action = LIFE_ACTIONS.find((one) => one.onRow?.(patient) && one.suits(patient, rights));
  return action ? actionOn([patient], action) : null;
}

function actionOn(patients: readonly ListedPatient[], action: LifeAction): PatientAction {
  const { id, label, run } = action;
  return {
    id,
    label: typeof label === 'string' ? label : label(patients),
    unavailable: null,
    run: (effects) => run(effects, patients),
  };
}

/** Offered where it suits at least one of the chosen patients; the others are left out and told. */
interface LifeAction {
  readonly id: PatientAction['id'];
  readonly label: string | ((patients: readonly ListedPatient[]) => string);
  readonly suits: (patient: ListedPatient, rights: Rights) => boolean;
  readonly run: (effects: ActionEffects, patients: readonly ListedPatient[]) => void;
  /** Whether it is shown as an icon on the row of such a patient. */
  readonly onRow?: (patient: ListedPatient) => boolean;
}

interface Rights {
  readonly userId: Session['userId'];
  readonly may: (patient: ListedPatient, right: LifeRight) => boolean;
}

const isActive = ({ tab }: ListedPatient) => tab === 'ssn' || tab === 'private';
const isArchived = ({ tab }: ListedPatient) => tab === 'archive';
const isBinned = ({ tab }: ListedPatient) => tab === 'bin';
const isPrivate = (patient: ListedPatient) => placeOf(patient).list === 'private';
const haveApp = (patients: readonly ListedPatient[]) => patients.every(({ hasApp }) => hasApp);
const idsOf = (patients: readonly ListedPatient[]) => patients.map(({ id }) => id);
const ask =
  (kind: PatientQuestion['kind']): LifeAction['run'] =>
  (effects, patients) =>
    effects.ask({ kind, patients });

/** Archived by whoever is at the desk, who may not restore others. */
function isHers(patient: ListedPatient, { may, userId }: Rights): boolean {
  return (
    isArchived(patient) &&
    !may(patient, 'restore') &&
    may(patient, 'archive') &&
    patient.decidedBy === userId
  );
}

/** In the order of the menu. */
const LIFE_ACTIONS: readonly LifeAction[] = [
  {
    id: 'changeStatus',
    label: 'Cambia stato',
    // A private patient's status is not changed: the dialog says why, and what to do instead.
    suits: (patient, { may }) =>
      (isActive(patient) &&
        (may(patient, 'changeStatus') || (isPrivate(patient) && may(patient, 'restore')))) ||
      (isArchived(patient) && may(patient, 'restore')),
    run: ask('changeStatus'),
  },
  {
    id: 'moveToSsn',
    label: 'Ripassa a SSN',
    suits: (patient, { may }) =>
      isPrivate(patient) && !isBinned(patient) && may(patient, 'moveToSsn'),
    run: ask('moveToSsn'),
  },
  {
    id: 'archive',
    label: 'Sposta in archivio',
    suits: (patient, { may }) => isActive(patient) && may(patient, 'archive'),
    run: ask('archive'),
  },
  {
    id: 'invite',
    label: ([first, ...others]) => (first && others.length === 0 ? inviteLabel(first) : 'Invita'),
    // Of several, those who have the app are left out, and told.
    suits: (patient, { may }) => isActive(patient) && !patient.hasApp && may(patient, 'invite'),
    run: ask('invite'),
  },
  {
    id: 'setHasApp',
    label: (patients) => (haveApp(patients) ? 'Segna: non ha l’app' : 'Segna: ha l’app'),
    suits: (patient, { may }) => isActive(patient) && may(patient, 'invite'),
    run(effects, patients) {
      const hasApp = !haveApp(patients);
      effects.edit(
        { kind: 'setHasApp', patients: idsOf(patients), hasApp },
        `${patientsText(patients)}: app ${hasApp ? 'Si' : 'No'}`,
      );
    },
  },
  {
    id: 'restoreOwn',
    label: 'Togli dall’archivio',
    suits: isHers,
    run: (effects, patients) =>
      effects.edit(
        { kind: 'restoreOwn', patients: idsOf(patients) },
        `${patientsText(patients)}: di nuovo tra i pazienti attivi`,
      ),
  },
  {
    id: 'askRestore',
    label: 'Chiedi ripristino',
    suits: (patient, rights) =>
      rights.may(patient, 'archive') &&
      ((isArchived(patient) && !rights.may(patient, 'restore') && !isHers(patient, rights)) ||
        (isBinned(patient) && !rights.may(patient, 'unbin'))),
    run: ask('askRestore'),
  },
  {
    id: 'unbin',
    label: 'Ripristina dal cestino',
    suits: (patient, { may }) => isBinned(patient) && may(patient, 'unbin'),
    run: (effects, patients) =>
      effects.edit(
        { kind: 'unbin', patients: idsOf(patients) },
        `${patientsText(patients)}: ripristinato dal cestino`,
      ),
  },
  {
    id: 'delete',
    label: 'Elimina',
    suits: (patient, { may }) => isActive(patient) && may(patient, 'binActive'),
    run: ask('delete'),
    onRow: isActive,
  },
  {
    id: 'erase',
    label: 'Elimina definitivamente',
    suits: (patient, { may }) =>
      (isArchived(patient) && may(patient, 'binArchived')) ||
      (isBinned(patient) && may(patient, 'erase')),
    run: ask('delete'),
    onRow: isArchived,
  },
];

/** What was asked of the policy, by session: a bulk bar asks for thousands of patients, a search for every row. */
const asked = new WeakMap<Session, Map<string, boolean>>();

function rightsAt(session: Session, today: PlainDate): Rights {
  const known = asked.get(session) ?? new Map<string, boolean>();
  asked.set(session, known);
  return {
    userId: session.userId,
    may(patient, right) {
      const key = `${today} ${patient.document} ${right}`;
      let has = known.get(key);
      if (has === undefined) {
        has = hasLifeRight(session, placeOf(patient), right, today);
        known.set(key, has);
      }
      return has;
    },
  };
}
