/**
 * What can be done with patients, as data: row menu, context menu, patient page, bulk bar and quick search all show
 * the same list. Permissions are asked here and nowhere else; the desk judges again what is written.
 */
import { type LifeRight, hasLifeRight } from '#lib/domain/lifeRights.ts';
import type { ListPlace } from '#lib/domain/patient.ts';
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
  /** Shown as an icon on the row too. */
  readonly onRow?: boolean;
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
  const life = lifeActions(patients, session, today);
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

function lifeActions(
  all: readonly ListedPatient[],
  session: Session,
  today: PlainDate,
): PatientAction[] {
  const rights = rightsAt(session, today);
  const may = (patient: ListedPatient, right: LifeRight) => rights(placeOf(patient), right);
  const isActive = ({ tab }: ListedPatient) => tab === 'ssn' || tab === 'private';
  const isArchived = ({ tab }: ListedPatient) => tab === 'archive';
  const isBinned = ({ tab }: ListedPatient) => tab === 'bin';
  const isPrivate = (patient: ListedPatient) => placeOf(patient).list === 'private';
  const isHers = (patient: ListedPatient) =>
    isArchived(patient) &&
    !may(patient, 'restore') &&
    may(patient, 'archive') &&
    patient.decidedBy === session.userId;

  const actions: PatientAction[] = [];
  /** Offered where at least one of the chosen patients can have it; the others are left out and told. */
  function offer(
    id: PatientAction['id'],
    label: string,
    suits: (patient: ListedPatient) => boolean,
    run: (effects: ActionEffects, patients: readonly ListedPatient[]) => void,
    onRow = false,
  ): void {
    if (!all.some(suits)) return;
    actions.push({
      id,
      label,
      unavailable: null,
      ...(onRow ? { onRow } : {}),
      run: (effects) => run(effects, all),
    });
  }
  const ask =
    (kind: PatientQuestion['kind']) =>
    (effects: ActionEffects, patients: readonly ListedPatient[]) =>
      effects.ask({ kind, patients });

  // A private patient's status is not changed: the dialog says why, and what to do instead.
  offer(
    'changeStatus',
    'Cambia stato',
    (patient) =>
      (isActive(patient) && (may(patient, 'changeStatus') || asksInVain(patient))) ||
      (isArchived(patient) && may(patient, 'restore')),
    ask('changeStatus'),
  );
  offer(
    'moveToSsn',
    'Ripassa a SSN',
    (patient) => isPrivate(patient) && !isBinned(patient) && may(patient, 'moveToSsn'),
    ask('moveToSsn'),
  );
  offer(
    'archive',
    'Sposta in archivio',
    (patient) => isActive(patient) && may(patient, 'archive'),
    ask('archive'),
  );
  // Of several, those who have the app are left out, and told.
  offer(
    'invite',
    all.length === 1 && all[0] ? inviteLabel(all[0]) : 'Invita',
    (patient) => isActive(patient) && patient.hasApp === 0 && may(patient, 'invite'),
    ask('invite'),
  );
  const havingApp = all.every(({ hasApp }) => hasApp === 1);
  offer(
    'setHasApp',
    havingApp ? 'Segna: non ha l’app' : 'Segna: ha l’app',
    (patient) => isActive(patient) && may(patient, 'invite'),
    (effects, patients) =>
      effects.edit(
        { kind: 'setHasApp', patients: patients.map(({ id }) => id), hasApp: !havingApp },
        `${patientsText(patients)}: app ${havingApp ? 'No' : 'Si'}`,
      ),
  );
  offer('restoreOwn', 'Togli dall’archivio', isHers, (effects, patients) =>
    effects.edit(
      { kind: 'restoreOwn', patients: patients.map(({ id }) => id) },
      `${patientsText(patients)}: di nuovo tra i pazienti attivi`,
    ),
  );
  offer(
    'askRestore',
    'Chiedi ripristino',
    (patient) =>
      may(patient, 'archive') &&
      ((isArchived(patient) && !may(patient, 'restore') && !isHers(patient)) ||
        (isBinned(patient) && !may(patient, 'unbin'))),
    ask('askRestore'),
  );
  offer(
    'unbin',
    'Ripristina dal cestino',
    (p) => isBinned(p) && may(p, 'unbin'),
    (effects, patients) =>
      effects.edit(
        { kind: 'unbin', patients: patients.map(({ id }) => id) },
        `${patientsText(patients)}: ripristinato dal cestino`,
      ),
  );
  offer(
    'delete',
    'Elimina',
    (patient) => isActive(patient) && may(patient, 'binActive'),
    ask('delete'),
    true,
  );
  offer(
    'erase',
    'Elimina definitivamente',
    (patient) =>
      (isArchived(patient) && may(patient, 'binArchived')) ||
      (isBinned(patient) && may(patient, 'erase')),
    ask('delete'),
    all.every(isArchived),
  );
  return actions;

  function asksInVain(patient: ListedPatient): boolean {
    return isPrivate(patient) && may(patient, 'restore');
  }
}

/** The rights in each list, asked once: a bulk bar asks for thousands of patients. */
function rightsAt(session: Session, today: PlainDate) {
  const known = new Map<string, boolean>();
  return (place: ListPlace, right: LifeRight): boolean => {
    const key = `${place.list} ${place.panel} ${right}`;
    let has = known.get(key);
    if (has === undefined) {
      has = hasLifeRight(session, place, right, today);
      known.set(key, has);
    }
    return has;
  };
}
