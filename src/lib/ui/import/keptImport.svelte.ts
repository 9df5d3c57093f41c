/**
 * The import that is open in this tab. The screen's lock takes everything off the page, and an import with it; what was
 * chosen in its preview is to be there again when the same person unlocks.
 */
import { getContext, setContext } from 'svelte';
import type { ImportKind } from '#lib/domain/importKind.ts';
import type { App } from '#lib/ui/app.ts';
import { ImportWizard } from './importWizard.svelte.ts';

export class KeptImport {
  #kept: { readonly app: App; readonly wizard: ImportWizard; readonly end: () => void } | null =
    null;

  /** The one that was locked away, or a new one. */
  open(app: App, kind: ImportKind): ImportWizard {
    if (this.#kept?.app === app && this.#kept.wizard.kind === kind) return this.#kept.wizard;
    this.#end();
    // Outlives the page that shows it: what it derives is nobody else's.
    let wizard = null as ImportWizard | null;
    const end = $effect.root(() => {
      wizard = new ImportWizard(app.imports, kind);
    });
    if (!wizard) throw new Error('No import was opened');
    this.#kept = { app, wizard, end };
    return wizard;
  }

  /** The page is taken down: for good, or behind the lock. */
  leave(app: App): void {
    if (!app.account?.isLocked) this.#end();
  }

  #end(): void {
    if (!this.#kept) return;
    void this.#kept.wizard.close();
    this.#kept.end();
    this.#kept = null;
  }
}

const key = Symbol('kept import');

/** Outside of what a lock takes down. */
export function provideKeptImport(): void {
  setContext(key, new KeptImport());
}

export function useKeptImport(): KeptImport {
  return getContext<KeptImport>(key);
}
