import { expect, test } from 'vitest';
import { defaultLook, lookAttributes, parseLook } from './lookChoices.ts';

const usual = defaultLook(false);

test('nothing remembered, or nothing that is understood, is the usual look', () => {
  for (const stored of [null, '', '{', '7', 'null', '[]', '{"density":"huge","privacy":"yes"}']) {
    expect(parseLook(stored, usual)).toEqual(usual);
  }
});

test('what was chosen comes back, choice by choice', () => {
  const chosen = { ...usual, density: 'compact', textSize: 'larger', privacy: true } as const;
  expect(parseLook(JSON.stringify(chosen), usual)).toEqual(chosen);
  expect(parseLook('{"textSize":"large"}', usual)).toEqual({ ...usual, textSize: 'large' });
});

test('the system’s wish for contrast holds until somebody chooses', () => {
  const wished = defaultLook(true);
  expect(parseLook(null, wished).highContrast).toBe(true);
  expect(parseLook('{"highContrast":false}', wished).highContrast).toBe(false);
});

test('every choice is an attribute that the tokens follow', () => {
  expect(lookAttributes({ ...usual, upperCaseNames: true, highContrast: true })).toEqual({
    'data-density': 'medium',
    'data-text': 'normal',
    'data-names': 'upper',
    'data-contrast': 'more',
    'data-privacy': 'off',
  });
});
