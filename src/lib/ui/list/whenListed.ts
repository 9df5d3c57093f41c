import type { PatientId } from '#lib/domain/patient.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { PatientReader } from '#lib/ui/app.ts';

/** Those patients as some tab shows them, as soon as it shows anybody: who was just added comes a moment later. */
export function whenListed(
  { watchListed }: Pick<PatientReader, 'watchListed'>,
  ids: readonly PatientId[],
): Promise<readonly ListedPatient[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return new Promise((resolve) => {
    const stop = watchListed(ids, (listed) => {
      if (listed.length === 0) return;
      stop();
      resolve(listed);
    });
  });
}
