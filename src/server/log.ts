/**
 * One JSON line for each problem. It names the kind of event and the place in the program, never a message or a
 * value: those may quote what a person typed.
 */
export type Log = (event: string, error: unknown) => void;

export function createLog(write: (line: string) => void, clock: () => number): Log {
  return (event, error) => {
    const { name, code, stack } = (error ?? {}) as { name?: string; code?: string; stack?: string };
    const at = stack
      ?.match(/^\s+at .*$/gm)
      ?.slice(0, 5)
      .map((frame) => frame.trim());
    write(`${JSON.stringify({ time: new Date(clock()).toISOString(), event, name, code, at })}\n`);
  };
}
