/** A label and its value on the patient's page. */
export interface Fact {
  readonly label: string;
  readonly value: string | null | undefined;
  /** A word beside the value: a label, "non usare". */
  readonly note?: string;
  /** A surname or a first name. */
  readonly isName?: boolean;
  readonly mono?: boolean;
  readonly barred?: boolean;
  /** Every patient should have it: its absence is worth a mark. */
  readonly expected?: boolean;
}
