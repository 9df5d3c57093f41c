/**
 * Draws one thing after the other, each in a frame of its own, first come first served: what is drawn
 * together holds up the page for as long as all of it takes.
 */
import { getContext, setContext } from 'svelte';

export class DrawTurns {
  #waiting: (() => void)[] = [];
  #called = false;

  /** Calls `draw` when its turn comes; the function it gives leaves the queue. */
  take(draw: () => void): () => void {
    this.#waiting.push(draw);
    this.#callNext();
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== draw);
    };
  }

  #callNext(): void {
    if (this.#called || this.#waiting.length === 0) return;
    this.#called = true;
    // Behind the frame, so that what was drawn before stands on the screen.
    requestAnimationFrame(() => setTimeout(() => this.#draw()));
  }

  #draw(): void {
    this.#called = false;
    this.#waiting.shift()?.();
    this.#callNext();
  }
}

const key = Symbol('draw turns');

export function provideDrawTurns(): DrawTurns {
  return setContext(key, new DrawTurns());
}

export function useDrawTurns(): DrawTurns {
  return getContext<DrawTurns>(key);
}
