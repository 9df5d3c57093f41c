import { describe, expect, it } from 'vitest';
import { foldName } from '#lib/domain/names.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { evolveList, type EvolveOptions } from './evolveList.ts';

const people = samplePeople({ rows: 900, seed: 6, today: '2026-03-02' });
const wanted = {
  leave: 11,
  join: 12,
  move: 13,
  changePhone: 14,
  temporaryToOpen: 5,
  openToTemporary: 4,
  toColleague: 6,
  revoke: 3,
  die: 2,
  respell: 7,
};
const options: EvolveOptions = { seed: 9, today: '2026-04-01', ...wanted };

describe('evolveList', () => {
  const { people: later, happened } = evolveList(people, options);
  const before = new Map(people.map((person) => [person.taxCode, person]));
  const after = new Map(later.map((person) => [person.taxCode, person]));
  const pairs = (codes: readonly string[]) =>
    codes.map((code) => [before.get(code)!, after.get(code)!] as const);

  it('makes each thing happen to as many people as asked, nobody twice', () => {
    const counts = Object.fromEntries(
      Object.entries(happened).map(([event, codes]) => [event, codes.length]),
    );
    expect(counts).toEqual(wanted);
    const all = Object.values(happened).flat();
    expect(new Set(all).size).toBe(all.length);
    expect(later).toHaveLength(900 - 11 + 12);
    expect(after.size).toBe(later.length);
  });

  it('changes what it says, and nobody else', () => {
    expect(happened.leave.some((code) => after.has(code))).toBe(false);
    expect(happened.join.some((code) => before.has(code))).toBe(false);
    for (const [old, now] of pairs(happened.move)) expect(now.address).not.toBe(old.address);
    for (const [old, now] of pairs(happened.changePhone)) expect(now.mobile).not.toBe(old.mobile);
    for (const [old, now] of pairs(happened.temporaryToOpen)) {
      expect([old.expiresOn === null, now.expiresOn]).toEqual([false, null]);
    }
    for (const [old, now] of pairs(happened.toColleague)) {
      expect(now.doctorCode).not.toBe(old.doctorCode);
    }
    for (const [old, now] of pairs(happened.respell)) {
      const written = (person: typeof old) => `${person.lastName} ${person.firstName}`;
      expect(written(now)).not.toBe(written(old));
      expect(foldName(written(now))).toBe(foldName(written(old)));
    }
    const touched = new Set(Object.values(happened).flat());
    for (const person of people) {
      if (!touched.has(person.taxCode)) expect(after.get(person.taxCode)).toBe(person);
    }
  });

  it('is the same for the same seed', () => {
    expect(evolveList(people, options).people).toEqual(later);
  });

  it('refuses what cannot be', () => {
    expect(() => evolveList(people, { seed: 1, today: '2026-04-01', leave: 901 })).toThrow(
      RangeError,
    );
  });
});
