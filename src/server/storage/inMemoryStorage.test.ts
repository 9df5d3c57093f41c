import { describe } from 'vitest';
import { mailStorageContract } from '#server/mail/mailStorageContract.ts';
import { documentStorageContract } from './documentStorageContract.ts';
import { createInMemoryStorage } from './inMemoryStorage.ts';
import { practiceStorageContract } from './practiceStorageContract.ts';

describe('in-memory storage', () => {
  practiceStorageContract(createInMemoryStorage);
  documentStorageContract(createInMemoryStorage);
  mailStorageContract(createInMemoryStorage);
});
