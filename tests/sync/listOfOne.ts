/** A stage with one patient on Ada's SSN list, and what tests about his life ask again and again. */
import { identity, lifecycle } from '../fixtures/patients.ts';
import { SSN } from './cast.ts';
import type { Desktop } from './desktop.ts';
import { Stage } from './stage.ts';

export type Writes = Parameters<Desktop['write']>[1];

export class ListOfOne {
  readonly stage = new Stage();

  async open(): Promise<this> {
    await this.stage.start();
    this.stage.store(SSN, 'identity', { p1: identity(1) });
    this.stage.store(SSN, 'lifecycle', { p1: lifecycle() });
    this.stage.store(SSN, 'note', { p1: { text: 'nota' } });
    return this;
  }

  /** What the server has stored. */
  at(map: string, key = 'p1', name: typeof SSN = SSN): unknown {
    return this.stage.stored(name).getMap(map).get(key);
  }

  settled(desktop: Desktop, name: string = SSN): Promise<void> {
    return this.stage.until(() => desktop.open(name).isDurable, `${desktop.who} is done`);
  }

  /** Writes to the SSN list and waits until it was judged. */
  async sends(desktop: Desktop, ...writes: Writes): Promise<void> {
    await desktop.sync(SSN);
    desktop.write(SSN, writes);
    await this.settled(desktop);
  }
}
