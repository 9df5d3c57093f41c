/** What goes over the channel between a test and the process that has its servers; `id` is one server's. */
export type HostRequest =
  | { readonly id: number; readonly kind: 'start'; readonly environment: Record<string, string> }
  | { readonly id: number; readonly kind: 'stop' };

export type HostAnswer =
  | {
      readonly id: number;
      readonly kind: 'started';
      readonly url: string;
      readonly port: number;
      readonly setUpCode: string | null;
    }
  | { readonly id: number; readonly kind: 'refused'; readonly why: string }
  | { readonly id: number; readonly kind: 'stopped' };
