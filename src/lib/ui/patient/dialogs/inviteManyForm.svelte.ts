import {
  fillInvite,
  INVITE_SUBJECT,
  inviteWays,
  messageAddress,
  type InviteEdit,
  type InviteWords,
} from '#lib/domain/invite.ts';
import type { InviteChannel } from '#lib/domain/patient.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { EditAnswer, Editing } from '#lib/ui/edit/editing.svelte.ts';
import { editFailureText } from '#lib/ui/texts/edits.ts';
import { type SkippedPatient, invitedText } from '#lib/ui/texts/invite.ts';
import { countOfPatients } from '#lib/ui/texts/life.ts';

interface Needs {
  readonly editing: Editing;
  readonly template: () => string | undefined;
  readonly words: (patient: ListedPatient) => InviteWords;
  readonly openMessage: (address: string) => void;
  /** The practice's address, where its server sends mails. */
  readonly mailFrom: () => string | null | undefined;
  readonly newId: () => string;
}

type InviteMailRequest = NonNullable<Extract<InviteEdit, { kind: 'invite' }>['mail']>;

/**
 * `Invita i pazienti`: those who can be reached and were not invited yet. Without the message they are recorded
 * together; with it the messages are opened one after the other, since each leaves from the user's own program.
 */
export class InviteManyForm {
  phase = $state<'choose' | 'sending' | 'done'>('choose');
  sends = $state(false);
  /** Whoever has an address gets a mail from the practice's server. */
  mails = $state(false);
  /** Those invited before are invited once more. */
  again = $state(false);
  saving = $state(false);
  failure = $state<string | null>(null);
  /** The one whose message is next. */
  #index = $state(0);
  way = $state('0');
  #typed = $state<string | null>(null);
  #queue = $state.raw<readonly ListedPatient[]>([]);
  #invited = $state.raw<readonly ListedPatient[]>([]);
  #skipped = $state.raw<readonly SkippedPatient[]>([]);
  readonly #needs: Needs;
  readonly #withApp: readonly ListedPatient[];
  readonly #unreachable: readonly ListedPatient[];
  readonly #before: readonly ListedPatient[];
  readonly #new: readonly ListedPatient[];

  constructor(patients: readonly ListedPatient[], needs: Needs) {
    this.#needs = needs;
    this.#withApp = patients.filter(({ hasApp }) => hasApp === 1);
    const others = patients.filter(({ hasApp }) => hasApp === 0);
    this.#unreachable = others.filter(({ contacts }) => inviteWays(contacts).length === 0);
    const reachable = others.filter(({ contacts }) => inviteWays(contacts).length > 0);
    this.#before = reachable.filter(({ invitedAt }) => invitedAt !== null);
    this.#new = reachable.filter(({ invitedAt }) => invitedAt === null);
  }

  readonly targets = $derived.by(() => (this.again ? [...this.#new, ...this.#before] : this.#new));

  get canMail(): boolean {
    return Boolean(this.#needs.mailFrom());
  }

  /** Whom a mail reaches. */
  readonly byMail = $derived.by(() => this.targets.filter(hasEmail));

  get counts() {
    return {
      withApp: this.#withApp.length,
      unreachable: this.#unreachable.length,
      before: this.#before.length,
    };
  }

  /** With its places: each patient's words come in when his message is opened. */
  get message(): string {
    return this.#typed ?? this.#needs.template() ?? '';
  }

  set message(text: string) {
    this.#typed = text;
  }

  readonly current = $derived.by(() => this.#queue[this.#index] ?? null);
  readonly ways = $derived.by(() => inviteWays(this.current?.contacts ?? []));

  /** "3 di 12" */
  get place(): { readonly at: number; readonly of: number } {
    return { at: this.#index + 1, of: this.#queue.length };
  }

  get invited(): readonly ListedPatient[] {
    return this.#invited;
  }

  get skipped(): readonly SkippedPatient[] {
    return this.#skipped;
  }

  async submit(): Promise<void> {
    const byMail = this.mails && this.canMail ? this.byMail : [];
    this.#queue = this.targets.filter((patient) => !byMail.includes(patient));
    const left = (patients: readonly ListedPatient[], why: (patient: ListedPatient) => string) =>
      patients.map((patient) => ({ patient, why: why(patient) }));
    this.#skipped = [
      ...left(this.#unreachable, () => 'nessun recapito che si possa usare'),
      ...left(this.#withApp, () => 'ha già l’app'),
      ...left(this.again ? [] : this.#before, ({ invitedAt }) => `già ${invitedText(invitedAt)}`),
    ];
    if (byMail.length > 0 && !(await this.#record(byMail, 'email', this.#mail()))) return;
    if (this.sends && this.#queue.length > 0) this.phase = 'sending';
    else if (byMail.length > 0) this.#finishAfterMails();
    else if (await this.#record(this.#queue, null)) this.phase = 'done';
  }

  /** Who has no address is not recorded as if the mail had gone to him too. */
  #finishAfterMails(): void {
    this.#skip(this.#queue, 'nessuna mail che si possa usare');
    this.phase = 'done';
  }

  #mail(): InviteMailRequest {
    return { id: this.#needs.newId(), message: this.#typed };
  }

  async openCurrent(): Promise<void> {
    const patient = this.current;
    const way = this.ways[Number(this.way)];
    if (!patient || !way) return;
    const text = fillInvite(this.message, this.#needs.words(patient));
    if (!(await this.#record([patient], way.channel))) return;
    this.#needs.openMessage(messageAddress(way, INVITE_SUBJECT, text));
    this.#next();
  }

  skipCurrent(): void {
    if (this.current) this.#skip([this.current], 'saltato');
    this.#next();
  }

  /** Who is left is told as not invited. */
  stop(): void {
    this.#skip(this.#queue.slice(this.#index), 'non ancora invitato');
    this.phase = 'done';
  }

  #next(): void {
    this.#index++;
    this.way = '0';
    this.failure = null;
    if (this.current === null) this.phase = 'done';
  }

  #skip(patients: readonly ListedPatient[], why: string): void {
    this.#skipped = [...this.#skipped, ...patients.map((patient) => ({ patient, why }))];
  }

  async #record(
    patients: readonly ListedPatient[],
    channel: InviteChannel | null,
    mail?: InviteMailRequest,
  ): Promise<boolean> {
    if (this.saving) return false;
    this.saving = true;
    this.failure = null;
    let answer: EditAnswer;
    try {
      answer = await this.#needs.editing.run(
        { kind: 'invite', patients: patients.map(({ id }) => id), channel, mail },
        (outcome) => `${countOfPatients(outcome.patients.length)}: invito registrato`,
      );
    } finally {
      this.saving = false;
    }
    if (!answer.ok) {
      this.failure = answer.error.text;
      return false;
    }
    const { patients: done } = answer.value;
    this.#invited = [...this.#invited, ...patients.filter(({ id }) => done.includes(id))];
    for (const { patient: id, why } of answer.value.leftOut) {
      this.#skip(
        patients.filter((patient) => patient.id === id),
        editFailureText(why),
      );
    }
    return true;
  }
}

function hasEmail({ contacts }: ListedPatient): boolean {
  return inviteWays(contacts).some(({ channel }) => channel === 'email');
}
