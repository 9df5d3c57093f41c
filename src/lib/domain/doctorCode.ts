/** The code that the region gives a doctor, as it compares: without spaces and leading zeros. */
export function compareCode(code: string): string {
  return code.replace(/\s+/gu, '').replace(/^0+/, '').toUpperCase();
}
