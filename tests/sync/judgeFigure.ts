/**
 * How long the server takes to judge and store the import of a whole list, 1,750 patients of 7 columns in one
 * transaction. Run by hand: `node tests/sync/judgeFigure.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Document } from '@hocuspocus/server';
import * as Y from 'yjs';
import { sessionOf } from '#lib/domain/member.ts';
import { firstTeam } from '#lib/domain/team.ts';
import { rootMaps } from '#lib/replica/documents.ts';
import { openSqliteStorage } from '#server/storage/sqliteStorage.ts';
import { acceptUpdate } from '#server/sync/acceptUpdate.ts';
import { checkUpdate } from '#server/sync/checkUpdate.ts';
import { knownValues } from '#server/sync/knownValues.ts';
import { liveDocument } from '#server/sync/liveDocument.ts';
import { createDays, createStamps } from '#server/sync/stamps.ts';
import { enrolment, identity, lifecycle, residence } from '../fixtures/patients.ts';
import { NOON, PRACTICE, SSN, TODAY, castMembers } from './cast.ts';

const PATIENTS = 1750;
const RUNS = 5;

const folder = mkdtempSync(join(tmpdir(), 'assistiti-figure-'));
const opened = openSqliteStorage(folder);
if (!opened.ok) throw new Error(opened.error.kind);
const storage = opened.value;
const ada = castMembers().get('ada');
if (!ada) throw new Error('Nobody to import');
const team = firstTeam(PRACTICE);

for (let run = 0; run < RUNS; run++) {
  const update = wholeList();
  const document = new Document(SSN);
  for (const map of rootMaps('ssn')) document.getMap(map);
  const live = liveDocument(document, 'ssn');
  document.on('update', (bytes: Uint8Array) => live.unstored.updates.push(bytes));

  const start = performance.now();
  const checked = checkUpdate(update, document, new Set(live.maps), () => true);
  const afterCheck = performance.now();
  const accepted = acceptUpdate(live, update, {
    head: { document: SSN, userId: 'ada', onBehalfOf: null, device: 'ada-1', at: NOON },
    stamp: createStamps(() => NOON)(),
    judge: {
      ...{ who: sessionOf(ada, PRACTICE.id, team, TODAY), team, today: TODAY, now: NOON },
      dayOf: createDays(),
      stored: knownValues(storage, SSN),
    },
  });
  const afterJudging = performance.now();
  storage.append(SSN, live.unstored.updates, live.unstored.audit);
  const end = performance.now();
  const written = live.unstored.audit.filter(({ outcome }) => outcome === 'written').length;
  document.destroy();
  const ms = (from: number, to: number) => `${(to - from).toFixed(0)} ms`;
  process.stdout.write(
    `${(update.length / 1024).toFixed(0)} KB, ${written} values ${accepted.kind}, ${checked.ok ? 'fine' : checked.error}: ` +
      `check ${ms(start, afterCheck)}, apply and judge ${ms(afterCheck, afterJudging)}, ` +
      `store ${ms(afterJudging, end)}, together ${ms(start, end)}\n`,
  );
}
storage.close();
rmSync(folder, { recursive: true });

function wholeList(): Uint8Array {
  const document = new Y.Doc();
  const stamp = { t: `${NOON.toString(36).padStart(9, '0')}.0000.ada`, by: 'ada' };
  document.transact(() => {
    for (let patient = 0; patient < PATIENTS; patient++) {
      const values = {
        identity: identity(patient),
        lifecycle: lifecycle(),
        enrolment: enrolment(),
        residence: residence({ town: 'Prova', address: `Via di prova ${patient}` }),
        phones: { numbers: [{ number: `02${patient}`, label: '', doNotUse: false }] },
        email: { email: `prova${patient}`, doNotUse: false },
        exemptions: { codes: [{ code: 'E01', validFrom: TODAY, validTo: null }] },
      };
      for (const [map, value] of Object.entries(values)) {
        document.getMap(map).set(`patient-${patient}`, { ...value, ...stamp });
      }
    }
  });
  return Y.encodeStateAsUpdate(document);
}
