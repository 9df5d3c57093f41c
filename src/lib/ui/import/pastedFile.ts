/** What was dropped or pasted, as a file to import. */

export function holdsFiles(data: DataTransfer | null): boolean {
  return data?.types.includes('Files') ?? false;
}

/** A copied file, or copied rows of a table; null for words that are no table. */
export function pastedFile(data: DataTransfer | null): File | null {
  const [file] = data?.files ?? [];
  if (file) return file;
  const text = data?.getData('text/plain') ?? '';
  return isTable(text) ? new File([text], 'incollato.txt', { type: 'text/plain' }) : null;
}

/** At least a header and a row, of several cells each. */
function isTable(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.slice(0, 2).every((line) => /\t|;|,.*,/.test(line));
}
