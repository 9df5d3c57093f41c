/** `npm run sample`: a list of made-up patients on standard output, to try the import with. */
import { writeFile } from 'node:fs/promises';
import { plainDateAt } from '#lib/domain/plainDate.ts';
import { HELP, parseSampleCommand } from './sampleList/commandLine.ts';
import { makeSample } from './sampleList/makeSample.ts';

await main();

async function main(): Promise<void> {
  const command = parseSampleCommand(process.argv.slice(2), plainDateAt(Date.now()));
  if (!command.ok) return complain(command.error);
  if (command.value === 'help') {
    process.stdout.write(HELP);
    return;
  }
  const list = makeSample(command.value);
  if (!list.ok) return complain(list.error);
  if (command.value.outputFile === null) {
    // Who reads may stop early (`| head`): that is no error.
    process.stdout.on('error', () => process.exit(0));
    process.stdout.write(list.value);
    return;
  }
  try {
    await writeFile(command.value.outputFile, list.value);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error));
  }
}

function complain(sentence: string): void {
  console.error(`sample: ${sentence}\nVedi: npm run sample -- --help`);
  process.exitCode = 2;
}
