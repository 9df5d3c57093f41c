/** The question about patients that is open, wherever it was asked from: one at a time. */
import { getContext, setContext } from 'svelte';
import type { PatientQuestion } from '#lib/ui/actions.ts';

export class PatientQuestions {
  current = $state.raw<PatientQuestion | null>(null);

  ask(question: PatientQuestion): void {
    this.current = question;
  }

  close(): void {
    this.current = null;
  }
}

const key = Symbol('patient questions');

export function providePatientQuestions(): PatientQuestions {
  return setContext(key, new PatientQuestions());
}

export function usePatientQuestions(): PatientQuestions {
  return getContext<PatientQuestions>(key);
}
