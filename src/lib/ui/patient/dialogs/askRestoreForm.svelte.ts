import { LifeForm } from './lifeForm.svelte.ts';

/** `Chiedi ripristino`: the way back for who may not take it himself. */
export class AskRestoreForm extends LifeForm {
  text = $state('');

  submit(): Promise<boolean> {
    return this.send(
      { kind: 'askRestore', patients: this.ids, text: this.text.trim() || null },
      'ripristino chiesto al medico',
    );
  }
}
