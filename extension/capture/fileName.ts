/** The name of a file that came over http, and of one that came without a name. */

/** RFC 6266: `filename*` goes before `filename`. Null when the answer is not an attachment. */
export function attachmentName(disposition: string | null): string | null {
  if (disposition === null || !/^\s*attachment\b/i.test(disposition)) return null;
  const extended = /filename\*\s*=\s*(?:utf-8|iso-8859-1)'[^']*'([^;\s]+)/i.exec(disposition)?.[1];
  const plain = /filename\s*=\s*(?:"((?:\\.|[^"])*)"|([^;\s]+))/i.exec(disposition);
  return cleanName(decoded(extended) ?? plain?.[1]?.replaceAll(/\\(.)/g, '$1') ?? plain?.[2] ?? '');
}

/** Without folders, and short; a list is called a list where nobody named it. */
export function cleanName(name: string): string {
  const last = name.split(/[\\/]/).at(-1)?.trim() ?? '';
  return last.slice(-120) || 'elenco-assistiti.csv';
}

function decoded(text: string | undefined): string | null {
  if (text === undefined) return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
