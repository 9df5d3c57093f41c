/** The file a sample command asks for. */
import { failed, ok, type Result } from '#lib/domain/result.ts';
import { samplePeople } from '#lib/sample/samplePeople.ts';
import { writeList } from '#lib/sample/writeList.ts';
import type { SampleCommand } from './commandLine.ts';
import { spoilRows, type FaultCounts } from './spoilRows.ts';

/** The error is a sentence for who typed the command. */
export function makeSample(command: SampleCommand): Result<Uint8Array, string> {
  const people = samplePeople(command);
  const faults: FaultCounts = { ...spread(command.problems), colleagues: command.colleagues };
  const needed = Object.values(faults).reduce((sum, count) => sum + count, 0);
  // A repeated code takes two people: the sound row and the other.
  const usable = people.filter(({ taxCodeKind }) => taxCodeKind === 'regular').length;
  if (needed + (faults.repeatedTaxCode ?? 0) > usable) {
    return failed('--problems e --colleagues chiedono più righe di quante ce ne siano');
  }
  return ok(writeList(spoilRows(people, faults, command.seed), command.variant));
}

/** As many of each kind as can be, of the kinds that make a row unusable. */
function spread(problems: number): FaultCounts {
  const share = (kind: number) => Math.floor((problems + 3 - kind) / 4);
  return {
    emptyTaxCode: share(0),
    badCheckCharacter: share(1),
    impossibleDate: share(2),
    repeatedTaxCode: share(3),
  };
}
