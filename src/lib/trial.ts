/**
 * `Ruolo di prova`: on a server started with `npm run demo` a reviewer sees the app as each role does. Only who
 * may do what changes: the data stay those of this browser. It goes when accounts land.
 */
import type { Practice } from '#lib/domain/practice.ts';
import { NO_GRANTS, type PanelAccess, type Role, type Session } from '#lib/domain/session.ts';
import type { Trial } from '#lib/ui/app.ts';

const ROLE_KEY = 'assistiti:trialRole';
const ROLES: readonly Role[] = ['doctor', 'substitute', 'secretary', 'nurse', 'support'];

/** `storage` forgets when the browser is closed. */
export function openTrial(storage: Storage, reload: () => void): Trial {
  const stored = storage.getItem(ROLE_KEY);
  return {
    role: ROLES.find((role) => role === stored) ?? 'doctor',
    choose(role) {
      storage.setItem(ROLE_KEY, role);
      reload();
    },
  };
}

const TRIAL_NAMES: { readonly [R in Exclude<Role, 'doctor'>]: string } = {
  substitute: 'Sostituto di prova',
  secretary: 'Segreteria di prova',
  nurse: 'Infermiere di prova',
  support: 'Assistenza di prova',
};

/** Somebody else on the same data: who may take back what depends on who did it. */
export function trialSession(doctor: Session, practice: Practice, role: Role): Session {
  if (role === 'doctor') return doctor;
  return {
    ...doctor,
    userId: `${doctor.userId}-${role}`,
    name: TRIAL_NAMES[role],
    role,
    panels: accessOf(practice.panelId, role),
  };
}

function accessOf(panel: string, role: Role): PanelAccess[] {
  switch (role) {
    case 'doctor':
      return [{ panel, relation: 'own', grants: NO_GRANTS }];
    case 'substitute':
      return [{ panel, relation: 'substitute', from: null, to: null, grants: NO_GRANTS }];
    case 'secretary':
    case 'nurse':
      return [{ panel, relation: 'staff', grants: NO_GRANTS }];
    case 'support':
      return [];
  }
}
