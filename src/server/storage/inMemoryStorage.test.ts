import { describe } from 'vitest';
import { createInMemoryStorage } from './inMemoryStorage.ts';
import { practiceStorageContract } from './practiceStorageContract.ts';

describe('in-memory storage', () => {
  practiceStorageContract(createInMemoryStorage);
});
