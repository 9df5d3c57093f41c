/**
 * Calls `work` in a task of its own, ahead of all others but keys and pointer; where the browser cannot rank tasks,
 * when its turn comes. Gives what calls it off.
 */
export function inNextTask(work: () => void): () => void {
  let isOff = false;
  const task = () => void (isOff || work());
  if ('scheduler' in globalThis) void scheduler.postTask(task, { priority: 'user-blocking' });
  else setTimeout(task);
  return () => (isOff = true);
}
