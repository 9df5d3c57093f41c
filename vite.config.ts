import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      registerType: 'prompt',
      // Without them the worker is looked for beside the page that was opened first: /importa/sw.js.
      base: '/',
      scope: '/',
      manifest: false,
      injectRegister: false,
      kit: { adapterFallback: '200.html', spa: true },
      workbox: {
        globIgnores: ['**/screenshots/**'],
        globPatterns: ['client/**/*.{js,css,woff2,svg,png,webmanifest}'],
        navigateFallbackDenylist: [/^\/api\//, /^\/sync\//, /^\/healthz/],
        maximumFileSizeToCacheInBytes: 5_000_000,
      },
      devOptions: { enabled: false },
    }),
  ],
  worker: { format: 'es' },
  test: {
    include: [
      'src/**/*.test.ts',
      'extension/**/*.test.ts',
      'tests/{rules,server,sync,integration}/**/*.test.ts',
    ],
    environment: 'node',
    // Nothing is mocked, and no module keeps state: a module is read once for all the files of a worker.
    isolate: false,
    restoreMocks: true,
    // Of two cores one would be left idle: most of the time a test waits for a server of its own.
    maxWorkers: 2,
    // Machines are slow at times; a test that hangs is found all the same.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
