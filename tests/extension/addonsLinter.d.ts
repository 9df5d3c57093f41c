/** The part of the linter that is used here: it comes without types. */
declare module 'addons-linter' {
  interface Finding {
    readonly code: string;
    readonly message: string;
  }
  export function createInstance(options: object): {
    run(): Promise<{ readonly errors: readonly Finding[]; readonly warnings: readonly Finding[] }>;
  };
}
