/// <reference types="chrome" />
/** The browser's own API: promises in both, under the one name or the other. */
export const api: typeof chrome =
  (globalThis as { browser?: typeof chrome }).browser ?? globalThis.chrome;
