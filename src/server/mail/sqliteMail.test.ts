import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { DATA_FILE } from '#server/storage/sqliteStorage.ts';
import { invitation } from '../../../tests/server/someMail.ts';
import { useStorageFolder } from '../../../tests/server/storageFolder.ts';

const folder = useStorageFolder();

test.each(['sent', 'failed'] as const)('what a message said goes from the file when %s', (to) => {
  const storage = folder.open();
  storage.addMessage(invitation, 1);
  const move = { key: invitation.key, tries: 1, lastError: null, nextTry: 1, changedAt: 2 };
  storage.moveMessages([{ ...move, from: 'queued', to: 'sending' }]);
  const rows = () => {
    folder.closeAll();
    const file = new DatabaseSync(join(folder.path, DATA_FILE));
    const found = file.prepare('SELECT recipient, subject, text FROM outbox').all();
    file.close();
    return found;
  };
  const { recipient, subject, text } = invitation;
  expect(rows()).toEqual([{ recipient, subject, text }]);
  const lastError = to === 'failed' ? 'withdrawn' : null;
  folder.open().moveMessages([{ ...move, from: 'sending', to, lastError }]);
  expect(rows()).toEqual([{ recipient: null, subject: null, text: null }]);
});
