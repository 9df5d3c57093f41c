/** A screen judged by the rules of WCAG 2.2 AA, as far as a machine can, and by whether all of it can be reached. */
import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect, test } from './support.ts';

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A clinic's small screen, and the same enlarged twice. */
export const SMALL_SCREEN = { width: 1366, height: 768 };
const ENLARGED = { width: 683, height: 384 };

/** Judges what is on show, and that all of it can be reached on the small screen and enlarged. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await test.step(screen, async () => {
    await expectNoViolations(page, screen);
    expect(await page.evaluate(cutOff), screen).toEqual([]);
    const size = page.viewportSize() ?? SMALL_SCREEN;
    await page.setViewportSize(ENLARGED);
    expect(await page.evaluate(cutOff), `${screen}, enlarged`).toEqual([]);
    await page.setViewportSize(size);
  });
}

/** Judges what is on show: the dialog alone while one is open, since nothing behind it can be reached. */
export async function expectNoViolations(page: Page, screen = 'the screen'): Promise<void> {
  // Colours on their way from one to another would be judged half-way.
  await page.evaluate(async () => {
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
  // Once for a page: reading its source takes longer than judging a small screen.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  expect(await page.evaluate(violations, WCAG), screen).toEqual([]);
}

async function violations(tags: string[]) {
  const dialogs = document.querySelectorAll('[role="dialog"], [role="alertdialog"]');
  const found = await axe.run([...dialogs].at(-1) ?? document, {
    runOnly: tags,
    // What passes would be described too.
    resultTypes: ['violations'],
  });
  return found.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
  }));
}

/** Controls that no scrolling can bring on screen. */
function cutOff(): string[] {
  const scrolled = [document.scrollingElement, ...document.querySelectorAll('*')]
    .filter((element) => element !== null)
    .map((element) => ({ element, top: element.scrollTop, left: element.scrollLeft }));
  const controls = document.querySelectorAll<HTMLElement>(
    'a[href], button, input, select, textarea, [role="menuitem"], [role="tab"]',
  );
  const unreachable = [...controls].filter((control) => {
    if (!control.checkVisibility() || control.closest('.skip, [aria-hidden="true"], [inert]')) {
      return false;
    }
    control.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    const box = (control.closest('label, .zone') ?? control).getBoundingClientRect();
    const x = box.left + box.width / 2;
    const y = box.top + Math.min(box.height, innerHeight) / 2;
    return x < 0 || y < 0 || x > innerWidth || y > innerHeight;
  });
  for (const { element, top, left } of scrolled) {
    if (element.scrollTop !== top || element.scrollLeft !== left) element.scrollTo(left, top);
  }
  return unreachable.map((control) => control.outerHTML.slice(0, 120));
}
