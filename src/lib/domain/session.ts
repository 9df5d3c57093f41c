/** Who is at the desk, and how he stands to each list: what the policy is asked about. */
import type { PlainDate } from './plainDate.ts';

export type Role = 'doctor' | 'substitute' | 'secretary' | 'nurse' | 'support';

/** What the doctor of a list granted to her staff. It means nothing for other relations. */
export interface Grants {
  /** Sees and edits the private patients. */
  readonly privateList: boolean;
  /** Imports regional lists: the status, archive and restore transitions they consist of are included. */
  readonly regionalImport: boolean;
  /** Opens clinical records. */
  readonly record: boolean;
}

export const NO_GRANTS: Grants = { privateList: false, regionalImport: false, record: false };

/**
 * How a person stands to a list: its own doctor, a substitute between two days (both included; null: open),
 * staff working for the doctor, a colleague of the same group, a colleague of the network.
 */
export type PanelAccess =
  | {
      readonly panel: string;
      readonly relation: 'own' | 'group' | 'network';
      readonly grants: Grants;
    }
  | {
      readonly panel: string;
      readonly relation: 'staff';
      /** Of a doctor whom they do not work for: seen in the group's tab, not among their own patients. */
      readonly ofOthers?: true;
      readonly grants: Grants;
    }
  | {
      readonly panel: string;
      readonly relation: 'substitute';
      readonly from: PlainDate | null;
      readonly to: PlainDate | null;
      readonly grants: Grants;
    };

export type Relation = PanelAccess['relation'];

/** One identity per person, whatever the lists: a delegation is a relation with dates, never a shared login. */
export interface Principal {
  readonly practiceId: string;
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
}

export interface Session extends Principal {
  readonly panels: readonly PanelAccess[];
}

/** Whether he decides on the practice's settings: a doctor with a list of his own. */
export function isDoctorOfPractice({ role, panels }: Session): boolean {
  return role === 'doctor' && panels.some(({ relation }) => relation === 'own');
}
