const TEXT_INPUTS =
  'textarea, input:not([type]), input:is([type=text], [type=search], [type=tel], [type=email], [type=date])';

/** Whether Ctrl+Z pressed there takes back typing: then it is the browser's. */
export function hasOwnUndo(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TEXT_INPUTS));
}

/** Ctrl+Z, or Cmd+Z, without Shift. */
export function isUndoKey(event: KeyboardEvent): boolean {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  return (ctrlKey || metaKey) && !shiftKey && !altKey && key.toLowerCase() === 'z';
}
