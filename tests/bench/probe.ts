/**
 * What is put into the page before the app starts: it hears the DOM change and the app's marks, and tells when.
 * Times are those of the page's `performance.now()`, from the start of the navigation.
 */

export interface Shown {
  /** When the element stood in the document. */
  readonly inDocument: number;
  /** When the first frame after that had been drawn. */
  readonly drawn: number;
}

export interface Probe {
  /** The first moment at which some element matches and holds the text. */
  until(selector: string, text?: string): Promise<Shown>;
  /** Before a key press that searches for so many letters: `pressedToDrawn` will tell when their list is shown. */
  expectList(letters: number): void;
  /** Before a key press that asks nothing: `pressedToDrawn` will tell when the next frame has been drawn. */
  expectFrame(): void;
  pressedToDrawn: Promise<number>;
  /** The last press of a button. */
  clickedAt: number;
  /** All the rows that the first screen has room for, once there is anybody in the list. */
  firstRows: Promise<Shown>;
  /** When the desktop said that its documents are loaded and commands can run. */
  ready: Promise<number>;
}

declare global {
  interface Window {
    bench: Probe;
  }
}

/** Runs in the page: it must not reach outside of itself. */
export function installProbe(): void {
  const waiting = new Set<() => void>();
  let pressed = 0;
  let hearPress = () => {};
  let hearList = (_letters: number) => {};
  const ready = Promise.withResolvers<number>();
  const firstRows = Promise.withResolvers<Shown>();

  /** Resolves behind the next frame. */
  const drawn = () =>
    new Promise<number>((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });

  const until = (selector: string, text = '') =>
    new Promise<Shown>((resolve) => {
      const look = () => {
        const found = [...document.querySelectorAll(selector)].some((element) =>
          element.textContent?.includes(text),
        );
        if (!found) return;
        waiting.delete(look);
        const inDocument = performance.now();
        void drawn().then((at) => resolve({ inDocument, drawn: at }));
      };
      waiting.add(look);
      look();
    });

  new MutationObserver(() => waiting.forEach((look) => look())).observe(document, {
    childList: true,
    subtree: true,
    characterData: true,
  });
  const keyDown = (event: KeyboardEvent) => {
    pressed = event.timeStamp;
    hearPress();
  };
  addEventListener('keydown', keyDown, true);
  addEventListener('click', (event) => (window.bench.clickedAt = event.timeStamp), true);
  // Heard when they are made: an observer is told behind the frame, and a frame too late.
  const makeMark = performance.mark.bind(performance);
  performance.mark = (name, options) => {
    const mark = makeMark(name, options);
    if (name === 'assistiti: ready') ready.resolve(mark.startTime);
    if (name === 'assistiti: list' && mark.detail.tab === 'ssn') {
      hearList(mark.detail.letters);
      if (document.querySelector('[data-row]'))
        void drawn().then((at) => firstRows.resolve({ inDocument: mark.startTime, drawn: at }));
    }
    return mark;
  };

  window.bench = {
    until,
    clickedAt: 0,
    ready: ready.promise,
    firstRows: firstRows.promise,
    pressedToDrawn: Promise.resolve(NaN),
    expectList(letters) {
      const shown = Promise.withResolvers<void>();
      hearList = (told) => void (told === letters && shown.resolve());
      window.bench.pressedToDrawn = shown.promise.then(drawn).then((at) => at - pressed);
    },
    expectFrame() {
      const heard = Promise.withResolvers<void>();
      hearPress = heard.resolve;
      window.bench.pressedToDrawn = heard.promise.then(drawn).then((at) => at - pressed);
    },
  };
}
