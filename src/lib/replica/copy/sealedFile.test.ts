import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { testSealing } from '../../../../tests/fixtures/sealing.ts';
import { type Bytes, sealFile, unsealFile } from './sealedFile.ts';

const sealing = testSealing();
const PASSPHRASE = 'quattro parole senza senso';
const CONTENT = new TextEncoder().encode(
  'Contenuto di prova, più lungo di un blocco di cifratura.',
);
const HEADER = 69;

const sealed = sealFile(CONTENT, PASSPHRASE, sealing);
const open = (file: Bytes, passphrase = PASSPHRASE) => unsealFile(file, passphrase, sealing.subtle);

test('any content comes back to the byte, and only with its passphrase', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (content) => {
      const bytes = new Uint8Array(content);
      const file = await sealFile(bytes, PASSPHRASE, sealing);
      expect(await open(file)).toEqual({ ok: true, value: bytes });
      expect(await open(file, 'quattro parole senza sensi')).toEqual({
        ok: false,
        error: { kind: 'wrongPassphrase' },
      });
    }),
    { seed: 7, numRuns: 40 },
  );
});

test('a passphrase typed with composed or decomposed accents is the same', async () => {
  const file = await sealFile(CONTENT, 'perché no'.normalize('NFC'), sealing);
  expect((await open(file, 'perché no'.normalize('NFD'))).ok).toBe(true);
});

test('the same content sealed twice shares no byte after the header with random salts', async () => {
  let next = 0;
  const random = testSealing((length) => new Uint8Array(length).fill(++next));
  const [first, second] = [
    await sealFile(CONTENT, PASSPHRASE, random),
    await sealFile(CONTENT, PASSPHRASE, random),
  ];
  expect(first.slice(HEADER)).not.toEqual(second.slice(HEADER));
  expect(Buffer.from(first).includes('Contenuto')).toBe(false);
});

describe('what is not whole is refused', () => {
  test('every byte, altered in every bit', async () => {
    const file = await sealed;
    for (let at = 0; at < file.length; at++) {
      for (const mask of [0x01, 0x80, 0xff]) {
        const altered = file.slice();
        altered[at] = (altered[at] ?? 0) ^ mask;
        const outcome = await open(altered);
        expect(outcome.ok, `byte ${at} with ${mask}`).toBe(false);
        if (outcome.ok) continue;
        const { kind } = outcome.error;
        if (at < 8) expect(kind).toBe('notACopy');
        else if (at === 8) expect(['newerVersion', 'damaged']).toContain(kind);
        else expect(kind, `byte ${at}`).toBe('damaged');
      }
    }
  });

  test('cut short anywhere', async () => {
    const file = await sealed;
    for (let length = 0; length < file.length; length++) {
      const outcome = await open(file.slice(0, length));
      expect(outcome).toEqual({
        ok: false,
        error: { kind: length < 8 ? 'notACopy' : 'incomplete' },
      });
    }
  });

  test('with something after its end', async () => {
    const file = await sealed;
    const longer = new Uint8Array([...file, 0]);
    expect(await open(longer)).toEqual({ ok: false, error: { kind: 'damaged' } });
  });

  test('of a newer version, or no copy at all', async () => {
    const newer = (await sealed).slice();
    newer[8] = 2;
    expect(await open(newer)).toEqual({ ok: false, error: { kind: 'newerVersion' } });
    const other = new TextEncoder().encode('Cognome;Nome;Codice fiscale\r\n'.repeat(20));
    expect(await open(other)).toEqual({ ok: false, error: { kind: 'notACopy' } });
  });
});
