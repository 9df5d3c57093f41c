/**
 * Draws one thing after the other, each in a frame of its own, first come first served and parts before what
 * comes after the whole: what is drawn together holds up the page for as long as all of it takes.
 */
import { getContext, setContext } from 'svelte';

export class DrawTurns {
  #parts: (() => void)[] = [];
  #waiting: (() => void)[] = [];
  #called = false;

  /** Calls `draw` when its turn comes; the function it gives leaves the queue. `isPart`: of what was just drawn. */
  take(draw: () => void, isPart = false): () => void {
    (isPart ? this.#parts : this.#waiting).push(draw);
    this.#callNext();
    return () => {
      this.#parts = this.#parts.filter((other) => other !== draw);
      this.#waiting = this.#waiting.filter((other) => other !== draw);
    };
  }

  #callNext(): void {
    if (this.#called || this.#parts.length + this.#waiting.length === 0) return;
    this.#called = true;
    const draw = () => setTimeout(() => this.#draw());
    // Behind the frame, so that what was drawn before stands on the screen. A page that nobody sees has no frames.
    if (document.hidden) draw();
    else requestAnimationFrame(draw);
  }

  #draw(): void {
    this.#called = false;
    const draw = this.#parts.shift() ?? this.#waiting.shift();
    draw?.();
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
