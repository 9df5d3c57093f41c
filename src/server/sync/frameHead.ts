/** The head of a frame, `<document>[\0<session>] <kind> …`: all that is read of one before its sender's rights are known. */
export interface FrameHead {
  readonly document: string;
  /** A `MessageType` of Hocuspocus. */
  readonly kind: number;
}

/** Longer than any document's name with its session. */
const LONGEST_NAME = 300;

const text = new TextDecoder('utf-8', { fatal: true });

/** Null for junk. */
export function readFrameHead(frame: Uint8Array): FrameHead | null {
  const length = readVarUint(frame, 0);
  if (length === null || length.value > LONGEST_NAME) return null;
  const end = length.next + length.value;
  const kind = readVarUint(frame, end);
  if (kind === null) return null;
  try {
    const [document = ''] = text.decode(frame.subarray(length.next, end)).split('\0');
    return { document, kind: kind.value };
  } catch {
    return null;
  }
}

/** Seven bits a byte, lowest first; no head has a number of more than four of them. */
function readVarUint(bytes: Uint8Array, at: number): { value: number; next: number } | null {
  let value = 0;
  for (let place = 0; place < 4; place++) {
    const byte = bytes[at + place];
    if (byte === undefined) return null;
    value |= (byte & 0x7f) << (7 * place);
    if (byte < 0x80) return { value, next: at + place + 1 };
  }
  return null;
}
