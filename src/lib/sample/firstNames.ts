/** Italian first names by the time they were given, the most common first. */
import type { Sex } from '#lib/domain/patient.ts';

interface Era {
  /** The last birth year of the era. */
  readonly until: number;
  readonly names: { readonly [S in Sex]: readonly string[] };
}

const ERAS: readonly Era[] = [
  {
    until: 1945,
    names: {
      F: list(
        `Maria, Giuseppina, Teresa, Angela, Rosa, Anna, Carla, Luigia, Giovanna, Caterina, Antonietta, Lucia, Ines, Ida,
        Adele, Piera, Ernesta, Pierina, Rosina, Elsa, Emilia, Giulia, Irma, Clementina, Maria Teresa, Maria Rosa, Anna Maria,
        Santina, Carmela, Concetta, Agnese, Virginia, Zoe, Iole, Ersilia, Dirce`,
      ),
      M: list(
        `Giuseppe, Giovanni, Luigi, Mario, Angelo, Carlo, Pietro, Antonio, Francesco, Ambrogio, Battista, Cesare, Aldo,
        Ernesto, Enrico, Gino, Piero, Renato, Ettore, Bruno, Attilio, Romeo, Giovanni Battista, Pier Luigi, Egidio,
        Nicolò, Carmelo, Vito, Rocco, Achille, Ugo, Leo, Ivo, Eligio, Ottavio, Remo`,
      ),
    },
  },
  {
    until: 1979,
    names: {
      F: list(
        `Maria, Anna, Paola, Daniela, Patrizia, Laura, Cristina, Roberta, Elena, Barbara, Silvia, Monica, Antonella, Stefania,
        Donatella, Giovanna, Manuela, Nadia, Tiziana, Rita, Loredana, Lorena, Emanuela, Elisabetta, Francesca, Claudia,
        Maria Grazia, Maria Luisa, Anna Rita, Rosanna, Marina, Ornella, Ivana, Mariangela, Cinzia, Sabrina, Simona, Katia,
        Ambra, Lia`,
      ),
      M: list(
        `Marco, Roberto, Paolo, Andrea, Stefano, Giuseppe, Massimo, Alessandro, Fabio, Claudio, Maurizio, Giorgio, Luca, Sergio,
        Fabrizio, Gianluca, Angelo, Walter, Davide, Daniele, Enrico, Franco, Giancarlo, Gian Luca, Pier Paolo, Salvatore,
        Vincenzo, Ivan, Ivano, Dario, Diego, Flavio, Emanuele, Mauro, Nicola, Pasquale, Rocco, Elio, Ezio`,
      ),
    },
  },
  {
    until: 9999,
    names: {
      F: list(
        `Giulia, Martina, Chiara, Sara, Francesca, Federica, Alessia, Sofia, Giorgia, Elisa, Alice, Aurora, Valentina, Elena,
        Camilla, Beatrice, Marta, Noemi, Gaia, Greta, Arianna, Ginevra, Matilde, Emma, Anna, Asia, Zoë, Chloé, Desirée,
        Maria Vittoria, Maria Sole, Lucrezia, Michela, Ilaria, Jessica, Nicole, Rebecca, Irene, Serena`,
      ),
      M: list(
        `Andrea, Luca, Matteo, Francesco, Alessandro, Marco, Lorenzo, Davide, Mattia, Simone, Riccardo, Federico, Leonardo,
        Gabriele, Tommaso, Edoardo, Filippo, Nicolò, Niccolò, Pietro, Samuele, Giacomo, Jacopo, Emanuele, Cristian, Kevin,
        Giovanni, Christian, Alessio, Giosuè, Noè, Elia, Gian Marco, Francesco Maria, Michele, Thomas, Stefano, Daniel, Leo, Omar`,
      ),
    },
  },
];

/** The names in use for a child born in that year. */
export function firstNamesOf(sex: Sex, birthYear: number): readonly string[] {
  const era = ERAS.find((candidate) => birthYear <= candidate.until);
  if (!era) throw new RangeError(`No names for the year ${birthYear}`);
  return era.names[sex];
}

/** Every Italian first name of the sample, once each. */
export function allFirstNames(): readonly string[] {
  return [...new Set(ERAS.flatMap((era) => [...era.names.F, ...era.names.M]))];
}

function list(text: string): string[] {
  return text.split(',').map((name) => name.trim());
}
