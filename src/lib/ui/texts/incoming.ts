/** What is said of a list that came by itself, and of the companion extension. */
import { formatItalianDate } from '#lib/domain/plainDate.ts';
import type { CompanionState } from '#lib/ui/app.ts';
import type { PortalReport } from '#lib/ui/import/incomingLists.svelte.ts';
import { formatInstant, rowsText } from './import.ts';

export const DAMAGED_TEXT =
  'Il file arrivato dall’estensione è rovinato: non l’ho aperto e l’elenco è rimasto com’era. Premi di nuovo Scarica sul portale, o scegli il file dal computer.';

export function waitingListText(fileName: string): string {
  return `È arrivato un altro elenco («${fileName}»). Aspetta qui: se apri la sua anteprima, quella aperta ora si chiude e non viene scritto nulla.`;
}

/** "Preso dal portale SISS Medboard il 26/11/2026, 10:12. Report creato il 25/11/2026, codice medico 12345." */
export function portalReportText({ provenance, capturedAt }: PortalReport): string {
  const { portal, createdOn, doctorCode, reportType, format } = provenance;
  const told = [
    createdOn === null
      ? 'data di creazione non indicata'
      : `creato il ${formatItalianDate(createdOn)}`,
    ...(doctorCode === null ? [] : [`codice medico ${doctorCode}`]),
    ...(reportType === null ? [] : [`tipo ${reportType}`]),
    ...(format === null ? [] : [`formato ${format}`]),
  ];
  return `Preso dal portale ${portal} il ${formatInstant(capturedAt)}. Report: ${told.join(', ')}.`;
}

export const PARTIAL_TEXT =
  'È un report SCELTA REVOCA: dice che cosa è cambiato e non è l’elenco completo. Per questo nessuno viene proposto per l’archivio perché manca, e la casella «Archivia pazienti che non sono più miei assistiti» è spenta.';

export const ASSOCIATES_TEXT =
  'Sul portale questo report ha «Assistiti associati: Sì»: contiene anche gli assistiti dei colleghi associati. Le loro righe vanno in «Altri medici» e non vengono toccate.';

export function extensionText({ extension }: CompanionState): string {
  if (extension === null) return 'Non vista in questo browser';
  const version = `Versione ${extension.version}`;
  return extension.isOld ? `${version}: più vecchia dell’app, aggiornala` : `${version}, collegata`;
}

export function lastHandOverText({ last }: CompanionState): string {
  return last === null ? 'nessuno' : `${formatInstant(last.at)}, ${rowsText(last.rows)}`;
}
