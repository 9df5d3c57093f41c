/** A server in a process of its own, as the desktops of this one find it. */
import { createInMemoryStorage } from '#server/storage/inMemoryStorage.ts';
import { Stage } from './stage.ts';

export interface ServerElsewhere {
  readonly port: number;
  readonly epoch: string;
}

export class StageElsewhere extends Stage {
  readonly server: ServerElsewhere;

  constructor(server: ServerElsewhere) {
    super({ storage: createInMemoryStorage(server.epoch) });
    this.server = server;
  }
  override get origin(): string {
    return `http://localhost:${this.server.port}`;
  }
  override get url(): string {
    return `ws://localhost:${this.server.port}`;
  }
}
