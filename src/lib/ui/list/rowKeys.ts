import type { ListScreen } from './listScreen.svelte.ts';

/** Where a key moves the keyboard's row; null: the key is not about rows. */
export function rowAfterKey(key: string, screen: ListScreen): number | null {
  const { activeRow, rowsPerPage } = screen;
  switch (key) {
    case 'ArrowDown':
      return activeRow + 1;
    case 'ArrowUp':
      return activeRow - 1;
    case 'PageDown':
      return activeRow + rowsPerPage;
    case 'PageUp':
      return activeRow - rowsPerPage;
    case 'Home':
      return 0;
    case 'End':
      return Number.MAX_SAFE_INTEGER;
    default:
      return null;
  }
}

/** Whether a key pressed there writes text or chooses a value, so that it is no shortcut. */
export function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select'))
  );
}

/** Whether a key pressed there is about a dialog, a panel or a menu above the page. */
export function isInLayer(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('[role="dialog"], [role="menu"], [data-popover-content]') !== null
  );
}
