/**
 * `Ruolo di prova`: on a server started with `npm run demo` a reviewer sees the app as each role does. Only who
 * is at the desk changes: the data stay those of this browser, under the first doctor's name. Nobody
 * signs in there.
 */
import type { Principal, Role } from '#lib/domain/session.ts';
import type { Trial } from '#lib/ui/app.ts';
import { trialNames } from '#lib/ui/texts/demo.ts';

const ROLE_KEY = 'assistiti:trialRole';
const ROLES: readonly Role[] = ['doctor', 'substitute', 'secretary', 'nurse', 'support'];

export interface TrialWindow extends Pick<Window, 'localStorage' | 'location'> {
  addEventListener(type: 'storage', listener: (event: StorageEvent) => void): void;
}

/** One role for the whole browser: its tabs share one worker, so each starts again in the role chosen in any. */
export function openTrial(window: TrialWindow): Trial {
  const { localStorage, location } = window;
  const stored = localStorage.getItem(ROLE_KEY);
  window.addEventListener('storage', ({ key }) => {
    if (key === ROLE_KEY) location.reload();
  });
  return {
    role: ROLES.find((role) => role === stored) ?? 'doctor',
    choose(role) {
      localStorage.setItem(ROLE_KEY, role);
      location.reload();
    },
  };
}

/** Each role is a person of its own, so that what one writes is never under another's name. */
export function trialPrincipal(doctor: Principal, role: Role): Principal {
  if (role === 'doctor') return doctor;
  return { ...doctor, role, userId: `trial-${role}`, name: trialNames[role] };
}
