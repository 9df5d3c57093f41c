/** All that the server keeps, behind one object: one file, one lock, one order of what was written. */
import type { MailStorage } from '#server/mail/mailStorage.ts';
import type { DocumentStorage } from './documentStorage.ts';
import type { PracticeStorage } from './practiceStorage.ts';

export interface ServerStorage extends PracticeStorage, DocumentStorage, MailStorage {}
