/** PouchDB on IndexedDB; its key is the order of the list, the quickest page it can read. */
import PouchDB from 'pouchdb-browser';
import { type RivalPatient, timed } from './rival.ts';

const database = new PouchDB<RivalPatient>('rival-pouchdb');
let ids: readonly string[] = [];

const keyOf = ({ name, id }: RivalPatient) => `${name} ${id}`;

async function firstPage(): Promise<void> {
  const { rows } = await database.allDocs({ include_docs: true, limit: 50 });
  if (rows.length === 0) throw new Error('PouchDB stored nothing');
}

window.rival = {
  store: (given) =>
    timed(async () => {
      ids = given.map(keyOf);
      const written = await database.bulkDocs(
        given.map((patient) => ({ _id: keyOf(patient), ...patient })),
      );
      const refused = written.filter((answer) => 'error' in answer).length;
      if (refused > 0) throw new Error(`PouchDB refused ${refused} patients`);
      await firstPage();
    }),
  edit: (place, note) =>
    timed(async () => {
      const patient = await database.get(ids[place] ?? '');
      await database.put({ ...patient, note });
      await firstPage();
    }),
  open: () => timed(firstPage),
};
