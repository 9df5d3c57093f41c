import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mappingKey } from './mappingMemory.ts';

const digest = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const keyOf = (...header: string[]) => mappingKey(header, 'region', digest);

describe('the key of a header', () => {
  const key = keyOf('Utenza', 'Anagrafica', 'Cod. Utente');

  test('is the same however the words are written', async () => {
    expect(await keyOf(' UTENZA', 'anagrafica ', 'Cod_Utente')).toBe(await key);
    expect(await keyOf('Utenza', 'Anagrafica', '="Cod. Utente"', '', '')).toBe(await key);
  });

  test.each([
    [['Anagrafica', 'Utenza', 'Cod. Utente']],
    [['Utenza', 'Anagrafica', 'Cod. Utente', 'Note']],
    [['Utenza', 'Anagrafica']],
    [['Utenza', 'Anagrafica Cod', 'Utente']],
    [['Utenza', '', 'Anagrafica', 'Cod. Utente']],
  ])('is another for %j', async (header) => {
    expect(await keyOf(...header)).not.toBe(await key);
  });

  test('tells nothing of the words, and a table without header has none', async () => {
    expect(await key).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf()).toBeNull();
    expect(await keyOf('', ' - ')).toBeNull();
  });
});
