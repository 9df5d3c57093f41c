/** What a page shows while nobody is looking: every alarm, every size that the list had, and when it is ready. */
import type { Page } from '@playwright/test';
import { expect } from './faultsStage.ts';

declare global {
  interface Window {
    witness: { readonly alerts: string[]; readonly listSizes: number[] };
  }
}

export interface Witness {
  /** Texts of all alarms so far, also of those that are gone. */
  alerts(): Promise<readonly string[]>;
  /** Numbers of rows that the list said to have, head and filters left out, in order. */
  listSizes(): Promise<readonly number[]>;
}

/** To be called before the page goes anywhere; starts anew with every navigation. */
export async function watchPage(page: Page): Promise<Witness> {
  await page.addInitScript(() => {
    const witness = { alerts: [] as string[], listSizes: [] as number[] };
    window.witness = witness;
    const look = () => {
      for (const alert of document.querySelectorAll('[role=alert]')) {
        const text = alert.textContent?.trim();
        if (text && !witness.alerts.includes(text)) witness.alerts.push(text);
      }
      const table = document.querySelector('table[aria-rowcount]');
      const size = Number(table?.getAttribute('aria-rowcount')) - 2;
      if (table && witness.listSizes.at(-1) !== size) witness.listSizes.push(size);
    };
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
    });
  });
  return {
    alerts: () => page.evaluate(() => window.witness.alerts),
    listSizes: () => page.evaluate(() => window.witness.listSizes),
  };
}

/** Resolves when the worker has made good what an earlier stop left. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => performance.getEntriesByName('assistiti: ready').length > 0);
}

/** The list says to have so many patients. */
export async function expectSize(page: Page, count: number): Promise<void> {
  const shown = count.toLocaleString('it-IT', { useGrouping: 'always' });
  await expect(page.getByRole('status').filter({ hasText: `${shown} pazienti` })).toBeVisible();
}
