/** The actions on patients as lines of a menu, with what they do in this application. */
import ArchiveIcon from '@lucide/svelte/icons/archive';
import ArchiveRestore from '@lucide/svelte/icons/archive-restore';
import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Copy from '@lucide/svelte/icons/copy';
import MessageCircleQuestion from '@lucide/svelte/icons/message-circle-question-mark';
import Mail from '@lucide/svelte/icons/mail';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import SquareArrowOutUpRight from '@lucide/svelte/icons/square-arrow-out-up-right';
import Smartphone from '@lucide/svelte/icons/smartphone';
import Tag from '@lucide/svelte/icons/tag';
import Trash2 from '@lucide/svelte/icons/trash-2';
import { goto } from '$app/navigation';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import {
  type ActionEffects,
  type PatientAction,
  patientActions,
  rowAction,
} from '#lib/ui/actions.ts';
import { useApp } from '#lib/ui/app.ts';
import { useEditing } from '#lib/ui/edit/editing.svelte.ts';
import type { MenuItem } from '#lib/ui/kit/menuItem.ts';
import { useToasts } from '#lib/ui/kit/toasts.svelte.ts';
import { copyText } from '#lib/ui/list/copyText.ts';
import { usePatientQuestions } from './dialogs/patientQuestions.svelte.ts';

const ICONS: { readonly [I in PatientAction['id']]: NonNullable<MenuItem['icon']> } = {
  open: SquareArrowOutUpRight,
  copyTaxCode: Copy,
  changeStatus: Tag,
  moveToSsn: ArrowRightLeft,
  archive: ArchiveIcon,
  restoreOwn: ArchiveRestore,
  invite: Mail,
  setHasApp: Smartphone,
  askRestore: MessageCircleQuestion,
  unbin: RotateCcw,
  delete: Trash2,
  erase: Trash2,
};

export interface PatientMenu {
  readonly effects: ActionEffects;
  /** On the patient's own page there is no opening it. */
  items(patients: readonly ListedPatient[], where?: 'list' | 'page'): MenuItem[];
  /** The action that stands on a row as an icon; null when there is none. */
  rowButton(patient: ListedPatient): MenuItem | null;
}

/** To be called while a component is being made. */
export function usePatientMenu(): PatientMenu {
  const { session, today } = useApp();
  const toasts = useToasts();
  const editing = useEditing();
  const questions = usePatientQuestions();
  const effects: ActionEffects = {
    open: (patient) => void goto(`/pazienti/${patient.id}`),
    copy: (text, said) => void copyText(text, said, toasts),
    ask: (question) => questions.ask(question),
    async edit(edit, said) {
      const answer = await editing.run(edit, said);
      if (!answer.ok) toasts.show(answer.error.text, { tone: 'danger' });
    },
  };
  const item = (action: PatientAction): MenuItem => ({
    id: action.id,
    label: action.label,
    icon: ICONS[action.id],
    disabled: action.unavailable !== null,
    select: () => action.run(effects),
  });
  return {
    effects,
    items: (patients, where = 'list') =>
      patientActions(patients, session, today())
        .filter(({ id }) => where === 'list' || id !== 'open')
        .map(item),
    rowButton(patient) {
      const action = rowAction(patient, session, today());
      return action ? item(action) : null;
    },
  };
}
