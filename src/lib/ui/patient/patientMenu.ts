/** The actions on patients as lines of a menu, with what they do in this application. */
import Copy from '@lucide/svelte/icons/copy';
import SquareArrowOutUpRight from '@lucide/svelte/icons/square-arrow-out-up-right';
import { goto } from '$app/navigation';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import { type ActionEffects, type PatientAction, patientActions } from '#lib/ui/actions.ts';
import { useApp } from '#lib/ui/app.ts';
import type { MenuItem } from '#lib/ui/kit/menuItem.ts';
import { useToasts } from '#lib/ui/kit/toasts.svelte.ts';
import { copyText } from '#lib/ui/list/copyText.ts';

const ICONS: { readonly [I in PatientAction['id']]: NonNullable<MenuItem['icon']> } = {
  open: SquareArrowOutUpRight,
  copyTaxCode: Copy,
};

export interface PatientMenu {
  readonly effects: ActionEffects;
  items(patients: readonly ListedPatient[]): MenuItem[];
}

/** To be called while a component is being made. */
export function usePatientMenu(): PatientMenu {
  const { session } = useApp();
  const toasts = useToasts();
  const effects: ActionEffects = {
    open: (patient) => void goto(`/pazienti/${patient.id}`),
    copy: (text, said) => void copyText(text, said, toasts),
  };
  return {
    effects,
    items: (patients) =>
      patientActions(patients, session).map((action) => ({
        id: action.id,
        label: action.label,
        icon: ICONS[action.id],
        disabled: action.unavailable !== null,
        select: () => action.run(effects),
      })),
  };
}
