import { expect, test } from 'vitest';
import { GROUP } from '../../../../tests/fixtures/team.ts';
import { substitutionStateText, worksForText } from './access.ts';

const one = { panel: 'panel-1', from: '2026-12-01', to: '2026-12-15' };
const next = { panel: 'panel-2', from: '2026-12-15', to: '2026-12-31' };
const member = { substitutions: [one, next] };

test('for whom somebody works is told in the days of it, first and last included', () => {
  expect(worksForText(member, GROUP, '2026-11-30')).toBeNull();
  expect(worksForText(member, GROUP, '2026-12-01')).toBe('Lavora per Ada Prova fino al 15/12/2026');
  expect(worksForText(member, GROUP, '2026-12-15')).toBe(
    'Lavora per Ada Prova fino al 15/12/2026, Bruno Esempio fino al 31/12/2026',
  );
  expect(worksForText(member, GROUP, '2027-01-01')).toBeNull();
});

test('a substitution is to come, under way or over', () => {
  expect(substitutionStateText(one, '2026-11-30')).toBe('non ancora iniziata');
  expect(substitutionStateText(one, '2026-12-15')).toBe('adesso');
  expect(substitutionStateText(one, '2026-12-16')).toContain('finita');
});
