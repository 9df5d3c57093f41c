import { expect, it, vi } from 'vitest';
import { failed, ok } from '#lib/domain/result.ts';
import type { CommitFailure, ImportDesk, ImportPreview } from '#lib/import/importDesk.ts';
import { NO_DECISIONS } from '#lib/import/plan.ts';
import { ImportWizard } from './importWizard.svelte.ts';

function preview(archived = 0): ImportPreview {
  const none = { total: 0, included: 0 };
  return {
    file: { fileName: 'elenco.csv', reportDate: null, rowCount: 10 } as ImportPreview['file'],
    decisions: NO_DECISIONS,
    whose: { panel: 'panel-1', offered: ['panel-1'], byCode: [] },
    plan: {
      counts: {
        added: { total: 10, included: 10 },
        changed: none,
        reactivated: none,
        statusChanged: none,
        toArchive: { total: archived, included: archived },
        unchanged: none,
        otherDoctors: none,
        problems: none,
      },
      toWrite: 10 + archived,
      alarms: archived > 0 ? [{ why: 'manyArchived', archived, active: 100, rowsInFile: 10 }] : [],
      notices: [],
      activePatients: 100,
    },
  };
}

function deskWith(parts: Partial<ImportDesk>): ImportDesk {
  return {
    open: async () => ok(preview()),
    correct: async () => ok(preview()),
    decide: async () => preview(),
    include: async () => preview(),
    fix: async () => preview(),
    problemRows: async () => ({ fileName: '', bytes: new Uint8Array() }),
    template: async () => ({ fileName: '', bytes: new Uint8Array() }),
    draft: async () => null,
    dropDraft: async () => {},
    entries: async () => ({ found: 0, entries: [] }),
    commit: async () => failed({ kind: 'interrupted' }),
    interrupt: async () => {},
    close: async () => {},
    undo: async () => failed({ kind: 'notHere' }),
    report: async () => null,
    ...parts,
  };
}

const file = (name: string) => new File(['x'], name);

async function previewed(desk: ImportDesk): Promise<ImportWizard> {
  const wizard = new ImportWizard(desk);
  void wizard.choose(file('elenco.csv'));
  await wizard.next();
  expect(wizard.step).toBe('preview');
  return wizard;
}

it('asks for a file before it goes on', async () => {
  const wizard = new ImportWizard(deskWith({}));
  await wizard.next();
  expect(wizard.failure).toEqual({ kind: 'noFile', of: 'region' });
  expect(wizard.unfinished).toBe(false);
});

it('says a refusal again, and takes the next file', async () => {
  const wizard = new ImportWizard(
    deskWith({
      open: async (_file, name) =>
        name === 'vuoto.csv' ? failed({ kind: 'empty' }) : ok(preview()),
    }),
  );
  await wizard.choose(file('vuoto.csv'));
  const first = wizard.failure;
  expect(first).toEqual({ kind: 'refused', refusal: { kind: 'empty' } });
  await wizard.next();
  expect(wizard.failure).toEqual(first);
  expect(wizard.failure).not.toBe(first);
  await wizard.choose(file('elenco.csv'));
  expect(wizard.failure).toBeNull();
  await wizard.next();
  expect(wizard.step).toBe('preview');
});

it('shows the last of two files chosen in a row', async () => {
  const opened: string[] = [];
  let stop = () => {};
  const wizard = new ImportWizard(
    deskWith({
      open: (_file, name) => {
        opened.push(name);
        if (name === 'secondo.csv') return Promise.resolve(ok(preview()));
        return new Promise((resolve) => (stop = () => resolve(failed({ kind: 'interrupted' }))));
      },
      interrupt: async () => stop(),
    }),
  );
  void wizard.choose(file('primo.csv'));
  await Promise.resolve();
  await Promise.resolve();
  await wizard.choose(file('secondo.csv'));
  expect(opened.at(-1)).toBe('secondo.csv');
  expect(wizard.fileName).toBe('secondo.csv');
  expect(wizard.failure).toBeNull();
  expect(wizard.progress).toBeNull();
});

it('commits an alarming import only after the word, in any case and with spaces', async () => {
  let committed = 0;
  const alarming = deskWith({
    decide: async () => preview(90),
    commit: async () => {
      committed++;
      return failed({ kind: 'interrupted' });
    },
  });
  const wizard = await previewed(alarming);
  await wizard.commit();
  expect(committed).toBe(0);
  wizard.review.confirmation = ' archivia ';
  await wizard.commit();
  expect(committed).toBe(1);
});

