import { webcrypto } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { deskLock, type LockRecord, type LockStore, MOST_TRIES } from './deskLock.ts';

const PASSWORD = 'una frase lunga';
const PIN = '271828';

let now = 0;
let stretched = 0;
let store: LockStore & { record: LockRecord | null };

const cryptography = {
  subtle: {
    importKey: webcrypto.subtle.importKey.bind(webcrypto.subtle) as SubtleCrypto['importKey'],
    deriveBits(...given: Parameters<SubtleCrypto['deriveBits']>) {
      stretched++;
      return webcrypto.subtle.deriveBits(
        ...(given as Parameters<typeof webcrypto.subtle.deriveBits>),
      );
    },
  },
  randomBytes: (length: number) => webcrypto.getRandomValues(new Uint8Array(length)),
};

const lock = () => deskLock(store, cryptography, () => now);

beforeEach(() => {
  [now, stretched] = [1_000_000, 0];
  store = {
    record: null,
    read: async () => store.record,
    async update(change) {
      store.record = change(store.record);
    },
  };
});

/** Waits as long as it takes, then tries. */
async function tryAfterWait(secret: string) {
  now += (await lock().state()).wait;
  return lock().unlock(secret);
}

describe('a desk’s lock', () => {
  it('opens to the password and to the PIN, at one price each, and to nothing else', async () => {
    await lock().setPassword(PASSWORD);
    expect(await lock().state()).toMatchObject({ hasPassword: true, hasPin: false, triesLeft: 10 });
    expect(await lock().unlock(PIN)).toBe('wrong');
    await lock().setPin(PIN);
    stretched = 0;
    expect(await lock().unlock(PASSWORD)).toBe('unlocked');
    expect(await lock().unlock(PIN)).toBe('unlocked');
    expect(await lock().unlock('una frase lungA')).toBe('wrong');
    expect(stretched).toBe(3);
    expect(JSON.stringify(store.record)).not.toMatch(new RegExp(`${PASSWORD}|"${PIN}"`));
    await lock().setPin(null);
    expect(await lock().unlock(PIN)).toBe('wrong');
  });

  it('keeps no two equal records of one password', async () => {
    await lock().setPassword(PASSWORD);
    const first = store.record?.password;
    await lock().setPassword(PASSWORD);
    expect(store.record?.password).toMatchObject({ iterations: 600_000 });
    expect(store.record?.password?.hash).not.toBe(first?.hash);
  });

  it('counts a try before it is judged: one that is broken off is not given back', async () => {
    await lock().setPassword(PASSWORD);
    const broken = deskLock(
      store,
      { ...cryptography, subtle: { ...cryptography.subtle, deriveBits: () => Promise.reject() } },
      () => now,
    );
    await expect(broken.unlock('sbagliata abc')).rejects.toBeUndefined();
    expect((await lock().state()).triesLeft).toBe(MOST_TRIES - 1);
  });

  it('lets longer and longer pass between wrong tries, and judges none before', async () => {
    await lock().setPassword(PASSWORD);
    const waits: number[] = [];
    for (let wrong = 0; wrong < 5; wrong++) {
      expect(await tryAfterWait('sbagliata abc')).toBe('wrong');
      waits.push((await lock().state()).wait);
    }
    expect(waits).toEqual([0, 0, 2000, 5000, 15_000]);
    stretched = 0;
    expect(await lock().unlock(PASSWORD)).toBe('late');
    expect(stretched).toBe(0);
    now -= 365 * 86_400_000;
    expect((await lock().state()).wait).toBe(15_000);
    now += 365 * 86_400_000;
    expect(await tryAfterWait(PASSWORD)).toBe('unlocked');
    expect(await lock().state()).toMatchObject({ triesLeft: MOST_TRIES, wait: 0 });
  });

  it('has had enough after the tenth wrong try, until the server takes the password', async () => {
    await lock().setPassword(PASSWORD);
    for (let wrong = 1; wrong < MOST_TRIES; wrong++)
      expect(await tryAfterWait(`sbagliata ${wrong}`)).toBe('wrong');
    expect(await tryAfterWait('sbagliata 10')).toBe('spent');
    expect(await tryAfterWait(PASSWORD)).toBe('spent');
    await lock().setPassword(PASSWORD);
    expect(await lock().unlock(PASSWORD)).toBe('unlocked');
  });
});
