/** From the bytes of a safety copy to its content, checked whole; nothing is written. */
import type { Result } from '#lib/domain/result.ts';
import { type ContentRefusal, type CopyContent, decodeContent } from './copyContent.ts';
import { type Bytes, type SealRefusal, unsealFile } from './sealedFile.ts';

export async function readCopy(
  file: Bytes,
  passphrase: string,
  subtle: SubtleCrypto,
): Promise<Result<CopyContent, SealRefusal | ContentRefusal>> {
  const content = await unsealFile(file, passphrase, subtle);
  return content.ok ? decodeContent(content.value) : content;
}