it('asks for the word again when more patients would be archived', async () => {
  let archived = 90;
  const wizard = await previewed(
    deskWith({ decide: async () => preview(90), include: async () => preview(archived) }),
  );
  wizard.review.confirmation = 'ARCHIVIA';
  archived = 89;
  await wizard.review.include('patient:1', false);
  expect(wizard.review.confirmed).toBe(true);
  archived = 91;
  await wizard.review.include('patient:2', true);
  expect(wizard.review.confirmed).toBe(false);
});

it.each<[CommitFailure['kind'], string]>([
  ['interrupted', 'preview'],
  ['storageLost', 'preview'],
  ['previewChanged', 'preview'],
  ['savedNotShown', 'choose'],
])('after %s the doctor stands at %s and reads why', async (kind, step) => {
  const wizard = await previewed(
    deskWith({ commit: async () => failed({ kind } as CommitFailure) }),
  );
  await wizard.commit();
  expect(wizard.step).toBe(step);
  expect(wizard.failure).toEqual({ kind: 'notCommitted', failure: { kind } });
  expect(wizard.unfinished).toBe(step === 'preview');
});

it('keeps the reading that worked when a correction does not', async () => {
  const wizard = await previewed(deskWith({ correct: async () => failed({ kind: 'noTable' }) }));
  await wizard.correct({ delimiter: '|' });
  expect(wizard.step).toBe('preview');
  expect(wizard.file?.fileName).toBe('elenco.csv');
  expect(wizard.failure).toEqual({ kind: 'correctionRefused', refusal: { kind: 'noTable' } });
});

it('goes by the reading that a correction still under way leads to', async () => {
  let answer = () => {};
  let asked: unknown[] = [];
  const wizard = await previewed(
    deskWith({
      correct: (choices) => {
        asked = [...asked, choices];
        return new Promise((resolve) => (answer = () => resolve(ok(preview(asked.length)))));
      },
    }),
  );
  const shown = wizard.file;
  if (shown === null) throw new Error('Nothing was read');
  const corrected = wizard.correct({ delimiter: ';' });
  const mapped = wizard.map({ taxCode: [0] }, shown);
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  answer();
  await Promise.all([corrected, mapped]);
  expect(asked).toEqual([{ delimiter: ';' }]);
  expect(wizard.step).toBe('preview');
});

it('imports nothing that a correction still under way changes before it was looked at', async () => {
  let answer = () => {};
  let asked = false;
  let committed = 0;
  const wizard = await previewed(
    deskWith({
      correct: () => {
        asked = true;
        return new Promise((resolve) => (answer = () => resolve(ok(preview()))));
      },
      commit: async () => {
        committed++;
        return failed({ kind: 'storageLost' });
      },
    }),
  );
  const corrected = wizard.correct({ delimiter: ';' });
  const confirmed = wizard.commit();
  await vi.waitFor(() => expect(asked).toBe(true));
  answer();
  await Promise.all([corrected, confirmed]);
  expect(committed).toBe(0);
  expect(wizard.failure).toEqual({ kind: 'readAgain' });
  await wizard.commit();
  expect(committed).toBe(1);
});

it('takes up what was left, as it was read and decided', async () => {
  const asked: unknown[] = [];
  const draft = {
    ...{ fileName: 'pazienti.csv', bytes: new Uint8Array([120]), at: 1 },
    choices: { kind: 'patients', headerRow: 3 } as const,
    decisions: { ...NO_DECISIONS, kind: 'patients', skipped: [7] } as const,
  };
  const wizard = new ImportWizard(
    deskWith({
      draft: async (kind) => (kind === 'patients' ? draft : null),
      open: async (_file, name, decisions) => {
        asked.push([name, decisions.kind, decisions.skipped]);
        return ok(preview());
      },
      correct: async (choices) => {
        asked.push(choices);
        return ok(preview());
      },
    }),
    'patients',
  );
  expect(wizard.draft).toBeNull();
  await wizard.findDraft();
  expect(wizard.draft?.fileName).toBe('pazienti.csv');
  await wizard.resume();
  expect(asked).toEqual([['pazienti.csv', 'patients', [7]], { headerRow: 3 }]);
  expect(wizard.step).toBe('preview');
  expect(wizard.draft).toBeNull();
});

it('is usable again after a bug, and hands the bug on', async () => {
  const wizard = await previewed(deskWith({ commit: () => Promise.reject(new Error('a bug')) }));
  await expect(wizard.commit()).rejects.toThrow('a bug');
  expect(wizard.step).toBe('preview');
  expect(wizard.progress).toBeNull();
});
