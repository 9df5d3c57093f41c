import { getContext, setContext } from 'svelte';
import { defaultLook, lookAttributes, parseLook, type LookChoices } from './lookChoices.ts';

export const LOOK_KEY = 'assistiti:look';

interface Needs {
  readonly storage: Storage;
  /** `<html>`: its attributes set the tokens. */
  readonly root: HTMLElement;
  readonly prefersContrast: boolean;
}

/** The look as it is now. Made before anything is drawn, so that no other look is ever seen. */
export class Look {
  readonly #needs: Needs;
  #choices = $state.raw<LookChoices>(defaultLook(false));

  constructor(needs: Needs) {
    this.#needs = needs;
    this.readAgain();
  }

  get choices(): LookChoices {
    return this.#choices;
  }

  change(change: Partial<LookChoices>): void {
    this.#show({ ...this.#choices, ...change });
    this.#needs.storage.setItem(LOOK_KEY, JSON.stringify(this.#choices));
  }

  /** Another tab may have chosen. */
  readAgain(): void {
    const { storage, prefersContrast } = this.#needs;
    this.#show(parseLook(storage.getItem(LOOK_KEY), defaultLook(prefersContrast)));
  }

  #show(choices: LookChoices): void {
    for (const [name, value] of Object.entries(lookAttributes(choices))) {
      this.#needs.root.setAttribute(name, value);
    }
    this.#choices = choices;
  }
}

const key = Symbol('look');

export function provideLook(look: Look): Look {
  return setContext(key, look);
}

export function useLook(): Look {
  return getContext<Look>(key);
}
