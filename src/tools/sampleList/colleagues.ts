/** The doctors of the same practice whose patients turn up in one's list. */
import type { SamplePerson } from '#lib/sample/person.ts';

type Doctor = Pick<SamplePerson, 'doctorCode' | 'doctorName'>;

const COLLEAGUES: readonly Doctor[] = [
  { doctorCode: '67890', doctorName: 'Verdi Paolo' },
  { doctorCode: '67891', doctorName: 'Neri Carla' },
  { doctorCode: '67892', doctorName: 'Galli Marta' },
];

/** Colleagues of that doctor: never with the same code, leading zeros or not. */
export function colleaguesOf(doctorCode: string): readonly Doctor[] {
  const code = doctorCode.trim().replace(/^0+/, '');
  return COLLEAGUES.filter((colleague) => colleague.doctorCode !== code);
}
