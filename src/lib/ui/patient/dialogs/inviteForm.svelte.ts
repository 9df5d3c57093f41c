import {
  fillInvite,
  INVITE_SUBJECT,
  inviteWays,
  messageAddress,
  type InviteWay,
  type InviteWords,
} from '#lib/domain/invite.ts';
import type { ListedPatient } from '#lib/read-model/patientRow.ts';
import type { Editing } from '#lib/ui/edit/editing.svelte.ts';
import { LifeForm } from './lifeForm.svelte.ts';

/** `byPractice`: the server sends it; else it is opened in the user's own program. */
export type SendingWay = InviteWay & { readonly byPractice: boolean };

interface Needs {
  readonly editing: Editing;
  /** The practice's message with its places; undefined until it is read. */
  readonly template: () => string | undefined;
  readonly words: InviteWords;
  /** The practice's address, where its server sends mails; else null or not read yet. */
  readonly mailFrom: () => string | null | undefined;
  readonly newId: () => string;
  /** The tick as it is found; it stays off where no message can go. */
  readonly sends: boolean;
  /** Opens the message in the user's own program. */
  readonly openMessage: (address: string) => void;
}

/** `Invita`, of one patient: recorded, and with the tick opened as a message too. */
export class InviteForm extends LifeForm {
  readonly #ways;
  sends = $state(false);
  way = $state('0');
  readonly #needs: Needs;
  #typed = $state<string | null>(null);

  constructor(patient: ListedPatient, needs: Needs) {
    super([patient], needs.editing);
    this.#needs = needs;
    this.#ways = inviteWays(patient.contacts);
    this.sends = needs.sends && this.#ways.length > 0;
  }

  /** With the practice's own mails first, where it sends any. */
  readonly ways = $derived.by((): readonly SendingWay[] => {
    const own = this.#ways.map((way) => ({ ...way, byPractice: false }));
    if (!this.#needs.mailFrom()) return own;
    const mails = own.filter(({ channel }) => channel === 'email');
    return [...mails.map((way) => ({ ...way, byPractice: true })), ...own];
  });

  readonly chosen = $derived.by(() => (this.sends ? (this.ways[Number(this.way)] ?? null) : null));

  /** The practice's message for this patient, until another text is typed. */
  get message(): string {
    return this.#typed ?? fillInvite(this.#needs.template() ?? '', this.#needs.words);
  }

  set message(text: string) {
    this.#typed = text;
  }

  async submit(): Promise<boolean> {
    const way = this.chosen;
    const { ids, message } = this;
    const mail = way?.byPractice
      ? { mail: { id: this.#needs.newId(), to: way.to, message: this.#typed } }
      : {};
    const recorded = await this.send(
      { kind: 'invite', patients: ids, channel: way?.channel ?? null, ...mail },
      way?.byPractice
        ? 'invito registrato, la mail parte dal server dello studio'
        : 'invito registrato',
    );
    if (recorded && way && !way.byPractice)
      this.#needs.openMessage(messageAddress(way, INVITE_SUBJECT, message));
    return recorded;
  }
}
