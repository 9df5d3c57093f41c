/**
 * The first account, with the code that the terminal shows: whoever reaches the port cannot take a fresh server for
 * himself. The code is made anew at each start until it is used; only its hash is kept.
 */
import type { SetUpRequest } from '#lib/accounts/requests.ts';
import type { Member } from '#lib/domain/member.ts';
import type { Practice } from '#lib/domain/practice.ts';
import { failed, ok, type Result } from '#lib/domain/result.ts';
import type { AccountsDesk, Refused } from './desk.ts';
import { newInvitation } from './invitations.ts';
import { hashToken, invitationLink, isSameHash, setUpCode, tidyCode } from './tokens.ts';
import { tokenLimits } from './tryLimits.ts';

export type SetUp = ReturnType<typeof setUpOn>;

export function setUpOn(desk: AccountsDesk) {
  const { members, credentials, limits, random, clock } = desk;
  const isSetUp = () => members.members().length > 0;
  let isUnderWay = false;

  return {
    isSetUp,

    /** The code for this run of the server; the one of an earlier run opens nothing. Null once the server is set up. */
    newCode(): string | null {
      if (isSetUp()) return null;
      const code = setUpCode(random.secret());
      members.writeSetUpHash(hashToken(tidyCode(code)));
      return code;
    },

    /** Asked before anything else is said about what was sent along. */
    checkCode(code: string, address: string): Result<null, Refused<'wrongToken'>> {
      const tries = tokenLimits(address);
      const retryAfter = limits.begin(tries);
      if (retryAfter !== null) return failed({ kind: 'tooManyTries', retryAfter });
      const hash = members.setUpHash();
      if (hash === null || !isSameHash(hash, hashToken(tidyCode(code))))
        return failed({ kind: 'wrongToken' });
      limits.succeed(tries);
      return ok(null);
    },

    /**
     * Makes the first doctor's account, under the id that the practice gives him: what his desktop kept until now is
     * his. Also an invitation for whoever supports the practice, whose link is told this once. The code was checked;
     * `practice` makes or reads the practice, and is called by one of many that come at once.
     */
    async setUp(
      { email, password }: SetUpRequest,
      practice: () => Practice,
    ): Promise<Result<{ readonly supportLink: string }, 'alreadySetUp' | 'emailTaken'>> {
      if (isSetUp() || isUnderWay) return failed('alreadySetUp');
      isUnderWay = true;
      try {
        const member = firstMember(practice());
        const { userId, name } = member;
        const created = await credentials.createUser({ userId, name, email, password });
        if (!created.ok) return created;
        const token = random.secret();
        const invitation = newInvitation(desk, supportOf(), userId);
        const at = clock();
        members.setUp(member, invitation, hashToken(token), [
          { at, by: null, what: 'setUp', whom: userId, details: {} },
          { at, by: null, what: 'invited', whom: invitation.id, details: { role: 'support' } },
        ]);
        return ok({ supportLink: invitationLink(token) });
      } finally {
        isUnderWay = false;
      }
    },
  };
}

/** The practice's first doctor: his desktop's local stores are named by this id. */
export function firstMember({ doctor }: Practice): Member {
  const { id, firstName, lastName } = doctor;
  return {
    ...{ userId: id, name: `${firstName} ${lastName}`, role: 'doctor', doctorId: id },
    ...{ worksFor: [], grants: {}, substitutions: [] },
  };
}

function supportOf() {
  const name = 'Assistenza';
  return { name, role: 'support', doctorId: null, worksFor: [], substitution: null } as const;
}
