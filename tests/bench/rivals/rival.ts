/** The same work on another local-first store, in a page of its own: what each rival does. */

/** A synthetic patient as the sample lists have him, with his place in the order of the list. */
export interface RivalPatient {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  /** Everything else that the list says of him. */
  readonly person: object;
}

export interface Rival {
  /** Writes the patients and reads the first page of 50 by name. ms. */
  store(patients: readonly RivalPatient[]): Promise<number>;
  /** Changes one patient's note and reads the first page again. ms. */
  edit(place: number, note: string): Promise<number>;
  /** Opens the store and reads the first page. ms from the call, the script being loaded. */
  open(): Promise<number>;
}

declare global {
  interface Window {
    rival: Rival;
  }
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
