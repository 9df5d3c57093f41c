import { expect, it } from 'vitest';
import { loadPlaceCodes } from './placeCodes.ts';

it('knows towns of today, towns that ended, new towns and foreign countries', async () => {
  const { places, mayBeNewer } = await loadPlaceCodes();
  expect(places.size).toBeGreaterThan(10_000);
  expect(places.get('H501')).toEqual({ name: 'Roma', from: null, to: null });
  expect(places.get('A002')).toEqual({ name: 'Abbadia Sopra Adda', from: null, to: '1928-03-07' });
  expect(places.get('M403')).toEqual({ name: 'Corigliano-Rossano', from: '2018-03-31', to: null });
  expect(places.get('Z404')?.name).toBe("Stati Uniti d'America");
  expect(places.get('Z221')?.name).toBe('Hong Kong');
  expect(mayBeNewer('M440')).toBe(true);
  expect(mayBeNewer('A440')).toBe(false);
});

it('does not take a change of province for the birth of a town', async () => {
  const { places } = await loadPlaceCodes();
  for (const code of ['G888', 'E335', 'G113']) expect(places.get(code)?.from).toBeNull();
});

it('has only well-formed codes and names', async () => {
  const { places } = await loadPlaceCodes();
  for (const [code, { name, from, to }] of places) {
    expect(code).toMatch(/^[A-MZ]\d{3}$/);
    expect(name).toMatch(/^\p{L}[\p{L}\p{M} .,'’()/-]+$/u);
    if (from && to) expect(from <= to).toBe(true);
  }
});
