import { describe, expect, it } from 'vitest';
import { failed, ok } from '#lib/domain/result.ts';
import type { Start } from '#lib/ui/accounts/start.ts';
import { setUpForm } from './setUpForm.svelte.ts';

const filled = {
  ...{ name: 'Studio Verdi', firstName: 'Anna', lastName: 'Bianchi', doctorCode: '30123' },
  ...{ token: 'ABCD-EFGH-JKMN', email: 'anna@studio.example', password: 'una frase lunga' },
};
const started: Start = { kind: 'insecure' };

type Create = Parameters<typeof setUpForm>[0]['create'];

function formOf(fields: Partial<typeof filled>, create: Create = async () => ok(started)) {
  const form = setUpForm({ create });
  Object.assign(form.fields, filled, fields);
  return form;
}

describe('the set-up', () => {
  it('asks for every field, and sends nothing before', async () => {
    const empty = Object.fromEntries(Object.keys(filled).map((field) => [field, ' ']));
    const form = formOf({ ...empty, password: '' }, () => {
      throw new Error('Sent');
    });
    expect(form.errors).toEqual({});
    expect(await form.submit()).toBeNull();
    expect(Object.keys(form.errors).sort()).toEqual(Object.keys(filled).sort());
  });

  it('takes codes with letters, zeros and spaces, and nothing stranger', async () => {
    expect(await formOf({ doctorCode: '00 30123A' }).submit()).toEqual({ done: started });
    const strange = formOf({ doctorCode: '30123; --' });
    expect(await strange.submit()).toBeNull();
    expect(strange.errors.doctorCode).toMatch(/lettere e cifre/);
  });

  it('says at the field what the server found, and above the button what is about none', async () => {
    const wrongCode = formOf({}, async () => failed({ kind: 'wrongToken' }));
    expect(await wrongCode.submit()).toBeNull();
    expect(wrongCode.errors.token).toMatch(/non è quello/);
    expect(wrongCode.refusal).toBeNull();
    const tooOften = formOf({}, async () => failed({ kind: 'tooManyTries', retryAfter: 40 }));
    await tooOften.submit();
    expect(tooOften.errors).toEqual({});
    expect(tooOften.refusal).toContain('40 secondi');
  });
});
