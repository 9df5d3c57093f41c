import { describe, expect, it } from 'vitest';
import { NEW_LIFECYCLE, archived } from '#lib/domain/lifecycle.ts';
import type { ArchiveReason, Status } from '#lib/domain/patient.ts';
import { exportWords } from '#lib/ui/texts/export.ts';
import { readExportedState, standsAs } from './exportedState.ts';

const DAY = '2026-03-05';
const STATUSES: readonly Status[] = ['ssn', 'ssnTemporary', 'ssnRevoked', 'ssnDeceased', 'private'];
const REASONS: readonly ArchiveReason[] = ['ssnRevoked', 'ssnDeceased', 'other'];

describe('the words of the export are read back', () => {
  it.each(STATUSES)('%s', (status) => {
    const read = readExportedState(exportWords.status(status), null, null);
    expect(read).toEqual({ status, archive: null });
  });

  it.each(REASONS.flatMap((reason) => [null, 'parole; loro'].map((text) => ({ reason, text }))))(
    'archived: $reason, $text',
    ({ reason, text }) => {
      const words = exportWords.archiveReason({ reason, text, knownOn: DAY, effectiveOn: null });
      const read = readExportedState(exportWords.status('ssn'), DAY, words);
      expect(read).toEqual({ status: 'ssn', archive: { reason, knownOn: DAY } });
    },
  );

  it('a status in other words, or none, says nothing', () => {
    expect(readExportedState('Attivo', DAY, 'Altro')).toBeNull();
    expect(readExportedState(null, DAY, 'Altro')).toBeNull();
  });
});

describe('somebody stands as exported', () => {
  const archive = { reason: 'other', text: null, knownOn: DAY, effectiveOn: null } as const;

  it('with that status, in or out of the archive', () => {
    expect(standsAs(NEW_LIFECYCLE, { status: 'ssn', archive: null })).toBe(true);
    expect(standsAs(NEW_LIFECYCLE, { status: 'ssnTemporary', archive: null })).toBe(false);
    expect(standsAs(NEW_LIFECYCLE, { status: 'ssn', archive })).toBe(false);
    const away = archived(NEW_LIFECYCLE, archive);
    expect(standsAs(away, { status: 'ssn', archive })).toBe(true);
    expect(standsAs(away, { status: 'ssn', archive: null })).toBe(false);
  });

  it('but not from the bin', () => {
    const binned = { ...NEW_LIFECYCLE, binned: { at: 1, by: 'doctor' } };
    expect(standsAs(binned, { status: 'ssn', archive: null })).toBe(false);
  });
});
