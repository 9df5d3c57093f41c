/** The limits: IndexedDB used by hand, in the same page, on the rows that the app has stored. */
import type { Page } from 'playwright';

/**
 * Writes the app's rows into a store of their own with the same indexes, in one transaction with strict
 * durability. ms from the first put to the completed transaction, for each run.
 */
export function rawPut(page: Page, runs: number): Promise<number[]> {
  return page.evaluate(async (times) => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const databases = await indexedDB.databases();
    const name = databases.find((database) => database.name?.endsWith(':rows'))?.name ?? '';
    const source = await done(indexedDB.open(name));
    const patients = source.transaction('patients').objectStore('patients');
    const { keyPath } = patients;
    const indexes = [...patients.indexNames].map((index) => patients.index(index));
    const rows = await done(patients.getAll());
    source.close();

    const measured: number[] = [];
    for (let run = 0; run < times; run++) {
      const opening = indexedDB.open('bench', 1);
      opening.onupgradeneeded = () => {
        const store = opening.result.createObjectStore('rows', { keyPath });
        for (const { name: index, keyPath: path, multiEntry, unique } of indexes)
          store.createIndex(index, path, { multiEntry, unique });
      };
      const database = await done(opening);
      const began = performance.now();
      const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
      const store = transaction.objectStore('rows');
      for (const row of rows) store.put(row);
      transaction.commit();
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
      measured.push(performance.now() - began);
      database.close();
      await done(indexedDB.deleteDatabase('bench'));
    }
    return measured;
  }, runs);
}

/** Opens the app's rows and reads one page of 50 by the index of the list's order. ms. */
export function rawPage(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const name = databases.find((database) => database.name?.endsWith(':rows'))?.name ?? '';
    const began = performance.now();
    const opening = indexedDB.open(name);
    await new Promise((resolve) => (opening.onsuccess = resolve));
    const database = opening.result;
    const index = database
      .transaction('patients')
      .objectStore('patients')
      .index('[document+tab+name+birthDate]');
    // One list is stored, so its first page is the first of the index.
    const request = index.getAll(IDBKeyRange.bound(['ssn:'], ['ssn:\uffff']), 50);
    await new Promise((resolve) => (request.onsuccess = resolve));
    const took = performance.now() - began;
    database.close();
    return took;
  });
}
