/** `npm run portal`: the fake portal, and the extension that takes it for one, so that the whole way can be tried by hand. */
import { join } from 'node:path';
import { project } from '#tools/project.mjs';
import { buildExtension } from '#tools/buildExtension.ts';
import { startPortal } from './portal.ts';

const folder = join(project, 'build-extension/with-portal');
await buildExtension(folder, ['localhost']);
const portal = await startPortal({ port: Number(process.env.PORT || 4290) });
console.log(`Portale di prova: ${portal.page}
Estensione da caricare (chrome://extensions > Modalità sviluppatore > Carica estensione non pacchettizzata):
  ${folder}
Poi apri le opzioni dell’estensione, scrivi l’indirizzo di Assistiti (http://localhost:4280) e premi Collega.`);
