/** Short words at the bottom of the screen about something that has just been done. */
import { getContext, setContext } from 'svelte';

export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly tone: 'positive' | 'danger';
  /** `Annulla`, for what can be taken back. */
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;

  /** The toast's id, to take it away again. */
  show(text: string, options: Partial<Pick<Toast, 'tone' | 'action'>> = {}): number {
    const toast: Toast = {
      id: this.#next++,
      text,
      tone: options.tone ?? 'positive',
      action: options.action ?? null,
    };
    this.list = [...this.list.slice(-2), toast];
    return toast.id;
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }
}

const key = Symbol('toasts');

export function provideToasts(): Toasts {
  return setContext(key, new Toasts());
}

export function useToasts(): Toasts {
  return getContext<Toasts>(key);
}
