/** What the local data are up to; anything but `ready` is told to the user in place of stale rows. */
export type StorageState =
  | { readonly kind: 'opening' }
  | { readonly kind: 'ready' }
  /** Another tab of the same browser keeps the old database version open. */
  | { readonly kind: 'blocked' }
  /** The browser, or another tab, deleted or closed the local data; they are being opened again. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'failed'; readonly reason: 'full' | 'unavailable' | 'unknown' };
