/** What the screens say of columns that were mapped by hand. */
import type { RememberedMapping, MappingFailure } from '#lib/import/rememberedMappings.ts';
import { LIST_FIELDS } from '#lib/import/fields.ts';
import { fieldLabel } from './fileReading.ts';

export function mappingFailureText({ kind }: MappingFailure): string {
  switch (kind) {
    case 'forbidden':
      return 'Non ti è permesso: gli elenchi ricordati li cambia chi può importare. Niente è cambiato.';
    case 'gone':
      return 'Questo elenco era già stato dimenticato.';
    case 'notSaved':
      return 'Non sono riuscito a salvare su questo computer: niente è cambiato. Ricarica la pagina e riprova.';
  }
}

/** "Codice fiscale ← Cod. Utente, Cognome ← Anagrafica". */
export function mappingText({ header, mapping }: RememberedMapping): string {
  return LIST_FIELDS.flatMap((field) => {
    const columns = mapping[field] ?? [];
    if (columns.length === 0) return [];
    const names = columns.map((column) => header[column]?.trim() || `colonna ${column + 1}`);
    return [`${fieldLabel(field)} ← ${names.join(' e ')}`];
  }).join(', ');
}
