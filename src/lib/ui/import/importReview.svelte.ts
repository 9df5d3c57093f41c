import type { PatientId } from '#lib/domain/patient.ts';
import type { EntryFilter, ImportDesk, ImportPreview } from '#lib/import/importDesk.ts';
import { GROUPS, type Group, type ImportDecisions } from '#lib/import/plan.ts';
import type { RowFix } from '#lib/import/rowFixes.ts';
import { saveFile } from '#lib/ui/saveFile.ts';
import { exportFileTypes } from '#lib/ui/texts/export.ts';
import { GroupView } from './groupView.svelte.ts';

/** What must be typed before an import that archives suspiciously many patients (rule 5). */
export const ARCHIVE_WORD = 'ARCHIVIA';

/** The preview of an import and what the doctor decides in it. */
export class ImportReview {
  readonly groups: { readonly [G in Group]: GroupView };
  #desk: ImportDesk;
  #preview = $state.raw<ImportPreview | null>(null);
  #text = $state('');
  #onlyProblems = $state(false);
  #confirmation = $state('');
  #settled: Promise<void> = Promise.resolve();

  constructor(desk: ImportDesk) {
    this.#desk = desk;
    this.groups = Object.fromEntries(
      GROUPS.map((group) => [group, new GroupView(desk, group, () => this.filter)]),
    ) as { [G in Group]: GroupView };
  }

  get preview(): ImportPreview | null {
    return this.#preview;
  }

  get plan(): ImportPreview['plan'] {
    return this.#preview?.plan ?? null;
  }

  get decisions(): ImportDecisions | null {
    return this.#preview?.decisions ?? null;
  }

  /** What is looked for in every group. */
  get filter(): EntryFilter {
    return { text: this.#text, onlyProblems: this.#onlyProblems };
  }

  get isFiltered(): boolean {
    return this.#text !== '' || this.#onlyProblems;
  }

  /** `Solo righe con problemi`. */
  get onlyProblems(): boolean {
    return this.#onlyProblems;
  }

  set onlyProblems(on: boolean) {
    this.#onlyProblems = on;
    this.#refresh();
  }

  get text(): string {
    return this.#text;
  }

  /** What was typed in answer to the alarms. */
  get confirmation(): string {
    return this.#confirmation;
  }

  set confirmation(text: string) {
    this.#confirmation = text;
  }

  get confirmed(): boolean {
    const alarmed = (this.plan?.alarms.length ?? 0) > 0;
    return !alarmed || this.#confirmation.trim().toUpperCase() === ARCHIVE_WORD;
  }

  get canCommit(): boolean {
    return (this.plan?.toWrite ?? 0) > 0 && this.confirmed;
  }

  show(preview: ImportPreview | null): void {
    // A confirmation holds for the number of patients it was given for.
    if (archivedBy(preview) > archivedBy(this.#preview)) this.#confirmation = '';
    this.#preview = preview;
    if (preview?.plan) this.#refresh();
  }

  clear(): void {
    this.#preview = null;
    this.#text = '';
    this.#onlyProblems = false;
    this.#confirmation = '';
  }

  search(text: string): void {
    this.#text = text;
    this.#refresh();
  }

  /** Resolves when every decision taken so far has its preview. */
  settled(): Promise<void> {
    return this.#settled;
  }

  decide(decisions: Partial<ImportDecisions>): Promise<void> {
    return this.#inTurn(() => this.#desk.decide(decisions));
  }

  include(key: string, on: boolean): Promise<void> {
    return this.#inTurn(() => this.#desk.include([key], on));
  }

  includeGroup(group: Group, on: boolean): Promise<void> {
    return this.#inTurn(() => this.#desk.include(group, on));
  }

  /** Corrects cells: the rows are checked and planned again. */
  fix(fix: RowFix): Promise<void> {
    return this.#inTurn(() => this.#desk.fix(fix));
  }

  /** `Salta la riga`, or asks about it again. */
  skip(line: number, on: boolean): Promise<void> {
    return this.#inTurn((decisions) => {
      const others = decisions.skipped.filter((other) => other !== line);
      return this.#desk.decide({ skipped: on ? [...others, line] : others });
    });
  }

  async downloadProblems(): Promise<void> {
    const { fileName, bytes } = await this.#desk.problemRows();
    saveFile(fileName, bytes, exportFileTypes.xlsx);
  }

  createAnyway(key: string): Promise<void> {
    return this.#resolve(key, { kind: 'create' });
  }

  takeFor(key: string, patient: PatientId): Promise<void> {
    return this.#resolve(key, { kind: 'match', patient });
  }

  /** Puts the row back in Problemi. */
  unresolve(key: string): Promise<void> {
    return this.#inTurn((decisions) => {
      const resolved = Object.fromEntries(
        Object.entries(decisions.resolved).filter(([other]) => other !== key),
      );
      return this.#desk.decide({ resolved });
    });
  }

  proposeCorrection(key: string, on: boolean): Promise<void> {
    return this.#inTurn((decisions) => {
      const others = decisions.proposedCorrections.filter((other) => other !== key);
      return this.#desk.decide({ proposedCorrections: on ? [...others, key] : others });
    });
  }

  claimCode(code: string, mine: boolean): Promise<void> {
    return this.#inTurn((decisions) => {
      const others = decisions.myCodes.filter((other) => other !== code);
      return this.#desk.decide({ myCodes: mine ? [...others, code] : others });
    });
  }

  #resolve(key: string, resolution: ImportDecisions['resolved'][string]): Promise<void> {
    return this.#inTurn((decisions) =>
      this.#desk.decide({ resolved: { ...decisions.resolved, [key]: resolution } }),
    );
  }

  /** One decision after the other: each starts from what the one before it led to. */
  #inTurn(ask: (decisions: ImportDecisions) => Promise<ImportPreview>): Promise<void> {
    const answered = this.#settled.then(async () => {
      const before = this.#preview;
      if (before === null) return;
      const after = await ask(before.decisions);
      if (this.#preview === before) this.show(after);
    });
    this.#settled = answered.catch(() => undefined);
    return answered;
  }

  #refresh(): void {
    for (const group of GROUPS) void this.groups[group].refresh();
  }
}

function archivedBy(preview: ImportPreview | null): number {
  return preview?.plan?.counts.toArchive.included ?? 0;
}
