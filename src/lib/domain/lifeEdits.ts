/** What people do to a patient's life, as plain data: each over any number of patients, judged one by one. */
import { type ArchivePatients, type RestoreOwn, planArchive, planRestoreOwn } from './archiving.ts';
import { type BinEdit, planBin } from './bin.ts';
import { type InviteEdit, planInvite } from './invite.ts';
import type { EditMoment, EditedPatient, LifeRefusal, PlacedChanges } from './lifePlan.ts';
import type { Result } from './result.ts';
import {
  type ChangeStatus,
  type MoveToSsn,
  planMoveToSsn,
  planStatusChange,
} from './statusChange.ts';

export type LifeEdit =
  ChangeStatus | MoveToSsn | ArchivePatients | RestoreOwn | BinEdit | InviteEdit;

export function planLifeEdit(
  edit: LifeEdit,
  patient: EditedPatient,
  moment: EditMoment,
): Result<readonly PlacedChanges[], LifeRefusal> {
  switch (edit.kind) {
    case 'changeStatus':
      return planStatusChange(edit, patient, moment);
    case 'moveToSsn':
      return planMoveToSsn(edit, patient, moment);
    case 'archive':
      return planArchive(edit, patient, moment);
    case 'restoreOwn':
      return planRestoreOwn(patient, moment);
    case 'bin':
    case 'unbin':
    case 'erase':
      return planBin(edit, patient, moment);
    case 'invite':
    case 'setHasApp':
      return planInvite(edit, patient, moment);
  }
}
