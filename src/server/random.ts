/** Where the values come from that are never the same twice. */
export interface Random {
  /** A ULID. */
  id(): string;
  /** 32 secret bytes in lower-case hex. */
  secret(): string;
}
