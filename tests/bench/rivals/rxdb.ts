/** RxDB on its Dexie storage: the one it gives away. */
import { createRxDatabase, type RxCollection } from 'rxdb/plugins/core';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type RivalPatient, timed } from './rival.ts';

const text = { type: 'string', maxLength: 200 } as const;

let patients: Promise<RxCollection<RivalPatient>> | null = null;
let ids: readonly string[] = [];

function collection(): Promise<RxCollection<RivalPatient>> {
  patients ??= openCollection();
  return patients;
}

async function openCollection(): Promise<RxCollection<RivalPatient>> {
  const database = await createRxDatabase({
    name: 'rival-rxdb',
    storage: getRxStorageDexie(),
  });
  const made = await database.addCollections({
    patients: {
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: { id: text, name: text, note: { type: 'string' }, person: { type: 'object' } },
        required: ['id', 'name'],
        indexes: ['name'],
      },
    },
  });
  return made.patients as unknown as RxCollection<RivalPatient>;
}

async function firstPage(): Promise<void> {
  const found = await (await collection()).find({ sort: [{ name: 'asc' }], limit: 50 }).exec();
  if (found.length === 0) throw new Error('RxDB stored nothing');
}

window.rival = {
  store: (given) =>
    timed(async () => {
      ids = given.map(({ id }) => id);
      const { error } = await (await collection()).bulkInsert([...given]);
      if (error.length > 0) throw new Error(`RxDB refused ${error.length} patients`);
      await firstPage();
    }),
  edit: (place, note) =>
    timed(async () => {
      const found = await (await collection()).findOne(ids[place]).exec();
      await found?.incrementalPatch({ note });
      await firstPage();
    }),
  open: () => timed(firstPage),
};
