/** The part of PouchDB that the bench calls; its published types bring an older Node's with them. */
declare module 'pouchdb-browser' {
  export default class PouchDB<Content extends object> {
    constructor(name: string);
    allDocs(options: { include_docs: boolean; limit: number }): Promise<{ rows: unknown[] }>;
    bulkDocs(documents: readonly (Content & { _id: string })[]): Promise<object[]>;
    get(id: string): Promise<Content & { _id: string; _rev: string }>;
    put(document: Content & { _id: string; _rev: string }): Promise<unknown>;
  }
}
