/** Work done one after the other, in the order in which it was asked for; a failure stops nobody else. */
export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

export function createTurns(): InTurn & { readonly last: () => Promise<unknown> } {
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn: InTurn = (work) => {
    const result = queue.then(work, work);
    queue = result.catch(() => {});
    return result;
  };
  return Object.assign(inTurn, { last: () => queue });
}
