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
  /** The next list shown for a search of so many letters, with the key press before it. */
  listFor(letters: number): Promise<{ readonly pressed: number; readonly drawn: number }>;
  /** The last press of a button. */
  clickedAt: number;
  firstRow: Promise<Shown>;
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
  let answers: ((letters: number) => void)[] = [];
  const ready = Promise.withResolvers<number>();

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
  addEventListener('keydown', (event) => (pressed = event.timeStamp), true);
  addEventListener('click', (event) => (window.bench.clickedAt = event.timeStamp), true);
  new PerformanceObserver((list) => {
    for (const { name, startTime, detail } of list.getEntries() as PerformanceMark[]) {
      if (name === 'assistiti: ready') ready.resolve(startTime);
      if (name !== 'assistiti: list' || detail.tab !== 'ssn' || startTime < pressed) continue;
      const told = answers;
      answers = [];
      told.forEach((answer) => answer(detail.letters));
    }
  }).observe({ type: 'mark' });

  window.bench = {
    until,
    clickedAt: 0,
    ready: ready.promise,
    firstRow: until('table[aria-label="Elenco pazienti"] [data-row]'),
    listFor: (letters) =>
      new Promise((resolve) => {
        const hear = (shown: number) => {
          if (shown !== letters) answers.push(hear);
          else void drawn().then((at) => resolve({ pressed, drawn: at }));
        };
        answers.push(hear);
      }),
  };
}
