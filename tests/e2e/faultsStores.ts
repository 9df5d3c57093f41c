/** The app's local stores as another page of the same origin sees them. */
import type { BrowserContext, Page } from '@playwright/test';

declare global {
  interface Window {
    deleting: Promise<unknown>;
    release: () => void;
  }
}

/** A page of the origin that runs nothing of the app. */
export async function blankPage(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto('/healthz');
  return page;
}

/** Asks for all stores to be deleted; `deleted` resolves when they are. */
export async function deleteStores(
  blank: Page,
): Promise<{ readonly deleted: () => Promise<void> }> {
  await blank.evaluate(async () => {
    const stores = await indexedDB.databases();
    const requests = stores.map(({ name = '' }) => indexedDB.deleteDatabase(name));
    window.deleting = Promise.all(
      requests.map((request) => new Promise((resolve) => (request.onsuccess = resolve))),
    );
  });
  return { deleted: () => blank.evaluate(async () => void (await window.deleting)) };
}

/** Opens a store in a version of its own and never gives way, as long as this page lives. */
export async function holdStore(blank: Page, name: string, version: number): Promise<void> {
  await blank.evaluate(
    ([store, wanted]) =>
      new Promise<void>((resolve, reject) => {
        const request = indexedDB.open(store, wanted);
        request.onerror = () => reject(request.error);
        request.onsuccess = () => {
          // Held from outside of this call, so that it is not collected as garbage.
          window.release = () => request.result.close();
          resolve();
        };
      }),
    [name, version] as const,
  );
}
