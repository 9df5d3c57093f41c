import type { AccountsAtServer } from '#lib/accounts/accountsAtServer.ts';
import { type InvitationRequest, invitationRequest } from '#lib/accounts/requests.ts';
import { isStaff } from '#lib/domain/staff.ts';
import type { Role } from '#lib/domain/session.ts';
import { inviteFieldText } from '#lib/ui/texts/access.ts';
import { ServerForm } from './serverForm.svelte.ts';

/** Who is to join, as it is typed; what does not belong to the role is not sent. */
export interface Invitee extends Record<string, string> {
  name: string;
  role: Role;
  doctorId: string;
  /** Of a substitute: whom he replaces, and when; no dates: they follow. */
  panel: string;
  from: string;
  to: string;
}

export function inviteForm(
  server: AccountsAtServer,
  empty: Invitee,
  worksFor: () => readonly string[],
) {
  return new ServerForm({
    empty,
    schema: invitationRequest.pick({ name: true }).loose(),
    fieldText: inviteFieldText,
    about: { wrongDates: 'to', doctorTaken: 'doctorId', unknownDoctor: 'doctorId' },
    send: (invitee) => server.invite(requestOf(invitee, worksFor())),
  });
}

function requestOf(invitee: Invitee, worksFor: readonly string[]): InvitationRequest {
  const { name, role, doctorId, panel, from, to } = invitee;
  const hasDates = role === 'substitute' && from !== '' && to !== '';
  return {
    ...{ name, role },
    doctorId: role === 'doctor' && doctorId !== '' ? doctorId : null,
    worksFor: isStaff({ role }) ? [...worksFor] : [],
    substitution: hasDates ? { panel, from, to } : null,
  };
}
