import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';
import { plainIcons } from './src/tools/plainIcons.mjs';

/** A single-page app: every address is answered with `200.html`, no page is rendered on a server. */
/** @type {import('@sveltejs/kit').Config} */
export default {
  preprocess: [plainIcons(), vitePreprocess()],
  kit: {
    adapter: adapter({ fallback: '200.html' }),
    serviceWorker: { register: false },
    output: { bundleStrategy: 'single' },
    typescript: {
      config: (config) => ({
        ...config,
        include: [
          ...config.include,
          '../tests/**/*.ts',
          '../extension/**/*.ts',
          '../src/**/*.mjs',
          '../.eslint.config.js',
        ],
      }),
    },
  },
};
