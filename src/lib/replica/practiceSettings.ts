/** The practice's settings: values in its document, each written by a command as everything is. */
import { DEFAULT_RETENTION, isRetention } from '#lib/domain/bin.ts';
import { DEFAULT_CEILING, isCeiling, maySetCeiling } from '#lib/domain/ceiling.ts';
import { DEFAULT_INVITE_MESSAGE, isInviteMessage } from '#lib/domain/invite.ts';
import { isEmailAddress } from '#lib/domain/phone.ts';
import { ownAssignee } from '#lib/domain/panelAccess.ts';
import type { PlainDate } from '#lib/domain/plainDate.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { type Result, failed, ok } from '#lib/domain/result.ts';
import { type Session, isDoctorOfPractice } from '#lib/domain/session.ts';
import type { Team } from '#lib/domain/team.ts';
import type { CommandHead } from './author.ts';
import type { DocumentCommand } from './command.ts';
import { storageFault } from './databases.ts';
import { practiceDocument } from './documents.ts';
import type { Replica } from './replica.ts';

export type SettingRefusal = {
  /** `invalid`: no value that this setting can have. */
  readonly kind: 'forbidden' | 'invalid' | 'storageFull' | 'storageLost';
};

export interface Setting<Value> {
  /** The usual value until the practice chose one. */
  read(): Promise<Value>;
  /** Resolves once it is safe on this computer. */
  set(value: Value): Promise<Result<Value, SettingRefusal>>;
}

export interface SettingValues {
  /** Patients, of whose list is one's own. */
  readonly ceiling: number;
  /** Days for which the bin keeps a patient before the erasure. */
  readonly retention: number;
  /** What an invite says, with the places that `fillInvite` fills. */
  readonly inviteMessage: string;
  /** The address that the practice's server sends mails from; null: it sends none. */
  readonly mailFrom: string | null;
}

export type SettingName = keyof SettingValues;
export type PracticeSettings = { readonly [S in SettingName]: Setting<SettingValues[S]> };

export interface PracticeSettingsDependencies {
  readonly replica: Replica;
  readonly practice: Practice;
  readonly session: Session;
  readonly team: () => Team;
  readonly today: () => PlainDate;
  readonly head: () => CommandHead;
  /** Told after every setting that was written. */
  readonly changed: () => void;
}

/** Where a value stands in the practice document, and what it may be. */
interface Place<Value> {
  readonly map: 'ceilings' | 'settings';
  /** Null: there is none, and the usual value counts. */
  readonly key: () => string | null;
  readonly field: string;
  readonly usual: Value;
  readonly isValid: (value: Value) => boolean;
  readonly maySet: (session: Session) => boolean;
}

export function openPracticeSettings(dependencies: PracticeSettingsDependencies): PracticeSettings {
  const { team, session, today } = dependencies;
  const own = () => ownAssignee(session, team(), today());
  return {
    ceiling: openSetting(dependencies, {
      map: 'ceilings',
      key: () => own()?.id ?? null,
      field: 'ceiling',
      usual: DEFAULT_CEILING,
      isValid: isCeiling,
      maySet: (who) => maySetCeiling(who, own()?.panel ?? ''),
    }),
    retention: openSetting(dependencies, {
      map: 'settings',
      key: () => 'bin',
      field: 'retention',
      usual: DEFAULT_RETENTION,
      isValid: isRetention,
      maySet: isDoctorOfPractice,
    }),
    inviteMessage: openSetting(dependencies, {
      map: 'settings',
      key: () => 'invite',
      field: 'message',
      usual: DEFAULT_INVITE_MESSAGE,
      isValid: isInviteMessage,
      maySet: isDoctorOfPractice,
    }),
    mailFrom: openSetting<string | null>(dependencies, {
      map: 'settings',
      key: () => 'mail',
      field: 'from',
      usual: null,
      isValid: (from) => from === null || isEmailAddress(from),
      maySet: isDoctorOfPractice,
    }),
  };
}

function openSetting<Value>(
  { replica, practice, session, head, changed }: PracticeSettingsDependencies,
  { map, key, field, usual, isValid, maySet }: Place<Value>,
): Setting<Value> {
  const document = practiceDocument(practice.id);
  const read = async (): Promise<Value> => {
    const stored = (await replica.document(document))
      .getMap<Record<string, Value>>(map)
      .get(key() ?? '');
    return stored?.[field] ?? usual;
  };
  return {
    read,
    async set(value) {
      const place = key();
      if (place === null || !maySet(session)) return failed({ kind: 'forbidden' });
      if (!isValid(value)) return failed({ kind: 'invalid' });
      const command: DocumentCommand = {
        ...head(),
        document,
        kind: 'edit',
        importId: null,
        writes: [{ map, key: place, from: { [field]: await read() }, to: { [field]: value } }],
      };
      try {
        const { saved, shown } = replica.execute([command]);
        await saved;
        await shown;
      } catch (error) {
        const fault = storageFault(error);
        if (fault === null) throw error;
        return failed({ kind: fault === 'full' ? 'storageFull' : 'storageLost' });
      }
      changed();
      return ok(value);
    },
  };
}
