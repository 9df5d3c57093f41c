import { describe } from 'vitest';
import { documentStorageContract } from './documentStorageContract.ts';
import { createInMemoryStorage } from './inMemoryStorage.ts';
import { practiceStorageContract } from './practiceStorageContract.ts';

describe('in-memory storage', () => {
  practiceStorageContract(createInMemoryStorage);
  documentStorageContract(createInMemoryStorage);
});
