import { expect, test } from 'vitest';
import { createTryLimits, signInLimits } from './tryLimits.ts';

const MINUTE = 60_000;

function stage() {
  let now = 1_000_000;
  const limits = createTryLimits(() => now);
  const begin = (email: string, address: string) => limits.begin(signInLimits(email, address));
  return { limits, begin, pass: (ms: number) => (now += ms) };
}

test('a person who mistypes waits; his colleagues at the same address do not', () => {
  const { begin, pass } = stage();
  for (let time = 0; time < 8; time++) expect(begin('ada', 'clinic')).toBeNull();
  expect(begin('ada', 'clinic')).toBe(300);
  expect(begin('bea', 'clinic')).toBeNull();
  expect(begin('ada', 'home')).toBeNull();
  pass(5 * MINUTE - 1);
  expect(begin('ada', 'clinic')).toBe(1);
  pass(1);
  expect(begin('ada', 'clinic')).toBeNull();
});

test('waiting is not made longer by trying while one waits', () => {
  const { begin, pass } = stage();
  for (let time = 0; time < 8; time++) begin('ada', 'clinic');
  for (let second = 0; second < 299; second++) {
    pass(1000);
    expect(begin('ada', 'clinic')).toBe(299 - second);
  }
  pass(1000);
  expect(begin('ada', 'clinic')).toBeNull();
});

test('an account is limited over all addresses, and an address over all accounts', () => {
  const { begin } = stage();
  for (let bot = 0; bot < 40; bot++) expect(begin('ada', `bot ${bot}`)).toBeNull();
  expect(begin('ada', 'another')).toBe(3600);
  for (let guess = 0; guess < 200; guess++) expect(begin(`user ${guess}`, 'bot')).toBeNull();
  expect(begin('user 200', 'bot')).toBe(3600);
});

test('a right password forgives the wrong ones before it, and counts nowhere', () => {
  const { limits, begin } = stage();
  for (let day = 0; day < 100; day++) {
    for (let time = 0; time < 3; time++) expect(begin(`person ${day % 50}`, 'clinic')).toBeNull();
    limits.succeed(signInLimits(`person ${day % 50}`, 'clinic'));
    if (day === 49) break;
  }
  for (let time = 0; time < 8; time++) expect(begin('person 0', 'clinic')).toBeNull();
  expect(begin('person 0', 'clinic')).not.toBeNull();
});
