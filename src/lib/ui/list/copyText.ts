import type { Toasts } from '#lib/ui/kit/toasts.svelte.ts';

/** Puts a text on the clipboard and says so; a browser that refuses is told too. */
export async function copyText(text: string, said: string, toasts: Toasts): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toasts.show(said);
  } catch {
    toasts.show('Il browser non permette di copiare', { tone: 'danger' });
  }
}
