/** The team as the rows tell it, followed for as long as the page lives; whoever shows it is shown it anew. */
import { createSubscriber } from 'svelte/reactivity';
import { sameValue } from '#lib/domain/change.ts';
import type { Team } from '#lib/domain/team.ts';
import type { Stop } from '#lib/ui/app.ts';

export class FollowedTeam {
  #team: Team;
  readonly #listeners = new Set<() => void>();
  readonly #subscribe = createSubscriber((update) => this.onChange(update));

  constructor(first: Team, watch: (show: (team: Team) => void) => Stop) {
    this.#team = first;
    watch((team) => {
      if (sameValue(team, this.#team)) return;
      this.#team = team;
      for (const listener of this.#listeners) listener();
    });
  }

  get current(): Team {
    this.#subscribe();
    return this.#team;
  }

  onChange(listener: () => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
