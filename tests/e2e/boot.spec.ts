import { expect, test } from './support.ts';

test.use({ serviceWorkers: 'allow' });

test('a fresh server gives an app that starts under its own policy', async ({ page, faults }) => {
  const response = await page.goto('/');
  expect(response?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  await expect(page).toHaveTitle(/Assistiti/);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(faults).toEqual([]);
});

test('a script that the build does not hold is blocked, and the page says so', async ({
  page,
  faults,
}) => {
  await page.goto('/');
  await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'document.title = "taken"';
    document.body.append(script);
  });
  await expect.poll(() => faults.join('\n')).toContain('script-src');
  await expect(page).toHaveTitle(/Assistiti/);
});
