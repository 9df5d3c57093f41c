/** For the bench and the browser's profiler: never a person's data. Only the last of each name is kept. */
export function mark(what: 'list' | 'ready' | 'import saved', detail?: object): void {
  const name = `assistiti: ${what}`;
  performance.clearMarks(name);
  performance.mark(name, { detail });
}
